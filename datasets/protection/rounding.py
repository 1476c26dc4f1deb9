"""Rounding: counts of persons that are published beside the protected tables.

Quality, conflicts between departments and the catalogue count the same persons in many ways that are not protected
together; of multiples of ten nobody takes two apart to find the few by which they differ.
"""

from collections.abc import Mapping

from datasets.catalogue import sources
from datasets.protection.policy import policy
from datasets.published.manifest import SourceEntry, TableEntry


def rounded(count: int) -> int:
    """Return a count of persons as it is published: the nearest multiple of the policy's, half of one going up."""
    step = policy().rounding
    return (count + step // 2) // step * step


def told(entry: TableEntry) -> TableEntry:
    """Return what a manifest says of a table about persons: the fingerprint of every row, their number rounded."""
    return entry.model_copy(update={"rows": rounded(entry.rows)})


def told_source(entry: SourceEntry) -> SourceEntry:
    """Return what an export says of a source: how many rows about persons each file held is rounded."""
    if not entry.persons:
        return entry
    receipts = tuple(
        each.model_copy(update={"rows": rounded(each.rows), "refused_rows": rounded(each.refused_rows)})
        for each in entry.receipts
    )
    return entry.model_copy(update={"receipts": receipts})


def told_missing(missing: Mapping[str, int]) -> dict[str, int]:
    """Return how many keys are gone by source, those of sources about persons rounded, noughts left out."""
    known = sources()
    counts = {key: rounded(gone) if key in known and known[key].apart else gone for key, gone in missing.items()}
    return {key: gone for key, gone in counts.items() if gone}
