"""Outlines of parcels, the plan's units, and the buildings surveyed on them."""

from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text

SHAPES = (
    Dirt(kind="self_intersection", share=300, expected="refuse"),
    Dirt(kind="open_ring", share=200, expected="refuse"),
    Dirt(kind="sliver", share=200, expected="refuse"),
    Dirt(kind="axes_swapped", share=200, expected="refuse"),
    Dirt(kind="outside_zone", share=200, expected="refuse"),
)

PART = Part(
    key="cadastre",
    label=Text("生成宗地界址和建筑物", "Outlines of parcels and buildings"),
    rank=70,
    world=("geography/coordinates", "geography/parcels", "geography/layers", "geography/truth"),
    extracts=(
        Extract(
            source="parcel_outline",
            path="parcel_outline/parcel_outline.csv",
            dirt=(
                *SHAPES,
                Dirt(kind="overlap", share=300, expected="refuse"),
                Dirt(kind="clockwise", share=1000, expected="accept"),
                Dirt(kind="area_in_mu", share=400, expected="accept"),
            ),
        ),
        Extract(
            source="planning_unit",
            path="planning_unit/planning_unit.csv",
            dirt=(
                Dirt(kind="self_intersection", share=500, expected="refuse"),
                Dirt(kind="half_a_unit", share=1500, expected="accept"),
            ),
        ),
        Extract(
            source="survey_building",
            path="survey_building/survey_building.csv",
            dirt=(*SHAPES, Dirt(kind="other_system", share=200, expected="accept")),
        ),
    ),
    sizes=lambda scale: {"buildings_per_parcel": 2 + round(6 * min(scale, 1))},
    truth=("place_truth", "coordinate_truth"),
)
