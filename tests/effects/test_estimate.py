"""The estimate against other people's programs and a published answer (methods §11)."""

from datetime import date
from importlib.resources import files

import numpy as np
import polars as pl
import pytest
from scipy import stats

from kpi.effects import Effect, Grade, Question, Reason, Scale, effects
from tests.effects.panels import START, panel


def effect_of(panels: pl.DataFrame, **asked: object) -> Effect:
    (found,) = effects(panels, Question(**{"scale": Scale.LOG, "draws": 0, **asked})).values()
    return found


def test_california_after_proposition_99():
    # Abadie, Diamond and Hainmueller's cigarette panel; the plain difference-in-differences of
    # -27.349 is what Arkhangelsky et al. (2021, table 1) print beside their own estimate.
    text = files("synthdid").joinpath("data", "california_prop99.csv").read_bytes()
    smokers = pl.read_csv(text, separator=";").select(
        panel=pl.lit("cigarettes"),
        unit="State",
        area="State",
        start=pl.when(pl.col("State") == "California").then(date(1989, 1, 1)),
        month=pl.date("Year", 1, 1),
        value=pl.col("PacksPerCapita").cast(pl.Float64),
    )
    found = effect_of(smokers, scale=Scale.LEVEL, baseline_months=None)
    assert found.between.estimate == pytest.approx(-27.349, abs=5e-4)
    assert (found.placebo.rank, found.placebo.of) == (4, 39)
    assert (found.between.low, found.between.p, found.leave_one_out) == (None, None, None)
    assert (found.grade, found.reasons) == (Grade.UNKNOWN, (Reason.ONE_TREATED,))


@pytest.mark.filterwarnings("ignore")  # another program's own
@pytest.mark.parametrize(
    "shape",
    [
        {"pilot": 10, "others": 24, "effect": -0.05},
        {"pilot": 1, "others": 5, "seed": 2},
        {"pilot": 7, "others": 6, "months": 30, "seed": 3, "effect": 0.1},
        {"pilot": 3, "others": 30, "months": 25, "seed": 4},
    ],
)
def test_a_balanced_panel_has_the_estimate_of_a_regression_with_fixed_effects(shape):
    import pyfixest

    panels = panel(**shape)
    rows = panels.select(
        y=pl.col("value").log(),
        d=(pl.col("start").is_not_null() & (pl.col("month") >= START)).cast(pl.Float64),
        cell=pl.col("unit") + "/" + pl.col("month").dt.month().cast(pl.String),
        month=pl.col("month").cast(pl.String),
    )
    # Months that the baseline has and the pilot has not seen yet tell nothing of the effect.
    fit = pyfixest.feols("y ~ d | cell + month", data=rows.to_pandas(), fixef_tol=1e-13)
    assert effect_of(panels).between.estimate == pytest.approx(fit.coef()["d"], abs=1e-9)


def test_the_interval_is_welchs_on_the_units_own_numbers():
    panels = panel(effect=-0.04, seed=5)
    found = effect_of(panels)
    pilots = set(panels.filter(pl.col("start").is_not_null())["unit"])
    mine = [d for unit, d in found.units.items() if unit in pilots]
    theirs = [d for unit, d in found.units.items() if unit not in pilots]
    test = stats.ttest_ind(mine, theirs, equal_var=False)
    interval = test.confidence_interval(0.95)
    between = found.between
    assert between.estimate == pytest.approx(np.mean(mine) - np.mean(theirs), abs=1e-12)
    assert (between.low, between.high) == pytest.approx((interval.low, interval.high), abs=1e-12)
    assert (between.p, between.df) == pytest.approx((test.pvalue, test.df), abs=1e-12)


def test_fixed_and_current_prices_say_the_same_on_the_log_scale():
    panels = panel(effect=-0.04)
    index = pl.col("month").rank("dense") * 0.01 + 1
    current = panels.with_columns(value=pl.col("value") * index)
    assert effect_of(current).between.estimate == pytest.approx(
        effect_of(panels).between.estimate, abs=1e-9
    )


def test_an_effect_worked_by_hand():
    # Two pilot units fall by 2 and 4 against themselves, two others rise by 1 and 1.
    rows = [
        ("p", unit, area, date(2024, 1, 1) if pilot else None, date(year, 1, 1), value)
        for unit, area, pilot, before, after in (
            ("a", "öster", True, 10.0, 8.0),
            ("b", "öster", True, 20.0, 16.0),
            ("c", "norr", False, 5.0, 6.0),
            ("d", "söder", False, 7.0, 8.0),
        )
        for year, value in ((2023, before), (2024, after))
    ]
    panels = pl.DataFrame(rows, schema=panel().schema, orient="row")
    found = effect_of(panels, scale=Scale.LEVEL)
    assert found.units == {"a": -3.0, "b": -5.0, "c": 0.0, "d": 0.0}
    assert found.between.estimate == -4.0
    assert found.between.se == pytest.approx(1.0)  # variance 2 over 2 units, and 0
    assert found.leave_one_out.low == -5.0
    assert found.leave_one_out.high == -3.0


def test_starts_at_different_times_worked_by_hand():
    """a and b begin in January, e in February. Last year everybody was at 0.

    Against the January start c lies 1 and 2 below the two others' mean, d as far above; against
    the February start 2. Two units began in January and one in February: c is (2·-1.5 - 2) / 3.
    """
    january, february = date(2024, 1, 1), date(2024, 2, 1)
    told = {"a": (january, 5, 7), "b": (january, 2, 4), "e": (february, 9, 10)}
    told |= {"c": (None, 1, 2), "d": (None, 3, 6)}
    rows = [
        ("p", unit, "öster", start, month, float(value))
        for unit, (start, one, two) in told.items()
        for month, value in (
            (date(2023, 1, 1), 0),
            (date(2023, 2, 1), 0),
            (january, one),
            (february, two),
        )
    ]
    found = effect_of(pl.DataFrame(rows, schema=panel().schema, orient="row"), scale=Scale.LEVEL)
    assert found.units == pytest.approx({"a": 3, "b": 0, "c": -5 / 3, "d": 5 / 3, "e": 6})
    assert found.between.estimate == pytest.approx(3)
