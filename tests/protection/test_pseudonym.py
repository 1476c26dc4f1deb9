"""Persons are named under a key that only this home has and only its owner reads."""

import hashlib
import hmac
import stat
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets.errors import DatasetsError
from datasets.protection import pseudonym
from datasets.protection.key import key_file, person_key


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.binary(min_size=32, max_size=32), st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",))))
def test_the_database_computes_what_hmac_sha256_is(key: bytes, written: str) -> None:
    with duckdb.connect() as connection:
        pseudonym.define(connection, key)
        found = connection.execute("SELECT person_pseudonym($1), person_pseudonym(NULL)", [written]).fetchall()
    assert found == [(hmac.new(key, written.encode(), hashlib.sha256).hexdigest(), None)]


def test_the_key_is_forgotten(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        pseudonym.define_for_home(connection, tmp_path)
        pseudonym.forget(connection)
        assert connection.execute("SELECT getvariable('person_inner')").fetchall() == [(None,)]
        with pytest.raises(duckdb.CatalogException):
            connection.execute("SELECT person_pseudonym('x')")


def test_the_first_build_makes_a_key_for_its_owner_alone(tmp_path: Path) -> None:
    key = person_key(tmp_path)
    assert len(key) == 32
    assert stat.S_IMODE(key_file(tmp_path).stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file(tmp_path).parent.stat().st_mode) == 0o700
    assert person_key(tmp_path) == key
    assert person_key(tmp_path / "another") != key


def test_a_key_that_others_can_read_is_refused_with_advice(tmp_path: Path) -> None:
    person_key(tmp_path)
    key_file(tmp_path).chmod(0o640)
    with pytest.raises(DatasetsError, match="chmod 600"):
        person_key(tmp_path)


def test_a_key_cut_short_is_refused_with_advice(tmp_path: Path) -> None:
    person_key(tmp_path)
    key_file(tmp_path).write_bytes(b"short")
    with pytest.raises(DatasetsError, match="backup"):
        person_key(tmp_path)
