"""What a figure is of: months and units as people write them, the same thing twice, removal."""

from itertools import product

import pytest

from kpi.intake.issue import Level, Rule
from kpi.wording.issues import issue_hint
from tests.intake.clean import CLEAN, ROWS, all_told, places, same_rows, told_of
from tests.intake.files import HEADER, ROW, WIDE, check, lines, place, the_issue, told

# Months


WRITTEN = [
    *("2024-01", "2024-01-31", "202401", "2024M01", "2024m01", "jan-24", "jan. 2024"),
    *("jan 2024", "januari 2024", "JANUARI 2024", " Januari\u00a02024 ", "jan-2024"),
]


@pytest.mark.parametrize("text", WRITTEN)
def test_every_way_to_write_a_month(text):  # case 54
    assert same_rows(CLEAN.replace("2024-01", text))


def test_every_way_to_write_a_month_in_one_file_is_one_month():  # case 54
    measures = ("Städkostnad", "yta", "portions_served", "credit")
    things = product(("Lärkskolan", "Kastanjen", "Östra skolan"), measures)
    rows = [f"{unit};{measure};5" for unit, measure in things]
    mixed = [f"{month};{row}" for month, row in zip(WRITTEN, rows, strict=True)]
    checked = check(lines(HEADER, *mixed))
    assert not checked.issues
    assert checked.rows.equals(check(lines(HEADER, *(f"2024-01;{row}" for row in rows))).rows)


FORMS = "Skriv år och månad som 2024-07. Även 202407, 2024M07, jul-24 och juli 2024 går bra."


@pytest.mark.parametrize(
    ("text", "rule", "says", "hint"),
    [
        ("2024-13", "not_a_month", "”2024-13” är inte en månad.", FORMS),
        ("2024-02-30", "not_a_month", "”2024-02-30” är inte en månad.", FORMS),
        ("24-01", "not_a_month", "”24-01” är inte en månad.", FORMS),
        ("kv1 2024", "not_a_month", "”kv1 2024” är inte en månad.", FORMS),
        ("2024", "not_a_month", "”2024” är inte en månad.", FORMS),
        ("jan", "not_a_month", "”jan” är inte en månad.", FORMS),
        ("", "empty_cell", "cellen är tom.", "Fyll i den, eller ta bort raden."),
        (
            "01-02-2024",
            "ambiguous_month",
            "”01-02-2024” kan läsas med dag eller månad först.",
            FORMS,
        ),
        ("1/2/2024", "ambiguous_month", "”1/2/2024” kan läsas med dag eller månad först.", FORMS),
    ],
)
def test_months_that_are_refused(text, rule, says, hint):  # cases 55 and 56
    issue = the_issue(check(lines(HEADER, ROW.replace("2024-01", text))))
    assert told(issue) == ("error", 2, "månad", f"Rad 2, kolumnen månad: {says}")
    assert (issue.rule.value, issue.found, issue_hint(issue)) == (rule, text, hint)


# The same thing twice


def test_the_same_row_twice_is_merged_with_a_warning():  # case 58
    checked = check(CLEAN + lines(ROW.replace("Lärkskolan", "larkskolan")))
    assert checked.rows.equals(ROWS)
    says = "Rad 4, kolumnen värde: samma uppgift står redan på rad 2; den läses en gång."
    assert all_told(checked) == [("warning", 4, "värde", says)]


@pytest.mark.parametrize("other", ["7", "-"])
def test_two_values_for_one_thing_is_an_error_that_names_both_rows(other):  # case 58
    says = "Rad 4, kolumnen värde: samma uppgift står på rad 2 men är en annan där."
    content = CLEAN + lines(ROW.replace("1234,50", other))
    assert told_of(content) == [("error", 4, "värde", says)]


# Units and measures


@pytest.mark.parametrize(
    "unit", ["larkskolan", "Lärkskolan ", "LÄRKSKOLAN", "lärkskolan\u00a0", " Lärkskolan"]
)
def test_a_unit_is_known_by_id_or_name_in_any_case(unit):  # case 59
    assert same_rows(CLEAN.replace("Lärkskolan", unit))


def test_an_unknown_unit_gets_the_nearest_names():  # case 59
    issue = the_issue(check(CLEAN.replace("Östra skolan", "OSTRA SKOLAN")))
    says = "Rad 3, kolumnen enhet: enheten ”OSTRA SKOLAN” finns inte i registret."
    assert told(issue) == ("error", 3, "enhet", says)
    assert issue_hint(issue) == (
        "Skriv ”Östra skolan” eller ”Lärkskolan”, eller lägg till enheten i registret."
    )
    issue = the_issue(check(CLEAN.replace("Östra skolan", "x" * 200)))
    assert (issue.rule, issue.details) == (Rule.UNKNOWN_UNIT, ())


def test_a_name_that_two_units_share_is_an_error_that_lists_their_ids():
    issue = the_issue(check(lines(HEADER, ROW.replace("Lärkskolan", "Västra"))))
    assert (issue.rule, issue.details) == (Rule.SHARED_NAME, ("vastra", "vastra2"))


# Text that could do harm


@pytest.mark.parametrize(
    "unit",
    [
        *("=HYPERLINK(1)", "+46", "-2+3+cmd", "@SUM", "\uff1d1"),
        *("<script>", "**fet**", "[x](javascript:1)", "😀"),
    ],
)
def test_formulas_and_markup_are_plain_text(unit):  # cases 69 and 70
    issue = the_issue(check(lines(HEADER, ROW.replace("Lärkskolan", unit))))
    says = f"Rad 2, kolumnen enhet: enheten ”{unit}” finns inte i registret."
    assert told(issue) == ("error", 2, "enhet", says)
    assert (issue.rule, issue.found) == (Rule.UNKNOWN_UNIT, unit)


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\u200b", "U+200B"),
        ("\x07", "U+0007"),
        ("\x85", "U+0085"),
    ],
)
def test_control_and_bidi_characters_are_errors(character, code):  # case 70
    says = f"Rad 3, kolumnen enhet: texten innehåller ett osynligt styrtecken ({code})."
    content = CLEAN.replace("Östra", f"Öst{character}ra")
    assert told_of(content) == [("error", 3, "enhet", says)]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x.csv", "x.csv"),
        ("C:\\mappar\\x.csv", "x.csv"),
        ("a\u202eb\nc.csv", "ab c.csv"),
        ("x" * 300, "x" * 99 + "…"),
        ("CON.csv", "CON.csv"),
    ],
)
def test_only_the_files_own_name_is_shown(name, shown):  # case 71
    checked = check(CLEAN, name=name)
    assert checked.facts.name == shown
    assert checked.rows.equals(ROWS)
    assert not checked.issues


# Removal


def test_a_row_is_taken_away_by_a_ja():
    checked = check(lines(HEADER + ";bort", ROW + ";", "2024-01;Kastanjen;yta;;Ja"))
    assert checked.rows.select("unit", "value", "missing", "removed").rows()[1] == (
        "kastanjen", None, None, True,
    )  # fmt: skip
    assert places(lines(HEADER + ";bort", ROW + ";kanske")) == [("not_yes", 2, "bort")]


def test_a_wide_row_takes_away_the_measures_it_names():
    header = "månad;enhet;Städkostnad;yta;bort"
    checked = check(lines(header, "2024-01;Kastanjen;1;;ja"), WIDE)
    assert checked.rows.select("measure", "removed").rows() == [("cleaning_cost", True)]
    assert places(lines(header, "2024-01;Kastanjen;;;ja"), WIDE) == [("removes_nothing", 2, "")]


# All at once


def test_every_problem_is_reported_in_the_order_of_the_file():
    content = lines(
        HEADER + ";x",
        "2024-13;Nej;Inget;1O2;",
        "2024-01;Kastanjen;yta",
        "2024-01;Kastanjen;yta;-1;",
    )
    checked = check(content)
    assert [place(issue) for issue in checked.issues] == [
        ("unknown_column", 1, "x"),
        ("unknown_unit", 2, "enhet"),
        ("not_a_month", 2, "månad"),
        ("unknown_measure", 2, "mått"),
        ("not_a_number", 2, "värde"),
        ("too_few_fields", 3, ""),
        ("below_smallest", 4, "värde"),
    ]
    assert checked.count(Level.ERROR) == 6
    assert checked.count(Level.WARNING) == 1


def test_a_million_of_one_mistake_are_counted_but_not_kept():
    rows = [f"2024-01;Kastanjen;yta;{n} kr" for n in range(3_000)]
    checked = check(lines(HEADER, *rows, *["2024-01;Kastanjen"] * 2_000))
    assert len(checked.issues) == 2_000
    assert checked.totals == {Rule.NOT_A_NUMBER: 3_000, Rule.TOO_FEW_FIELDS: 2_000}


def test_a_long_cell_is_shown_shortened():
    issue = the_issue(check(lines(HEADER, ROW.replace("Lärkskolan", "x" * 300))))
    assert issue.found == "x" * 199 + "…"
