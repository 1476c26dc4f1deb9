"""What must come before what: the dependencies of applications as a graph, and the cycles in it."""

from collections.abc import Iterable, Mapping, Sequence

from indicators.appraisal.proposal import Proposal


def edges(proposals: Iterable[Proposal]) -> dict[str, tuple[str, ...]]:
    """Return for each application or task what must come before it, in the order written."""
    found: dict[str, list[str]] = {}
    for each in proposals:
        for link in each.dependency or ():
            found.setdefault(link.of or each.project.number, []).append(link.on)
    return {key: tuple(dict.fromkeys(before)) for key, before in found.items()}


def cycle(before: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return one cycle as the numbers along it, the first again at the end; nothing if there is none."""
    done: set[str] = set()
    for start in sorted(before):
        trail: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            node, along = stack.pop()
            if along == 0:
                if node in trail:
                    return (*trail[trail.index(node) :], node)
                if node in done:
                    continue
                trail.append(node)
            following = before.get(node, ())
            if along < len(following):
                stack += [(node, along + 1), (following[along], 0)]
            else:
                done.add(node)
                trail.pop()
    return ()
