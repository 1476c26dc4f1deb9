"""Runs: one file adds an edition; a failure says where and is never green; nothing undeclared reaches a notebook."""

import json
import re

import pypdf
import pytest

import reports
from reports import shelf
from tests.reports.trial import GOOD


def failed(home):
    return reports.library(home).query("status == 'failed'")


@pytest.mark.slow
def test_adding_an_edition_is_adding_one_file(add_edition, home, period, tmp_path):
    key, told = add_edition(GOOD), []
    assert set(reports.editions()) == {key}
    made = reports.run(
        key,
        period,
        home=home,
        out=tmp_path / "out",
        progress=lambda label, done, total: told.append((label, done, total)),
    )
    assert made.pdf.read_bytes().startswith(b"%PDF")

    ends = {label: (done, total) for label, done, total in told}
    assert len(ends) == 2, "each step has one name"
    assert all(done == total for done, total in ends.values())

    assert (tmp_path / "out" / f"trial-{period}-zh.pdf").read_bytes() == made.pdf.read_bytes(), "the copy asked for"

    assert reports.existing(key, period, home=home, snapshot=made.snapshot, language="zh") == made.pdf
    whole = made.pdf.read_bytes()
    made.pdf.write_bytes(whole + b"x")
    assert reports.existing(key, period, home=home, snapshot=made.snapshot, language="zh") is None, "it was altered"
    made.pdf.write_bytes(whole)  # the home is shared


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_earlier_month_is_reported_without_forecasts(home, language):
    made = reports.run("monthly_brief", "2010-06", home=home, language=language)
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in pypdf.PdfReader(made.pdf).pages))
    assert {"zh": "2010年6月", "en": "Jun2010"}[language] in text
    assert {"zh": "预测与区间", "en": "Forecastsandtheirintervals"}[language] not in text


@pytest.mark.slow
def test_a_run_stands_in_the_library_with_its_hash(home, chinese):
    row = reports.library(home).query("sha256 == @chinese.sha256").iloc[0]
    assert (row.edition, row.status, row.snapshot) == ("monthly_brief", "done", chinese.snapshot)
    assert (home / row.path).read_bytes() == chinese.pdf.read_bytes()


@pytest.mark.slow
def test_a_failing_cell_is_named_with_its_error_and_inputs(add_edition, home, period):
    key = add_edition("first = 1", "raise ValueError('没有数据')", key="broken")
    with pytest.raises(reports.RunFailed, match="没有数据") as caught:
        reports.run(key, period, home=home)
    report = json.loads(next((home / "reports" / key / period).rglob("*.failed.json")).read_text(encoding="utf-8"))
    assert report["cell"] == 4  # papermill adds the cell of parameters
    assert report["source"] == "raise ValueError('没有数据')"
    assert report["parameters"]["period"] == period
    assert "ValueError" in report["traceback"]
    assert "\x1b" not in report["traceback"]
    assert "Cell 4" in caught.value.text.en
    assert key in set(failed(home).edition)
    assert not list((home / "reports" / key).rglob("*.pdf"))

    number = int(failed(home).query("edition == @key").id.iloc[0])
    page = shelf.file_of(home, number, "failure").read_text(encoding="utf-8")
    for said in ("第 4 个单元", "ValueError: 没有数据", "raise ValueError", report["snapshot"], "period", period):
        assert said in page
    assert shelf.file_of(home, number, "pdf") is None


@pytest.mark.slow
def test_a_run_whose_files_cannot_be_written_is_failed_and_not_under_way(add_edition, home, period):
    key = add_edition(GOOD, key="nowhere")
    (home / "reports").mkdir(exist_ok=True)
    (home / "reports" / key).write_text("in the way of its folder", encoding="utf-8")
    with pytest.raises(reports.RunFailed, match="nowhere"):
        reports.run(key, period, home=home)
    row = failed(home).query("edition == @key").iloc[0]
    assert "nowhere" in row.message
    assert shelf.file_of(home, int(row.id), "failure") is None


@pytest.mark.slow
def test_what_a_report_cannot_carry_fails_the_run(add_edition, home, period):
    with pytest.raises(reports.RunFailed, match="text/html"):
        reports.run(add_edition("import pandas as pd\npd.DataFrame({'a': [1]})", key="lost"), period, home=home)
    assert "lost" in set(failed(home).edition)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"unknown": "1"}, "unknown"),
        ({"__import__('os').system('true')": "1"}, "refused"),
        ({"extra": "1"}, "extra"),
        ({"period": "2026-13"}, "month"),
        ({"period": "2026-10'; 1"}, "month"),
    ],
)
def test_only_declared_parameters_of_their_type_reach_a_notebook(add_edition, home, period, given, said):
    key = add_edition(GOOD, parameters='extra = "whole"')  # typed by the edition, not declared by the notebook
    with pytest.raises(reports.ParameterRefused, match=said):
        reports.run(key, period, home=home, parameters=given)


def test_an_unknown_edition_is_named_with_those_there_are(home, period):
    with pytest.raises(reports.UnknownEdition, match="monthly_brief"):
        reports.run("weekly", period, home=home)


def test_every_edition_speaks_both_languages_and_has_its_notebook():
    for edition in reports.editions().values():
        assert edition.notebook.is_file()
        assert all((*edition.title, *edition.classification, *edition.schedule))
        assert edition.values({"period": "2026-12", "language": "zh"})


@pytest.mark.parametrize(
    ("key", "period", "said"),
    [("monthly_brief", "2026-10", "2026年10月"), ("tax_analysis", "2026-09", "2026年三季度")],
)
def test_a_period_is_named_by_its_last_month_and_written_as_readers_do(key, period, said):
    assert reports.editions()[key].label(period, "zh") == said


def test_a_month_within_a_quarter_is_no_period_of_a_quarterly_report(home):
    with pytest.raises(reports.ParameterRefused, match="last month"):
        reports.run("tax_analysis", "2026-08", home=home)


def test_a_period_the_data_have_not_reached_is_refused_before_anything_runs(home):
    with pytest.raises(reports.ParameterRefused, match="the data end at"):
        reports.run("monthly_brief", "2099-12", home=home)


def test_what_is_no_month_leaves_no_trace(home):
    before = len(reports.library(home))
    for period in ("October", "../2026-10", "2026-13"):
        with pytest.raises(reports.ParameterRefused, match="not a month"):
            reports.run("monthly_brief", period, home=home)
    assert len(reports.library(home)) == before


def test_everything_reports_need_is_here():
    assert all(good for good, _ in reports.examine())
