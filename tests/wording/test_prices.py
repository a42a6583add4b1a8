"""In which money: said the same way on pages, in files and by commands."""

from datetime import date

from kpi.values import Prices
from kpi.values.prices import PriceBase
from kpi.wording import prices as say
from kpi.wording.sentences import Reading
from tests.builders_facts import kpi

BASE = PriceBase("KPI, 1980 = 100", date(2023, 8, 1), "2024-09")
FIXED = "fasta priser, augusti 2023 (prisindex: KPI, 1980 = 100, 2024-09)"


def test_fixed_prices_name_the_month_the_index_and_its_edition():
    assert say.money_text(Prices.FIXED, BASE) == FIXED
    unnamed = PriceBase("PKV", date(2023, 8, 1), "")
    assert say.money_text(Prices.FIXED, unnamed) == "fasta priser, augusti 2023 (prisindex: PKV)"
    assert say.index_words(BASE) == "KPI, 1980 = 100, 2024-09"


def test_current_prices_are_called_so():
    assert say.money_text(Prices.CURRENT, None) == "löpande priser"
    assert say.money_texts(Prices.CURRENT, {"cost": None}) == {"cost": "löpande priser"}


def test_a_page_says_it_once_for_all_its_costs():
    assert say.costs_sentence([FIXED, FIXED]) == f"Kostnader står i {FIXED}."
    both = say.costs_sentence(["fasta priser, b", "fasta priser, a"])
    assert both == "Kostnader står i fasta priser, a och fasta priser, b."
    assert say.costs_sentence([]) == ""


def test_a_file_of_nyckeltal_says_it_on_each_row():
    readings = [Reading(kpi=kpi(name), month=None, value=None, n=0) for name in ("cost", "share")]
    headings, rows = say.with_money(["Nyckeltal"], [["Cost"], ["Share"]], readings, {"cost": FIXED})
    assert headings == ["Nyckeltal", "Priser"]
    assert rows == [["Cost", FIXED], ["Share", ""]]
