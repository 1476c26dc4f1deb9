"""What the indicators layer refuses to do, as a sentence in both languages."""

from datasets import JingweiError


class QuestionError(JingweiError):
    """A question that the catalogue or the data cannot answer; ``text`` says why and what can be asked."""
