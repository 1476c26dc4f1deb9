"""``make bench-forecast``: the engine on a forecasting competition, beside the methods that others use.

Reads the competition's file beside the checkout; nothing of it is kept here. ``--freeze`` writes the
pool of scores that ships with the engine anew instead.
"""

import argparse
import warnings
from collections.abc import Iterable
from pathlib import Path
from time import process_time
from typing import NamedTuple

import numpy as np

from benchmarks import many, rivals
from benchmarks.competition import Group, groups
from benchmarks.rivals import Bands, Method
from benchmarks.scoring import Scored, naive2, scored
from benchmarks.transformed import transformed
from indicators.forecast import engine, intervals, pool
from indicators.forecast.engine import outlooks
from indicators.forecast.panel import Vector
from indicators.forecast.task import Series

FILE = Path(__file__).resolve().parents[2] / "shared" / "data" / "forecast" / "M1.json.gz"
POOL = Path(engine.__file__).with_name("pool.csv")

_POOLED = (6, 8, 18)  # moments ahead that are pooled: of years, quarters, months


class Answer(NamedTuple):
    """Forecasts, series × horizon, their bands (lo80, hi80, lo95, hi95) if any, and the CPU seconds spent."""

    mean: Vector
    bands: Bands | None
    seconds: float


def ours(known: list[Vector], season: int, horizon: int) -> tuple[Vector, Bands, None]:
    """Return the engine's forecasts and bands of many series."""
    found = outlooks([Series(values=each) for each in known], season, horizon, alone=False)
    columns = np.array([each.columns() for each in found])
    return columns[:, 0], tuple(columns[:, place] for place in range(1, 5)), None


def answered(method: Method, group: Group) -> Answer:
    """Return a method's answer to a group and what it cost."""
    begun = process_time()
    mean, bands, elsewhere = method(group.known, group.season, group.horizon)
    return Answer(mean, bands, process_time() - begun if elsewhere is None else elsewhere)


def measured(group: Group, answer: Answer) -> Scored:
    """Return how good an answer was, against Naive2."""
    base = np.array([naive2(each, group.season, group.horizon) for each in group.known])
    return scored(group.known, group.came, group.season, answer.mean, base, answer.bands)


def report(all_groups: Iterable[Group], methods: dict[str, Method]) -> None:
    """Print one line for each method and group, and the mean OWA over the groups."""
    print(f"{'method':26}{'group':22}{'n':>5}{'OWA':>8}{'sMAPE':>8}{'MASE':>8}{'80%':>7}{'95%':>7}{'MSIS':>8}{'ms':>9}")
    listed = list(all_groups)
    for name, method in methods.items():
        ratios = []
        for group in listed:
            answer = answered(method, group)
            good = measured(group, answer)
            ratios.append(good.owa)
            spent = 1000 * answer.seconds / len(group.known)
            print(f"{name:26}{group.period:22}{len(group.known):5}{good}{spent:9.2f}", flush=True)
        print(f"{name:26}{'mean':22}{'':5}{np.mean(ratios):8.4f}", flush=True)


def freeze(all_groups: Iterable[Group]) -> str:
    """Return the text of ``pool.csv``: the pool of each frequency's series, of values and of sums."""
    lines = [
        "# Scores of the engine on the M1 competition (Makridakis and others 1982): by moments in a year and moments",
        "# ahead, their mean and the quantiles that 80 and 95 of a hundred stay below; written by",
        "# python -m benchmarks.forecast --freeze",
        "season,of,ahead,spread,typical,narrow,wide",
    ]
    for group, reach in zip(all_groups, _POOLED, strict=True):
        found = engine.trials([Series(values=each) for each in group.known], group.season, reach)
        for kind, trials in (("values", found), ("sums", intervals.summed(found))):
            made = intervals.pooled(trials, pool.unknown(trials.said.shape[2]), weight=0.0)
            for step, numbers in enumerate(zip(*made[1:], strict=True), start=1):
                if step <= reach:
                    cells = ",".join(f"{number:.4g}" for number in (made.spread, *numbers))
                    lines.append(f"{group.season},{kind},{step},{cells}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table, or write the pool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--sample", type=int, default=40, help="series of each frequency for slow rivals; 0: all")
    parser.add_argument("--only-ours", action="store_true", help="leave the slow rivals out")
    parser.add_argument("--transformed", action="store_true", help="ours alone, on these series changed into others")
    parser.add_argument("--freeze", action="store_true", help="write the shipped pool anew")
    parser.add_argument("--indicators", type=int, help="so many simulated monthly indicators instead, in two processes")
    words = parser.parse_args()
    if words.indicators:
        raise SystemExit(0 if many.run(words.indicators) else 1)
    if not words.file.is_file():
        parser.exit(1, f"{words.file} is not there; give the file of a competition.\n")
    read = groups(words.file)
    if words.freeze:
        POOL.write_text(freeze(read), encoding="utf-8")
        return
    if words.transformed:
        report(transformed(read), {"jingwei": ours})
        return
    quick: dict[str, Method] = {"jingwei": ours, **rivals.simple()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rivals warn of what did not converge
        print(f"All series of {words.file.name}")
        report(read, quick)
        if not words.only_ours:
            print(f"\n{words.sample or 'All'} series of each frequency, for the sake of slow rivals")
            report(groups(words.file, words.sample), quick | rivals.statsmodels() | rivals.statsforecast())


if __name__ == "__main__":
    main()
