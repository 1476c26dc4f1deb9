"""The loop: a tick a minute, for those who have neither cron nor timers. Waiting is by a clock that never jumps."""

from collections import Counter
from collections.abc import Callable
from threading import Event
from typing import Final

from datasets import JingweiError, Text
from reports.delivery.office import Office
from reports.delivery.tick import tick

PAUSE_SECONDS: Final = 60.0
_NAMES: Final = {
    "made": Text("生成 {} 份", "{} made"),
    "failed": Text("失败 {} 项", "{} failed"),
    "waiting": Text("等待数据 {} 份", "{} waiting for data"),
    "sent": Text("送达 {} 件", "{} delivered"),
    "refused": Text("被拒收 {} 件", "{} refused"),
    "unknown": Text("不明 {} 件", "{} unknown"),
}
_BUSY: Final = Text("另一个 tick 正在工作", "another tick is at work")
_IDLE: Final = Text("没有要做的", "nothing to do")


def told(done: Counter[str] | None) -> Text:
    """Return in a sentence what a tick did."""
    if done is None:
        return _BUSY
    said = [(name, done[key]) for key, name in _NAMES.items() if done[key]]
    if not said:
        return _IDLE
    return Text("，".join(n.zh.format(c) for n, c in said), ", ".join(n.en.format(c) for n, c in said))


def keep_ticking(office: Office, say: Callable[[Text], None], stop: Event, pause: float = PAUSE_SECONDS) -> None:
    """Tick until told to stop; an error is told and the next tick tries again."""
    before: Text | None = None
    while not stop.is_set():
        try:
            said = told(tick(office))
        except Exception as error:  # noqa: BLE001 a full disk, a faulty edition: the loop outlives them
            said = error.text if isinstance(error, JingweiError) else Text(str(error), str(error))
        if said != before:
            say(said)
        before = said
        stop.wait(pause)
