"""Editions of code lists: what a code meant on a day, and how figures pass from one edition to the next."""

from datasets.editions.convert import converted
from datasets.editions.edition import CodeEdition, CodeMapping, editions, mappings
from datasets.editions.load import load_editions
from datasets.editions.organisation import Organisation, organisation_on, organisations

__all__ = [
    "CodeEdition",
    "CodeMapping",
    "Organisation",
    "converted",
    "editions",
    "load_editions",
    "mappings",
    "organisation_on",
    "organisations",
]
