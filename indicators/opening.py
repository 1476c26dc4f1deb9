"""Two lines for an economist: a question without a snapshot is asked of the current one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar, cast, overload

import datasets
from datasets import Moment, Snapshot

P = ParamSpec("P")
Answer_co = TypeVar("Answer_co", covariant=True)


class Question(Protocol, Generic[P, Answer_co]):
    """A question about an indicator, asked of a given snapshot or of the current one."""

    @overload
    def __call__(self, snapshot: Snapshot, key: str, /, *args: P.args, **kwargs: P.kwargs) -> Answer_co: ...

    @overload
    def __call__(self, key: str, /, *args: P.args, **kwargs: P.kwargs) -> Answer_co: ...

    # A question may also name the day on which its answer was known; types cannot add a word to those of P.
    @overload
    def __call__(self, *args: Any, as_of: Moment, **kwargs: Any) -> Answer_co: ...


def current() -> Snapshot:
    """Return the current snapshot of the home that the settings name."""
    return datasets.open_snapshot(datasets.settings().home)


def known(as_of: Moment) -> Snapshot:
    """Return what was known at a moment, a day or a snapshot's name, in the home that the settings name."""
    return datasets.open_as_of(datasets.settings().home, as_of)


def of_current(question: Callable[Concatenate[Snapshot, str, P], Answer_co]) -> Question[P, Answer_co]:
    """Return a question that may leave out its snapshot: ``series("exports")`` is asked of the current one.

    ``series("exports", as_of="2026-10-31")`` is asked of what was known at the end of that day; given a snapshot,
    of that one with its vintages published until then.

    The engine's own functions always say which snapshot they mean; this stands only at the layer's door.
    """

    @wraps(question)
    def asked(*args: Any, as_of: Moment | None = None, **kwargs: Any) -> Any:
        if (args and isinstance(args[0], str)) or (not args and "snapshot" not in kwargs):
            args = (current() if as_of is None else known(as_of), *args)
        elif as_of is not None:
            given, *rest = args or [kwargs.pop("snapshot")]
            args = (datasets.known_on(given, as_of), *rest)
        return question(*args, **kwargs)

    return cast("Question[P, Answer_co]", asked)
