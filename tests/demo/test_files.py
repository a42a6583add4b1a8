"""The demo's files are the same on every computer and carry the faults they are meant to."""

import json
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from kpi.demo.figures import COLUMNS, MONTHLY, SURVEY, WASTE
from kpi.demo.files import write_files
from kpi.demo.registers import KPIS, SELECTED
from kpi.demo.script import SENDINGS
from kpi.demo.units import COMPARISON, MONTHS, OTHER, PILOT, SCHOOL, UNITS
from kpi.periods import parse_month
from kpi.settings import DEMO_FILES, SHIPPED_CATALOGUE
from tests.demo.by_hand import MISSING, files_in, live, month_files, read, reported, to_number

REGISTER_HEADERS = {
    "enheter.csv": "enhet;namn;enhetstyp;förvaltning;område;roll;tjänst från;gäller från;"
    "gäller till;latitud;longitud;storlek",
    "omraden.csv": "område;namn;gräns;anteckning",
    "stangda_manader.csv": "enhet;enhetstyp;tjänst;månad;orsak",
    "pilot.csv": "pilot;namn;område;start;slut;utvärdering;beslut;tjänster",
    "baslinjer.csv": "nyckeltal;omfattning;första månad;sista månad;inställningar;"
    "beräknad per;låst den;beslut;skäl",
    "malvarden.csv": "nyckeltal;omfattning;gäller från;målvärde;tolerans;prismånad;beslut",
    "golv.csv": "nyckeltal;enhetstyp;gäller från;golv;beslut",
    "handelser.csv": "händelse;rubrik;första dag;sista dag;omfattning;slag;anteckning",
    "kommentarer.csv": "nyckeltal;omfattning;månad;roll;vad som har hänt;varför;åtgärd;"
    "signerad av;signerad den",
    "barande_nyckeltal.csv": "pilot;nyckeltal;ordning;överenskommet med;beslut",
    "effektplan.csv": "pilot;nyckeltal;önskad riktning;huvudnyckeltal;marginal;beslut;bestämd den",
    "pilotkostnader.csv": "pilot;månad;slag;kr;anteckning",
    "matvagor.csv": "nyckeltal;månad;namn",
    "rattelse_maltider_2024-02.csv": "månad;enhet;mått;värde",
    "rattelse_vaktmasteri_2023-10.csv": "månad;enhet;mått;värde",
}
WAVE_FILES = [path.name for path in DEMO_FILES.glob("*_20??-??.csv") if path.name[0] in "nm"]


def header_of(file):
    return (DEMO_FILES / file).read_text(encoding="utf-8-sig").splitlines()[0]


def row_of(file, unit):
    return next(row for row in read(file) if row["enhet"] == unit)


def measures_of(row):
    return {name: cell for name, cell in row.items() if name not in {"månad", "enhet"}}


def test_the_committed_files_are_what_the_generator_makes(tmp_path):
    write_files(tmp_path)
    assert files_in(tmp_path) == files_in(DEMO_FILES)


def test_writing_twice_changes_nothing(tmp_path):
    write_files(tmp_path)
    first = files_in(tmp_path)
    write_files(tmp_path)
    assert files_in(tmp_path) == first


@pytest.mark.parametrize(("file", "header"), REGISTER_HEADERS.items())
def test_the_headers_are_those_that_the_layouts_name(file, header):
    assert header_of(file) == header


def test_a_month_file_has_a_column_for_every_monthly_measure():
    measures = [measure for service in MONTHLY for measure in COLUMNS[service]]
    for rows in month_files().values():
        assert list(rows[0]) == ["månad", "enhet", *measures]


@pytest.mark.parametrize("file", WAVE_FILES)
def test_a_wave_file_has_its_own_measures(file):
    wave = SURVEY if file.startswith("nki") else WASTE
    assert list(read(file)[0]) == ["månad", "enhet", *COLUMNS[wave]]


def test_there_are_six_waves_of_each_kind():
    assert Counter(name.split("_")[0] for name in WAVE_FILES) == {"nki": 6, "matsvinn": 6}


def test_ten_pilot_and_twenty_four_comparison_units_and_a_team():
    roles = Counter(row["roll"] for row in read("enheter.csv"))
    assert roles == {PILOT: 10, COMPARISON: 24, OTHER: 1}
    assert Counter(row["område"] for row in read("enheter.csv") if row["roll"] == COMPARISON) == (
        dict.fromkeys(["norr", "soder", "vaster", "centrum", "sydost", "landsbygd"], 4)
    )


def test_every_unit_stands_inside_its_area():
    areas = {row["område"]: json.loads(row["gräns"]) for row in read("omraden.csv")}
    for row in read("enheter.csv"):
        longitudes, latitudes = zip(*areas[row["område"]]["coordinates"][0], strict=True)
        assert min(longitudes) < to_number(row["longitud"]) < max(longitudes)
        assert min(latitudes) < to_number(row["latitud"]) < max(latitudes)


def test_every_unit_that_reports_is_known_and_no_unit_reports_a_month_twice():
    known = {row["enhet"] for row in read("enheter.csv")}
    for month, rows in month_files().items():
        units = [row["enhet"] for row in rows]
        assert set(units) <= known
        assert len(units) == len(set(units))
        assert {row["månad"] for row in rows} == {f"{month:%Y-%m}"}


def test_a_unit_reports_only_the_services_it_has():
    for rows in month_files().values():
        for row in rows:
            unit = next(unit for unit in UNITS if unit.id == row["enhet"])
            lacks = [service for service in MONTHLY if not unit.has(service)]
            assert all(row[m] == "" for service in lacks for m in COLUMNS[service])


def test_money_and_areas_are_whole_and_hours_have_one_decimal():
    row = row_of("2024-07.csv", "lindgarden")
    assert row["cleaning_cost"].isdigit()
    assert row["cleaned_area_m2"] == "4300"
    assert len(row["ordinary_hours"].split(",")[1]) == 1
    assert len(row["cleaning_fte"].split(",")[1]) == 2


def test_a_part_is_never_more_than_the_whole():
    values = reported()
    for part, whole in (
        ("rooms_approved", "rooms_checked"),
        ("faults_on_time", "faults_closed"),
        ("organic_food_cost", "food_cost"),
        ("food_cost", "meal_cost"),
        ("booked_hours", "bookable_hours"),
        ("full_time_employees", "employees"),
        ("nki_answers", "nki_invited"),
    ):
        both = [key for key in values if key[2] == part]
        assert both
        assert all(0 <= values[key] <= values[*key[:2], whole] for key in both)


def test_a_resting_school_kitchen_reports_what_it_costs_and_no_portions():
    for month in ("2022-07", "2023-07", "2024-07"):
        reporting = [row for row in read(f"{month}.csv") if row["meal_cost"] not in MISSING]
        schools = [
            row
            for row in reporting
            if row["enhet"] in {unit.id for unit in UNITS if unit.unit_type == SCHOOL}
        ]
        assert schools
        assert all(row["portions_served"] == "" for row in schools)


def test_abroskolan_sent_nothing_in_march_and_april_2022():
    for month, rows in month_files().items():
        there = "abroskolan" in {row["enhet"] for row in rows}
        assert there == (month not in {date(2022, 3, 1), date(2022, 4, 1)})


def test_three_per_cent_is_missing_and_some_of_it_is_marked():
    missing = total = 0
    markers = Counter()
    for rows in month_files().values():
        for row in rows:
            unit = next(unit for unit in UNITS if unit.id == row["enhet"])
            for service in (service for service in MONTHLY if unit.has(service)):
                cells = {row[measure] for measure in COLUMNS[service]}
                total += 1
                missing += cells <= MISSING
                markers.update(cells & {"saknas", ".."})
    assert 0.02 < missing / total < 0.04
    assert markers["saknas"] > 10
    assert markers[".."] > 1


def test_kastanjens_caretaking_is_ten_times_too_dear_in_november_2023():
    october, november, december = (
        to_number(row_of(f"2023-{month}.csv", "kastanjen")["caretaking_cost"])
        for month in (10, 11, 12)
    )
    assert november / october == pytest.approx(10, rel=0.2)
    assert november / december == pytest.approx(10, rel=0.2)


def test_the_credit_note_takes_eight_per_cent_off_every_meal_cost_of_february_2024():
    correction = read("rattelse_maltider_2024-02.csv")
    first = {row["enhet"]: row["meal_cost"] for row in read("2024-02.csv")}
    assert len(correction) > 20
    for row in correction:
        assert (row["månad"], row["mått"]) == ("2024-02", "meal_cost")
        assert to_number(row["värde"]) == pytest.approx(
            0.92 * to_number(first[row["enhet"]]), abs=1
        )


def test_the_invoice_on_the_wrong_school_moves_and_the_sum_stays():
    correction = read("rattelse_vaktmasteri_2023-10.csv")
    before = [
        to_number(row_of("2023-10.csv", row["enhet"])["caretaking_cost"]) for row in correction
    ]
    after = [to_number(row["värde"]) for row in correction]
    assert sum(before) == sum(after)
    assert before != after


def test_lindgarden_is_larger_from_march_2023():
    for month, rows in month_files().items():
        row = next(row for row in rows if row["enhet"] == "lindgarden")
        expected = {"3500"} if month < date(2023, 3, 1) else {"4300"}
        written = {
            to_number(row[m]) for m in ("cleaned_area_m2", "floor_area_m2") if row[m] not in MISSING
        }
        assert {f"{value:.0f}" for value in written} <= expected


def test_a_comparison_school_is_gone_from_january_2024():
    (update,) = read("enheter_2024-01.csv")
    assert (update["enhet"], update["roll"], update["gäller till"]) == (
        *("slanskolan", COMPARISON, "2023-12"),
    )
    for month, rows in month_files().items():
        there = "slanskolan" in {row["enhet"] for row in rows}
        assert there == (month <= parse_month(update["gäller till"]))


def test_the_flat_rate_rises_from_eight_to_eleven_per_cent_in_january_2023():
    for (unit, month, measure), value in reported().items():
        if measure == "outdoor_cost_central_oh":
            rate = 0.08 if month < date(2023, 1, 1) else 0.11
            assert value == pytest.approx(rate * reported()[unit, month, "outdoor_cost"], abs=1)


def test_a_private_contract_never_reports_the_services_own_overhead():
    without = {
        unit.id
        for unit in UNITS
        if any(key[0] == unit.id and key[2] == "cleaning_cost" for key in reported())
        and not any(
            key[0] == unit.id and key[2] == "cleaning_cost_service_oh" for key in reported()
        )
    }
    assert without == {"kastanjen", "osterporten", "slandan", "spegeln", "oxelskolan", "granen"}


def test_four_people_answered_for_solglantan_in_may_2024():
    assert row_of("nki_2024-05.csv", "solglantan")["nki_answers"] == "4"
    answers = [value for key, value in reported().items() if key[2] == "nki_answers"]
    assert sorted(answers)[:2] == [4, min(value for value in answers if value > 4)]
    assert sorted(answers)[1] >= 7


def test_one_team_has_eight_employees_and_every_other_unit_at_least_eleven():
    employees = {key[:2]: value for key, value in reported().items() if key[2] == "employees"}
    assert {value for (unit, _), value in employees.items() if unit == "serviceteamoster"} == {8}
    assert min(value for (unit, _), value in employees.items() if unit != "serviceteamoster") >= 11


def test_one_file_comes_from_an_old_excel_and_one_has_thin_spaces():
    old = (DEMO_FILES / "2022-10.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        old.decode("utf-8")
    assert "\u00a0" in old.decode("cp1252")
    assert b"\r\n" in old
    assert "\u2009" in (DEMO_FILES / "2023-02.csv").read_text(encoding="utf-8-sig")


def test_all_other_files_are_utf8_with_a_mark():
    for name, content in files_in(DEMO_FILES).items():
        if name != "2022-10.csv":
            assert content.decode("utf-8").startswith("\ufeff")


def test_the_file_with_personal_numbers_has_only_a_published_test_number():
    assert {row["personnummer"] for row in read("personal_2022-09.csv")} == {"19121212-1212"}


def test_the_first_attempt_differs_from_its_twin_in_two_cells():
    wrong, right = read("2023-05_forsta_forsok.csv"), read("2023-05.csv")
    cells = [
        (a[column], b[column])
        for a, b in zip(wrong, right, strict=True)
        for column in b
        if a[column] != b[column]
    ]
    (unit, known), (typed, number) = cells
    assert (unit, known) == ("lerkskolan", "larkskolan")
    assert "O" in typed
    assert number.isdigit()


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ("okand_enhet", {("enhet", "tallgymnasium")}),
        ("bokstav_i_stallet_for_siffra", {("cleaning_cost", None)}),
        ("manad_som_inte_finns", {("månad", "2024-13")}),
    ],
)
def test_each_bad_example_is_next_months_file_with_one_kind_of_mistake(file, wrong):
    found = set()
    for bad, good in zip(read(f"prova/{file}.csv"), read("2024-08.csv"), strict=True):
        found |= {(column, bad[column]) for column in good if bad[column] != good[column]}
    if file.startswith("bokstav"):
        ((column, cell),) = found
        assert cell.endswith("O")
        found = {(column, None)}
    assert found == wrong


def test_the_decided_registers_name_the_sixteen_kpis_and_eight_of_them():
    assert len({row["nyckeltal"] for row in read("baslinjer.csv")}) == len(KPIS) == 16
    assert [row["nyckeltal"] for row in read("barande_nyckeltal.csv")] == [
        kpi for kpi, _ in SELECTED
    ]
    assert {row["nyckeltal"] for row in read("malvarden.csv")} == {kpi for kpi, _ in SELECTED}
    assert {kpi for kpi, _ in SELECTED} <= set(KPIS)
    assert len(SELECTED) == 8


def test_everything_is_sent_except_next_month_and_the_bad_examples():
    sent = {sending.file for sending in SENDINGS if sending.file}
    demo = {name for name in files_in(DEMO_FILES) if not name.startswith("prova/")}
    assert demo - sent == {"2024-08.csv"}
    assert sent - demo == {"prices/scb_kpi.csv"}
    assert (SHIPPED_CATALOGUE / "prices" / "scb_kpi.csv").is_file()


def test_every_layout_that_is_named_exists():
    layouts = {path.stem for path in (SHIPPED_CATALOGUE / "layouts").glob("*.toml")}
    assert {sending.layout for sending in SENDINGS if sending.file} <= layouts


def test_the_sendings_come_in_order_in_office_hours_and_before_mid_august_2024():
    times = [sending.sent for sending in SENDINGS]
    assert times == sorted(set(times))
    assert times[-1] < datetime(2024, 8, 15, tzinfo=UTC)
    assert all(time.weekday() < 5 and 6 <= time.hour < 16 for time in times)


def test_a_month_is_sent_when_it_is_over_and_the_registers_before_the_first():
    order = [sending.file for sending in SENDINGS]
    assert order.index("enheter.csv") < order.index("2021-08.csv")
    assert order.index("2023-07.csv") < order.index("baslinjer.csv")
    for sending in SENDINGS:
        if sending.layout in {"wide", "long"}:
            assert all(row["månad"] < f"{sending.sent:%Y-%m}" for row in read(sending.file))


def test_only_the_latest_month_is_preliminary():
    assert [s.file for s in SENDINGS if s.status == "preliminary"] == [f"{MONTHS.last:%Y-%m}.csv"]


def test_what_the_script_expects():
    assert [s.file for s in SENDINGS if s.expected == "refused"] == [
        "personal_2022-09.csv",
        "2023-05_forsta_forsok.csv",
    ]
    (again,) = (s for s in SENDINGS if s.expected == "already")
    assert again.file in {s.file for s in SENDINGS if s.sent < again.sent}


def test_the_correction_is_withdrawn_and_then_stands_again():
    undone = [s for s in SENDINGS if s.withdraws]
    assert [s.name for s in undone] == [
        "ångra rattelse_vaktmasteri_2023-10.csv",
        "ångra ångra rattelse_vaktmasteri_2023-10.csv",
    ]
    for stop, stands in ((undone[0], False), (undone[1], True)):
        until = tuple(s for s in SENDINGS if s.sent <= stop.sent)
        assert ("rattelse_vaktmasteri_2023-10.csv" in {s.file for s in live(until)}) == stands


def test_nothing_names_a_place_outside_the_project():
    for content in files_in(DEMO_FILES).values():
        assert b"://" not in content
