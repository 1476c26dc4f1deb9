"""Why a cell of a base table says what it says: from the value to the delivered text and the rule that chose it."""

from datasets.cell.explain import explain_cell, how_to_ask
from datasets.cell.explanation import CellExplanation, Origin
from datasets.cell.person import explain_person_cell

__all__ = ["CellExplanation", "Origin", "explain_cell", "explain_person_cell", "how_to_ask"]
