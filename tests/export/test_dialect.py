"""From DuckDB's SQL to Spark's: what would mean something else is written out."""

import pytest

from datasets.export.dialect import spark_sql
from indicators import catalogue
from indicators.computing.slices import Slice
from indicators.computing.sums import monthly_sql
from indicators.definition import Rows

MEANINGS = [
    ("SELECT a / b FROM t", "SELECT CAST(a AS DOUBLE) / CAST(b AS DOUBLE) FROM t"),
    ("SELECT date_trunc('month', d) FROM t", "SELECT CAST(DATE_TRUNC('MONTH', d) AS DATE) FROM t"),
    (
        "SELECT date_diff('minute', a, b) FROM t",
        "SELECT DATEDIFF(MINUTE, DATE_TRUNC('MINUTE', a), DATE_TRUNC('MINUTE', b)) FROM t",
    ),
    ("SELECT a FROM t ORDER BY a", "SELECT a FROM t ORDER BY a NULLS LAST"),
]


@pytest.mark.parametrize(("asked", "read"), MEANINGS)
def test_a_question_keeps_its_meaning(asked, read):
    assert spark_sql(asked)[0] == read


def test_the_tables_of_a_question_are_told():
    assert {"t", "u"} <= spark_sql("WITH x AS (SELECT * FROM t) SELECT * FROM x JOIN u USING (a)")[1]


def test_every_definition_is_one_list_of_formulas_for_both_engines():
    for each in catalogue().values():
        if isinstance(each, Rows):
            _, tables = spark_sql(monthly_sql(each, Slice(), from_cube=False))
            assert set(each.underneath) <= tables
