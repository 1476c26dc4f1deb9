"""A small zone written down by hand: five base tables of a few rows, so that every number can be checked by eye."""

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from types import SimpleNamespace

import duckdb
import pyarrow as pa
import pytest

import indicators
from tests.indicators.statistics import STATISTICS

BASES = """
CREATE TABLE code_list (list TEXT, code TEXT, zh TEXT, en TEXT, parent TEXT, position INTEGER);
INSERT INTO code_list VALUES
  ('industry', 'electronics', '电子信息', 'Electronics', NULL, 1), ('industry', 'automotive', '汽车制造', 'Automotive', NULL, 2),
  ('street', 'B01', '第一街区', 'Block 1', 'east', 1), ('street', 'B02', '第二街区', 'Block 2', 'east', 2),
  ('tax_type', 'VAT', '增值税', 'Value-added tax', NULL, 1), ('tax_type', 'CIT', '企业所得税', 'Enterprise income tax', NULL, 2),
  ('ownership', 'foreign', '外商投资', 'Foreign', NULL, 1), ('ownership', 'domestic_private', '内资民营', 'Private', NULL, 2);

-- Twelve taxpayers; number i pays i times a base that grows by a tenth a year and is doubled in quarter months.
CREATE TABLE base_economy__tax_payment AS
SELECT CASE WHEN entity = 0 THEN NULL ELSE printf('E%02d', entity) END AS entity_id,
       CASE WHEN entity = 0 THEN 'unknown' WHEN entity % 2 = 0 THEN 'electronics' ELSE 'automotive' END AS industry,
       CASE WHEN entity = 0 THEN 'unknown' WHEN entity <= 6 THEN 'B01' ELSE 'B02' END AS street,
       CASE WHEN entity = 0 THEN 'unknown' WHEN entity % 3 = 0 THEN 'foreign' ELSE 'domestic_private' END AS ownership,
       '39' AS division, month::DATE AS payment_month, tax_type,
       (base * 1.00)::DECIMAL(18, 2) AS levied_yuan, base::DECIMAL(18, 2) AS paid_yuan,
       1::INTEGER AS receipt, row_number() OVER (ORDER BY month, entity, tax_type)::BIGINT AS source_row
FROM (SELECT entity, month, tax_type,
             (entity + 1) * (100 + 10 * (year(month) - 2008)) * CASE WHEN month(month) % 3 = 1 THEN 2 ELSE 1 END
             * CASE tax_type WHEN 'VAT' THEN 3 ELSE 1 END + 0.01 AS base
      FROM range(13) e(entity), (VALUES ('VAT'), ('CIT')) t(tax_type),
           generate_series(TIMESTAMP '2008-01-01', TIMESTAMP '2010-06-01', INTERVAL 1 MONTH) m(month)
      WHERE entity < 12 OR month < TIMESTAMP '2010-03-01');

CREATE TABLE base_economy__goods_trade (
  entity_id TEXT, trade_month DATE, flow TEXT, hs_chapter TEXT, hs_section TEXT, partner TEXT, continent TEXT,
  regime TEXT, regime_group TEXT, value_usd DECIMAL(18, 2), weight_kilogram DOUBLE,
  industry TEXT, street TEXT, ownership TEXT, receipt INTEGER, source_row BIGINT);
INSERT INTO base_economy__goods_trade VALUES
  ('E01', '2009-01-01', 'E', '85', 'XVI', '502', 'america', '15', 'processing', 1000.10, 1, 'automotive', 'B01', 'domestic_private', 2, 1),
  ('E01', '2009-01-01', 'I', '85', 'XVI', '116', 'asia', '10', 'ordinary', 400.05, 1, 'automotive', 'B01', 'domestic_private', 2, 2),
  ('E02', '2009-03-01', 'E', '87', 'XVII', '116', 'asia', '10', 'ordinary', 500.00, 1, 'electronics', 'B01', 'domestic_private', 2, 3),
  ('E02', '2010-01-01', 'E', '87', 'XVII', '116', 'asia', '10', 'ordinary', 1500.30, 1, 'electronics', 'B01', 'domestic_private', 2, 4),
  ('E02', '2010-01-01', 'I', '87', 'XVII', '116', 'asia', '10', 'ordinary', 2000.00, 1, 'electronics', 'B01', 'domestic_private', 2, 5),
  ('E03', '2010-03-01', 'E', '87', 'XVII', '116', 'asia', '10', 'ordinary', 100.00, 1, 'automotive', 'B02', 'foreign', 2, 6),
  ('E03', '2010-03-01', 'I', '87', 'XVII', '116', 'asia', '10', 'ordinary', 100.00, 1, 'automotive', 'B02', 'foreign', 2, 7);

CREATE TABLE base_economy__project_progress (
  entity_id TEXT, project_code TEXT, project_name TEXT, report_month DATE, project_nature TEXT, project_stage TEXT,
  planned_yuan DECIMAL(18, 2), completed_yuan DECIMAL(18, 2), foreign_capital_usd DECIMAL(18, 2),
  industry TEXT, street TEXT, ownership TEXT, receipt INTEGER, source_row BIGINT);
INSERT INTO base_economy__project_progress VALUES
  ('E01', 'P1', '厂房', '2010-02-01', 'new', 'building', 9000, 1000, 10, 'automotive', 'B01', 'domestic_private', 3, 1),
  ('E02', 'P2', '扩建', '2010-02-01', 'expansion', 'building', 9000, 3000, 0, 'electronics', 'B01', 'domestic_private', 3, 2),
  ('E01', 'P1', '厂房', '2010-04-01', 'new', 'building', 9000, 2000, 5, 'automotive', 'B01', 'domestic_private', 3, 3);

CREATE TABLE base_legal_entities__entity_event (
  entity_id TEXT, month DATE, change INTEGER, event TEXT, industry TEXT, street TEXT, ownership TEXT,
  receipt INTEGER, source_row BIGINT, size TEXT);
INSERT INTO base_legal_entities__entity_event
SELECT *, 'small' AS size FROM (VALUES
  ('E01', '2008-11-01', 1, 'founded', 'automotive', 'B01', 'domestic_private', 4, 1),
  ('E02', '2009-02-01', 1, 'founded', 'electronics', 'B01', 'domestic_private', 4, 2),
  ('E03', '2009-02-01', 1, 'founded', 'automotive', 'B02', 'foreign', 4, 3),
  ('E01', '2010-01-01', -1, 'closed', 'automotive', 'B01', 'domestic_private', 4, 1));

CREATE TABLE base_geography__land_parcel (
  parcel_code TEXT, entity_id TEXT, street TEXT, area TEXT, land_use TEXT, area_square_metre DOUBLE,
  floor_area_square_metre DOUBLE, granted_date DATE, granted_month DATE, longitude_degree DOUBLE,
  latitude_degree DOUBLE, receipt INTEGER, source_row BIGINT);
INSERT INTO base_geography__land_parcel VALUES
  ('L1', 'E01', 'B01', 'east', 'industrial', 10000, 0, '2007-05-04', '2007-05-01', 117.7, 39.0, 5, 1),
  ('L2', 'E02', 'B02', 'east', 'industrial', 20000, 0, '2009-03-04', '2009-03-01', 117.7, 39.0, 5, 2),
  ('L3', NULL, 'B03', 'east', 'industrial', 5000, 0, '2010-01-04', '2010-01-01', 117.7, 39.0, 5, 3);

CREATE TABLE base_economy__published_figure (
  territory TEXT, title TEXT, indicator_key TEXT, period_code TEXT, period_start DATE, period_end DATE, coverage TEXT,
  value DOUBLE, unit TEXT, yoy DOUBLE, status TEXT, vintage_rank INTEGER, confidence TEXT, reference TEXT,
  receipt INTEGER, source_row BIGINT);
INSERT INTO base_economy__published_figure VALUES
  ('here', '财政收入', 'fiscal_revenue', '2008', '2008-01-01', '2008-12-31', 'year', 256e8, 'yuan', 0.144, 'prelim actual', 1, 'high', 'a', 6, 1),
  ('here', '财政收入', 'fiscal_revenue', '2008', '2008-01-01', '2008-12-31', 'year', 249.1e8, 'yuan', NULL, 'derived target/growth', 2, 'medium', 'b', 6, 2),
  ('here', '财政收入', 'fiscal_revenue', '2009', '2009-01-01', '2009-12-31', 'year', 279e8, 'yuan', 0.12, 'target', 1, 'high', 'b', 6, 3),
  ('here', '财政收入', 'fiscal_revenue', '2012H1', '2012-01-01', '2012-06-30', 'half', 252.9e8, 'yuan', 0.266, 'actual', 1, 'high', 'c', 6, 4),
  ('here', 'GDP', 'gdp', '2008', '2008-01-01', '2008-12-31', 'year', 1065e8, 'yuan', 0.231, 'prelim actual', 1, 'high', 'a', 6, 5),
  ('there', 'GDP', 'gdp', '2008', '2008-01-01', '2008-12-31', 'year', 6354.38e8, 'yuan', NULL, 'actual', 1, 'high', 'd', 6, 6);

CREATE TABLE receipt AS SELECT *, source <> 'published' AS simulated FROM (VALUES
  (1, 'tax', 'tax/2008.csv', 'aa11', '税务局', 'Tax Bureau', '税收入库明细', 'Tax payments', 780, 3),
  (2, 'customs', 'customs/2009.csv', 'bb22', '海关', 'Customs', '进出口货物统计', 'Trade', 7, 0),
  (3, 'investment', 'investment/investment.csv', 'cc33', '发展和改革局', 'DRB', '投资项目月报', 'Projects', 3, 0),
  (4, 'registry', 'registry/registry.csv', 'dd44', '工商行政管理局', 'AIC', '企业登记信息', 'Register', 3, 1),
  (5, 'land', 'land/land.csv', 'ee55', '规划和国土资源局', 'Land', '宗地登记', 'Parcels', 3, 0),
  (6, 'published', 'published_figures.csv', 'ff66', '统计局', 'Statistics', '公开发布数据', 'Published', 6, 0)
) r(receipt, source, file, sha256, department_zh, department_en, source_zh, source_en, rows, refused_rows);
"""


class HandmadeSnapshot:
    """The query side of a snapshot, over a database in memory."""

    def __init__(self, *, cubes: bool) -> None:
        self.name = "2010-06-30-handmade"
        self.as_of = dt.date(2010, 6, 30)
        self.known_on, self.kept = None, True
        self.manifest = SimpleNamespace(zone="here", sources=(), missing={})
        self._lock = threading.Lock()
        self._connection = duckdb.connect(":memory:")
        self._connection.execute(BASES + STATISTICS)
        if cubes:
            for derivation in indicators.derivations():
                for name, table in derivation.tables(self).items():
                    if isinstance(table, str):
                        self._connection.execute(f"CREATE TABLE {name} AS {table}")
                    else:
                        self._connection.register("incoming", table)
                        self._connection.execute(f"CREATE TABLE {name} AS FROM incoming")
                        self._connection.unregister("incoming")

    def change(self, sql: str) -> None:
        self._connection.execute(sql)

    def query(self, sql: str, parameters: object = ()) -> pa.Table:
        with self._lock:
            return self._connection.sql(sql, params=list(parameters) or None).to_arrow_table()

    def remember(self, _: str, answer: Callable[[], pa.Table]) -> pa.Table:
        return answer()

    def remember_each(
        self, questions: Sequence[str], answer: Callable[[Sequence[int]], Sequence[pa.Table]]
    ) -> Sequence[pa.Table]:
        return answer(range(len(questions)))

    def columns(self, table: str) -> frozenset[str]:
        sql = "SELECT column_name FROM duckdb_columns() WHERE table_name = ?"
        return frozenset(row[0] for row in self._connection.execute(sql, [table]).fetchall())

    def has(self, table: str) -> bool:
        return bool(self.columns(table))


@pytest.fixture(scope="session")
def handmade_zone() -> type[HandmadeSnapshot]:
    """The class itself, for tests that change the rows."""
    return HandmadeSnapshot


@pytest.fixture(scope="session")
def handmade() -> HandmadeSnapshot:
    """Base tables only: every answer is computed from rows."""
    return HandmadeSnapshot(cubes=False)


@pytest.fixture(scope="session")
def cubed() -> HandmadeSnapshot:
    """The same rows with cubes: every declared slice is answered from them."""
    return HandmadeSnapshot(cubes=True)
