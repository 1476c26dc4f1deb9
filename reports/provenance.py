"""Where a report came from: snapshot, extracts, notebook, code and parameters, as tables of its last page."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from datasets import Language, Snapshot
from datasets.catalogue import sources
from reports.edition import Edition
from reports.words import WORDS, width_of

ROOT: Final = Path(__file__).resolve().parents[1]
_SHORT = 12
_WIDEST = 32  # Latin characters or half as many Chinese ones; what is longer takes two lines
_CODE = ("indicators", "reports")


def provenance(
    edition: Edition, snapshot: Snapshot, parameters: Mapping[str, Any], digits: str
) -> list[dict[str, Any]]:
    """Return the two tables of the last page: what made the report, and the departments' extracts behind it.

    ``digits`` is its code to verify.
    """
    language: Language = parameters["language"]
    word = {name: text.in_language(language) for name, text in WORDS.items()}
    made = [
        [word["code_to_verify"], f"{digits}  {word['how_to_verify']}"],
        [word["edition"], f"{edition.title.in_language(language)} ({edition.key})"],
        [word["period"], str(parameters["period"])],
        [word["parameters"], "  ".join(f"{name} = {value}" for name, value in sorted(parameters.items()))],
        [word["snapshot"], snapshot.name],
        [word["content_hash"], snapshot.manifest.content_hash],
        [word["as_of"], snapshot.as_of.isoformat()],
        [word["data_code"], snapshot.manifest.code_version],
        [word["notebook"], f"{edition.notebook.name}  sha256 {digest([edition.notebook])[:_SHORT]}"],
        [word["code"], f"sha256 {digest(code())[:_SHORT]}"],
    ]
    rows = [row for source in _behind(snapshot, parameters) for row in _extracts(source, word, language)]
    return [
        _table(word["run"], [word["item"], word["value"]], made, wide={1: 1}),
        _table(
            word["extracts"],
            [
                word["source"],
                word["department"],
                word["file"],
                word["rows"],
                word["refused"],
                word["sha256"],
                word["kind"],
            ],
            rows,
            wide=_shares(rows),
            numbers=(3, 4),
            small=True,
        ),
    ]


def _behind(snapshot: Snapshot, parameters: Mapping[str, Any]) -> list[Any]:
    """Return the sources of a snapshot; of a report on one department alone, those which that department delivers."""
    offices = {key: source.department for key, source in sources().items()}  # a snapshot may have a name of before
    asked = offices.get(str(parameters.get("department", "")))
    return [each for each in snapshot.manifest.sources if asked is None or offices.get(each.key) == asked]


def code_to_verify(
    edition: Edition, snapshot: Snapshot, parameters: Mapping[str, Any], shown: Any, correction: str = ""
) -> str:
    """Return sixteen digits that stand for everything a report is made of: edition, inputs, data, code, and its words.

    ``shown`` is what the notebook said, as plain data: some of it rests on files of the home that no snapshot holds,
    such as applications and the decisions signed on them.
    """
    made_of = {
        "edition": edition.key,
        "definition": digest([edition.source, edition.notebook]),
        "parameters": {name: str(value) for name, value in parameters.items()},
        "data": snapshot.manifest.content_hash,
        "code": digest(code()),
        "shown": shown,
        **({"correction": correction} if correction else {}),
    }
    found = hashlib.sha256(json.dumps(made_of, sort_keys=True, ensure_ascii=False).encode()).hexdigest().upper()
    return "-".join(found[at : at + 4] for at in range(0, 16, 4))


def code() -> list[Path]:
    """Return the files whose text decides what a report says: indicators and reports, in order."""
    kinds = {".py", ".cjs", ".typ"}
    return sorted(path for layer in _CODE for path in (ROOT / layer).rglob("*") if path.suffix in kinds)


def digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of files by name and content, independent of where they lie."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _extracts(source: Any, word: Mapping[str, str], language: Language) -> list[list[str]]:
    """Return one row a source: its files as a span, and one hash over all of theirs when there are many."""
    receipts = [receipt for receipt in source.receipts if not receipt.refused]
    if not receipts:
        return []
    files = [Path(receipt.file).name for receipt in receipts]
    many = word["files"].format(first=files[0], last=files[-1], count=len(files))
    joined = hashlib.sha256("".join(receipt.sha256 for receipt in receipts).encode()).hexdigest()
    return [
        [
            source.name.in_language(language),
            source.department.in_language(language),
            files[0] if len(files) == 1 else many,
            f"{sum(receipt.rows for receipt in receipts):,}",
            f"{sum(receipt.refused_rows for receipt in receipts):,}",
            (receipts[0].sha256 if len(files) == 1 else joined)[:_SHORT],
            word[_standing(source)],
        ]
    ]


def _shares(rows: Sequence[Sequence[str]]) -> dict[int, int]:
    """Return in which shares source, department and file share the room; short words take what they need instead."""
    widest = {place: max(width_of(row[place]) for row in rows) for place in range(3)}
    return {place: min(width, _WIDEST) for place, width in widest.items() if width > _SHORT}


def _standing(source: Any) -> str:
    if source.simulated:
        return "simulated"
    return "printed" if sources()[source.key].shipped else "delivered"


def _table(
    caption: str,
    labels: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    wide: Mapping[int, int],
    numbers: Sequence[int] = (),
    small: bool = False,
) -> dict[str, Any]:
    columns = [{"label": label, "number": at in numbers, "wide": wide.get(at, 0)} for at, label in enumerate(labels)]
    return {"caption": caption, "columns": columns, "rows": [list(row) for row in rows], "small": small}
