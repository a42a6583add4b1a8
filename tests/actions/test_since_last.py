"""What Översikt says since the latest meeting, and which packs a file would touch."""

from datetime import date

import pytest

from kpi.access import User
from kpi.actions.impact import see_impact
from kpi.actions.meet import add_meeting, freeze
from kpi.actions.overview import see_overview
from kpi.actions.since import State, pack_before, since, since_last
from kpi.wording.impact import packs_sentence
from tests.actions.town import ANNA, READER, Town

GAP = "\u00a0"
HEADER = "månad;enhet;mått;värde\n"


@pytest.fixture
def met(town) -> Town:
    """The pilot's rooms approved in January 2024, as Servicenämnden was shown on 1 March."""
    town.pilot("2024-01")
    town.months("2023-12", unit="a", rooms_checked="10 10", rooms_approved="8 9")
    add_meeting(town.home, ANNA, body="Servicenämnden", held=date(2024, 3, 1))
    freeze(town.home, ANNA, "2024-03-01-servicenamnden")
    return town


def said(town: Town, user: User = ANNA):
    n = town.home.head()
    overview = see_overview(town.home, user, as_of=n)
    return since_last(town.home, user, overview, as_of=n)


def test_before_the_first_pack_there_is_nothing_since(town):
    assert said(town) is None


def test_when_nothing_has_happened_only_the_meeting_is_named(met):
    table = said(met)
    assert table.rows == ()
    assert table.caption == "Sedan Servicenämnden 1 mars 2024. 1 av 1 nyckeltal har samma läge."


def test_a_corrected_value_stands_with_the_delivery_that_did_it(met):
    met.send(f"{HEADER}2024-01;a;rooms_approved;7\n")
    [(what, then, now)] = said(met).rows
    assert what.startswith("Godkända städkontroller, januari 2024: rättad i leverans ")
    assert (then, now) == (f"90,0{GAP}%", f"70,0{GAP}%")


def test_a_reader_sees_that_it_changed_and_not_who_sent_what(met):
    met.send(f"{HEADER}2024-01;a;rooms_approved;7\n")
    [(what, _, now)] = said(met, READER).rows
    assert what == "Godkända städkontroller, januari 2024: ändrad"
    assert now == f"70,0{GAP}%"


def test_a_file_names_the_packs_whose_figures_it_moves(met):
    def packs(text: str):
        previewed = met.preview(f"{HEADER}{text}\n")
        overview = see_overview(met.home, ANNA, as_of=previewed.checked_at)
        return see_impact(met.home, ANNA, previewed, overview)

    add_meeting(met.home, ANNA, body="Styrgruppen", held=date(2024, 4, 1))  # nothing frozen
    touched = packs("2024-01;a;rooms_approved;7")
    assert touched.packs == (("Servicenämnden 1 mars 2024", 1),)
    assert packs_sentence(touched).startswith(
        f"Rör underlag som redan är fryst: Servicenämnden 1 mars 2024 (1{GAP}tal)."
    )
    other_month = packs("2023-12;a;rooms_approved;7")
    assert (other_month.packs, packs_sentence(other_month)) == ((), "")
    assert packs("2024-01;a;meal_cost;7").packs == ()


def test_what_people_have_written_since_stands_with_its_action(met):
    head = "nyckeltal;omfattning;månad;roll;vad som har hänt;åtgärd\n"
    about = "cleaning_quality;pilot/oster;2024-01"
    met.send(f"{head}{about};ekonom;Städbolaget bytte personal.;Möte i mars.\n", layout="comments")
    met.send(f"{head}{about};enhetschef;Vi har inte märkt något.;\n", layout="comments")
    assert [(row[0], row[2]) for row in said(met).rows] == [
        (
            "Godkända städkontroller: kommentar från ekonom",
            "Städbolaget bytte personal. Åtgärd: Möte i mars.",
        ),
        ("Godkända städkontroller: kommentar från enhetschef", "Vi har inte märkt något."),
    ]


def test_figures_that_cannot_be_held_against_today_are_no_corrections(met):
    n = met.home.head()
    pack = pack_before(met.home, ANNA, held=None, as_of=n)
    (figure,) = (each for each in pack.figures if each.deliveries)
    now = {"cleaning_quality": State("Godkända städkontroller", pack.kpis[0].state, "90 %")}

    def corrected(**changed: object):
        other = figure.model_copy(update=changed)
        before = pack.model_copy(update={"figures": (other,)})
        return since(met.home, ANNA, before, now, as_of=n).rows

    assert corrected() == ()
    assert corrected(deliveries=()) == ()  # a change against the baseline is no value
    assert corrected(kpi="removed") == ()
    assert corrected(scope="pilot/other") == ()
    assert corrected(months=3) == ()  # a quarter is read as the page shows it
    assert len(corrected(text="91,0 %")) == 1
