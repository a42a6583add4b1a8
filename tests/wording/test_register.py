"""What is said of a register's rows and of what is changed in them."""

from kpi.catalogue.layout import Column
from kpi.wording.register import (
    change_words,
    changed_meanwhile,
    how_many_rows,
    keys_stay,
    last_changed,
    new_row_name,
    row_name,
    shown_cells,
)
from tests.wording.test_deliveries import FILE, UNDO

COLUMNS = {"kpi": Column(name="nyckeltal"), "value": Column(name="målvärde")}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_row_is_called_by_its_key_and_by_its_name_where_it_has_one():
    assert row_name(["kpi", "scope"], {"kpi": "nki", "scope": ""}) == "nki"
    assert row_name(["kpi", "month"], {"kpi": "nki", "month": "2024-01"}) == "nki, 2024-01"
    assert row_name(["unit"], {"unit": "lark", "name": "Lärkskolan"}) == "lark (Lärkskolan)"
    assert row_name(["event"], {"event": "", "title": "Byte"}) == "Byte"
    assert row_name(["area"], {"area": "oster", "name": "oster"}) == "oster"


def test_a_row_of_no_unit_is_about_all_of_them():
    cells = {"unit": "", "unit_type": "", "month": "2024-07"}
    assert shown_cells(cells) == ["alla", "", "2024-07"]
    assert shown_cells(cells | {"unit": "lark"}) == ["lark", "", "2024-07"]


def test_a_new_row_has_a_number_and_what_is_known_of_it():
    assert new_row_name(2, ["unit"], {}) == "Ny rad 2"
    assert new_row_name(2, ["unit"], {"unit": "lark"}) == "Ny rad 2: lark"


def test_the_key_of_a_row_stays_and_says_what_to_do():
    columns = {"kpi": Column(name="nyckeltal"), "scope": Column(name="omfattning")}
    assert keys_stay(columns, ["kpi", "scope"], ("nki", "")) == (
        "Raden är den för nyckeltal nki. Det ändras inte här: är det fel, ta bort raden och lägg "
        "till en ny."
    )


def test_what_happens_to_a_row_is_said_cell_by_cell():
    old, new = {"kpi": "nki", "value": "70"}, {"kpi": "nki", "value": ""}
    assert change_words(COLUMNS, old, new) == ("Ändras", ["målvärde: 70 → tomt"])
    assert change_words(COLUMNS, new, old) == ("Ändras", ["målvärde: tomt → 70"])
    assert change_words(COLUMNS, None, new) == ("Ny", ["nyckeltal: nki"])
    assert change_words(COLUMNS, old, None) == ("Tas bort", [])


def test_who_changed_a_register_last_and_what_came_meanwhile():
    assert plain(last_changed(FILE)) == "Senast ändrat 12 mars 2024 av Anna, leverans 55."
    assert plain(last_changed(UNDO)).endswith("av Bo, leverans 60 (en ångrad leverans).")
    assert plain(changed_meanwhile([FILE, UNDO])).startswith(
        "Det här kom medan du skrev: leverans 55 (månadens tal, Anna), leverans 60 (ångrar "
        "leverans 55, Bo). Dina ändringar finns kvar"
    )
    assert plain(how_many_rows(1)) == "1 rad"
