"""Warnings where people act on them: who may do what, the forms that do it, and the commands of operators."""
