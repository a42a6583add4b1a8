"""What is said of a cost change: the sentence, the rounding that adds up, the table, the file."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.periods import Span
from kpi.values.split import Left, Split
from kpi.wording import split as say
from tests.builders_facts import kpi, measure
from tests.wording.test_one_kpi import GAP

COST = kpi("cost", unit="kr/m²·mån", price_index="scb_kpi")
AREA = measure("area", unit="m²", title="städad yta m²")
BEFORE, AFTER = Span(date(2022, 1, 1), date(2022, 12, 1)), Span(date(2023, 1, 1), date(2023, 5, 1))
NOTHING = Left(Decimal("0.00"), 0)


def split(price, volume, mix, real, before="1000000", **given: object) -> Split:
    parts = [Decimal(each) for each in (price, volume, mix, real)]
    usual = {
        "before": Decimal(before),
        "after": Decimal(before) + sum(parts),
        "volumes": (100.0, 110.0),
        "price_change": 0.10,
        "nominal_change": 0.045,
        "months": (1, 2, 3, 4, 5),
        "units": 10,
        "left_before": NOTHING,
        "left_after": NOTHING,
    }
    names = dict(zip(("price", "volume", "mix", "real"), parts, strict=True))
    return Split(**(usual | names | given))


def sentence(*parts: str, of=COST, volume=AREA, **given: object) -> str:
    found = split(*parts, **given)
    return say.split_sentence(say.parts_of(found, of, volume)).replace(GAP, " ")


def test_the_sentence_names_every_part():
    assert sentence("380000", "55000", "187000", "-210000") == (
        "Kostnaden ökade med 412 tkr: +380 av prisutvecklingen, +55 av större yta, "
        "+187 av ändrad fördelning mellan enheterna och −210 av lägre kostnad per m²."
    )


def test_one_unit_has_no_mix():
    assert sentence("5000", "-900", "0", "300", units=1) == (
        "Kostnaden ökade med 4 400 kr: +5 000 av prisutvecklingen, −900 av mindre yta och "
        "+300 av högre kostnad per m²."
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("-12", "0", "0", "0"), "Kostnaden minskade med 12 kr: −12 av"),
        (("12", "0", "0", "-12"), "Kostnaden är oförändrad i kr: +12 av"),
        (("1500000", "0", "0", "0"), "Kostnaden ökade med 1 500 tkr"),
        (("15000000", "0", "0", "80000"), "Kostnaden ökade med 15,1 mnkr: +15,0 av"),
    ],
)
def test_amounts_stand_in_what_suits_the_largest(parts, said):
    assert sentence(*parts).startswith(said)


@pytest.mark.parametrize(
    ("unit", "kpi_unit", "more", "less", "per"),
    [
        ("m²", "kr/m²·mån", "större yta", "mindre yta", "m²"),
        ("portioner", "kr/portion", "fler portioner", "färre portioner", "portion"),
        ("km", "kr/mil", "längre körsträcka", "kortare körsträcka", "mil"),
        ("timmar", "kr/timme", "större volym", "mindre volym", "timme"),
    ],
)
def test_a_volume_is_spoken_of_in_its_own_words(unit, kpi_unit, more, less, per):
    of, volume = kpi("cost", unit=kpi_unit, price_index="scb_kpi"), measure("v", unit=unit)
    assert f"av {more}" in sentence("0", "5", "0", "0", of=of, volume=volume)
    assert f"av {less}" in sentence("0", "-5", "0", "1", of=of, volume=volume)
    assert f"högre kostnad per {per}." in sentence("0", "0", "0", "1", of=of, volume=volume)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=4, max_size=4), st.integers(1, 10**9))
def test_the_rounded_parts_sum_to_the_rounded_change(ore, before):
    parts = [str(Decimal(each) / 100) for each in ore]
    found = split(*parts, before=str(Decimal(before) / 100))
    *each, whole = say.parts_of(found, COST, AREA)
    assert sum(part.amount for part in each) == pytest.approx(whole.amount)
    assert sum(part.kronor for part in each) == whole.kronor == found.change
    for part in each:  # and none is more than a step from what it is
        step = {"kr": 1, "tkr": 1_000, "mnkr": 1_000_000}[part.unit]
        smallest = step / 10**part.decimals
        assert abs(part.amount * step - float(part.kronor)) < smallest * 1.0001


def test_the_table_goes_from_before_to_after_and_the_file_to_the_ore():
    found = split("380000.10", "55000", "187000", "-210000.05")
    parts = say.parts_of(found, COST, AREA)
    headings, rows = say.split_table(found, parts, BEFORE, AFTER)
    assert headings == ["Del", "Belopp", "Vad det är"]
    assert [rows[0][2].replace("\u2060", ""), rows[-1][2].replace("\u2060", "")] == [
        "januari–december 2022, fem kalendermånader",
        "januari–maj 2023",
    ]
    assert [row[0] for row in rows] == [
        *("Före", "Prisutveckling", "Yta", "Fördelning mellan enheter", "Kostnad per m²", "Efter"),
    ]
    assert [row[1].replace(GAP, " ") for row in rows] == [
        *("1 000 tkr", "+380 tkr", "+55 tkr", "+187 tkr", "−210 tkr", "1 412 tkr"),
    ]
    long = Span(date(2021, 1, 1), BEFORE.last)
    _, rows = say.split_table(found, parts, long, AFTER)
    assert rows[0][2].endswith("december 2022, i snitt för fem kalendermånader")
    headings, rows = say.split_file(found, parts, BEFORE, AFTER, "KPI, fastställd")
    assert [row[1] for row in rows] == [
        *("1000000", "380000,10", "55000", "187000", "-210000,05", "1412000,05"),
    ]
    assert rows[0][2:6] == [
        "löpande priser",
        "2022-01–2022-12",
        "2023-01–2023-05",
        "KPI, fastställd",
    ]
    assert len(headings) == len(rows[0])


def test_rates_and_what_was_compared_are_said():
    found = split("1", "2", "3", "4")
    assert say.rates_sentence(found, COST).replace(GAP, " ") == (
        "Priserna: +10,0 %. Kostnad per m²: +4,5 % i löpande priser, −5,0 % i fasta priser."
    )
    said = say.compared_sentence(found, BEFORE, AFTER)
    assert "fem kalendermånader för tio enheter" in said
    assert "Utanför" not in said
    left = {"left_before": Left(Decimal("70.4"), 1), "left_after": Left(Decimal(1), 3)}
    said = say.compared_sentence(
        split("1", "2", "3", "4", months=(1,), units=1, **left), BEFORE, AFTER
    )
    assert "en kalendermånad för en enhet" in said
    assert f"70{GAP}kronor från en enhet i den tidigare" in said
    assert f"1{GAP}krona från tre enheter i den senare" in said


def test_the_index_is_named_with_its_edition():
    assert "räknad med KPI." in say.index_sentence("KPI")


def test_the_chart_gets_names_amounts_and_words_in_order():
    parts = say.parts_of(split("1", "2", "3", "-4"), COST, AREA)
    frame = say.parts_frame(parts)
    assert frame["amount"].to_list() == [1, 2, 3, -4, 2]
    assert frame["said"][3] == f"−4{GAP}kr"
    assert say.axis_words(parts)[0] == "Kostnadens ändring i kr, löpande priser"
