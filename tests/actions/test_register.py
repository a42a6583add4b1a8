"""A register changed by hand: only what was touched is sent, through the same gate as a file."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.actions.deliver import preview_file
from kpi.actions.register import (
    Edit,
    Register,
    changes,
    commit_edits,
    edited_file,
    registers,
    see_register,
)
from kpi.catalogue import parse, read_texts
from kpi.errors import InputError, NotAllowed, Stale, UsageError
from kpi.intake import Rule
from kpi.settings import SHIPPED_CATALOGUE
from tests.actions.town import ANNA, COMMITTEE, READER, Town

TARGETS = (
    "nyckeltal;omfattning;gäller från;målvärde;tolerans\n"
    "cleaning_cost_m2;;2024-01;22,8;0,3\n"
    "sick_leave;;2024-01;7;\n"
)
COST, SICK = ("cleaning_cost_m2", "", "2024-01"), ("sick_leave", "", "2024-01")


def register_of(town: Town, layout: str = "targets", user=ANNA) -> Register:
    head = town.home.head()
    return see_register(town.home, user, town.home.catalogue(head).layouts[layout], as_of=head)


def edited(town: Town, edits, layout: str = "targets"):
    """The file that edits come to, and its preview."""
    register = register_of(town, layout)
    made = edited_file(register, changes(register, edits))
    return made, preview_file(town.home, ANNA, made.content, made.name, layout=layout)


def lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig").splitlines()


def test_every_register_but_questions_and_layouts_is_changed_by_hand(town):
    found = registers(town.home.catalogue(town.home.head()))
    assert [layout.title for layout in found] == sorted(layout.title for layout in found)
    assert {layout.id for layout in found} == {
        *("areas", "baselines", "closed_months", "comments", "events", "phases", "pilot"),
        *(
            "effect_plans",
            "floors",
            "pilot_costs",
            "price_index",
            "selected_kpis",
            "targets",
            "units",
            "waves",
        ),
    }
    assert all(layout.about.endswith(".") for layout in found)


def test_a_layout_that_lacks_a_column_would_empty_it_and_is_not_offered(town):
    catalogue = town.home.catalogue(town.home.head())
    targets = catalogue.layouts["targets"]
    columns = {name: each for name, each in targets.columns.items() if name != "tolerance"}
    few = targets.model_copy(update={"id": "few", "columns": columns})
    layouts = {"few": few, "targets": targets}
    given_ = catalogue.model_copy(update={"layouts": layouts})
    assert [layout.id for layout in registers(given_)] == ["targets"]


def test_a_registers_rows_read_as_its_file(town):
    town.send(TARGETS)
    register = register_of(town)
    assert register.keys == ["kpi", "scope", "valid_from"]
    assert list(register.rows) == [COST, SICK]
    assert register.rows[COST]["value"] == "22,8"
    assert register.rows[SICK]["tolerance"] == ""
    assert "removed" not in register.columns


def test_only_what_was_touched_is_sent_whole_rows_of_it(town):
    town.send(TARGETS)
    made, found = edited(
        town,
        {
            COST: Edit({"value": "21,5"}),
            SICK: Edit(removed=True),
            1: Edit({"kpi": "nki", "valid_from": "2024-02", "value": "70"}),
        },
    )
    assert made.name == "targets_for_hand.csv"
    assert lines(made.content) == [
        "nyckeltal;omfattning;gäller från;målvärde;tolerans;prismånad;beslut;bort",
        "cleaning_cost_m2;;2024-01;21,5;0,3;;;",
        "sick_leave;;2024-01;7;;;;ja",
        "nki;;2024-02;70;;;;",
    ]
    assert made.rows == {2: COST, 3: SICK, 4: 1}
    assert found.preview.counts == {"new": 1, "changed": 1, "unchanged": 0, "removed": 1}
    number = commit_edits(town.home, ANNA, found, why="Nytt beslut").number
    after = register_of(town)
    assert list(after.rows) == [COST, ("nki", "", "2024-02")]
    assert after.rows[COST]["value"] == "21,5"
    town.undo(number)
    assert list(register_of(town).rows) == [COST, SICK]


def test_a_file_without_removals_has_no_column_for_them(town):
    town.send(TARGETS)
    made, _ = edited(town, {COST: Edit({"value": "21,5"})})
    assert lines(made.content)[0].endswith("prismånad;beslut")
    assert lines(made.content)[1:] == ["cleaning_cost_m2;;2024-01;21,5;0,3;;"]


def test_what_says_the_same_as_before_is_no_change(town):
    town.send(TARGETS)
    register = register_of(town)
    edits = {
        COST: Edit({"value": "22,8"}),
        SICK: Edit(),
        ("gone", "", "2024-01"): Edit(removed=True),
        1: Edit(),
        2: Edit({"kpi": ""}),
    }
    assert changes(register, edits) == []


def test_a_row_that_somebody_took_away_meanwhile_becomes_a_new_one(town):
    town.send(TARGETS)
    town.send(
        "nyckeltal;omfattning;gäller från;målvärde;bort\ncleaning_cost_m2;;2024-01;;ja\n",
        layout="targets",
    )
    [change] = changes(register_of(town), {COST: Edit({"value": "21"})})
    assert change.before is None
    assert (change.after["kpi"], change.after["valid_from"]) == ("cleaning_cost_m2", "2024-01")
    assert (change.after["value"], change.after["tolerance"]) == ("21", "")


def test_an_error_is_at_the_row_and_column_it_concerns(town):
    town.send(TARGETS)
    made, found = edited(town, {SICK: Edit({"value": "7"}), COST: Edit({"value": "2x"})})
    [issue] = found.checked.issues
    assert issue.rule is Rule.NOT_A_NUMBER
    assert (made.rows[issue.row], issue.column) == (COST, "målvärde")
    with pytest.raises(InputError, match="fel som måste rättas"):
        commit_edits(town.home, ANNA, found, why="x")


def test_a_reason_is_required_and_is_the_deliverys_comment(town):
    town.send(TARGETS)
    _, found = edited(town, {COST: Edit({"value": "21,5"})})
    with pytest.raises(UsageError, match="Skriv varför registret ändras"):
        commit_edits(town.home, ANNA, found, why="  ")
    assert commit_edits(town.home, ANNA, found, why="Nytt beslut").comment == "Nytt beslut"


def test_what_was_seen_is_refused_when_somebody_changed_the_row_meanwhile(town):
    town.send(TARGETS)
    _, mine = edited(town, {COST: Edit({"value": "21,5"})})
    _, theirs = edited(town, {COST: Edit({"value": "20"})})
    _, other = edited(town, {SICK: Edit({"value": "6"})})
    commit_edits(town.home, ANNA, theirs, why="först")
    with pytest.raises(Stale, match="Underlaget har ändrats"):
        commit_edits(town.home, ANNA, mine, why="sedan")
    commit_edits(town.home, ANNA, other, why="en annan rad")  # touches nothing of theirs
    assert register_of(town).rows[COST]["value"] == "20"


def test_pressed_twice_it_is_one_delivery(town):
    town.send(TARGETS)
    _, found = edited(town, {COST: Edit({"value": "21,5"})})
    commit_edits(town.home, ANNA, found, why="Nytt beslut")
    before = town.home.head()
    with pytest.raises(Stale):
        commit_edits(town.home, ANNA, found, why="Nytt beslut")
    assert town.home.head() == before


def test_readers_see_and_do_not_change(town):
    town.send(TARGETS)
    assert list(register_of(town, user=READER).rows) == [COST, SICK]
    with pytest.raises(NotAllowed):
        register_of(town, user=COMMITTEE)
    _, found = edited(town, {COST: Edit({"value": "21,5"})})
    with pytest.raises(NotAllowed, match="lämna eller ångra"):
        commit_edits(town.home, READER, found, why="x")


@given(
    st.lists(st.dictionaries(st.sampled_from(["event", "title", "note"]), st.text()), max_size=4)
)
def test_whatever_is_typed_stands_in_the_file_as_it_was_typed(typed):
    layout = parse(read_texts(SHIPPED_CATALOGUE)).layouts["events"]
    register = Register(layout, {})
    found = changes(register, {at: Edit(cells) for at, cells in enumerate(typed)})
    made = edited_file(register, found)
    text = io.StringIO(made.content.decode("utf-8-sig"), newline="")
    header, *rows = csv.reader(text, delimiter=";")
    assert header == [column.name for column in register.columns.values()]
    said = [cells for cells in typed if any(cells.values())]
    assert [[row[0], row[1], row[6]] for row in rows] == [
        [cells.get(name, "") for name in ("event", "title", "note")] for cells in said
    ]
    assert list(made.rows) == list(range(2, 2 + len(said)))
