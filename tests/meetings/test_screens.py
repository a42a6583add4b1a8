"""A pack on a wall: the finding first, one question a screen, the proposal last."""

from kpi.meetings import Table
from kpi.meetings.pack import Place, Section
from kpi.meetings.screens import screens
from tests.documents.picture import MEETING, kpi_part, months, pack, picture

SINCE = Table(caption="Sedan", headings=("Vad", "Då", "Nu"), rows=(("a", "1", "2"),), align="lll")


def test_every_question_picture_and_nyckeltal_has_a_screen_and_the_proposal_is_last():
    found = screens(pack(since=SINCE))
    assert [each.title for each in found] == [
        "Lägre kostnad. Kvaliteten: ingen säkerställd skillnad.",
        *("Billigare? Ja", "Lika bra? Går inte att säga", "Mer likvärdigt? Går inte att säga"),
        *("Sedan förra sammanträdet", "Vad piloten har förändrat", "I kronor"),
        *("Städkostnad per m²: Förbättring.", "Förslag till beslut"),
    ]
    assert found[0].lines == (
        "Pilot Öster. Genomförande, månad 12 av 24.",
        "Kostnader står i fasta priser.",
        "Påhittade data",
    )
    assert found[1].table.rows == (("Städkostnad per m²", "−4,4\u00a0%", "Säkerställd"),)
    assert (found[2].lines, found[2].table) == (("Mät först.",), None)
    assert (found[3].lines, found[4].table) == ((), SINCE)


def test_a_first_meeting_of_a_real_pilot_without_a_proposal_says_nothing_of_either():
    bare = MEETING.model_copy(update={"proposal": ""})
    found = screens(pack(meeting=bare, made_up=False, sections=(), kpis=()))
    assert len(found) == 4
    assert "Påhittade data" not in found[0].lines


def test_a_proposal_of_several_lines_is_as_many_without_the_empty_ones():
    long = MEETING.model_copy(update={"proposal": "Ett.\n\n  \nTvå."})
    assert screens(pack(meeting=long))[-1].lines == ("Ett.", "Två.")


def test_a_section_has_a_screen_a_picture_and_its_first_table_where_it_has_none():
    drawn = Section(
        title="Två",
        place=Place.MATTER,
        said=("Först.", "Sedan."),
        pictures=(picture("a"), picture("b")),
        tables=(months(),),
    )
    told = Section(title="Tabell", place=Place.ECONOMY, said=(), tables=(months(1), months(2)))
    a, b, table = screens(pack(sections=(drawn, told), kpis=()))[4:-1]
    assert (a.picture.name, b.picture.name, a.table, b.table) == ("a", "b", None, None)
    assert (a.lines, table.table, table.picture) == (("Först.",), months(1), None)


def test_a_nyckeltal_without_a_value_is_said_without_a_picture():
    empty = kpi_part(picture=None, said=(), finding="Inga värden har lämnats än.")
    last = screens(pack(kpis=(empty,), sections=()))[-2]
    assert last.title == "Städkostnad per m²: Inga värden har lämnats än."
    assert (last.picture, last.lines) == (None, ())
