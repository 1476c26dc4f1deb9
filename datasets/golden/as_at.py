"""As at a date: subjects as they were on a day, out of their history."""

from datetime import date

import pyarrow as pa

from datasets.errors import DatasetsError
from datasets.published.snapshot import Snapshot
from datasets.sql import literal, quoted
from datasets.text import Text


def as_at(snapshot: Snapshot, history: str, identity: str, day: date, subject: str | None = None) -> pa.Table:
    """Return one row for each subject that lived on the day, or for the one asked for: a column an attribute."""
    held = snapshot.query(f"SELECT DISTINCT attribute FROM {history} ORDER BY attribute")  # noqa: S608 - our own table
    columns = ", ".join(
        f"max(value) FILTER (attribute = {literal(name)}) AS {quoted(name)}"
        for name in held.column("attribute").to_pylist()
    )
    return snapshot.query(
        f"""
        SELECT {identity}, {columns} FROM {history}
        WHERE coalesce(valid_from <= ?::DATE, true) AND coalesce(?::DATE < valid_to, true)
            AND {identity} = coalesce(?, {identity})
        GROUP BY {identity} ORDER BY {identity}
        """,  # noqa: S608 - our own table
        [day.isoformat(), day.isoformat(), subject],
    )


def intervals_of(snapshot: Snapshot, history: str, identity: str, subject: str) -> pa.Table:
    """Return every interval of one subject; raise DatasetsError when there is none."""
    found = snapshot.query(
        f"FROM {history} WHERE {identity} = ? ORDER BY attribute, valid_from NULLS FIRST",
        [subject],
    )
    if not found.num_rows:
        raise DatasetsError(Text(f"历史中没有 {subject}。", f"The history knows no {subject}."))
    return found


def nobody_on(day: date, intervals: pa.Table) -> DatasetsError:
    """Return why a subject with these intervals has nothing on a day: it was not there yet, or no longer."""
    begins = min((each for each in intervals.column("valid_from").to_pylist() if each), default=None)
    if begins and day < begins:
        return DatasetsError(
            Text(
                f"{day} 尚未成立；历史自 {begins} 起。",
                f"On {day} it was not founded yet; its history begins {begins}.",
            )
        )
    last = max((each for each in intervals.column("valid_to").to_pylist() if each), default=day)
    return DatasetsError(
        Text(f"{day} 已不存续；历史至 {last} 止。", f"On {day} it was no more; its history ends before {last}.")
    )
