"""True monthly totals of the macro-economic series that no extract of single enterprises adds up to."""

import numpy as np

from datasets.simulate.calibration import UNITS, Control, Monthly, benchmark, month_index, noise, read
from datasets.simulate.content import zone_folder
from datasets.simulate.targets import MONTHS, Targets, festival_calendar


def macro_totals(zone: str, seed: int, targets: Targets) -> dict[str, Monthly]:
    """Return monthly totals by series, in the base unit: each of macro_total.csv, met to the unit.

    Fiscal revenue is what the tax bureau collects and ``fiscal_nontax``, the rest of its control totals.
    """
    folder = zone_folder(zone) / "simulation"
    controls: dict[str, list[Control]] = {}
    for row in read(folder / "macro_total.csv"):
        value = float(row["value"]) * UNITS[row["unit"]]
        span = month_index(row["period_start"]), month_index(row["period_end"])
        controls.setdefault(row["series"], []).append(Control(*span, value))
    tax = sum((values for key, values in targets.items() if key.startswith("tax_")), np.zeros(MONTHS))
    controls["fiscal_nontax"] = [
        Control(each.start, each.end, each.value - float(tax[each.start : each.end + 1].sum()))
        for each in controls.pop("fiscal_revenue")
    ]
    calendar = festival_calendar()
    shapes = {
        row["series"]: calendar.seasonal(row) * noise(seed, row["series"], MONTHS, float(row["noise"]))
        for row in read(folder / "macro_season.csv")
    }
    for row in read(folder / "macro_shock.csv"):
        shapes[row["series"]][month_index(row["month"])] *= float(row["factor"])
    return {series: benchmark(shapes[series], controls[series]) for series in controls}
