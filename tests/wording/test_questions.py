"""A question is read aloud: which figure, what was odd, what was answered."""

from dataclasses import replace
from datetime import date, datetime

from kpi.intake.issue import DOUBTABLE
from kpi.wording.doubts import TITLES
from kpi.wording.questions import Question, about, answer, doubt, how_many

ASKED = Question(
    id="47.1",
    delivery=47,
    unit="kastanjen",
    measure="caretaking_cost",
    month=date(2023, 11, 1),
    rule="unusual_jump",
    reason="Beloppet stämmer.",
    settled_on=None,
    settled_by="",
    sender="Anna",
    recorded=datetime(2023, 12, 12, 9, 0),  # noqa: DTZ001 - Swedish time, only shown
    comment="Månadens tal",
)
NAMES = {"kastanjen": "Kastanjen"}, {"caretaking_cost": "vaktmästerikostnad"}


def test_which_figure():
    assert about(ASKED, *NAMES) == "Kastanjen, vaktmästerikostnad, november 2023"
    assert about(replace(ASKED, unit="", measure=""), *NAMES) == (
        "Alla enheter, alla mått, november 2023"
    )
    assert about(replace(ASKED, unit="x"), {}, {}) == "X, caretaking_cost, november 2023"


def test_what_was_odd():
    assert doubt(ASKED) == "Ovanligt höga eller låga tal"
    both = replace(ASKED, rule="unusual_jump, person_like_number")
    assert doubt(both) == "Ovanligt höga eller låga tal, tal som liknar personnummer"
    assert doubt(replace(ASKED, rule="egen")) == "egen"
    assert TITLES.keys() == DOUBTABLE


def test_what_was_answered():
    assert answer(ASKED) == "Beloppet stämmer. (Anna, 12 december 2023)"
    settled = replace(ASKED, settled_on=date(2024, 1, 9), settled_by="Eva", comment="Rättad.")
    assert answer(settled) == "Beloppet stämmer. Avgjord 9 januari 2024 av Eva: Rättad."
    assert (how_many(1), how_many(3)) == ("En öppen fråga", "3\u00a0öppna frågor")
