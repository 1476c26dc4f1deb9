"""How often the growth of three years lies within the interval it is foreseen with: python -m benchmarks.growth."""

import numpy as np

from indicators.appraisal.sizing import Growth, growths_ahead
from indicators.appraisal.sizing.demand import foreseen, trend

LOADS, AHEAD = 60, 36


def main() -> None:
    """Print coverage, the share above P90 and the median's bias by months of history and kind of load."""
    print(f"{'months':>6} {'load':>6} {'view':>8} {'inside':>7} {'above':>6} {'bias':>7}")
    for months in (12, 24, 36):
        for drifts in (False, True):
            random = np.random.default_rng(months)
            loads = [_load(random, months, drifts=drifts) for _ in range(LOADS)]
            true = np.array([_growth(load, months) for load in loads])
            known = [load[:months] for load in loads]
            _say(months, drifts, "forecast", foreseen(known), true)
            _say(months, drifts, "trend", [trend(each) for each in known], true)
            _say(months, drifts, "both", growths_ahead(known), true)


def _load(random: np.random.Generator, months: int, *, drifts: bool) -> np.ndarray:
    """Return a load that grows by 20 ± 10 per cent a year, steadily or drifting, with season and noise."""
    rate, span = np.log1p(random.normal(0.2, 0.1)) / 12, np.arange(months + AHEAD)
    level = np.cumsum(random.normal(rate, 0.02, len(span))) if drifts else rate * span
    season = 0.08 * np.sin(2 * np.pi * span / 12 + random.uniform(0, 6))
    return np.asarray(1000 * np.exp(level + season + random.normal(0, 0.03, len(span))))


def _growth(load: np.ndarray, months: int) -> float:
    return float((load[-12:].mean() / load[months - 12 : months].mean()) ** (1 / 3) - 1)


def _say(months: int, drifts: bool, view: str, found: list[Growth | None], true: np.ndarray) -> None:
    low, middle, high = (np.array([getattr(each, name) for each in found]) for name in ("low", "median", "high"))
    inside, above = np.mean((true >= low) & (true <= high)), np.mean(true > high)
    kind = "drift" if drifts else "trend"
    print(f"{months:>6} {kind:>6} {view:>8} {inside:>7.0%} {above:>6.0%} {np.mean(middle - true):>+7.1%}")


if __name__ == "__main__":
    main()
