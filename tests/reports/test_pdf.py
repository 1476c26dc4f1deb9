"""The printed report: its standards, its pages, and every number and exhibit of the notebook in it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

import reports
from indicators import figure, percent, point
from reports.words import WORDS
from tests.reports.conformance import faults

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=["zh", "en"])
def run(request, chinese, english) -> reports.Run:
    return chinese if request.param == "zh" else english


@pytest.fixture(scope="module")
def document(run) -> pypdf.PdfReader:
    return pypdf.PdfReader(run.pdf)


def texts(document: pypdf.PdfReader) -> list[str]:
    """Return the text of each page without spaces: where they stand in a line is the setter's business."""
    return [re.sub(r"\s+", "", page.extract_text()) for page in document.pages]


def elements(document: pypdf.PdfReader) -> Iterator[dict[str, Any]]:
    """Yield the elements of the structure tree."""
    waiting = [document.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        found = waiting.pop().get_object()
        if isinstance(found, list):
            waiting.extend(found)
        elif isinstance(found, dict):
            if "/S" in found:
                yield found
            if "/K" in found:
                waiting.append(found["/K"])


def test_it_is_archivable_accessible_and_read_in_order(run):
    assert faults(run.pdf.read_bytes(), run.language) == []


def test_every_page_says_which_it_is_and_of_how_many(document, run):
    pages = texts(document)
    for number, text in enumerate(pages, start=1):
        words = WORDS["page_of"].in_language(run.language).format(n=number, total=len(pages))
        assert re.sub(r"\s+", "", words) in text


def test_simulated_data_wears_its_badge_on_every_page(document, run):
    badge = re.sub(r"\s+", "", WORDS["simulated"].in_language(run.language))
    assert all(badge in text for text in texts(document))


def test_charts_are_vector_graphics_with_words_for_those_who_cannot_see_them(document):
    figures = [each for each in elements(document) if each["/S"] == "/Figure"]
    assert len(figures) == 9
    assert all(len(str(each.get("/Alt", ""))) > 30 for each in figures)
    assert not [image for page in document.pages for image in page.images]


def test_tables_have_headers(document):
    kinds = [each["/S"] for each in elements(document)]
    assert kinds.count("/Table") >= 8
    assert kinds.count("/TH") > kinds.count("/Table")


def test_the_outline_lists_the_sections(document):
    assert len(document.outline) >= 8


@pytest.mark.parametrize("key", ["tax_revenue", "exports", "tax_per_mu"])
def test_the_number_in_print_is_the_number_of_the_indicator(document, run, snapshot, key):
    from indicators import catalogue

    found = point(snapshot, key, run.period, cumulative=True)
    written = figure(found.value, catalogue()[key].unit, run.language)
    everything = "".join(texts(document))
    assert re.sub(r"\s+", "", str(written)) in everything
    assert percent(found.yoy, run.language) in everything


def test_the_last_pages_name_snapshot_extracts_and_code(document, snapshot, run):
    everything = "".join(texts(document)[-4:])
    assert snapshot.name in everything
    for source in snapshot.manifest.sources:
        if len(source.receipts) == 1:
            assert source.receipts[0].sha256[:12] in everything
    assert "monthly_brief.ipynb" in everything


def test_a_copy_of_code_and_home_elsewhere_gives_the_same_bytes(home, chinese, tmp_path):
    """As ``make prove`` shows of clean checkouts: neither path nor clock, order of hashes or rights of files matter."""
    before = chinese.pdf.read_bytes()
    code, own = tmp_path / "a longer path" / "二", tmp_path / "own"
    for layer in ("datasets", "indicators", "notebooks", "reports"):
        shutil.copytree(ROOT / layer, code / layer)
    (code / "node_modules").symlink_to(ROOT / "node_modules")
    own.mkdir()
    (own / "snapshots").symlink_to(home / "snapshots")
    shutil.copy(home / "CURRENT", own / "CURRENT")
    words = (
        "import sys, reports; from pathlib import Path\n"
        "made = reports.run('monthly_brief', sys.argv[1], home=Path(sys.argv[2]), language='zh')\n"
        "print(reports.__file__, made.sha256, sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", words, chinese.period, str(own)],
        cwd=code,
        env={**os.environ, "TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "77"},
        umask=0o077,
        capture_output=True,
        text=True,
        check=True,
    )
    where, sha256 = done.stdout.splitlines()
    assert Path(where).is_relative_to(code)
    assert sha256 == chinese.sha256
    assert chinese.pdf.read_bytes() == before
