"""The macro-economy (宏观经济库): tax, trade, investment, and what has been published."""

from datasets.base import Base, Step, Work
from datasets.text import Text
from datasets.vintages.alarms import write_alarms
from datasets.vintages.months import write_months
from datasets.vintages.series import write_series

# A published figure as written becomes a value in a base unit over a period. Which title means which
# indicator is the zone's knowledge (published_titles.csv); how periods and units are written is not.
FIGURE = """
    WITH unit(unit_code, base_unit, scale) AS (
        VALUES ('亿元', 'yuan', 1e8), ('万元', 'yuan', 1e4), ('元', 'yuan', 1e0),
            ('亿美元', 'usd', 1e8), ('万美元', 'usd', 1e4), ('万人', 'person', 1e4), ('人', 'person', 1e0),
            ('km2', 'square_metre', 1e6), ('家', 'count', 1e0), ('个', 'count', 1e0), ('%', 'ratio', 0.01)
    ), named AS (
        SELECT f.*, coalesce(t.territory, 'other') AS territory, t.indicator_key, t.coverage AS title_coverage,
            regexp_extract(f.unit_code, '^[^(]*') AS unit_name,
            regexp_extract(f.period_code, '^([0-9]{4})', 1)::INTEGER AS year,
            try_cast(f.value_text AS DOUBLE) AS number
        FROM base_economy__published_figure f LEFT JOIN published_titles t USING (title)
    ), timed AS (
        SELECT *,
            CASE
                WHEN regexp_full_match(period_code, '[0-9]{4}') THEN [1, 12]
                WHEN regexp_full_match(period_code, '[0-9]{4}H[12]') THEN [1, right(period_code, 1)::INTEGER * 6]
                WHEN regexp_full_match(period_code, '[0-9]{4}Q[1-4]') THEN [1, right(period_code, 1)::INTEGER * 3]
                WHEN regexp_full_match(period_code, '[0-9]{4}M[0-9]+-[0-9]+') THEN
                    [regexp_extract(period_code, 'M([0-9]+)', 1)::INTEGER,
                     regexp_extract(period_code, '-([0-9]+)$', 1)::INTEGER]
                WHEN regexp_matches(period_code, '^[0-9]{4}M[0-9]{2}') THEN [1, period_code[6:7]::INTEGER]
                WHEN regexp_matches(period_code, '^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$') THEN
                    [period_code[6:7]::INTEGER, period_code[6:7]::INTEGER]
                ELSE [1, 12]
            END AS months,
            CASE WHEN regexp_matches(period_code, '^[0-9]{4}-[0-9]{4}') THEN period_code[6:9]::INTEGER ELSE year END
                AS last_year
        FROM named
    ), covered AS (
        SELECT *, make_date(year, months[1]::INTEGER, 1) AS period_start,
            last_day(make_date(last_year, months[2]::INTEGER, 1)) AS period_end,
            CASE
                WHEN title_coverage IS NOT NULL THEN title_coverage
                WHEN number IS NULL AND yoy_percent IS NOT NULL THEN 'growth_only'
                WHEN number IS NULL THEN 'text'
                WHEN last_year > year THEN 'several_years'
                WHEN regexp_full_match(period_code, '[0-9]{4}-(.*-[0-9]{2})?') THEN 'as_at'
                WHEN months = [1, 12] THEN 'year'
                WHEN regexp_matches(period_code, 'H') THEN 'half'
                WHEN months[1] = months[2] AND NOT regexp_matches(period_code, '[MQ]') THEN 'month'
                ELSE 'part_year'
            END AS coverage,
            CASE
                WHEN status LIKE 'actual%' OR status = 'census' THEN 1
                WHEN status LIKE 'revised%' THEN 0
                WHEN status LIKE 'part-year%' THEN 2
                WHEN status LIKE 'prelim%' THEN 3
                WHEN status LIKE 'derived target%' THEN 6
                WHEN status LIKE 'derived%' THEN 4
                WHEN status LIKE 'target%' THEN 7
                ELSE 5
            END AS standing
        FROM timed
    )
    SELECT territory, title, indicator_key, period_code, period_start, period_end, coverage,
        number * unit.scale AS value, coalesce(base_unit, unit_name) AS unit, yoy_percent / 100 AS yoy, status,
        row_number() OVER (
            PARTITION BY territory, coalesce(indicator_key, title), coverage, period_start, period_end
            ORDER BY standing, confidence_code = 'high' DESC, receipt, source_row
        )::INTEGER AS vintage_rank,
        confidence_code AS confidence, reference, receipt, source_row
    FROM covered LEFT JOIN unit ON unit.unit_code = covered.unit_name
    ORDER BY territory, title, period_start, period_end, vintage_rank
"""

# The first report of a project in a stage: begun (civil works or later) and completed. A project that was under way
# when reports began has a beginning that nobody dated: it stands in the first month of all and is not "dated".
MILESTONE = """
    WITH report AS (
        SELECT *, project_stage::INTEGER AS stage, min(report_month) OVER () AS first_of_all
        FROM base_economy__project_progress
    ), first AS (
        SELECT project_code, milestone,
            arg_min(r, (r.report_month, r.receipt, r.source_row)) AS r
        FROM report r, (VALUES ('started', 2), ('completed', 5)) m(milestone, least) WHERE r.stage >= least GROUP BY ALL
    )
    SELECT r.entity_id AS entity_id, project_code, r.project_name AS project_name, milestone, r.report_month AS month,
        r.report_month > r.first_of_all AS dated, CASE milestone WHEN 'started' THEN 1 ELSE -1 END AS change,
        r.planned_yuan AS planned_yuan, r.project_nature AS project_nature, r.industry AS industry, r.street AS street,
        r.ownership AS ownership, r.receipt AS receipt, r.source_row AS source_row
    FROM first ORDER BY month, project_code, milestone
"""

BASE = Base(
    key="economy",
    name=Text("宏观经济库", "Macro-economy"),
    abstract=Text(
        "税收入库、货物进出口、投资项目、公开发布数据，以及部门统计数字的各个版本和由累计数还原的各月。",
        "Tax payments, trade in goods, investment projects, published figures, and the vintages of departments' "
        "statistics with the months taken out of their cumulative figures.",
    ),
    rank=3,
    titles={
        "project_milestone": Text("项目开工和投产", "Projects begun and completed"),
        "macro_series": Text("宏观序列各次发布值", "Macro-economic series, every vintage"),
        "macro_month": Text("宏观序列当月值", "Macro-economic series by month"),
        "macro_alarm": Text("宏观数据告警", "Alarms on macro-economic figures"),
    },
    reference=("published_titles",),
    steps=(
        Step(table="base_economy__published_figure", sql=FIGURE),
        Step(table="base_economy__project_milestone", sql=MILESTONE),
        Work(name="macro_series", run=write_series),
        Work(name="macro_month", run=write_months),
        Work(name="macro_alarm", run=write_alarms),
    ),
)
