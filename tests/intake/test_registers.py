"""Registers come in by the same door as figures: one reader for every kind."""

from datetime import date
from decimal import Decimal

import pytest

from kpi.ledger.kinds import KINDS
from tests.intake.files import BASELINES, CLOSED, SELECTED, UNITS, check, lines, place, the_issue


def test_every_field_is_read_by_its_type():
    content = lines(
        "enhet;namn;område;roll;från;lat",
        "u1;Lärkskolan;Område Öster;Pilot;2021-08;55,7",
        "u2;Nya skolan;;jämförelse;;",
    )
    checked = check(content, UNITS)
    assert not checked.issues
    assert dict(checked.rows.schema) == KINDS["units"].row_schema
    shown = checked.rows.select("unit", "area", "role", "valid_from", "lat", "size", "source_row")
    assert shown.rows() == [
        ("u1", "oster", "pilot", date(2021, 8, 1), Decimal("55.7"), None, 2),
        ("u2", None, "comparison", None, None, None, 3),
    ]
    assert checked.facts.units == 2
    assert checked.facts.first_month is None


def test_whole_numbers_and_days():
    header = "nyckeltal;gäller;första månad;leverans;låst"
    rows = check(
        lines(header, "Lokalvård per yta;;2021-08;12;2023-07-31", "cleaning_cost_m2;u1;2021-08;;"),
        BASELINES,
    ).rows
    assert rows.select("kpi", "scope", "as_of", "locked_on").rows() == [
        ("cleaning_cost_m2", "", 12, date(2023, 7, 31)),
        ("cleaning_cost_m2", "u1", None, None),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("Okänt;;2021-08;;", ("unknown_kpi", 2, "nyckeltal")),
        (";;2021-08;;", ("empty_cell", 2, "nyckeltal")),
        ("cleaning_cost_m2;;2021-13;;", ("not_a_month", 2, "första månad")),
        ("cleaning_cost_m2;;2021-08;1,5;", ("not_a_whole_number", 2, "leverans")),
        ("cleaning_cost_m2;;2021-08;9999999999;", ("not_a_whole_number", 2, "leverans")),
        ("cleaning_cost_m2;;2021-08;x;", ("not_a_number", 2, "leverans")),
        ("cleaning_cost_m2;;2021-08;;31/7", ("not_a_day", 2, "låst")),
        ("cleaning_cost_m2;;2021-08;;2023-02-30", ("not_a_day", 2, "låst")),
        ("cleaning_cost_m2;a\u202eb;2021-08;;", ("control_character", 2, "gäller")),
    ],
)
def test_what_a_field_does_not_take(cells, expected):
    header = "nyckeltal;gäller;första månad;leverans;låst"
    assert place(the_issue(check(lines(header, cells), BASELINES))) == expected


def test_a_word_outside_the_choices_lists_them():
    issue = the_issue(check(lines("enhet;namn;roll", "u1;Skolan;kontroll"), UNITS))
    assert (place(issue), issue.details) == (("not_a_choice", 2, "roll"), ("pilot", "jämförelse"))
    assert not check(lines("enhet;namn;roll", "u1;Skolan;comparison"), UNITS).issues


def test_an_area_must_be_known_and_a_unit_of_the_register_itself_need_not_be():
    issue = the_issue(check(lines("enhet;namn;område", "ny;Ny;Område Väster"), UNITS))
    assert (place(issue), issue.details) == (("unknown_area", 2, "område"), ("Område Öster",))


def test_an_empty_key_that_may_be_empty_means_all():
    content = lines("enhet;enhetstyp;månad;orsak", ";Skola;2024-07;Lov", "Kastanjen;;2024-07;Lov")
    rows = check(content, CLOSED).rows
    assert rows.select("unit", "unit_type", "service").rows() == [
        ("", "Skola", ""),
        ("kastanjen", "", ""),
    ]
    assert place(the_issue(check(lines("enhet;månad;orsak", "Nej;2024-07;Lov"), CLOSED))) == (
        "unknown_unit", 2, "enhet",
    )  # fmt: skip


def test_a_month_that_is_a_key_may_never_be_empty():
    columns = dict(CLOSED.columns)
    columns["month"] = columns["month"].model_copy(update={"required": False})
    layout = CLOSED.model_copy(update={"columns": columns})
    checked = check(lines("enhet;månad;orsak", "Kastanjen;;Lov", "Kastanjen;2024-07;Lov"), layout)
    assert place(the_issue(checked)) == ("empty_cell", 2, "månad")


def test_pilots_and_kpis_are_known_by_id():
    rows = check(lines("pilot;nyckeltal", "P1;Lokalvård, kostnad per städad yta"), SELECTED).rows
    assert rows.select("pilot", "kpi").rows() == [("p1", "cleaning_cost_m2")]
    issue = the_issue(check(lines("pilot;nyckeltal", "p2;cleaning_cost_m2"), SELECTED))
    assert (place(issue), issue.details) == (("unknown_pilot", 2, "pilot"), ())


def test_a_row_that_is_taken_away_needs_only_its_key():
    header = "enhet;namn;bort"
    checked = check(lines(header, "u1;;ja", "u2;Skolan;"), UNITS)
    assert checked.rows.select("unit", "removed").rows() == [("u1", True), ("u2", False)]
    assert place(the_issue(check(lines(header, "u1;;nej"), UNITS))) == ("empty_cell", 2, "namn")


def test_the_same_key_twice_in_a_register():
    twice = check(lines("enhet;namn", "u1;Skolan", "u1;Skolan"), UNITS)
    assert place(the_issue(twice)) == ("duplicate_row", 3, "")
    assert twice.rows.height == 1
    other = check(lines("enhet;namn", "u1;Skolan", "u1;Annan"), UNITS)
    assert place(the_issue(other)) == ("conflicting_row", 3, "")


def test_a_marker_for_no_value_is_no_number_in_a_register():
    issue = the_issue(check(lines("enhet;namn;lat", "u1;Skolan;.."), UNITS))
    assert place(issue) == ("not_a_number", 2, "lat")


def test_a_reference_to_a_measure_goes_by_any_of_its_names():
    from kpi.intake.resolve import Known, reference_reader
    from tests.intake.files import CATALOGUE

    reader = reference_reader("measure", Known(), CATALOGUE)
    assert reader is not None
    assert reader("städyta") == "cleaned_area_m2"
