"""Which causes must somebody answer for before a file is sent, and what becomes of the answers?"""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from kpi.catalogue import Catalogue
from kpi.catalogue.checks import CHECKS_FILE
from kpi.catalogue.mistakes import Mistake, at_key
from kpi.errors import CatalogueError, InputError
from kpi.intake import Rule
from kpi.intake.issue import DOUBTABLE, KEYS
from kpi.intake.preview import Preview
from kpi.intake.validate import Checked
from kpi.ledger.kinds import QUESTIONS
from kpi.wording.doubts import TITLES

Reasons = Mapping[Rule, str]


def demand_rules(catalogue: Catalogue) -> None:
    """CatalogueError with every name in the catalogue's list that cannot be confirmed."""
    mistakes = [str(each) for each in _mistakes(catalogue.checks.confirm)]
    if mistakes:
        raise CatalogueError("\n".join(mistakes))


def asked_about(
    checked: Checked, found: Preview, catalogue: Catalogue
) -> tuple[tuple[Rule, ...], pl.DataFrame]:
    """The causes that want a reason, in the order of rules, and the figures they concern.

    A figure that says what it already said has been answered for: a preliminary file that
    comes again as final asks nothing. A register has causes, but no figures.

    Out: rule, unit, measure, month; an empty unit or measure means all.
    """
    asked = checked.doubts.filter(pl.col("rule").is_in(catalogue.checks.confirm))
    if "measure" not in found.new.columns:
        rules = checked.totals.keys() & set(catalogue.checks.confirm)
        return tuple(rule for rule in Rule if rule in rules), asked
    moved = pl.concat([found.new.select(KEYS), found.changed.select(KEYS)])
    of_many = (pl.col("unit") == "") | (pl.col("measure") == "")
    one = asked.filter(~of_many).join(moved, on=KEYS, how="semi", maintain_order="left")
    many = asked.filter(of_many).join(moved, on="month", how="semi", maintain_order="left")
    doubts = pl.concat([one, many])
    return tuple(rule for rule in Rule if rule in set(doubts["rule"])), doubts


def unanswered(causes: Iterable[Rule], reasons: Reasons) -> list[Rule]:
    """The causes without a reason."""
    return [rule for rule in causes if not reasons.get(rule, "").strip()]


def demand_reasons(causes: Iterable[Rule], reasons: Reasons) -> None:
    """InputError naming the causes that nobody has given a reason for."""
    lacking = unanswered(causes, reasons)
    if lacking:
        named = ", ".join(f"{TITLES[rule]} ({rule.value})".lower() for rule in lacking)
        raise InputError(
            f"Filen behöver bekräftas innan den kan lämnas: {named}. Skriv varför det stämmer."
        )


def questions_of(doubts: pl.DataFrame, reasons: Reasons) -> pl.DataFrame | None:
    """The questions that confirmed figures leave open, a row a figure; None when there are none.

    Out: the `row_schema` of questions. A figure doubted for several causes is one question.
    """
    given = pl.DataFrame(
        [(rule.value, reason.strip()) for rule, reason in reasons.items()],
        schema={"rule": pl.String, "reason": pl.String},
        orient="row",
    )
    doubted = doubts.join(given, on="rule", maintain_order="left")
    if doubted.is_empty():
        return None
    return (
        doubted.group_by(KEYS, maintain_order=True)
        .agg(
            rule=pl.col("rule").str.join(", "),
            reason=pl.col("reason").unique(maintain_order=True).str.join(" "),
        )
        .with_columns(
            settled_on=pl.lit(None, pl.Date),
            settled_by=pl.lit(None, pl.String),
            removed=pl.lit(value=False),
            source_row=pl.lit(None, pl.Int32),
        )
        .select(list(QUESTIONS.row_schema))
    )


def _mistakes(names: Iterable[str]) -> Iterator[Mistake]:
    known = ", ".join(sorted(DOUBTABLE))
    for at, name in enumerate(names, start=1):
        if name not in DOUBTABLE:
            text = f"kan inte vara ”{name}”; välj bland {known}"
            yield at_key(CHECKS_FILE, f"confirm[{at}]", text)
