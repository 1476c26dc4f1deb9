"""A small edition made for a test: one TOML file and its notebook beside it."""

import json
from pathlib import Path

GOOD = """
from datasets import Text
from indicators.display import Writer
write = Writer(language)
write.cover([Text("一句话。", "One sentence.")], [(Text("要点", "Point"), "blocks")])
write.section(Text("街区", "Blocks"))
write.paragraph(Text("见[表](#blocks)。", "See [](#blocks)."))
write.table([Text("街区", "Block"), Text("亿元", "billion")], [("东区", "3.0")], Text("各街区", "Blocks"), key="blocks")
"""


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


def add(
    folder: Path, *cells: str, key: str = "trial", time_limit: int = 120, parameters: str = "", limits: str = ""
) -> str:
    (folder / f"{key}.ipynb").write_text(notebook(*cells), encoding="utf-8")
    (folder / f"{key}.toml").write_text(
        f'key = "{key}"\nnotebook = "{key}.ipynb"\nlanguages = ["zh", "en"]\ntime_limit_seconds = {time_limit}\n{limits}\n'
        'title = {zh = "试刊", en = "Trial"}\nclassification = {zh = "内部", en = "Internal"}\n'
        'schedule = {zh = "不定期", en = "now and then"}\n'
        f'[parameters]\nperiod = "month"\nsnapshot = "snapshot"\nlanguage = "language"\n{parameters}\n',
        encoding="utf-8",
    )
    return key
