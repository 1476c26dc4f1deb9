"""People of a real directory: Debian's slapd on the loopback address, with a certificate of its own."""

import datetime as dt
import gc
import ipaddress
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from ldap3 import MODIFY_REPLACE, Connection, Server

from dashboards import accounts
from dashboards.accounts import attempts
from dashboards.app import make_app
from dashboards.outside.directory import FRESH_SECONDS, GRACE_SECONDS, DirectoryDown, vouch
from dashboards.outside.roles import rules
from dashboards.outside.settings import Ldap, sign_on
from datasets.errors import DatasetsError

from .conftest import HOST, sign_in

SLAPD = Path("/usr/sbin/slapd")
ROOT_DN, ROOT_PASSWORD = "cn=admin,dc=zone", "only for tests"
PEOPLE = """\
dn: dc=zone
objectClass: dcObject
objectClass: organization
o: zone
dc: zone

dn: uid=zhao,dc=zone
objectClass: inetOrgPerson
uid: zhao
cn: zhao
sn: zhao
title: 局长
employeeType: 县处级正职
userPassword: zhao knows this

dn: uid=qian,dc=zone
objectClass: inetOrgPerson
uid: qian
cn: qian
sn: qian
title: 科员
businessCategory: 数据报送
o: 海关
userPassword: qian knows this

dn: uid=sun,dc=zone
objectClass: inetOrgPerson
uid: sun
cn: sun
sn: sun
title: 科员
userPassword: sun knows this
"""
CONFIG = """\
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/pid
TLSCertificateFile {folder}/cert.pem
TLSCertificateKeyFile {folder}/key.pem
TLSVerifyClient never
database mdb
maxsize 10485760
suffix "dc=zone"
rootdn "{dn}"
rootpw "{password}"
directory {folder}/data
access to * by anonymous auth by * none
"""


def certificate(folder: Path) -> None:
    """Write a key and a certificate of 127.0.0.1 signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("127.0.0.1")])
    made = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))


@pytest.fixture(scope="module")
def slapd(tmp_path_factory) -> Iterator[SimpleNamespace]:
    """The directory, filled."""
    if not SLAPD.exists():
        pytest.fail("The tests of the directory need slapd: as root, run 'apt-get install slapd'.")
    folder = tmp_path_factory.mktemp("slapd")
    (folder / "data").mkdir()
    certificate(folder)
    config = folder / "slapd.conf"
    config.write_text(CONFIG.format(folder=folder, dn=ROOT_DN, password=ROOT_PASSWORD))
    subprocess.run([SLAPD, "-T", "add", "-f", config], input=PEOPLE.encode(), check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"ldaps://127.0.0.1:{port}"
    process = subprocess.Popen([SLAPD, "-f", config, "-h", url, "-d", "0"], stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end and process.poll() is None:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield SimpleNamespace(url=url, folder=folder)
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def home(slapd, tmp_path: Path) -> Path:
    """A home that asks the directory."""
    (tmp_path / "ldap_password").write_text(f"{ROOT_PASSWORD}\n")
    (tmp_path / "sign_on.toml").write_text(
        f'[ldap]\nserver = "{slapd.url}"\nbase = "dc=zone"\nbind_dn = "{ROOT_DN}"\n'
        f'bind_password_file = "{tmp_path / "ldap_password"}"\nca_file = "{slapd.folder / "cert.pem"}"\n'
    )
    accounts.prepare(tmp_path)
    return tmp_path


@pytest.fixture
def directory(home: Path) -> Ldap:
    return sign_on(home).ldap


@pytest.fixture
def clock(monkeypatch):
    shift, true = [0.0], time.time
    monkeypatch.setattr(time, "time", lambda: true() + shift[0])
    return lambda seconds: shift.__setitem__(0, shift[0] + seconds)


def change(slapd, name: str, **attributes: str) -> None:
    with Connection(Server(slapd.url), ROOT_DN, ROOT_PASSWORD) as admin:  # bound by entering, closed by leaving
        changes = {key: [(MODIFY_REPLACE, [value])] for key, value in attributes.items()}
        assert admin.modify(f"uid={name},dc=zone", changes), admin.result


def test_a_person_of_the_directory_gets_the_role_of_the_post(home: Path) -> None:
    client = make_app(home).server.test_client()
    assert sign_in(client, "zhao", "another password").status_code == 401
    assert sign_in(client, "zhao", "zhao knows this").location == "/"
    assert client.get("/tax").status_code == 200
    account = accounts.accounts(home)[0]
    assert (account.origin, account.standing) == (
        "ldap",
        accounts.Standing("leader", post="局长", rank="县处级正职"),
    )
    assert "kept by the provider" in client.get("/password?lang=en").get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "password"),
    [("zhao", ""), ("zhao", "qian knows this"), ("sun", "sun knows this"), ("wu", "x"), ("*", "zhao knows this"),
     ("zhao)(uid=*", "zhao knows this"), ("", ""), ("zh*o", "zhao knows this"), ("zhao\x00", "zhao knows this"),
     ("zh\u200bao", "zhao knows this")],
)  # fmt: skip
def test_nobody_else_is_let_in(home: Path, directory: Ldap, name: str, password: str) -> None:
    assert not vouch(home, directory, name, password)
    assert accounts.accounts(home) == []


@pytest.mark.parametrize("typed", ["ZHAO", " zhao ", "ｚｈａｏ", "Zhao"])
def test_a_person_has_one_account_however_the_name_is_typed(home: Path, slapd, typed: str) -> None:
    client = make_app(home).server.test_client()
    assert sign_in(client, typed, "zhao knows this").location == "/"
    assert [each.name for each in accounts.accounts(home)] == ["zhao"]
    accounts.disable(home, "zhao")
    assert client.get("/tax").status_code == 401
    for _ in range(attempts.MOST_ATTEMPTS):
        assert sign_in(client, typed, "zhao knows this").status_code == 401
    assert sign_in(client, "zhao", "zhao knows this").status_code == 429
    assert accounts.accounts(home)[0].waits


def test_a_local_account_is_not_asked_for_in_the_directory(home: Path, directory: Ldap) -> None:
    accounts.create_user(home, "zhao", "planner")
    client = make_app(home).server.test_client()
    assert sign_in(client, "zhao", "zhao knows this").status_code == 401
    with pytest.raises(DatasetsError, match="another account"):
        vouch(home, directory, "zhao", "zhao knows this")


def test_a_change_in_the_directory_holds_within_a_minute(home: Path, slapd, clock) -> None:
    client = make_app(home).server.test_client()
    sign_in(client, "qian", "qian knows this")
    role = lambda: accounts.accounts(home)[0].standing  # noqa: E731 asked four times
    assert (role().role, role().department) == ("department", "海关")
    change(slapd, "qian", businessCategory="经济分析")
    assert FRESH_SECONDS < 60
    clock(FRESH_SECONDS + 1)
    assert client.get("/tax").status_code == 200
    assert (role().role, role().department) == ("economist", "")
    change(slapd, "qian", businessCategory="绿化")
    clock(FRESH_SECONDS + 1)
    assert client.get("/tax").status_code == 401
    change(slapd, "qian", businessCategory="数据报送")
    assert client.get("/tax").status_code == 401  # the session ended


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_directory_that_does_not_answer_ends_sessions_after_a_while(home: Path, slapd, clock) -> None:
    app = make_app(home)
    client = app.server.test_client()
    sign_in(client, "zhao", "zhao knows this")
    settings = (home / "sign_on.toml").read_text()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"ldaps://127.0.0.1:{closed.getsockname()[1]}"
        (home / "sign_on.toml").write_text(settings.replace(slapd.url, nobody))
        down = make_app(home).server.test_client()
        down.set_cookie("jingwei", client.get_cookie("jingwei").value)
        clock(FRESH_SECONDS + 1)
        assert down.get("/tax").status_code == 200
        stranger = sign_in(app.server.test_client(), "nobody", "x")
        assert stranger.status_code == 401
        refused = sign_in(make_app(home).server.test_client(), "qian", "qian knows this")
        assert refused.status_code == 503
        clock(GRACE_SECONDS)
        assert down.get("/tax").status_code == 401
    assert client.post("/logout", headers={"Origin": HOST}).status_code == 302
    gc.collect()  # ldap3 leaves a refused socket to the collector, which must not complain in another test


def test_a_certificate_nobody_vouches_for_is_refused(home: Path, directory: Ldap, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    certificate(tmp_path / "other")
    other = directory.model_copy(update={"ca_file": tmp_path / "other" / "cert.pem"})
    with pytest.raises(DirectoryDown):
        vouch(home, other, "zhao", "zhao knows this")


@pytest.mark.parametrize(
    "line",
    ['server = "ldap://ldap.example"', 'server = "ldaps://x"\nunknown = 1', 'server = "ldaps://x"\nfilter = "(a=b)"'],
)
def test_settings_that_leak_or_mean_nothing_are_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "sign_on.toml").write_text(f'[ldap]\n{line}\nbase = ""\nbind_dn = ""\nbind_password_file = "x"\n')
    with pytest.raises(DatasetsError, match=r"sign_on\.toml"):
        sign_on(tmp_path)


def test_a_zones_own_rules_replace_the_shipped_ones(tmp_path: Path) -> None:
    said = {"post": "调研员", "rank": "", "duty": ""}
    assert rules(tmp_path).standing(said) is None
    (tmp_path / "roles.toml").write_text(
        'as_of = 2026-01-01\nreference = "x"\n[[rule]]\nrole = "reviewer"\npost = ["调研员"]\n'
    )
    assert rules(tmp_path).standing(said).role == "reviewer"
    assert rules(tmp_path).standing({"post": "局长", "rank": "县处级正职"}) is None
