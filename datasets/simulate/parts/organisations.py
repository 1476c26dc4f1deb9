"""The hidden world's other organisations, what happened to all of them, and the registers that say so."""

from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text

CHECK_DIGIT = Dirt(kind="organisation_check_digit", share=300, expected="refuse")
DATE = Dirt(kind="impossible_date", share=100, expected="refuse")
DUPLICATE = Dirt(kind="duplicate", share=80, expected="refuse")

PART = Part(
    key="organisations",
    label=Text("生成法人变更和分支机构", "Histories and branches"),
    rank=12,
    world=("organisations", "histories", "truth", "changes", "registers_beside"),
    extracts=(
        Extract(
            source="registry_change",
            path="registry_change/registry_change.csv",
            encoding="gb18030",
            dirt=(DATE, DUPLICATE, Dirt(kind="new_value_missing", share=150, expected="refuse")),
        ),
        Extract(
            source="registry_branch",
            path="registry_branch/registry_branch.csv",
            encoding="gb18030",
            dirt=(CHECK_DIGIT, DATE, DUPLICATE),
        ),
        Extract(
            source="registry_individual",
            path="registry_individual/registry_individual.csv",
            encoding="gb18030",
            dirt=(Dirt(kind="unknown_division", share=100, expected="refuse"), DATE, DUPLICATE),
        ),
        Extract(source="institution", path="institution/institution.csv", dirt=(CHECK_DIGIT, DUPLICATE)),
    ),
    sizes=lambda scale: {"institutions": max(12, round(160 * scale))},
    truth=("truth_entity", "truth_organisation"),
)
