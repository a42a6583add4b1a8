"""How far apart units of a type lie: only where there are ten, and less what chance makes."""

import polars as pl
import pytest

from kpi.equity.spread import spreads


def units(values: list[float | None], se2: float | None = None, of: str = "skola") -> pl.DataFrame:
    return pl.DataFrame(
        [(of, value, se2) for value in values],
        schema={"unit_type": pl.String, "value": pl.Float64, "se2": pl.Float64},
        orient="row",
    )


TEN = [float(value) for value in range(1, 11)]


def test_ten_units_by_hand():
    found = spreads(units(TEN)).row(0, named=True)
    assert (found["unit_type"], found["units"]) == ("skola", 10)
    assert (found["p10"], found["p90"]) == (pytest.approx(1.9), pytest.approx(9.1))
    assert found["distance"] == pytest.approx(7.2)
    assert found["times"] == 10.0
    assert found["variation"] == pytest.approx((82.5 / 9) ** 0.5 / 5.5)
    assert found["true_variance"] is None  # nobody knows what chance makes


def test_nine_units_of_a_type_say_nothing_and_types_are_never_mixed():
    assert spreads(units(TEN[:9])).is_empty()
    assert spreads(units([*TEN[:9], None])).is_empty()  # a unit without a value is none
    mixed = pl.concat([units(TEN), units(TEN[:9], of="förskola")])
    assert spreads(mixed)["unit_type"].to_list() == ["skola"]
    assert spreads(units([])).is_empty()


def test_what_chance_makes_is_taken_from_the_variance_but_not_more_than_there_is():
    assert spreads(units(TEN, se2=2.0))["true_variance"].to_list() == [pytest.approx(82.5 / 9 - 2)]
    assert spreads(units(TEN, se2=20.0))["true_variance"].to_list() == [0.0]
    some = pl.concat([units(TEN, se2=2.0), units([5.0])])
    assert spreads(some)["true_variance"].to_list() == [None]


def test_a_ratio_needs_values_above_0():
    zero = spreads(units([0.0] * 10)).row(0, named=True)
    assert (zero["distance"], zero["times"], zero["variation"]) == (0.0, None, None)
    alike = spreads(units([4.0] * 10)).row(0, named=True)
    assert (alike["times"], alike["variation"]) == (1.0, 0.0)
    below = spreads(units([-1.0, *TEN])).row(0, named=True)
    assert below["times"] is None
    assert below["variation"] > 0
