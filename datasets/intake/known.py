"""Known files: what opening a landed file gave, kept below ``opened/``, so that it need not be opened again.

The readable form itself is not kept. It is made again for a table whose rows are to be read.
"""

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from datasets.contract import Source
from datasets.intake.opening import open_file
from datasets.intake.table import BadCell, Opened, Refused, Remark
from datasets.reading.code import reading_code
from datasets.text import Text

OPENED = "opened"


class _Table(BaseModel):
    """A table of a file: opened, or refused by a rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: str
    encoding: str = ""
    suffix: str = ""
    columns: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    bad_cells: tuple[BadCell, ...] = ()
    rule: str | None = None
    text: Text | None = None
    field: str | None = None

    def found(self, out: Path) -> Opened | Refused:
        """Return what opening the file gave, its path being where a readable form would lie."""
        if self.rule and self.text:
            return Refused(self.rule, self.text, self.field, self.part)
        return Opened(
            part=self.part,
            encoding=self.encoding,
            path=out.with_suffix(self.suffix),
            columns=self.columns,
            remarks=self.remarks,
            bad_cells=self.bad_cells,
        )


class _File(BaseModel):
    """What is known of a file; ``key`` stands for the contract and the code that opened it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    tables: tuple[_Table, ...]


def open_known(landed: Path, source: Source, home: Path, out: Path) -> Iterator[Opened | Refused]:
    """Yield each table of a landed file as ``open_file`` does; of one opened before nothing lies at its path."""
    record = home / OPENED / source.key / f"{landed.stem}.json"
    key = hashlib.sha256(f"{reading_code()} {landed.suffix} {source!r}".encode()).hexdigest()
    known = _recall(record)
    if known is not None and known.key == key:
        yield from (each.found(out) for each in known.tables)
        return
    tables: list[_Table] = []
    for each in open_file(landed, source, out):
        tables.append(_table(each))
        yield each
    _keep(record, _File(key=key, tables=tuple(tables)))


def make_readable(landed: Path, source: Source, wanted: Mapping[int, Path], out: Path) -> None:
    """Open a landed file again and put the readable forms of the tables ``wanted``, by place, where they belong."""
    for place, each in enumerate(open_file(landed, source, out)):
        if isinstance(each, Opened):
            if place in wanted:
                each.path.rename(wanted[place])
            else:
                each.path.unlink()


def _table(each: Opened | Refused) -> _Table:
    if isinstance(each, Refused):
        return _Table(part=each.part, rule=each.rule, text=each.text, field=each.field)
    return _Table(
        part=each.part,
        encoding=each.encoding,
        suffix=each.path.suffix,
        columns=each.columns,
        remarks=each.remarks,
        bad_cells=each.bad_cells,
    )


def _recall(record: Path) -> _File | None:
    try:
        return _File.model_validate_json(record.read_text("utf-8"))
    except (OSError, ValidationError):
        return None


def _keep(record: Path, known: _File) -> None:
    """Write what is known, for the builder alone; it is not forced to the disk, as half of it is as good as nothing."""
    record.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    record.parent.parent.chmod(0o700)
    arriving = record.with_name(f".{uuid.uuid4().hex}.part")
    arriving.write_text(known.model_dump_json(), "utf-8")
    arriving.replace(record)
