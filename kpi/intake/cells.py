"""How is a column of texts turned into values? Every different text is read once.

A reader takes one text and returns its value, or `Bad` with the rule it breaks. Columns
repeat themselves (a month stands on thousands of rows), so this is what keeps a million
rows close to the speed of the csv module.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from kpi.intake.issue import KEPT_PER_RULE, Findings, Rule
from kpi.intake.texts import folded, forbidden_character, tidy

DataType = pl.DataType | type[pl.DataType]


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a text is no value: the rule it breaks and what the sentence about it needs."""

    rule: Rule
    details: tuple[str, ...] = ()


Reader = Callable[[str], object]  # a value, or Bad
Details = dict[str, dict[str, tuple[str, ...]]]  # rule -> text -> what the sentence needs
AT_ONCE = 20_000  # texts held as Python values; all of a column's could fill the memory


def convert(
    cells: pl.DataFrame, column: str, reader: Reader, dtype: DataType, findings: Findings
) -> pl.Series:
    """What the texts of a column mean.

    In:  row (Int32), text (String; null = there is no such column).
    Out: one value a row, in the same order; null where the text is blank or bad.
    """
    details: Details = {}

    def read(texts: list[str]) -> pl.DataFrame:
        values = [reader(text) for text in texts]
        good = [None if isinstance(value, Bad) else value for value in values]
        rules = broken_rules(texts, values, details)
        return pl.DataFrame({"value": pl.Series(good, dtype=dtype), "rule": rules})

    each = read_once(cells["text"], read)
    report_bad(cells.with_columns(each["rule"]), column, details, findings)
    return each["value"]


def read_once(column: pl.Series, read: Callable[[list[str]], pl.DataFrame]) -> pl.DataFrame:
    """What `read` says of each row's text, having read every different text once.

    Out: read's columns, one row a row of the column; null where the text is blank. By number
    rather than by a join, which takes more memory and is four times as slow for a small file.
    """
    texts = column.unique(maintain_order=True).drop_nulls()
    texts = texts.filter(texts.str.strip_chars() != "")
    firsts = range(0, max(1, len(texts)), AT_ONCE)
    answers = pl.concat([read(texts.slice(first, AT_ONCE).to_list()) for first in firsts])
    at = column.cast(pl.Enum(texts), strict=False).to_physical()
    return answers.select(pl.all().gather(at))


def broken_rules(texts: list[str], values: Sequence[object], details: Details) -> pl.Series:
    """The rule that each text breaks (String; null: none), with the details of the first ones."""
    rules: list[str | None] = []
    for text, value in zip(texts, values, strict=True):
        rules.append(value.rule.value if isinstance(value, Bad) else None)
        if isinstance(value, Bad):
            known = details.setdefault(value.rule.value, {})
            if len(known) < KEPT_PER_RULE:
                known[text] = value.details
    return pl.Series("rule", rules, dtype=pl.String)


def different(texts: pl.Series) -> list[str]:
    """Every different text of a column, in the order they first stand."""
    return [text for text in texts.unique(maintain_order=True) if text is not None]


def report_bad(cells: pl.DataFrame, column: str, details: Details, findings: Findings) -> None:
    """An issue for every row of `cells` (row, text, rule) that breaks a rule."""
    bad = cells.drop_nulls("rule")
    for rule in bad["rule"].unique(maintain_order=True):
        broken = bad.filter(pl.col("rule") == rule)
        findings.add_cells(Rule(rule), column, broken, details.get(rule, {}))


def report_empty(cells: pl.DataFrame, column: str, findings: Findings) -> None:
    """An issue for every row whose text is blank."""
    findings.add_cells(Rule.EMPTY_CELL, column, cells.filter(is_blank("text")))


def is_blank(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars() == ""


def read_text(text: str) -> str | Bad:
    """The text as it is stored."""
    character = forbidden_character(text)
    return Bad(Rule.CONTROL_CHARACTER, (character,)) if character else tidy(text)


def choice_reader(choices: Mapping[str, str]) -> Reader:
    """A reader of one of few words: as written in the layout, or as stored."""
    stored = {folded(value): value for value in choices.values()}
    stored |= {folded(written): value for written, value in choices.items()}

    def read(text: str) -> str | Bad:
        return stored.get(folded(text), Bad(Rule.NOT_A_CHOICE, tuple(choices)))

    return read


def read_yes(text: str) -> bool | Bad:
    """Whether a row is to be taken away."""
    return {"ja": True, "nej": False}.get(folded(text), Bad(Rule.NOT_YES))
