"""A table as a file for a Swedish spreadsheet."""

import pytest

from kpi.wording.table_file import figure, table_file


def test_the_table_opens_in_a_swedish_spreadsheet():
    content = table_file(["Månad", "Värde"], [["2024-01", "5,25"], ["2024-02", ""]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "Månad;Värde\r\n2024-01;5,25\r\n2024-02;\r\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [(1234.5, "1234,5"), (-0.00004, "0"), (0.12346, "0,1235"), (-2.0, "-2"), (None, "")],
)
def test_a_number_is_written_so_that_a_spreadsheet_reads_one(value, written):
    assert figure(value) == written
