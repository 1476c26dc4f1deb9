"""Two lines for an economist: without a snapshot, the current one is asked; frames say their unit."""

import pandas as pd

from indicators import forecast, series


def test_a_question_without_a_snapshot_is_asked_of_the_current_one(home, snapshot, monkeypatch):
    monkeypatch.setenv("JINGWEI_HOME", str(home))
    pd.testing.assert_frame_equal(series("exports"), series(snapshot, "exports"))
    assert len(forecast("exports", horizon=3).frame) == 3
    assert series("exports").attrs == {
        "key": "exports", "name_zh": "出口", "name_en": "Exports", "unit": "usd", "snapshot": snapshot.name,
        "known_on": "",
    }  # fmt: skip


def test_the_words_of_a_question_survive():
    assert series.__doc__.startswith("Return columns period")
