"""Twenty-four months in a thumbnail."""

from collections.abc import Sequence

from indicators.charts import palette
from indicators.charts.frame import number

_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" preserveAspectRatio="none"'
_FEWEST = 2  # a single value is no course


def sparkline(values: Sequence[float | None], *, width: int = 160, height: int = 34, colour: str = palette.JING) -> str:
    """Return an SVG document: one line, a dot on the last month, no axes; gaps stay gaps."""
    known = [value for value in values if value is not None and number(value) is not None]
    if len(known) < _FEWEST:
        return f'{_OPEN} viewBox="0 0 {width} {height}"></svg>'
    low, high = min(known), max(known)
    step = (width - 9) / max(len(values) - 1, 1)
    spread = (high - low) or 1.0

    def place(position: int, value: float) -> tuple[float, float]:
        return 2 + position * step, height - 4 - (value - low) / spread * (height - 8)

    runs: list[list[tuple[float, float]]] = [[]]
    for position, value in enumerate(values):
        if value is None or number(value) is None:
            runs.append([])
        else:
            runs[-1].append(place(position, value))
    lines = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in run)}" fill="none" stroke="{colour}" '
        'stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round" vector-effect="non-scaling-stroke"/>'
        for run in runs
        if len(run) > 1
    )
    x, y = next(run for run in reversed(runs) if run)[-1]
    # A dot that stays round however wide the picture is drawn.
    dot = (
        f'<path d="M{x:.1f} {y:.1f}h0" stroke="{colour}" stroke-width="5" stroke-linecap="round" '
        'vector-effect="non-scaling-stroke"/>'
    )
    return f'{_OPEN} viewBox="0 0 {width} {height}">{lines}{dot}</svg>'
