"""The layers of the other departments that know where things are."""

from datasets.simulate.part import Dirt, Extract, Part
from datasets.text import Text

POSITIONS = (
    Dirt(kind="axes_swapped", share=300, expected="refuse"),
    Dirt(kind="outside_zone", share=200, expected="refuse"),
)

PART = Part(
    key="layers",
    label=Text("生成各部门空间图层", "Layers of the departments"),
    rank=71,
    extracts=(
        Extract(
            source="city_component",
            path="city_component/city_component.csv",
            dirt=(
                *POSITIONS,
                Dirt(kind="other_system", share=300, expected="accept"),
                Dirt(kind="unknown_kind", share=200, expected="refuse"),
            ),
        ),
        Extract(source="environment_site", path="environment_site/environment_site.csv", dirt=POSITIONS),
        Extract(
            source="housing",
            path="housing/housing.csv",
            dirt=(*POSITIONS, Dirt(kind="other_system", share=300, expected="accept")),
        ),
        Extract(
            source="construction_site",
            path="construction_site/construction_site.csv",
            dirt=(*POSITIONS, Dirt(kind="organisation_check_digit", share=200, expected="refuse")),
        ),
        Extract(
            source="greenland",
            path="greenland/greenland.csv",
            dirt=(
                Dirt(kind="self_intersection", share=500, expected="refuse"),
                Dirt(kind="area_in_mu", share=1500, expected="accept"),
            ),
        ),
        Extract(source="waterway", path="waterway/waterway.csv"),
        Extract(source="road", path="road/road.csv", dirt=(Dirt(kind="outside_zone", share=500, expected="refuse"),)),
        Extract(source="bus_stop", path="bus_stop/bus_stop.csv"),
    ),
    sizes=lambda scale: {
        "components": max(1_500, round(60_000 * scale)),
        "environment_sites": max(60, round(200 * scale)),
    },
)
