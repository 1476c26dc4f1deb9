"""What was known on a day: reported statistics keep every vintage, everything else only whole snapshots."""

from datasets import Snapshot, Text
from indicators.definition import AnyIndicator, Indicator, Mean, Protected, Published, TopShare
from indicators.errors import QuestionError


def refuse_unkept(snapshot: Snapshot, definition: AnyIndicator) -> None:
    """Raise an error if nobody knows how an indicator looked then: no snapshot is kept and it has no vintages.

    A ratio or a difference is refused by its parts.
    """
    if snapshot.kept or not isinstance(definition, (Indicator, Mean, TopShare, Published, Protected)):
        return
    name, day, first = definition.name, snapshot.known_on, snapshot.manifest.published_on
    raise QuestionError(
        Text(
            f"没有保存 {day} 以前发布的快照（现用快照发布于 {first}），{name.zh}当时的数值无从得知；"
            "只有统计报表指标保存各次公布的版本。",
            f"No snapshot published by {day} is kept (this one was published on {first}), so nobody knows what "
            f"{name.en} was then; only reported statistics keep their vintages.",
        )
    )
