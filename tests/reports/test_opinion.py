"""The opinion as PDF: what people sign says what was cut, by which clause, and what would turn it."""

import io
import re

import pytest
from pypdf import PdfReader

from indicators.appraisal import read, read_text, review
from reports.opinion import opinion_pdf
from tests.appraisal.conftest import FOLDER
from tests.reports.conformance import faults


def text_of(pdf: bytes) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


@pytest.fixture(scope="module")
def oversized() -> bytes:
    text = (FOLDER / "2008-101.toml").read_text(encoding="utf-8").replace("求大", "求大🚀")
    return opinion_pdf(review([read_text("2008-101.toml", text)])[0])


def test_the_opinion_says_what_is_cut_by_which_clause_and_who_signs(oversized):
    told = text_of(oversized)
    for said in ("评审意见书", "求大□", "核减7,440,000.00元", "(6−2)×1,860,000.00", "规划五(二)", "数量6→2⇒符合"):
        assert said in told
    for party in ("主管部门", "财政", "发展计划", "登记册为模拟数据"):
        assert party in told


def test_nobody_signs_a_page_that_says_nothing_else(oversized):
    last = PdfReader(io.BytesIO(oversized)).pages[-1].extract_text()
    assert last.count("表") >= 2
    assert last.rindex("会签") > last.index("表")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_opinion_is_archivable_accessible_and_read_in_order(oversized, language):
    other = review([read_text("2008-101.toml", (FOLDER / "2008-101.toml").read_text(encoding="utf-8"))])[0]
    assert faults(oversized if language == "zh" else opinion_pdf(other, language), language) == []


def test_a_rejection_names_what_could_be_shared_and_the_application_says_that_it_is_simulated():
    told = text_of(opinion_pdf(review([read(FOLDER / "2008-104.toml")])[0]))
    for said in ("GX04", "空闲2,590用户", "本申报为模拟数据", "三方均已会签"):
        assert said in told


def test_what_cannot_be_read_has_an_opinion_too_in_english():
    told = text_of(opinion_pdf(review([read_text("broken.toml", "= 3")])[0], "en"))
    assert "Cannotberead" in told
    assert "isnotTOML" in told
