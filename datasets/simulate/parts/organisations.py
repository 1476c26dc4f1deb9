"""The hidden world's other organisations, and what happened to all of them: names, doors, people, numbers."""

from datasets.simulate.part import Part
from datasets.text import Text

PART = Part(
    key="organisations",
    label=Text("生成法人变更和分支机构", "Histories and branches"),
    rank=12,
    world=("organisations", "histories", "truth"),
    sizes=lambda scale: {"institutions": max(12, round(160 * scale))},
    truth=("truth_entity", "truth_organisation"),
)
