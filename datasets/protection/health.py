"""Health in protected counts: what the bureau delivers by month has small cells, what is published has none.

Health is sensitive: a nought is protected like a small count. Months are added up to years that are over; of persons
under management those of December are counted.
"""

from datasets.base import Site
from datasets.contract import PERSONS
from datasets.protection.counts import Cube, Design, publish_cube

RESIDENT = f"{PERSONS}.base_operations__resident_health"
PUBLIC = f"{PERSONS}.base_operations__public_health"
STOCKS = ("hypertension", "diabetes")


def _over(relation: str, *, whole: bool = True) -> str:
    """Return the condition that a year is over, and if ``whole`` that it was delivered from January on."""
    held = f"SELECT year(health_month) FROM {relation} WHERE month(health_month) ="  # noqa: S608 - a constant
    return f"year(health_month) IN ({held} 12)" + (f" AND year(health_month) IN ({held} 1)" if whole else "")


def _by_block(measure: str) -> Cube:
    december = "AND month(health_month) = 12" if measure in STOCKS else ""
    return Cube(
        table=f"base_operations__resident_{measure}_count",
        count=f"{measure}_count",
        things=f"""
            SELECT year(health_month)::INTEGER AS year, street, area, health_age_group, {measure}_count AS persons
            FROM {RESIDENT} WHERE {_over(RESIDENT, whole=not december)} {december}
        """,  # noqa: S608 - constants
        dimensions=("street", "health_age_group"),
        designs=(Design(dimensions=("health_age_group",)),),
        sources=("resident_health",),
        sensitive=True,
    )


# Those not served are counted too: else they would be found by subtraction.
SERVICES = Cube(
    table="base_operations__health_service_count",
    count="service_count",
    things=f"""
        SELECT year(health_month)::INTEGER AS year, health_service, health_group,
            unnest(['served', 'not_served']) AS outcome,
            unnest([served_count, greatest(0, due_count - served_count)]) AS persons
        FROM {PUBLIC} WHERE {_over(PUBLIC)}
    """,  # noqa: S608 - constants
    dimensions=("health_service", "health_group", "outcome"),
    designs=(Design(dimensions=("health_service", "health_group", "outcome")),),
    sources=("public_health",),
    sensitive=True,
)
CUBES = (*(_by_block(each) for each in ("visit", "record", *STOCKS)), SERVICES)


def publish_health(site: Site) -> None:
    """Make the protected tables of health in the main database."""
    for cube in CUBES:
        publish_cube(site.connection, cube)
