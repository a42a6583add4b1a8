"""Every kind of file that the specification numbers, 1 to 85, has a test that is still there.

The number stands beside the tests that hold it; a test that is renamed or taken away is missed.
"""

import ast
from collections.abc import Iterable

import pytest

from kpi.settings import ROOT
from tests.intake.clean import CLEAN, same_rows, told_of
from tests.intake.files import HEADER, ROW, check, lines
from tests.intake.test_case_numbers import CASES as BY_NUMBER

ENCODINGS, ROWS = "intake/test_cases_encodings.py", "intake/test_cases_rows.py"
HEADINGS, VALUES = "intake/test_cases_headings.py", "intake/test_cases_values.py"
KEYS, PERSONS = "intake/test_cases_keys.py", "intake/test_personal_data.py"
NUMBERS = "intake/test_case_numbers.py"
EXCEL, SHEETS = "intake/test_xlsx.py", "intake/test_xlsx_sheets.py"
CELLS, HOSTILE = "intake/test_xlsx_values.py", "intake/test_hostile_workbooks.py"
LAYOUT, DELIVER = "intake/test_layout_keys.py", "actions/test_deliver.py"
BOUNDED, KPIS = "intake/test_bounded.py", "values/test_kpi_values.py"
NUMBERED = (NUMBERS, "test_a_case_of_the_specification")
HELD_BY: list[tuple[Iterable[int], str, str]] = [
    (range(1, 7), ENCODINGS, "test_every_encoding_gives_the_same_rows_and_is_named"),
    ((7, 8), ENCODINGS, "test_letters_from_dos_and_old_macs_are_never_read_in_silence"),
    ((9,), ENCODINGS, "test_one_byte_from_another_encoding_is_named_by_row"),
    ((10,), ENCODINGS, "test_text_encoded_twice_is_a_warning_and_no_new_unit"),
    ((11,), ENCODINGS, "test_a_letter_in_two_parts_is_the_same_letter"),
    ((12,), ENCODINGS, "test_a_second_byte_order_mark_is_not_text"),
    ((12,), ENCODINGS, "test_two_files_joined_show_in_the_second_header"),
    ((13,), ROWS, "test_a_line_that_names_the_delimiter_is_not_a_row"),
    ((14, 15, 16), ROWS, "test_other_delimiters_are_found_and_named"),
    ((17,), ROWS, "test_commas_in_comments_do_not_make_the_comma_a_delimiter"),
    ((18,), ROWS, "test_a_title_above_the_header_is_stepped_over"),
    ((19, 20), ROWS, "test_a_total_never_becomes_a_unit"),
    ((19, 20), EXCEL, "test_totals_are_left_out_with_a_warning"),
    ((21,), ROWS, "test_a_footer_is_an_error_on_its_row"),
    ((21,), LAYOUT, "test_footers_are_left_out_with_a_warning_that_names_them"),
    ((22,), ROWS, "test_a_line_break_inside_quotes_does_not_move_the_row_numbers"),
    ((23,), ROWS, "test_a_quote_never_closed_is_named_by_the_row_it_stands_on"),
    ((24,), ROWS, "test_a_quote_inside_a_text_is_text_and_after_a_quoted_text_an_error"),
    ((25, 26), ROWS, "test_too_many_and_too_few_fields_are_counted"),
    ((27,), ROWS, "test_a_delimiter_after_every_row_is_no_column"),
    ((28,), ROWS, "test_blank_rows_are_skipped_and_counted_and_keep_the_numbering"),
    ((29, 30), ROWS, "test_line_ends_of_every_kind"),
    ((31,), ROWS, "test_a_nul_in_a_name_is_an_error"),
    ((32, 33, 34), ROWS, "test_a_file_beyond_the_limits_is_refused"),
    ((32, 33, 34), BOUNDED, "test_ten_megabytes_of_anything_are_answered_in_bounds"),
    ((35, 36, 37), ROWS, "test_a_file_without_figures_is_never_a_success"),
    ((38,), HEADINGS, "test_the_same_heading_twice_is_an_error"),
    ((38,), HEADINGS, "test_the_same_measure_twice_in_a_wide_file_is_an_error"),
    ((39,), HEADINGS, "test_an_unknown_column_is_a_warning_and_is_not_read"),
    ((40,), HEADINGS, "test_every_missing_column_is_listed_with_the_nearest_heading"),
    ((41,), HEADINGS, "test_headings_are_compared_kindly"),
    ((42,), HEADINGS, "test_the_order_of_columns_does_not_matter"),
    ((43,), VALUES, "test_any_space_may_stand_between_thousands"),
    ((44,), VALUES, "test_other_ways_to_write_the_same_number"),
    ((45, 46, 47, 48, 50, 53), VALUES, "test_numbers_that_are_refused"),
    ((46, 48), VALUES, "test_a_number_that_is_refused_gets_what_may_be_meant"),
    ((47,), VALUES, "test_every_way_to_write_a_minus"),
    ((49,), VALUES, "test_a_number_in_powers_of_ten_is_exact_and_a_warning"),
    ((51,), VALUES, "test_no_value_is_a_named_kind_of_missing_and_never_zero"),
    ((51,), VALUES, "test_in_a_wide_file_an_empty_cell_is_not_named_and_a_marker_is"),
    ((52, 57, 61, 63, 64, 65, 66, 67, 68), *NUMBERED),
    ((52,), KPIS, "test_zero_in_the_denominator_gives_no_value"),
    ((54,), KEYS, "test_every_way_to_write_a_month"),
    ((54,), KEYS, "test_every_way_to_write_a_month_in_one_file_is_one_month"),
    ((55, 56), KEYS, "test_months_that_are_refused"),
    ((58,), KEYS, "test_the_same_row_twice_is_merged_with_a_warning"),
    ((58,), KEYS, "test_two_values_for_one_thing_is_an_error_that_names_both_rows"),
    ((59,), KEYS, "test_a_unit_is_known_by_id_or_name_in_any_case"),
    ((59,), KEYS, "test_an_unknown_unit_gets_the_nearest_names"),
    ((60,), DELIVER, "test_the_same_bytes_are_stopped_while_they_still_stand"),
    ((60,), DELIVER, "test_the_same_bytes_go_in_again_once_undone"),
    ((60,), DELIVER, "test_the_same_bytes_go_in_again_once_a_part_is_replaced"),
    ((60,), NUMBERS, "test_case_60_the_same_data_in_other_bytes_changes_nothing"),
    (
        (62,),
        "intake/test_every_case.py",
        "test_case_62_a_file_cut_in_its_last_row_is_refused_there",
    ),
    ((66,), KPIS, "test_few_answers_hide_the_value_and_the_parts"),
    ((67,), PERSONS, "test_a_persons_number_in_a_text_stops_the_file"),
    ((67,), PERSONS, "test_a_persons_number_for_a_unit_stops_the_file"),
    ((67,), PERSONS, "test_headings_and_titles_are_looked_at_too"),
    ((67,), PERSONS, "test_the_files_name_is_looked_at_too"),
    ((67,), SHEETS, "test_a_personal_number_in_a_sheets_name_is_stopped"),
    ((68,), NUMBERS, "test_case_68_an_organisation_number_is_nobody"),
    ((69,), NUMBERS, "test_case_69_a_formula_is_stored_as_text_and_harmless_on_its_way_out"),
    ((69, 70), KEYS, "test_formulas_and_markup_are_plain_text"),
    ((70,), KEYS, "test_control_and_bidi_characters_are_errors"),
    ((70,), "dashboard/test_html.py", "test_what_comes_from_data_stays_text"),
    ((70,), "dashboard/test_plain.py", "test_a_name_is_never_markdown"),
    ((71,), KEYS, "test_only_the_files_own_name_is_shown"),
    ((72,), HOSTILE, "test_a_file_is_read_as_what_it_is_with_a_note"),
    ((72, 75), HOSTILE, "test_other_formats_are_refused_with_what_to_do"),
    ((73,), HOSTILE, "test_two_cells_that_claim_a_whole_sheet"),
    ((74,), HOSTILE, "test_a_zip_that_unpacks_to_three_hundred_megabytes"),
    ((74,), HOSTILE, "test_a_zip_that_lies_about_its_size"),
    ((74,), HOSTILE, "test_a_file_in_the_file_is_refused"),
    ((74,), HOSTILE, "test_a_document_type_is_refused"),
    ((74,), HOSTILE, "test_a_link_to_another_file_is_refused"),
    ((75,), HOSTILE, "test_a_zip_with_a_password_is_refused"),
    ((76,), SHEETS, "test_several_sheets_with_text_are_a_choice"),
    ((76,), SHEETS, "test_a_hidden_sheet_is_read_only_when_it_is_chosen"),
    ((76,), SHEETS, "test_hidden_rows_are_read_with_a_warning"),
    ((76,), SHEETS, "test_hidden_columns_are_read_with_a_warning"),
    ((77,), SHEETS, "test_cells_merged_down_several_rows_are_an_error"),
    ((78,), CELLS, "test_formulas_give_their_saved_value"),
    ((78,), CELLS, "test_a_formula_without_a_value_is_an_error"),
    ((79,), CELLS, "test_a_number_stored_as_text_is_read_as_in_a_csv"),
    ((79,), CELLS, "test_dates_are_read_as_days_whatever_they_are_shown_as"),
    ((79,), CELLS, "test_a_share_shown_in_per_cent_is_read_as_stored_with_a_note"),
    ((80,), CELLS, "test_a_date_in_the_1904_system_is_the_right_month"),
    ((80,), CELLS, "test_a_serial_number_in_the_month_column_is_a_month_with_a_warning"),
    ((81,), LAYOUT, "test_months_as_columns_are_read_as_one_row_a_month"),
    ((81,), LAYOUT, "test_months_as_columns_without_a_layout_is_said_with_what_to_do"),
    ((82,), DELIVER, "test_the_same_keys_in_between_make_a_preview_stale"),
    ((82,), DELIVER, "test_other_keys_in_between_do_not_matter"),
    (
        (83,),
        "ledger/test_crash.py",
        "test_every_acknowledged_delivery_survives_killed_and_competing_writers",
    ),
    (
        (83,),
        "cli/test_disk.py",
        "test_a_full_disk_is_said_calmly_and_everything_acknowledged_is_there",
    ),
    ((84,), "cli/test_delivered.py", "test_undoing_the_older_one_lists_what_is_replaced_already"),
    ((85,), DELIVER, "test_pressing_twice_sends_once"),
    (
        (85,),
        "browser/test_pages.py",
        "test_send_a_month_see_the_tile_change_and_take_it_back",
    ),
]


@pytest.mark.parametrize("number", range(1, 86))
def test_a_case_has_its_test(number):
    held = [(file, name) for numbers, file, name in HELD_BY if number in numbers]
    assert held
    for file, name in held:
        tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    if NUMBERED in held:
        assert str(number) in {case.number.split()[0] for case in BY_NUMBER}


@pytest.mark.parametrize(
    ("cut", "fields"),
    [
        ("stra skolan;Städad yta;12", 2),  # in the unit
        (";Städad yta;12", 2),  # before the measure
        (";12", 3),  # before the value
    ],
)
def test_case_62_a_file_cut_in_its_last_row_is_refused_there(cut, fields):
    says = f"Rad 3: raden har bara {fields} fält, men rubrikraden har 4."
    assert told_of(CLEAN.rstrip().removesuffix(cut)) == [("error", 3, "", says)]
    assert same_rows(CLEAN.rstrip())


def test_case_62_a_file_cut_in_its_last_value_looks_whole():
    whole = lines(HEADER, ROW)
    checked = check(whole.rstrip().removesuffix("34,50"))
    assert not checked.issues  # nothing can tell it from a smaller number
    assert checked.rows.equals(check(whole.replace("1234,50", "12")).rows)
