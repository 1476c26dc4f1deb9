"""Cluster: groups that belong together, without ever joining two that are known to be different."""

from collections.abc import Iterable, Mapping


class Clusters:
    """Groups joined so far; none holds two that are settled by numbers of one kind, or two that are kept apart.

    ``settled`` gives each settled group the kind of number that settles it; kinds that sort first stand for a cluster.
    """

    def __init__(self, settled: Mapping[int, str] | None = None, apart: Iterable[tuple[int, int]] = ()) -> None:
        self._above: dict[int, int] = {}
        self._settled: dict[int, dict[str, int]] = {each: {kind: each} for each, kind in (settled or {}).items()}
        self._apart: dict[int, set[int]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)
        self._members: dict[int, list[int]] = {}

    def of(self, group: int) -> int:
        """Return what stands for a group's cluster: its settled group, or its smallest number."""
        top = group
        while (above := self._above.get(top, top)) != top:
            top = above
        while self._above.get(group, group) != top:
            self._above[group], group = top, self._above[group]
        settled = self._settled.get(top)
        return settled[min(settled)] if settled else top

    def join(self, one: int, other: int, *, forced: bool = False) -> bool:
        """Put two groups into one cluster; return False, and leave them, where that would join what is different."""
        a, b = self._top(one), self._top(other)
        if a == b:
            return True
        settled = [self._settled.get(each, {}) for each in (a, b)]
        if self._kept_apart(a, b) or (settled[0].keys() & settled[1].keys() and not forced):
            return False
        top, below = min(a, b), max(a, b)
        self._above[below] = top
        self._members[top] = [*self._all(top), *self._all(below)]
        kinds = sorted(settled[0].keys() | settled[1].keys())
        self._settled[top] = {kind: min(each[kind] for each in settled if kind in each) for kind in kinds}
        return True

    def apart(self, one: int, other: int) -> bool:
        """Return whether two groups are known to be of different subjects, themselves or through their clusters."""
        return self._kept_apart(self._top(one), self._top(other))

    def changed(self) -> Mapping[int, int]:
        """Return the groups that no longer stand for themselves, each with what stands for its cluster."""
        groups = {*self._above, *self._members}
        return {each: stands for each in sorted(groups) if (stands := self.of(each)) != each}

    def _top(self, group: int) -> int:
        while (above := self._above.get(group, group)) != group:
            group = above
        return group

    def _all(self, top: int) -> list[int]:
        return self._members.get(top, [top])

    def _kept_apart(self, a: int, b: int) -> bool:
        if not self._apart:
            return False
        others = set(self._all(b))
        return any(self._apart.get(each, set()) & others for each in self._all(a))
