"""Which numbers stand in a whole column, and which of its cells say that there is none?

The ordinary way of writing (`1 234,50`) is read by one Polars expression; every other text
goes, once, through `read_number`, which is the definition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from kpi.catalogue.types import Layout
from kpi.intake.cells import Bad, different, is_blank, report_bad, spread
from kpi.intake.issue import Findings, Issue, Rule
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


@dataclass(frozen=True, slots=True)
class Missing:
    kind: str


Read = dict[str, Number | Missing | Bad]


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
    read = _read_odd(cells.filter(~ordinary), decimal, markers)
    marked = trimmed.filter(ordinary).str.contains(mark, literal=True).any()
    _judge_marks(read, cells, column, findings, uses_own_mark=marked or _any_marked(read))
    report_bad(cells, column, read, findings)
    digits = trimmed.str.replace_all(GAP, "").str.replace(MINUS, "-", literal=True)
    plain = digits.str.replace(mark, ".", literal=True).cast(NUMBER_DTYPE, strict=False)
    return pl.DataFrame({"ordinary": ordinary, "plain": plain}).select(
        value=pl.when("ordinary").then("plain").otherwise(_odd_values(cells, read)),
        missing=_odd_missing(cells, read),
    )


def _ordinary(mark: str) -> str:
    """At most 14 digits, thousands apart or not, at most four decimals: fits the store."""
    whole = rf"(?:[0-9]{{1,14}}|[0-9]{{1,3}}(?:{GAP}[0-9]{{3}}){{1,3}})"
    return rf"^[-{MINUS}]?{whole}(?:[{mark}][0-9]{{1,4}})?$"


def _read_odd(cells: pl.DataFrame, decimal: str, markers: Mapping[str, str]) -> Read:
    read: Read = {}
    for text in different(cells.filter(~is_blank("text"))["text"]):
        kind = markers.get(folded(text))
        read[text] = Missing(kind) if kind else read_number(text, decimal)
    return read


def _any_marked(read: Read) -> bool:
    """Whether some odd text shows which mark is whose: 1.234,5 and 1.234.567 do."""
    return any(
        "," in text or "." in text
        for text, value in read.items()
        if isinstance(value, Number) and not value.other_mark
    )


def _judge_marks(
    read: Read, cells: pl.DataFrame, column: str, findings: Findings, *, uses_own_mark: bool
) -> None:
    """Both marks in one column cannot both be right: the odd ones become `Bad` in `read`."""
    other = [t for t, value in read.items() if isinstance(value, Number) and value.other_mark]
    if other and uses_own_mark:
        read.update(dict.fromkeys(other, Bad(Rule.MIXED_DECIMALS)))
    elif other:
        count = cells["text"].is_in(other).sum()
        findings.add(Issue.of(Rule.OTHER_DECIMALS, 0, column, other[0], (str(count),)))
    powers = {
        text: (f"{value.value:f}",)
        for text, value in read.items()
        if isinstance(value, Number) and value.exponent
    }
    found = cells.filter(pl.col("text").is_in(list(powers)))
    findings.add_cells(Rule.EXPONENT, column, found, powers)


def _odd_values(cells: pl.DataFrame, read: Read) -> pl.Series:
    values = [value.value if isinstance(value, Number) else None for value in read.values()]
    return spread(cells["text"], list(read), pl.Series("value", values, dtype=NUMBER_DTYPE))


def _odd_missing(cells: pl.DataFrame, read: Read) -> pl.Series:
    kinds = [value.kind if isinstance(value, Missing) else None for value in read.values()]
    return spread(cells["text"], list(read), pl.Series("missing", kinds, dtype=pl.String))
