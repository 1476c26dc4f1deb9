"""Every edition makes its report: one run each, and a story in it that numbers tell."""

import re
import shutil
from pathlib import Path

import pypdf
import pytest

import datasets
import reports
from reports.document import Document, Run
from reports.layout import lay_out
from reports.provenance import provenance
from reports.timetable import Timetable
from tests.reports.conformance import faults

FILED = Path(datasets.__file__).parent / "zones" / "teda" / "applications"
KEYS = sorted(set(reports.editions()) - {"monthly_brief"})  # which test_pdf looks at from all sides


def latest(timetable: Timetable | None, period: str) -> str:
    """Return the last month of the latest period that the data cover."""
    months = timetable.months if timetable else 1
    month = int(period[5:]) // months * months
    return f"{period[:4]}-{month:02d}" if month else f"{int(period[:4]) - 1}-12"


def test_a_department_s_brief_names_no_other_department(home, snapshot, period):
    """Not even on its last page: neither who else delivers nor which files."""
    edition = reports.editions()["department_brief"]
    given = {"period": period, "snapshot": snapshot.name, "language": "zh", "department": "customs"}
    own, others = [], []
    for each in snapshot.manifest.sources:
        (own if each.department.zh == "海关" else others).append(each)
    written = str(provenance(edition, snapshot, given, ""))
    assert all(each.name.zh in written for each in own if each.receipts)
    assert not [each.key for each in others if each.department.zh in written]
    assert not [each.key for each in others for receipt in each.receipts if receipt.sha256[:12] in written]


def test_the_code_to_verify_stands_for_what_was_said(snapshot, period):
    """Applications and signed decisions are of the home, not of the snapshot: another count is another report."""
    edition = reports.editions()["project_review"]
    given = {"period": period, "snapshot": snapshot.name, "language": "zh"}
    said = [Document(sentences=((Run(text),),)) for text in ("核减一项。", "核减两项。", "核减一项。")]
    one, other, again = (lay_out(each, edition, snapshot, given)["code"] for each in said)
    assert one == again
    assert one != other


@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS)
def test_an_edition_makes_its_report(home, period, key):
    edition = reports.editions()[key]
    language = edition.languages[KEYS.index(key) % len(edition.languages)]
    made = reports.run(key, latest(edition.timetable, period), home=home, language=language)
    pages = [re.sub(r"\s+", "", page.extract_text()) for page in pypdf.PdfReader(made.pdf).pages]
    assert re.sub(r"\s+", "", edition.title.in_language(language)) in pages[0]
    assert len(re.findall(r"\d[\d,.]*(?:%|个百分点|pp)", pages[0])) >= 4, "the first page says by how much"
    if key == "department_brief":
        others = {each.department for each in datasets.sources().values()} - {datasets.sources()["tax"].department}
        named = [each.zh for each in others if len(each.zh) > 2]  # 海关 is in the name of a tax
        assert not [each for each in named if each in "".join(pages)]
    assert faults(made.pdf.read_bytes(), language) == []
    assert ("Englishsummary" in "".join(pages)) == (language == "zh")


@pytest.mark.slow
@pytest.mark.parametrize("year", [2007, 2008])
def test_a_year_without_applications_or_without_one_to_approve_has_its_report(published, tmp_path, year):
    """The home's one application, of 2008, is for a machine room of the department's own, which is refused."""
    home = shutil.copytree(published, tmp_path / "home")
    (home / "applications").mkdir()
    shutil.copy(FILED / "2008-103.toml", home / "applications")
    made = reports.run("project_review", f"{year}-12", home=home, language="zh")
    assert faults(made.pdf.read_bytes(), "zh") == []
