"""What only a spreadsheet can get wrong: hidden and merged cells, and which sheet to read."""

from datetime import date

import pytest

from kpi.intake.issue import Level, Rule
from kpi.intake.read import read
from kpi.wording.issues import issue_hint, issue_sentence
from tests.intake.clean import ROWS, all_told, checked_sheet, same_sheet, says
from tests.intake.files import CATALOGUE, the_issue
from tests.intake.workbooks import (
    HEADER,
    LAST,
    ROW,
    book,
    parts,
    raw,
    saved,
    text_row,
    with_sheets,
    xlsx,
    zipped,
)

# Rows and cells that are hidden or merged


def test_hidden_rows_are_read_with_a_warning():  # case 76
    workbook = book(HEADER, ROW, LAST)
    workbook.active.row_dimensions[3].hidden = True
    workbook.active.auto_filter.ref = "A1:D3"
    checked = checked_sheet(saved(workbook))
    assert checked.rows.equals(ROWS)
    said = "Blad1, rad 3: raden är dold i kalkylbladet men läses."
    assert all_told(checked) == [("warning", 3, "", said)]


def test_hidden_columns_are_read_with_a_warning():  # case 76
    workbook = book(HEADER, ROW, LAST)
    workbook.active.column_dimensions["D"].hidden = True
    workbook.active.column_dimensions["F"].hidden = True  # nothing stands there
    checked = checked_sheet(saved(workbook))
    assert checked.rows.equals(ROWS)
    said = "Blad1, rad 1, kolumnen värde: kolumnen är dold i kalkylbladet men läses."
    assert all_told(checked) == [("warning", 1, "värde", said)]


@pytest.mark.parametrize("said", ['min="x" max="2"', 'min="1" max="999999"', 'max="2"'])
def test_a_hidden_column_that_is_nowhere_is_a_broken_workbook(said):
    whole = parts(xlsx(HEADER, ROW))
    name = "xl/worksheets/sheet1.xml"
    cols = f'<cols><col {said} hidden="1"/></cols><sheetData>'.encode()
    data = zipped({**whole, name: whole[name].replace(b"<sheetData>", cols)})
    assert the_issue(checked_sheet(data)).rule is Rule.BROKEN_WORKBOOK


def test_cells_merged_down_several_rows_are_an_error():  # case 77
    workbook = book(HEADER, ROW, ["2024-02", None, "Städkostnad", 1], LAST)
    workbook.active.merge_cells("B2:B3")
    checked = checked_sheet(saved(workbook))
    said = (
        "Blad1, rad 2, kolumnen enhet: cellerna på rad 2–3 är sammanfogade, så bara den första har "
        "ett värde."
    )
    assert all_told(checked)[0] == ("error", 2, "enhet", said)


def test_cells_merged_elsewhere_do_not_matter():
    workbook = book(["Uppföljning"], [], HEADER, ROW, LAST)
    for merged in ("A1:C2", "B4:C4"):
        workbook.active.merge_cells(merged)
    assert Rule.MERGED_CELLS not in checked_sheet(saved(workbook)).totals


# Sheets


TWO = {"Januari": [HEADER, ROW, LAST], "Februari": [HEADER, ["2024-02", *ROW[1:]]]}


def test_several_sheets_with_text_are_a_choice():  # case 76
    data = saved(with_sheets(**TWO, Tom=[]))
    checked = checked_sheet(data)
    assert checked.facts.sheets == ("Januari", "Februari")
    said = "Det går inte att veta vilket blad i filen som ska läsas."
    assert all_told(checked) == [("error", 0, "", said)]
    assert issue_hint(the_issue(checked)) == "Välj bladet ”Januari” eller ”Februari”."
    assert checked_sheet(data, sheet="JANUARI").rows.equals(ROWS)
    february = checked_sheet(data, sheet="Februari")
    assert (february.facts.sheet, february.rows["month"].to_list()) == (
        "Februari",
        [date(2024, 2, 1)],
    )


def test_a_sheet_that_is_not_there_gets_the_nearest_names():
    issue = the_issue(checked_sheet(saved(with_sheets(**TWO)), sheet="Januri"))
    assert issue_sentence(issue) == "Filen har inget blad som heter ”Januri”."
    assert issue_hint(issue) == "Välj ”Januari” eller ”Februari”."
    issue = the_issue(checked_sheet(b"a;b", sheet="Januari", name="a.csv"))
    assert issue_hint(issue) == "En CSV-fil har inga blad. Lämna den utan att välja blad."


def test_an_empty_sheet_can_be_chosen_and_is_empty():
    assert says(checked_sheet(saved(with_sheets(**TWO, Tom=[])), sheet="Tom")) == ["Filen är tom."]


def test_a_hidden_sheet_is_read_only_when_it_is_chosen():  # case 76
    workbook = with_sheets(**TWO)
    workbook["Januari"].sheet_state = "hidden"
    checked = checked_sheet(saved(workbook))
    assert checked.rows["month"].to_list() == [date(2024, 2, 1)]
    assert checked.facts.sheets == ("Februari", "Januari")
    assert all_told(checked) == [("warning", 0, "", "Bladet ”Januari” är dolt och läses inte.")]
    assert not checked_sheet(saved(workbook), sheet="Januari").issues


def test_our_own_explanation_is_no_sheet_to_choose():
    told = [["Kolumn", "Innehåll"], ["månad", "2024-01"]]
    workbook = with_sheets(Mall=[HEADER, ROW], Förklaring=told)
    checked = checked_sheet(saved(workbook))
    assert (checked.facts.sheet, checked.facts.sheets) == ("Mall", ("Mall",))
    assert not checked.issues
    alone = checked_sheet(saved(with_sheets(Förklaring=[HEADER, ROW])))
    assert alone.rows.height == 1


def test_of_many_sheets_some_are_proposed_and_all_can_be_chosen():
    checked = checked_sheet(saved(with_sheets(**{f"Blad{n}": [HEADER] for n in range(30)})))
    assert len(checked.facts.sheets) == 30
    assert len(the_issue(checked).details) == 20


def test_a_sheets_name_is_shown_without_what_turns_or_hides_text():
    book = '<workbook xmlns:r="urn:r"><sheets><sheet name="{}" r:id="rId1"/></sheets></workbook>'
    for name, shown in (("a\u202eb", "ab"), ("x" * 300, "x" * 99 + "…")):
        more = {"xl/workbook.xml": book.format(name)}
        assert read(raw(text_row(1, "a", "b"), more=more), CATALOGUE).sheet == shown


def test_issues_name_the_sheet():
    checked = checked_sheet(
        saved(with_sheets(Juli=[HEADER, ["2024-01", "Nej", "yta", 1]])), sheet="Juli"
    )
    assert the_issue(checked).sheet == "Juli"
    assert says(checked) == [
        "Blad Juli, rad 2, kolumnen enhet: enheten ”Nej” finns inte i registret."
    ]


def test_a_chart_sheet_is_no_sheet():
    workbook = book(HEADER, ROW, LAST)
    workbook.create_chartsheet("Diagram")
    assert same_sheet(saved(workbook))


# Personal numbers


def test_a_personal_number_in_a_sheets_name_is_stopped():  # case 67
    checked = checked_sheet(saved(with_sheets(**TWO, **{"811218-9876": []})))
    assert not checked.keep_file
    said = "Ett blad heter som ett personnummer (8112••-••••). Ingenting har sparats."
    assert all_told(checked) == [("error", 0, "", said)]
    assert checked.facts.sheets == ()


def test_a_personal_number_in_a_cell_is_stopped():
    checked = checked_sheet(xlsx(HEADER, ROW, ["2024-01", "811218-9876", "yta", 1]))
    assert not checked.keep_file
    assert (
        "Blad1, rad 3, kolumnen enhet: här står ett personnummer (8112••-••••)." in says(checked)[0]
    )


@pytest.mark.parametrize("cell", ["Elev 19811218-9876", 198112189876])
def test_a_personal_number_in_another_sheet_is_stopped(cell):
    data = saved(with_sheets(**TWO, Elever=[[cell]]))
    checked = checked_sheet(data, sheet="Januari")
    assert not checked.keep_file
    issue = the_issue(checked)
    assert (issue.rule, issue.level) == (Rule.PERSON_NUMBER_ELSEWHERE, Level.ERROR)
    assert "811218-9876" not in issue_sentence(issue)
    assert "8112••-••••" in issue_sentence(issue)


@pytest.mark.parametrize("cell", ["anna.berg@kommun.se", "Ring 070-123 45 67"])
def test_an_address_or_a_phone_number_in_another_sheet_is_stopped(cell):  # case 67
    data = saved(with_sheets(**TWO, Kontakter=[[cell]]))
    checked = checked_sheet(data, sheet="Januari")
    assert not checked.keep_file
    issue = the_issue(checked)
    assert (issue.rule, issue.level, issue.row) == (Rule.CONTACT_ELSEWHERE, Level.ERROR, 0)
    assert issue_sentence(issue).startswith(
        "Utanför bladet som läses står en e-postadress eller ett telefonnummer ("
    )
    assert cell not in issue_sentence(issue)


def test_a_personal_number_in_a_property_is_stopped():
    workbook = book(HEADER, ROW, LAST)
    workbook.properties.title = "Ärende 811218-9876"
    assert not checked_sheet(saved(workbook)).keep_file
