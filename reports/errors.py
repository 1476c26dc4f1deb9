"""Errors of this layer, each a sentence in both languages."""

from datasets import DatasetsError


class ReportsError(DatasetsError):
    """Something the reports layer refuses to do."""


class UnknownEdition(ReportsError):
    """No edition of that name."""


class ParameterRefused(ReportsError):
    """A parameter the notebook does not declare, the edition does not type, or whose value is of another type."""


class DocumentIncomplete(ReportsError):
    """Something a notebook showed would be missing from the report, or would be empty in it."""


class RunFailed(ReportsError):
    """A run ended without a report; the failure report says where and with what."""
