"""What is not certainly wrong, but so unlikely that somebody should look once more."""

from datetime import date

import pytest

from kpi.intake.issue import Level, Rule
from kpi.wording.issues import issue_cause
from tests.intake.files import CATALOGUE, KPI, LONG, the_issue
from tests.intake.history import check, closed, doubted, history, known, spans

COSTS = history("2023-01", larkskolan__cleaning_cost="90 100 110 90 100 110")
TWO = "månad;enhet;städkostnad;yta"
JULY = date(2023, 7, 1)


def cost(value: str, before=COSTS, month: str = "2023-07"):
    return check(known(before), "månad;enhet;städkostnad", f"{month};Lärkskolan;{value}")


# One figure against the unit's own earlier ones


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("1000", "”1000” är ovanligt högt: enheten brukar ha omkring 100."),
        ("700", "”700” är ovanligt högt: enheten brukar ha omkring 100."),
        ("14", "”14” är ovanligt lågt: enheten brukar ha omkring 100."),
    ],
)
def test_a_figure_far_from_the_units_own_is_a_warning_in_its_cell(value, says):
    checked = cost(value)
    issue = the_issue(checked)
    assert (issue.rule, issue.level) == (Rule.UNUSUAL_JUMP, Level.WARNING)
    assert (issue.row, issue.column) == (2, "städkostnad")
    assert issue_cause(issue) == says
    assert doubted(checked) == [("unusual_jump", "larkskolan", "cleaning_cost", JULY)]
    assert checked.rows.height == 1


@pytest.mark.parametrize("value", ["100", "690", "15", "0", "saknas"])
def test_a_figure_near_the_usual_and_a_zero_are_not(value):
    assert not cost(value).issues


def test_five_earlier_values_are_too_few_to_say():
    few = history("2023-01", larkskolan__cleaning_cost="90 100 110 90 100")
    assert not cost("1000", few, "2023-06").issues


def test_only_the_last_twelve_values_count():
    grown = history("2021-01", larkskolan__cleaning_cost=" ".join(["10"] * 20 + ["100"] * 12))
    assert not cost("100", grown, "2023-09").issues
    assert cost("9", grown, "2023-09").totals[Rule.UNUSUAL_JUMP] == 1


def test_a_season_of_last_year_makes_a_low_month_usual():
    summer = "100 100 100 100 100 100 10 100 100 100 100 100 100 100 100 100 100 100"
    seasons = history("2022-01", larkskolan__cleaning_cost=summer)
    assert not cost("9", seasons).issues
    assert cost("9", seasons, "2023-08").totals[Rule.UNUSUAL_JUMP] == 1


def test_a_correction_is_held_against_the_months_before_its_own():
    wrong = history("2023-01", larkskolan__cleaning_cost="90 100 110 90 100 110 1000 100")
    assert not cost("100", wrong).issues
    assert cost("1000", wrong).totals[Rule.UNUSUAL_JUMP] == 1


def test_earlier_months_of_the_file_itself_are_history():
    rows = [f"2023-{month:02};Lärkskolan;{100 if month < 7 else 1000}" for month in range(1, 8)]
    checked = check(known(COSTS.clear()), "månad;enhet;städkostnad", *rows)
    assert [(issue.rule, issue.row) for issue in checked.issues] == [(Rule.UNUSUAL_JUMP, 8)]


def test_another_units_figures_are_not_its_own():
    checked = check(known(COSTS), "månad;enhet;städkostnad", "2023-07;Kastanjen;1000")
    assert not checked.issues


def test_a_small_count_moves_by_chance():
    portions = CATALOGUE.measures["portions_served"].model_copy(update={"decimals": 0})
    counts = CATALOGUE.model_copy(update={"measures": {portions.id: portions}})
    for usual, expected in (("9", []), ("100", [Rule.UNUSUAL_JUMP])):
        few = history("2023-01", larkskolan__portions_served=" ".join([usual] * 6))
        checked = check(
            known(few), "månad;enhet;portions_served", "2023-07;Lärkskolan;1", catalogue=counts
        )
        assert [issue.rule for issue in checked.issues] == expected


# Kronor or thousands of kronor

THREE = ["larkskolan", "kastanjen", "ostra"]
NAMES = ["Lärkskolan", "Kastanjen", "Östra skolan"]


def thousands(costs: str, areas: str):
    before = {f"{unit}__cleaning_cost": "90000 91000 92000 93000 94000 95000" for unit in THREE}
    before |= {f"{unit}__cleaned_area_m2": "5000 5000 5000 5000 5000 5000" for unit in THREE}
    pairs = zip(costs.split(), areas.split(), strict=True)
    rows = [f"2023-07;{name};{';'.join(pair)}" for name, pair in zip(NAMES, pairs, strict=True)]
    return check(known(history("2023-01", **before)), TWO, *rows)


def test_a_measure_in_thousands_is_one_warning_for_the_measure():
    checked = thousands("90 95 99", "5000 5000 5000")
    issue = the_issue(checked)
    assert (issue.rule, issue.row, issue.column) == (Rule.THOUSANDFOLD_MEASURE, 0, "städkostnad")
    assert issue.level is Level.WARNING
    assert issue_cause(issue) == "Talen för Städkostnad är ungefär tusen gånger mindre än förut."
    assert doubted(checked) == [("thousandfold_measure", "", "cleaning_cost", JULY)]


def test_a_whole_file_in_thousands_is_one_warning_for_the_file():
    checked = thousands("90 95 99", "5 5 5")
    issue = the_issue(checked)
    assert (issue.rule, issue.row, issue.column) == (Rule.THOUSANDFOLD_FILE, 0, "")
    assert issue_cause(issue) == "Talen i hela filen är ungefär tusen gånger mindre än förut."
    assert doubted(checked) == [("thousandfold_file", "", "", JULY)]


def test_kronor_where_thousands_were_usual_is_told_as_well():
    issue = the_issue(thousands("90000000 95000000 99000000", "5000 5000 5000"))
    assert issue_cause(issue) == "Talen för Städkostnad är ungefär tusen gånger större än förut."


def test_one_unit_in_thousands_is_that_units_jump():
    checked = thousands("90 95000 99000", "5000 5000 5000")
    assert [(issue.rule, issue.row) for issue in checked.issues] == [(Rule.UNUSUAL_JUMP, 2)]


# The month before once more


def repeated(*july: str):
    before = {f"{unit}__cleaning_cost": "90 95 97" for unit in THREE}
    before |= {f"{unit}__cleaned_area_m2": "50 50 50" for unit in THREE}
    before |= {f"{unit}__credit": "3 4 5" for unit in THREE}
    before |= {f"{unit}__nki": "3 4 2" for unit in THREE}
    rows = [f"2023-04;{name};{cells}" for name, cells in zip(NAMES, july, strict=False)]
    header = "månad;enhet;städkostnad;yta;kredit;nki"
    return check(known(history("2023-01", **before)), header.replace("kredit", "credit"), *rows)


def test_a_file_that_repeats_the_month_before_is_one_warning():
    checked = repeated("97;50;5;2", "97;50;5;2", "97;50;5;2")
    issue = the_issue(checked)
    assert (issue.rule, issue.level, issue.row) == (Rule.FILE_REPEATS_MONTH, Level.WARNING, 0)
    assert issue_cause(issue) == ("Talen för 2023-04 är precis desamma som för månaden före.")
    assert doubted(checked) == [("file_repeats_month", "", "", date(2023, 4, 1))]


def test_a_unit_that_repeats_its_month_before_is_named_by_its_row():
    checked = repeated("97;50;5;2", "98;50;5;2", "99;50;6;3")
    issue = the_issue(checked)
    assert (issue.rule, issue.row, issue.column) == (Rule.UNIT_REPEATS_MONTH, 2, "")
    assert issue_cause(issue) == "Enhetens tal är precis desamma som för månaden före."
    assert doubted(checked) == [("unit_repeats_month", "larkskolan", "", date(2023, 4, 1))]


def test_what_never_varies_and_two_figures_alike_say_nothing():
    assert not repeated("98;50;5;2", "97;50;6;2").issues
    assert not check(
        known(history("2023-01", larkskolan__cleaning_cost="90 95", larkskolan__nki="3 4")),
        "månad;enhet;städkostnad;nki",
        "2023-03;Lärkskolan;95;4",
    ).issues


# Who has not sent

SEVEN = history("2023-01", **{f"u{at}__cleaning_cost": "9 9" for at in range(7)})
EVERYBODY = spans(*((f"u{at}", "", "") for at in range(7)))


def sent_by(count: int, before=SEVEN, month: str = "2023-03", **more: object):
    at = known(
        before, **{"spans": EVERYBODY, "units": EVERYBODY.select("unit", name="unit"), **more}
    )
    rows = [f"{month};u{each};9" for each in range(count)]
    return check(at, "månad;enhet;städkostnad", *rows)


def test_a_file_without_forty_per_cent_of_the_expected_units_is_a_warning():
    checked = sent_by(4)
    issue = the_issue(checked)
    assert (issue.rule, issue.level, issue.row) == (Rule.UNITS_LACKING, Level.WARNING, 0)
    assert issue_cause(issue) == "3 av 7 väntade enhetsmånader saknas."
    assert doubted(checked) == [("units_lacking", "", "", date(2023, 3, 1))]
    assert not sent_by(5).issues


def test_a_correction_of_a_month_that_is_in_lacks_nothing():
    assert not sent_by(1, month="2023-02").issues


def test_units_that_are_closed_gone_or_silent_for_a_year_are_not_expected():
    assert not sent_by(4, closed=closed("u6", "cleaning", "2023-03")).issues
    assert not sent_by(4, closed=closed("u6", "", "2023-03")).issues
    assert sent_by(4, closed=closed("u6", "meals", "2023-03")).issues
    gone = spans(*((f"u{at}", "", "2023-02" if at == 6 else "") for at in range(7)))
    assert not sent_by(4, spans=gone).issues
    assert not sent_by(1, month="2024-03").issues


def test_a_file_with_errors_is_not_said_to_lack_what_could_not_be_read():
    at = known(SEVEN, spans=EVERYBODY, units=EVERYBODY.select("unit", name="unit"))
    checked = check(at, "månad;enhet;städkostnad", "2023-03;u1;x", "2023-03;u0;9")
    assert Rule.UNITS_LACKING not in checked.totals


# A cost for nothing


@pytest.mark.parametrize("volume", ["0", "0,0"])
def test_a_cost_for_a_volume_of_zero_is_a_warning_at_the_volume(volume):
    checked = check(known(COSTS), TWO, f"2023-07;Lärkskolan;100;{volume}")
    issue = the_issue(checked)
    assert (issue.rule, issue.level) == (Rule.COST_WITHOUT_VOLUME, Level.WARNING)
    assert (issue.row, issue.column, issue.found) == (2, "yta", volume)
    assert issue_cause(issue) == (
        f"Det finns en kostnad, men inget att dela den på: {KPI.title} kan inte räknas."
    )


def test_the_cost_may_be_in_already_or_come_after_the_volume():
    before = history("2023-07", larkskolan__cleaning_cost="100")
    volume = check(known(before), "månad;enhet;yta", "2023-07;Lärkskolan;0")
    assert the_issue(volume).rule is Rule.COST_WITHOUT_VOLUME
    nothing = history("2023-07", larkskolan__cleaned_area_m2="0")
    cost = check(known(nothing), "månad;enhet;städkostnad", "2023-07;Lärkskolan;100")
    assert the_issue(cost).column == "städkostnad"


@pytest.mark.parametrize("row", ["100;5", "0;0", "100;", ";0"])
def test_a_volume_no_cost_or_one_of_them_alone_is_no_matter(row):
    assert not check(known(COSTS.clear()), TWO, f"2023-07;Lärkskolan;{row}").issues


# Months


def test_a_month_before_or_after_the_unit_was_there_is_a_warning():
    at = known(COSTS.clear(), spans=spans(("larkskolan", "2023-02", "2023-03")))
    rows = [f"2023-0{month};Lärkskolan;100;5" for month in range(1, 5)]
    checked = check(at, TWO, *rows, "2023-01;Kastanjen;1;1")
    assert [(issue.rule, issue.row, issue.column) for issue in checked.issues] == [
        (Rule.OUTSIDE_UNITS_SPAN, 2, "månad"),
        (Rule.OUTSIDE_UNITS_SPAN, 5, "månad"),
    ]
    first = checked.issues[0]
    assert first.level is Level.WARNING
    assert issue_cause(first) == (
        "”2023-01” ligger utanför den tid som enheten finns enligt registret."
    )
    assert len(doubted(checked)) == 4


def test_taking_away_a_figure_from_outside_the_span_is_right():
    at = known(COSTS.clear(), spans=spans(("larkskolan", "2023-02", "")))
    assert not check(at, "månad;enhet;yta;bort", "2023-01;Lärkskolan;5;ja").issues


@pytest.mark.parametrize("month", ["1900-01", "1989-12"])
def test_a_month_long_ago_is_an_error(month):
    checked = check(known(COSTS), "månad;enhet;yta", f"{month};Lärkskolan;1")
    issue = the_issue(checked)
    assert (issue.rule, issue.level) == (Rule.EARLY_MONTH, Level.ERROR)
    assert (issue.row, issue.column) == (2, "månad")
    assert issue_cause(issue) == f"”{month}” är för länge sedan."


# Few answers


def test_fewer_than_five_answers_is_a_warning_that_they_are_hidden():
    nki = KPI.model_copy(update={"withhold_by": "portions_served", "withhold_below": 7})
    catalogue = CATALOGUE.model_copy(update={"kpis": {"nki": nki}})
    rows = ["2023-07;Lärkskolan;4", "2023-07;Kastanjen;5"]
    header = "månad;enhet;portions_served"
    checked = check(known(COSTS), header, *rows, catalogue=catalogue)
    issue = the_issue(checked)
    assert (issue.rule, issue.level, issue.row) == (Rule.FEW_ANSWERS, Level.WARNING, 2)
    assert issue_cause(issue) == "”4” är färre än fem, och då döljs nyckeltalet för enheten."
    assert not check(known(COSTS), header, *rows).issues


# Ten digits


def test_the_figure_that_looks_like_a_person_can_be_asked_about():
    row = "2023-07;Lärkskolan;Städkostnad;8112189876"
    checked = check(known(COSTS.clear()), "månad;enhet;mått;värde", row, layout=LONG)
    assert doubted(checked) == [("person_like_number", "larkskolan", "cleaning_cost", JULY)]
