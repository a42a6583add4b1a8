"""Which slides a meeting has, what each says, and what is said beside it."""

from kpi.documents.deck import Chart, Lines, Opening, deck, first_sentence
from kpi.meetings import Table
from kpi.meetings.pack import Place, Section
from tests.documents.picture import MEETING, kpi_part, months, pack


def test_a_sentence_ends_before_a_capital_or_a_number_and_not_inside_a_number():
    assert first_sentence("23,2 kr i juli 2024. Ovanligt lågt.") == "23,2 kr i juli 2024."
    assert first_sentence("Två effekter. 10 enheter.") == "Två effekter."
    assert first_sentence("Ett mål (högst 22.8 kr). ökar") == "Ett mål (högst 22.8 kr). ökar"
    assert first_sentence("") == ""


def test_the_slides_come_in_the_meetings_order():
    since = months(2, "Ändrat")
    assert [each.title for each in deck(pack(since=since))] == [
        "Pilot Öster: lägesrapport",
        "Lägre kostnad. Kvaliteten: ingen säkerställd skillnad.",
        "En effekt är säkerställd.",
        "Städkostnad, kr/\u2060m²",
        "842\u00a0tkr lägre kostnad.",
        "Städkostnad per m²: förbättring. Ovanligt lågt i juli (normalt 24,0–\u206026,9).",
        "Sedan förra sammanträdet",
        "Förslag till beslut",
        "Om siffrorna",
    ]


def test_without_a_meeting_before_and_a_proposal_two_slides_fall_away():
    bare = MEETING.model_copy(update={"proposal": " \n"})
    titles = [each.title for each in deck(pack(meeting=bare))]
    assert titles[-2:] == [
        "Städkostnad per m²: förbättring. Ovanligt lågt i juli (normalt 24,0–\u206026,9).",
        "Om siffrorna",
    ]


def test_the_first_slide_says_to_whom_and_when_once():
    first = next(iter(deck(pack())))
    assert isinstance(first.body, Opening)
    assert first.body.under == "Servicenämnden, 18\u00a0september\u00a02024"
    assert first.body.facts.rows[0] == ("Diarienummer", "SN 2023/0047")


def test_a_table_shows_its_main_rows_and_all_of_them_where_none_is_marked():
    whole = months(5, "Effekter")
    marked = whole.model_copy(update={"lead": 2})
    section = Section(title="Effekter", place=Place.MATTER, said=(), tables=(marked, whole))
    shown = [each.body for each in deck(pack(sections=(section,))) if isinstance(each.body, Table)]
    assert [each.rows for each in shown] == [whole.rows[:2], whole.rows]


def test_a_table_whose_main_rows_stand_alone_is_called_what_they_are():
    whole = months(5, "Effekter").model_copy(update={"lead": 2, "lead_caption": "De främsta"})
    section = Section(title="Effekter", place=Place.MATTER, said=(), tables=(whole,))
    slide = list(deck(pack(sections=(section,))))[2]
    assert slide.body.caption == "De främsta"
    assert slide.notes == ("Effekter", "De främsta")


def test_a_section_that_says_nothing_is_named_by_its_title():
    section = Section(title="Likvärdighet", place=Place.MATTER, said=())
    slide = list(deck(pack(sections=(section,))))[2]
    assert (slide.title, slide.body) == ("Likvärdighet", Lines(("Likvärdighet",)))


def test_a_section_of_words_alone_does_not_say_its_title_again():
    section = Section(title="I kronor", place=Place.ECONOMY, said=("Lägre. Mycket.", "Så räknat."))
    slide = list(deck(pack(sections=(section,))))[2]
    assert (slide.title, slide.body) == ("Lägre.", Lines(("Mycket.", "Så räknat.")))
    assert slide.notes == section.said


def test_the_notes_hold_the_whole_sentences():
    slides = {each.title: each for each in deck(pack())}
    answers = slides["Lägre kostnad. Kvaliteten: ingen säkerställd skillnad."]
    assert answers.notes == (
        "Lägre kostnad. Kvaliteten: ingen säkerställd skillnad.",
        "Billigare? Ja. Städkostnad per m² −4,4\u00a0%: Säkerställd.",
        "Lika bra? Går inte att säga. Mät först.",
        "Mer likvärdigt? Går inte att säga.",
    )
    (kpi,) = (each for each in slides.values() if each.title.startswith("Städkostnad per m²:"))
    assert kpi.notes == (
        "Städkostnad per m², hela namnet",
        "Förbättring. Ovanligt lågt i juli (normalt 24,0–\u206026,9). Målet är uppfyllt.",
        "Städkostnad per m²: 23,2\u00a0kr/\u2060m² i juli\u00a02024.",
    )
    assert isinstance(kpi.body, Chart)
    assert kpi.body.large == "23,2\u00a0kr/\u2060m², juli\u00a02024"
    assert kpi.body.texts == ("Mot baslinjen: −5,0\u00a0%", "Mål\u00a022,8: nås ibland")


def test_a_nyckeltal_without_a_picture_is_told_in_words():
    part = kpi_part(picture=None, finding="Inget värde.", said=("Inget mäts här.", "Läs mer."))
    slide = next(each for each in deck(pack(kpis=(part,))) if "inget värde" in each.title)
    assert slide.title == "Städkostnad per m²: inget värde. Inget mäts här."
    assert slide.body == Lines(
        ("Mot baslinjen: −5,0\u00a0%", "Mål\u00a022,8: nås ibland", "Läs mer.")
    )


def test_a_nyckeltal_of_which_nothing_is_said_has_its_state_as_title():
    titles = [each.title for each in deck(pack(kpis=(kpi_part(said=()),)))]
    assert "Städkostnad per m²: förbättring." in titles
