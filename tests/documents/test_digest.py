"""The e-mail before a meeting: short lines, what is certain, what to decide, where to read."""

from kpi.documents.digest import COLUMNS, digest
from kpi.meetings.pack import Answer, Row
from tests.documents.picture import kpi_part, pack


def after(text: str, heading: str) -> list[str]:
    """The lines of the part that begins with a heading."""
    (part,) = [each for each in text.split("\n\n") if each.startswith(heading)]
    return part.splitlines()[1:]


def test_the_whole_text_of_a_small_pack():
    said = digest(pack(kpis=(kpi_part(signal=True),)))
    assert said == (
        "Ämne: Pilot Öster inför Servicenämnden 18 september 2024\n\n"
        "Påhittade data: ingenting här beskriver en verklig verksamhet.\n\n"
        "Lägre kostnad. Kvaliteten: ingen säkerställd skillnad.\n\n"
        "BILLIGARE? Ja\n"
        "- Städkostnad per m²: −4,4\u00a0% (Säkerställd)\n\n"
        "LIKA BRA? Går inte att säga\n"
        "Mät först.\n\n"
        "MER LIKVÄRDIGT? Går inte att säga\n\n"
        "SIGNALER\n"
        "- Städkostnad per m²: Förbättring, 23,2\u00a0kr/m², juli 2024\n\n"
        "ATT BESLUTA\n"
        "Nämnden godkänner rapporten.\n\n"
        "LÄS MER\n"
        "Hela underlaget finns i Pilotkollen under Sammanträden:\n"
        "2024-09-18-servicenamnden, diarienummer SN 2023/0047. Data till och med\n"
        "juli 2024. Kostnader står i fasta priser.\n"
    )


def test_a_nyckeltal_without_enough_behind_it_is_no_signal():
    parts = (kpi_part("Säker", signal=True), kpi_part("För få", state="För få månader"))
    assert after(digest(pack(kpis=parts)), "SIGNALER") == [
        "- Säker: Förbättring, 23,2\u00a0kr/m², juli 2024"
    ]
    assert after(digest(pack(kpis=parts[1:])), "SIGNALER") == [
        "Inget nyckeltal har ändrats tydligt."
    ]


def test_what_is_not_there_is_not_said():
    meeting = pack().meeting.model_copy(update={"dnr": "", "proposal": ""})
    said = digest(pack(meeting=meeting, made_up=False, through=None))
    assert "Påhittade" not in said
    assert after(said, "ATT BESLUTA") == ["Ingen text är skriven."]
    assert after(said, "LÄS MER")[1:] == [
        "2024-09-18-servicenamnden. Kostnader står i fasta priser."
    ]


def test_no_line_is_wider_than_an_e_mail():
    words = "ett två tre " * 20
    rows = (Row(name=words, value="−4,4\u00a0%", word=words),)
    answers = (Answer(question="Billigare?", answer=words, rows=rows, lack=words),)
    part = kpi_part(words, signal=True)
    meeting = pack().meeting.model_copy(update={"proposal": words})
    said = digest(pack(answers=answers, kpis=(part,), finding=(words, words), meeting=meeting))
    assert max(map(len, said.splitlines())) <= COLUMNS
    assert "−4,4\u00a0%" in said


def test_the_demos_signals_are_those_that_its_pages_show(demo_pack):
    changed = {kpi.id for kpi in demo_pack.kpis if kpi.state in {"Förbättring", "Försämring"}}
    assert {kpi.id for kpi in demo_pack.kpis if kpi.signal} == changed
    assert len(after(digest(demo_pack), "SIGNALER")) == len(changed) > 0
