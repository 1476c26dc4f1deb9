"""Who supplies, who receives, what is collected twice, and what was served instead of collected again."""

from datasets.sharing.matrix import collected_twice, island_index, matrix
from datasets.sharing.supply import ledger_of_reuse, supply

__all__ = ["collected_twice", "island_index", "ledger_of_reuse", "matrix", "supply"]
