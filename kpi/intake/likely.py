"""Is a figure likely? Nothing here is certainly wrong, so nothing here is an error.

Every rule is an expression that is true for a good row, or takes frames and returns the rows
that break it. `numbers` is everywhere what a file reports: unit, measure, month, value, each
key once, with row (Int32), column and text (String) saying where the value stands.
"""

from collections.abc import Iterable

import polars as pl

from kpi.catalogue import Catalogue, Kpi
from kpi.catalogue.types import Formula, Perspective
from kpi.intake.issue import KEYS, Findings, Rule
from kpi.intake.likely_file import check_whole_file, is_in_span, thousandfold
from kpi.intake.personal_data import looks_like_a_person
from kpi.intake.source import Source
from kpi.intake.usual import with_usual

JUMP = 7  # times: what is ten times too large shows also in a month that is 0.7 of the usual
SMALLEST_JUDGED = 100  # counts below this may be a seventh of the usual by chance
FEWEST_ANSWERS = 5  # answers or persons; fewer can be recognised


def check_likely(reported: pl.DataFrame, source: Source, findings: Findings) -> None:
    """An issue for everything unlikely that a file reports, and the keys that it concerns.

    In: as `measure_rows` returns, each key once.
    """
    catalogue, known = source.catalogue, source.known
    named = reported.drop_nulls(KEYS)
    numbers = with_usual(named.drop_nulls("value"), known.history)
    off = thousandfold(numbers, catalogue, findings)
    found = {
        Rule.UNUSUAL_JUMP: jumps(numbers.filter(~pl.col("measure").is_in(off)), catalogue),
        Rule.COST_WITHOUT_VOLUME: costs_without_volume(
            numbers, known.history, catalogue.kpis.values()
        ),
        Rule.FEW_ANSWERS: numbers.filter(~has_enough_answers(catalogue.kpis.values())),
        Rule.PERSON_LIKE_NUMBER: looks_like_a_person(named),
    }
    for rule, rows in found.items():
        findings.add_doubts(rule, rows)
        if rule is not Rule.PERSON_LIKE_NUMBER:  # the gate has told of it already
            findings.add_rows(rule, rows.with_columns(details=_details(rows)))
    _check_spans(named.filter(~pl.col("removed")), source, findings)
    if not findings.stops:  # a row that could not be read would seem to be lacking
        check_whole_file(numbers, named, source, findings)


def jumps(numbers: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The numbers far from what their unit usually reports.

    In:  numbers with usual and year_before.
    Out: the rows that break the rule, with details: more or less, and the usual.
    """
    measures = catalogue.measures.values()
    counts = [each.id for each in measures if each.decimals < 2 and each.unit != "kr"]
    usual = pl.col("usual").round_sig_figs(3)
    high = pl.col("value").cast(pl.Float64) > pl.col("usual")
    way = pl.when(high).then(pl.lit("more")).otherwise(pl.lit("less"))
    return (
        numbers.filter(
            pl.col("value") > 0, pl.col("usual") > 0, ~is_near("usual"), ~is_near("year_before")
        )
        .filter(~is_small_count(counts))
        .with_columns(details=pl.concat_list(way, usual.cast(pl.String)))
    )


def is_near(what: str) -> pl.Expr:
    """Less than seven times, and more than a seventh, of the unit's own; false without any."""
    ratio = pl.col("value").cast(pl.Float64) / pl.col(what).cast(pl.Float64)
    return ratio.is_between(1 / JUMP, JUMP, closed="none").fill_null(value=False)


def is_small_count(counts: list[str]) -> pl.Expr:
    """A count, and so small that chance alone moves it much."""
    largest = pl.max_horizontal(pl.col("value").cast(pl.Float64), "usual")
    return (largest < SMALLEST_JUDGED) & pl.col("measure").is_in(counts)


def has_enough_answers(kpis: Iterable[Kpi]) -> pl.Expr:
    """Not a count of answers or persons under which a person could be recognised."""
    counted = sorted({kpi.withhold_by for kpi in kpis if kpi.withhold_by})
    return (pl.col("value") >= FEWEST_ANSWERS) | ~pl.col("measure").is_in(counted)


def costs_without_volume(
    numbers: pl.DataFrame, history: pl.DataFrame, kpis: Iterable[Kpi]
) -> pl.DataFrame:
    """Where a unit had a cost for a volume of 0: what it cost a piece cannot be said.

    What the file does not name is as it is in the history.
    Out: the row that names the volume, else the one that names the cost, with details: the KPI.
    """
    parts = _cost_parts(kpis)
    is_volume = pl.col("measure").is_in(parts.filter("is_volume")["measure"].implode())
    nothing = [rows.filter(is_volume, pl.col("value") <= 0) for rows in (numbers, history)]
    where = pl.concat([rows.select("unit", "month") for rows in nothing])  # nowhere else
    numbers = numbers.join(where, on=["unit", "month"], how="semi", maintain_order="left")
    own = history.join(numbers, on=["unit", "month"], how="semi").select(*KEYS, "value")
    after = pl.concat([own.join(numbers, on=KEYS, how="anti"), numbers.select(own.columns)])
    at = ["unit", "month", "kpi"]
    sums = (
        after.join(parts, on="measure")
        .group_by(at)
        .agg(
            cost=pl.col("value").filter(~pl.col("is_volume")).sum(),
            volume=pl.col("value").filter("is_volume").sum(),
            named=pl.col("is_volume").any(),
        )
        .filter(pl.col("named"), pl.col("volume") == 0, pl.col("cost") > 0)
    )
    return (
        numbers.join(parts, on="measure", maintain_order="left")
        .join(sums, on=at, how="semi", maintain_order="left")
        .sort("is_volume", descending=True, maintain_order=True)
        .unique(["unit", "month", "kpi"], keep="first", maintain_order=True)
        .unique(KEYS, keep="first", maintain_order=True)
        .with_columns(details=pl.concat_list("title"))
    )


def _cost_parts(kpis: Iterable[Kpi]) -> pl.DataFrame:
    """kpi, title, measure, is_volume: what each cost per volume is made of."""
    rows = [
        (kpi.id, kpi.title, measure, measure in kpi.denominator)
        for kpi in kpis
        if kpi.perspective is Perspective.COST and kpi.formula is Formula.RATIO
        for measure in (*kpi.numerator, *kpi.denominator)
    ]
    schema = {"kpi": pl.String, "title": pl.String, "measure": pl.String, "is_volume": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _check_spans(named: pl.DataFrame, source: Source, findings: Findings) -> None:
    """An issue for each row of the file whose month lies outside its unit's own span."""
    spans = source.known.spans
    outside = named.join(spans, on="unit", maintain_order="left").filter(~is_in_span())
    findings.add_doubts(Rule.OUTSIDE_UNITS_SPAN, outside)
    cells = source.field("month").join(outside, on="row", how="semi", maintain_order="left")
    findings.add_cells(Rule.OUTSIDE_UNITS_SPAN, source.heading("month"), cells)


def _details(rows: pl.DataFrame) -> pl.Expr:
    """What a rule's sentence needs, where the rule gave it."""
    return pl.col("details") if "details" in rows.columns else pl.lit([], pl.List(pl.String))
