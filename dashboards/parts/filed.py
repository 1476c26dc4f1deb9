"""Words as they were filed: applications are written in Chinese, and an English page says where it shows them so."""

import re
from typing import Any

from dashboards.views.view import View
from dashboards.wire.elements import html
from datasets.text import Text

_MARKS = r"\u3400-\u9fff\u3000-\u303f\uff00-\uffef"
_CHINESE = re.compile(rf"([{_MARKS}](?:[{_MARKS}0-9 .-]*[{_MARKS}])?)")
_NOTE = Text("", "Words in Chinese stand as they were filed.")


def as_filed(view: View, said: str) -> Any:
    """Return words with whatever of them is Chinese marked as Chinese, for those who have an English page read out."""
    if view.language == "zh" or not _CHINESE.search(said):
        return said
    parts = _CHINESE.split(said)
    return html.Span([html.Span(each, lang="zh") if at % 2 else each for at, each in enumerate(parts) if each])


def filed_note(view: View) -> Any:
    """Return the sentence that an English page says it with; a Chinese one needs none."""
    said = view.say(_NOTE)
    return html.Small(said, className="said") if said else None
