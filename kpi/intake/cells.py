"""How is a column of texts turned into values? Every different text is read once.

A reader takes one text and returns its value, or `Bad` with the rule it breaks. Columns
repeat themselves (a month stands on thousands of rows), so this is what keeps a million
rows close to the speed of the csv module.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from kpi.intake.issue import Findings, Rule
from kpi.intake.texts import folded, forbidden_character, tidy

DataType = pl.DataType | type[pl.DataType]


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a text is no value: the rule it breaks and what the sentence about it needs."""

    rule: Rule
    details: tuple[str, ...] = ()


Reader = Callable[[str], object]  # a value, or Bad


def convert(
    cells: pl.DataFrame, column: str, reader: Reader, dtype: DataType, findings: Findings
) -> pl.Series:
    """What the texts of a column mean.

    In:  row (Int32), text (String; null = there is no such column).
    Out: one value a row, in the same order; null where the text is blank or bad.
    """
    texts = different(cells.filter(~is_blank("text"))["text"])
    read = {text: reader(text) for text in texts}
    report_bad(cells, column, read, findings)
    values = [None if isinstance(value, Bad) else value for value in read.values()]
    return spread(cells["text"], texts, pl.Series("value", values, dtype=dtype))


def different(texts: pl.Series) -> list[str]:
    """Every different text of a column, in the order they first stand."""
    return texts.drop_nulls().unique(maintain_order=True).to_list()


def spread(column: pl.Series, texts: list[str], values: pl.Series) -> pl.Series:
    """The value of each row, given the value of each different text."""
    table = pl.DataFrame({"text": pl.Series(texts, dtype=pl.String), "value": values})
    rows = column.alias("text").to_frame()
    return rows.join(table, on="text", how="left", maintain_order="left")["value"]


def report_bad(
    cells: pl.DataFrame, column: str, read: Mapping[str, object], findings: Findings
) -> None:
    """An issue for every row whose text was read as `Bad`."""
    by_rule: dict[Rule, dict[str, tuple[str, ...]]] = {}
    for text, value in read.items():
        if isinstance(value, Bad):
            by_rule.setdefault(value.rule, {})[text] = value.details
    for rule, details in by_rule.items():
        broken = cells.filter(pl.col("text").is_in(list(details)))
        findings.add_cells(rule, column, broken, details)


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
