"""One finished report of the small zone, made once; and a folder where tests add editions of their own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import reports


@pytest.fixture(scope="session")
def period(snapshot):
    return snapshot.as_of.strftime("%Y-%m")


@pytest.fixture(scope="session")
def chinese(home, period) -> reports.Run:
    return reports.run("monthly_brief", period, home=home, language="zh")


@pytest.fixture(scope="session")
def english(home, period) -> reports.Run:
    return reports.run("monthly_brief", period, home=home, language="en")


def notebook(*cells: str) -> str:
    """Return a notebook whose first cell declares the usual parameters."""
    declared = 'period = "2026-10"\nsnapshot = ""\nlanguage = "zh"\n'
    sources = [(declared, ["parameters"]), *((cell, []) for cell in cells)]
    return json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "id": f"cell-{at}",
                    "metadata": {"tags": tags},
                    "execution_count": None,
                    "outputs": [],
                    "source": source,
                }
                for at, (source, tags) in enumerate(sources)
            ],
            "metadata": {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


@pytest.fixture
def add_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a function that adds an edition: one TOML file and its notebook beside it, and nothing else."""
    monkeypatch.setattr("reports.edition.EDITIONS", tmp_path)

    def add(*cells: str, key: str = "trial", time_limit: int = 120, parameters: str = "") -> str:
        (tmp_path / f"{key}.ipynb").write_text(notebook(*cells), encoding="utf-8")
        (tmp_path / f"{key}.toml").write_text(
            f'key = "{key}"\nnotebook = "{key}.ipynb"\nlanguages = ["zh", "en"]\ntime_limit_seconds = {time_limit}\n'
            'title = {zh = "试刊", en = "Trial"}\nclassification = {zh = "内部", en = "Internal"}\n'
            'schedule = {zh = "不定期", en = "now and then"}\n'
            f'[parameters]\nperiod = "month"\nsnapshot = "snapshot"\nlanguage = "language"\n{parameters}\n',
            encoding="utf-8",
        )
        return key

    return add
