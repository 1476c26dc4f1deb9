"""A document as PDF/A-2a and PDF/UA-1, set by Typst with our fonts only: the same bytes for the same document."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

import typst

from datasets import Text
from reports.errors import DocumentIncomplete
from reports.render import font

TEMPLATE = Path(__file__).with_name("template.typ")
STANDARDS: Final[list[Literal["a-2a", "ua-1"]]] = ["a-2a", "ua-1"]
WEIGHTS = ("400Regular", "500Medium", "700Bold")


def compose(content: Mapping[str, Any], template: Path = TEMPLATE) -> bytes:
    """Return the PDF of a laid-out document; a character without a glyph or a lost exhibit is an error."""
    compiler = typst.Compiler(
        template,
        root=template.parent,
        font_paths=[font(weight).parent for weight in WEIGHTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False, sort_keys=True)},
    )
    year, month, day = content["date"]
    try:
        made = compiler.compile(
            format="pdf", pdf_standards=[*STANDARDS], timestamp=datetime(year, month, day, tzinfo=UTC)
        )
    except typst.TypstError as error:
        said = " ".join([error.message, *error.hints])
        raise DocumentIncomplete(Text(f"排版未通过：{said}", f"The document could not be set: {said}")) from error
    _count_exhibits(compiler, content)
    if not isinstance(made, bytes):
        raise TypeError("Typst returned pages instead of one PDF")
    return made


def _count_exhibits(compiler: typst.Compiler, content: Mapping[str, Any]) -> None:
    """Raise unless as many charts and tables stand in the document as the notebook showed."""
    set_kinds = [each["kind"] for each in json.loads(compiler.query("figure")) if each.get("label")]
    for name, kind in (("chart", "image"), ("table", "table")):
        wanted = sum(block["kind"] == name for block in content["blocks"])
        found = set_kinds.count(kind)
        if wanted != found:
            raise DocumentIncomplete(
                Text(
                    f"笔记本显示了 {wanted} 个{'图' if name == 'chart' else '表'}，文件里有 {found} 个。",
                    f"The notebook showed {wanted} {name}s, the document holds {found}.",
                )
            )
