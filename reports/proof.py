"""Proof-reading: a report is good only if everything the notebook showed is in the file, and it showed something."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from datasets import Text
from reports.document import Document
from reports.errors import DocumentIncomplete
from reports.html import named, numbered


def check_shown(document: Document) -> None:
    """Raise DocumentIncomplete unless the notebook showed a first page and at least one chart or table."""
    if not document.sentences:
        raise DocumentIncomplete(
            Text("笔记本没有给出首页的句子。", "The notebook gave the first page no sentence."),
        )
    if not document.charts and not document.tables:
        raise DocumentIncomplete(Text("笔记本没有显示任何图或表。", "The notebook showed no chart and no table."))


def check_printed(pdf: bytes, content: Mapping[str, Any]) -> None:
    """Raise DocumentIncomplete unless the PDF itself holds every chart, table, sentence and number laid out.

    The file is read back as a stranger would read it: its tags are counted, its text is searched.
    """
    import pypdf

    document = pypdf.PdfReader(io.BytesIO(pdf))
    blocks = content["blocks"]
    wanted = {
        "/Figure": sum(block["kind"] == "chart" for block in blocks),
        "/Table": sum(block["kind"] == "table" for block in blocks) + len(content["provenance"]),
    }
    found = _tags(document)
    for tag, count in wanted.items():
        if found[tag] != count:
            kind = "图" if tag == "/Figure" else "表"
            zh = f"应有 {count} 个{kind}，PDF 里有 {found[tag]} 个。"
            en = f"There should be {count} {tag[1:].lower()}s, the PDF holds {found[tag]}."
            raise DocumentIncomplete(Text(zh, en))
    contents = squeezed(content["words"]["contents"])
    if contents not in squeezed(document.pages[1].extract_text()):
        zh = "首页写不下：句子或要点太长。"
        raise DocumentIncomplete(Text(zh, "The first page runs over: its sentences or points are too long."))
    text = _text(document, content)
    for said in _said(content):
        if squeezed(said) not in text:
            raise DocumentIncomplete(Text(f"PDF 里缺少：{said}", f"The PDF lacks: {said}"))


def squeezed(text: str) -> str:
    """Return a text without spaces and places to break: where they stand in a line is the setter's business."""
    return re.sub(r"[\s\u200b]+", "", text)


def _tags(document: Any) -> Counter[str]:
    """Return how often each element stands in the structure tree; a figure counts only with words in its place."""
    found: Counter[str] = Counter()
    waiting = [document.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        each = waiting.pop().get_object()
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            if "/S" in each and (each["/S"] != "/Figure" or each.get("/Alt")):
                found[str(each["/S"])] += 1
            if "/K" in each:
                waiting.append(each["/K"])
    return found


def _text(document: Any, content: Mapping[str, Any]) -> str:
    """Return the text of all pages as one, without the running heads and feet that would cut a sentence in two."""
    badge = content["words"]["simulated"] if content["simulated"] else ""
    head = squeezed(f"{content['title']}{content['period']}{badge}")
    pages = [squeezed(page.extract_text()) for page in document.pages]
    kept = []
    for number, page in enumerate(pages, start=1):
        foot = squeezed(content["author"] + content["words"]["page_of"].format(n=number, total=len(pages)))
        kept.append(page.removeprefix(head).removesuffix(foot))
    return "".join(kept)


def _said(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield every text that must be in print: sentences, headings, captions, notes, and tables row by row."""
    words, numbers = content["words"], numbered(content["blocks"])

    def runs(found: Sequence[Mapping[str, Any]]) -> str:
        return "".join(named(run["key"], numbers, words) if run["key"] else run["text"] for run in found)

    yield from (content["title"], content["zone"], content["snapshot"], content["code"], content["correction"])
    yield from map(runs, content["sentences"])
    yield from (runs(each["text"]) for each in content["highlights"])
    for block in [*content["blocks"], *content["provenance"]]:
        match block.get("kind", "table"):
            case "heading":
                yield block["text"]
            case "paragraph":
                yield from map(runs, block["items"])
            case "chart":
                yield from (block["caption"], block["note"])
            case _:
                yield from (block["caption"], block.get("note", ""), *map("".join, block["rows"]))
