"""A department's database is read at one moment, in steps, and a pull that fails changes nothing."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from adbc_driver_postgresql import dbapi

from datasets.errors import DatasetsError
from datasets.intake import pull as pulling
from datasets.intake.pull import connections, pull
from datasets.intake.submit import submit
from datasets.ledger import open_ledger
from tests.datasets.tiny import tiny_zone

TABLE = "CREATE TABLE payment (voucher_code text, taxpayer_number text, taxpayer_name text, tax_type_code text, payment_month date, levied_yuan numeric(18,2), paid_yuan numeric(18,2), changed timestamptz)"
QUERY = "SELECT voucher_code, taxpayer_number, taxpayer_name, tax_type_code, to_char(payment_month, 'YYYY-MM') AS payment_month, levied_yuan, paid_yuan, changed FROM payment"


def execute(server: str, *statements: str) -> None:
    with dbapi.connect(server) as database, database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        database.commit()


def insert(rows: list[list[str]], changed: str) -> str:
    values = ", ".join(f"('{a}', '{b}', '{c}', '{d}', '{e}-01', {f}, {g}, '{changed}')" for a, b, c, d, e, f, g in rows)
    return f"INSERT INTO payment VALUES {values}"


@pytest.fixture
def home(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = tiny_zone()["tax/2010.csv"][1:]
    execute(
        server,
        "DROP TABLE IF EXISTS payment",
        TABLE,
        insert(rows[:-1], "2010-11-30 08:00+08"),
        insert(rows[-1:], "2010-12-01 08:00+08"),
    )
    monkeypatch.setenv("TAX_DSN", server)
    home = tmp_path / "home"
    home.mkdir()
    (home / "pull.toml").write_text(
        f'[sources.tax]\ndsn_env = "TAX_DSN"\nquery = "{QUERY}"\nwatermark = "changed"\noverlap = "1 hour"\n', "utf-8"
    )
    return home


def ledger(home: Path) -> list[tuple[str, int]]:
    book = open_ledger(home)
    found = [tuple(row) for row in book.execute("SELECT outcome, rows FROM pull ORDER BY id")]
    book.close()
    return found


def test_a_table_comes_as_text_and_is_taken(home: Path) -> None:
    result = pull(home, "tax")
    assert result.rows == 360
    assert result.file == home / "inbox/tax/pulled.parquet"
    table = pq.read_table(result.file)
    assert set(map(str, table.schema.types)) <= {"string", "large_string"}
    assert "凭证号" in table.column_names
    assert "changed" not in table.column_names
    taken = submit(home, "tax", result.file)
    assert (taken.accepted, taken.findings) == (360, [])
    assert ledger(home) == [("pulled", 360)]


def test_the_next_pull_reads_what_is_new_and_the_newer_row_counts(home: Path, server: str) -> None:
    first = pull(home, "tax")
    assert pull(home, "tax").file is None
    row = tiny_zone()["tax/2010.csv"][1]
    execute(
        server,
        f"UPDATE payment SET paid_yuan = 7.00, changed = '2010-12-02 08:00+08' WHERE voucher_code = '{row[0]}'",
        insert([["V9", *row[1:]]], "2010-12-02 09:00+08"),
    )
    second = pull(home, "tax")
    assert second.rows == 3  # the row at the last watermark is read again
    assert first.watermark != second.watermark
    table = pq.read_table(home / "inbox/tax/pulled.parquet").to_pylist()
    assert len(table) == 361
    paid = {each["凭证号"]: each["入库税额（元）"] for each in table}
    assert (paid[row[0]], paid["V9"]) == ("7.00", row[6])
    assert [outcome for outcome, _ in ledger(home)] == ["pulled", "nothing_new", "pulled"]
    assert len(list((home / "pulled/tax").glob("*.parquet"))) == 1


def test_a_row_committed_late_below_the_watermark_is_not_lost(home: Path, server: str) -> None:
    pull(home, "tax")
    row = tiny_zone()["tax/2010.csv"][1]
    execute(server, insert([["V8", *row[1:]]], "2010-12-01 07:30+08"))
    pull(home, "tax")
    assert "V8" in pq.read_table(home / "inbox/tax/pulled.parquet")["凭证号"].to_pylist()


def test_rows_without_a_watermark_are_read_each_time_and_count_once(home: Path, server: str) -> None:
    pull(home, "tax")
    row = tiny_zone()["tax/2010.csv"][1]
    execute(
        server,
        insert([["V7", *row[1:]]], "2010-12-02 09:00+08").replace("'2010-12-02 09:00+08'", "NULL"),
        f"UPDATE payment SET paid_yuan = 8.00, changed = NULL WHERE voucher_code = '{row[0]}'",
    )
    assert pull(home, "tax").rows == 3  # both, and the row at the last watermark
    table = pq.read_table(home / "inbox/tax/pulled.parquet").to_pylist()
    assert len(table) == 361
    paid = {each["凭证号"]: each["入库税额（元）"] for each in table}
    assert (paid[row[0]], paid["V7"]) == ("8.00", row[6])
    assert pull(home, "tax").file is None  # read again, and nothing in them is new


def test_rows_deleted_in_the_database_go_with_a_full_pull(home: Path, server: str) -> None:
    pull(home, "tax")
    execute(server, "DELETE FROM payment WHERE voucher_code LIKE '%01'")
    pull(home, "tax")
    assert pq.read_table(home / "inbox/tax/pulled.parquet").num_rows == 360
    assert pull(home, "tax", full=True).rows == 330
    assert pq.read_table(home / "inbox/tax/pulled.parquet").num_rows == 330


def test_a_column_renamed_in_the_database_is_not_hidden_by_known_rows(home: Path, server: str) -> None:
    settings = (home / "pull.toml").read_text("utf-8")
    pull(home, "tax")
    before = (home / "inbox/tax/pulled.parquet").read_bytes()
    (home / "pull.toml").write_text(
        settings.replace("paid_yuan, changed", "paid_yuan AS 实际入库税额, changed"), "utf-8"
    )
    with pytest.raises(DatasetsError, match="入库税额（元）") as renamed:
        pull(home, "tax")
    assert "是否改了列名" in renamed.value.text.zh
    assert "--full" in renamed.value.text.en
    assert (home / "inbox/tax/pulled.parquet").read_bytes() == before


def test_decimals_of_the_database_are_exact_to_the_fen(home: Path, server: str) -> None:
    execute(server, "ALTER TABLE payment ALTER COLUMN paid_yuan TYPE numeric(20,4)")
    file = pull(home, "tax").file
    assert file is not None
    result = submit(home, "tax", file)
    assert (result.accepted, result.rows) == (360, 360)


def test_a_pull_that_fails_changes_nothing_and_tells_no_password(
    home: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull(home, "tax")
    before = (home / "inbox/tax/pulled.parquet").read_bytes()
    execute(server, "ALTER TABLE payment RENAME TO gone")
    with pytest.raises(DatasetsError, match="payment") as failed:
        pull(home, "tax")
    monkeypatch.setenv("TAX_DSN", server.replace("host=", "host=/nowhere"))
    with pytest.raises(DatasetsError) as unreachable:
        pull(home, "tax")
    for each in (failed, unreachable):
        assert "very-secret" not in str(each.value)
        assert "原有数据不变" in each.value.text.zh
    assert (home / "inbox/tax/pulled.parquet").read_bytes() == before
    assert b"very-secret" not in (home / "ledger.db").read_bytes()
    assert [outcome for outcome, _ in ledger(home)] == ["pulled", "failed", "failed"]
    execute(server, "DROP TABLE gone")


def test_a_pull_killed_before_the_ledger_knows_is_done_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pulling, "_deliver", killed)
        with pytest.raises(KeyboardInterrupt):
            pull(home, "tax")
    assert not (home / "inbox/tax/pulled.parquet").exists()
    assert pull(home, "tax").rows == 360


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('[sources.tax]\ndsn_env = "X"\n', "either table or query"),
        ('[sources.tax]\ntable = "t"\n', "either dsn_env or dsn_file"),
        ('[sources.nobody]\ndsn_env = "X"\ntable = "t"\n', "no source nobody"),
        ('[sources.tax]\ndsn_env = "X"\ntable = "t"\npassword = "p"\n', "password"),
        ("[sources", "pull.toml"),
    ],
)
def test_a_description_that_cannot_be_followed_is_told(words: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "pull.toml").write_text(words, "utf-8")
    with pytest.raises(DatasetsError, match=told):
        connections(tmp_path)


def test_no_description_and_no_connection_string(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAX_DSN")
    with pytest.raises(DatasetsError, match="TAX_DSN"):
        pull(home, "tax")
    with pytest.raises(DatasetsError, match="customs"):
        pull(home, "customs")
    (home / "pull.toml").unlink()
    with pytest.raises(DatasetsError, match=r"pull\.toml"):
        pull(home, "tax")
