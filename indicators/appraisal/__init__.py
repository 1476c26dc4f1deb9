"""Project review: is an application admissible by the plan, and is its investment the right size?"""

from indicators.appraisal.opinion import Opinion
from indicators.appraisal.proposal import Proposal
from indicators.appraisal.reading import Reading, read, read_text
from indicators.appraisal.review import review

__all__ = ["Opinion", "Proposal", "Reading", "read", "read_text", "review"]
