"""The archive: everything once, each file's hash, and a record that a catalogue can read."""

import csv
import io
import json
import zipfile
from datetime import date
from hashlib import sha256
from urllib.parse import unquote

import pytest

from kpi.documents import Format, render
from kpi.documents.archive import archive
from kpi.documents.open_data import record
from kpi.documents.tables import tables
from kpi.meetings.pack import from_text
from tests.documents.picture import kpi_part, pack

ID = "2024-09-18-servicenamnden"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return unpacked(render(pack(first=date(2021, 8, 1)), [Format.ARCHIVE])[f"{ID}.zip"])


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        assert len(set(found.namelist())) == len(found.namelist())
        return {name: found.read(name) for name in found.namelist()}


def test_every_format_lies_in_it_though_only_the_archive_was_asked_for(files):
    documents = [each for each in Format if each is not Format.ARCHIVE]
    assert {f"{ID}.{each}" for each in documents} <= set(files)


def test_a_document_is_made_once_for_itself_and_for_the_archive(files):
    told = []
    made = render(pack(first=date(2021, 8, 1)), progress=told.append)
    assert told == ["PDF", "DOCX", "PPTX", "HTML", "XLSX", "Arkiv"]
    assert all(made[name] == files[name] for name in made if name != f"{ID}.zip")
    assert list(made)[-1] == f"{ID}.zip"


def test_every_table_is_a_file_a_spreadsheet_reads(files):
    name = "tabeller/stadkostnad-per-m-manad-for-manad.csv"
    text = files[name].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    table = pack().kpis[0].months
    assert rows == [list(table.headings), *map(list, table.rows)]
    assert files[name].startswith(b"\xef\xbb\xbf")
    assert "3, 70" in files["tabeller/siffror.csv"].decode()
    assert "kostnad ÷ yta" in files["definitioner.csv"].decode()


def test_a_short_report_keeps_its_months_in_the_archive():
    short = pack(meeting=pack().meeting.model_copy(update={"level": "short"}))
    assert "stadkostnad-per-m-manad-for-manad" in tables(short)


def test_two_tables_with_the_same_caption_are_both_there():
    names = list(tables(pack(kpis=(kpi_part(), kpi_part(), kpi_part()))))
    stem = "stadkostnad-per-m-manad-for-manad"
    assert [name for name in names if name.startswith(stem)] == [stem, f"{stem}-2", f"{stem}-3"]


def test_every_picture_is_a_drawing_that_says_what_it_shows(files):
    drawing = files["diagram/cost.svg"].decode()
    assert "23,2 kr/m² i juli 2024.</desc>" in drawing
    assert ">Städkostnad, kr/m²</tspan></text>" in drawing
    assert "diagram/effekter.svg" in files


def test_a_nyckeltal_without_a_picture_has_none():
    bare = pack(kpis=(kpi_part(picture=None),), sections=())
    assert not any(name.startswith("diagram/") for name in unpacked(archive(bare, {})))


def test_the_content_itself_can_be_read_back(files):
    assert from_text(files["innehall.json"].decode()) == pack(first=date(2021, 8, 1))


def test_the_manifest_has_the_hash_of_every_other_file_and_what_they_rest_on(files):
    said = json.loads(files["manifest.json"])
    assert {each["name"]: each["sha256"] for each in said.pop("files")} == {
        name: sha256(content).hexdigest()
        for name, content in files.items()
        if name != "manifest.json"
    }
    assert said == {
        "meeting": ID,
        "body": "Servicenämnden",
        "held": "2024-09-18",
        "dnr": "SN 2023/0047",
        "made_up": True,
        "as_of": 70,
        "catalogue": "6ee5fc9e4af6aaaa",
        "program": "Pilotkollen 0.1.0",
        "format": 1,
    }


def test_what_is_what_can_be_read_without_the_program(files):
    said = files["LÄS_MIG.txt"].decode("utf-8-sig")
    assert "Pilot Öster: lägesrapport" in said
    assert "Påhittade data" in said
    top = {name.split("/")[0].removeprefix(ID) for name in files} - {"LÄS_MIG.txt", ""}
    assert [name for name in top if name not in said] == []


def test_real_data_is_not_called_made_up():
    said = unpacked(archive(pack(made_up=False), {}))
    assert "Påhittade" not in said["LÄS_MIG.txt"].decode() + said["dcat.jsonld"].decode()


def test_the_record_has_what_dcat_ap_se_demands(files):
    said = json.loads(files["dcat.jsonld"])
    assert said["@type"] == "dcat:Dataset"
    assert said["dcterms:title"] == {"@value": "Pilot Öster: lägesrapport", "@language": "sv"}
    assert "Lägre kostnad." in said["dcterms:description"]["@value"]
    assert said["dcterms:publisher"]["foaf:name"] == "Servicenämnden"
    assert all(
        each["@type"] == "dcat:Distribution" and each["dcat:accessURL"]["@id"]
        for each in said["dcat:distribution"]
    )
    kinds = [each["dcterms:format"] for each in said["dcat:distribution"]]
    assert {"application/pdf", "text/html", "text/csv", "application/json"} <= set(kinds)
    assert kinds.count("text/csv") == 1


def test_the_record_says_where_when_and_the_hash_of_every_document(files):
    said = json.loads(files["dcat.jsonld"])
    assert said["dcterms:spatial"]["rdfs:label"] == "Område Öster"
    assert [said["dcterms:temporal"][f"dcat:{end}Date"]["@value"] for end in ("start", "end")] == [
        "2021-08-01",
        "2024-07-31",
    ]
    for each in said["dcat:distribution"][:-1]:
        content = files[unquote(each["dcat:downloadURL"]["@id"])]
        assert each["spdx:checksum"]["spdx:checksumValue"]["@value"] == sha256(content).hexdigest()
        assert each["dcat:byteSize"]["@value"] == str(len(content))
    tables = said["dcat:distribution"][-1]["dcat:downloadURL"]
    assert {unquote(each["@id"]) for each in tables} == {n for n in files if n.endswith(".csv")}


def test_what_is_not_known_is_not_made_up():
    said = record(pack(area="", first=None), {})
    left_out = {"dcterms:spatial", "dcterms:temporal", "dcterms:license", "dcat:contactPoint"}
    assert left_out.isdisjoint(said)
    assert "dcterms:temporal" not in record(pack(first=date(2021, 8, 1), through=None), {})
