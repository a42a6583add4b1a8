"""Which layout a header was written for."""

from kpi.intake.layout import guess_layout
from tests.intake.files import BASELINES, CATALOGUE, CLOSED, DAILY, LAYOUTS, LONG, UNITS, WIDE

MEASURES = CATALOGUE.measures.values()


def guess(header: str, layouts=LAYOUTS, measures=MEASURES):
    return guess_layout(header.split(";"), layouts, measures)


def test_the_layout_whose_columns_are_all_there():
    assert guess("månad;enhet;mått;värde") is LONG
    assert guess("Nyckeltal;gäller;första månad") is BASELINES
    assert guess("enhet;namn;roll") is UNITS
    assert guess("datum;enhet;portioner;typ") is DAILY


def test_a_wide_file_is_known_by_its_measures():
    assert guess("månad;enhet;städkostnad;yta") is WIDE
    assert guess("månad;enhet;orsak") is CLOSED


def test_without_measures_a_wide_file_comes_last():
    assert guess("månad;enhet;orsak", measures=()) is CLOSED
    assert guess("månad;enhet;städkostnad", measures=()) is WIDE


def test_the_one_that_leaves_fewest_headings_unread_wins():
    assert guess("månad;enhet;mått;värde;orsak") is LONG


def test_none_when_nothing_fits_or_two_fit_equally():
    assert guess("a;b") is None
    assert guess("månad;enhet;mått;värde", [LONG, LONG.model_copy(update={"id": "l2"})]) is None
