"""The fast coverage against the dull one, and against what the values are counted on."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.coverage import coverage_cells
from kpi.coverage.states import IN
from kpi.values import Facts, Prices, unit_months
from kpi.values.parts import members_of
from tests.coverage.picture import asked, layout
from tests.plain import coverage as plain
from tests.plain.values import rows_of
from tests.values.municipality import BOOK, KPIS, Municipality

MUNICIPALITIES = st.builds(
    Municipality,
    seed=st.integers(0, 2**32),
    units=st.integers(0, 5),
    months=st.integers(1, 20),
)
DAYS = st.dates(date(2021, 12, 1), date(2024, 3, 31))
DUE = st.none() | st.integers(1, 28)


def book(all_day: int | None, cost_day: int | None):
    cost = {"cost": {"name": "cost"}}
    layouts = {
        "long": layout("long", due_day=all_day),
        "ekonomi": layout("ekonomi", shape="wide", due_day=cost_day, measures=cost),
    }
    return BOOK.model_copy(update={"layouts": layouts})


def sent(facts: Facts, preliminary: pl.Expr) -> pl.DataFrame:
    return facts.measures.select(
        "unit",
        "measure",
        "month",
        "missing",
        there=pl.col("value").is_not_null(),
        preliminary=preliminary,
    )


QUESTIONS = st.lists(
    st.tuples(
        st.sampled_from(["", "u0", "u1", "u2"]),
        st.sampled_from(["", "cost", "area"]),
        st.sampled_from(["2022-03", "2022-10", "2023-01"]),
    ),
    max_size=4,
)


@settings(max_examples=60)
@given(MUNICIPALITIES, DAYS, DUE, DUE, QUESTIONS)
def test_the_states_agree_with_the_dull_ones(municipality, today, all_day, cost_day, questions):
    facts, catalogue = municipality.facts(), book(all_day, cost_day)
    reported = sent(facts, pl.col("month").dt.month() > 6)
    found = coverage_cells(
        catalogue,
        reported,
        units=facts.units,
        closed=facts.closed_months,
        waves=facts.waves,
        questions=asked(*questions),
        today=today,
    )
    keys = ["unit", "measure", "month"]
    assert found.select(keys).equals(found.select(keys).unique().sort(keys))
    fast = {tuple(row[:3]): tuple(row[3:]) for row in found.rows()}
    preliminary = {key[:3] for key in reported.filter("preliminary").select(keys).rows()}
    open_questions = asked(*questions).rows()
    assert fast == plain.cells(rows_of(facts), catalogue, today, preliminary, open_questions)


@settings(max_examples=60)
@given(MUNICIPALITIES, DAYS)
def test_a_kpi_is_complete_where_everything_it_is_made_of_is_in(municipality, today):
    # But for one of overhead alone, which may have nothing at all to be made of.
    facts, kpis = municipality.facts(), [kpi for kpi in KPIS if kpi.id != "oh_m2"]
    found = coverage_cells(
        BOOK,
        sent(facts, pl.lit(value=False)),
        units=facts.units,
        closed=facts.closed_months,
        waves=facts.waves,
        questions=asked(),
        today=today,
    )
    both = pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null()
    months = unit_months(facts, kpis, BOOK, Prices.CURRENT).filter(~pl.col("closed"))
    states = months.join(members_of(kpis, BOOK), on="kpi").join(
        found, on=["unit", "measure", "month"]
    )
    all_in = states.group_by("kpi", "unit", "month").agg(
        all_in=pl.col("state").is_in([state.value for state in IN]).all()
    )
    compared = months.join(all_in, on=["kpi", "unit", "month"], how="left").with_columns(whole=both)
    assert compared.filter(pl.col("whole").ne_missing(pl.col("all_in"))).is_empty()
