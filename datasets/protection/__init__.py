"""Protection: persons are named under a key, counted in protected tables, and read only with permission."""

from datasets.protection.policy import Policy, policy
from datasets.protection.suppress import Protected, protect
from datasets.protection.table import ALL, Cell, CountTable, Dimension

__all__ = ["ALL", "Cell", "CountTable", "Dimension", "Policy", "Protected", "policy", "protect"]
