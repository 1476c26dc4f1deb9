"""Identity: which records of the departments are of one organisation, and which of one person."""

from datasets.identity.link import link_entities, link_persons
from datasets.identity.overrides import read_overrides
from datasets.identity.record import remember

__all__ = ["link_entities", "link_persons", "read_overrides", "remember"]
