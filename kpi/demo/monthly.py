"""The measure files: one a month, the waves, the corrections, and the ones that must fail."""

from collections.abc import Iterable
from datetime import date

from kpi.demo.faults import CREDITED_MONTH, MISBOOKED_MONTH, Sent, credited, rebooked
from kpi.demo.figures import COLUMNS, DECIMALS, MONTHLY, WASTE
from kpi.demo.tables import (
    NO_BREAK_SPACE,
    THIN_SPACE,
    Table,
    as_utf8,
    as_windows_1252,
    number,
)
from kpi.demo.units import MONTHS, NEXT_MONTH, SURVEY, UNITS, Unit
from kpi.demo.waves import SURVEY_MONTHS, WASTE_MONTHS
from kpi.periods import Month

OLD_EXCEL_MONTH = date(2022, 10, 1)  # Windows-1252, no-break spaces between thousands
THIN_SPACE_MONTH = date(2023, 2, 1)  # UTF-8, thin spaces between thousands
MISTYPED_MONTH = date(2023, 5, 1)  # refused once, then sent right
PERSONAL_MONTH = date(2022, 9, 1)
TEST_PERSON = "19121212-1212"  # a test number published by Skatteverket; nobody has it

MISTYPED_FILE = "2023-05_forsta_forsok.csv"
PERSONAL_FILE = "personal_2022-09.csv"
CREDIT_FILE = "rattelse_maltider_2024-02.csv"
REBOOKED_FILE = "rattelse_vaktmasteri_2023-10.csv"


def name_of(month: Month) -> str:
    return f"{month:%Y-%m}.csv"


def measure_files(sent: Sent) -> dict[str, bytes]:
    """Every measure file by name, with the folder of the bad examples in the name."""
    files = {name_of(month): as_utf8(month_table(sent, month)) for month in (*MONTHS, NEXT_MONTH)}
    files[name_of(OLD_EXCEL_MONTH)] = as_windows_1252(
        month_table(sent, OLD_EXCEL_MONTH, thousands=NO_BREAK_SPACE)
    )
    files[name_of(THIN_SPACE_MONTH)] = as_utf8(
        month_table(sent, THIN_SPACE_MONTH, thousands=THIN_SPACE)
    )
    for month in SURVEY_MONTHS:
        files[f"nki_{name_of(month)}"] = as_utf8(_table(sent, (SURVEY,), month))
    for month in WASTE_MONTHS:
        files[f"matsvinn_{name_of(month)}"] = as_utf8(_table(sent, (WASTE,), month))
    files[CREDIT_FILE] = _correction(CREDITED_MONTH, "meal_cost", credited(sent))
    files[REBOOKED_FILE] = _correction(MISBOOKED_MONTH, "caretaking_cost", rebooked(sent))
    return files | _refused(sent) | _to_try(sent)


def month_table(sent: Sent, month: Month, thousands: str = "") -> Table:
    return _table(sent, tuple(MONTHLY), month, thousands)


def _table(sent: Sent, services: Iterable[str], month: Month, thousands: str = "") -> Table:
    """A row for each unit that has something to report, or a marker for what it lacks."""
    services = tuple(services)
    header = ["månad", "enhet", *(measure for service in services for measure in COLUMNS[service])]
    rows = [header]
    for unit in UNITS:
        cells = [
            cell for service in services for cell in _cells(sent, service, unit, month, thousands)
        ]
        if any(cells):
            rows.append([f"{month:%Y-%m}", unit.id, *cells])
    return rows


def _cells(sent: Sent, service: str, unit: Unit, month: Month, thousands: str) -> list[str]:
    empty = sent.gaps.get((service, unit.id, month), "")
    row = sent.figures[service].get((unit.id, month), {})
    return [
        number(row[measure], DECIMALS.get(measure, 0), thousands) if measure in row else empty
        for measure in COLUMNS[service]
    ]


def _correction(month: Month, measure: str, values: dict[str, float]) -> bytes:
    rows = [[f"{month:%Y-%m}", unit, measure, number(value)] for unit, value in values.items()]
    return as_utf8([["månad", "enhet", "mått", "värde"], *rows])


def _refused(sent: Sent) -> dict[str, bytes]:
    mistyped = [list(row) for row in month_table(sent, MISTYPED_MONTH)]
    mistyped[1][1] = "lerkskolan"
    mistyped[2][2] = mistyped[2][2].replace(mistyped[2][2][-1], "O", 1)
    personal = [["månad", "enhet", "personnummer", "sick_hours", "ordinary_hours"]]
    for unit, hours in (("larkskolan", "16,0"), ("tussilagon", "40,0"), ("lindgarden", "8,0")):
        personal.append([f"{PERSONAL_MONTH:%Y-%m}", unit, TEST_PERSON, hours, "152,0"])
    return {MISTYPED_FILE: as_utf8(mistyped), PERSONAL_FILE: as_utf8(personal)}


def _to_try(sent: Sent) -> dict[str, bytes]:
    """The next month's file with one mistake each, for whoever wants to see what happens."""
    tables = {
        name: [list(row) for row in month_table(sent, NEXT_MONTH)]
        for name in ("okand_enhet", "bokstav_i_stallet_for_siffra", "manad_som_inte_finns")
    }
    tables["okand_enhet"][4][1] = "tallgymnasium"
    letter = tables["bokstav_i_stallet_for_siffra"][3]
    letter[2] = f"{letter[2][:-1]}O"
    for row in tables["manad_som_inte_finns"][1:]:
        row[0] = "2024-13"
    return {f"prova/{name}.csv": as_utf8(table) for name, table in tables.items()}
