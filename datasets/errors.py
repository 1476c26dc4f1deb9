"""Errors as sentences that tell the reader what to do, in both languages."""

from collections.abc import Sequence

from datasets.finding import FILE_REFUSED, Finding
from datasets.text import Text


class JingweiError(Exception):
    """Something a layer refuses to do, with the reason in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(f"{text.zh} / {text.en}")
        self.text = text


class DatasetsError(JingweiError):
    """Something the datasets layer refuses to do."""


class BuilderBusy(DatasetsError):
    """Another builder holds the lock of this home."""


class SnapshotMissing(DatasetsError):
    """No snapshot of that name, or none at all, has been published in this home."""


class SnapshotDamaged(DatasetsError):
    """A published snapshot is no longer what was published."""


class BuildRefused(DatasetsError):
    """A build that published nothing because a source had no usable file; ``findings`` are all there were."""

    def __init__(self, source: str, text: Text, findings: Sequence[Finding]) -> None:
        errors = [each.message for each in findings if each.source == source and each.fate == FILE_REFUSED]
        zh = "\n".join([text.zh, *(each.zh for each in errors)])
        en = "\n".join([text.en, *(each.en for each in errors)])
        super().__init__(Text(zh, en))
        self.findings = tuple(findings)
