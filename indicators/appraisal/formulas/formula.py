"""A formula that can be asked by name: what it says, where it is from, how it rounds, what goes into it.

A content file of :mod:`indicators.appraisal.formulas.library` writes one as a function; the words of an input stand in
its annotation, ``Annotated[float, Text(…)]``, and the annotation says how a word of the command line is read.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from datasets import Text
from datasets.content import exported
from indicators.appraisal.fen import exact
from indicators.errors import QuestionError

Value = float | int | Decimal | str | None
"""What a formula answers; None where there is no such number."""

Exact = tuple[Decimal, ...]
"""Several exact numbers that go into a formula."""


NONE = Text("", "")
"""The unit of a bare number."""


@dataclass(frozen=True)
class Answer:
    """One thing that comes out of a formula, with its unit."""

    key: str
    name: Text
    value: Value
    unit: Text = NONE


Answers = tuple[Answer, ...]


@dataclass(frozen=True)
class Input:
    """One thing that goes in; ``default`` is None where it must be given."""

    key: str
    name: Text
    kind: Any
    default: Value | tuple[Any, ...]
    must: bool

    def read(self, word: str) -> Any:
        """Return the value that a word stands for: ``0.3``, ``30%``, ``24/3``, or a list ``1,2,4``."""
        try:
            return _read(self.kind, word.strip())
        except (QuestionError, ValueError, ArithmeticError):
            choices = f"（{'、'.join(map(str, get_args(self.kind)))}）" if get_origin(self.kind) is Literal else ""
            raise QuestionError(
                Text(
                    f"{self.key}（{self.name.zh}）不能是“{word}”{choices}。",
                    f"{self.key} ({self.name.en}) cannot be {word!r}{choices and f' {get_args(self.kind)}'}.",
                )
            ) from None


@dataclass(frozen=True)
class Formula:
    """A formula with its name, how it is written, its source, its rounding, and the function that reckons it."""

    name: Text
    expression: str
    source: Text
    rounding: Text
    function: Callable[..., Answers]

    @property
    def key(self) -> str:
        """The name it is asked by."""
        return self.function.__name__

    @cached_property
    def inputs(self) -> Mapping[str, Input]:
        """What goes in, by name, in the order of writing."""
        hints = get_type_hints(self.function, include_extras=True)
        found = {}
        for key, parameter in inspect.signature(self.function).parameters.items():
            kind, name = get_args(hints[key])
            must = parameter.default is inspect.Parameter.empty
            found[key] = Input(key, name, kind, None if must else parameter.default, must)
        return found

    def reckon(self, given: Mapping[str, str]) -> Answers:
        """Return what comes out; refuses a name it does not know, one that is missing, and a word that is no value."""
        unknown = [each for each in given if each not in self.inputs]
        missing = [each.key for each in self.inputs.values() if each.must and each.key not in given]
        if unknown or missing:
            wants = ", ".join(f"{each.key}" if each.must else f"[{each.key}]" for each in self.inputs.values())
            raise QuestionError(
                Text(
                    f"{self.key} 的输入为 {wants}；"
                    f"不认识：{'、'.join(unknown) or '无'}；缺少：{'、'.join(missing) or '无'}。",
                    f"{self.key} takes {wants}; unknown: {', '.join(unknown) or 'none'}; "
                    f"missing: {', '.join(missing) or 'none'}.",
                )
            )
        values = {key: self.inputs[key].read(word) for key, word in given.items()}
        try:
            return self.function(**values)
        except (ArithmeticError, ValueError, IndexError):
            said = " ".join(f"{key}={word}" for key, word in given.items())
            raise QuestionError(
                Text(f"{self.key} 在 {said} 下没有结果。", f"{self.key} has no result for {said}.")
            ) from None


def formula(
    name: Text, expression: str, *, source: Text, rounding: Text
) -> Callable[[Callable[..., Answers]], Formula]:
    """Return what makes a formula of a function."""
    return lambda function: Formula(name, expression, source, rounding, function)


@cache
def formulas() -> dict[str, Formula]:
    """Return every formula by its key, in the order of the content files."""
    from indicators.appraisal.formulas import library

    found: dict[str, Formula] = {}
    for each in exported(library, "FORMULAS"):
        for one in each:  # type: ignore[attr-defined]
            if one.key in found:
                raise TypeError(f"Two formulas have the key {one.key}; keys name one thing.")
            found[one.key] = one
    return found


def formula_of(key: str) -> Formula:
    """Return one formula; an unknown key is an error that lists the known ones."""
    known = formulas()
    if key not in known:
        raise QuestionError(
            Text(f"没有公式“{key}”；可选：{'、'.join(known)}。", f"No formula {key!r}; there are: {', '.join(known)}.")
        )
    return known[key]


def _read(kind: Any, word: str) -> Any:
    if NoneType in get_args(kind):
        kind = next(each for each in get_args(kind) if each is not NoneType)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return tuple(_read(inner, each) for each in word.replace(",", " ").replace("，", " ").split())
    if get_origin(kind) is Literal:
        if word not in get_args(kind):
            raise ValueError(word)
        return word
    if kind is str:
        return word
    if kind is int:
        return int(word)
    return float(_number(word)) if kind is float else _number(word)


def _number(word: str) -> Decimal:
    """Return an exact number; ``%`` is a hundredth, ``a/b`` a quotient."""
    above, slash, below = word.partition("/")
    if slash:
        return _number(above) / _number(below)
    return exact(word[:-1]) / 100 if word.endswith("%") else exact(word)
