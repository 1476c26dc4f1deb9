"""What the indicators layer refuses to do, as a sentence in both languages."""

from datasets import DatasetsError


class QuestionError(DatasetsError):
    """A question that the catalogue or the data cannot answer; ``text`` says why and what can be asked."""
