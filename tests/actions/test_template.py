"""A template is a file that comes back as it was: what is known is there, and nothing else."""

import io
from datetime import datetime

import openpyxl
import pytest

from kpi.actions.deliver import preview_file
from kpi.actions.home import open_home
from kpi.actions.template import template
from kpi.errors import NotAllowed, UsageError
from kpi.intake import Rule
from kpi.settings import settings_for
from tests.actions.town import ANNA, READER, Town, founded

REGISTERS = [
    *("areas", "baselines", "closed_months", "comments", "events", "floors", "pilot"),
    *("effect_plans", "pilot_costs", "price_index", "selected_kpis", "targets", "units", "waves"),
]


def lines(town: Town, layout: str) -> list[str]:
    content = template(town.home, ANNA, layout, as_of=town.home.head())
    return content.decode("utf-8-sig").splitlines()


@pytest.fixture(scope="module")
def demo(built_demo, tmp_path_factory):
    """The demo's home, open for reading."""
    home = open_home(settings_for(built_demo), dry=True)
    yield home
    home.close()


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("layout", REGISTERS)
def test_a_registers_template_sent_back_changes_nothing(demo, layout, excel):
    content = template(demo, ANNA, layout, as_of=demo.head(), excel=excel)
    name = "mall.xlsx" if excel else "mall.csv"
    found = preview_file(demo, ANNA, content, name, layout=layout)
    assert found.checked.issues == ()
    counts = found.preview.counts
    assert counts["unchanged"] == demo.store.register(layout, demo.head()).height > 0
    assert (counts["new"], counts["changed"], counts["removed"]) == (0, 0, 0)


@pytest.mark.parametrize(("layout", "rule"), [("wide", Rule.NO_ROWS), ("long", None)])
def test_a_month_file_sent_back_unfilled_is_answered_as_the_csv_is(demo, layout, rule):
    answers = []
    for excel in (False, True):
        content = template(demo, ANNA, layout, as_of=demo.head(), excel=excel)
        found = preview_file(demo, ANNA, content, f"mall.{'xlsx' if excel else 'csv'}")
        answers.append(found.checked.totals)
        assert found.checked.layout.id == layout
    assert answers[0] == answers[1]
    assert (rule in answers[0]) is (rule is not None)


def test_an_excel_file_keeps_months_as_text_and_explains_itself(town):
    town.months("2024-01", unit="a", cleaning_cost="5", cleaned_area_m2="9")
    content = template(town.home, ANNA, "wide", as_of=town.home.head(), excel=True)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Mall", "Förklaring"]
    first = book["Mall"]
    assert [cell.value for cell in first[1]] == ["månad", "enhet", "städkostnad", "städad yta m²"]
    month, unit, cost, _ = first[2]
    assert (month.value, month.number_format, unit.value) == ("2024-02", "@", "a")
    assert (cost.value, cost.number_format) == (None, "General")
    assert first.freeze_panes == "A2"
    assert first.column_dimensions["A"].number_format == "@"  # rows that are added too
    told = {row[0].value: (row[1].value, row[2].value) for row in book["Förklaring"].rows}
    assert told["månad"][0] == "ja"
    assert told["städkostnad"] == ("nej", "Skrivs i kr.")
    assert "kontrollerade rum" not in told
    assert told["Ett tal som saknas"][1].startswith("Skriv saknas.")


def test_an_excel_file_filled_in_as_numbers_is_a_good_file(town):
    town.months("2024-01", unit="a", cleaning_cost="5")
    content = template(town.home, ANNA, "wide", as_of=town.home.head(), excel=True)
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["Mall"]["C2"] = 7.5
    book["Mall"]["A3"] = datetime(2024, 2, 1)  # noqa: DTZ001 - as Excel has a day
    book["Mall"]["C3"] = 8
    filled = io.BytesIO()
    book.save(filled)
    found = preview_file(town.home, ANNA, filled.getvalue(), "ifylld.xlsx")
    assert found.checked.issues == ()
    assert found.checked.facts.sheets == ("Mall",)
    assert found.checked.rows["value"].cast(float).to_list() == [7.5, 8.0]


def test_a_month_file_names_what_is_followed_for_the_next_month(town):
    assert lines(town, "long")[0] == "månad;enhet;mått;värde"
    town.months("2024-01", unit="b", rooms_checked="10", rooms_approved="9")
    town.months("2024-01", unit="a", cleaning_cost="5")
    assert lines(town, "long")[1:] == [
        "2024-02;a;städkostnad;",
        "2024-02;b;godkända rum;",
        "2024-02;b;kontrollerade rum;",
    ]
    head, *rows = lines(town, "wide")
    assert head == "månad;enhet;städkostnad;kontrollerade rum;godkända rum"
    assert rows == ["2024-02;a;;;", "2024-02;b;;;", "2024-02;c;;;"]


def test_before_anything_has_come_every_measure_and_the_month_that_ended(town):
    head, *rows = lines(town, "wide")
    assert head.startswith("månad;enhet;städkostnad;")
    assert len(head.split(";")) == 2 + len(town.home.catalogue(town.home.head()).measures)
    assert {row.split(";")[1] for row in rows} == {"a", "b", "c"}
    assert len(lines(town, "long")) == 1 + 3 * (len(head.split(";")) - 2)


def test_only_units_that_are_open_then_are_named(town):
    town.send(
        "enhet;namn;enhetstyp;förvaltning;område;roll;gäller till\n"
        "a;Alfa;skola;bsf;oster;pilot;2024-01\n"
    )
    town.months("2024-01", unit="a", cleaning_cost="5")
    assert [row.split(";")[1] for row in lines(town, "wide")[1:]] == ["b", "c"]
    assert lines(town, "long")[1:] == []


def test_a_filled_template_is_a_good_file(town):
    town.months("2024-01", unit="a", cleaning_cost="5")
    head, *rows = lines(town, "wide")
    filled = "\n".join([head, *(f"{row.rstrip(';')};7" for row in rows)])
    previewed = town.preview(filled)
    assert previewed.checked.issues == ()
    assert previewed.checked.rows.height == 3


def test_a_layout_there_is_not_and_a_reader(town):
    with pytest.raises(UsageError, match="Layouten nonsens finns inte"):
        template(town.home, ANNA, "nonsens", as_of=town.home.head())
    with pytest.raises(NotAllowed):
        template(town.home, READER, "wide", as_of=town.home.head())


def test_a_layout_of_months_has_the_month_as_its_column(definitions, tmp_path):
    (definitions / "layouts/yta.toml").write_text(
        'title = "Yta"\nkind = "measures"\nshape = "months"\nmeasure = "cleaned_area_m2"\n'
        '[columns.unit]\nname = "enhet"\n',
        encoding="utf-8",
    )
    town = founded(tmp_path / "home", catalogue=definitions)
    town.months("2024-01", unit="a", cleaned_area_m2="5")
    assert lines(town, "yta") == ["enhet;2024-02", "a;", "b;", "c;"]
    town.home.close()


def test_a_layout_that_names_its_columns_has_those(definitions, tmp_path):
    (definitions / "layouts/stad.toml").write_text(
        'title = "Städ"\nkind = "measures"\nshape = "wide"\n'
        '[columns.month]\nname = "period"\n[columns.unit]\nname = "hus"\n'
        '[measures.rooms_checked]\nname = "rum"\n[measures.rooms_approved]\nname = "ok"\n',
        encoding="utf-8",
    )
    town = founded(tmp_path / "home", catalogue=definitions)
    assert lines(town, "stad")[0] == "period;hus;rum;ok"
    town.months("2024-01", unit="a", rooms_checked="5")
    assert lines(town, "stad")[:2] == ["period;hus;rum", "2024-02;a;"]
    town.home.close()
