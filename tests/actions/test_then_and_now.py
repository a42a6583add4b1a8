"""Then and now: each figure beside today's, with the delivery that made it another (methods §19).

Servicenämnden was shown January 2024: 17 of 20 rooms approved, and kronor per cleaned m².
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kpi.actions.compared import compare_figure
from kpi.actions.meet import add_meeting, freeze
from kpi.actions.meeting_list import see_pack
from kpi.actions.since import since
from kpi.actions.then_and_now import rebuild, then_and_now
from kpi.errors import NotAllowed, UsageError
from kpi.meetings.then_and_now import Cause, Why
from tests.actions.test_home import rewrite
from tests.actions.town import ANNA, READER, Town, founded

MET = "2024-03-01-servicenamnden"
HEADER = "månad;enhet;mått;värde\n"
ROOMS = "kpis/cleaning_quality.toml"
QUALITY, COST = "cleaning_quality", "cleaning_cost_m2"
GAP = "\u00a0"


def furnish(town: Town) -> None:
    """Two units, one month of baseline, one of the pilot; the index stands at 100."""
    town.pilot("2024-01")
    for unit, approved_rooms in (("a", "9 9"), ("b", "8 8")):
        town.months("2023-12", unit=unit, rooms_checked="10 10", rooms_approved=approved_rooms)
        costs = {"cleaning_cost": "100 100", "cleaned_area_m2": "10 10", "cleaning_fte": "1 1"}
        town.months("2023-12", unit=unit, **costs)
    town.prices(m2023_12="100", m2024_01="100")


def meet(town: Town, *kpis: str) -> None:
    add_meeting(town.home, ANNA, body="Servicenämnden", held=date(2024, 3, 1), kpis=kpis)
    freeze(town.home, ANNA, MET)


@pytest.fixture(scope="module")
def met_home(tmp_path_factory) -> Path:
    town = founded(tmp_path_factory.mktemp("met") / "home")
    furnish(town)
    meet(town, QUALITY, COST)
    town.home.close()
    return town.settings.home


@pytest.fixture
def met(met_home, tmp_path) -> Iterator[Town]:
    """The meeting has been held; a home of one's own."""
    found = Town(Path(shutil.copytree(met_home, tmp_path / "home")))
    yield found
    found.home.close()


def changed(town: Town) -> list[tuple[str, str, str, list[tuple[Why, int | None]]]]:
    """What differs now: name, then, now and each cause with its delivery."""
    found = then_and_now(town.home, ANNA, MET, as_of=town.home.head())
    return [
        (each.name, each.then, each.now, [(cause.why, cause.delivery) for cause in each.causes])
        for each in found.changed
    ]


def causes(town: Town) -> list[tuple[Why, int | None]]:
    """Of the only figure that differs."""
    ((_, _, _, found),) = changed(town)
    return found


def approved(town: Town, rooms: int, unit: str = "a") -> int:
    return town.send(f"{HEADER}2024-01;{unit};rooms_approved;{rooms}\n")


def test_at_first_every_value_is_the_same(met):
    found = then_and_now(met.home, ANNA, MET, as_of=met.home.head())
    assert [(each.name, each.now) for each in found.figures] == [
        ("Godkända städkontroller, januari 2024", f"85,0{GAP}%"),
        ("Städkostnad per m², januari 2024", f"10,0{GAP}kr/m²·mån"),
    ]
    assert found.changed == ()


def test_a_late_correction_is_named_with_its_sender_and_comment(met):
    number = approved(met, 5)
    assert changed(met) == [
        (
            "Godkända städkontroller, januari 2024",
            f"85,0{GAP}%",
            f"65,0{GAP}%",
            [(Why.CORRECTED, number)],
        )
    ]
    (found,) = then_and_now(met.home, ANNA, MET, as_of=number).changed
    assert found.causes == (Cause(Why.CORRECTED, number, "Anna", ""),)


def test_a_late_file_that_says_the_same_again_is_not_the_cause(met):
    met.send(f"{HEADER}2024-01;b;rooms_approved;8\n2024-02;b;rooms_approved;8\n")
    number = approved(met, 5)
    met.send(f"{HEADER}2024-01;b;rooms_checked;10\n2024-02;b;rooms_checked;10\n")
    assert causes(met) == [(Why.CORRECTED, number)]


def test_another_month_moves_nothing(met):
    met.send(f"{HEADER}2024-02;a;rooms_approved;1\n2024-02;a;rooms_checked;10\n")
    assert changed(met) == []


def test_two_corrections_are_both_named(met):
    first, second = approved(met, 5), approved(met, 5, "b")
    assert causes(met) == [(Why.CORRECTED, first), (Why.CORRECTED, second)]


def test_a_correction_taken_back_leaves_no_trace(met):
    met.undo(approved(met, 5))
    assert changed(met) == []


def test_what_was_corrected_to_and_fro_and_then_again_has_one_cause(met):
    approved(met, 5)
    approved(met, 9)
    assert causes_after(met, lambda: approved(met, 7)) == Why.CORRECTED


def causes_after(town: Town, act: Callable[[], int]) -> Why:
    """The only cause, which must be the act's delivery."""
    number = act()
    ((why, delivery),) = causes(town)
    assert delivery == number
    return why


def test_a_correction_between_another_and_its_undo_is_the_only_cause(met):
    undone = approved(met, 5)
    lasting = approved(met, 6, "b")
    met.undo(undone)
    assert causes(met) == [(Why.CORRECTED, lasting)]


def test_a_correction_that_another_hid_for_a_while_is_the_cause(met):
    lasting = approved(met, 7)
    met.undo(approved(met, 10, "b"))  # with it the sum was as the pack says
    assert causes(met) == [(Why.CORRECTED, lasting)]


def test_an_undo_of_what_the_pack_rested_on_is_named(town):
    furnish(town)
    late = approved(town, 5)
    meet(town, QUALITY)
    assert causes_after(town, lambda: town.undo(late)) is Why.WITHDRAWN


def test_an_undo_of_an_undo_is_named(town):
    furnish(town)
    undone = town.undo(approved(town, 5))
    meet(town, QUALITY)
    assert causes_after(town, lambda: town.undo(undone)) is Why.RESTORED


def test_of_undoes_to_and_fro_the_last_is_named(town):
    furnish(town)
    late = approved(town, 5)
    meet(town, QUALITY)
    town.undo(town.undo(late))
    assert causes_after(town, lambda: town.undo(late)) is Why.WITHDRAWN


def test_an_undo_of_the_only_figures_leaves_no_value(met):
    met.undo(met.home.head() - 6)  # a's rooms
    met.undo(met.home.head() - 5)  # b's
    (found,) = changed(met)
    assert found[2] == "inget värde"
    assert {why for why, _ in found[3]} == {Why.WITHDRAWN}


def test_a_new_edition_of_the_price_index_is_named(town):
    furnish(town)
    for unit in "ab":  # the month after the one whose kronor everything is in
        town.months("2024-02", unit=unit, cleaning_cost="100", cleaned_area_m2="10")
    town.prices(m2024_02="100")
    meet(town, COST)
    number = town.send(
        "serie;månad;utgåva;värde;källa;status\nscb_kpi;2024-02;2;200;SCB;\n", name="pris.csv"
    )
    assert [found[2:] for found in changed(town)] == [
        (f"5,0{GAP}kr/m²·mån", [(Why.PRICES, number)])
    ]


def test_a_unit_that_is_no_longer_expected_is_named(met):
    approved(met, 7)
    number = met.send(
        "enhet;namn;enhetstyp;förvaltning;område;roll;gäller till\n"
        "a;a;skola;bsf;oster;pilot;2023-12\n"
    )
    approved(met, 6)  # of the unit that is not counted any more
    again = approved(met, 5, "b")
    assert causes(met) == [
        (Why.CORRECTED, number - 1),
        (Why.REGISTER, number),
        (Why.CORRECTED, again),
    ]


def test_a_pilot_without_its_units_has_no_value(met):
    number = met.send(
        "enhet;namn;enhetstyp;förvaltning;område;roll;gäller till\n"
        "a;a;skola;bsf;oster;pilot;2023-12\nb;b;skola;bsf;oster;pilot;2023-12\n"
    )
    assert [found[2:] for found in changed(met)] == 2 * [("inget värde", [(Why.REGISTER, number)])]


@pytest.fixture
def redefined(tmp_path, definitions) -> Callable[[Callable[[], None]], Town]:
    """A meeting whose definitions are changed afterwards."""

    def build(change: Callable[[], None]) -> Town:
        town = founded(tmp_path / "home", catalogue=definitions)
        furnish(town)
        meet(town, QUALITY, COST, "cleaning_m2_fte")
        change()
        town.home.close()
        return Town(town.settings.home, catalogue=definitions)

    return build


def test_a_new_definition_is_named_and_only_where_it_is_the_nyckeltals_own(redefined, definitions):
    town = redefined(lambda: rewrite(definitions / ROOMS, "scale = 100", "scale = 10"))
    number = town.home.head()
    assert [found[2:] for found in changed(town)] == [(f"8,5{GAP}%", [(Why.DEFINED, number)])]
    assert approved(town, 5) == number + 1
    assert causes(town) == [(Why.DEFINED, number), (Why.CORRECTED, number + 1)]


def test_a_nyckeltal_that_is_no_more_says_so(redefined, definitions):
    town = redefined((definitions / "kpis/cleaning_m2_fte.toml").unlink)
    assert [found[2:] for found in changed(town)] == [
        ("finns inte längre", [(Why.DEFINED, town.home.head())])
    ]


def test_a_program_that_computes_otherwise_is_said_to(met):
    n = met.home.head()
    pack = see_pack(met.home, ANNA, MET, as_of=n)
    figure = pack.figures[0].model_copy(update={"text": f"85,1{GAP}%"})
    found = compare_figure(met.home, ANNA, pack, figure, as_of=n)
    assert (found.now, found.causes) == (f"85,0{GAP}%", (Cause(Why.COMPUTED),))


def test_only_who_sees_rows_compares_and_only_what_is_frozen(met):
    n = met.home.head()
    for verb in (then_and_now, rebuild):
        with pytest.raises(NotAllowed):
            verb(met.home, READER, MET, as_of=n)
    with pytest.raises(UsageError, match="är inte fryst än"):
        then_and_now(met.home, ANNA, MET, as_of=n - 1)


def test_computed_anew_from_the_same_deliveries_nothing_differs(met):
    approved(met, 1)
    assert rebuild(met.home, ANNA, MET, as_of=met.home.head()) == []


def test_a_quarter_is_compared_as_a_quarter_and_any_of_its_months_is_named(town):
    town.pilot("2024-01")
    for unit in "ab":
        town.months("2023-01", unit=unit, portions_served=" ".join(["0 0 1"] * 5))
    meet(town, "meals_served")
    pack = see_pack(town.home, ANNA, MET, as_of=town.home.head())
    assert (pack.figures[0].text, pack.figures[0].months) == (f"2{GAP}portioner", 3)
    assert pack.figures[0].deliveries == (5, 6)
    assert changed(town) == []
    number = town.send(f"{HEADER}2024-03;a;portions_served;3\n")
    assert [found[2:] for found in changed(town)] == [
        (f"4{GAP}portioner", [(Why.CORRECTED, number)])
    ]
    (what, then, now) = since(town.home, ANNA, pack, {}, as_of=number).rows[0]
    assert what == f"Serverade portioner, första kvartalet 2024: rättad i leverans {number} av Anna"
    assert (then, now) == (f"2{GAP}portioner", f"4{GAP}portioner")
