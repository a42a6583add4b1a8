"""What the pilot has saved in words: lower or higher cost, what is paid for it, what is lacking."""

from datetime import date

import pytest

from kpi.effects.money import Cost, Money, Savings
from kpi.periods import Span
from kpi.wording import savings as say
from tests.builders_facts import kpi
from tests.wording.evaluated import COST, QUALITY, plain

YEAR = Span(date(2023, 8, 1), date(2024, 7, 1))
LESS = Money(2_060_000, 2_472_000, 412_000, 318_400, 507_000)
MORE = Money(100_000, 94_000, -6_000, -28_000, 16_000)


def savings(money: Money = LESS, months: Span = YEAR, **but: object) -> Savings:
    given = {"unjudged": (), "own": (), "unpriced": ()}
    return Savings(costs=(Cost(COST, money, months),), **(given | but))


@pytest.mark.parametrize(
    ("money", "said"),
    [
        (LESS, "412 tkr lägre kostnad på tolv månader i fasta priser (318 till 507 tkr)"),
        (
            MORE,
            "6 tkr högre kostnad på tolv månader i fasta priser (28 tkr högre till 16 tkr lägre)",
        ),
        (
            Money(100_000, 80_000, -20_000, -37_500, 0),
            "20 tkr högre kostnad på tolv månader i fasta priser (0 till 38 tkr högre)",
        ),
        (Money(0, 0, 0, 0, 0), "0 tkr lägre kostnad på tolv månader i fasta priser (0 till 0 tkr)"),
    ],
)
def test_what_an_effect_is_worth(money, said):
    assert plain(say.money_sentence(savings(money), COST)) == f"Det motsvarar {said}."


def test_the_months_are_those_that_count_for_that_cost():
    one = Cost(kpi("one"), LESS, Span(date(2024, 7, 1), date(2024, 7, 1)))
    both = Savings(costs=(Cost(COST, LESS, YEAR), one), unjudged=(), own=(), unpriced=())
    assert "på en månad i fasta priser" in say.money_sentence(both, one.kpi)
    assert "på tolv månader i fasta priser" in say.money_sentence(both, COST)


def test_what_is_no_cost_is_worth_no_kronor():
    assert say.money_sentence(savings(), QUALITY) == ""
    assert say.money_sentence(None, COST) == ""


def test_what_is_left_when_the_pilot_is_paid():
    own = (("projektledning", 100_000.0), ("utbildning", 50_000.0))
    assert plain(say.savings_sentence(savings(own=own))) == (
        "Sammantaget 262 tkr lägre kostnad efter pilotens egna kostnader (150 tkr), "
        "augusti 2023–juli 2024 (168 till 357 tkr)."
    )


def test_costs_nobody_has_told_of_are_said_not_to_be_in_and_chance_is_named():
    assert plain(say.savings_sentence(savings(MORE))) == (
        "Sammantaget 6 tkr högre kostnad innan pilotens egna kostnader, som inte är inlagda, "
        "augusti 2023–juli 2024 (28 tkr högre till 16 tkr lägre). Det kan lika gärna vara noll."
    )


def test_the_steps_lead_from_each_cost_to_what_is_left():
    headings, rows = say.savings_table(savings(own=(("utbildning", 50_000.0),)))
    assert [[plain(cell) for cell in row] for row in rows] == [
        ["Städkostnad", "2 060", "2 472", "+412", "318 till 507 tkr"],
        ["Summa", "2 060", "2 472", "+412", "318 till 507 tkr"],
        ["Pilotens kostnad: utbildning", "", "", "−50", ""],
        ["Kvar", "", "", "+362", "268 till 457 tkr"],
    ]
    assert {len(row) for row in rows} == {len(headings)}


def test_what_the_sum_lacks():
    assert say.left_out(savings()) == []
    lacking = savings(
        unjudged=(kpi("a", short_name="Vaktmästeri"), kpi("b", short_name="Fordon")),
        unpriced=(date(2024, 2, 1), date(2024, 4, 1)),
    )
    assert [plain(each) for each in say.left_out(lacking)] == [
        "Kan inte bedömas, och ingår inte: Vaktmästeri, Fordon.",
        "Pilotens kostnader saknar prisindex, och ingår inte, för februari 2024, april 2024.",
    ]
