"""What a linking problem is: how records are read, compared and judged, as data that one engine runs.

SQL in a specification speaks of the columns of one record (``Column``), or of two records as ``l.column`` and
``r.column`` (``Level``), or of the best level each comparison reached over a pair (``Spec.sure``: ``name_level`` …).
"""

import re
from dataclasses import dataclass

from datasets.text import Text


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column derived from one attribute, by SQL over ``text`` and the columns of the same attribute before it."""

    name: str
    sql: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How one attribute is brought into a form that departments share, judged once per distinct spelling."""

    attribute: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, kw_only=True)
class Level:
    """One degree of agreement of two records, and how it is said in a reason.

    One that ``contradicts`` is worth what to differ is worth, whatever was seen where the weights were fitted.
    """

    key: str
    sql: str
    text: Text
    contradicts: bool = False


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Degrees of agreement from the closest down; two records that reach none differ.

    Records of which one lacks what ``needs`` names say nothing. ``frequency`` names the column whose rarity counts:
    two persons who share a rare name are the same more often than two who share a common one. Where more than ``crowd``
    subjects that numbers settle bear a value of that column, it is nobody's own and says nothing. ``errs`` is the least
    share of true pairs that may differ, whatever the records show from which the weights were fitted: telephones and
    addresses change, and one department's mistake must not outweigh everything else.
    """

    key: str
    label: Text
    needs: tuple[str, ...]
    levels: tuple[Level, ...]
    frequency: str | None = None
    crowd: int | None = None
    errs: float = 0.01

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of a record that the comparison reads."""
        read = {column for level in self.levels for column in re.findall(r"\b[lr]\.(\w+)", level.sql)}
        return tuple(sorted(read | set(self.needs) | ({self.frequency} if self.frequency else set())))

    @property
    def weighed(self) -> tuple[str, ...]:
        """Return the keys of the levels that have a weight, from the closest; the last is to differ."""
        return (*(each.key for each in self.levels), "differs")


@dataclass(frozen=True, kw_only=True)
class Block:
    """Columns two records must share to be compared at all; keys that more than ``most`` groups share are left out."""

    columns: tuple[str, ...]
    most: int = 400


@dataclass(frozen=True, kw_only=True)
class Spec:
    """A linking problem.

    A pair is taken when its score (bits of evidence, log2 of the odds) reaches ``accept``, no other group comes within
    ``margin``, and ``sure`` holds; one that only reaches ``review`` goes to the steward. Between two groups without a
    number ``sure_between`` must hold too: there is no register to say how many bear a name. A sure pair that is also
    ``firm`` is not unsettled by one that is not sure, however high that scores.
    """

    key: str
    readings: tuple[Reading, ...]
    comparisons: tuple[Comparison, ...]
    blocks: tuple[Block, ...]
    sure: str = "true"
    sure_between: str = "true"
    firm: str = "false"
    accept: float
    margin: float
    review: float

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that comparisons and blocks read, and no others: records that agree in them are alike."""
        read = {column for each in self.comparisons for column in each.columns}
        return tuple(sorted(read | {column for each in self.blocks for column in each.columns}))
