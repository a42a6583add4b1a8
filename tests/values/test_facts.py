"""What values are computed from, as it stood at one ledger number."""

from datetime import date

import pytest

from kpi.ledger import Draft, append
from kpi.store import Store
from kpi.values import read_facts
from tests.builders import MIDDAY, MONTH, clock_at, rows
from tests.builders_facts import kpi


@pytest.fixture
def store(tmp_path):
    """1: a unit, 2: its figures, 3: a corrected cost, 4: a closed month."""

    def sent(number, kind, *given):
        draft = Draft(kind=kind, rows=rows(kind, *given), sender="test", checked_at=number - 1)
        append(tmp_path / "ledger", draft, clock=clock_at(MIDDAY))

    def measure(name, value):
        return {"unit": "a", "measure": name, "month": MONTH, "value": value}

    sent(1, "units", {"unit": "a", "name": "A"})
    sent(2, "measures", measure("cost", 10), measure("area", 5), measure("portions", 7))
    sent(3, "measures", measure("cost", 11))
    sent(
        4, "closed_months", {"unit": "a", "unit_type": "", "service": "", "month": date(2024, 7, 1)}
    )
    opened = Store(tmp_path / "ledger", None)
    opened.catch_up()
    yield opened
    opened.close()


def reported(facts):
    return [(row["unit"], row["measure"], row["value"]) for row in facts.measures.to_dicts()]


def test_only_what_the_kpis_read(store):
    assert reported(read_facts(store, [kpi("cost_m2")], 4)) == [("a", "area", 5), ("a", "cost", 11)]
    assert reported(read_facts(store, [], 4)) == []


def test_as_it_stood_at_a_number(store):
    then = read_facts(store, [kpi("cost_m2")], 2)
    assert reported(then) == [("a", "area", 5), ("a", "cost", 10)]
    assert (then.units.height, then.closed_months.height) == (1, 0)
    assert read_facts(store, [kpi("cost_m2")], 4).closed_months.height == 1
    for register in (then.waves, then.price_index, then.pilot):
        assert register.is_empty()
