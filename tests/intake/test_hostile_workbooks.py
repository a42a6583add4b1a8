"""A file that only calls itself a workbook, or wants too much, is refused at once."""

import struct
import time
import tracemalloc
from random import Random

import pytest

from kpi.intake.archive import DEEPEST, LONGEST_TOKEN, MOST_KEPT, MOST_PARTS
from kpi.intake.issue import Level, Rule
from kpi.intake.limits import Limits
from kpi.intake.read import read
from kpi.wording.issues import issue_hint, issue_sentence
from tests.intake.clean import CLEAN, ROWS, checked_sheet
from tests.intake.files import CATALOGUE, told
from tests.intake.workbooks import HEADER as HEADINGS
from tests.intake.workbooks import (
    LAST,
    TOP,
    parts,
    raw,
    relations,
    text_row,
    value_cell,
    xlsx,
    zipped,
)
from tests.intake.workbooks import ROW as FIRST

MEGABYTE = 1_000_000
SHEET = "xl/worksheets/sheet1.xml"
BROKEN = ("error", 0, "", "Filen är skadad eller ingen riktig Excel-fil.")
UNPACKS = ("error", 0, "", "Filen blir orimligt stor när den packas upp.")
SAVE_AS = "Öppna tabellen i Excel och spara som .xlsx eller CSV. Lämna sedan den nya filen."


def the_refusal(data: bytes, name: str = "fil.xlsx", **options):
    """The only issue of a file that gives no table; it must be an error, and take no room."""
    tracemalloc.start()
    table = read(data, CATALOGUE, name=name, **options)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not table.header
    assert peak < 100 * MEGABYTE
    (issue,) = table.issues
    assert issue.level is Level.ERROR
    return issue


def seconds(data: bytes) -> float:
    """What a file takes of the processor, which other work on the computer does not change."""
    begun = time.process_time()
    read(data, CATALOGUE)
    return time.process_time() - begun


def rule_of(data: bytes, **options) -> Rule:
    return the_refusal(data, **options).rule


# What the file really is


@pytest.mark.parametrize(
    ("data", "name", "content"),
    [
        (xlsx(HEADINGS, FIRST, LAST), "a.csv", "en Excel-fil"),
        (CLEAN.encode(), "a.XLSX", "text (CSV)"),
    ],
)
def test_a_file_is_read_as_what_it_is_with_a_note(data, name, content):  # case 72
    checked = checked_sheet(data, name=name)
    assert checked.rows.equals(ROWS)
    (note,) = checked.issues
    says = f"Filen är {content}, vad namnet än säger, och läses så."
    assert told(note) == ("note", 0, "", says)
    assert not checked_sheet(data, name="utan.namn").issues


NOISE = Random(1).randbytes(LONGEST_TOKEN).hex()  # does not pack to much less
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ODS = b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
MACRO_TYPES = (
    '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
)
BINARY_TYPES = '<Types><Default ContentType="application/vnd.ms-excel.sheet.binary.main"/></Types>'


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (OLD, "en äldre eller lösenordsskyddad Excel-fil"),
        (b"<html><table><tr><td>1</td></tr></table>", "en webbsida"),
        (raw("", more={"xl/vbaProject.bin": b"x"}), "en Excel-fil med makron"),
        (raw("", more={"[Content_Types].xml": MACRO_TYPES}), "en Excel-fil med makron"),
        (raw("", more={"[Content_Types].xml": BINARY_TYPES}), "en binär Excel-fil"),
        (raw("", more={"xl/workbook.bin": b"x"}), "en binär Excel-fil"),
        (ODS, "ett OpenDocument-kalkylark"),
        (zipped({"word/document.xml": "<a/>"}), "en komprimerad fil"),
    ],
)
def test_other_formats_are_refused_with_what_to_do(data, content):  # cases 72 and 75
    issue = the_refusal(data)
    says = f"Filen är {content}. Bara Excel (.xlsx) och CSV läses."
    assert told(issue) == ("error", 0, "", says)
    assert issue_hint(issue) == SAVE_AS


def test_a_zip_with_a_password_is_refused():  # case 75
    data = bytearray(raw(TOP))
    at = data.index(b"PK\x01\x02") + 8
    data[at : at + 2] = struct.pack("<H", 1)
    issue = the_refusal(bytes(data))
    says = "Filen är skyddad med lösenord. Bara Excel (.xlsx) och CSV läses."
    assert told(issue) == ("error", 0, "", says)
    assert issue_hint(issue) == SAVE_AS


# Too much of it


def test_two_cells_that_claim_a_whole_sheet():  # case 73
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    data = raw(f'<row r="1"><c r="A1"><v>1</v></c></row>{last}')
    assert len(data) < 4_800
    assert seconds(data) < 1
    issue = the_refusal(data)
    assert issue.rule is Rule.TOO_MANY_COLUMNS
    says = "Rad 1048576: filen har 16384 kolumner, högst 200 tas emot."
    assert told(issue) == ("error", 1_048_576, "", says)


def test_a_dimension_is_not_believed():
    data = parts(raw(text_row(1, "månad", "enhet") + text_row(3, "a", "b")))
    claim = b'<dimension ref="A1:XFD1048576"/><sheetData>'
    table = read(zipped({**data, SHEET: data[SHEET].replace(b"<sheetData>", claim)}), CATALOGUE)
    assert table.cells.shape == (1, 3)


def test_rows_beyond_the_limit_are_refused():
    far = text_row(1, "a", "b") + text_row(1_000_002, "1", "2")
    issue = the_refusal(raw(far))
    assert (issue.rule, issue.row) == (Rule.TOO_MANY_ROWS, 1_000_002)


def test_a_zip_that_unpacks_to_three_hundred_megabytes():  # case 74
    data = raw("", more={SHEET: b"<worksheet>" + b" " * (300 * MEGABYTE)})
    assert len(data) < MEGABYTE
    assert seconds(data) < 1
    assert told(the_refusal(data)) == UNPACKS


def test_noise_beside_a_bomb_does_not_hide_it():  # case 74
    cells = f"<worksheet><sheetData><row>{'<c/>' * 400_000}</row></sheetData></worksheet>"
    data = raw("", more={SHEET: cells, "xl/media/image1.png": Random(1).randbytes(MEGABYTE)})
    assert seconds(data) < 1
    assert told(the_refusal(data)) == UNPACKS


def test_a_zip_that_lies_about_its_size():  # case 74
    data = raw("", more={SHEET: b"<worksheet>" + b" " * (20 * MEGABYTE)})
    honest = struct.pack("<I", 20 * MEGABYTE + 11)
    assert data.count(honest) == 2
    assert told(the_refusal(data.replace(honest, struct.pack("<I", 1_000)))) == BROKEN


def test_everything_read_counts_against_one_limit():
    rows = "".join(text_row(n, "2024-01", "Lärkskolan") for n in range(1, 400))
    data = raw(rows, more={"xl/other.xml": f"<a>{'x' * 9_000}</a>"})
    size = sum(map(len, parts(data).values()))
    assert read(data, CATALOGUE, limits=Limits(unpacked=2 * size)).header
    for too_little in (size, size - 1):  # the sheet is looked at before it is read
        assert rule_of(data, limits=Limits(unpacked=too_little)) is Rule.UNPACKS_TOO_LARGE


def test_one_long_text_in_every_cell_is_counted_each_time():
    shared = f"<sst><si><t>{'x' * 30_000}</t></si></sst>"
    cells = '<c t="s"><v>0</v></c>' * 100
    rows = "".join(f"<row>{cells}</row>" for _ in range(100))
    data = raw(rows, more={"xl/sharedStrings.xml": shared})
    limits = Limits(unpacked=10 * MEGABYTE)
    assert rule_of(data, limits=limits) is Rule.UNPACKS_TOO_LARGE


@pytest.mark.parametrize(
    ("data", "limit"),
    [
        (raw("<row>" + "<c/>" * 11 + "</row>"), 10),
        (raw("", more={"xl/sharedStrings.xml": f"<sst>{'<si/>' * 11}</sst>"}), 10),
        (raw("", after="<x/>" * 60), 10),
    ],
)
def test_cells_and_elements_are_counted_also_when_they_are_empty(data, limit):
    issue = the_refusal(data, limits=Limits(cells=limit))
    assert issue_sentence(issue) == "Filen har fler celler än de 10 som tas emot."


def test_a_cell_beyond_the_limit_is_refused_and_not_kept_whole():
    data = raw(text_row(1, "a", "b") + text_row(2, "x" * 100_000, "1"))
    table = read(data, CATALOGUE)
    assert [(issue.rule, issue.row, issue.column) for issue in table.issues] == [
        (Rule.LONG_CELL, 2, "a")
    ]
    shared = {"xl/sharedStrings.xml": f"<sst><si><t>{'x' * 100_000}</t></si></sst>"}
    rows = text_row(1, "a", "b") + '<row><c t="s"><v>0</v></c></row>'
    assert [issue.rule for issue in read(raw(rows, more=shared), CATALOGUE).issues] == [
        Rule.LONG_CELL
    ]


def test_thousands_of_parts_are_refused():
    more = {f"a{n}.xml": "" for n in range(MOST_PARTS)}
    assert rule_of(raw("", more=more)) is Rule.UNPACKS_TOO_LARGE


# Tricks


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "bbbbbbbbbb"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_a_document_type_is_refused(part):  # case 74
    content = f"{DOCTYPE}<x>&c;&c;&c;</x>"
    assert told(the_refusal(raw(TOP, more={part: content}))) == BROKEN


@pytest.mark.parametrize("inner", [xlsx(["a"]), OLD])
def test_a_file_in_the_file_is_refused(inner):  # case 74
    issue = the_refusal(raw(TOP, more={"xl/embeddings/bild.png": inner}))
    says = "Arbetsboken innehåller andra filer, och vad som står i dem kan inte kontrolleras."
    assert told(issue) == ("error", 0, "", says)


def test_a_link_to_another_file_is_refused():  # case 74
    issue = the_refusal(raw(TOP, more={"xl/externalLinks/externalLink1.xml": "<a/>"}))
    assert told(issue) == ("error", 0, "", "Arbetsboken hämtar värden ur andra filer.")


@pytest.mark.parametrize(
    "data",
    [
        raw(TOP)[:-30],
        raw(TOP, more={SHEET: "<worksheet><sheetData>"}),
        raw(TOP, more={"xl/workbook.xml": "<workbook/>"}),
        raw(TOP, more={"_rels/.rels": relations()}),
        raw(TOP, more={"xl/_rels/workbook.xml.rels": relations()}),
        raw(TOP, more={SHEET: "<a>" * (DEEPEST + 1)}),
        raw(TOP, more={SHEET: f'<a b="{NOISE}"/>'}),
        raw(TOP, more={"xl/styles.xml": f"<s><cellXfs>{'<xf/>' * (MOST_KEPT + 1)}</cellXfs></s>"}),
        raw('<row r="2"/><row r="2"/>'),
        raw('<row r="0"/>'),
        raw('<row r="x"/>'),
        raw('<row r="1048577"/>'),
        raw('<row r="99999999"/>'),
        raw('<c r="A1"><v>1</v></c>'),
        raw('<row><c r="B1"/><c r="A1"/></row>'),
        raw('<row><c t="s"><v>0</v></c></row>'),
        raw('<row><c t="s"><v>x</v></c></row>'),
        raw(TOP, after='<mergeCells><mergeCell ref="x"/></mergeCells>'),
    ],
)
def test_a_broken_workbook_is_refused(data):
    assert told(the_refusal(data)) == BROKEN


def test_a_packing_that_workbooks_do_not_use_is_refused():
    data = bytearray(raw(TOP))
    at = data.index(b"PK\x01\x02") + 10
    data[at : at + 2] = struct.pack("<H", 14)  # LZMA
    assert rule_of(bytes(data)) is Rule.BROKEN_WORKBOOK


def test_a_part_whose_own_header_is_gone_is_refused():
    first, start, rest = raw(TOP).partition(b"PK\x03\x04")
    broken = first + start + rest.replace(b"PK\x03\x04", b"PK\x00\x00")
    assert rule_of(broken) is Rule.BROKEN_WORKBOOK


def test_a_formula_does_not_make_its_value_too_long():
    cell = f"<c t='str'><f>{'x' * 30_000}</f><v>{'y' * 30_000}</v></c>"
    table = read(value_cell(cell), CATALOGUE)
    assert not table.issues
    assert len(table.cells["c3"][0]) == 30_000
