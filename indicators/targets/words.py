"""What a leader is told about a goal, in one sentence."""

from datasets import Language, Text
from indicators.figures import figure, percent
from indicators.sentences.spans import Mark, Span, filled, written
from indicators.targets.progress import Progress

_LEAST, _MOST = 0.01, 0.99  # beyond these no model can tell


def spoken(found: Progress, language: Language) -> str:
    """Return the sentence: what is still needed a month, the growth that would be, and the probability."""
    return written(sentence(found, language))


def sentence(found: Progress, language: Language) -> tuple[Span, ...]:
    """Return the same in pieces, each number with what it is."""
    return filled(_words(found).in_language(language), **_numbers(found, language))


def _words(found: Progress) -> Text:
    real = Text("（可比价 {real}）", " ({real} at comparable prices)") if found.real else Text("", "")
    goal = Text(f"{{goal}}{real.zh}", f"{{goal}}{real.en}")
    if found.reached:
        return Text(
            f"全年目标 {goal.zh} 已完成（完成 {{share}}）。",
            f"The year's target of {goal.en} has been reached ({{share}} of it).",
        )
    if found.months_left == 0:
        return Text(
            f"全年目标 {goal.zh} 未完成（完成 {{share}}）。",
            f"The year's target of {goal.en} was missed ({{share}} of it).",
        )
    return Text(
        f"要完成全年目标 {goal.zh}，余下 {{months_left}} 个月需月均 {{needed}}（同比 {{needed_growth}}）；"
        "按当前模型全年约 {expected}，完成概率 {probability}。",
        f"To reach the year's target of {goal.en}, the remaining {{months_left}} months need {{needed}} each on "
        "average ({needed_growth} year on year); the model expects about {expected} for the year and puts the "
        "probability at {probability}.",
    )


def _numbers(found: Progress, language: Language) -> dict[str, Span]:
    """Return every number of a goal in words, by its name."""
    real = found.goal / found.previous - 1 if found.previous else float("nan")
    said = {
        "goal": (found.goal, str(figure(found.goal, found.unit, language))),
        "real": (real, percent(real, language)),
        "expected": (found.expected, str(figure(found.expected, found.unit, language))),
        "expected_growth": (found.expected_growth, percent(found.expected_growth, language)),
        "share": (found.share, percent(found.share, language, signed=False)),
        "months_left": (found.months_left, str(found.months_left)),
        "needed": (found.needed, str(figure(found.needed, found.unit, language))),
        "needed_growth": (found.needed_growth, percent(found.needed_growth, language)),
        "probability": (found.probability, likelihood(found.probability, language)),
    }
    return {
        name: Span(words, mark=Mark(found.target.key, f"target.{name}", float(value)))
        for name, (value, words) in said.items()
    }


def short(found: Progress, language: Language) -> str:
    """Return the few words of a card: share of the goal and probability."""
    return written(brief(found, language))


def brief(found: Progress, language: Language) -> tuple[Span, ...]:
    """Return the same in pieces, each number with what it is."""
    words = Text("完成目标 {share} · 完成概率 {probability}", "{share} of target · probability {probability}")
    return filled(words.in_language(language), **_numbers(found, language))


def likely(found: Progress, language: Language) -> tuple[Span, ...]:
    """Return the likely year of a goal of real growth, which no sum of months or quarters tells."""
    words = Text("预计全年 {expected_growth}（可比价）", "Full year about {expected_growth} (comparable prices)")
    return filled(words.in_language(language), **_numbers(found, language))


def chance(found: Progress, language: Language) -> tuple[Span, ...]:
    """Return the clause that ends a sentence about the year: how likely its goal is."""
    words = Text(
        "，完成全年目标 {goal}的概率 {probability}",
        ", and the probability of reaching the target of {goal} is {probability}",
    )
    said = _numbers(found, language)
    said["probability"] = said["probability"]._replace(role="figure")
    return filled(words.in_language(language), **said)


def likelihood(value: float, language: Language) -> str:
    """Return a probability in whole per cent, never a false certainty."""
    if value != value:  # noqa: PLR0124 NaN
        return "—"
    if value > _MOST:
        return "> 99%"
    return "< 1%" if value < _LEAST else percent(round(value, 2), language, signed=False).replace(".0", "")
