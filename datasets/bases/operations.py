"""Operations (业务系统与管理登记): cases, approvals, inquiries, readings, registers of information technology."""

from datasets.base import Base, Step, Work
from datasets.geography.locate import locating
from datasets.geography.refine import refining
from datasets.protection.health import publish_health
from datasets.text import Text

# One line a case: from its first acceptance to its last completion. Working days are Monday to Friday after the day of
# acceptance; holidays are not taken off, so that a step is counted late a little too soon around them.
APPROVAL_CASE = """
    WITH step AS (
        SELECT *, 5 * date_diff('week', accepted_time::DATE, finished_time::DATE)
            + least(isodow(finished_time), 5) - least(isodow(accepted_time), 5) AS working_days
        FROM base_operations__approval
    )
    SELECT case_number, any_value(entity_id ORDER BY receipt, source_row) AS entity_id, approval_item,
        min(accepted_time) AS accepted_time,
        CASE WHEN count(finished_time) = count(*) THEN max(finished_time) END AS finished_time,
        count(*)::INTEGER AS step_count, count(DISTINCT department)::INTEGER AS department_count,
        date_trunc('month', min(accepted_time))::DATE AS accepted_month,
        CASE WHEN count(finished_time) = count(*) THEN date_trunc('month', max(finished_time))::DATE END
            AS finished_month,
        CASE WHEN count(finished_time) = count(*)
            THEN (date_diff('minute', min(accepted_time), max(finished_time)) / 1440)::DECIMAL(9, 2) END
            AS elapsed_days,
        (sum(date_diff('minute', accepted_time, finished_time)) / 1440)::DECIMAL(9, 2) AS serial_days,
        arg_max(approval_result, (order_count, receipt, source_row)) AS approval_result,
        count(*) FILTER (working_days > promised_days)::INTEGER AS late_promise_count,
        count(*) FILTER (working_days > legal_days)::INTEGER AS late_legal_count,
        min(receipt) AS receipt, arg_min(source_row, (order_count, receipt, source_row)) AS source_row
    FROM step GROUP BY case_number, approval_item ORDER BY case_number, approval_item
"""

# Each information system by month, from its first incident to the last month of the register: the hours it should
# have run and those it did not. An incident that runs into the next month is counted in both; planned downtime is not
# counted. The row named is that of the month's first incident, if there was one.
SYSTEM_MONTH = """
    WITH reach AS (
        SELECT system, date_trunc('month', min(started_time))::DATE AS first,
            (SELECT date_trunc('month', max(started_time))::DATE FROM base_operations__incident) AS last
        FROM base_operations__incident GROUP BY system
    ), calendar AS (
        SELECT system, unnest(generate_series(first, last, INTERVAL 1 MONTH))::DATE AS month FROM reach
    ), hours AS (
        SELECT system, month, (month + INTERVAL 1 MONTH)::TIMESTAMP AS month_end,
            date_diff('hour', month::TIMESTAMP, month_end) AS service_hours
        FROM calendar
    ), failed AS (
        SELECT h.system, h.month,
            sum(date_diff('minute', greatest(i.started_time, h.month::TIMESTAMP), least(i.ended_time, month_end))) / 60
                AS failed_hours,
            arg_min(struct_pack(receipt := i.receipt, source_row := i.source_row),
                (i.started_time, i.receipt, i.source_row)) AS origin
        FROM hours h JOIN base_operations__incident i
            ON i.system = h.system AND i.incident_cause <> '7'
            AND i.started_time < month_end AND i.ended_time > h.month::TIMESTAMP
        GROUP BY ALL
    )
    SELECT system, month, service_hours::DECIMAL(9, 2) AS service_hours,
        coalesce(failed_hours, 0)::DECIMAL(9, 2) AS failed_hours,
        origin.receipt AS receipt, origin.source_row AS source_row
    FROM hours LEFT JOIN failed USING (system, month) ORDER BY system, month
"""

EXCEEDANCE = """
    SELECT r.air_station, r.area, r.pollutant, r.reading_date, r.daily_concentration,
        l.limit_value::DOUBLE AS limit_concentration, l.reference, r.receipt, r.source_row
    FROM base_operations__station_reading r JOIN air_limit l
        ON l.pollutant = r.pollutant AND r.reading_date >= l.valid_from::DATE
        AND r.reading_date <= coalesce(l.valid_to::DATE, DATE '9999-12-31')
    WHERE r.daily_concentration > l.limit_value::DOUBLE
    ORDER BY r.reading_date, r.air_station, r.pollutant, r.receipt, r.source_row
"""


BASE = Base(
    key="operations",
    name=Text("业务系统与管理登记", "Operations"),
    abstract=Text(
        "城市管理案件、环境监测、卫生服务汇总、审批、咨询，以及信息化资产、项目、培训和运行事件。",
        "Cases of city management, air quality, health services in numbers, approvals and inquiries, and the "
        "registers of information technology: assets, projects, training and incidents.",
    ),
    rank=5,
    reads=("legal_entities", "geography"),
    reference=("air_limit",),
    titles={
        "approval_case": Text("审批事项", "Approval cases"),
        "air_exceedance": Text("空气超标", "Air quality exceedances"),
        "system_month": Text("信息系统逐月运行时间", "Information systems by month"),
        "resident_visit_count": Text("全年就诊人次（保密处理）", "Visits in the year, protected"),
        "resident_record_count": Text(
            "全年新建健康档案（保密处理）", "Health records established in the year, protected"
        ),
        "resident_hypertension_count": Text(
            "年末高血压管理人数（保密处理）", "Hypertension at the year’s end, protected"
        ),
        "resident_diabetes_count": Text("年末糖尿病管理人数（保密处理）", "Diabetes at the year’s end, protected"),
        "health_service_count": Text("公共卫生服务人数（保密处理）", "Persons given public health services, protected"),
    },
    steps=(
        Work(name="refine", run=refining("operations")),
        Work(name="locate", run=locating("operations")),
        Work(name="protect", run=publish_health),
        Step(table="base_operations__approval_case", sql=APPROVAL_CASE),
        Step(table="base_operations__air_exceedance", sql=EXCEEDANCE),
        Step(table="base_operations__system_month", sql=SYSTEM_MONTH),
    ),
)
