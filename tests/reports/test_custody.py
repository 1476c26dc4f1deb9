"""Issued reports: signed by the office, verified by anybody, found when altered and put back from their copies."""

import asyncio
import datetime as dt
import hashlib
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

import jingwei
import reports
from datasets import audit
from datasets.ledger import open_ledger
from reports import custody, examine_custody, shelf
from reports.certificate import CertificateRefused, certificate_of, make_certificate
from reports.delivery.issue import add, change, writing
from reports.signature import before_signature, inspect, sign
from reports.verify import CODE, verify_code, verify_file
from tests.reports import trial
from tests.reports.conformance import faults

pytestmark = pytest.mark.slow
KINDS = ("pdf", "html", "xlsx")


@pytest.fixture(scope="module")
def office(published, tmp_path_factory, period):
    """A home with a certificate and one report issued under it; both are for reading."""
    folder = tmp_path_factory.mktemp("office")
    home = Path(shutil.copytree(published, folder / "home"))
    make_certificate(home, "经济运行办公室")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reports.edition.EDITIONS", folder)
        run = reports.run(trial.add(folder, trial.GOOD), period, home=home)
        again = reports.run("trial", period, home=home)
    return home, run, again


@pytest.fixture
def altered(office, tmp_path):
    """A copy of that home to alter, and its report's files by kind."""
    home, run, _ = office
    own = Path(shutil.copytree(home, tmp_path / "home", ignore=shutil.ignore_patterns("snapshots", "derived", "parts")))
    return own, {kind: own / run.pdf.relative_to(home).with_suffix(f".{kind}") for kind in KINDS}


def test_a_report_is_signed_and_says_who_issued_it_and_from_which_run(office):
    home, run, _ = office
    found = verify_file(home, run.pdf)
    said = "\n".join(each.en for each in found.said)
    assert found.good
    for word in ("经济运行办公室", "unchanged", "run 1 ", run.snapshot, run.sha256):
        assert word in said
    printed = "".join(page.extract_text() for page in pypdf.PdfReader(run.pdf).pages)
    code = CODE.search(re.sub(r"\s+", "", printed))[0]
    assert code in said
    assert run.snapshot in "".join(each.en for each in verify_code(home, code.lower()).said)
    assert not verify_code(home, "0000-0000-0000-0000").good


def test_the_same_report_is_the_same_before_the_signature_and_is_not_signed_twice(office, tmp_path):
    home, run, again = office
    assert (again.pdf, again.sha256) == (run.pdf, run.sha256)
    issued = run.pdf.read_bytes()
    unsigned = before_signature(issued)
    assert issued.startswith(unsigned)
    other = sign(unsigned, make_certificate(tmp_path, "另一单位"), "试刊")
    assert before_signature(other) == unsigned
    assert hashlib.sha256(unsigned).hexdigest() in "".join(each.en for each in verify_file(home, run.pdf).said)


def test_the_signature_leaves_the_file_archivable_and_forbids_every_change(office):
    _, run, _ = office
    issued = run.pdf.read_bytes()
    assert faults(before_signature(issued), "zh") == []
    assert faults(issued, "zh") == []
    root = pypdf.PdfReader(run.pdf).trailer["/Root"]
    (reference,) = root["/Perms"]["/DocMDP"]["/Reference"]
    assert reference["/TransformParams"]["/P"] == 1
    assert root["/AcroForm"]["/SigFlags"] == 3


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (lambda pdf: pdf.replace(b"/Type /Page", b"/Type /Pagf", 1), "altered"),
        (lambda pdf: pdf + b"\n% a line more", "altered"),
        (lambda pdf: pdf[:-200], "no whole PDF"),
        (lambda pdf: pdf[5:], "no whole PDF"),
    ],
)
def test_a_report_that_was_altered_is_not_ours_any_more(office, tmp_path, alter, said):
    home, run, _ = office
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(alter(run.pdf.read_bytes()))
    found = verify_file(home, copy)
    assert not found.good
    assert said in found.said[0].en


def test_a_thread_with_an_event_loop_can_sign_and_look(office, tmp_path):
    _, run, _ = office
    certificate = make_certificate(tmp_path, "经济运行办公室")

    async def as_in_a_notebook():
        return inspect(sign(before_signature(run.pdf.read_bytes()), certificate, ""), [certificate.path])

    with ThreadPoolExecutor(1) as apart:  # the browser's tests leave a loop in this thread
        assert apart.submit(lambda: asyncio.run(as_in_a_notebook())).result().state == "whole"


def test_a_stranger_and_an_unsigned_copy_are_told_apart(office, tmp_path):
    home, run, _ = office
    copy = tmp_path / "copy.pdf"
    unsigned = before_signature(run.pdf.read_bytes())
    stranger = make_certificate(tmp_path, "经济运行办公室")
    copy.write_bytes(sign(unsigned, stranger, ""))
    assert not verify_file(home, copy).good
    assert "do not know" in verify_file(home, copy).said[0].en
    assert verify_file(home, copy, [stranger.path]).good, "unless its certificate is trusted"
    copy.write_bytes(unsigned)
    assert verify_file(home, copy).good, "what our run made, before the signature"
    assert "to the byte" in verify_file(home, copy).said[1].en
    copy.write_bytes(unsigned + b"x")
    assert "was altered" in verify_file(home, copy).said[1].en
    copy.write_bytes(unsigned)
    assert not verify_file(tmp_path, copy).good, "elsewhere nobody can say so"


def test_the_key_is_closed_and_an_earlier_certificate_still_verifies(office, tmp_path):
    home, run, _ = office
    own = tmp_path / "home"
    shutil.copytree(home / "office", own / "office")
    first = certificate_of(own)
    assert first.key.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CertificateRefused, match="renew"):
        make_certificate(own, "经济运行办公室")
    second = make_certificate(own, "经济运行办公室", renew=True)
    assert second.fingerprint != first.fingerprint
    assert inspect(run.pdf.read_bytes(), sorted((own / "office").glob("*.pem"))[:0]).state == "stranger"
    assert "unchanged" in verify_file(own, run.pdf).said[0].en
    second.key.chmod(0o644)
    with pytest.raises(CertificateRefused, match="0600"):
        certificate_of(own)
    assert not examine_custody(own)[0][0]


@pytest.mark.parametrize("kind", KINDS)
def test_an_altered_file_is_found_and_put_back(altered, kind):
    home, files = altered
    path, before = files[kind], files[kind].read_bytes()
    assert custody.check(home) == []
    path.write_bytes(before + b"x")
    assert {each.state for each in custody.check(home, restore=False)} == {"restored"}
    assert not examine_custody(home)[1][0]
    assert path.read_bytes() == before + b"x"
    custody.check(home)
    assert path.read_bytes() == before
    assert custody.check(home) == []
    assert audit.entries(home, action=custody.RESTORED)[0].detail.startswith(str(path.relative_to(home)))
    assert next(path.parent.glob("*.altered-*")).read_bytes() == before + b"x", "kept as evidence"


def test_a_deleted_report_is_put_back_when_it_is_opened(altered):
    home, files = altered
    before = files["pdf"].read_bytes()
    files["pdf"].unlink()
    assert shelf.file_of(home, 1, "pdf").read_bytes() == before


def test_a_copy_is_made_anew_and_what_has_no_copy_is_lost(altered):
    home, files = altered
    for copy in (home / "copies").rglob("*.*"):
        copy.unlink()
    assert {each.state for each in custody.check(home)} == {"copied"}
    assert custody.check(home) == []
    for copy in (home / "copies").rglob("*.pdf"):
        copy.chmod(0o600)
        copy.write_bytes(b"x")
    files["pdf"].write_bytes(b"y")
    assert {each.state for each in custody.check(home)} == {"lost"}
    assert shelf.file_of(home, 1, "pdf") is None


def test_who_alters_file_and_ledger_alike_is_found_by_the_audit_trail(altered):
    home, files = altered
    before = files["pdf"].read_bytes()
    files["pdf"].write_bytes(b"forged")
    connection = open_ledger(home)
    with connection:
        forged = hashlib.sha256(b"forged").hexdigest()
        connection.execute("UPDATE report_file SET sha256 = ? WHERE kind = 'pdf'", (forged,))
        connection.execute("UPDATE report_run SET sha256 = ?", (forged,))
    connection.close()
    said = [each.said.en for each in custody.check(home)]
    assert any("not the sealed one" in each for each in said)
    assert files["pdf"].read_bytes() == before
    assert custody.check(home) == []


def test_the_copy_that_delivery_sends_is_put_back_too(altered, period):
    home, files = altered
    before = files["pdf"].read_bytes()
    issued = home / "reports" / "issued" / "trial.pdf"
    issued.parent.mkdir()
    issued.write_bytes(b"forged")
    words = {"edition": "trial", "period": period, "variant": "zh", "version": 1, "language": "zh", "parameters": {}}
    moments = dict.fromkeys(("due_at", "noted_at"), dt.datetime(2026, 11, 13, tzinfo=dt.UTC))
    texts = dict.fromkeys(("reason_zh", "reason_en", "remark", "who"), "")
    where = {"path": "reports/issued/trial.pdf", "sha256": hashlib.sha256(before).hexdigest(), "run": 1}
    with writing(home) as ledger:
        add(ledger, "report_issue", **words, **moments, **texts, **where, state="made")
    assert [each.said.en for each in custody.check(home)] == ["reports/issued/trial.pdf was altered or lost."]
    assert issued.read_bytes() == before
    assert custody.check(home) == []
    with writing(home) as ledger:
        change(ledger, "report_issue", 1, state="withdrawn", reason_zh="口径有误", reason_en="wrong base")
    assert "Withdrawn: wrong base" in [each.en for each in verify_file(home, issued).said]


def test_a_broken_audit_trail_is_named(altered):
    home, _ = altered
    connection = open_ledger(home)
    with connection:
        connection.execute("UPDATE audit SET name = 'nobody' WHERE id = 1")
    connection.close()
    assert custody.check(home)[-1].said.en == "The audit trail is broken at line 1."


def test_the_tables_are_in_a_workbook_as_numbers(office):
    _, run, _ = office
    book = CalamineWorkbook.from_path(str(run.xlsx))
    assert len(book.sheet_names) == 2
    rows = book.get_sheet_by_index(1).to_python()
    assert rows[-1] == ["东区", 3.0]
    about = dict(row[:2] for row in book.get_sheet_by_index(0).to_python() if row[0])
    assert run.snapshot in about.values()


def test_the_commands_say_so_and_end_with_the_right_code(altered, monkeypatch):
    home, files = altered
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    monkeypatch.setenv("JINGWEI_LANGUAGE", "zh")
    run = CliRunner().invoke
    assert run(jingwei.app, ["verify", str(files["pdf"])]).exit_code == 0
    files["pdf"].write_bytes(b"x")
    assert run(jingwei.app, ["verify", str(files["pdf"])]).exit_code == 1
    kept = run(jingwei.app, ["report", "check", "--no-restore"])
    assert (kept.exit_code, "未恢复" in kept.stdout) == (1, True)
    assert run(jingwei.app, ["report", "check"]).exit_code == 0
    assert run(jingwei.app, ["verify", str(files["pdf"])]).exit_code == 0
    shown = run(jingwei.app, ["report", "certificate"])
    assert "经济运行办公室" in shown.stdout
