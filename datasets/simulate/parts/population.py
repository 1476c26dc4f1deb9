"""The hidden true population, and what six departments know of its persons."""

from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text

DATE = Dirt(kind="impossible_date", share=60, expected="refuse")
DUPLICATE = Dirt(kind="duplicate", share=60, expected="refuse")
FAMILIES, BEDS = 0.24, 0.33  # households for each person ever registered, some of whom are never born or stay a day


def _sizes(scale: float) -> dict[str, object]:
    persons = max(1500, round(200_000 * scale))
    return {
        "families": round(persons * FAMILIES),
        "beds": round(persons * BEDS),
        "foreigners": max(8, round(persons * 0.004)),
    }


PART = Part(
    key="population",
    label=Text("生成人口", "Persons"),
    rank=60,
    world=(
        "population/households",
        "population/persons",
        "population/names",
        "population/numbers",
        "population/entries",
        "population/truth",
    ),
    extracts=(
        Extract(
            source="police_population",
            path="police_population/police_population.csv",
            encoding="gb18030",
            dirt=(
                DATE,
                Dirt(kind="unknown_ethnic_group", share=40, expected="refuse"),
                Dirt(kind="cancelled_before_registered", share=40, expected="refuse"),
                DUPLICATE,
            ),
        ),
        Extract(
            source="insured_person",
            path="insured_person/insured_person.csv",
            dirt=(Dirt(kind="organisation_check_digit", share=100, expected="refuse"), DATE, DUPLICATE),
        ),
        Extract(
            source="civil_affairs",
            path="civil_affairs/civil_affairs.csv",
            encoding="gb18030",
            dirt=(Dirt(kind="unknown_kind", share=80, expected="refuse"), DATE),
        ),
        Extract(source="student", path="student/student.csv", dirt=(DATE,)),
        Extract(
            source="family_planning",
            path="family_planning/family_planning.csv",
            encoding="gb18030",
            dirt=(Dirt(kind="not_a_count", share=80, expected="refuse"),),
        ),
        Extract(
            source="individual_taxpayer",
            path="individual_taxpayer/individual_taxpayer.csv",
            dirt=(
                Dirt(kind="taxpayer_check_digit", share=60, expected="refuse"),
                Dirt(kind="thousands_separator", share=60, expected="refuse"),
            ),
        ),
        Extract(
            source="population_census",
            path="population_census/population_census.csv",
            dirt=(
                Dirt(kind="unknown_block", share=300, expected="refuse"),
                Dirt(kind="not_a_count", share=300, expected="refuse"),
            ),
        ),
    ),
    sizes=_sizes,
    truth=("truth_person",),
)
