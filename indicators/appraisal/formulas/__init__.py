"""Formulas of project review by name, for a calculation by hand or held against a published one."""

from indicators.appraisal.formulas.formula import Answer, Formula, formula_of, formulas

__all__ = ["Answer", "Formula", "formula_of", "formulas"]
