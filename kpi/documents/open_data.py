"""A pack's files as a data set in a catalogue: a record after DCAT-AP-SE 3.

What the profile demands of a data set (title, description, publisher) and of a distribution
(address and format) is there. Addresses are relative, so they are right wherever the unpacked
archive lies on the web. Licence and contact are recommended, and the municipality's to choose.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from kpi.documents.report import MADE_UP, plain_report
from kpi.meetings import Pack

Node = dict[str, Any]

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EUROPE = "http://publications.europa.eu/resource/authority"
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    ".docx": f"{OFFICE}.wordprocessingml.document",
    ".html": "text/html",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".pptx": f"{OFFICE}.presentationml.presentation",
    ".xlsx": f"{OFFICE}.spreadsheetml.sheet",
}
HOW = "LÄS_MIG.txt"  # what a reader is told first


def record(pack: Pack, files: Mapping[str, bytes]) -> Node:
    """The data set in JSON-LD. files: what lies beside the record, by name."""
    title = plain_report(pack).title
    found = {
        "@context": CONTEXT,
        "@id": "#datamangd",
        "@type": "dcat:Dataset",
        "dcterms:identifier": pack.meeting.id,
        "dcterms:title": _swedish(title),
        "dcterms:description": _swedish(_description(pack)),
        "dcterms:publisher": {
            "@id": "#utgivare",
            "@type": "foaf:Agent",
            "foaf:name": pack.meeting.body,
        },
        "dcterms:language": {"@id": f"{EUROPE}/language/SWE"},
        "dcat:theme": {"@id": f"{EUROPE}/data-theme/GOVE"},
        "dcat:keyword": [_swedish(kpi.short_name) for kpi in pack.kpis],
        "dcat:distribution": [*_documents(files), _tables(files)],
    }
    if pack.area:
        found["dcterms:spatial"] = {"@type": "dcterms:Location", "rdfs:label": pack.area}
    if pack.first and pack.through:
        found["dcterms:temporal"] = _months(pack.first, pack.through)
    return found


def _description(pack: Pack) -> str:
    said = (
        MADE_UP if pack.made_up else "",
        f"Nyckeltal månad för månad, effekter och definitioner för {pack.pilot}.",
        *pack.finding,
        pack.prices,
    )
    return " ".join(each for each in said if each)


def _swedish(text: str) -> Node:
    return {"@value": text, "@language": "sv"}


def _months(first: date, through: date) -> Node:
    """From the first day of one month to the last of the other."""
    last = through.replace(day=monthrange(through.year, through.month)[1])
    return {
        "@type": "dcterms:PeriodOfTime",
        "dcat:startDate": {"@value": first.isoformat(), "@type": "xsd:date"},
        "dcat:endDate": {"@value": last.isoformat(), "@type": "xsd:date"},
    }


def _documents(files: Mapping[str, bytes]) -> Iterator[Node]:
    """A distribution a file, but for tables and pictures."""
    for name, content in files.items():
        kind = MEDIA.get(PurePosixPath(name).suffix)
        if kind:
            yield {
                "@type": "dcat:Distribution",
                "dcterms:title": _swedish(name),
                "dcterms:format": kind,
                "dcat:accessURL": {"@id": quote(name)},
                "dcat:downloadURL": {"@id": quote(name)},
                "dcat:byteSize": {"@value": str(len(content)), "@type": "xsd:nonNegativeInteger"},
                "spdx:checksum": _checksum(content),
            }


def _tables(files: Mapping[str, bytes]) -> Node:
    """The tables as one distribution of many files, as DCAT-AP-SE wants them."""
    names = [name for name in files if name.endswith(".csv")]
    return {
        "@type": "dcat:Distribution",
        "dcterms:title": _swedish("Tabeller och definitioner som CSV"),
        "dcterms:format": "text/csv",
        "dcat:accessURL": {"@id": quote(HOW)},
        "dcat:downloadURL": [{"@id": quote(name)} for name in names],
    }


def _checksum(content: bytes) -> Node:
    return {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {
            "@value": sha256(content).hexdigest(),
            "@type": "xsd:hexBinary",
        },
    }
