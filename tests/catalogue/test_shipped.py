"""The catalogue that is shipped: it loads, it is whole, and its prices are the published ones."""

import csv
import re
from collections import defaultdict

import pytest

from kpi.catalogue import parse, read_texts
from kpi.catalogue.types import Formula, Frequency, Perspective, Shape
from kpi.ledger.kinds import KINDS
from kpi.settings import SHIPPED_CATALOGUE

KPIS = """
    caretaking_cost_m2 cleaning_cost_m2 cleaning_m2_fte cleaning_quality fault_lead_days
    fault_on_time fleet_cost_mil fleet_utilisation food_waste_g fulltime_share meal_cost_portion
    meals_served nki organic_share outdoor_cost_m2 sick_leave
"""
MEASURES = """
    cleaning_cost cleaned_area_m2 cleaning_fte rooms_checked rooms_approved
    meal_cost portions_served food_waste_g eaters food_cost organic_food_cost
    caretaking_cost floor_area_m2 fault_days faults_closed faults_on_time
    booked_hours bookable_hours fleet_cost fleet_km outdoor_cost maintained_area_m2
    nki nki_answers nki_invited nki_sd sick_hours ordinary_hours full_time_employees employees
"""
OVERHEAD = {
    f"{service}_cost_{pool}_oh"
    for service in ("cleaning", "meal", "caretaking", "outdoor")
    for pool in ("service", "central")
}
HEADERS = {
    "long": "månad;enhet;mått;värde",
    "wide": "månad;enhet",
    "units": "enhet;namn;enhetstyp;förvaltning;område;roll;tjänst från;gäller från;gäller till;"
    "latitud;longitud;storlek",
    "areas": "område;namn;gräns;anteckning",
    "closed_months": "enhet;enhetstyp;tjänst;månad;orsak",
    "pilot": "pilot;namn;område;start;slut;utvärdering;beslut;tjänster",
    "price_index": "serie;månad;utgåva;värde;källa;status",
    "baselines": "nyckeltal;omfattning;första månad;sista månad;inställningar;beräknad per;"
    "låst den;beslut;skäl",
    "phases": "nyckeltal;omfattning;ny fas från;skäl;signerad av",
    "targets": "nyckeltal;omfattning;gäller från;målvärde;tolerans;prismånad;beslut",
    "floors": "nyckeltal;enhetstyp;gäller från;golv;beslut",
    "events": "händelse;rubrik;första dag;sista dag;omfattning;slag;anteckning",
    "comments": "nyckeltal;omfattning;månad;roll;vad som har hänt;varför;åtgärd;signerad av;"
    "signerad den",
    "selected_kpis": "pilot;nyckeltal;ordning;överenskommet med;beslut",
    "effect_plans": "pilot;nyckeltal;önskad riktning;skala;start;inkörning;jämförelseenheter;"
    "huvudnyckeltal;marginal;beslut;bestämd den",
    "pilot_costs": "pilot;månad;slag;kr;anteckning",
    "waves": "nyckeltal;månad;namn",
    "questions": "enhet;mått;månad;regel;skäl;avgjord den;avgjord av",
    "layouts": "layout;innehåll",
}
# SCB's own yearly means, as published beside the months
YEARLY_MEANS = {
    2018: 328.40,
    2019: 334.26,
    2020: 335.92,
    2021: 343.19,
    2022: 371.91,
    2023: 403.70,
}


@pytest.fixture(scope="module")
def shipped():
    return parse(read_texts(SHIPPED_CATALOGUE))


def test_the_sixteen_kpis_are_there(shipped):
    assert list(shipped.kpis) == KPIS.split()


def test_every_measure_is_there_with_overhead_where_it_is_reported(shipped):
    assert set(shipped.measures) == {*MEASURES.split(), *OVERHEAD}
    assert {m.id for m in shipped.measures.values() if m.overhead} == OVERHEAD


def test_costs_may_be_negative_and_nothing_else(shipped):
    negative = {m.id for m in shipped.measures.values() if m.smallest is None}
    assert negative == {m.id for m in shipped.measures.values() if m.unit == "kr"}


def test_cost_kpis_count_what_the_service_can_influence_in_fixed_prices(shipped):
    costs = [kpi for kpi in shipped.kpis.values() if kpi.perspective is Perspective.COST]
    assert [kpi.id for kpi in costs] == [kpi.id for kpi in shipped.kpis.values() if kpi.price_index]
    for kpi in costs:
        direct = kpi.numerator[0]
        service_oh = f"{direct}_service_oh"
        assert kpi.numerator == (direct, *([service_oh] if service_oh in OVERHEAD else []))


def test_a_share_is_shown_in_per_cent(shipped):
    per_cent = [kpi for kpi in shipped.kpis.values() if kpi.unit == "%"]
    assert {kpi.scale for kpi in per_cent} == {100.0}
    assert {kpi.formula for kpi in per_cent} == {Formula.RATIO}


def test_small_groups_are_withheld_by_answers_and_by_employees(shipped):
    withheld = {
        k.id: (k.withhold_by, k.withhold_below) for k in shipped.kpis.values() if k.withhold_by
    }
    assert withheld == {
        "nki": ("nki_answers", 7),
        "sick_leave": ("employees", 11),
        "fulltime_share": ("employees", 11),
    }


def test_only_the_survey_and_the_weighing_of_waste_are_not_monthly(shipped):
    other = {k.id: k.frequency for k in shipped.kpis.values() if k.frequency != "monthly"}
    assert other == {"nki": Frequency.WAVE, "food_waste_g": Frequency.MEASURING_WEEKS}


@pytest.mark.parametrize("name", HEADERS)
def test_a_layout_has_its_header_and_a_column_that_takes_rows_away(shipped, name):
    columns = shipped.layouts[name].columns
    assert ";".join(column.name for column in columns.values()) == f"{HEADERS[name]};bort"
    assert list(columns)[-1] == "removed"


def test_no_other_layouts_are_shipped(shipped):
    assert set(shipped.layouts) == set(HEADERS)


def test_a_register_layout_fills_exactly_the_fields_of_its_kind(shipped):
    for layout in shipped.layouts.values():
        fields = KINDS[layout.kind].fields
        if layout.shape is Shape.REGISTER:
            assert set(layout.columns) == {*fields, "removed"}, layout.id


def test_every_header_is_also_found_without_swedish_letters(shipped):
    plain = str.maketrans("åäö", "aao")
    for layout in shipped.layouts.values():
        for column in layout.columns.values():
            assert column.name.translate(plain) in column.headers, (layout.id, column.name)


@pytest.fixture(scope="module")
def published():
    """The shipped price file, row by row."""
    text = (SHIPPED_CATALOGUE / "prices" / "scb_kpi.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(text.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_the_price_file_has_the_header_of_its_layout(published):
    assert ";".join(published[0]) == HEADERS["price_index"]


def test_the_price_file_has_every_month_once_up_to_november_2024(published):
    months = [f"{year}-{month:02}" for year in range(2018, 2025) for month in range(1, 13)]
    assert [row["månad"] for row in published] == months[:-1]


def test_the_price_file_names_its_series_edition_and_source(published, shipped):
    (told,) = {(row["serie"], row["utgåva"], row["källa"], row["status"]) for row in published}
    assert told == ("scb_kpi", "fastställd", "SCB, KPI fastställda tal 1980=100", "fastställd")
    assert told[0] in shipped.prices["scb_kpi"].weights
    assert told[3] in shipped.layouts["price_index"].columns["status"].choices


def test_the_months_of_a_year_have_the_published_mean(published):
    years = defaultdict(list)
    for row in published:
        assert re.fullmatch(r"\d{3},\d{2}", row["värde"])
        years[int(row["månad"][:4])].append(float(row["värde"].replace(",", ".")))
    for year, mean in YEARLY_MEANS.items():
        assert sum(years[year]) / 12 == pytest.approx(mean, abs=0.01), year


def test_each_service_with_a_cost_and_a_quality_has_them_held_against_each_other(shipped):
    pairs = {
        (kpi.id, link.quality): link.volume for kpi in shipped.kpis.values() for link in kpi.link
    }
    assert pairs == {
        ("caretaking_cost_m2", "fault_on_time"): "faults_closed",
        ("caretaking_cost_m2", "fault_lead_days"): "faults_closed",
        ("cleaning_cost_m2", "cleaning_quality"): "cleaned_area_m2",
        ("fleet_cost_mil", "fleet_utilisation"): "fleet_km",
        ("meal_cost_portion", "food_waste_g"): "portions_served",
        ("meal_cost_portion", "organic_share"): "portions_served",
    }
