"""What the fields of an application may hold, read from their types."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from indicators.appraisal.proposal import Proposal


def tables_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the tables inside an annotation such as ``tuple[Line, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {Union, UnionType, tuple}:
        for each in get_args(annotation):
            yield from tables_in(each)


def keys_at(model: type[BaseModel], place: Sequence[int | str]) -> tuple[str, ...]:
    """Return the fields of the table at a place; none where there is no table."""
    for each in place:
        if isinstance(each, str):
            field = model.model_fields.get(each)
            found = next(tables_in(field.annotation), None) if field is not None else None
            if found is None:
                return ()
            model = found
    return tuple(model.model_fields)


@lru_cache(maxsize=4096)
def steps(path: str) -> tuple[str | int, ...]:
    """Return a path's steps: ``hardware[1].quantity`` is ``("hardware", 0, "quantity")``."""
    words = re.findall(r"[a-z_0-9]+|\[\d+\]", path)
    return tuple(int(each[1:-1]) - 1 if each.startswith("[") else each for each in words)


@dataclass(frozen=True)
class Kind:
    """What an input may be: a number by steps, or one of some choices, or a list of words."""

    step: Decimal | None = None
    choices: tuple[Any, ...] = ()
    words: bool = False
    date: bool = False


def _plain(annotation: Any) -> Iterator[Any]:
    """Yield the types inside an annotation, without None."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    parts = get_args(annotation)
    if get_origin(annotation) in {Literal, tuple} or not parts:
        if annotation is not type(None):
            yield annotation
    else:
        for each in parts:
            yield from _plain(each)


def kind(annotation: Any) -> Kind:
    """Return what a field of this type may hold."""
    first = next(_plain(annotation))
    if get_origin(first) is tuple:
        inner = get_args(first)[0]
        return Kind(words=True, choices=get_args(inner) if get_origin(inner) is Literal else ())
    if get_origin(first) is Literal:
        return Kind(choices=get_args(first))
    if first is bool:
        return Kind(choices=(True, False))
    return Kind(step={int: Decimal(1), Decimal: Decimal("0.01")}.get(first), date=first is dt.date)


@lru_cache(maxsize=4096)
def kind_of(path: str) -> Kind | None:
    """Return what the input at a path may be; None for tables, dates and free words."""
    model: Any = Proposal
    annotation: Any = None
    for step in steps(path):
        if isinstance(step, str):
            annotation = model.model_fields[step].annotation
            model = next(tables_in(annotation), model)
    if next(tables_in(annotation), None) is not None:
        return None
    found = kind(annotation)
    return found if found.step or found.choices or found.words else None
