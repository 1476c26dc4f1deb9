"""Under every chart: what it measures, who delivered it, how fresh it is, and the way to the source rows."""

from functools import lru_cache
from typing import Any

from dashboards.asking.queries import snapshot_of
from dashboards.parts.figures import undivided
from dashboards.views.view import View
from dashboards.wire.elements import dcc, html
from datasets import Snapshot
from datasets.catalogue import sources
from datasets.contract import Cadence
from datasets.text import Text
from indicators import catalogue

_WHY = Text("这个数怎么来的", "Where this number comes from")
_CADENCE = {
    Cadence.DAILY: Text("每日更新", "updated daily"),
    Cadence.QUARTERLY: Text("每季更新", "updated quarterly"),
    Cadence.MONTHLY: Text("每月更新", "updated monthly"),
    Cadence.YEARLY: Text("每年更新", "updated yearly"),
    Cadence.ON_CHANGE: Text("随变更更新", "updated on change"),
}
_UNTIL = Text("数据截至 {day}", "data to {day}")
_SIMULATED = Text("（模拟）", " (simulated)")


def departments(view: View, key: str) -> str:
    """Return the departments behind an indicator, each marked where its extract is simulated."""
    made_up = _made_up(snapshot_of(view))
    words = [
        view.say(sources()[name].department) + (view.say(_SIMULATED) if name in made_up else "")
        for name in catalogue()[key].sources
    ]
    return ("、" if view.language == "zh" else ", ").join(dict.fromkeys(words))


def freshness(view: View, key: str) -> str:
    """Return how often an indicator's sources are delivered and the last day the data cover."""
    cadence = {sources()[name].cadence for name in catalogue()[key].sources}
    until = view.say(_UNTIL).format(day=snapshot_of(view).as_of.isoformat())
    return view.joined(*(view.say(_CADENCE[each]) for each in sorted(cadence)), until)


def provenance(view: View, key: str) -> Any:
    """Return the line: meaning · department · cadence · freshness, and the link that opens the side panel."""
    return html.Footer(
        [
            html.Span(view.say(catalogue()[key].meaning), className="meaning"),
            html.Span(undivided(view.joined(departments(view, key), freshness(view, key))), className="origin"),
            why_link(view, key),
        ]
    )


def why_link(view: View, key: str, **where: str) -> Any:
    """Return the link that opens the side panel on an indicator, in the view's slice or a narrower one."""
    return dcc.Link(view.say(_WHY), href=view.href(why=key, **where), className="why")


def simulated(view: View, key: str) -> bool:
    """Return whether any file behind an indicator is simulated, as the receipts of the view's snapshot say."""
    return not _made_up(snapshot_of(view)).isdisjoint(catalogue()[key].sources)


@lru_cache(maxsize=8)
def _made_up(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(each.key for each in snapshot.manifest.sources if each.simulated)
