"""What a leader is told about a goal, in one sentence."""

from datasets import Language, Text
from indicators.figures import figure, percent
from indicators.targets.progress import Progress

_LEAST, _MOST = 0.01, 0.99  # beyond these no model can tell


def spoken(found: Progress, language: Language) -> str:
    """Return the sentence: what is still needed a month, the growth that would be, and the probability."""
    goal = _goal(found, language)
    if found.reached:
        return Text(
            f"全年目标 {goal} 已完成（完成 {percent(found.share, 'zh', signed=False)}）。",
            f"The year's target of {goal} has been reached ({percent(found.share, 'en', signed=False)} of it).",
        ).in_language(language)
    if found.months_left == 0:
        return Text(
            f"全年目标 {goal} 未完成（完成 {percent(found.share, 'zh', signed=False)}）。",
            f"The year's target of {goal} was missed ({percent(found.share, 'en', signed=False)} of it).",
        ).in_language(language)
    needed = figure(found.needed, found.unit, language)
    growth = percent(found.needed_growth, language)
    likely = likelihood(found.probability, language)
    return Text(
        f"要完成全年目标 {goal}，余下 {found.months_left} 个月需月均 {needed}（同比 {growth}）；"
        f"按当前模型完成概率 {likely}。",
        f"To reach the year's target of {goal}, the remaining {found.months_left} months need {needed} each on average "
        f"({growth} year on year); the model puts the probability at {likely}.",
    ).in_language(language)


def _goal(found: Progress, language: Language) -> str:
    """Return the goal; at comparable prices with the growth that it stands for."""
    amount = figure(found.goal, found.unit, language)
    if not found.real:
        return str(amount)
    growth = percent(found.goal / found.previous - 1, language)
    return Text(f"{amount}（可比价 {growth}）", f"{amount} ({growth} at comparable prices)").in_language(language)


def short(found: Progress, language: Language) -> str:
    """Return the few words of a card: share of the goal and probability."""
    share = percent(found.share, language, signed=False)
    likely = likelihood(found.probability, language)
    return Text(f"完成目标 {share} · 完成概率 {likely}", f"{share} of target · probability {likely}").in_language(
        language
    )


def likelihood(value: float, language: Language) -> str:
    """Return a probability in whole per cent, never a false certainty."""
    if value != value:  # noqa: PLR0124 NaN
        return "—"
    if value > _MOST:
        return "> 99%"
    return "< 1%" if value < _LEAST else percent(round(value, 2), language, signed=False).replace(".0", "")
