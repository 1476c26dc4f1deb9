"""The library of formulas: one file is one family, each exporting ``FORMULAS``."""
