"""How the rows of a file may be written: delimiters, quotes, totals, blank rows, and limits."""

import pytest

from kpi.intake.limits import Limits
from kpi.intake.read import read
from kpi.intake.validate import validate
from tests.intake.clean import CLEAN, ROWS, all_told, places, same_rows, told_of
from tests.intake.files import CATALOGUE, HEADER, KNOWN, LONG, ROW, check, lines, the_issue, told

NOT_READ = ("warning", 1, "not", "Rad 1, kolumnen not: kolumnen är inte känd och läses inte.")
UNKNOWN = "finns inte i registret."
NEVER_CLOSED = "ett citattecken börjar här men slutar aldrig, så raderna efter kan inte läsas."


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_names_the_delimiter_is_not_a_row(line):  # case 13
    assert same_rows(line + "\r\n" + CLEAN)


@pytest.mark.parametrize("delimiter", ["\t", ",", "|"])
def test_other_delimiters_are_found_and_named(delimiter):  # cases 14 to 16
    content = CLEAN.replace("1234,50", '"1234,50"').replace(";", delimiter)
    assert same_rows(content)
    assert check(content).facts.delimiter == delimiter


def test_commas_in_comments_do_not_make_the_comma_a_delimiter():  # case 17
    rows = [f"2024-0{n};Kastanjen;yta;1,5" for n in range(1, 8)]
    checked = check(lines(HEADER + ";not", *(f"{row};Stängt v 7, 8, 9" for row in rows)))
    assert checked.facts.delimiter == ";"
    assert all_told(checked) == [NOT_READ]
    assert checked.rows.equals(check(lines(HEADER, *rows)).rows)


def test_a_title_above_the_header_is_stepped_over():  # case 18
    checked = check("Uppföljning 2024\r\n\r\n" + CLEAN)
    assert checked.rows.drop("source_row").equals(ROWS.drop("source_row"))
    assert checked.rows["source_row"].to_list() == [4, 5]
    assert all_told(checked) == [
        ("warning", 3, "", "Rad 3: rubrikraden hittades här, raderna ovanför läses inte.")
    ]


def test_blank_rows_above_the_header_are_not_mentioned():
    assert not check("\r\n;;;\r\n" + CLEAN).issues


@pytest.mark.parametrize("label", ["Summa", "Totalt", "TOTAL", "Summa:", "Kastanjen Resultat"])
def test_a_total_never_becomes_a_unit(label):  # cases 19 and 20
    content = lines(HEADER, ROW, f"2024-01;{label};Städkostnad;9", "2024-01;Östra skolan;yta;12")
    checked = check(content)
    assert checked.rows.drop("source_row").equals(ROWS.drop("source_row"))
    says = f"Rad 3, kolumnen enhet: ”{label}” är en summa av andra rader och läses inte."
    assert all_told(checked) == [("warning", 3, "enhet", says)]


def test_a_total_may_stand_in_the_month_column():  # case 19
    checked = check(CLEAN + "Totalt;;;99\n")
    assert checked.rows.equals(ROWS)
    says = "Rad 4, kolumnen månad: ”Totalt” är en summa av andra rader och läses inte."
    assert all_told(checked) == [("warning", 4, "månad", says)]


def test_a_footer_is_an_error_on_its_row():  # case 21
    assert told_of(CLEAN + "Källa: ekonomisystemet\n") == [
        ("error", 4, "", "Rad 4: raden har bara 1 fält, men rubrikraden har 4.")
    ]


def test_a_line_break_inside_quotes_does_not_move_the_row_numbers():  # case 22
    content = lines(HEADER + ";not", ROW + ';"rad\nett"', "2024-01;Östra skolan;yta;12;")
    assert check(content).rows.equals(ROWS)
    assert told_of(content) == [NOT_READ]
    rows = ['2024-01;"Lärk-\nskolan";Städkostnad;1', "2024-01;Nej;Städkostnad;1"]
    assert told_of(lines(HEADER, *rows)) == [
        ("error", 2, "enhet", f"Rad 2, kolumnen enhet: enheten ”Lärk-\nskolan” {UNKNOWN}"),
        ("error", 3, "enhet", f"Rad 3, kolumnen enhet: enheten ”Nej” {UNKNOWN}"),
    ]


@pytest.mark.parametrize("later", ["Kastanjen", '"Kastanjen"'])
def test_a_quote_never_closed_is_named_by_the_row_it_stands_on(later):  # case 23
    rows = [f"{2000 + n // 12}-{n % 12 + 1:02};{later};yta;1" for n in range(300)]
    rows[10] = '2000-11;"Kastanjen;yta;1'
    errors = [each for each in told_of(lines(HEADER, *rows)) if each[0] == "error"]
    assert errors == [("error", 12, "", f"Rad 12: {NEVER_CLOSED}")]


def test_a_quote_that_takes_in_other_rows_is_named_by_the_row_it_stands_on():
    rows = ["2024-01;Kastanjen;yta;1", '2024-01;"Kastanjen;yta;1', '2024-02;Kastanjen;yta;1"']
    assert places(lines(HEADER, *rows)) == [("unclosed_quote", 3, "")]


def test_a_quote_never_closed_does_not_take_the_whole_file_for_one_cell():
    rows = ['2024-01;"Kastanjen;yta;1', *["2024-01;Kastanjen;yta;1"] * 6_000]
    assert places(lines(HEADER, *rows)) == [("unclosed_quote", 2, "")]


def test_a_quote_inside_a_text_is_text_and_after_a_quoted_text_an_error():  # case 24
    content = lines(HEADER + ";not", ROW + ';12" ugn', "2024-01;Östra skolan;yta;12;")
    assert check(content).rows.equals(ROWS)
    assert told_of(content) == [NOT_READ]
    says = "Rad 4: ett citattecken står mitt i en text som redan är inom citattecken."
    assert told_of(CLEAN + '2024-01;"A"B;yta;1\n') == [("error", 4, "", says)]


def test_too_many_and_too_few_fields_are_counted():  # cases 25 and 26
    content = CLEAN + "2024-01;Kastanjen;yta;1;2\n2024-01;Kastanjen;yta\n"
    assert told_of(content) == [
        ("error", 4, "", "Rad 4: raden har 5 fält, men rubrikraden har 4."),
        ("error", 5, "", "Rad 5: raden har bara 3 fält, men rubrikraden har 4."),
    ]
    assert [issue.details for issue in check(content).issues] == [("4", "5"), ("4", "3")]


def test_a_delimiter_after_every_row_is_no_column():  # case 27
    assert same_rows(CLEAN.replace("\r\n", ";\r\n"))
    assert same_rows(CLEAN.replace("\r\n", ";;\r\n").replace("värde;;", "värde"))


def test_blank_rows_are_skipped_and_counted_and_keep_the_numbering():  # case 28
    content = lines(HEADER, "", ROW, ";;;", " ; ;;", ";", "2024-01;Östra skolan;Städad yta;12")
    checked = check(content)
    assert checked.rows.drop("source_row").equals(ROWS.drop("source_row"))
    assert checked.rows["source_row"].to_list() == [3, 7]
    assert (checked.facts.skipped_rows, checked.facts.data_rows) == (4, 2)
    assert not checked.issues


def test_line_ends_of_every_kind():  # cases 29 and 30
    assert same_rows(CLEAN.replace("\r\n", "\r"))
    assert same_rows(CLEAN.replace("\r\n", "\n", 1))


def test_a_nul_in_a_name_is_an_error():  # case 31
    says = "Rad 3, kolumnen enhet: texten innehåller ett osynligt styrtecken (U+0000)."
    assert told_of(CLEAN.replace("Östra", "Öst\0ra")) == [("error", 3, "enhet", says)]


EMPTY = ("error", 0, "", "Filen är tom.")
NO_ROWS = ("error", 1, "", "Rad 1: filen har rubriker men inga uppgifter att läsa in.")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", EMPTY),
        ("\r\n \r\n", EMPTY),
        (";;;\r\n;;;\r\n", EMPTY),
        (lines(HEADER), NO_ROWS),
        (lines(HEADER, ";;;"), NO_ROWS),
        (lines(HEADER, "Summa;;;1"), NO_ROWS),
        (
            lines("månad", "2024-01"),
            ("error", 1, "", "Rad 1: filen har bara en kolumn, ”månad”."),
        ),
    ],
)
def test_a_file_without_figures_is_never_a_success(content, expected):  # cases 35 to 37
    checked = check(content)
    assert expected == told(checked.issues[0])
    assert checked.has_errors
    assert checked.rows.is_empty()


LIMITS = Limits(bytes=1_000, columns=6, rows=3, cell=20, first_line=200)
LONG_TEXT = "cellen har mer text än vad som tas emot."
LONG_LINE = "Rad 1: första raden är så lång att den inte kan vara en rubrikrad."


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "x" * 1_001,
            ("error", 0, "", "Filen är för stor: 1\u00a0001 byte, högst 1\u00a0000 tas emot."),
        ),
        (";" * 201, ("error", 1, "", LONG_LINE)),
        ("\n" + ";x" * 101 + "\r\n", ("error", 1, "", LONG_LINE)),
        (
            lines("a;b;c;d;e;f;g", "1;2;3;4;5;6;7"),
            ("error", 1, "", "Rad 1: filen har 7 kolumner, högst 6 tas emot."),
        ),
        (
            lines(HEADER, *[ROW] * 4),
            ("error", 5, "", "Rad 5: filen har fler rader än de 3 som tas emot."),
        ),
        (
            lines(HEADER, f"2024-01;{'x' * 21};yta;1"),
            ("error", 2, "enhet", f"Rad 2, kolumnen enhet: {LONG_TEXT}"),
        ),
    ],
)
def test_a_file_beyond_the_limits_is_refused(content, expected):  # cases 32 to 34
    table = read(content.encode(), CATALOGUE, limits=LIMITS)
    assert [told(issue) for issue in table.issues] == [expected]
    assert validate(table, LONG, CATALOGUE, KNOWN).rows.is_empty()


def test_a_cell_beyond_what_the_csv_module_takes_is_an_error():
    assert places(CLEAN + f"2024-01;{'x' * 140_000};yta;1\n") == [("long_cell", 4, "")]


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (b"PK\x03\x04 xl/workbook.bin xl/_rels/", "en binär Excel-fil"),
        (
            b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "ett OpenDocument-kalkylark",
        ),
        (b"PK\x03\x04 word/document.xml", "en komprimerad fil"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "en äldre eller lösenordsskyddad Excel-fil"),
        (b"%PDF-1.7", "en PDF"),
        (b"\x89PNG\r\n", "en bild"),
        (b"\n<!DOCTYPE html><table>", "en webbsida"),
        (bytes(range(256)), "inte en textfil"),
    ],
)
def test_a_file_that_is_something_else_is_said_to_be_so(data, content):  # cases 72 and 75
    says = f"Filen är {content}. Bara Excel (.xlsx) och CSV läses."
    assert told(the_issue(check(data))) == ("error", 0, "", says)
