"""Two lines for an economist: a question without a snapshot is asked of the current one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, cast, overload

import datasets
from datasets import Snapshot

P = ParamSpec("P")
Answer_co = TypeVar("Answer_co", covariant=True)


class Question(Protocol, Generic[P, Answer_co]):
    """A question about an indicator, asked of a given snapshot or of the current one."""

    @overload
    def __call__(self, snapshot: Snapshot, key: str, /, *args: P.args, **kwargs: P.kwargs) -> Answer_co: ...

    @overload
    def __call__(self, key: str, /, *args: P.args, **kwargs: P.kwargs) -> Answer_co: ...


def current() -> Snapshot:
    """Return the current snapshot of the home that the settings name."""
    return datasets.open_snapshot(datasets.settings().home)


def of_current(question: Callable[Concatenate[Snapshot, str, P], Answer_co]) -> Question[P, Answer_co]:
    """Return a question that may leave out its snapshot: ``series("exports")`` is asked of the current one.

    The engine's own functions always say which snapshot they mean; this stands only at the layer's door.
    """

    @wraps(question)
    def asked(*args: Any, **kwargs: Any) -> Any:
        if (args and isinstance(args[0], str)) or (not args and "snapshot" not in kwargs):
            args = (current(), *args)
        return question(*args, **kwargs)

    return cast("Question[P, Answer_co]", asked)
