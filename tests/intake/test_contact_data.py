"""E-mail addresses and phone numbers stop a file as surely as a person's number does."""

import polars as pl
import pytest

from kpi.intake.issue import Level, Rule
from kpi.intake.personal_data import mask, names_a_person
from kpi.intake.read import read
from kpi.intake.resolve import Known
from kpi.intake.validate import validate
from kpi.wording.issues import issue_sentence
from tests.intake.files import CATALOGUE, HEADER, KNOWN, LONG, ROW, WIDE, check, lines, place, told
from tests.intake.history import check as with_history

PHONES = [
    *("070-123 45 67", "0701234567", "070 123 45 67", "+46 70 123 45 67", "+46701234567"),
    *("0046 70-123 45 67", "+46 (0)44-13 50 00", "08-123 456 78", "044-13 50 00", "0415-100 00"),
]
EMAILS = ["anna.ek@kommun.se", "ring anna_ek+2@barn.kommun.se nu"]


@pytest.mark.parametrize("written", PHONES)
def test_a_phone_number_in_a_text_is_an_error_and_never_shown(written):
    checked = check(lines(HEADER + ";not", ROW + f";ring {written}."))
    phone = next(issue for issue in checked.issues if issue.rule is Rule.PHONE_NUMBER)
    assert (place(phone), phone.level) == (("phone_number", 2, "not"), Level.ERROR)
    assert issue_sentence(phone) == (
        "Rad 2, kolumnen not: här står ett telefonnummer (ring 0••-•• •• ••.). "
        "Ingenting av filen har sparats."
    )
    assert not checked.keep_file
    assert checked.rows.is_empty()


@pytest.mark.parametrize("written", EMAILS)
@pytest.mark.parametrize("header", [HEADER + ";not", "värde;enhet;mått;månad;not"])
def test_an_address_is_an_error_and_never_shown(written, header):
    checked = check(lines(header, ROW + f";{written}"))
    email = next(issue for issue in checked.issues if issue.rule is Rule.EMAIL)
    assert (place(email), email.level) == (("email", 2, "not"), Level.ERROR)
    assert "här står en e-postadress (" in issue_sentence(email)
    assert "kommun.se" not in repr(checked)
    assert not checked.keep_file


def test_an_address_among_numbers_in_a_heading_or_above_it_stops_the_file_too():
    for content, layout in (
        (lines(HEADER, ROW.replace("1234,50", "a@b.se")), LONG),
        (lines("månad;enhet;yta;a@b.se", "2024-01;Kastanjen;1;"), WIDE),
        ("Frågor: 044-13 50 00\n" + lines(HEADER, ROW), LONG),
    ):
        checked = check(content, layout)
        assert not checked.keep_file
        assert "a@b.se" not in repr(checked)
        assert "13 50" not in repr(checked)


@pytest.mark.parametrize(
    "text",
    [
        *("@SUM(A1)", "12 @ 3,50", "556036-0793", "2024-01-31", "01-02-2024", "05-10 2024"),
        *("SN 2023/0112 § 84", "konto 0701234567890", "enhet_0701234567", "0,701234567", "+46"),
        *("13.0701234567", "0112-84", "A0415-10000", "0415-10000/7"),
    ],
)
def test_what_is_neither(text):
    checked = check(lines(HEADER + ";not", ROW + f";{text}"))
    assert [issue.rule for issue in checked.issues] == [Rule.UNKNOWN_COLUMN]
    assert checked.keep_file
    assert mask(text) == text


def test_numbers_in_columns_of_numbers_and_months_are_no_phones():
    checked = check(lines(HEADER, ROW.replace("1234,50", "0701234567")))
    assert not checked.issues
    bad_month = check(lines(HEADER, ROW.replace("2024-01", "0415-10000")))
    assert bad_month.keep_file


def test_the_ids_and_names_that_are_known_are_no_phones():
    units = pl.DataFrame({"unit": ["0701234567"], "name": ["Åbo 044-13 50 00"]})
    for written, kept in (
        ("0701234567", True),
        ("åbo 044-13 50 00", True),
        ("0701234568", False),
    ):
        row = f"2024-01;{written};Städkostnad;5"
        assert with_history(Known(units=units), HEADER, row, layout=LONG).keep_file is kept


@pytest.mark.parametrize("name", ["anna@kommun.se.csv", "ring 070-123 45 67.csv"])
def test_an_address_or_a_phone_number_in_the_files_name_stops_it(name):  # case 67
    table = read(lines(HEADER, ROW).encode(), CATALOGUE, name=name)
    checked = validate(table, LONG, CATALOGUE, KNOWN)
    assert not checked.keep_file
    said = "Filnamnet innehåller en e-postadress eller ett telefonnummer. Ingenting har sparats."
    assert [told(issue) for issue in checked.issues] == [("error", 0, "", said)]
    assert checked.facts.name != name


@pytest.mark.parametrize("name", ["2024-08.csv", "utfall_2024-01-31.csv", "kontor 12 2024-01.csv"])
def test_an_ordinary_name_is_nobodys(name):
    table = read(lines(HEADER, ROW).encode(), CATALOGUE, name=name)
    assert not validate(table, LONG, CATALOGUE, KNOWN).issues


def test_a_text_to_be_kept_is_looked_at_in_the_same_way():
    assert names_a_person("ring 070-123 45 67")
    assert names_a_person("fråga anna@kommun.se")
    assert not names_a_person("fakturan låg på fel skola, 12 500 kr")
    assert mask("a@b.se, 070-123 45 67, 811218-9876") == "••@••, 0••-•• •• ••, 8112••-••••"
