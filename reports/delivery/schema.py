"""The tables of issues, deliveries and what happened to them, in the home's ledger: nothing in them is removed."""

from typing import Final

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS report_issue (
    id INTEGER PRIMARY KEY,
    edition TEXT NOT NULL, period TEXT NOT NULL, variant TEXT NOT NULL, version INTEGER NOT NULL,
    language TEXT NOT NULL, parameters TEXT NOT NULL,
    due_at TEXT NOT NULL, noted_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'making', 'failed', 'made', 'withdrawn', 'replaced')),
    reason_zh TEXT NOT NULL, reason_en TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, tried_at TEXT, wait_seconds REAL NOT NULL DEFAULT 0,
    after_run INTEGER,
    run INTEGER, snapshot TEXT, path TEXT, sha256 TEXT, sentences TEXT NOT NULL DEFAULT '[]',
    made_at TEXT, posted_at TEXT,
    remark TEXT NOT NULL, who TEXT NOT NULL,
    UNIQUE (edition, period, variant, version),
    CHECK (state NOT IN ('made', 'replaced') OR (path IS NOT NULL AND sha256 IS NOT NULL))
) STRICT;
CREATE TABLE IF NOT EXISTS report_delivery (
    id INTEGER PRIMARY KEY,
    issue INTEGER NOT NULL REFERENCES report_issue (id),
    kind TEXT NOT NULL CHECK (kind IN ('report', 'withdrawal')),
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'folder')),
    address TEXT NOT NULL, list TEXT NOT NULL, form TEXT NOT NULL,
    created_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'handed', 'sent', 'unknown', 'refused', 'dropped')),
    reason_zh TEXT NOT NULL DEFAULT '', reason_en TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0, tried_at TEXT, wait_seconds REAL NOT NULL DEFAULT 0,
    sent_at TEXT, receipt TEXT,
    UNIQUE (issue, kind, channel, address)
) STRICT;
CREATE TABLE IF NOT EXISTS report_step (
    id INTEGER PRIMARY KEY,
    issue INTEGER NOT NULL REFERENCES report_issue (id),
    at TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS report_tick (id INTEGER PRIMARY KEY CHECK (id = 1), at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS report_restored (at TEXT PRIMARY KEY) STRICT;
CREATE TRIGGER IF NOT EXISTS report_step_stays BEFORE UPDATE ON report_step
BEGIN SELECT RAISE(ABORT, 'what was written about an issue is not changed'); END;
CREATE TRIGGER IF NOT EXISTS report_step_remains BEFORE DELETE ON report_step
BEGIN SELECT RAISE(ABORT, 'what was written about an issue is not removed'); END;
CREATE TRIGGER IF NOT EXISTS report_issue_remains BEFORE DELETE ON report_issue
BEGIN SELECT RAISE(ABORT, 'an issue is withdrawn or replaced, not removed'); END;
CREATE TRIGGER IF NOT EXISTS report_delivery_remains BEFORE DELETE ON report_delivery
BEGIN SELECT RAISE(ABORT, 'a delivery is not removed'); END;
"""

TABLES: Final = ("report_issue", "report_delivery", "report_step", "report_tick")
"""Without one of these nothing was ever due in a home."""
