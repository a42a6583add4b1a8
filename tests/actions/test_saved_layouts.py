"""A layout that somebody saved reads files as the catalogue's own do, for as long as it counts."""

import pytest

from kpi.actions.deliver import commit_file, preview_file
from kpi.actions.template import template
from kpi.errors import Stale, UsageError
from kpi.intake import Rule
from kpi.intake.layout import guess_layout
from kpi.wording.issues import issue_sentence
from kpi.wording.table_file import table_file
from tests.actions.town import ANNA, Town

SYSTEM = """title = "Fastighetssystemet"
kind = "measures"
shape = "wide"
[columns.month]
name = "Period"
[columns.unit]
name = "Fastighet"
[measures.cleaning_cost]
name = "Kostnad tkr"
[factors]
cleaning_cost = 1000
"""
STRANGE = "Period;Fastighet;Kostnad tkr\n2024-01;a;12,5\n2024-01;b;7\n"
STANDARD = "månad;enhet;cleaning_cost\n2024-01;a;12500\n2024-01;b;7000\n"


def register(*rows: tuple[str, str]) -> str:
    return table_file(["layout", "innehåll"], rows).decode("utf-8-sig")


def save(town: Town, text: str = SYSTEM, name: str = "systemet") -> int:
    return town.send(register((name, text)))


def said(town: Town, text: str, name: str = "systemet") -> list[str]:
    previewed = town.preview(register((name, text)))
    assert previewed.preview is None
    return [issue_sentence(issue) for issue in previewed.checked.issues]


def test_a_saved_layout_reads_a_file_that_no_other_fits(town):
    assert town.preview(STRANGE).checked.totals == {Rule.NO_LAYOUT: 1}
    save(town)
    checked = town.preview(STRANGE).checked
    assert checked.layout.id == "systemet"
    standard = town.preview(STANDARD).checked
    assert checked.rows.equals(standard.rows)
    assert checked.rows["value"].to_list() == [12500, 7000]


def test_it_is_there_as_of_its_number_and_gone_when_it_is_undone(town):
    before = town.home.head()
    number = save(town)
    undone = town.undo(number)
    ids = {at: "systemet" in town.home.file_catalogue(at).layouts for at in (before, number)}
    assert ids == {before: False, number: True}
    town.home.head()
    assert "systemet" not in town.home.file_catalogue(undone).layouts
    assert town.preview(STRANGE).checked.layout is None
    assert "systemet" not in town.home.catalogue(number).layouts  # no definition of a figure


def test_it_is_named_like_any_other_and_has_a_template(town):
    save(town)
    assert town.preview(STRANGE, layout="systemet").checked.layout.id == "systemet"
    with pytest.raises(UsageError, match=r"wide, systemet\.$"):
        town.preview(STRANGE, layout="systemt")
    town.send(STANDARD)
    content = template(town.home, ANNA, "systemet", as_of=town.home.head()).decode("utf-8-sig")
    units = ["2024-02;a;", "2024-02;b;", "2024-02;c;"]
    assert content.splitlines() == ["Period;Fastighet;Kostnad tkr", *units]


def test_an_ordinary_file_is_read_as_before(town):
    save(town, SYSTEM.replace("Period", "månad").replace("Fastighet", "enhet"))
    wide = town.preview("månad;enhet;städkostnad\n2024-01;a;12500\n").checked
    assert wide.layout.id == "wide"
    same = SYSTEM.replace("Period", "månad").replace("Fastighet", "enhet")
    save(town, same.replace("Kostnad tkr", "städkostnad"), "egna")
    assert town.preview("månad;enhet;städkostnad\n2024-01;a;12500\n").checked.layout.id == "wide"


def test_two_saved_layouts_that_fit_alike_leave_the_choice_to_somebody(town):
    save(town)
    save(town, SYSTEM.replace("cleaning_cost", "meal_cost"), "kok")
    assert town.preview(STRANGE).checked.layout is None
    assert town.preview(STRANGE, layout="kok").checked.rows["measure"][0] == "meal_cost"


def test_every_mistake_in_a_layout_is_told(town):
    text = SYSTEM.replace('"wide"', '"bred"').replace("Period", "")
    assert said(town, text) == [
        "Rad 2, kolumnen innehåll: layouten ”systemet” går inte att använda: nyckeln "
        "columns.month.name: får inte vara tom.",
        "Rad 2, kolumnen innehåll: layouten ”systemet” går inte att använda: nyckeln shape: "
        "kan inte vara ”bred”; välj bland long, wide, months, register.",
    ]
    assert said(town, SYSTEM.replace("cleaning_cost", "cleaning_costs"))[0].endswith(
        "nyckeln factors.cleaning_costs: måttet cleaning_costs finns inte i measures.toml; "
        "menas cleaning_cost?."
    )
    assert said(town, "title = ”x”") == [
        "Rad 2, kolumnen innehåll: layouten ”systemet” går inte att använda: rad 1: värdet går "
        "inte att läsa; en text ska stå inom citattecken."
    ]
    assert "kind: kan inte vara ”units”" in said(town, SYSTEM.replace('"measures"', '"units"'))[0]


@pytest.mark.parametrize("name", ["wide", "units", "layouts"])
def test_a_saved_layout_may_not_take_the_name_of_one_that_is_there(town, name):
    assert said(town, SYSTEM, name)[0].endswith(
        "layouten följer med och kan inte ersättas; välj ett annat id."
    )


@pytest.mark.parametrize("name", ["Systemet", "9system", "../wide", "å", "a" * 61])
def test_an_id_is_plain(town, name):
    assert "ett id har bara tecknen a–z, 0–9 och _" in said(town, SYSTEM, name)[0]


def test_a_saved_layout_may_be_changed_and_taken_away(town):
    save(town)
    changed = save(town, SYSTEM.replace("1000", "1"))
    assert town.preview(STRANGE).checked.rows["value"].to_list() == [12.5, 7]
    removed = town.send("layout;innehåll;bort\nsystemet;;ja\n")
    assert removed == changed + 1
    assert town.preview(STRANGE).checked.layout is None


def test_a_file_checked_by_a_layout_that_is_changed_meanwhile_is_checked_anew(town):
    save(town)
    previewed = town.preview(STRANGE)
    save(town, SYSTEM.replace("1000", "1"))
    with pytest.raises(Stale):
        commit_file(town.home, ANNA, previewed)


def test_a_layout_that_the_definitions_have_left_is_not_used_and_that_is_said(
    town, definitions, tmp_path
):
    save(town)
    measures = definitions / "measures.toml"
    text = measures.read_text("utf-8").replace("[cleaning_cost]", "[cleaning_kronor]")
    measures.write_text(text, "utf-8")
    for path in (definitions / "kpis").glob("*.toml"):
        path.write_text(
            path.read_text("utf-8").replace('"cleaning_cost"', '"cleaning_kronor"'), "utf-8"
        )
    other = Town(town.settings.home, catalogue=definitions)
    head = other.home.head()
    assert "systemet" not in other.home.file_catalogue(head).layouts
    (sentence,) = other.home.unusable_layouts(head)
    assert sentence.startswith("Den sparade tolkningen systemet kan inte användas: nyckeln")
    assert town.home.unusable_layouts(head - 1) == []
    other.home.close()


def test_a_layout_of_the_ledger_is_recognised_by_its_header_alone(town):
    save(town)
    layouts = town.home.file_catalogue(town.home.head()).layouts.values()
    assert guess_layout(("Fastighet", "period:", "KOSTNAD_TKR"), layouts).id == "systemet"
    assert preview_file(town.home, ANNA, STRANGE.encode(), "x.csv").preview.counts["new"] == 2
