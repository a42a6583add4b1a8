"""Which numbers stand in a whole column, and which of its cells say that there is none?

The ordinary way of writing (`1 234,50`) is read by one Polars expression; every other text
goes, once, through `read_number`, which is the definition.
"""

from collections.abc import Mapping
from operator import and_
from types import MappingProxyType

import polars as pl

from kpi.catalogue.types import Layout
from kpi.intake.cells import Details, broken_rules, read_once, report_bad
from kpi.intake.issue import KEPT_PER_RULE, Findings, Issue, Rule
from kpi.intake.number import GAP, MINUS, Number, read_number
from kpi.intake.texts import folded
from kpi.ledger.kinds import NUMBER_DTYPE

NOT_APPLICABLE, CONFIDENTIAL, LOST = "ej_tillamplig", "sekretess", "bortfall"
MARKERS: Mapping[str, str] = MappingProxyType(  # what people write for no value -> which kind
    {
        ".": NOT_APPLICABLE,
        "..": CONFIDENTIAL,
        **dict.fromkeys(
            ("-", "–", MINUS, "saknas", "uppgift saknas", "na", "#n/a", "#saknas!"), LOST
        ),
    }
)


def markers(layout: Layout) -> dict[str, str]:
    """The texts that say that there is no value, folded, and the kind of missing each means."""
    return dict(MARKERS) | {folded(marker): LOST for marker in layout.missing}


def read_numbers(
    cells: pl.DataFrame,
    column: str,
    findings: Findings,
    decimal: str = "comma",
    markers: Mapping[str, str] = MappingProxyType({}),
) -> pl.DataFrame:
    """The values of a column.

    In:  row (Int32), text (String; null = there is no such column).
    Out: value (NUMBER_DTYPE) and missing (String, the kind of missing), one row a cell in the
         same order; both null where the cell is blank or bad.
    """
    mark = "," if decimal == "comma" else "."
    trimmed = cells["text"].str.strip_chars()
    ordinary = trimmed.str.contains(_ordinary(mark))
    details: Details = {}
    odd_texts = cells["text"].zip_with(~ordinary, pl.Series([None], dtype=pl.String))
    odd = read_once(odd_texts, lambda texts: _read_odd(texts, decimal, markers, details))
    if trimmed.filter(ordinary).str.contains(mark, literal=True).any() or odd["own_mark"].any():
        odd = _without_other_mark(odd)
    told = cells.hstack(odd)
    _tell_how_written(told, column, findings)
    report_bad(told, column, details, findings)
    digits = trimmed.str.replace_all(GAP, "").str.replace(MINUS, "-", literal=True)
    plain = digits.str.replace(mark, ".", literal=True).cast(NUMBER_DTYPE, strict=False)
    return odd.select(value=pl.when(ordinary).then(plain).otherwise("value"), missing="missing")


def _ordinary(mark: str) -> str:
    """At most 14 digits, thousands apart or not, at most four decimals: fits the store."""
    whole = rf"(?:[0-9]{{1,14}}|[0-9]{{1,3}}(?:{GAP}[0-9]{{3}}){{1,3}})"
    return rf"^[-{MINUS}]?{whole}(?:[{mark}][0-9]{{1,4}})?$"


def _read_odd(
    texts: list[str], decimal: str, markers: Mapping[str, str], details: Details
) -> pl.DataFrame:
    """What texts that are not ordinary numbers mean, one row a text.

    Out: value (NUMBER_DTYPE), missing and rule (String), other_mark, own_mark and exponent
         (Boolean: whether the number's decimals stand after the other mark, whether it shows
         which mark is whose, as 1.234,5 and 1.234.567 do, and whether it is written 1E3).
    """
    kinds = [markers.get(folded(text)) for text in texts]
    read = [
        None if kind else read_number(text, decimal)
        for text, kind in zip(texts, kinds, strict=True)
    ]
    numbers = [value if isinstance(value, Number) else None for value in read]
    marked = ["," in text or "." in text for text in texts]
    own = [n is not None and not n.other_mark for n in numbers]
    return pl.DataFrame(
        {
            "value": pl.Series([n and n.value for n in numbers], dtype=NUMBER_DTYPE),
            "missing": pl.Series(kinds, dtype=pl.String),
            "rule": broken_rules(texts, read, details),
            "other_mark": pl.Series([n and n.other_mark for n in numbers], dtype=pl.Boolean),
            "own_mark": pl.Series(map(and_, own, marked), dtype=pl.Boolean),
            "exponent": pl.Series([n and n.exponent for n in numbers], dtype=pl.Boolean),
        }
    )


def _without_other_mark(odd: pl.DataFrame) -> pl.DataFrame:
    """Both marks in one column cannot both be right: the odd ones are bad."""
    other = pl.col("other_mark")
    return odd.with_columns(
        value=pl.when(other.not_().fill_null(value=True)).then("value"),
        rule=pl.when(other).then(pl.lit(Rule.MIXED_DECIMALS.value)).otherwise("rule"),
    )


def _tell_how_written(cells: pl.DataFrame, column: str, findings: Findings) -> None:
    """Notes on numbers that could be read though they are written in an unusual way."""
    read = pl.col("value").is_not_null()
    other = cells.filter(read & pl.col("other_mark"))
    if not other.is_empty():
        details = (str(other.height),)
        findings.add(Issue.of(Rule.OTHER_DECIMALS, 0, column, other["text"][0], details))
    powers = cells.filter(read & pl.col("exponent"))
    told = powers.select("text", "value").head(KEPT_PER_RULE).iter_rows()
    findings.add_cells(Rule.EXPONENT, column, powers, {text: (f"{n:f}",) for text, n in told})
