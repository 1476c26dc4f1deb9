"""Conversion: figures under an old edition's codes become figures under the current ones, to the fen."""

from collections.abc import Mapping
from fractions import Fraction

from datasets.editions.edition import editions, mappings
from datasets.sql import literal, quoted

Shares = Mapping[str, Mapping[str, Fraction]]


def shares_to_current(zone: str, list_name: str, edition: str) -> Shares:
    """Return, for each code of an edition, its shares in the codes of the current one: the steps multiplied out."""
    ordered = [each for each in editions(zone) if each.list == list_name]
    start = next(place for place, each in enumerate(ordered) if each.key == edition)
    found: dict[str, dict[str, Fraction]] = {code: {code: Fraction(1)} for code, _ in ordered[start].codes}
    for old in ordered[start:-1]:
        steps = [each for each in mappings(zone) if (each.list, each.old_edition) == (list_name, old.key)]
        for code, shares in found.items():
            onward: dict[str, Fraction] = {}
            for step in steps:
                if step.old in shares:
                    onward[step.new] = onward.get(step.new, Fraction()) + shares[step.old] * step.weight
            found[code] = onward
    return found


def converted(relation: str, *, list_name: str, edition: str, code: str, amount: str) -> str:
    """Return a SELECT (code, amount) over ``relation`` under the current edition: no fen is lost or won.

    Amounts are summed by old code first. Where a code splits, each smaller part is cut to the fen and the largest
    takes what remains. Codes that the edition does not know stay as they are.
    """
    return f"""
        WITH summed AS (
            SELECT {quoted(code)} AS old_code, (sum({quoted(amount)}) * 100)::HUGEINT AS fen
            FROM {relation} GROUP BY {quoted(code)}
        ), shared AS (
            SELECT s.*, coalesce(c.current_code, s.old_code) AS code, coalesce(c.place, 1) AS place,
                CASE WHEN coalesce(c.place, 1) > 1 THEN fen * numerator // denominator ELSE 0 END AS part
            FROM summed s LEFT JOIN code_conversion c
                ON c.list = {literal(list_name)} AND c.edition = {literal(edition)} AND c.code = s.old_code
        ), parted AS (
            SELECT code, CASE WHEN place = 1 THEN fen - sum(part) OVER (PARTITION BY old_code) ELSE part END AS fen
            FROM shared
        )
        SELECT code, (sum(fen)::DECIMAL(38, 2) / 100)::DECIMAL(38, 2) AS amount FROM parted GROUP BY code ORDER BY code
    """  # noqa: S608 - names from contracts and list files, which are content
