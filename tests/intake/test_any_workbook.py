"""Whatever stands in a sheet is read as from a CSV, and whatever a workbook is, it is answered."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kpi.intake.personal_data import persons
from kpi.intake.read import read
from kpi.intake.validate import validate
from tests.examples import examples
from tests.intake.files import CATALOGUE, KNOWN, LONG
from tests.intake.test_any_file import (
    MEASURE_WORDS,
    PIECES,
    UNIT_WORDS,
    answers,
    keys,
    layouts,
    written_file,
    written_number,
)
from tests.intake.workbooks import HEADER, LAST, ROW, book, parts, saved, with_sheets, xlsx, zipped

WHOLE = xlsx(HEADER, ROW, LAST)

# What a spreadsheet can hold: fifteen digits, the last four of them decimals.
values = st.decimals(min_value=0, max_value=10**11 - 1, places=4).filter(
    lambda value: not any(persons(f"{value:f}"))
)
tables = st.dictionaries(
    keys, st.one_of(values, st.sampled_from(["sekretess", "bortfall"])), min_size=1, max_size=12
)


def as_cell(value: Decimal | str, as_text: bool) -> object:
    if isinstance(value, str) or as_text:
        return written_number(value, " ")
    return value


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    table=tables, above=st.integers(0, 3), as_text=st.booleans(), order=st.permutations(range(4))
)
def test_a_table_comes_back_the_same_from_a_sheet_and_from_a_csv(table, above, as_text, order):
    plain, typed = [HEADER], [HEADER]
    for (unit, measure, month), value in table.items():
        words = [UNIT_WORDS[unit], MEASURE_WORDS[measure]]
        plain.append([f"{month:%Y-%m}", *words, written_number(value, "")])
        typed.append([month, *words, as_cell(value, as_text)])
    turned = [[row[at] for at in order] for row in typed]
    data = written_file([[]] * above + plain, ";", "utf-8", "\n")
    workbook = saved(book(*[[]] * above, *turned))
    from_csv, from_sheet = (
        validate(read(each, CATALOGUE), LONG, CATALOGUE, KNOWN) for each in (data, workbook)
    )
    assert not from_csv.issues
    assert not from_sheet.issues
    assert from_sheet.rows.equals(from_csv.rows)
    assert from_sheet.facts.data_rows == from_csv.facts.data_rows


cells = st.one_of(
    st.sampled_from([piece for piece in PIECES if piece.isprintable()]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**15), 10**15),
    st.dates(date(1900, 3, 1)),
    st.booleans(),
    st.none(),
)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.lists(cells, max_size=5), max_size=6), st.booleans(), layouts)
def test_any_cells_are_answered_and_read_as_a_second_reader_reads_them(rows, headed, layout):
    """openpyxl holds the same texts and numbers in the same places."""
    data = xlsx(*([HEADER] if headed else []), *rows)
    answers(data, layout)
    table = read(data, CATALOGUE, name="fil.xlsx", layout=layout)
    sheet = load_workbook(BytesIO(data)).active
    for row in table.cells.iter_rows():
        for position, text in enumerate(row[1:], start=1):
            value = sheet.cell(row[0], position).value
            if isinstance(value, str) and not value.startswith(("=", "#")):
                assert text == (value if value.strip() else "")
            elif value is None:
                assert text == ""
            elif isinstance(value, int) and not isinstance(value, bool):
                assert Decimal(text.replace(",", ".")) == Decimal(f"{float(value):.15g}")


@settings(max_examples=examples(150), deadline=None)
@given(st.integers(0, len(WHOLE)), layouts)
def test_any_part_of_a_workbook_is_answered(length, layout):
    answers(WHOLE[:length], layout)


@settings(max_examples=examples(300), deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=4)), max_size=6), layouts
)
def test_any_change_to_a_workbooks_bytes_is_answered(changes, layout):
    data = bytearray(WHOLE)
    for at, new in changes:
        data[at : at + len(new)] = new
    answers(bytes(data), layout)


PARTS = {
    name: content.decode() for name, content in parts(saved(with_sheets(A=[HEADER, ROW]))).items()
}
TAGS = [
    *("<row>", "</row>", '<row r="3">', '<row r="2" hidden="1"/>', "<c>", "</c>", '<c t="s">'),
    *('<c t="e">', '<c t="b"/>', '<c r="C9">', '<c s="1">', "<v>1</v>", "<v>45352</v>", "<v/>"),
    *(
        "<f>A1</f>",
        "<is><t>",
        "</t></is>",
        "<v>#REF!</v>",
        "text",
        "</sheetData>",
        "&amp;",
        "<a:b/>",
    ),
    *('<mergeCell ref="A1:A3"/>', "<!--x-->", "<![CDATA[x]]>", "&x;", "<!DOCTYPE x>", "<a:b/>"),
]


@settings(max_examples=examples(300), deadline=None)
@given(
    st.lists(st.sampled_from(TAGS), max_size=20).map("".join),
    st.sampled_from([name for name in PARTS if name.endswith((".xml", ".rels"))]),
    st.floats(0, 1),
    layouts,
)
def test_any_tags_anywhere_in_a_part_are_answered(tags, part, where, layout):
    text = PARTS[part]
    at = text.find(">", int(where * (len(text) - 1))) + 1
    answers(zipped({**PARTS, part: text[:at] + tags + text[at:]}), layout)
