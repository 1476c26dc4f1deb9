"""The catalogue as DCAT 3 in JSON-LD (W3C Data Catalog Vocabulary), for any other catalogue to read."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from datasets.contract import Cadence, Classification
from datasets.directory.column import Column
from datasets.directory.resource import CENTRE, Resource
from datasets.published.snapshot import Snapshot
from datasets.sharing.matrix import SHARING
from datasets.text import Text

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "csvw": "http://www.w3.org/ns/csvw#",
    "csvw:column": {"@id": "csvw:column", "@container": "@list"},  # columns have an order
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
UNSHARED = Text("中心内部使用", "for use inside the centre")
# Dublin Core's collection description frequencies, and the access rights of the European vocabulary's kind.
FREQUENCY: Mapping[Cadence, str] = MappingProxyType(
    {
        Cadence.DAILY: "daily",
        Cadence.MONTHLY: "monthly",
        Cadence.QUARTERLY: "quarterly",
        Cadence.YEARLY: "annual",
        Cadence.ON_CHANGE: "irregular",
    }
)
FREQUENCIES = "http://purl.org/cld/freq/"
CSV = "https://www.iana.org/assignments/media-types/text/csv"
RIGHTS = "http://publications.europa.eu/resource/authority/access-right/"  # an identifier; nothing is fetched
ACCESS: Mapping[Classification, str] = MappingProxyType(
    {
        Classification.OPEN: RIGHTS + "PUBLIC",
        Classification.INTERNAL: RIGHTS + "RESTRICTED",
        Classification.RESTRICTED: RIGHTS + "NON_PUBLIC",
    }
)
# What a CSV on the Web may call the type of a column; all else is text.
DATATYPES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("BIGINT", "INTEGER", "TINYINT", "HUGEINT", "count"), "integer"),
        **dict.fromkeys(("DOUBLE", "quantity"), "double"),
        "amount": "decimal",
        "BOOLEAN": "boolean",
        **dict.fromkeys(("DATE", "date"), "date"),
        "month": "gYearMonth",
        **dict.fromkeys(("TIMESTAMP", "time"), "dateTime"),
    }
)


def dcat(snapshot: Snapshot, held: Sequence[Resource]) -> dict[str, object]:
    """Return the catalogue of a snapshot as a JSON-LD document."""
    zone = snapshot.manifest.zone
    return {
        "@context": CONTEXT,
        "@id": f"urn:jingwei:{zone}:catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _words(Text("政务信息资源目录", "Catalogue of government information resources")),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _words(CENTRE)},
        "dct:issued": {"@value": snapshot.as_of.isoformat(), "@type": "xsd:date"},
        "dct:conformsTo": {"@type": "dct:Standard", "dct:title": "GB/T 21063.3-2007"},
        "dcat:version": snapshot.name,
        "dcat:dataset": [_dataset(each) for each in held],
    }


def _dataset(each: Resource) -> dict[str, object]:
    found: dict[str, object] = {
        "@id": f"urn:jingwei:{each.identifier.replace('/', ':')}",
        "@type": "dcat:Dataset",
        "dct:identifier": each.identifier,
        "dct:title": _words(each.name),
        "dct:description": _words(each.abstract),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _words(each.provider)},
        "dcat:theme": {"@type": "skos:Concept", "skos:prefLabel": _words(each.category)},
        "dct:accessRights": {"@id": ACCESS[each.classification], "@type": "dct:RightsStatement"},
        "dcat:contactPoint": {"@type": "vcard:Organization", "vcard:fn": _words(each.contact)},
        "dcat:distribution": [_distribution(each)],
        "foaf:isPrimaryTopicOf": {"@type": "dcat:CatalogRecord", "dct:identifier": each.metadata_identifier},
        "csvw:tableSchema": {"csvw:column": [_column(column) for column in each.columns]},
    }
    if each.cadence:
        found["dct:accrualPeriodicity"] = {"@id": FREQUENCIES + FREQUENCY[each.cadence], "@type": "dct:Frequency"}
    for name, kind, words in (
        ("dct:rights", "dct:RightsStatement", each.legal_basis),
        ("dct:provenance", "dct:ProvenanceStatement", each.history),
        ("dct:relation", "rdfs:Resource", each.relations),
    ):
        if words:
            found[name] = _said(kind, words)
    return found


def _distribution(each: Resource) -> dict[str, object]:
    """Return how the data are had: an extract from the landing, a base table by `jingwei supply`."""
    return {
        "@type": "dcat:Distribution",
        "@id": f"urn:jingwei:{each.identifier.replace('/', ':')}:csv",
        "dct:title": _words(each.name),
        "dcat:mediaType": {"@id": CSV, "@type": "dct:MediaType"},
        "dct:rights": _said("dct:RightsStatement", SHARING[each.sharing] if each.sharing else UNSHARED),
    }


def _column(each: Column) -> dict[str, object]:
    return {"csvw:name": each.name, "csvw:titles": _words(each.label), "csvw:datatype": _datatype(each.type)}


def _datatype(kind: str) -> str:
    return "decimal" if kind.startswith("DECIMAL") else DATATYPES.get(kind, "string")


def _said(kind: str, text: Text) -> dict[str, object]:
    """Return words where the vocabulary asks for a thing, not for a text."""
    return {"@type": kind, "rdfs:label": _words(text)}


def _words(text: Text) -> list[dict[str, str]]:
    return [{"@value": text.zh, "@language": "zh-CN"}, {"@value": text.en, "@language": "en"}]
