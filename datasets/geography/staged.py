"""Coordinates in SQL: the steps that turn a table's positions into CGCS2000 inside DuckDB.

The formulas are those of ``datasets.geography.transform``. Each turn of the iteration is a step of its own,
because nested macros would compute their arguments again at each mention.
"""

from datasets.contract import CoordinateSystem
from datasets.geography.transform import BOX, ECCENTRICITY_SQUARED, SEMI_MAJOR

TURNS = 6  # each leaves less than a fiftieth of the error: 0.013 degrees become less than 1e-12

SHIFT = f"""
CREATE OR REPLACE TEMP MACRO gcj_02_east(x, y, phi) AS degrees((300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y
    + 0.1 * sqrt(abs(x)) + (20 * sin(x * 6 * pi()) + 20 * sin(x * 2 * pi()) + 20 * sin(x * pi())
    + 40 * sin(x * pi() / 3) + 150 * sin(x * pi() / 12) + 300 * sin(x * pi() / 30)) * 2 / 3)
    / ({SEMI_MAJOR} / sqrt(1 - {ECCENTRICITY_SQUARED} * sin(phi) * sin(phi)) * cos(phi)));
CREATE OR REPLACE TEMP MACRO gcj_02_north(x, y, phi) AS degrees((-100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y
    + 0.2 * sqrt(abs(x)) + (20 * sin(x * 6 * pi()) + 20 * sin(x * 2 * pi()) + 20 * sin(y * pi())
    + 40 * sin(y * pi() / 3) + 160 * sin(y * pi() / 12) + 320 * sin(y * pi() / 30)) * 2 / 3)
    / ({SEMI_MAJOR} * (1 - {ECCENTRICITY_SQUARED}) / pow(1 - {ECCENTRICITY_SQUARED} * sin(phi) * sin(phi), 1.5)));
"""

BEGIN = """
    SELECT *, longitude_degree AS delivered_x, latitude_degree AS delivered_y, longitude_degree AS gcj_x,
        latitude_degree AS gcj_y FROM {before}
"""
# one turn: the position so far, its image under the formula, and the miss taken off
GCJ_02_TURN = """
    SELECT * REPLACE (gcj_x - gcj_02_east(x - 105, y - 35, radians(y)) AS x,
        gcj_y - gcj_02_north(x - 105, y - 35, radians(y)) AS y) FROM {before}
"""
BD_09_POLAR = """
    SELECT *, sqrt(gcj_x * gcj_x + gcj_y * gcj_y) + 0.00002 * sin(gcj_y * pi() * 3000 / 180) AS radius,
        atan2(gcj_y, gcj_x) + 0.000003 * cos(gcj_x * pi() * 3000 / 180) AS angle FROM {before}
"""
BD_09_TURN = """
    SELECT * EXCLUDE (radius, angle) REPLACE (gcj_x + delivered_x - radius * cos(angle) - 0.0065 AS gcj_x,
        gcj_y + delivered_y - radius * sin(angle) - 0.006 AS gcj_y) FROM {before}
"""


def to_cgcs2000_sql(table: str, system: CoordinateSystem) -> str:
    """Return a SELECT of the table with ``longitude_degree`` and ``latitude_degree`` turned into CGCS2000.

    The connection must have run ``SHIFT``. ``table`` is a name that may be trusted.
    """
    if system in (CoordinateSystem.CGCS2000, CoordinateSystem.WGS_84):
        return f"SELECT * FROM {table}"  # noqa: S608 - our own name
    west, south, east, north = BOX
    turns = [BEGIN] + ([BD_09_POLAR, BD_09_TURN] * TURNS if system is CoordinateSystem.BD_09 else [])
    turns += ["SELECT *, gcj_x AS x, gcj_y AS y FROM {before}"] + [GCJ_02_TURN] * TURNS
    steps = [turn.format(before=f"turn_{place - 1}" if place else table) for place, turn in enumerate(turns)]
    chain = ", ".join(f"turn_{place} AS MATERIALIZED ({sql})" for place, sql in enumerate(steps))
    inside = f"delivered_x BETWEEN {west} AND {east} AND delivered_y BETWEEN {south} AND {north}"
    return (
        f"WITH {chain} SELECT * EXCLUDE (delivered_x, delivered_y, gcj_x, gcj_y, x, y) "  # noqa: S608 - as above
        f"REPLACE (CASE WHEN {inside} THEN x ELSE delivered_x END AS longitude_degree, "
        f"CASE WHEN {inside} THEN y ELSE delivered_y END AS latitude_degree) FROM turn_{len(steps) - 1}"
    )
