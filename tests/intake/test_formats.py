"""The same table in every format gives the same base, and each row can be shown again as it was delivered."""

import csv
import io
import shutil
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import datasets
from tests.datasets.tiny import put, tiny_zone, write_extract
from tests.intake.books import archive, workbook
from tests.intake.malformed import Table

TAX = "tax/2010.csv"


def as_csv(table: Table, encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    return out.getvalue().encode(encoding)


def as_parquet(table: Table) -> bytes:
    out = io.BytesIO()
    columns = {title: [row[place] for row in table[1:]] for place, title in enumerate(table[0])}
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


FORMATS = {
    "2010.xlsx": lambda table: workbook({"说明": [["由税务局提供"], ["无"]], "数据": [["税收"], [], *table]}),
    "2010.zip": lambda table: archive({"数据/2010年.csv": as_csv(table, "gb18030"), "说明.pdf": b"%PDF"}),
    "2010.parquet": as_parquet,
    "2010.txt": lambda table: as_csv(table, "gb18030"),
}


@pytest.fixture(scope="module")
def built(tiny_published: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, datasets.Snapshot]]:
    """Return a snapshot for each format of one extract; the first for CSV."""
    found = {}
    for name in ("2010.csv", *FORMATS):
        folder = tmp_path_factory.mktemp("format")
        extract = tiny_zone()
        put(TAX, 5, "应征税额（元）", "1,234.00")(extract)
        extracts = write_extract(folder / "extracts", extract)
        if name in FORMATS:
            (extracts / TAX).unlink()
            (extracts / "tax" / name).write_bytes(FORMATS[name](extract[TAX]))
        datasets.build(extracts, home=shutil.copytree(tiny_published, folder / "home"))
        found[name] = folder / "home", datasets.open_snapshot(folder / "home")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_base(name: str, built: dict[str, tuple[Path, datasets.Snapshot]]) -> None:
    tables = [built[each][1].manifest.tables["base_economy__tax_payment"] for each in ("2010.csv", name)]
    assert tables[0].rows == 719
    assert tables[0] == tables[1]


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_a_row_is_shown_again_as_delivered(name: str, built: dict[str, tuple[Path, datasets.Snapshot]]) -> None:
    home, snapshot = built[name]
    (receipt,) = [each.receipt for source in snapshot.manifest.sources if source.key == "tax"
                  for each in source.receipts if each.file.startswith(f"tax/{name}")]  # fmt: skip
    shown = datasets.source_rows(home, snapshot, "tax", [(receipt, 5), (receipt, 360)]).to_pylist()
    rows = tiny_zone()[TAX]
    assert [each["凭证号"] for each in shown] == [rows[5][0], rows[360][0]]
    assert shown[0]["应征税额（元）"] == "1,234.00"
    quarantined = snapshot.query("SELECT source_row, value FROM quarantine WHERE source = 'tax'").to_pylist()
    assert quarantined == [{"source_row": 5, "value": "1,234.00"}]
    datasets.verify(home)


def test_members_of_one_archive_are_kept_apart(tmp_path: Path, tiny_home: Path) -> None:
    extracts = write_extract(tmp_path / "extracts", tiny_zone())
    members = {f"{year}.csv": (extracts / f"tax/{year}.csv").read_bytes() for year in (2009, 2010)}
    for year in (2009, 2010):
        (extracts / f"tax/{year}.csv").unlink()
    with zipfile.ZipFile(extracts / "tax/all.zip", "w") as made:
        for member, data in members.items():
            made.writestr(member, data)
    result = datasets.build(extracts, home=tiny_home)
    assert result.counts["base_economy__tax_payment"] == 720
    snapshot = datasets.open_snapshot(tiny_home)
    receipts = {each.file: each.receipt for source in snapshot.manifest.sources if source.key == "tax"
                for each in source.receipts}  # fmt: skip
    assert set(receipts) == {"tax/all.zip!2009.csv", "tax/all.zip!2010.csv"}
    for file, receipt in receipts.items():
        shown = datasets.source_rows(tiny_home, snapshot, "tax", [(receipt, 1)]).to_pylist()
        assert shown[0]["凭证号"].startswith(f"V{file[-8:-4]}")
