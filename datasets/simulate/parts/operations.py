"""The industry systems and registers: cases, readings, health in numbers, approvals, inquiries, technology."""

from collections.abc import Mapping

from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text


def sizes(scale: float) -> Mapping[str, object]:
    """Return how many of each at a scale; what is read by the day or month gets shorter in a small zone."""
    return {
        "city_cases": max(1_000, round(470_000 * scale)),
        "approvals": max(500, round(88_000 * scale)),
        "inquiries": max(800, round(160_000 * scale)),
        "air_days": max(400, min(5_000, round(20_000 * scale))),
        "air_stations": max(2, min(4, round(40 * scale))),
        "residents": max(1_500, round(200_000 * scale)),
        "health_months": max(24, min(142, round(1_400 * scale))),
        "it_assets": max(400, round(2_500 * scale)),
        "it_projects": max(150, round(420 * scale)),
        "trainings": max(300, round(3_000 * scale)),
        "incidents": max(300, round(4_200 * scale)),
    }


def refused(**shares: int) -> tuple[Dirt, ...]:
    """Return kinds of dirt that a checker ought to refuse, with their rows in 100 000."""
    return tuple(Dirt(kind=kind, share=share, expected="refuse") for kind, share in shares.items())


def extract(source: str, *dirt: Dirt, encoding: str = "utf-8") -> Extract:
    """Return an extract of one file under the source's own name."""
    return Extract(source=source, path=f"{source}/{source}.csv", encoding=encoding, dirt=dirt)


PART = Part(
    key="operations",
    label=Text("生成业务系统", "Industry systems"),
    rank=90,
    world=("operations", "cases", "offices", "services", "technology"),
    extracts=(
        extract(
            "city_case",
            Dirt(kind="no_coordinates", share=4000, expected="accept"),
            Dirt(kind="full_width_address", share=5000, expected="accept"),
            *refused(
                swapped_coordinates=200, unknown_type=150, date_only=150, closed_before_reported=100, duplicate=100
            ),
        ),
        extract("station_reading", *refused(instrument_code=200, too_many_hours=80)),
        extract("resident_health", *refused(unknown_block=120, decimal_persons=120), encoding="gb18030"),
        extract("public_health", *refused(swapped_counts=300)),
        extract(
            "approval",
            Dirt(kind="organisation_hyphen", share=3000, expected="accept"),
            *refused(organisation_check_digit=150, finished_before_accepted=120, unknown_result=100),
        ),
        extract(
            "inquiry",
            *refused(unknown_topic=150, answered_before_received=150, duplicate=150),
            encoding="gb18030",
        ),
        extract("it_asset", *refused(impossible_date=300, thousands_separator=500)),
        extract("it_project", *refused(yuan_for_ten_thousand=500, award_over_budget=700)),
        extract("training", *refused(swapped_counts=500)),
        extract("incident", *refused(unknown_system=300, ended_before_started=300)),
    ),
    sizes=sizes,
    truth=("city_case_block",),
)
