"""A build takes over what has not changed, and gives what a build from nothing gives, to the last row."""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

import datasets
from datasets import Derivation, Snapshot, Text, Yearly
from datasets.building.collect import Delivery
from datasets.catalogue import bases
from datasets.identity.overrides import Override, add_override
from datasets.protection.key import key_file
from datasets.reading import part
from tests.datasets.test_keeping import flip
from tests.datasets.tiny import Edit, Extract, add, put, tiny_zone, write_extract

pytestmark = pytest.mark.slow  # every test builds

TAX, LATER, CUSTOMS, REGISTRY = "tax/2010.csv", "tax/2009.csv", "customs/2010.csv", "registry/registry.csv"
CUBE = Yearly(
    "SELECT payment_month AS period, industry, sum(paid_yuan)::DECIMAL(38, 2) AS value "
    "FROM base_economy__tax_payment GROUP BY ALL",
    table="base_economy__tax_payment",
    time="payment_month",
    order="industry, period",
)


def cubes(_: Snapshot) -> dict[str, str | pa.Table]:
    return {"cube_tax": CUBE}


def third_year(extract: Extract) -> None:
    table = extract[TAX]
    extract["tax/2011.csv"] = [table[0], *([row[0].replace("2010", "2011"), *row[1:4], row[4].replace("2010", "2011"),
                               *row[5:]] for row in table[1:])]  # fmt: skip


def without_a_year(extract: Extract) -> None:
    del extract[LATER]


VARIATIONS: dict[str, tuple[Edit, ...]] = {
    "a changed amount": (put(TAX, 9, "入库税额（元）", "3.21"),),
    "a changed month": (put(TAX, 9, "入库月份", "2009-03"),),
    "a new file": (third_year,),
    "a file fewer": (without_a_year,),
    "a firm that moved to another industry": (put(REGISTRY, 7, "行业代码", "01"),),
    "a firm struck off the register": (put(REGISTRY, 7, "组织机构代码", "x"),),
    "a row that has its like in the other year": (add(TAX, tiny_zone()[LATER][3]),),
    "a broken row": (put(CUSTOMS, 3, "金额（美元）", "words"),),
}


def built(home: Path, extracts: Path) -> datasets.Snapshot:
    derivation = Derivation(name="cubes", label=Text("立方体", "Cubes"), tables=cubes)
    datasets.build(extracts, home=home, derivations=[derivation], smaller="tried")
    return datasets.open_snapshot(home)


@pytest.fixture(scope="module", autouse=True)
def _keep_small_sums() -> Iterator[None]:
    """Keep the sums of small tables too, as those of large ones are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("datasets.building.derived.FEW", 0)
        yield


@pytest.fixture(scope="module")
def before(tiny_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which the tiny zone was built, without cubes and with them."""
    folder = tmp_path_factory.mktemp("before")
    home = shutil.copytree(tiny_published, folder / "home")
    built(home, write_extract(folder / "extracts", tiny_zone()))
    return home


@pytest.fixture
def home(before: Path, tmp_path: Path) -> Path:
    return shutil.copytree(before, tmp_path / "home")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are read, as they are."""
    files: list[str] = []
    straight = part.read

    def noted(*words: object) -> object:
        files.extend(each.file for each in words if isinstance(each, Delivery))
        return straight(*words)

    monkeypatch.setattr(part, "read", noted)
    return files


@pytest.mark.parametrize("variation", VARIATIONS)
def test_what_a_build_takes_over_is_what_it_would_make(
    variation: str, home: Path, write: Callable[..., Path], tmp_path: Path
) -> None:
    extracts = write(*VARIATIONS[variation])
    if variation != "a changed amount":  # that one from nothing at all: what is read of a file is the same every time
        for known in ("opened", "parts"):
            shutil.copytree(home / known, tmp_path / "anew" / known)
    after, anew = built(home, extracts), built(tmp_path / "anew", extracts)
    assert after.name == anew.name
    assert after.manifest.tables == anew.manifest.tables
    for table in anew.manifest.tables:
        whole = f'FROM "{table}" ORDER BY ALL'
        assert after.query(whole).equals(anew.query(whole)), table
    assert told(home, after.name) == told(tmp_path / "anew", anew.name)
    datasets.verify(home)


def told(home: Path, name: str) -> dict[str, list[bytes]]:
    """Return the sheets of each return workbook of a build, by source."""
    found = {}
    for path in (home / "returned").glob(f"*/{name}.xlsx"):
        with zipfile.ZipFile(path) as book:
            found[path.parent.name] = [book.read(each) for each in book.namelist() if "/worksheets/" in each]
    return found


def remade(home: Path, extracts: Path) -> set[str]:
    """Return the bases that a build makes anew."""
    return datasets.build(extracts, home=home, smaller="tried").timings.keys() & bases().keys()


def test_a_base_of_which_nothing_changed_is_taken_over(home: Path, write: Callable[..., Path]) -> None:
    assert remade(home, write(put(TAX, 9, "入库税额（元）", "3.21"))) == set()
    assert remade(home, write(third_year, folder="year")) == set()
    assert remade(home, write(put("investment/investment.csv", 1, "项目名称", "新项目"), folder="one")) == {"economy"}
    assert remade(home, write(put("land/land.csv", 1, "宗地号", "T9999"), folder="two")) == {
        *("geography", "economy", "operations")  # economy goes back to what it was
    }
    assert remade(home, write(put(REGISTRY, 7, "行业代码", "01"), folder="three")) == set(bases())


def test_a_stewards_decision_or_another_key_makes_bases_anew(home: Path, write: Callable[..., Path]) -> None:
    extracts = write()
    decided = Override(left=("registry", "1"), right=("registry", "2"), verdict="same", who="a", when="b", why="c")
    add_override(home, decided)
    assert "legal_entities" in remade(home, extracts)
    assert remade(home, extracts) == set()
    key_file(home).unlink()
    assert "population" in remade(home, extracts)


def test_a_damaged_snapshot_is_not_taken_over(home: Path, write: Callable[..., Path], tmp_path: Path) -> None:
    database = home / "snapshots" / (datasets.current_name(home) or "") / "snapshot.duckdb"
    database.chmod(0o644)
    database.write_bytes(database.read_bytes()[:20_000])
    extracts = write(put(TAX, 9, "入库税额（元）", "3.21"))
    after, anew = built(home, extracts), built(tmp_path / "anew", extracts)
    assert after.manifest.tables == anew.manifest.tables


def test_only_files_that_changed_are_read(home: Path, read: list[str], write: Callable[..., Path]) -> None:
    built(home, write())
    assert read == []
    built(home, write(put(TAX, 9, "入库税额（元）", "3.21")))
    assert read == [TAX]


def test_another_code_list_or_other_code_reads_everything_again(
    home: Path, read: list[str], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("datasets.reading.code.reading_code", lambda: "another")
    built(home, write())
    assert {TAX, LATER, CUSTOMS, REGISTRY} <= set(read)


def test_a_year_that_did_not_change_is_not_summed_again(home: Path, write: Callable[..., Path]) -> None:
    known = {path.name for path in (home / "derived").glob("*.parquet")}
    built(home, write(put(TAX, 9, "入库税额（元）", "3.21")))
    new = {path.name for path in (home / "derived").glob("*.parquet")} - known
    assert len(known) == 2
    assert len(new) == 1


def test_a_cube_of_rows_that_did_not_change_and_what_a_department_was_told_stay(
    home: Path, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = datasets.open_snapshot(home)
    summed: list[str] = []
    monkeypatch.setattr("datasets.building.derivation.create_yearly", lambda _, name, *__: summed.append(name))
    written: list[str] = []
    monkeypatch.setattr("datasets.intake.returned.write_returned", lambda _, source, __: written.append(source.key))
    after = built(home, write(put(CUSTOMS, 3, "金额（美元）", "3.21")))
    assert after.name != before.name
    assert after.manifest.made == before.manifest.made
    assert not summed
    assert {*told(home, before.name)} & {*written} <= {"customs"}
    assert {*told(home, before.name)} - {"customs"} == {*told(home, after.name)}
    for name in ("cube_tax", "base_legal_entities__entity"):
        assert after.query(f"FROM {name}").equals(before.query(f"FROM {name}"))  # order and all
    datasets.verify(home)


def test_a_damaged_part_is_told_and_read_again(home: Path, read: list[str], write: Callable[..., Path]) -> None:
    name = datasets.current_name(home) or ""
    damaged = max((home / "snapshots" / name / "parts").iterdir(), key=lambda path: path.stat().st_size)
    kept = [path for path in (home / "parts").glob("*/rows.parquet") if path.stat().st_size == damaged.stat().st_size]
    for path in (damaged, *kept):
        flip(path, 3_000)
    with pytest.raises(datasets.SnapshotDamaged, match=damaged.name):
        datasets.verify(home)
    assert built(home, write()).name == name
    datasets.verify(home)
    assert read


def test_what_no_snapshot_needs_is_let_go(home: Path, write: Callable[..., Path]) -> None:
    built(home, write(put(TAX, 9, "入库税额（元）", "3.21")))
    folders = len(list((home / "parts").iterdir()))
    datasets.collect_garbage(home, keep=1)
    assert len(list((home / "parts").iterdir())) == folders - 1
    assert len(list((home / "derived").iterdir())) == 2
    datasets.verify(home)


def test_a_citizens_number_among_payers_of_tax_is_not_published(write: Callable[..., Path], tmp_path: Path) -> None:
    number = "110101199003071014"  # invented; the check digit is right
    edits = (
        put(TAX, 5, "纳税人识别号", number),
        put(TAX, 6, "纳税人识别号", number),
        put(TAX, 6, "应征税额（元）", "words"),
    )
    snapshot = built(tmp_path / "home", write(*edits))
    folder = tmp_path / "home/snapshots" / snapshot.name
    for file in (folder / "parts").iterdir():
        with duckdb.connect() as connection:
            texts = connection.sql(f"SELECT p::TEXT AS row FROM read_parquet('{file}') p").fetchall()
        assert not [text for (text,) in texts if number in text]
    assert snapshot.query("SELECT 1 FROM link_tax WHERE text = ?", [number]).num_rows == 0
    rows = snapshot.query(
        "SELECT industry, source_row FROM base_economy__tax_payment WHERE entity_id IS NULL"
    ).to_pylist()
    assert rows == [{"industry": "unknown", "source_row": 5}]
    datasets.verify(tmp_path / "home")
