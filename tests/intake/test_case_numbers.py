"""The specification's cases about what is not likely and what names a person, by number.

Each has a file of its own, as small as it can be: level, row, column and sentence.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date

import polars as pl
import pytest

from kpi.catalogue.types import Layout
from kpi.intake.issue import Level
from kpi.intake.preview import preview
from kpi.wording.table_file import harmless, table_file
from tests.intake.files import CATALOGUE, CLOSED, HEADER, KPI, LONG, ROW, WIDE, lines, told
from tests.intake.files import check as check_plain
from tests.intake.history import check, history, known, spans

ERROR, WARNING = Level.ERROR, Level.WARNING
PEOPLE = CATALOGUE.model_copy(
    update={"kpis": {"k": KPI.model_copy(update={"withhold_by": "credit", "withhold_below": 5})}}
)
UNITS = ("larkskolan", "kastanjen", "ostra", "vastra", "vastra2")
USUAL = history(
    "2023-08",
    **{f"{unit}__cleaning_cost": "90000 95000 97000 93000 94000 96000" for unit in UNITS[:3]},
)
FIVE = history("2023-12", **{f"{unit}__cleaning_cost": "9 8" for unit in UNITS})
COST = "månad;enhet;städkostnad"
TODAY = date(2024, 3, 15)


@dataclass(frozen=True)
class Case:
    number: str
    rows: tuple[str, ...]
    found: tuple[Level, int, str]
    says: str
    before: pl.DataFrame | None = None
    layout: Layout = WIDE
    also: tuple[str, ...] = ()  # what else is said of the same cell


CASES = [
    Case(
        "52 zero meals and a cost",
        ("månad;enhet;städkostnad;yta", "2024-02;Lärkskolan;95000;0"),
        (WARNING, 2, "yta"),
        "Rad 2, kolumnen yta: det finns en kostnad, men inget att dela den på: Lokalvård, kostnad "
        "per städad yta kan inte räknas.",
    ),
    Case(
        "57 not begun",
        (COST, "2024-04;Lärkskolan;9"),
        (ERROR, 2, "månad"),
        "Rad 2, kolumnen månad: ”2024-04” har inte börjat än.",
    ),
    Case(
        "57 before the unit",
        (COST, "2023-01;Östra skolan;9"),
        (WARNING, 2, "månad"),
        "Rad 2, kolumnen månad: ”2023-01” ligger utanför den tid som enheten finns enligt "
        "registret.",
    ),
    Case(
        "57 Excel's zero",
        (COST, "1900-01;Lärkskolan;9"),
        (ERROR, 2, "månad"),
        "Rad 2, kolumnen månad: ”1900-01” är för länge sedan.",
    ),
    Case(
        "61 last month once more",
        (COST, *(f"2024-02;{unit};96000" for unit in ("Lärkskolan", "Kastanjen", "ostra"))),
        (WARNING, 0, ""),
        "Talen för 2024-02 är precis desamma som för månaden före.",
    ),
    Case(
        "63 forty per cent lacking",
        (COST, *(f"2024-02;{unit};9" for unit in ("Lärkskolan", "Kastanjen", "ostra"))),
        (WARNING, 0, ""),
        "2 av 5 väntade enhetsmånader saknas.",
        FIVE,
    ),
    Case(
        "64 one unit ten times",
        (COST, "2024-02;Lärkskolan;950000", "2024-02;Kastanjen;94000"),
        (WARNING, 2, "städkostnad"),
        "Rad 2, kolumnen städkostnad: ”950000” är ovanligt högt: enheten brukar ha omkring "
        "94\u00a0500.",
    ),
    Case(
        "64 all units in thousands",
        (COST, *(f"2024-02;{unit};95" for unit in ("Lärkskolan", "Kastanjen", "ostra"))),
        (WARNING, 0, "städkostnad"),
        "Kolumnen städkostnad: talen för Städkostnad är ungefär tusen gånger mindre än förut.",
    ),
    Case(
        "65 percent in a column of 1 to 5",
        ("månad;enhet;nki", "2024-02;Lärkskolan;84"),
        (ERROR, 2, "nki"),
        "Rad 2, kolumnen nki: ”84” är mer än 5, det största som Nöjdhet (betyg) kan vara.",
    ),
    Case(
        "66 four answers",
        ("månad;enhet;credit", "2024-02;Lärkskolan;4"),
        (WARNING, 2, "credit"),
        "Rad 2, kolumnen credit: ”4” är färre än fem, och då döljs nyckeltalet för enheten.",
    ),
    Case(
        "67 an address",
        (HEADER, ROW.replace("Lärkskolan", "anna@kommun.se")),
        (ERROR, 2, "enhet"),
        "Rad 2, kolumnen enhet: här står en e-postadress (••@••). Ingenting av filen har sparats.",
        layout=LONG,
        also=("Rad 2, kolumnen enhet: enheten ”••@••” finns inte i registret.",),
    ),
    Case(
        "67 a phone number",
        (HEADER, ROW.replace("Lärkskolan", "070-123 45 67")),
        (ERROR, 2, "enhet"),
        "Rad 2, kolumnen enhet: här står ett telefonnummer (0••-•• •• ••). Ingenting av filen har "
        "sparats.",
        layout=LONG,
        also=("Rad 2, kolumnen enhet: enheten ”0••-•• •• ••” finns inte i registret.",),
    ),
    Case(
        "68 an order number with a right check digit",
        ("månad;enhet;yta", "2024-02;Lärkskolan;8112189876"),
        (WARNING, 2, "yta"),
        "Rad 2, kolumnen yta: talet ser ut som ett personnummer (8112••-••••).",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.number)
def test_a_case_of_the_specification(case):
    everybody = spans(*((unit, "2023-07", "") for unit in UNITS))
    before = USUAL if case.before is None else case.before
    at = known(before, spans=everybody, today=TODAY)
    checked = check(at, *case.rows, layout=case.layout, catalogue=PEOPLE)
    assert [told(issue) for issue in checked.issues] == [
        (*case.found, says) for says in (case.says, *case.also)
    ]
    assert checked.has_errors is (case.found[0] is ERROR)
    assert checked.rows.is_empty() is checked.has_errors
    assert checked.keep_file is not case.number.startswith("67")


def test_case_60_the_same_data_in_other_bytes_changes_nothing():
    current = check_plain(lines(HEADER, ROW)).rows.drop("removed", "source_row")
    again = check_plain(lines("värde;enhet;mått;månad", "1234,5;larkskolan;cleaning_cost;jan-24"))
    assert not again.issues
    counts = preview(again, current.with_columns(delivery=7)).counts
    assert counts == {"new": 0, "changed": 0, "unchanged": 1, "removed": 0}


def test_case_68_an_organisation_number_is_nobody():
    assert not check_plain(lines(HEADER, ROW.replace("1234,50", "5560360793"))).issues
    checked = check_plain(lines(HEADER + ";not", ROW + ";556036-0793"))
    assert [told(issue) for issue in checked.issues] == [
        ("warning", 1, "not", "Rad 1, kolumnen not: kolumnen är inte känd och läses inte.")
    ]
    assert checked.keep_file
    assert checked.rows.equals(check_plain(lines(HEADER, ROW)).rows)


@pytest.mark.parametrize(
    "cell", ["=HYPERLINK(1)", "+46", "-2+3+cmd", "@SUM(A1)", "\tx", "\rx", "＝1+1"]
)
def test_case_69_a_formula_is_stored_as_text_and_harmless_on_its_way_out(cell):
    checked = check_plain(lines("enhet;månad;orsak", f'Kastanjen;2024-07;"{cell}"'), CLOSED)
    assert not checked.issues
    assert checked.rows["reason"].to_list() == [cell.strip()]
    assert not check_plain(lines(HEADER + ";not", f'{ROW};"{cell}"')).has_errors
    assert harmless(cell) == f"'{cell}"
    out = table_file(["orsak", "värde"], [[cell, "-1 234,50"]]).decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(out, newline=""), delimiter=";")
    assert row == [f"'{cell}", "-1 234,50"]
