"""How many of a meeting's figures are as they were, said of today or of an older number."""

from kpi.meetings.then_and_now import Compared
from kpi.meetings.words import compared_sentence

SAME, OTHER = Compared("Nöjd-Kund-Index", "71,6", "71,6"), Compared("Sjukfrånvaro", "6,6", "6,4")


def test_the_latest_number_is_today():
    assert compared_sentence([SAME], 70) == "Alla 1 tal är desamma i dag, vid leverans 70."
    assert compared_sentence([SAME, OTHER], 70) == "1 av 2 tal är andra i dag, vid leverans 70."


def test_an_older_number_is_not_today():
    assert compared_sentence([SAME], 70, now=False) == "Alla 1 tal är desamma vid leverans 70."
    said = compared_sentence([SAME, OTHER], 70, now=False)
    assert said == "1 av 2 tal är andra vid leverans 70."
