"""The kinds of file that people send, each as small as it can be.

A file that means the same as its clean twin must give the same rows; any other must say which
rule it breaks and where.
"""

import pytest

from kpi.intake.issue import Level, Rule
from kpi.intake.limits import Limits
from kpi.intake.read import read
from kpi.intake.validate import validate
from tests.intake.files import (
    CATALOGUE,
    HEADER,
    KNOWN,
    LONG,
    POINT,
    ROW,
    WIDE,
    check,
    check_value,
    lines,
    place,
    the_issue,
)

CLEAN = lines(HEADER, ROW, "2024-01;Östra skolan;Städad yta;12")
ROWS = check(CLEAN).rows


def same_rows(content: str | bytes) -> bool:
    checked = check(content)
    return not checked.issues and checked.rows.equals(ROWS)


def places(content: str | bytes, layout=LONG, **options) -> list[tuple[str, int, str]]:
    checked = check(content, layout, **options)
    assert checked.rows.is_empty() == checked.has_errors
    return [place(issue) for issue in checked.issues]


# Encodings


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbf" + CLEAN.encode(), "UTF-8 med BOM"),
        (CLEAN.encode(), "UTF-8"),
        (CLEAN.encode("cp1252"), "Windows-1252"),
        (b"\xff\xfe" + CLEAN.encode("utf-16-le"), "UTF-16 LE"),
        (b"\xfe\xff" + CLEAN.encode("utf-16-be"), "UTF-16 BE"),
        (CLEAN.encode("utf-16-le"), "UTF-16 LE"),
        (CLEAN.encode("utf-16-be"), "UTF-16 BE"),
    ],
)
def test_every_encoding_gives_the_same_rows_and_is_named(data, encoding):
    assert same_rows(data)
    assert check(data).facts.encoding == encoding


@pytest.mark.parametrize(
    ("codec", "guess", "unit"),
    [
        ("cp850", "CP850", "Lärkskolan"),
        ("cp850", "CP850", "Östra skolan"),
        ("mac-roman", "MacRoman", "Lärkskolan"),
    ],
)
def test_letters_from_dos_and_old_macs_are_never_read_in_silence(codec, guess, unit):
    data = lines("manad;enhet;matt;varde", f"2024-01;{unit};cleaning_cost;1").encode(codec)
    odd, unknown = check(data).issues
    assert (odd.rule, odd.level, odd.details) == (Rule.ODD_ENCODING, Level.WARNING, (guess,))
    assert place(unknown) == ("unknown_unit", 2, "enhet")


def test_a_byte_that_no_code_page_has_is_an_error_in_its_cell():
    data = lines("manad;enhet;matt;varde", "2024-01;Åbro;cleaning_cost;1").encode("cp850")
    assert places(data) == [
        ("odd_encoding", 0, ""),
        ("unknown_unit", 2, "enhet"),
        ("unreadable_character", 2, "enhet"),
    ]


def test_one_byte_from_another_encoding_is_named_by_row():
    data = CLEAN.encode() + "2024-01;Östra skolan;Städkostnad;1\n".encode("cp1252")
    assert ("unreadable_character", 4, "enhet") in places(data)
    assert ("unreadable_character", 4, "mått") in places(data)


def test_an_unreadable_heading_is_named():
    data = b"m\xe5nad;" + "enhet;mått;värde\n2024-01;Östra skolan;Städad yta;1\n".encode()
    assert ("unreadable_character", 1, "") in places(data)


def test_an_unreadable_character_outside_every_cell_is_an_error_for_the_file():
    data = CLEAN.encode() + "för få ".encode() + b"\xe5\n"
    assert places(data) == [("unreadable_character", 0, ""), ("too_few_fields", 4, "")]


def test_text_encoded_twice_is_a_warning_and_no_new_unit():
    data = lines(HEADER, ROW.replace("ä", "Ã¤")).encode()
    assert places(data) == [
        ("mojibake", 0, ""),
        ("unknown_unit", 2, "enhet"),
        ("unknown_measure", 2, "mått"),
    ]
    assert check(data).issues[0].found == "LÃ¤rkskolan"


def test_a_letter_in_two_parts_is_the_same_letter():
    assert same_rows(CLEAN.replace("ä", "a\u0308").replace("Ö", "O\u0308"))


def test_a_second_byte_order_mark_is_not_text():
    assert same_rows(b"\xef\xbb\xbf\xef\xbb\xbf" + CLEAN.encode())


def test_two_files_joined_show_in_the_second_header():
    assert places(CLEAN + "\ufeff" + lines(HEADER, "2024-02;Kastanjen;yta;1")) == [
        ("repeated_header", 4, "")
    ]


# Delimiters, quotes and rows


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_names_the_delimiter_is_not_a_row(line):
    assert same_rows(line + "\r\n" + CLEAN)


@pytest.mark.parametrize("delimiter", ["\t", ",", "|"])
def test_other_delimiters_are_found_and_named(delimiter):
    content = CLEAN.replace("1234,50", '"1234,50"').replace(";", delimiter)
    assert same_rows(content)
    assert check(content).facts.delimiter == delimiter


def test_commas_in_comments_do_not_make_the_comma_a_delimiter():
    rows = [f"2024-0{n};Kastanjen;yta;1,5;Stängt v 7, 8, 9" for n in range(1, 8)]
    checked = check(lines(HEADER + ";kommentar", *rows))
    assert checked.facts.delimiter == ";"
    assert place(the_issue(checked)) == ("unknown_column", 1, "kommentar")


def test_a_title_above_the_header_is_stepped_over():
    checked = check("Uppföljning 2024\r\n\r\n" + CLEAN)
    assert checked.rows.drop("source_row").equals(ROWS.drop("source_row"))
    assert checked.rows["source_row"].to_list() == [4, 5]
    assert place(the_issue(checked)) == ("header_below_top", 3, "")


def test_blank_rows_above_the_header_are_not_mentioned():
    assert not check("\r\n;;;\r\n" + CLEAN).issues


@pytest.mark.parametrize("label", ["Summa", "Totalt", "TOTAL", "Summa:", "Kastanjen Resultat"])
def test_a_total_never_becomes_a_unit(label):
    content = lines(HEADER, ROW, f"2024-01;{label};Städkostnad;9", "2024-01;Östra skolan;yta;12")
    checked = check(content)
    assert checked.rows.drop("source_row").equals(ROWS.drop("source_row"))
    assert place(the_issue(checked)) == ("total_row", 3, "enhet")


def test_a_total_may_stand_in_the_month_column():
    assert places(CLEAN + "Totalt;;;99\n") == [("total_row", 4, "månad")]


def test_a_footer_is_an_error_on_its_row():
    assert places(CLEAN + "Källa: ekonomisystemet\n") == [("too_few_fields", 4, "")]


def test_a_line_break_inside_quotes_does_not_move_the_row_numbers():
    rows = ['2024-01;"Lärk-\nskolan";Städkostnad;1', "2024-01;Nej;Städkostnad;1"]
    assert places(lines(HEADER, *rows)) == [
        ("unknown_unit", 2, "enhet"),
        ("unknown_unit", 3, "enhet"),
    ]


@pytest.mark.parametrize("later", ["Kastanjen", '"Kastanjen"'])
def test_a_quote_never_closed_is_named_by_the_row_it_stands_on(later):
    rows = [f"2024-01;{later};yta;1"] * 300
    rows[10] = '2024-01;"Kastanjen;yta;1'
    assert ("unclosed_quote", 12, "") in places(lines(HEADER, *rows))


def test_a_quote_that_takes_in_other_rows_is_named_by_the_row_it_stands_on():
    rows = ["2024-01;Kastanjen;yta;1", '2024-01;"Kastanjen;yta;1', '2024-02;Kastanjen;yta;1"']
    assert places(lines(HEADER, *rows)) == [("unclosed_quote", 3, "")]


def test_a_quote_never_closed_does_not_take_the_whole_file_for_one_cell():
    rows = ['2024-01;"Kastanjen;yta;1', *["2024-01;Kastanjen;yta;1"] * 6_000]
    assert places(lines(HEADER, *rows)) == [("unclosed_quote", 2, "")]


def test_a_quote_inside_a_text_is_text_and_after_a_quoted_text_an_error():
    content = lines(HEADER + ";not", ROW + ';12" ugn', "2024-01;Östra skolan;yta;12;")
    assert [issue.rule for issue in check(content).issues] == [Rule.UNKNOWN_COLUMN]
    assert places(CLEAN + '2024-01;"A"B;yta;1\n') == [("stray_quote", 4, "")]


def test_too_many_and_too_few_fields_are_counted():
    checked = check(CLEAN + "2024-01;Kastanjen;yta;1;2\n2024-01;Kastanjen;yta\n")
    assert [(place(issue), issue.details) for issue in checked.issues] == [
        (("too_many_fields", 4, ""), ("4", "5")),
        (("too_few_fields", 5, ""), ("4", "3")),
    ]


def test_a_delimiter_after_every_row_is_no_column():
    assert same_rows(CLEAN.replace("\r\n", ";\r\n"))
    assert same_rows(CLEAN.replace("\r\n", ";;\r\n").replace("värde;;", "värde"))


def test_blank_rows_are_skipped_and_counted_and_keep_the_numbering():
    content = lines(HEADER, "", ROW, ";;;", " ; ;;", ";", "2024-01;Östra skolan;Städad yta;12")
    checked = check(content)
    assert checked.rows["source_row"].to_list() == [3, 7]
    assert (checked.facts.skipped_rows, checked.facts.data_rows) == (4, 2)
    assert not checked.issues


def test_line_ends_of_every_kind():
    assert same_rows(CLEAN.replace("\r\n", "\r"))
    assert same_rows(CLEAN.replace("\r\n", "\n", 1))


def test_a_nul_in_a_name_is_an_error():
    assert places(CLEAN.replace("Östra", "Öst\0ra")) == [("control_character", 3, "enhet")]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("", "empty_file"),
        ("\r\n \r\n", "empty_file"),
        (";;;\r\n;;;\r\n", "empty_file"),
        (lines(HEADER), "no_rows"),
        (lines(HEADER, ";;;"), "no_rows"),
        (lines(HEADER, "Summa;;;1"), "no_rows"),
        (lines("månad", "2024-01"), "one_column"),
    ],
)
def test_a_file_without_figures_is_never_a_success(content, rule):
    checked = check(content)
    assert rule in {issue.rule.value for issue in checked.issues}
    assert checked.has_errors
    assert checked.rows.is_empty()


LIMITS = Limits(bytes=1_000, columns=6, rows=3, cell=20, first_line=200)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("x" * 1_001, ("file_too_large", 0, "")),
        (";" * 201, ("long_first_line", 1, "")),
        ("\n" + ";x" * 101 + "\r\n", ("long_first_line", 1, "")),
        (lines("a;b;c;d;e;f;g", "1;2;3;4;5;6;7"), ("too_many_columns", 1, "")),
        (lines(HEADER, *[ROW] * 4), ("too_many_rows", 5, "")),
        (lines(HEADER, f"2024-01;{'x' * 21};yta;1"), ("long_cell", 2, "enhet")),
    ],
)
def test_a_file_beyond_the_limits_is_refused(content, expected):
    table = read(content.encode(), CATALOGUE, limits=LIMITS)
    assert expected in [place(issue) for issue in table.issues]
    assert validate(table, LONG, CATALOGUE, KNOWN).rows.is_empty()


def test_a_cell_beyond_what_the_csv_module_takes_is_an_error():
    assert places(CLEAN + f"2024-01;{'x' * 140_000};yta;1\n") == [("long_cell", 4, "")]


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (b"PK\x03\x04 xl/workbook.bin xl/_rels/", "xlsb"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"),
        (b"PK\x03\x04 word/document.xml", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (b"%PDF-1.7", "pdf"),
        (b"\x89PNG\r\n", "image"),
        (b"\n<!DOCTYPE html><table>", "html"),
        (bytes(range(256)), "binary"),
    ],
)
def test_a_file_that_is_something_else_is_said_to_be_so(data, content):
    issue = the_issue(check(data))
    assert (issue.rule, issue.details) == (Rule.OTHER_FORMAT, (content,))


# Headers


def test_the_same_heading_twice_is_an_error():
    assert places(lines(HEADER + ";värde", ROW + ";1")) == [("duplicate_column", 1, "värde")]
    assert places(lines(HEADER + ";x;X", ROW + ";1;1")) == [
        ("duplicate_column", 1, "X"),
        ("unknown_column", 1, "X"),
        ("unknown_column", 1, "x"),
    ]


def test_two_headings_for_one_field_are_an_error():
    issue = the_issue(check(lines(HEADER + ";antal", ROW + ";1")))
    assert (place(issue), issue.details) == (("duplicate_column", 1, "antal"), ("värde",))


def test_an_unknown_column_is_a_warning_and_is_not_read():
    checked = check(lines(HEADER + ";not", ROW + ";x", "2024-01;Östra skolan;yta;12;"))
    assert place(the_issue(checked)) == ("unknown_column", 1, "not")
    assert checked.rows.equals(ROWS)
    assert checked.facts.ignored == ("not",)


def test_a_column_without_heading_is_named_by_its_letter():
    checked = check(lines("månad;;enhet;mått;värde", ROW.replace(";", ";;", 1)))
    issue = the_issue(checked)
    assert (place(issue), issue.details) == (("unnamed_column", 1, ""), ("B",))


def test_every_missing_column_is_listed_with_the_nearest_heading():
    checked = check(lines("månd;enhet;värde", "2024-01;Kastanjen;1"))
    missing = [issue for issue in checked.issues if issue.rule is Rule.MISSING_COLUMN]
    assert [(issue.column, issue.details) for issue in missing] == [
        ("månad", ("månd",)),
        ("mått", ()),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Månad;ENHET;Mått;Värde",
        " månad ;enhet\u00a0;mått;värde",
        "\ufeffmånad:;enhet : ;mått;värde",
        "manad;enhetsnamn;matt;varde",
    ],
)
def test_headings_are_compared_kindly(header):
    assert same_rows(CLEAN.replace(HEADER, header))


def test_the_order_of_columns_does_not_matter():
    turned = lines(
        "värde;mått;enhet;månad", "1234,50;Städkostnad;Lärkskolan;2024-01",
        "12;Städad yta;Östra skolan;2024-01",
    )  # fmt: skip
    assert same_rows(turned)


def test_a_file_that_no_layout_fits_says_so():
    assert places(CLEAN, None) == [("no_layout", 1, "")]
    assert places("", None) == [("empty_file", 0, "")]


# Numbers


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", ""])
def test_any_space_may_stand_between_thousands(space):
    assert same_rows(CLEAN.replace("1234,50", f"1{space}234,50"))


@pytest.mark.parametrize("text", ["1.234,50", "1234.50", "1234,5E0", "1234,5000000"])
def test_other_ways_to_write_the_same_number(text):
    assert check_value(text).rows.equals(ROWS[:1])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1,234.50", "not_a_number"),
        ("1.234", "ambiguous_number"),
        ("-5", "below_smallest"),
        ("\u22125", "below_smallest"),
        ("5-", "below_smallest"),
        ("(5)", "below_smallest"),
        ("1234 kr", "not_a_number"),
        ("12 %", "not_a_number"),
        ("ca 5000", "not_a_number"),
        ("12,5 m²", "not_a_number"),
        ("1O2", "not_a_number"),
        ("NaN", "not_a_number"),
        ("inf", "not_a_number"),
        ("1e400", "number_too_large"),
        ("1234,5678901", "too_many_decimals"),
        ("1e-9", "too_many_decimals"),
        ("=1+1", "not_a_number"),
    ],
)
def test_numbers_that_are_refused(text, rule):
    issue = the_issue(check_value(text))
    assert place(issue) == (rule, 2, "värde")
    assert issue.found == text


@pytest.mark.parametrize("text", ["-5", "\u22125", "5-", "(5)"])
def test_every_way_to_write_a_minus(text):
    assert str(check_value(text, "Krediterat").rows["value"][0]) == "-5.0000"


def test_a_number_in_powers_of_ten_is_exact_and_a_warning():
    checked = check_value("1,5E+06")
    assert str(checked.rows["value"][0]) == "1500000.0000"
    issue = the_issue(checked)
    assert (issue.rule, issue.level) == (Rule.EXPONENT, Level.WARNING)


def test_both_decimal_marks_in_one_column_is_an_error():
    rows = [ROW, "2024-02;Kastanjen;yta;12.5", "2024-03;Kastanjen;yta;1,5E1"]
    assert places(lines(HEADER, *rows)) == [
        ("mixed_decimals", 3, "värde"),
        ("exponent", 4, "värde"),
    ]
    for grouped in ("1.234,5", "1.234.567"):
        rows = [f"2024-01;Kastanjen;yta;{grouped}", "2024-02;Kastanjen;yta;12.5"]
        assert places(lines(HEADER, *rows)) == [("mixed_decimals", 3, "värde")]


def test_only_points_are_read_as_decimals_with_a_note():
    checked = check(lines(HEADER, "2024-02;Kastanjen;yta;12.5", "2024-03;Kastanjen;yta;7"))
    assert [str(value) for value in checked.rows["value"]] == ["12.5000", "7.0000"]
    issue = the_issue(checked)
    assert (issue.rule, issue.level, issue.details) == (Rule.OTHER_DECIMALS, Level.NOTE, ("1",))


def test_a_layout_with_decimal_point_exchanges_the_marks():
    content = lines(HEADER, '2024-01;Kastanjen;yta;"1,234.50"').replace(";", ",")
    assert str(check(content, POINT).rows["value"][0]) == "1234.5000"
    content = lines(HEADER, '2024-01;Kastanjen;yta;"1,234"').replace(";", ",")
    issue = the_issue(check(content, POINT))
    assert (issue.rule, issue.details) == (Rule.AMBIGUOUS_NUMBER, ("1234", "1.234"))
    content = lines(HEADER, '2024-01;Kastanjen;yta;"1.234,5"').replace(";", ",")
    issue = the_issue(check(content, POINT))
    assert (issue.rule, issue.details) == (Rule.NOT_A_NUMBER, ("1234.5",))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("..", "sekretess"),
        (".", "ej_tillamplig"),
        ("-", "bortfall"),
        ("–", "bortfall"),
        ("\u2212", "bortfall"),
        ("", "bortfall"),
        (" ", "bortfall"),
        ("Saknas", "bortfall"),
        ("NA", "bortfall"),
        ("#N/A", "bortfall"),
        ("#SAKNAS!", "bortfall"),
        ("uppgift  saknas", "bortfall"),
        ("ej rapporterat", "bortfall"),
    ],
)
def test_no_value_is_a_named_kind_of_missing_and_never_zero(text, kind):
    checked = check_value(text)
    assert checked.rows.select("value", "missing").rows() == [(None, kind)]
    assert not checked.issues


def test_in_a_wide_file_an_empty_cell_is_not_named_and_a_marker_is():
    content = lines("månad;enhet;Städkostnad;yta", "2024-01;Kastanjen;;..")
    rows = check(content, WIDE).rows
    assert rows.select("measure", "missing").rows() == [("cleaned_area_m2", "sekretess")]


def test_a_value_outside_the_measures_range_is_an_error():
    issue = the_issue(check_value("84", "Nöjdhet"))
    assert place(issue) == ("above_largest", 2, "värde")
    assert issue.details == ("5", "Nöjdhet", "betyg")
    issue = the_issue(check_value("0,5", "Nöjdhet"))
    assert (issue.rule, issue.details) == (Rule.BELOW_SMALLEST, ("1", "Nöjdhet", "betyg"))


# Months


@pytest.mark.parametrize(
    "text",
    [
        *("2024-01", "2024-01-31", "202401", "2024M01", "2024m01", "jan-24", "jan. 2024"),
        *("jan 2024", "januari 2024", "JANUARI 2024", " Januari\u00a02024 ", "jan-2024"),
    ],
)
def test_every_way_to_write_a_month(text):
    assert same_rows(CLEAN.replace("2024-01", text))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2024-13", "not_a_month"),
        ("2024-02-30", "not_a_month"),
        ("24-01", "not_a_month"),
        ("kv1 2024", "not_a_month"),
        ("2024", "not_a_month"),
        ("jan", "not_a_month"),
        ("", "empty_cell"),
        ("01-02-2024", "ambiguous_month"),
        ("1/2/2024", "ambiguous_month"),
    ],
)
def test_months_that_are_refused(text, rule):
    issue = the_issue(check(lines(HEADER, ROW.replace("2024-01", text))))
    assert (place(issue), issue.found) == ((rule, 2, "månad"), text)


# The same thing twice


def test_the_same_row_twice_is_merged_with_a_warning():
    checked = check(CLEAN + lines(ROW.replace("Lärkskolan", "larkskolan")))
    assert checked.rows.equals(ROWS)
    issue = the_issue(checked)
    assert (place(issue), issue.details) == (("duplicate_row", 4, "värde"), ("2",))


def test_two_values_for_one_thing_is_an_error_that_names_both_rows():
    issue = the_issue(check(CLEAN + lines(ROW.replace("1234,50", "7"))))
    assert (place(issue), issue.details) == (("conflicting_row", 4, "värde"), ("2",))
    issue = the_issue(check(CLEAN + lines(ROW.replace("1234,50", "-"))))
    assert issue.rule is Rule.CONFLICTING_ROW


# Units and measures


def test_a_unit_is_known_by_id_or_name_in_any_case():
    for unit in ("larkskolan", "Lärkskolan ", "LÄRKSKOLAN", "lärkskolan\u00a0"):
        assert same_rows(CLEAN.replace("Lärkskolan", unit))


def test_an_unknown_unit_gets_the_nearest_names():
    issue = the_issue(check(CLEAN.replace("Östra skolan", "OSTRA SKOLAN")))
    assert (place(issue), issue.details) == (
        ("unknown_unit", 3, "enhet"),
        ("Östra skolan", "Lärkskolan"),
    )
    issue = the_issue(check(CLEAN.replace("Östra skolan", "x" * 200)))
    assert (issue.rule, issue.details) == (Rule.UNKNOWN_UNIT, ())


def test_a_name_that_two_units_share_is_an_error_that_lists_their_ids():
    issue = the_issue(check(lines(HEADER, ROW.replace("Lärkskolan", "Västra"))))
    assert (issue.rule, issue.details) == (Rule.SHARED_NAME, ("vastra", "vastra2"))


def test_formulas_and_markup_are_plain_text():
    for unit in ("=HYPERLINK(1)", "+46", "@SUM", "\uff1d1", "<script>", "[x](javascript:1)", "😀"):
        issue = the_issue(check(lines(HEADER, ROW.replace("Lärkskolan", unit))))
        assert (issue.rule, issue.found) == (Rule.UNKNOWN_UNIT, unit)


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200b", "\x07", "\x85"])
def test_control_and_bidi_characters_are_errors(character):
    issue = the_issue(check(CLEAN.replace("Östra", f"Öst{character}ra")))
    assert place(issue) == ("control_character", 3, "enhet")
    assert issue.details == (f"U+{ord(character):04X}",)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x.csv", "x.csv"),
        ("C:\\mappar\\x.csv", "x.csv"),
        ("a\u202eb\nc.csv", "ab c.csv"),
        ("x" * 300, "x" * 99 + "…"),
    ],
)
def test_only_the_files_own_name_is_shown(name, shown):
    assert check(CLEAN, name=name).facts.name == shown


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


def test_a_wide_file_without_any_measure_says_so():
    assert ("no_measures", 1, "") in places(lines("månad;enhet;x", "2024-01;Kastanjen;1"), WIDE)


def test_columns_that_are_missing_do_not_stop_the_check_of_the_others():
    assert places(lines("enhet;värde", "Nej;1O2")) == [
        ("missing_column", 1, "månad"),
        ("missing_column", 1, "mått"),
        ("unknown_unit", 2, "enhet"),
        ("not_a_number", 2, "värde"),
    ]
