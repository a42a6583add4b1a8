"""Every kind of file that the specification numbers, 1 to 85, has a test that is still there.

The number stands beside the tests that hold it; a test that is renamed or taken away is missed.
"""

import ast

import pytest

from kpi.settings import ROOT
from tests.intake.files import HEADER, ROW, check, lines, place
from tests.intake.test_case_numbers import CASES as BY_NUMBER

CSV = "intake/test_cases.py"
EXCEL, HOSTILE = "intake/test_xlsx.py", "intake/test_hostile_workbooks.py"
NUMBERED = ("intake/test_case_numbers.py", "test_a_case_of_the_specification")
ENCODINGS = (CSV, "test_every_encoding_gives_the_same_rows_and_is_named")
OLD_LETTERS = (CSV, "test_letters_from_dos_and_old_macs_are_never_read_in_silence")
DELIMITERS = (CSV, "test_other_delimiters_are_found_and_named")
FIELDS = (CSV, "test_too_many_and_too_few_fields_are_counted")
LINE_ENDS = (CSV, "test_line_ends_of_every_kind")
LIMITS = (CSV, "test_a_file_beyond_the_limits_is_refused")
NOTHING = (CSV, "test_a_file_without_figures_is_never_a_success")
NUMBERS = (CSV, "test_numbers_that_are_refused")
MONTHS = (CSV, "test_months_that_are_refused")
HELD_BY: dict[int, tuple[str, str]] = {
    **dict.fromkeys(range(1, 7), ENCODINGS),
    **dict.fromkeys((7, 8), OLD_LETTERS),
    9: (CSV, "test_one_byte_from_another_encoding_is_named_by_row"),
    10: (CSV, "test_text_encoded_twice_is_a_warning_and_no_new_unit"),
    11: (CSV, "test_a_letter_in_two_parts_is_the_same_letter"),
    12: (CSV, "test_two_files_joined_show_in_the_second_header"),
    13: (CSV, "test_a_line_that_names_the_delimiter_is_not_a_row"),
    **dict.fromkeys((14, 15, 16), DELIMITERS),
    17: (CSV, "test_commas_in_comments_do_not_make_the_comma_a_delimiter"),
    18: (CSV, "test_a_title_above_the_header_is_stepped_over"),
    19: (CSV, "test_a_total_never_becomes_a_unit"),
    20: (EXCEL, "test_totals_are_left_out_with_a_warning"),
    21: (CSV, "test_a_footer_is_an_error_on_its_row"),
    22: (CSV, "test_a_line_break_inside_quotes_does_not_move_the_row_numbers"),
    23: (CSV, "test_a_quote_never_closed_is_named_by_the_row_it_stands_on"),
    24: (CSV, "test_a_quote_inside_a_text_is_text_and_after_a_quoted_text_an_error"),
    **dict.fromkeys((25, 26), FIELDS),
    27: (CSV, "test_a_delimiter_after_every_row_is_no_column"),
    28: (CSV, "test_blank_rows_are_skipped_and_counted_and_keep_the_numbering"),
    **dict.fromkeys((29, 30), LINE_ENDS),
    31: (CSV, "test_a_nul_in_a_name_is_an_error"),
    **dict.fromkeys((32, 33, 34), LIMITS),
    **dict.fromkeys((35, 36, 37), NOTHING),
    38: (CSV, "test_the_same_heading_twice_is_an_error"),
    39: (CSV, "test_an_unknown_column_is_a_warning_and_is_not_read"),
    40: (CSV, "test_every_missing_column_is_listed_with_the_nearest_heading"),
    41: (CSV, "test_headings_are_compared_kindly"),
    42: (CSV, "test_the_order_of_columns_does_not_matter"),
    43: (CSV, "test_any_space_may_stand_between_thousands"),
    44: (CSV, "test_other_ways_to_write_the_same_number"),
    **dict.fromkeys((45, 46, 48, 50, 53), NUMBERS),
    47: (CSV, "test_every_way_to_write_a_minus"),
    49: (CSV, "test_a_number_in_powers_of_ten_is_exact_and_a_warning"),
    51: (CSV, "test_no_value_is_a_named_kind_of_missing_and_never_zero"),
    54: (CSV, "test_every_way_to_write_a_month"),
    **dict.fromkeys((55, 56), MONTHS),
    58: (CSV, "test_two_values_for_one_thing_is_an_error_that_names_both_rows"),
    59: (CSV, "test_an_unknown_unit_gets_the_nearest_names"),
    60: (
        "intake/test_case_numbers.py",
        "test_case_60_the_same_data_in_other_bytes_changes_nothing",
    ),
    **dict.fromkeys((52, 57, 61, 63, 64, 65, 66, 67, 68), NUMBERED),
    62: ("intake/test_every_case.py", "test_case_62_a_file_cut_in_its_last_row_is_refused_there"),
    69: (
        "intake/test_case_numbers.py",
        "test_case_69_a_formula_is_stored_as_text_and_harmless_on_its_way_out",
    ),
    70: (CSV, "test_control_and_bidi_characters_are_errors"),
    71: (CSV, "test_only_the_files_own_name_is_shown"),
    72: (HOSTILE, "test_a_file_is_read_as_what_it_is_with_a_note"),
    73: (HOSTILE, "test_two_cells_that_claim_a_whole_sheet"),
    74: (HOSTILE, "test_a_zip_that_lies_about_its_size"),
    75: (HOSTILE, "test_other_formats_are_refused_with_what_to_do"),
    76: (EXCEL, "test_hidden_columns_are_read_with_a_warning"),
    77: (EXCEL, "test_cells_merged_down_several_rows_are_an_error"),
    78: (EXCEL, "test_a_formula_without_a_value_is_an_error"),
    79: (EXCEL, "test_a_share_shown_in_per_cent_is_read_as_stored_with_a_note"),
    80: (EXCEL, "test_a_date_in_the_1904_system_is_the_right_month"),
    81: (
        "intake/test_layout_keys.py",
        "test_months_as_columns_without_a_layout_is_said_with_what_to_do",
    ),
    82: ("actions/test_deliver.py", "test_the_same_keys_in_between_make_a_preview_stale"),
    83: (
        "ledger/test_crash.py",
        "test_every_acknowledged_delivery_survives_killed_and_competing_writers",
    ),
    84: ("cli/test_delivered.py", "test_undoing_the_older_one_lists_what_is_replaced_already"),
    85: ("actions/test_deliver.py", "test_pressing_twice_sends_once"),
}


@pytest.mark.parametrize("number", range(1, 86))
def test_a_case_has_its_test(number):
    file, name = HELD_BY[number]
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    if (file, name) == NUMBERED:
        assert str(number) in {case.number.split()[0] for case in BY_NUMBER}


def test_case_62_a_file_cut_in_its_last_row_is_refused_there():
    whole = lines(HEADER, ROW, ROW.replace("2024-01", "2024-02"))
    assert not check(whole).issues
    for cut, found in (
        ("Städkostnad;1234,50", ("too_few_fields", 3, "")),  # in the unit
        (";1234,50", ("too_few_fields", 3, "")),  # before the value
        ("234,50", None),  # in the value: nothing can tell it from a smaller one
    ):
        checked = check(whole.rstrip().removesuffix(cut))
        assert checked.rows.is_empty() is (found is not None)
        assert [place(issue) for issue in checked.issues] == ([found] if found else [])
