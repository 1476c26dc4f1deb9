"""Reports: editions, their runs, and the library of what was made."""

from reports.delivery.examine import examine_delivery
from reports.edition import Edition, editions
from reports.errors import DocumentIncomplete, ParameterRefused, ReportsError, RunFailed, UnknownEdition
from reports.examine import examine, examine_custody
from reports.ledger import library
from reports.run import Run, existing, run

__all__ = [
    "DocumentIncomplete",
    "Edition",
    "ParameterRefused",
    "ReportsError",
    "Run",
    "RunFailed",
    "UnknownEdition",
    "editions",
    "examine",
    "examine_custody",
    "examine_delivery",
    "existing",
    "library",
    "run",
]
