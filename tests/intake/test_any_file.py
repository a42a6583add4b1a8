"""Whatever is sent, the door answers; and whatever is written kindly comes back as it was."""

import csv
import io
from datetime import date
from decimal import Decimal

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.intake.issue import Rule
from kpi.intake.personal_data import persons
from kpi.intake.preview import preview
from kpi.intake.read import read
from kpi.intake.validate import Checked, validate
from kpi.ledger.kinds import KINDS
from kpi.wording.issues import issue_hint, issue_sentence
from tests.examples import examples
from tests.intake.files import (
    CATALOGUE,
    DAILY,
    HEADER,
    KNOWN,
    LAYOUTS,
    LONG,
    MONTHS,
    ROW,
    SHORT,
    UNITS,
    WIDE,
)

UNIT_WORDS = {"larkskolan": "Lärkskolan", "kastanjen": "Kastanjen", "ostra": "Östra skolan"}
MEASURE_WORDS = {"cleaning_cost": "Städkostnad", "credit": "Krediterat", "cleaned_area_m2": "yta"}
KINDS_OF_MISSING = {"sekretess": "..", "ej_tillamplig": ".", "bortfall": "saknas"}
MONTH_WORDS = ["januari", "feb.", "mars", "apr.", "maj", "juni"]

values = st.decimals(min_value=0, max_value=10**13, places=4).filter(
    lambda value: not any(persons(f"{value:f}"))  # such a number is met with a warning
)
keys = st.tuples(
    st.sampled_from(list(UNIT_WORDS)),
    st.sampled_from(list(MEASURE_WORDS)),
    st.builds(date, st.integers(2000, 2050), st.integers(1, 6), st.just(1)),
)
tables = st.dictionaries(
    keys, st.one_of(values, st.sampled_from(list(KINDS_OF_MISSING))), min_size=1, max_size=12
)


def written_month(month: date, form: int) -> str:
    return [
        f"{month:%Y-%m}",
        f"{month:%Y%m}",
        f"{month:%Y}M{month:%m}",
        f"{month:%Y-%m}-15",
        f"{MONTH_WORDS[month.month - 1]} {month.year}",
    ][form]


def written_number(value: Decimal | str, space: str) -> str:
    if isinstance(value, str):
        return KINDS_OF_MISSING[value]
    return f"{value:,.4f}".replace(",", space).replace(".", ",")


def written_file(rows: list[list[str]], delimiter: str, encoding: str, line_end: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue().encode(encoding)


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    table=tables,
    delimiter=st.sampled_from([";", "\t", ",", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]),
    line_end=st.sampled_from(["\r\n", "\n", "\r"]),
    space=st.sampled_from(["", " ", "\u00a0"]),
    form=st.integers(0, 4),
    order=st.permutations(range(4)),
)
def test_a_table_comes_back_the_same_in_any_dialect(
    *, table, delimiter, encoding, line_end, space, form, order
):
    rows = [HEADER.split(";")] + [
        [
            written_month(month, form),
            UNIT_WORDS[unit],
            MEASURE_WORDS[measure],
            written_number(value, space),
        ]
        for (unit, measure, month), value in table.items()
    ]
    turned = [[row[at] for at in order] for row in rows]
    data = written_file(turned, delimiter, encoding, line_end)
    checked = validate(read(data, CATALOGUE), LONG, CATALOGUE, KNOWN)
    assert not checked.issues
    assert checked.rows.drop("removed").rows() == [
        (
            *key,
            None if isinstance(value, str) else value,
            value if isinstance(value, str) else None,
            row,
        )
        for row, (key, value) in enumerate(table.items(), start=2)
    ]


def answers(data: bytes, layout) -> Checked:
    checked = validate(read(data, CATALOGUE, layout=layout), layout, CATALOGUE, KNOWN)
    assert isinstance(checked.rows, pl.DataFrame)
    assert checked.issues or not checked.rows.is_empty()
    assert checked.rows.is_empty() == checked.has_errors
    for issue in checked.issues:
        assert issue_sentence(issue)
        assert issue_hint(issue)
    if layout is not None and not checked.has_errors:
        empty = pl.DataFrame(schema={**KINDS[layout.kind].row_schema, "delivery": pl.Int32})
        found = preview(checked, empty.drop("removed", "source_row"))
        gone = sum(count for rule, count in found.totals.items() if rule is Rule.NOT_THERE)
        assert found.counts["new"] + gone == checked.rows.height
    return checked


layouts = st.sampled_from([None, *LAYOUTS, MONTHS, SHORT])


@settings(max_examples=examples(200), deadline=None)
@given(st.binary(max_size=200), layouts)
def test_any_bytes_are_answered(data, layout):
    answers(data, layout)


VALID = written_file(
    [
        HEADER.split(";"),
        *([f"2024-{month:02}", "Lärkskolan", "yta", "12,5"] for month in (1, 2, 3)),
    ],
    ";",
    "utf-8-sig",
    "\r\n",
)


@settings(max_examples=examples(200), deadline=None)
@given(
    st.integers(0, len(VALID)),
    st.lists(st.tuples(st.integers(0, len(VALID) - 1), st.binary(max_size=4)), max_size=6),
    layouts,
)
def test_any_part_of_a_file_with_any_bytes_in_it_is_answered(length, changes, layout):
    data = bytearray(VALID)
    for at, new in changes:
        data[at : at + len(new)] = new
    answers(bytes(data[:length]), layout)


PIECES = [
    *(HEADER, ROW, "månad;enhet;yta;bort", "datum;enhet;portioner", "enhet;namn;roll"),
    *(";", "\n", "\r\n", '"', "\ufeff", "\0", "\x1f", "\x85", " ", "\u00a0", "\ufffd", "x", "ja"),
    *("2024-01", "2024-01-02", "Summa", "1.234", "1e5", "12.5", "12,5", "-", "..", "811218-9876"),
    *("Lärkskolan", "Västra", "Städkostnad", "pilot", "sep=,", "😀", "=1+1", "9" * 30),
]


@settings(max_examples=examples(300), deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.sampled_from(["utf-8", "utf-16-le"]),
    layouts,
)
def test_any_shuffling_of_what_files_hold_is_answered(text, encoding, layout):
    answers(text.encode(encoding), layout)


@settings(max_examples=examples(200), deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(PIECES), min_size=4, max_size=4), min_size=1, max_size=6),
    st.sampled_from(
        [
            (HEADER, LONG),
            ("månad;enhet;yta;bort", WIDE),
            ("datum;enhet;portioner;kredit", DAILY),
            ("enhet;namn;roll;bort", UNITS),
            ("enhet;2024-01;feb-24;bort", MONTHS),
            ("enhet;mått;värde;bort", SHORT),
        ]
    ),
)
def test_any_cells_under_a_right_header_are_answered(rows, header_and_layout):
    header, layout = header_and_layout
    answers(written_file([header.split(";"), *rows], ";", "utf-8", "\n"), layout)
