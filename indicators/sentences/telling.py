"""Sentences about one indicator in one month: how much, what moved it, on a comparable base, how sure, what next.

Each is a string with ``**bold**`` figures, in one language, ready for :class:`indicators.display.Writer`; an empty one
has nothing to say. Every number is asked of the same functions as charts and tables.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from datasets import Text
from indicators.catalogue import definition_of
from indicators.computing.slices import Where
from indicators.dimensions import DIMENSIONS, labels
from indicators.figures import figure, interval, percent, points
from indicators.forecast.yearend import year_end
from indicators.periods import period_label
from indicators.sentences.month import Month
from indicators.sentences.phrases import member_within, within
from indicators.statistics.contributions import contributions
from indicators.statistics.matched import MATCHED, matched

_SPLIT = ("unknown", "unallocated")  # what no reader knows anybody by
_WORTH_A_WORD = 0.0005  # of a percentage point of growth, half a tenth
_MANY = 2


@dataclass(frozen=True)
class Teller:
    """Tells of a month; ``where`` narrows everything to a slice, such as one block."""

    month: Month
    where: Where = field(default_factory=dict)

    def level(self, key: str) -> str:
        """Return value and growth of the year so far, and of the month alone where that is not the same."""
        month, language = self.month, self.month.language
        to_date = period_label(month.period, language, cumulative=True)
        year = month.phrase(key, self.where)
        now = month.phrase(key, self.where, cumulative=False)
        name = month.name(key)
        if month.period.endswith("-01"):
            return self._say(f"{to_date}{name} {year}。", f"{name}, {to_date}: {year}.")
        return self._say(f"{to_date}{name} {year}；当月 {now}。", f"{name}, {to_date}: {year}; in {month}: {now}.")

    def movers(self, key: str, by: str) -> str:
        """Return which parts of what lifted and held back its growth in the year so far, in percentage points."""
        parts = contributions(self.month.snapshot, key, self.month.period, by, self.where, cumulative=True)
        parts = parts[~parts.code.isin(_SPLIT) & parts.points.notna()]
        up = parts[parts.points > _WORTH_A_WORD].sort_values(["points", "code"], ascending=[False, True]).head(_MANY)
        down = parts[parts.points < -_WORTH_A_WORD].sort_values(["points", "code"]).head(_MANY)
        lifted, held = self._listed(up, by), self._listed(down, by)
        if not lifted and not held:
            return ""
        whole, split = definition_of(key).name, DIMENSIONS[by].name
        zh = "；".join(filter(None, [lifted and f"拉动最大的是{lifted}", held and f"下拉最大的是{held}"]))
        en = "; ".join(filter(None, [lifted and f"lifted most by {lifted}", held and f"held back most by {held}"]))
        return self._say(
            f"{whole.zh}分{split.zh}看，{zh}。",
            f"By {within(split.en, 'en')}, growth of {within(whole.en, 'en')} was {en}.",
        )

    def alike(self, key: str) -> str:
        """Return growth of the same enterprises, and what those that came and went brought or took."""
        groups = matched(self.month.snapshot, key, self.month.period, self.where, cumulative=True).set_index("code")
        if MATCHED not in groups.index or not np.isfinite(groups.growth.get(MATCHED, np.nan)):
            return ""
        language = self.month.language
        same = percent(groups.growth[MATCHED], language)
        came, went = (points(groups.points.get(each, 0.0), language) for each in ("appeared", "vanished"))
        return self._say(
            f"可比口径（两期均有的企业）同比 **{same}**；本期新有的企业拉动 {came}，已无的 {went}。",
            f"On a comparable base (enterprises there in both years) growth was **{same}**; those that came "
            f"brought {came}, those that went {went}.",
        )

    def ahead(self, key: str) -> str:
        """Return where the year will end, with its interval and how the method did; only from the latest month."""
        made = self.month.ahead(key, self.where)
        if made is None:
            return ""
        language, unit = self.month.language, definition_of(key).unit
        end = year_end(self.month.snapshot, key, where=self.where)
        mean, between = str(figure(end.mean, unit, language)), interval(end.lo80, end.hi80, unit, language)
        covered, name = percent(made.coverage80, language, signed=False), self.month.name(key)
        return self._say(
            f"{name}按当前走势全年约 **{mean}**，八成把握在 {between}之间（过去同样的区间实际覆盖 {covered}）。",
            f"{name}: on this course the year ends near **{mean}**, with a probability of 80 per cent within {between} "
            f"(such intervals covered {covered} of past outcomes).",
        )

    def share(self, key: str, by: str) -> str:
        """Return the largest known part of the year so far, its share of the whole and its growth."""
        parts = self.month.parts(key, by)
        known = parts[~parts[by].isin(_SPLIT)]
        if known.empty:
            return ""
        top = known.iloc[0]
        language = self.month.language
        share, growth = percent(top.share, language, signed=False), percent(top.yoy, language)
        name = self._name(str(top.label), by)
        return self._say(
            f"{top.label}最大，占 **{share}**，同比 **{growth}**。",
            f"The largest part is {name}, **{share}** of the total, **{growth}** year on year.",
        )

    def _listed(self, parts: pd.DataFrame, by: str) -> str:
        language = self.month.language
        names = labels(self.month.snapshot, by, language)
        said = []
        for each in parts.to_dict("records"):
            name, moved = names.get(str(each["code"]), str(each["code"])), points(each["points"], language)
            said.append(self._say(f"{name}（**{moved}**）", f"{self._name(name, by)} (**{moved}**)"))
        return self._say("和", " and ").join(said)

    def _name(self, name: str, by: str) -> str:
        return member_within(name, by, self.month.language)

    def _say(self, zh: str, en: str) -> str:
        return Text(zh, en).in_language(self.month.language)
