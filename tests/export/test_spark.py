"""Spark says what DuckDB says, and talks to nobody else meanwhile."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import jingwei
from datasets import DatasetsError
from datasets.export import open_export
from datasets.export.session import require_java, session
from indicators import catalogue, series
from indicators.computing.parity import CLOSE, compare, few_questions

pytestmark = pytest.mark.slow


def test_every_indicator_says_on_spark_what_it_says_on_duckdb(snapshot, spark):
    found = list(compare(snapshot, spark, few_questions))
    assert {each.indicator for each in found} == set(catalogue())
    assert not [each for each in found if not each.equal]
    assert sum(each.values for each in found) > 10_000
    assert max(each.ratio_apart for each in found) <= CLOSE


def test_a_difference_of_one_fen_or_of_a_row_is_found(snapshot, spark, monkeypatch):
    def off(asked, *words, **options):
        frame = series(asked, *words, **options)
        return frame.assign(value=frame.value + 0.01) if asked is spark else frame

    monkeypatch.setattr("indicators.computing.parity.series", off)
    (wrong,) = compare(snapshot, spark, few_questions, ("fdi_contracted",))
    assert (wrong.fen_apart, wrong.equal) == (1, False)
    monkeypatch.setattr(
        "indicators.computing.parity.series", lambda *a, **k: series(*a, **k).iloc[int(a[0] is spark) :]
    )
    (short,) = compare(snapshot, spark, few_questions, ("fdi_contracted",))
    assert len(short.rows_apart) == short.slices
    assert not short.equal


def test_show_answers_from_an_export(snapshot, spark, exported, home, monkeypatch):
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    words = ["show", "fdi_contracted", "--by", "fdi_form", "--format", "json"]
    here = CliRunner().invoke(jingwei.app, words)
    there = CliRunner().invoke(jingwei.app, [*words, "--engine", "spark", "--export", str(exported)])
    assert there.exit_code == 0, there.output
    assert json.loads(there.stdout) == json.loads(here.stdout)
    assert CliRunner().invoke(jingwei.app, [*words, "--engine", "spark"]).exit_code != 0


def test_only_questions_are_answered(spark):
    with pytest.raises(DatasetsError, match="SELECT"):
        spark.query("DROP VIEW code_list")


def test_spark_listens_to_this_machine_only(spark):
    inodes = {each.readlink().name for each in _sockets(spark)}
    listening = [
        line.split()[1].rpartition(":")[0]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        if line.split()[3] == "0A" and f"socket:[{line.split()[9]}]" in inodes
    ]
    loopback = {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}
    assert listening
    assert set(listening) <= loopback


def _sockets(spark):
    pid = spark._spark.sparkContext._jvm.java.lang.ProcessHandle.current().pid()
    return [each for each in Path(f"/proc/{pid}/fd").iterdir() if each.is_symlink()]


def test_what_is_missing_is_said_with_what_to_install(exported, monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(DatasetsError, match="default-jre-headless"):
        require_java()
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(DatasetsError, match="make spark"):
        session.__wrapped__()
    with pytest.raises(DatasetsError, match="jingwei export"):
        open_export(tmp_path)
