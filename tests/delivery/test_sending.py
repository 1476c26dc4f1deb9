"""Sending: each recipient gets one mail, whatever the server does; what is not known is said and never sent again."""

import datetime as dt
import ipaddress
import ssl
from dataclasses import replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from datasets import Text
from reports.delivery.backoff import FIRST_SECONDS, LONGEST_SECONDS, wait_seconds
from reports.delivery.examine import examine_delivery
from reports.delivery.issue import deliveries, issues
from reports.delivery.settings import MailRefused, mail_settings
from reports.delivery.tick import send, tick
from reports.delivery.versions import NothingToChange, resend
from reports.delivery.why import why

from .server import MailServer
from .world import PDF, an_edition

TWO = '[planners]\nzh = "规划处"\nen = "Planners"\naddresses = ["li@zone.example", "wang@zone.example"]\n'


def states(home):
    return {each.address: each.state for each in deliveries(home)}


def told(desk):
    return "\n".join(each.zh for each in why(desk, "brief", "2026-10"))


def test_each_recipient_gets_the_report_once_with_what_it_says_first(office, home, clock, server, addressed):
    addressed(TWO)
    assert tick(office()) == {"made": 1, "sent": 2}
    clock.go_on(days=3)
    assert tick(office()) == {}
    assert sorted(to for _, to in server.accepted) == ["li@zone.example", "wang@zone.example"]
    mail = server.mails[0]
    body, pdf = mail.get_body().get_content(), next(mail.iter_attachments())
    assert mail["Subject"] == "试刊brief 2026年10月"
    assert mail["To"] == "li@zone.example"
    assert "1. 工业回升\n2. 税收增长 5%\n3. 出口持平" in body.replace("\r\n", "\n")
    assert "https://jingwei.example/reports/1.pdf" in body
    assert "密级：内部资料" in body
    assert pdf.get_content().startswith(PDF)
    assert pdf.get_filename() == "brief-2026-10.zh.pdf"
    assert {each.receipt for each in deliveries(home)} == {"250 2.0.0 kept"}


def test_a_digest_and_a_report_that_is_too_large_come_as_a_link(office, server, addressed):
    digest = '[planners]\nzh = "领导"\nen = "Leaders"\nform = "digest"\naddresses = ["zhao@zone.example"]\n'
    large = '[large]\nzh = "规划处"\nen = "Planners"\nlanguage = "en"\naddresses = ["li@zone.example"]\n'
    addressed(digest + large, largest_mb=0.00001)
    tick(office(an_edition("brief", recipients=("planners", "large"))))
    english, chinese = server.mails
    assert not list(chinese.iter_attachments())
    assert not list(english.iter_attachments())
    assert "too large for a mail" in english.get_content()
    assert "MB" not in chinese.get_content()
    assert "https://jingwei.example/reports/" in chinese.get_content()


def test_a_report_larger_than_the_server_takes_comes_as_a_link(office, home):
    (home / "recipients.toml").write_text(TWO, encoding="utf-8")
    with MailServer(largest=20_000) as server:
        server.settings(home)
        assert tick(office()) == {"made": 1, "sent": 2}
    assert not list(server.mails[0].iter_attachments())
    assert "超过邮件的限度" in server.mails[0].get_content()


def test_a_name_that_no_mail_can_bear_stops_no_other_mail(office, home, clock, server, addressed):
    addressed(TWO)
    named = replace(an_edition("named"), title=Text("试刊\r\nBcc: x@y.cn", "Trial\nBcc: x@y.cn"))
    assert tick(office(named, an_edition("brief"))) == {"made": 2, "failed": 2, "sent": 2}
    assert {mail["Subject"] for mail in server.mails} == {"试刊brief 2026年10月"}


def test_who_leaves_the_list_gets_nothing_any_more_and_a_mended_address_when_a_person_says_so(
    office, home, clock, server, addressed
):
    addressed(TWO)
    server.moods = ["refuse for good", "refuse"]
    assert tick(office()) == {"made": 1, "refused": 1, "failed": 1}
    addressed('[planners]\nzh = "规划处"\nen = "Planners"\naddresses = ["lee@zone.example"]\n')
    clock.go_on(days=1)
    assert tick(office()) == {}, "wang left, and lee came later"
    assert states(home) == {"li@zone.example": "refused", "wang@zone.example": "dropped"}
    assert "已不在收件人名单中" in told(office())
    with pytest.raises(NothingToChange, match="--to"):
        resend(office(), "brief", "2026-10", "zhao")
    with pytest.raises(NothingToChange, match="on no list"):
        resend(office(), "brief", "2026-10", "zhao", address="li@zone.example")
    assert resend(office(), "brief", "2026-10", "zhao", address="lee@zone.example") == 1
    assert tick(office()) == {"sent": 1}
    assert {to for _, to in server.accepted} == {"lee@zone.example"}


def test_digests_of_one_day_are_one_mail_with_five_sentences_in_all(office, home, server, addressed):
    digest = '[planners]\nzh = "领导"\nen = "Leaders"\nform = "digest"\naddresses = ["zhao@zone.example"]\n'
    addressed(digest)
    three = [an_edition(key) for key in ("brief", "tax", "trade")]
    server.moods = ["refuse"]
    assert tick(office(*three)) == {"made": 3, "failed": 3}
    desk = office(*three)
    desk.clock.go_on(minutes=7)
    assert tick(desk) == {"sent": 3}
    (mail,) = server.mails
    assert mail["Subject"] == "领导摘要 2026-11-13：试刊brief等 3 份报告"
    assert len(mail.get_all("Jingwei-Issue")) == 3
    body = mail.get_content().replace("\r\n", "\n")
    assert [body.count(f"试刊{each.key} · 2026年10月") for each in three] == [1, 1, 1]
    assert body.count("- 工业回升") == 3
    assert body.count("- 税收增长 5%") == 2
    assert body.count("- 出口持平") == 0
    assert "https://jingwei.example/reports/3.pdf" in body


@pytest.mark.parametrize("mood", ["refuse", "refuse content", "drop early", "stall early"])
def test_what_the_server_does_not_have_is_tried_again_later(mood, office, home, clock, server, addressed):
    addressed(TWO, timeout_seconds=0.6 if "stall" in mood else 10)
    server.moods = [mood, "accept"]
    assert tick(office()) == {"made": 1, "failed": 1, "sent": 1}
    assert tick(office()) == {}
    assert "试过 1 次" in told(office())
    clock.go_on(minutes=7)
    assert tick(office()) == {"sent": 1}
    assert set(server.accepted.values()) == {1}
    assert len(server.accepted) == 2


@pytest.mark.parametrize("mood", ["drop", "stall", "drop unkept"])
def test_without_a_reply_after_the_end_the_mail_is_unknown_and_not_sent_again(
    mood, office, home, clock, server, addressed
):
    addressed(TWO, timeout_seconds=0.6 if "stall" in mood else 10)
    server.moods = [mood, "accept"]
    assert tick(office()) == {"made": 1, "unknown": 1, "sent": 1}
    clock.go_on(days=20)
    assert tick(office()) == {}
    assert max(server.accepted.values()) == 1
    assert states(home) == {"li@zone.example": "unknown", "wang@zone.example": "sent"}
    assert "li@zone.example：不明" in told(office())
    assert "jingwei report resend" in told(office())


def test_a_mailbox_there_is_not_is_refused_for_good(office, home, clock, server, addressed):
    addressed(TWO)
    server.moods = ["refuse for good"]
    assert tick(office()) == {"made": 1, "refused": 1, "sent": 1}
    clock.go_on(days=3)
    assert tick(office()) == {}
    assert "550 5.1.1 no such mailbox" in told(office())


def test_a_server_that_is_down_is_left_alone_after_three_attempts(office, home, clock, server, addressed):
    addressed('[planners]\nzh = "a"\nen = "a"\naddresses = ["a@x.cn", "b@x.cn", "c@x.cn", "d@x.cn", "e@x.cn"]\n')
    mail_down = server.port
    server.settings(home, port=1)
    assert tick(office()) == {"made": 1, "failed": 3}
    server.settings(home, port=mail_down)
    assert send(office()) == {"sent": 2}, "those that were not tried"
    clock.go_on(minutes=7)
    assert send(office()) == {"sent": 3}


def test_without_settings_or_lists_the_report_is_made_and_the_reason_is_told(office, home, server, addressed):
    tick(office())
    assert [each.state for each in issues(home)] == ["made"]
    assert "没有名单“planners”" in told(office())
    (home / "recipients.toml").write_text(TWO, encoding="utf-8")
    assert tick(office()) == {"failed": 2}
    assert "没有邮件设置" in told(office())


def test_a_folder_gets_the_file_and_one_that_is_not_mounted_is_not_made(
    office, home, clock, server, tmp_path, addressed
):
    share = tmp_path / "share"
    addressed(f'[planners]\nzh = "a"\nen = "a"\nfolders = ["{share}"]\n')
    assert tick(office()) == {"made": 1, "failed": 1}
    assert not share.exists()
    share.mkdir()
    clock.go_on(minutes=7)
    assert tick(office()) == {"sent": 1}
    (laid,) = share.iterdir()
    assert laid.name == "brief-2026-10.zh.pdf"
    assert laid.read_bytes().startswith(PDF)


def test_a_file_that_was_altered_is_not_sent(office, home, clock, server, addressed):
    tick(office())
    (issue,) = issues(home)
    path = home / issue.path
    path.chmod(0o600)
    path.write_bytes(PDF + b" and more")
    addressed(TWO)
    assert tick(office()) == {"failed": 2}
    assert not server.mails
    assert "被改动" in told(office())


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ('[planners]\nzh = "a"\nen = "a"\naddresses = ["li@zone.example\\nBcc: x@y.cn"]\n', "不是可用的邮件地址"),
        ('[planners]\nzh = "a"\nen = "a"\naddresses = ["李@zone.example"]\n', "xn--"),
        ('[planners]\nzh = "a"\nen = "a"\nfolders = ["share"]\n', "要写完整路径"),
        ('[planners]\nzh = "a"\n', "en"),
        ("[planners", "recipients.toml"),
    ],
)
def test_a_file_of_recipients_that_cannot_be_used_is_told_in_words(lists, said, office, home, server, addressed):
    addressed(lists)
    assert tick(office()) == {"made": 1}
    assert said in told(office())


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "没有邮件设置"),
        ('host = "a"\nsender = "a@b.cn\\n"\n', "sender"),
        ('host = "a"\nsender = "a@b.cn"\nuser = "u"\n', "password_file"),
        ('host = "a"\nsender = "a@b.cn"\nuser = "u"\npassword_env = "X"\nsecurity = "none"\n', "starttls or tls"),
        ('host = "a"\nsender = "a@b.cn"\npassword = "secret"\n', "password"),
    ],
)
def test_settings_of_mail_that_cannot_be_used_are_told_in_words(settings, said, home):
    if settings:
        (home / "mail.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(MailRefused, match=said):
        mail_settings(home)


def test_a_password_goes_over_an_encrypted_connection_only(office, home, tmp_path, monkeypatch):
    (home / "recipients.toml").write_text(TWO, encoding="utf-8")
    certificate = own_certificate(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with MailServer(tls=context, password="secret") as server:  # noqa: S106
        where = {"ca_file": str(certificate), "user": "jingwei", "password_env": "SMTP_WORD"}
        server.settings(home, security="starttls", **where)
        monkeypatch.setenv("SMTP_WORD", "wrong")
        assert tick(office())["failed"] == 2
        assert "535" in told(office())
        monkeypatch.setenv("SMTP_WORD", "secret")
        assert not server.mails
        desk = office()
        desk.clock.go_on(minutes=7)
        assert send(desk) == {"sent": 2}


def own_certificate(folder):
    """Return a file with a key and a certificate for 127.0.0.1 that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - dt.timedelta(days=1), now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "cert.pem"
    plain = serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_waits_double_to_a_limit_and_differ_by_a_fifth():
    for attempts in range(1, 40):
        usual = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (attempts - 1))
        waits = {wait_seconds(f"delivery.{number}", attempts) for number in range(50)}
        assert len(waits) > 40
        assert 0.8 * usual <= min(waits) < max(waits) <= 1.2 * usual
    assert wait_seconds("delivery.1", 3) == wait_seconds("delivery.1", 3)


def test_the_doctor_says_whether_reports_will_arrive(office, home, clock, server, addressed):
    def found():
        return [(good, text.zh) for good, text in examine_delivery(home, clock())]

    assert found() == [(True, "没有收件人名单，报告只进报告库")]
    (home / "recipients.toml").write_text(TWO, encoding="utf-8")
    assert [good for good, _ in found()] == [True, False, False], "no settings of mail, and no tick"
    addressed(TWO)
    server.moods = ["accept", "refuse for good"]
    tick(office())
    assert [good for good, _ in found()] == [True, True, True, False]
    assert found()[2][1] == "上次 report tick 在 2026-11-13 09:00"
    assert "0 期报告失败，1 件投递不明或被拒收" in found()[3][1]
    resend(office(), "brief", "2026-10", "zhao")
    tick(office())
    clock.go_on(days=2)
    assert [good for good, _ in found()] == [True, True, False, True], "no tick for two days"
    (home / "recipients.toml").write_text("[planners", encoding="utf-8")
    assert found()[0][0] is False
