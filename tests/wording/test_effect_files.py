"""What is taken along from the page of the effect: numbers a spreadsheet reads, and the prices."""

import csv
import io
from datetime import date
from math import log

import polars as pl

from kpi.effects import Effect, Grade, Group, Reason, Scale
from kpi.effects.money import Cost, Money, Savings
from kpi.effects.uncertainty import Interval
from kpi.periods import Span
from kpi.wording import effect_files as say
from kpi.wording.effect_months import GapMonth
from kpi.wording.table_file import table_file
from tests.builders_facts import kpi
from tests.wording.evaluated import COST, QUALITY, evaluated, level, planned, share

FIXED = "fasta priser, augusti 2023 (prisindex: KPI, 1980 = 100)"
MONEY = {"cost": FIXED}
HALVES = Span(date(2023, 8, 1), date(2024, 1, 1))


def lines(table: say.Table) -> list[str]:
    """The file as a spreadsheet gets it, every line as long as the first."""
    text = table_file(*table).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert {len(row) for row in found} == {len(found[0])}
    return ["|".join(row) for row in found]


def test_each_effect_has_its_ends_in_columns_and_a_cost_its_prices():
    likely = level(grade=Grade.LIKELY, reasons=(Reason.AREA, Reason.FEW_AREAS))
    nothing = evaluated(Effect(scale=Scale.LOG, between=None), of=kpi("other"))
    area = share(area=Interval(log(0.5), log(1.5)))
    seen = [evaluated(area, plan=planned()), evaluated(likely, of=QUALITY), nothing]
    header, *rows = lines(say.effects_file(seen, MONEY))
    assert header == (
        "Nyckeltal|Roll|Räknas i|Effekt|Lägst (95 %)|Högst (95 %)|Område, lägst (95 %)|"
        "Område, högst (95 %)|Bedömning|Därför att|Priser"
    )
    assert rows == [
        f"Städkostnad|Huvudnyckeltal|%|-20|-36|0|-50|50|Säkerställd||{FIXED}",
        "Godkända|Utforskande|procentenheter|-2|-3|-1|-4|0,5|Sannolik|"
        "händelse i området kan inte uteslutas; färre än fyra jämförelseområden|",
        "other|Utforskande|%||||||Kan inte bedömas|"
        "ingen enhet har värden både före och efter starten|",
    ]


def test_the_courses_go_month_by_month_and_what_is_missing_is_empty():
    rows = [
        GapMonth(date(2024, 1, 1), -10.0, 20.0, -25.0),
        GapMonth(date(2024, 2, 1), None, 0.12345, None),
    ]
    assert lines(say.gap_file(rows, "%", FIXED)) == [
        "Månad|Pilot, %|Jämförelse, %|Skillnad, %|Priser",
        f"2024-01|-10|20|-25|{FIXED}",
        f"2024-02||0,1235||{FIXED}",
    ]
    assert lines(say.gap_file(rows[:1], "poäng", ""))[1] == "2024-01|-10|20|-25|"


def test_units_stand_by_name():
    schema = {"unit": pl.String, "group": pl.String, "d": pl.Float64}
    units = pl.DataFrame(
        [("Björk", Group.PILOT, -3.0), ("Ask", Group.COMPARISON, 1.5)], schema=schema, orient="row"
    )
    assert lines(say.unit_file(units, "%", FIXED)) == [
        "Enhet|Grupp|Skillnad, %|Priser",
        f"Ask|Jämförelse|1,5|{FIXED}",
        f"Björk|Pilot|-3|{FIXED}",
    ]


def test_the_steps_are_in_kronor_with_their_months_and_prices():
    other = kpi("other", short_name="Fordon")
    whole = Savings(
        costs=(
            Cost(COST, Money(80.0, 100.004, 20.004, 0.0, 45.0), HALVES),
            Cost(other, Money(50.0, 45.0, -5.0, -10.0, 2.0), Span(HALVES.first, HALVES.first)),
        ),
        unjudged=(),
        own=(("utbildning", 7.5),),
        unpriced=(),
    )
    header, *rows = lines(say.savings_file(whole, {"cost": "fasta b", "other": "fasta a"}))
    assert header.startswith("Steg|Utfall, kr|Utan piloten, kr|Mindre kostnad, kr|Lägst, kr")
    assert rows == [
        "Städkostnad|80|100|20|0|45|2023-08–2024-01|fasta b",
        "Fordon|50|45|-5|-10|2|2023-08–2023-08|fasta a",
        "Summa|130|145|15|-10|47|2023-08–2024-01|fasta a och fasta b",
        "Pilotens kostnad: utbildning|||-7,5||||fasta a och fasta b",
        "Kvar|||7,5|-17,5|39,5||fasta a och fasta b",
    ]
