"""From DuckDB's SQL, in which every question is put, to Spark's: the same question, read by another engine.

sqlglot translates the words; the steps here keep the meaning where one word means two things.
"""

from functools import lru_cache

import sqlglot
from sqlglot import expressions as exp

COARSE = {"MONTH", "QUARTER", "YEAR"}
FINE = {"HOUR", "MINUTE", "SECOND"}


@lru_cache(maxsize=4096)
def spark_sql(sql: str) -> tuple[str, frozenset[str]]:
    """Return a query as Spark's SQL, and the names of the tables it reads (those of its own steps among them)."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    tables = frozenset(each.name for each in tree.find_all(exp.Table))
    return tree.transform(_kept).sql(dialect="spark"), tables


def _kept(node: exp.Expression) -> exp.Expression:
    """Return one step of a query so that it means in Spark what it means in DuckDB."""
    match node:
        case exp.DateTrunc() | exp.TimestampTrunc() if _unit(node) in COARSE:
            return _day(node)
        case exp.DateDiff() if _unit(node) in FINE:
            return _boundaries(node)
        case exp.Div():
            return _true_division(node)
        case exp.Window() if isinstance(node.this, exp.RowNumber):
            node.set("spec", None)  # Spark numbers rows within one frame only, its own
    return node


def _unit(node: exp.Expression) -> str:
    return node.text("unit").upper()


def _day(node: exp.Expression) -> exp.Expression:
    """Return the first day of a month, quarter or year as a day: Spark makes a moment of it."""
    return node if isinstance(node.parent, exp.Cast) else exp.cast(node, "date")


def _boundaries(node: exp.Expression) -> exp.Expression:
    """Return a difference that counts the boundaries between two moments, not the whole hours or minutes."""
    for side in ("this", "expression"):
        node.set(side, exp.TimestampTrunc(this=node.args[side], unit=exp.var(_unit(node))))
    return node


def _true_division(node: exp.Expression) -> exp.Expression:
    """Return a division of floats: Spark divides decimals into decimals."""
    for side in ("this", "expression"):
        node.set(side, exp.cast(node.args[side], "double"))
    return node
