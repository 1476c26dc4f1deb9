"""Every edition makes its report: one run each, and a story in it that numbers tell."""

import re

import pypdf
import pytest

import reports
from reports.timetable import Timetable
from tests.reports.conformance import faults

KEYS = sorted(set(reports.editions()) - {"monthly_brief"})  # which test_pdf looks at from all sides


def latest(timetable: Timetable | None, period: str) -> str:
    """Return the last month of the latest period that the data cover."""
    months = timetable.months if timetable else 1
    month = int(period[5:]) // months * months
    return f"{period[:4]}-{month:02d}" if month else f"{int(period[:4]) - 1}-12"


@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS)
def test_an_edition_makes_its_report(home, period, key):
    edition = reports.editions()[key]
    language = edition.languages[KEYS.index(key) % len(edition.languages)]
    made = reports.run(key, latest(edition.timetable, period), home=home, language=language)
    pages = [re.sub(r"\s+", "", page.extract_text()) for page in pypdf.PdfReader(made.pdf).pages]
    assert re.sub(r"\s+", "", edition.title.in_language(language)) in pages[0]
    assert len(re.findall(r"\d[\d,.]*(?:%|个百分点|pp)", pages[0])) >= 4, "the first page says by how much"
    assert faults(made.pdf.read_bytes(), language) == []
    assert ("Englishsummary" in "".join(pages)) == (language == "zh")
