"""The seeded demo zone: a hidden world of enterprises, and the extracts that departments make of it."""

from datasets.simulate.run import simulate

__all__ = ["simulate"]
