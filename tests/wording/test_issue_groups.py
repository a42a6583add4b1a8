"""Thirty-four cells with one mistake are one cause to mend."""

from kpi.intake.issue import Issue, Rule
from kpi.wording.issue_groups import group_cause, group_lines, group_places, groups

MONTHS = [Issue.of(Rule.NOT_A_MONTH, row, "månad", "2024-13") for row in range(2, 14)]
UNITS = [Issue.of(Rule.UNKNOWN_UNIT, 3, "enhet", name) for name in ("Ö", "Å")]
TOTAL = Issue.of(Rule.TOTAL_ROW, 15, "enhet", "Summa")


def test_errors_come_first_then_the_most_common():
    found = groups([TOTAL, *UNITS, *MONTHS], {Rule.NOT_A_MONTH: 1200})
    assert [(group.rule, group.count) for group in found] == [
        (Rule.NOT_A_MONTH, 1200),
        (Rule.UNKNOWN_UNIT, 2),
        (Rule.TOTAL_ROW, 1),
    ]


def test_a_cause_says_how_many_what_and_where():
    months, units, total = groups([TOTAL, *UNITS, *MONTHS], {})
    assert group_lines(months) == [
        "12\u00a0fel: ”2024-13” är inte en månad. Skriv år och månad som 2024-07. Även 202407, "
        "2024M07, jul-24 och juli 2024 går bra.",
        "  Rad 2, 3, 4, 5, 6, 7, 8, 9 och 4 till, kolumnen månad.",
    ]
    assert group_cause(units) == "Till exempel: enheten ”Ö” finns inte i registret."
    assert group_places(units) == "Rad 3, kolumnen enhet"
    assert group_lines(total) == [
        "Rad 15, kolumnen enhet: ”Summa” är en summa av andra rader och läses inte. Stämmer det "
        "behöver du inget göra."
    ]


def test_a_cause_in_several_columns_names_none():
    issues = [Issue.of(Rule.NOT_A_NUMBER, 2, column, "x") for column in ("a", "b")]
    (group,) = groups(issues, {})
    assert group_places(group) == "Rad 2"


def test_what_is_said_of_the_whole_file_stands_for_itself():
    days = [Issue.of(Rule.DAYS_MISSING, details=("9", title)) for title in ("Portioner", "Gäster")]
    lost = [Issue.of(Rule.UNREADABLE_CHARACTER, row) for row in (0, 3)]
    found = groups([*days, *lost], {Rule.DAYS_MISSING: 2, Rule.UNREADABLE_CHARACTER: 5})
    assert [(group.rule, group.count) for group in found] == [
        (Rule.UNREADABLE_CHARACTER, 4),
        (Rule.UNREADABLE_CHARACTER, 1),
        (Rule.DAYS_MISSING, 1),
        (Rule.DAYS_MISSING, 1),
    ]
    assert group_places(found[0]) == "Rad 3 och 3 till"
    assert group_places(found[1]) == ""
    assert [line.split(" ")[0] for group in found[2:] for line in group_lines(group)] == [
        "Portioner",
        "Gäster",
    ]
