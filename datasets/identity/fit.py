"""Fit: the weights of the comparisons from extracts, with Splink, frozen as dated JSON.

``python -m datasets.identity.fit EXTRACTS --subject entity --date 2026-01-01``. Chances among true pairs come from the
groups the deterministic pass made, chances among random pairs from random pairs. A build needs neither this nor Splink.
"""

import argparse
import logging
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from datasets.contract import Subject as Kind
from datasets.identity import exact
from datasets.identity.link import Subject, entities, persons
from datasets.identity.master import describing, master_data
from datasets.identity.prepare import prepare
from datasets.identity.record import gather_entities, gather_persons
from datasets.identity.spec import Comparison, Spec
from datasets.identity.weights import Weights, freeze
from datasets.rows import single
from datasets.settings import settings

PAIRS = 5e6  # random pairs from which chances among strangers are learnt
LEAST = 1e-6  # nothing is certain


def splink_settings(spec: Spec, **options: Any) -> Any:
    """Return a specification as Splink's own settings."""
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record",
        comparisons=[_comparison(each) for each in spec.comparisons],
        blocking_rules_to_generate_predictions=[block_on(*each.columns) for each in spec.blocks],
        **options,
    )


def _comparison(comparison: Comparison) -> dict[str, Any]:
    empty = " OR ".join(f'"{each}_l" IS NULL OR "{each}_r" IS NULL' for each in comparison.needs)
    levels: list[dict[str, Any]] = [{"sql_condition": empty, "label_for_charts": "null", "is_null_level": True}]
    for level in comparison.levels:
        sql = re.sub(r"\b([lr])\.(\w+)", r'"\2_\1"', level.sql)
        levels.append({"sql_condition": sql, "label_for_charts": level.key})
    levels.append({"sql_condition": "ELSE", "label_for_charts": "differs"})
    return {"output_column_name": comparison.key, "comparison_levels": levels}


def fitted(spec: Spec, together: Any, apart: Any, prior: float, seldom: float) -> Weights:
    """Return what two of Splink's models learnt as our weights: m from true pairs, u from strangers.

    A level too rare to be seen counts as seen half a time (``seldom`` among true pairs).
    """
    m, u = (_learnt(spec, each) for each in (together, apart))
    levels = {}
    for comparison in spec.comparisons:
        chances = {
            level: (
                _chance(m[comparison.key][level].get("m_probability"), seldom),
                _chance(u[comparison.key][level].get("u_probability"), 0.5 / PAIRS),
            )
            for level in comparison.weighed
        }
        levels[comparison.key] = _cautious(chances, comparison)
    return Weights(prior=prior, levels=levels)


def _cautious(chances: dict[str, tuple[float, float]], comparison: Comparison) -> dict[str, tuple[float, float]]:
    """Return the chances with at least ``errs`` of true pairs differing.

    No agreement is worth less than to differ, and a contradiction exactly that.
    """
    differs, unlike = chances["differs"]
    worst = max(differs, comparison.errs) / unlike
    against = {"differs", *(level.key for level in comparison.levels if level.contradicts)}
    least = {level: u * worst for level, (_, u) in chances.items()}
    return {
        level: (float(f"{least[level] if level in against else max(m, least[level]):.6g}"), u)
        for level, (m, u) in chances.items()
    }


def _learnt(spec: Spec, linker: Any) -> dict[str, dict[str, dict[str, float]]]:
    found = {
        each["output_column_name"]: each["comparison_levels"]
        for each in linker.misc.save_model_to_json()["comparisons"]
    }
    return {
        each.key: dict(
            zip(each.weighed, (level for level in found[each.key] if not level.get("is_null_level")), strict=True)
        )
        for each in spec.comparisons
    }


def _chance(value: float | None, least: float) -> float:
    return float(f"{min(1 - LEAST, max(least, value or 0)):.6g}")


def fit(connection: duckdb.DuckDBPyConnection, subject: Subject) -> Weights:
    """Return the weights of a subject from the records of a connection, whose groups by number are taken as true."""
    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    spec = subject.spec
    subject.key(connection)
    prepare(connection, spec, "linkable")
    exact.bar(connection, subject.support, subject.branch, subject.order)
    exact.group(connection)
    _training(connection, spec)
    api = DuckDBAPI(connection=connection)
    apart = Linker(api.register("apart"), splink_settings(spec))
    apart.training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=1)
    together = Linker(api.register("together"), splink_settings(spec))
    together.training.estimate_m_from_label_column("settled")
    subjects, pairs = single(
        connection, "SELECT count(*), sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM together GROUP BY settled)"
    )
    return fitted(spec, together, apart, float(f"{1 / subjects:.3g}"), 0.5 / max(1, float(pairs)))


def _training(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Create tables ``together`` and ``apart``, with one record a group from each source, and from all sources.

    Departments agree less than a department's own copies; and no two records of ``apart`` are of one subject.
    """
    columns = ", ".join(f'"{each}"' for each in spec.columns)
    connection.execute(f"""
        CREATE OR REPLACE TABLE together AS
        SELECT record, settled, {columns} FROM compared WHERE NOT witness AND settled IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY source, settled ORDER BY record) = 1
    """)  # noqa: S608 - from a specification
    connection.execute("""
        CREATE OR REPLACE TABLE apart AS
        FROM together QUALIFY row_number() OVER (PARTITION BY settled ORDER BY record) = 1
    """)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit one subject's weights and freeze them beside the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("extracts", type=Path)
    parser.add_argument("--subject", choices=["entity", "person"], required=True)
    parser.add_argument("--date", required=True, help="YYYY-MM-DD, part of the file's name")
    given = parser.parse_args(arguments)
    zone = settings().zone
    kind, subject = (Kind.ENTITY, entities(zone)) if given.subject == "entity" else (Kind.PERSON, persons(zone))
    with master_data(given.extracts, zone, kind) as connection:
        (gather_entities if kind is Kind.ENTITY else gather_persons)(connection, describing(kind))
        weights = fit(connection, subject)
        (records,) = single(connection, "SELECT count(*) FROM together")
    path = Path(__file__).parent / "weights" / f"{given.subject}-{given.date}.json"
    freeze(path, weights, {"records": records, "method": "Splink: u by random sampling, m from groups by number"})


if __name__ == "__main__":
    main()
