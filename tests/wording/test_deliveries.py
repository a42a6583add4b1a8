"""What is said of a delivery, state by state."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from kpi.ledger import Status
from kpi.settings import STOCKHOLM
from kpi.wording import deliveries as say
from kpi.wording.deliveries import Sent, Standing

FEBRUARY = date(2024, 2, 1)
FILE = Sent(
    number=55,
    kind="measures",
    chain=(),
    subject_kind="measures",
    layout="wide",
    sender="Anna",
    recorded=datetime(2024, 3, 12, 9, 30, tzinfo=STOCKHOLM),
    status=Status.FINAL,
    comment="Månadens tal",
    file_name="2024-02.csv",
    original_sha256="0123456789abcdef",
    rows=941,
    months=(FEBRUARY,),
    standing=Standing.ALL,
    standing_rows=941,
    withdrawn_by=None,
    restored_by=None,
)
UNDO = replace(
    FILE,
    number=60,
    kind="withdrawal",
    chain=(55,),
    sender="Bo",
    comment="Fel fil.",
    file_name="",
    original_sha256="",
    rows=0,
    standing_rows=0,
)
BACK = replace(UNDO, number=62, chain=(60, 55), comment="Den var rätt")
FOUND = {each.number: each for each in (FILE, UNDO, BACK)}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_what_a_delivery_is():
    assert say.what(FILE) == "Månadens tal"
    assert plain(say.title(UNDO)) == "Leverans 60: ångrar leverans 55"
    assert plain(say.what(BACK)) == "Ångrar leverans 60, som ångrade 55"
    assert plain(say.named(FILE)) == "leverans 55 (2024-02.csv, 12 mars 2024)"
    assert plain(say.named(UNDO)) == "leverans 60 (ångrar leverans 55, 12 mars 2024)"


def test_when_it_came():
    assert plain(say.moment(FILE.recorded)) == "12 mars 2024 kl. 09.30"
    assert plain(say.short_day(FILE.recorded)) == "12 mars 2024"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (FILE, ("Gäller", "")),
        (
            replace(FILE, standing=Standing.SOME, standing_rows=915),
            ("Gäller delvis", "26 rader ersatta senare"),
        ),
        (replace(FILE, standing=Standing.NONE), ("Ersatt", "av senare leveranser")),
        (
            replace(FILE, standing=Standing.WITHDRAWN, withdrawn_by=60),
            ("Ångrad", "i leverans 60"),
        ),
        (replace(FILE, restored_by=62), ("Gäller igen", "efter leverans 62")),
    ],
)
def test_how_it_stands(sent, words):
    assert tuple(map(plain, say.standing_words(sent))) == words
    assert sent.may_be_undone is (sent.standing is not Standing.WITHDRAWN)


def test_definitions_are_undone_in_their_files():
    assert not replace(FILE, kind="catalogue").may_be_undone


def test_what_it_covers():
    assert tuple(map(plain, say.extent(FILE))) == ("februari 2024", "941 rader, slutliga")
    one = replace(FILE, rows=1, status=Status.PRELIMINARY, months=())
    assert tuple(map(plain, say.extent(one))) == ("1 rad, preliminär", "")
    assert say.extent(UNDO) == ("februari 2024", "")


def test_the_list_in_a_sentence():
    withdrawn = replace(FILE, standing=Standing.WITHDRAWN)
    assert [plain(each) for each in say.list_finding([FILE, UNDO])] == [
        "2 leveranser från 2 avsändare.",
        "Ingen är ångrad.",
    ]
    assert say.list_finding([withdrawn])[1] == "1 är ångrad."
    assert say.list_finding([withdrawn, withdrawn])[1] == "2 är ångrade."


@pytest.mark.parametrize(
    ("shown", "found", "all_", "caption"),
    [
        (66, 66, 66, "Senaste först"),
        (40, 66, 66, "Senaste först (40 av 66 visas)"),
        (1, 1, 66, "1 leverans av 66 passar valet, senaste först"),
        (40, 50, 66, "50 leveranser av 66 passar valet, senaste först (40 visas)"),
    ],
)
def test_what_the_table_shows(shown, found, all_, caption):
    assert plain(say.list_caption(shown, found, all_)) == caption


def test_that_it_was_taken_back_and_given_back():
    assert say.turns(FILE, FOUND) == ("", [])
    undone = replace(FILE, withdrawn_by=60, standing=Standing.WITHDRAWN)
    assert say.turns(undone, FOUND) == ("Leveransen är ångrad och räknas inte.", [UNDO])
    restored = replace(FILE, restored_by=62)
    heading, steps = say.turns(restored, FOUND)
    assert (heading, steps) == ("Leveransen har varit ångrad men gäller igen.", [UNDO, BACK])
    assert [plain("".join(say.step_words(s, back=s is BACK))) for s in steps] == [
        "Ångrad 12 mars 2024 kl. 09.30 av Bo (leverans 60). Skäl: Fel fil.",
        "Återställd 12 mars 2024 kl. 09.30 av Bo (leverans 62). Skäl: Den var rätt.",
    ]
    undone = replace(UNDO, withdrawn_by=62, standing=Standing.WITHDRAWN)
    assert say.turns(undone, FOUND) == ("Ångrandet är självt ångrat och räknas inte.", [BACK])
    last = replace(BACK, number=70, chain=(62, 60, 55))
    heading, steps = say.turns(replace(UNDO, restored_by=70), FOUND | {70: last})
    assert heading == "Ångrandet har självt varit ångrat men gäller igen."
    assert steps == [BACK, last]


def test_the_facts_leave_out_what_is_empty():
    facts = dict(say.facts(FILE, "Månadens tal, en kolumn per mått", intact=True))
    assert facts["Kommentar"] == "Månadens tal"
    assert facts["Status"] == "Slutlig"
    assert facts["Kontroll"].startswith("Stämmer:")
    assert facts["Filens kontrollsumma"] == "sha256 0123456789ab…"
    assert "Följd" not in facts
    facts = dict(say.facts(UNDO, "", intact=False))
    assert plain(facts["Följd"]) == "Leverans 55 räknas inte"
    assert facts["Skäl"] == "Fel fil."
    assert facts["Kontroll"].startswith("Stämmer inte:")
    assert {"Fil", "Rader", "Status", "Läst som", "Filens kontrollsumma"}.isdisjoint(facts)
    assert plain(dict(say.facts(BACK, "", intact=True))["Följd"]) == "Leverans 55 gäller igen"
    withdrawn = replace(UNDO, standing=Standing.WITHDRAWN, withdrawn_by=62)
    facts = dict(say.facts(withdrawn, "", intact=True))
    assert plain(facts["Läge"]) == "Ångrad, i leverans 62"
    assert "Följd" not in facts


def test_what_it_changed():
    none = {"new": 0, "changed": 0, "unchanged": 0, "removed": 0}
    assert say.changes_heading(FILE) == "Vad leveransen ändrade"
    assert say.changes_heading(UNDO) == "Vad ångrandet ändrade"
    assert say.changes_sentence(none) == "Ingenting: alla rader var redan ersatta."
    assert plain(say.changes_sentence(none | {"new": 2})) == "Allt var nytt: 2 rader."
    assert say.changes_sentence(none | {"new": 2, "changed": 1}) == ""


def test_what_would_stand_if_it_were_undone():
    def said(back_to=(), **counts: int) -> str:
        found = {"new": 0, "changed": 0, "unchanged": 0, "removed": 0} | counts
        return plain(say.undo_sentence(BACK, found, back_to))

    assert said(unchanged=3) == (
        "Om leverans 62 ångras: ingenting ändras. "
        "3 rader påverkas inte, för andra leveranser avgör dem."
    )
    assert said([(FILE, 26)], changed=26) == (
        "Om leverans 62 ångras: 26 rader blir som i leverans 55 (2024-02.csv, 12 mars 2024)."
    )
    assert said([(FILE, 1)], changed=1, removed=2, unchanged=4).endswith(
        "och 2 rader försvinner, för där fanns inget förut. "
        "4 rader påverkas inte, för andra leveranser avgör dem."
    )
    counts = {"new": 0, "changed": 0, "unchanged": 27, "removed": 0}
    assert plain(say.undo_outcome(counts, [], [(BACK, 1), (FILE, 26)])) == (
        "ingenting ändras. 1 rad är redan ersatt i leverans 62 "
        "(ångrar leverans 60, som ångrade 55, 12 mars 2024) och påverkas inte. "
        "26 rader är redan ersatta i leverans 55 (2024-02.csv, 12 mars 2024) och påverkas inte."
    )


def test_the_heading_over_the_rows():
    assert plain(say.rows_heading(FILE, 200)) == "Visa raderna (de 200 första av 941)"
    assert say.rows_heading(FILE, 941) == "Visa raderna (941)"
