"""A laid-out document as one self-contained web page: charts inside it, fonts inside it, nothing to fetch."""

import base64
import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from reports.render import NODE_MODULES

FONT_FOLDER: Final = NODE_MODULES / "@fontsource-variable" / "noto-sans-sc"
FAMILY: Final = "Noto Sans SC"
STYLE: Final = Path(__file__).with_name("page.css")


def web_page(content: Mapping[str, Any]) -> str:
    """Return the page; the same content gives the same text."""
    words = content["words"]
    numbers = numbered(content["blocks"])
    badge = f'<span class="badge">{html.escape(words["simulated"])}</span>' if content["simulated"] else ""
    title = html.escape(f"{content['title']} · {content['period']}")
    corrected = f"<p class=correction>{html.escape(content['correction'])}</p>" if content["correction"] else ""
    cover = "".join(f"<p>{_runs(sentence, numbers, words)}</p>" for sentence in content["sentences"])
    points = "".join(f"<li>{_runs(each['text'], numbers, words)}</li>" for each in content["highlights"])
    body = "".join(_row([content["blocks"][place] for place in row], numbers, words) for row in content["rows"])
    sources = "".join(
        f"<h3>{html.escape(part['caption'])}</h3>{_rows(part['columns'], part['rows'])}"
        for part in content["provenance"]
    )
    inner = (
        f"<header><p class=zone>{html.escape(content['author'])} {badge}</p>"
        f"<h1>{html.escape(content['title'])}</h1><p class=period>{html.escape(content['period'])}</p></header>"
        f'{corrected}<div class="lead">{cover}</div><ol class="points">{points}</ol>{body}'
        f"{_sources(words, sources)}"
    )
    style = STYLE.read_text(encoding="utf-8")
    colours = "".join(f"--{name}:{value};" for name, value in sorted(content["palette"].items()))
    policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
    language = "zh-CN" if content["language"] == "zh" else "en"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{font_faces(title + inner)}:root{{{colours}}}{style}</style></head>"
        f"<body><main>{inner}</main></body></html>\n"
    )


def _sources(words: Mapping[str, str], tables: str) -> str:
    head = f"<h2>{html.escape(words['provenance'])}</h2><p>{html.escape(words['provenance_lead'])}</p>"
    return head + tables if tables else ""


def font_faces(text: str) -> str:
    """Return the @font-face rules of the slices that hold the characters of ``text``, each with its font inside.

    The family has the name that charts ask for, so that no machine shows them in another font, or in boxes.
    """
    wanted = {ord(character) for character in text}
    sheet = (FONT_FOLDER / "index.css").read_text(encoding="utf-8")
    rules = []
    for rule in re.findall(r"@font-face\s*\{[^}]*\}", sheet):
        ranges = re.search(r"unicode-range:\s*([^;}]+)", rule)
        if ranges and not any(low <= point <= high for low, high in _spans(ranges[1]) for point in wanted):
            continue
        rules.append(re.sub(r"url\(\./([^)]+)\)", lambda found: f"url({_data(FONT_FOLDER / found[1])})", rule))
    return "\n".join(rules).replace("Noto Sans SC Variable", FAMILY)


def _spans(ranges: str) -> list[tuple[int, int]]:
    found = []
    for part in ranges.replace("U+", "").replace("u+", "").split(","):
        low, _, high = part.strip().partition("-")
        found.append((int(low, 16), int(high or low, 16)))
    return found


def _data(font: Path) -> str:
    return "data:font/woff2;base64," + base64.b64encode(font.read_bytes()).decode()


def numbered(blocks: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, int]]:
    """Return each exhibit's kind and its number in reading order."""
    found: dict[str, tuple[str, int]] = {}
    for block in blocks:
        if block["kind"] in {"chart", "table"}:
            kind = "figure" if block["kind"] == "chart" else "table"
            found[block["key"]] = (kind, 1 + sum(each == kind for each, _ in found.values()))
    return found


def named(key: str, numbers: Mapping[str, tuple[str, int]], words: Mapping[str, str]) -> str:
    """Return how words refer to an exhibit: its kind and its number."""
    kind, number = numbers[key]
    return f"{words[kind]} {number}"


def _runs(runs: Sequence[Mapping[str, Any]], numbers: Mapping[str, tuple[str, int]], words: Mapping[str, str]) -> str:
    said = []
    for run in runs:
        if run["key"]:
            said.append(f'<a href="#{run["key"]}">{named(run["key"], numbers, words)}</a>')
        else:
            said.append(f"<b>{html.escape(run['text'])}</b>" if run["bold"] else html.escape(run["text"]))
    return "".join(said)


def _row(blocks: Sequence[Mapping[str, Any]], numbers: Mapping[str, tuple[str, int]], words: Mapping[str, str]) -> str:
    inner = "".join(_block(block, numbers, words) for block in blocks)
    return inner if len(blocks) == 1 else f'<div class="pair">{inner}</div>'


def _block(block: Mapping[str, Any], numbers: Mapping[str, tuple[str, int]], words: Mapping[str, str]) -> str:
    match block["kind"]:
        case "heading":
            return f"<h{block['level'] + 1}>{html.escape(block['text'])}</h{block['level'] + 1}>"
        case "paragraph":
            items = [_runs(item, numbers, words) for item in block["items"]]
            if block["listed"]:
                return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
            return "".join(f"<p>{item}</p>" for item in items)
        case "chart":
            picture = f'<div role="img" aria-label="{html.escape(block["alt"])}">{block["svg"]}</div>'
            return f'<figure id="{block["key"]}">{picture}{_caption(block, numbers, words)}</figure>'
        case "code":
            return f"<pre>{html.escape(block['text'])}</pre>"
        case _:
            table = _rows(block["columns"], block["rows"])
            return f'<figure id="{block["key"]}">{_caption(block, numbers, words)}{table}</figure>'


def _caption(block: Mapping[str, Any], numbers: Mapping[str, tuple[str, int]], words: Mapping[str, str]) -> str:
    note = f"<small>{html.escape(block['note'])}</small>" if block["note"] else ""
    return (
        f"<figcaption><b>{named(block['key'], numbers, words)}</b> {html.escape(block['caption'])}{note}</figcaption>"
    )


def _rows(columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[str]]) -> str:
    kinds = [" class=n" if column["number"] else "" for column in columns]
    head = "".join(f"<th{kind}>{html.escape(c['label'])}</th>" for kind, c in zip(kinds, columns, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{html.escape(cell)}</td>" for kind, cell in zip(kinds, row, strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
