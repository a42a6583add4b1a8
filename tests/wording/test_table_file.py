"""A table as a file for a Swedish spreadsheet."""

from kpi.wording.table_file import table_file


def test_the_table_opens_in_a_swedish_spreadsheet():
    content = table_file(["Månad", "Värde"], [["2024-01", "5,25"], ["2024-02", ""]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "Månad;Värde\r\n2024-01;5,25\r\n2024-02;\r\n"
