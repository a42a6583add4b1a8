"""What stays together on a line, and what may still be parted."""

from datetime import date

import pytest

from kpi.documents.blocks import Facts
from kpi.documents.report import report
from kpi.documents.tables import tables
from kpi.documents.typeset import typeset
from tests.documents.picture import kpi_part, pack, picture


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("den 18 september 2026.", "den 18~september~2026."),
        ("i juli 2024, före 1 mars", "i juli~2024, före 1~mars"),
        ("1 234 567 kr", "1~234~567~kr"),
        ("842 tkr, 5 % och 3 procentenheter", "842~tkr, 5~% och 3~procentenheter"),
        ("−13,1 (−17,8 till −8,2)", "−13,1 (−17,8~till~−8,2)"),
        ("381 till 654 tkr", "381~till~654~tkr"),
        ("23,2 kr/m² och 1 234 kr/portion", "23,2~kr/|m² och 1~234~kr/|portion"),
        ("9 av 10 enheter, 1980 = 100", "9~av~10 enheter, 1980~=~100"),
        ("SN 2023/0112 § 84", "SN 2023/0112 §~84"),
        ("kr/m²·mån och kr/portion", "kr/|m²·mån och kr/|portion"),
    ],
)
def test_a_date_an_amount_and_an_interval_stay_on_one_line(text, kept):
    assert typeset(text) == kept.replace("~", "\u00a0").replace("|", "\u2060")


@pytest.mark.parametrize(
    "text",
    [
        "augusti 2023–\u2060juli 2024",
        "28 tkrona",
        "av 10 enheter",
        "Städad yta/årsarbetare",
        "12 personer",
        "år 2024 123 enheter",
        "majs 2024",
    ],
)
def test_all_else_may_be_parted_and_so_may_a_span_of_months(text):
    assert typeset(text) == text


def test_whatever_is_made_of_texts_keeps_its_shape():
    day, one = date(2024, 7, 1), Facts((("Månad", "juli 2024"),))
    assert typeset((day, 7, None, one)) == (day, 7, None, Facts((("Månad", "juli\u00a02024"),)))
    drawn = picture(alt="5 %")
    assert typeset(drawn) == drawn.model_copy(
        update={"alt": "5\u00a0%", "title": "Städkostnad, kr/\u2060m²"}
    )


def test_a_report_is_typeset_and_the_tables_to_look_figures_up_in_are_not():
    given = pack(kpis=(kpi_part(change="5 %", value="23,2 kr, juli 2024"),))
    row = ("Städkostnad per m²", "23,2 kr, juli 2024", "5 %")
    assert tables(given)["nyckeltalen-i-pilotomradet"].rows[0][:3] == row
    shown = [each.rows for each in report(given).blocks if hasattr(each, "lead")]
    assert typeset(row) in [rows[0][:3] for rows in shown]
