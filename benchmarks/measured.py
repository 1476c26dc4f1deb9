"""Measuring: seconds, processor seconds and peak memory of a function run in a process of its own."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class Measured(Generic[R]):
    """What one run cost; ``peak`` is resident memory in bytes, ``result`` what the function returned."""

    seconds: float
    processor: float
    peak: int
    result: R

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s, {self.processor:.2f} processor s, peak {self.peak / 1024**3:.2f} GiB"


def measured(function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> Measured[R]:
    """Run a function of a module in a fresh process and return what it cost."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(there, function, arguments, named))
    child.start()
    there.close()
    answer = here.recv()
    child.join()
    if isinstance(answer, BaseException):
        raise answer
    return Measured(**answer)


def _run(answers: Connection, function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    try:
        before = resource.getrusage(resource.RUSAGE_SELF)
        begun = time.perf_counter()
        result = function(*arguments, **named)
        seconds = time.perf_counter() - begun
        after = resource.getrusage(resource.RUSAGE_SELF)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        answers.send({"seconds": seconds, "processor": spent, "peak": after.ru_maxrss * 1024, "result": result})
    except BaseException as error:  # noqa: BLE001 - handed to whoever waits for the answer
        answers.send(error)
