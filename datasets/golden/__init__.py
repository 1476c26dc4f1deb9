"""Golden records: one value chosen for each attribute by a declared rule, the others kept beside it."""

from datasets.golden.attribute import (
    Agreed,
    Attribute,
    Fullest,
    Golden,
    Latest,
    Living,
    Normal,
    Prefer,
    Youngest,
)
from datasets.golden.choose import choose

__all__ = [
    "Agreed",
    "Attribute",
    "Fullest",
    "Golden",
    "Latest",
    "Living",
    "Normal",
    "Prefer",
    "Youngest",
    "choose",
]
