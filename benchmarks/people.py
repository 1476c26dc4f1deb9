"""Two public sets of records with known duplicates: our engine beside Splink's own default settings.

Both are fitted without a look at the truth (expectation maximisation by Splink), and both cluster what they link.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from datasets.identity.fit import fitted, splink_settings
from datasets.identity.link import link_strangers
from datasets.identity.spec import Block, Column, Comparison, Level, Reading, Spec
from datasets.identity.truth import Quality, measure
from datasets.identity.weights import Weights
from datasets.rows import append
from datasets.text import Text


def _column(name: str, *more: Column) -> Reading:
    return Reading(attribute=name, columns=(Column(name=f"{name}_plain", sql="nullif(trim(lower(text)), '')"), *more))


def _text(key: str, *, close: float = 0.88, frequency: bool = False, errs: float = 0.05) -> Comparison:
    column = f"{key}_plain"
    return Comparison(
        key=key,
        label=Text(key, key),
        needs=(column,),
        frequency=column if frequency else None,
        errs=errs,
        levels=(
            Level(key="same", sql=f"l.{column} = r.{column}", text=Text(f"{key} 相同", f"same {key}")),
            Level(
                key="close",
                sql=f"jaro_winkler_similarity(l.{column}, r.{column}) >= {close} "
                f"OR damerau_levenshtein(l.{column}, r.{column}) <= 1",
                text=Text(f"{key} 相近", f"{key} is close"),
            ),
            Level(
                key="near",
                sql=f"jaro_winkler_similarity(l.{column}, r.{column}) >= 0.7 "
                f"OR damerau_levenshtein(l.{column}, r.{column}) <= 2",
                text=Text(f"{key} 略近", f"{key} is near"),
            ),
        ),
    )


def _names(one: str, other: str) -> Comparison:
    a, b = f"{one}_plain", f"{other}_plain"
    return Comparison(
        key="names",
        label=Text("姓名", "names"),
        needs=(a, b),
        levels=(
            Level(key="same", sql=f"l.{a} = r.{a} AND l.{b} = r.{b}", text=Text("姓名相同", "same names")),
            Level(key="exchanged", sql=f"l.{a} = r.{b} AND l.{b} = r.{a}", text=Text("姓和名互换", "names exchanged")),
            Level(
                key="one",
                sql=f"(l.{a} = r.{a} AND jaro_winkler_similarity(l.{b}, r.{b}) >= 0.8) "
                f"OR (l.{b} = r.{b} AND jaro_winkler_similarity(l.{a}, r.{a}) >= 0.8)",
                text=Text("一名相同，一名相近", "one name the same, one close"),
            ),
            Level(
                key="close",
                sql=f"jaro_winkler_similarity(l.{a}, r.{a}) >= 0.8 AND jaro_winkler_similarity(l.{b}, r.{b}) >= 0.8",
                text=Text("姓名相近", "names are close"),
            ),
            Level(key="half", sql=f"l.{a} = r.{a} OR l.{b} = r.{b}", text=Text("一名相同", "one name is the same")),
        ),
    )


FEBRL = Spec(
    key="febrl3",
    readings=tuple(
        _column(name)
        for name in (
            *("given_name", "surname", "street_number", "address_1", "suburb", "postcode", "date_of_birth"),
            "soc_sec_id",
        )
    ),
    comparisons=(
        _names("given_name", "surname"),
        _text("street_number"),
        _text("address_1"),
        _text("suburb"),
        _text("postcode"),
        _text("date_of_birth"),
        _text("soc_sec_id"),
    ),
    blocks=(
        Block(columns=("soc_sec_id_plain",)),
        Block(columns=("given_name_plain", "surname_plain")),
        Block(columns=("surname_plain", "date_of_birth_plain")),
        Block(columns=("given_name_plain", "date_of_birth_plain")),
        Block(columns=("postcode_plain", "date_of_birth_plain")),
        Block(columns=("surname_plain", "postcode_plain")),
        Block(columns=("suburb_plain", "street_number_plain")),
    ),
    accept=0.0,
    margin=0.0,
    review=0.0,
)
FAKE = Spec(
    key="fake_1000",
    readings=(
        _column("first_name"),
        _column("surname"),
        _column("dob"),
        _column("city"),
        _column("email", Column(name="email_name", sql="split_part(email_plain, '@', 1)")),
    ),
    comparisons=(
        _text("first_name", frequency=True, errs=0.1),
        _text("surname", frequency=True, errs=0.1),
        _text("dob"),
        _text("city", frequency=True, errs=0.2),
        _text("email", close=0.95),
    ),
    blocks=(
        Block(columns=("first_name_plain", "surname_plain")),
        Block(columns=("surname_plain", "dob_plain")),
        Block(columns=("first_name_plain", "dob_plain")),
        Block(columns=("email_plain",)),
        Block(columns=("dob_plain",)),
        Block(columns=("surname_plain", "city_plain"), most=60),
    ),
    accept=0.0,
    margin=0.0,
    review=0.0,
)


@dataclass(frozen=True, kw_only=True)
class PublicSet:
    """A public set: how to read it, our comparisons, Splink's defaults for it, and what EM holds fixed in turn."""

    file: str
    read: str
    spec: Spec
    certain: tuple[str, ...]
    training: tuple[tuple[str, ...], ...]


SETS = (
    PublicSet(
        file="febrl_dataset3.csv",
        read='SELECT row_number() OVER (ORDER BY "rec_id") AS record, \'febrl\' AS source, "rec_id" AS serial, '
        "regexp_extract(\"rec_id\", 'rec-([0-9]+)-', 1) AS id, * FROM given",
        spec=FEBRL,
        certain=("soc_sec_id_plain",),
        training=(("date_of_birth_plain",), ("postcode_plain", "surname_plain")),
    ),
    PublicSet(
        file="splink_fake_1000.csv",
        read="SELECT unique_id::BIGINT AS record, 'fake' AS source, unique_id AS serial, cluster AS id, * FROM given",
        spec=FAKE,
        certain=("first_name_plain", "surname_plain", "dob_plain"),
        training=(("dob_plain",), ("first_name_plain", "surname_plain")),
    ),
)


def compare(public: PublicSet, folder: Path) -> tuple[Quality, Quality]:
    """Return the quality of our engine and of Splink's defaults on one set."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect() as connection:
        _load(connection, public, folder)
        clusters = link_strangers(connection, public.spec, _learnt(connection, public), "people")
        ours = _quality(connection, clusters)
        theirs = _quality(connection, _splink_defaults(connection, public))
    return ours, theirs


def _load(connection: duckdb.DuckDBPyConnection, public: PublicSet, folder: Path) -> None:
    given = connection.read_csv(str(folder / public.file), all_varchar=True, header=True)
    columns = ", ".join(f'nullif(trim("{name}"), \'\') AS "{name.strip()}"' for name in given.columns)
    connection.execute(f"CREATE TABLE given AS SELECT {columns} FROM given")  # noqa: S608 - a public file's headings
    connection.execute(f"CREATE TABLE people AS {public.read}")
    connection.execute("CREATE TEMP TABLE truth AS SELECT source, serial AS key, id FROM people")


def _learnt(connection: duckdb.DuckDBPyConnection, public: PublicSet) -> Weights:
    """Return weights found by expectation maximisation over the comparisons of our specification."""
    from splink import DuckDBAPI, Linker, block_on

    from datasets.identity.prepare import prepare

    prepare(connection, public.spec, "people")
    connection.execute("CREATE OR REPLACE TABLE training AS FROM compared")
    linker = Linker(DuckDBAPI(connection=connection).register("training"), splink_settings(public.spec))
    linker.training.estimate_probability_two_random_records_match([block_on(*public.certain)], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for held in public.training:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*held))
    prior = linker.misc.save_model_to_json()["probability_two_random_records_match"]
    return fitted(public.spec, linker, linker, prior, 1e-3)


def _splink_defaults(connection: duckdb.DuckDBPyConnection, public: PublicSet) -> Mapping[int, Any]:
    """Return the clusters of Splink's ready-made comparisons, over the same candidate pairs, at its usual threshold."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    blocks: list[Any] = [block_on(*each.columns) for each in public.spec.blocks]
    comparisons = _defaults(public)
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=blocks,
    )
    linker = Linker(DuckDBAPI(connection=connection).register("training"), settings)
    linker.training.estimate_probability_two_random_records_match([block_on(*public.certain)], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for held in public.training:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*held))
    pairs = linker.inference.predict(threshold_match_probability=0.01)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.5)
    rows = connection.execute(f"SELECT record, cluster_id FROM {found.physical_name}").fetchall()  # noqa: S608
    return dict(rows)


def _defaults(public: PublicSet) -> list[Any]:
    import splink.comparison_library as cl

    if public.spec is FEBRL:
        return [
            cl.NameComparison("given_name_plain"),
            cl.NameComparison("surname_plain"),
            cl.LevenshteinAtThresholds("street_number_plain", 1),
            cl.JaroWinklerAtThresholds("address_1_plain"),
            cl.JaroWinklerAtThresholds("suburb_plain"),
            cl.LevenshteinAtThresholds("postcode_plain", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("date_of_birth_plain", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id_plain", [1, 2]),
        ]
    return [
        cl.NameComparison("first_name_plain"),
        cl.NameComparison("surname_plain"),
        cl.DateOfBirthComparison("dob_plain", input_is_string=True),
        cl.ExactMatch("city_plain").configure(term_frequency_adjustments=True),
        cl.EmailComparison("email_plain"),
    ]


def _quality(connection: duckdb.DuckDBPyConnection, clusters: Mapping[int, Any]) -> Quality:
    connection.execute("CREATE OR REPLACE TEMP TABLE clustered_people (record BIGINT, found TEXT)")
    append(connection, "clustered_people", [(record, str(cluster)) for record, cluster in clusters.items()])
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE linked_people AS
        SELECT source, serial, coalesce(found, record::TEXT) AS id FROM people LEFT JOIN clustered_people USING (record)
    """)
    return measure(connection, "linked_people")
