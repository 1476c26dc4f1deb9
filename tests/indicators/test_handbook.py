"""The handbook is made from the definitions, and the one in docs is in step with them."""

from pathlib import Path

import pytest

from indicators import catalogue
from indicators.handbook import page

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_in_docs_is_the_one_the_definitions_make(language):
    written = (DOCS / language / "indicators.md").read_text(encoding="utf-8")
    assert written == page(language), "run: jingwei indicators > docs/<language>/indicators.md"


def test_every_indicator_stands_in_it_once():
    whole = page("en")
    assert all(whole.count(f"`{key}` |") == 1 for key in catalogue())
    assert len(catalogue()) >= 70
