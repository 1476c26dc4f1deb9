"""What a golden record is made of: attributes, and for each the totally ordered rule that chooses its value.

A rule is a sequence of criteria. Each gives every candidate a rank, smallest first; the first criterion at
which two candidates differ decides between them. After the last one the order of (source, receipt, source_row)
decides, so that two builds never choose differently.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from datasets.sql import literal
from datasets.text import Text


class Normal(StrEnum):
    """How two departments' values are compared: what is dropped before they are held side by side."""

    EXACT = "exact"
    NAME = "name"  # brackets, width, spaces, punctuation, and 有限责任公司 for 有限公司
    ADDRESS = "address"  # width, spaces, punctuation
    DIGITS = "digits"  # everything but digits, as in telephone numbers


@dataclass(frozen=True)
class Prefer:
    """The departments in order of trust; those in one group, and those not named, share a rank."""

    sources: tuple[str | tuple[str, ...], ...]
    key: str = "prefer"

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the sources by rank."""
        return tuple((each,) if isinstance(each, str) else each for each in self.sources)

    @property
    def short(self) -> str:
        """Return the criterion as one word."""
        return f"prefer({','.join('|'.join(group) for group in self.groups)})"

    @property
    def sql(self) -> str:
        """Return SQL for the rank of a candidate's source."""
        cases = " ".join(
            f"WHEN {literal(source)} THEN {rank}" for rank, group in enumerate(self.groups, start=1) for source in group
        )
        return f"CASE source {cases} ELSE {len(self.groups) + 1} END"

    def words(self, names: Mapping[str, Text]) -> Text:
        """Return the criterion in words, with the names of the departments."""
        known = [list(dict.fromkeys(names.get(each, Text(each, each)) for each in group)) for group in self.groups]
        zh = "，其次".join("、".join(each.zh for each in group) for group in known)
        en = ", then ".join(" or ".join(each.en for each in group) for group in known)
        return Text(f"{zh}优先", f"{en} preferred")


@dataclass(frozen=True)
class _Plain:
    """A criterion that needs no setting."""

    key: str = ""

    def words(self, _names: Mapping[str, Text]) -> Text:
        """Return the criterion in words."""
        return WORDS[self.key]


@dataclass(frozen=True)
class Latest(_Plain):
    """The value that a department recorded last; undated values come after dated ones."""

    key: str = "latest"
    sql: str = "coalesce(DATE '9999-12-31' - recorded_date, 9999999)"


@dataclass(frozen=True)
class Agreed(_Plain):
    """The value that most departments report, after normalisation."""

    key: str = "agreed"
    sql: str = "-supporters"


@dataclass(frozen=True)
class Fullest(_Plain):
    """The longest value: an address with a house number before one without."""

    key: str = "fullest"
    sql: str = "-length(value)"


@dataclass(frozen=True)
class Living(_Plain):
    """A registration that was not closed."""

    key: str = "living"
    sql: str = "(closed_date IS NOT NULL)::INTEGER"


@dataclass(frozen=True)
class Youngest(_Plain):
    """The latest registration, by founding date."""

    key: str = "youngest"
    sql: str = "coalesce(DATE '9999-12-31' - founded_date, 9999999)"


Criterion = Prefer | Latest | Agreed | Fullest | Living | Youngest

WORDS: Mapping[str, Text] = {
    "latest": Text("最近更新者优先", "the latest update preferred"),
    "agreed": Text("多数部门一致者优先", "what most departments report preferred"),
    "fullest": Text("写得最完整者优先", "the fullest writing preferred"),
    "living": Text("未注销登记优先", "a registration not closed preferred"),
    "youngest": Text("最近成立的登记优先", "the latest registration preferred"),
    "order": Text("以上相同时按来源、回执、行号先后", "then the order of source, receipt and row"),
}
LOST: Mapping[str, Text] = {
    "chosen": Text("入选", "chosen"),
    "prefer": Text("该部门次序靠后", "its department comes later"),
    "latest": Text("更新较早或无日期", "recorded earlier or undated"),
    "agreed": Text("支持的部门较少", "fewer departments report it"),
    "fullest": Text("写得较短", "written shorter"),
    "living": Text("所在登记已注销", "its registration is closed"),
    "youngest": Text("所在登记较早", "its registration is older"),
    "order": Text("条件相同，行次靠后", "equal in all, but later in order"),
}


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """An attribute of a base's subject and the rule that chooses its value.

    A source named in ``silence`` says something by leaving the attribute empty: an enterprise without a closing
    date in the register is open, whatever another department thinks. ``kind`` is the SQL type.
    """

    name: str
    label: Text
    rule: tuple[Criterion, ...]
    normal: Normal = Normal.EXACT
    kind: str = "TEXT"
    silence: tuple[str, ...] = ()

    @property
    def rule_key(self) -> str:
        """Return the rule as one short word, as it stands beside each value."""
        return "+".join(each.short if isinstance(each, Prefer) else each.key for each in self.rule)

    def words(self, names: Mapping[str, Text]) -> Text:
        """Return the rule as a sentence."""
        parts = [each.words(names) for each in self.rule] + [WORDS["order"]]
        return Text(
            f"{self.label.zh}：{'；'.join(each.zh for each in parts)}。",
            f"{self.label.en}: {'; '.join(each.en for each in parts)}.",
        )


@dataclass(frozen=True, kw_only=True)
class Golden:
    """The golden records of one subject: where its records and links stand, and what is made of them.

    ``table`` is made of the chosen values, one row a subject. ``records`` holds one row a record (source, receipt,
    source_row, a column for each attribute), ``links`` says which subject each record describes. Every candidate
    goes into ``candidates`` with its place; ``conflicts`` counts how far each two departments agree. ``statements``
    may hold values that stand outside records, such as registered changes: (id, attribute, value, recorded_date,
    source, receipt, source_row).
    """

    subject: str
    table: str
    records: str
    links: str
    candidates: str
    conflicts: str
    statements: str | None = None
    attributes: tuple[Attribute, ...]

    @property
    def id(self) -> str:
        """Return the column that identifies the subject."""
        return f"{self.subject}_id"

    def attribute(self, name: str) -> Attribute | None:
        """Return the attribute of that name."""
        return next((each for each in self.attributes if each.name == name), None)
