"""Pull: a department's PostgreSQL, read by ADBC into the inbox as Parquet of text.

``pull.toml`` in the home names what to read; passwords stay in the environment or in a file of their own::

    [sources.tax]
    dsn_env = "TAX_DSN"            # or dsn_file = "/run/secrets/tax"
    table = "public.payment"       # or query = "SELECT …"; columns are named by the contract's titles or field names
    watermark = "updated_at"       # without it everything is read each time
    overlap = "1 day"              # how far below the last watermark to read again, for rows committed late

One transaction, repeatable read and read only, sees one moment of the database. The rows at or above the last
watermark (less the overlap) are read, and each time those without a watermark, of which nobody can say that they are
known; where the source's key is known already, the newly read row takes the place
of the known one: the database's present word counts, and what it said before stays in the landing. Two rows of
one key within one reading are a fault of the database; both go on, and the check refuses them. Rows deleted
there are not seen by a watermark; ``pull --full`` reads everything anew. A pull that fails changes nothing.
"""

import os
import re
import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from adbc_driver_manager import Error as DriverError
from adbc_driver_postgresql import dbapi
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from datasets.catalogue import sources
from datasets.contract import Source
from datasets.durable import sync_file, sync_folder
from datasets.errors import DatasetsError
from datasets.intake.columnar import columns_of, heading_of
from datasets.intake.drift import compare
from datasets.intake.merging import changed, merge
from datasets.intake.table import Refused
from datasets.ledger import open_ledger
from datasets.sql import literal, quoted
from datasets.text import Text

SCHEMA = """
CREATE TABLE IF NOT EXISTS pull (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('running', 'pulled', 'nothing_new', 'failed')),
    rows INTEGER NOT NULL DEFAULT 0,
    watermark TEXT,
    state TEXT,
    message TEXT
) STRICT;
"""


class Connection(BaseModel):
    """How one source is pulled."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dsn_env: str | None = None
    dsn_file: Path | None = None
    table: str | None = None
    query: str | None = None
    watermark: str | None = None
    overlap: str = Field(default="0", pattern=r"^[0-9]+( (second|minute|hour|day|month)s?)?$")

    @model_validator(mode="after")
    def _one_of_each(self) -> "Connection":
        if (self.dsn_env is None) == (self.dsn_file is None):
            raise ValueError("name either dsn_env or dsn_file")
        if (self.table is None) == (self.query is None):
            raise ValueError("name either table or query")
        return self

    def dsn(self) -> str:
        """Return the connection string; raise DatasetsError when it is not where it should be."""
        try:
            return os.environ[self.dsn_env] if self.dsn_env else Path(str(self.dsn_file)).read_text("utf-8").strip()
        except (KeyError, OSError) as error:
            raise DatasetsError(
                Text(
                    f"没有连接串：{self.dsn_env or self.dsn_file}。",
                    f"No connection string in {self.dsn_env or self.dsn_file}.",
                )
            ) from error

    def relation(self) -> str:
        """Return the SQL that is read from."""
        return f"({self.query}) AS delivered" if self.query else ".".join(map(quoted, str(self.table).split(".")))


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    sources: dict[str, Connection]


@dataclass(frozen=True, kw_only=True)
class Pulled:
    """What one pull brought: rows read, the new watermark, and the file in the inbox (None: nothing new)."""

    source: str
    rows: int
    watermark: str | None
    file: Path | None


def connections(home: Path) -> Mapping[str, Connection]:
    """Return what ``pull.toml`` says, by source; raise DatasetsError where it cannot be followed."""
    path = home / "pull.toml"
    try:
        found = _Settings.model_validate(tomllib.loads(path.read_text("utf-8"))).sources
    except FileNotFoundError:
        raise DatasetsError(Text(f"没有 {path}。", f"There is no {path}.")) from None
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        lines = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()) if isinstance(
            error, ValidationError) else str(error)  # fmt: skip
        raise DatasetsError(Text(f"{path} 有误：{lines}。", f"{path} cannot be followed: {lines}.")) from None
    unknown = sorted(set(found) - set(sources()))
    if unknown:
        raise DatasetsError(Text(f"没有来源 {'、'.join(unknown)}。", f"There is no source {', '.join(unknown)}."))
    return found


def pull(home: Path, key: str, *, full: bool = False) -> Pulled:
    """Read what is new in the source's database and put the source's whole table into the inbox.

    Raises DatasetsError when the database does not give it; nothing has changed then.
    """
    found = connections(home)
    if key not in found:
        raise DatasetsError(Text(f"pull.toml 中没有 {key}。", f"pull.toml does not name {key}."))
    ledger = open_ledger(home, [SCHEMA])
    try:
        last = ledger.execute(
            "SELECT watermark, state FROM pull WHERE source = ? AND outcome = 'pulled' ORDER BY id DESC LIMIT 1", [key]
        ).fetchone()
        with ledger:
            line = ledger.execute(
                "INSERT INTO pull (source, started_at, outcome) VALUES (?, ?, 'running')", [key, _now()]
            ).lastrowid
        before = None if full or last is None or not (home / "pulled" / key / last["state"]).is_file() else last
        result, outcome, message, state = None, "failed", "", ""
        try:
            result, state = _pull(home, sources()[key], found[key], before)
            outcome = "pulled" if result.file else "nothing_new"
        except DatasetsError as error:
            message = str(error)
            raise
        finally:
            with ledger:
                ledger.execute(
                    "UPDATE pull SET finished_at = ?, outcome = ?, rows = ?, watermark = ?, state = ?, message = ? "
                    "WHERE id = ?",
                    [_now(), outcome, result.rows if result else 0, result.watermark if result else None, state,
                     message, line],
                )  # fmt: skip
        _forget(home, key, keep=state or (before["state"] if before else ""))
        return result
    finally:
        ledger.close()


def _pull(home: Path, source: Source, connection: Connection, before: Mapping[str, str] | None) -> tuple[Pulled, str]:
    folder = home / "pulled" / source.key
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = folder / f".{uuid.uuid4().hex}.part"
    try:
        rows, watermark = read_new(source, connection, before["watermark"] if before else None, fresh)
        known = folder / before["state"] if before and connection.watermark else None
        if known:
            _refuse_drift(source, fresh, known)
        if known and not changed(fresh, known):
            return Pulled(source=source.key, rows=0, watermark=watermark, file=None), ""
        state = folder / f"{uuid.uuid4().hex}.parquet"
        merge(fresh, known, source, state)
    finally:
        fresh.unlink(missing_ok=True)
    sync_file(state)
    sync_folder(folder)
    # Into the inbox before the ledger knows: killed in between, the next pull reads the same again.
    return Pulled(source=source.key, rows=rows, watermark=watermark, file=_deliver(home, source, state)), state.name


def _refuse_drift(source: Source, fresh: Path, known: Path) -> None:
    """Raise DatasetsError if a column of the contract is no longer there: merged, the old rows would hide it."""
    given = columns_of(fresh)
    gone = [field for field in source.fields if field.header in columns_of(known) and field.header not in given]
    if not gone:
        return
    titles = "、".join(field.header for field in gone)
    text = Text(f"缺少列“{titles}”。", f"missing column {titles}.")
    try:
        compare(heading_of(fresh, source), source)
    except Refused as refused:
        text = text if refused.rule == "empty_file" else refused.text
    raise DatasetsError(
        Text(
            f"{source.department.zh}数据库中{source.name.zh}的列与上次提取不同：{text.zh}原有数据不变；"
            "如确已改变，请先修改合同或 pull.toml，再以 --full 全部重新提取。",
            f"The columns of {source.name.en} in the database of {source.department.en} are not those of the last "
            f"reading: {text.en} Nothing has changed; if it is meant, change the contract or pull.toml, then read "
            "everything anew with --full.",
        )
    )


def _deliver(home: Path, source: Source, state: Path) -> Path:
    inbox = home / "inbox" / source.key
    inbox.mkdir(parents=True, exist_ok=True)
    arriving, arrived = inbox / ".pulled.parquet.part", inbox / "pulled.parquet"
    arriving.unlink(missing_ok=True)
    arriving.write_bytes(b"")
    arriving.chmod(0o600)
    with state.open("rb") as content, arriving.open("wb") as copy:
        while block := content.read(1 << 20):
            copy.write(block)
    sync_file(arriving)
    arriving.replace(arrived)
    sync_folder(inbox)
    return arrived


def read_new(source: Source, connection: Connection, since: str | None, out: Path) -> tuple[int, str | None]:
    """Stream the rows at or above ``since`` to ``out`` (Parquet of text); return how many, and the new watermark."""
    dsn = connection.dsn()
    try:
        with dbapi.connect(dsn) as database, database.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL DateStyle = 'ISO, YMD'")
            watermark, kind = _watermark(cursor, connection)
            cursor.execute(_statement(cursor, source, connection, since, kind))
            return _stream(cursor.fetch_record_batch(), out), watermark or since
    except (DriverError, OSError) as error:
        reason = _without_secrets(str(error), dsn)
        raise DatasetsError(
            Text(
                f"从{source.department.zh}的数据库提取{source.name.zh}失败：{reason}；原有数据不变。",
                f"Pulling {source.name.en} from the database of {source.department.en} failed: {reason}; "
                "nothing has changed.",
            )
        ) from None


def _watermark(cursor: dbapi.Cursor, connection: Connection) -> tuple[str | None, str]:
    if connection.watermark is None:
        return None, ""
    name = quoted(connection.watermark)
    cursor.execute(f"SELECT max({name})::text, pg_typeof(max({name}))::text FROM {connection.relation()}")  # noqa: S608 - the operator's own words
    row = cursor.fetchone()
    return (row[0], row[1]) if row else (None, "text")


def _statement(cursor: dbapi.Cursor, source: Source, connection: Connection, since: str | None, kind: str) -> str:
    cursor.execute(f"SELECT * FROM {connection.relation()} LIMIT 0")  # noqa: S608 - the operator's own words
    given = [column[0] for column in cursor.description or ()]
    titles = {field.name: field.header for field in source.fields}
    kept = [name for name in given if name != connection.watermark or name in titles or name in titles.values()]
    columns = ", ".join(f"{quoted(name)}::text AS {quoted(titles.get(name, name))}" for name in kept)
    condition = ""
    if connection.watermark and since is not None:
        bound = f"{literal(since)}::{kind}"
        if not connection.overlap.startswith("0"):
            unit = f"interval {literal(connection.overlap)}" if " " in connection.overlap else connection.overlap
            bound = f"({bound} - {unit})"
        mark = quoted(connection.watermark)
        condition = f" WHERE {mark} >= {bound} OR {mark} IS NULL"
    return f"SELECT {columns} FROM {connection.relation()}{condition}"  # noqa: S608 - the operator's own words


def _stream(batches: pa.RecordBatchReader, out: Path) -> int:
    rows = 0
    out.touch(mode=0o600)
    with batches, pq.ParquetWriter(out, batches.schema, compression="zstd") as written:
        for batch in batches:
            rows += batch.num_rows
            written.write_batch(batch)
    return rows


def _without_secrets(message: str, dsn: str) -> str:
    """Return a driver's message without the connection string or the password in it."""
    secrets = {dsn, *re.findall(r"://[^:/@]*:([^@]*)@", dsn), *re.findall(r"password\s*=\s*'?([^\s']+)", dsn)}
    for secret in sorted(secrets, key=len, reverse=True):
        message = message.replace(secret, "***") if secret else message
    return " ".join(message.split())


def _forget(home: Path, key: str, keep: str) -> None:
    for path in (home / "pulled" / key).glob("*.parquet"):
        if keep and path.name != keep:
            path.unlink()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
