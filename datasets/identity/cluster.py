"""Cluster: groups that belong together, without ever joining two that are known to be different."""

from collections.abc import Iterable, Mapping


class Clusters:
    """Groups joined so far; each may hold at most one of the settled groups, and never two that are kept apart."""

    def __init__(self, settled: Iterable[int] = (), apart: Iterable[tuple[int, int]] = ()) -> None:
        self._above: dict[int, int] = {}
        self._settled: dict[int, int] = {each: each for each in settled}
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
        return self._settled.get(top, top)

    def join(self, one: int, other: int, *, forced: bool = False) -> bool:
        """Put two groups into one cluster; return False, and leave them, where that would join what is different."""
        a, b = self._top(one), self._top(other)
        if a == b:
            return True
        if self._kept_apart(a, b) or (a in self._settled and b in self._settled and not forced):
            return False
        top, below = min(a, b), max(a, b)
        self._above[below] = top
        self._members[top] = [*self._all(top), *self._all(below)]
        stands = [self._settled.pop(each) for each in (a, b) if each in self._settled]
        if stands:
            self._settled[top] = min(stands)
        return True

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
