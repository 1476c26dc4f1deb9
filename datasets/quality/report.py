"""Reading quality: shares, verdicts and what they mean, as frames for a steward or a page."""

import pandas as pd

from datasets.catalogue import bases, sources
from datasets.published.snapshot import Snapshot
from datasets.quality.norm import MEANING, Measure, thresholds
from datasets.text import Language

ORDER = ", ".join(f"'{each.value}'" for each in Measure)


def of_bases(snapshot: Snapshot, language: Language) -> pd.DataFrame:
    """Return one line for each base and measure: base, measure, score, verdict, threshold, part, whole, meaning."""
    frame = snapshot.query(f"""
        SELECT base, measure, sum(part)::BIGINT AS part, sum(whole)::BIGINT AS whole
        FROM quality GROUP BY base, measure ORDER BY base, list_position([{ORDER}], measure)
    """).to_pandas()  # noqa: S608 - our own words
    frame = _judged(frame, language)
    names = {base.key: base.name.in_language(language) for base in bases().values()}
    frame.insert(0, "base_name", frame["base"].map(names))
    return frame


def of_sources(snapshot: Snapshot, language: Language, base: str | None = None) -> pd.DataFrame:
    """Return one line for each source and measure, worst first within a measure."""
    frame = snapshot.query(
        f"""
        SELECT base, source, measure, part, whole FROM quality
        WHERE source <> '' AND base = coalesce(?, base)
        ORDER BY list_position([{ORDER}], measure), part / whole, source
        """,  # noqa: S608 - our own words
        [base],
    ).to_pandas()
    frame = _judged(frame, language)
    names = {key: source.name.in_language(language) for key, source in sources().items()}
    frame.insert(0, "source_name", frame["source"].map(names))
    return frame


def _judged(frame: pd.DataFrame, language: Language) -> pd.DataFrame:
    frame["score"] = frame["part"] / frame["whole"]
    measures = frame["measure"].map(Measure)
    frame["verdict"] = [
        thresholds()[measure].verdict(score).in_language(language)
        for measure, score in zip(measures, frame["score"], strict=True)
    ]
    frame["threshold"] = [thresholds()[each].good for each in measures]
    frame["measure_name"] = [MEANING[each][0].in_language(language) for each in measures]
    frame["meaning"] = [MEANING[each][1].in_language(language) for each in measures]
    return frame
