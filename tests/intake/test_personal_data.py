"""No person's number is kept, shown or logged. The numbers are the tax agency's for tests."""

import pytest

from kpi.intake.issue import Level, Rule
from kpi.intake.personal_data import mask
from kpi.wording.issues import issue_sentence
from tests.intake.files import HEADER, LONG, ROW, WIDE, check, lines, the_issue, told

PERSON = "19811218-9876"
STOPPED = "Ingenting av filen har sparats."
PERSONS = [  # as written, as shown
    ("19811218-9876", "8112••-••••"),
    ("811218-9876", "8112••-••••"),
    ("811218+9876", "8112••-••••"),
    ("811218 9876", "8112••-••••"),
    ("8112189876", "8112••-••••"),
    ("198112189876", "8112••-••••"),
    ("811218 - 9876", "8112••-••••"),
    ("811218\u22129876", "8112••-••••"),
    ("anställd 811218-9876, vik", "anställd 8112••-••••, vik"),
    ("701063-2391", "7010••-••••"),  # samordningsnummer
]


@pytest.mark.parametrize(("written", "shown"), PERSONS)
def test_a_persons_number_in_a_text_stops_the_file(written, shown):  # case 67
    checked = check(lines(HEADER + ";not", ROW + f";{written}"))
    assert [told(issue) for issue in checked.issues] == [
        ("warning", 1, "not", "Rad 1, kolumnen not: kolumnen är inte känd och läses inte."),
        ("error", 2, "not", f"Rad 2, kolumnen not: här står ett personnummer ({shown}). {STOPPED}"),
    ]
    assert not checked.keep_file
    assert checked.rows.is_empty()
    assert written not in repr(checked)


@pytest.mark.parametrize(("written", "shown"), PERSONS)
def test_a_persons_number_for_a_unit_stops_the_file(written, shown):  # case 67
    checked = check(lines(HEADER, ROW.replace("Lärkskolan", written)))
    assert [told(issue)[:3] for issue in checked.issues] == 2 * [("error", 2, "enhet")]
    assert [issue_sentence(issue) for issue in checked.issues] == [
        f"Rad 2, kolumnen enhet: här står ett personnummer ({shown}). {STOPPED}",
        f"Rad 2, kolumnen enhet: enheten ”{shown}” finns inte i registret.",
    ]
    assert not checked.keep_file
    assert written not in repr(checked)


@pytest.mark.parametrize("text", ["556036-0793", "811218-9875", "811318-9876", "811232-9876"])
def test_what_is_no_persons_number(text):
    checked = check(lines(HEADER + ";not", ROW + f";{text}"))
    assert [issue.rule for issue in checked.issues] == [Rule.UNKNOWN_COLUMN]
    assert checked.keep_file


def test_ten_digits_in_a_column_of_numbers_is_a_warning_without_the_digits():
    for content, layout in [
        (lines(HEADER, ROW.replace("1234,50", "8112189876")), LONG),
        (lines("månad;enhet;yta", "2024-01;Kastanjen;8112189876"), WIDE),
    ]:
        checked = check(content, layout)
        issue = the_issue(checked)
        assert (issue.rule, issue.level) == (Rule.PERSON_LIKE_NUMBER, Level.WARNING)
        assert issue.found == "8112••-••••"
        assert checked.keep_file
        assert checked.rows.height == 1


@pytest.mark.parametrize("written", ["811218-9876", "198112189876"])
def test_a_certain_number_is_an_error_also_among_numbers(written):  # case 67
    checked = check(lines(HEADER, ROW.replace("1234,50", written)))
    says = f"Rad 2, kolumnen värde: här står ett personnummer (8112••-••••). {STOPPED}"
    assert ("error", 2, "värde", says) in [told(issue) for issue in checked.issues]
    assert not checked.keep_file


def test_an_organisations_number_among_numbers_is_left_alone():
    checked = check(lines(HEADER, ROW.replace("1234,50", "5560360793")))
    assert not checked.issues


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (lines(HEADER + f";{PERSON}", ROW + ";"), "8112••-••••"),
        ("Underlag för 8112189876\n" + lines(HEADER, ROW), "Underlag för 8112••-••••"),
    ],
)
def test_headings_and_titles_are_looked_at_too(content, shown):  # case 67
    checked = check(content)
    says = f"Rad 1: här står ett personnummer ({shown}). {STOPPED}"
    assert told(checked.issues[0]) == ("error", 1, "", says)
    assert checked.count(Level.ERROR) == 1
    assert not checked.keep_file
    assert "9876" not in repr(checked)


def test_the_files_name_is_looked_at_too():  # case 67
    checked = check(lines(HEADER, ROW), name="lista 811218-9876.csv")
    says = "Filnamnet innehåller ett personnummer. Ingenting har sparats."
    assert told(the_issue(checked)) == ("error", 0, "", says)
    assert checked.facts.name == "lista 8112••-••••.csv"
    assert not checked.keep_file


def test_a_file_that_no_layout_fits_is_stopped_as_well():
    checked = check(lines("a;b", f"1;{PERSON}"), None)
    assert not checked.keep_file


def test_nothing_that_comes_back_holds_the_number():
    content = lines(
        f"{HEADER};{PERSON};{PERSON}", f"{PERSON};{PERSON};{PERSON};{PERSON};x", f"{PERSON};1"
    )
    shown = repr(check(content, name=f"{PERSON}.csv"))
    assert "9876" not in shown
    assert "8112••-••••" in shown


def test_a_number_where_a_long_cell_is_cut_is_masked_first():
    checked = check(lines(HEADER, ROW.replace("Lärkskolan", "x" * 190 + " " + PERSON)))
    assert all("811218" not in issue.found for issue in checked.issues)


def test_the_decimals_of_a_coordinate_are_no_person():
    assert mask("[13.8112189876,55.198112189876]") == "[13.8112189876,55.198112189876]"
    assert mask("3.811218-9876 .8112189876") == "3.8112••-•••• .8112••-••••"


def test_masking_keeps_everything_else():
    assert mask(f"a {PERSON} b 8112189876") == "a 8112••-•••• b 8112••-••••"
    assert mask("811218-9875 och 556036-0793") == "811218-9875 och 556036-0793"
