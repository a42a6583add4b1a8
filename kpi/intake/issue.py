"""One thing to say about a received file: where it is, which rule, and what the rule found.

No Swedish here: `kpi.wording.issues` turns an issue into a sentence and a piece of advice.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum, auto
from types import MappingProxyType
from typing import Self

import polars as pl

KEPT_PER_RULE = 1_000  # nobody reads more; a million bad cells must not fill the memory
KEYS = ["unit", "measure", "month"]  # of a figure
DOUBTS = {"rule": pl.String(), "unit": pl.String(), "measure": pl.String(), "month": pl.Date()}


class Level(StrEnum):
    ERROR = auto()  # nothing can be committed
    WARNING = auto()  # the sender should look
    NOTE = auto()  # how the file was understood


class Rule(StrEnum):
    """Everything that is checked, in the order it is met on the way through a file."""

    # the file
    EMPTY_FILE = auto()
    FILE_TOO_LARGE = auto()
    OTHER_FORMAT = auto()
    MISNAMED = auto()
    BROKEN_WORKBOOK = auto()
    UNPACKS_TOO_LARGE = auto()
    TOO_MANY_CELLS = auto()
    HOLDS_OTHER_FILES = auto()
    LINKS_TO_FILES = auto()
    NO_SUCH_SHEET = auto()
    SHEET_NOT_CHOSEN = auto()
    HIDDEN_SHEET = auto()
    ODD_ENCODING = auto()
    MOJIBAKE = auto()
    UNREADABLE_CHARACTER = auto()
    LONG_FIRST_LINE = auto()
    # its records
    UNCLOSED_QUOTE = auto()
    STRAY_QUOTE = auto()
    LONG_CELL = auto()
    TOO_MANY_COLUMNS = auto()
    TOO_MANY_ROWS = auto()
    TOO_MANY_FIELDS = auto()
    TOO_FEW_FIELDS = auto()
    HIDDEN_ROW = auto()
    HIDDEN_COLUMN = auto()
    MERGED_CELLS = auto()
    # its header
    NO_HEADER = auto()
    ONE_COLUMN = auto()
    NO_ROWS = auto()
    HEADER_BELOW_TOP = auto()
    NO_LAYOUT = auto()
    MISSING_COLUMN = auto()
    DUPLICATE_COLUMN = auto()
    UNKNOWN_COLUMN = auto()
    UNNAMED_COLUMN = auto()
    NO_MEASURES = auto()
    NO_MONTHS = auto()
    MONTHS_AS_COLUMNS = auto()
    # persons
    PERSON_NUMBER = auto()
    PERSON_NUMBER_IN_FILE_NAME = auto()
    PERSON_NUMBER_IN_SHEET_NAME = auto()
    PERSON_NUMBER_ELSEWHERE = auto()
    CONTACT_IN_FILE_NAME = auto()
    CONTACT_ELSEWHERE = auto()
    PERSON_LIKE_NUMBER = auto()
    EMAIL = auto()
    PHONE_NUMBER = auto()
    # a row
    REPEATED_HEADER = auto()
    TOTAL_ROW = auto()
    SKIPPED_ROW = auto()
    DUPLICATE_ROW = auto()
    CONFLICTING_ROW = auto()
    REMOVES_NOTHING = auto()
    NOT_THERE = auto()
    # a cell
    CELL_ERROR = auto()
    FORMULA_WITHOUT_VALUE = auto()
    PERCENT = auto()
    SERIAL_NUMBER = auto()
    EMPTY_CELL = auto()
    CONTROL_CHARACTER = auto()
    NOT_A_NUMBER = auto()
    NOT_A_WHOLE_NUMBER = auto()
    AMBIGUOUS_NUMBER = auto()
    MIXED_DECIMALS = auto()
    OTHER_DECIMALS = auto()
    EXPONENT = auto()
    TOO_MANY_DECIMALS = auto()
    NUMBER_TOO_LARGE = auto()
    BELOW_SMALLEST = auto()
    ABOVE_LARGEST = auto()
    NOT_A_MONTH = auto()
    AMBIGUOUS_MONTH = auto()
    FUTURE_MONTH = auto()
    EARLY_MONTH = auto()
    NOT_A_DAY = auto()
    NOT_A_CHOICE = auto()
    NOT_YES = auto()
    UNKNOWN_UNIT = auto()
    UNKNOWN_AREA = auto()
    UNKNOWN_PILOT = auto()
    UNKNOWN_MEASURE = auto()
    UNKNOWN_KPI = auto()
    SHARED_NAME = auto()
    LAYOUT_MISTAKE = auto()
    NOT_SETTINGS = auto()
    # a measure over the whole file
    DAYS_MISSING = auto()
    MULTIPLIED = auto()
    # what is not likely
    THOUSANDFOLD_FILE = auto()
    THOUSANDFOLD_MEASURE = auto()
    UNUSUAL_JUMP = auto()
    FILE_REPEATS_MONTH = auto()
    UNIT_REPEATS_MONTH = auto()
    UNITS_LACKING = auto()
    COST_WITHOUT_VOLUME = auto()
    OUTSIDE_UNITS_SPAN = auto()
    FEW_ANSWERS = auto()

    @property
    def level(self) -> Level:
        return _MILDER.get(self, Level.ERROR)


# The rules about which somebody may be asked why: each says which figures it concerns.
DOUBTABLE = frozenset(
    {
        Rule.PERSON_LIKE_NUMBER,
        Rule.THOUSANDFOLD_FILE,
        Rule.THOUSANDFOLD_MEASURE,
        Rule.UNUSUAL_JUMP,
        Rule.FILE_REPEATS_MONTH,
        Rule.UNIT_REPEATS_MONTH,
        Rule.UNITS_LACKING,
        Rule.COST_WITHOUT_VOLUME,
        Rule.OUTSIDE_UNITS_SPAN,
        Rule.FEW_ANSWERS,
    }
)
_MILDER: Mapping[Rule, Level] = MappingProxyType(
    {
        **dict.fromkeys(DOUBTABLE, Level.WARNING),
        Rule.ODD_ENCODING: Level.WARNING,
        Rule.MOJIBAKE: Level.WARNING,
        Rule.MISNAMED: Level.NOTE,
        Rule.HIDDEN_SHEET: Level.WARNING,
        Rule.HIDDEN_ROW: Level.WARNING,
        Rule.HIDDEN_COLUMN: Level.WARNING,
        Rule.HEADER_BELOW_TOP: Level.WARNING,
        Rule.UNKNOWN_COLUMN: Level.WARNING,
        Rule.UNNAMED_COLUMN: Level.WARNING,
        Rule.TOTAL_ROW: Level.WARNING,
        Rule.SKIPPED_ROW: Level.WARNING,
        Rule.DUPLICATE_ROW: Level.WARNING,
        Rule.NOT_THERE: Level.WARNING,
        Rule.EXPONENT: Level.WARNING,
        Rule.SERIAL_NUMBER: Level.WARNING,
        Rule.PERCENT: Level.NOTE,
        Rule.OTHER_DECIMALS: Level.NOTE,
        Rule.DAYS_MISSING: Level.NOTE,
        Rule.MULTIPLIED: Level.NOTE,
    }
)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Issue:
    """One thing to say about a file, at the place where its sender can find it."""

    row: int = 0  # as a spreadsheet numbers it; 0 is the file as a whole
    column: str = ""  # the column's heading as written
    rule: Rule
    level: Level
    found: str = ""  # the cell as written, never converted
    details: tuple[str, ...] = ()  # what the sentence needs besides: names, limits, another row
    sheet: str = ""

    @classmethod
    def of(
        cls,
        rule: Rule,
        row: int = 0,
        column: str = "",
        found: str = "",
        details: tuple[str, ...] = (),
    ) -> Self:
        return cls(
            row=row, column=column, rule=rule, level=rule.level, found=found, details=details
        )


@dataclass(slots=True)
class Findings:
    """Issues gathered on the way through a file: the first of each rule, and the count of all."""

    kept: list[Issue] = field(default_factory=list)
    totals: Counter[Rule] = field(default_factory=Counter)
    doubted: list[pl.DataFrame] = field(default_factory=list)

    def add(self, *issues: Issue) -> None:
        for issue in issues:
            if self.totals[issue.rule] < KEPT_PER_RULE:
                self.kept.append(issue)
            self.totals[issue.rule] += 1

    def add_cells(
        self,
        rule: Rule,
        column: str,
        cells: pl.DataFrame,
        details: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        """One issue for every row of `cells` (row, text); `details` goes by the text."""
        if cells.is_empty():  # as nearly always; a rule that nothing breaks has no total
            return
        room = max(0, KEPT_PER_RULE - self.totals[rule])
        self.kept.extend(
            Issue.of(rule, row, column, text, details.get(text, ()))
            for row, text in cells.select("row", "text").head(room).iter_rows()
        )
        self.totals[rule] += cells.height

    def add_rows(self, rule: Rule, rows: pl.DataFrame) -> None:
        """One issue for every row of `rows` (row, column, text, details: List(String))."""
        if rows.is_empty():
            return
        room = max(0, KEPT_PER_RULE - self.totals[rule])
        shown = rows.select("row", "column", "text", "details").head(room)
        self.kept.extend(
            Issue.of(rule, row, column, text, tuple(details))
            for row, column, text, details in shown.iter_rows()
        )
        self.totals[rule] += rows.height

    def add_doubts(self, rule: Rule, keys: pl.DataFrame) -> None:
        """The figures that a rule doubts (unit, measure, month); an empty text means all."""
        if not keys.is_empty():
            self.doubted.append(keys.select(*KEYS, rule=pl.lit(rule.value)))

    @property
    def doubts(self) -> pl.DataFrame:
        """rule, unit, measure, month: every figure that any rule doubts, once a rule."""
        empty = pl.DataFrame(schema=DOUBTS)
        found = pl.concat([empty, *(each.select(empty.columns) for each in self.doubted)])
        return found.unique(maintain_order=True)

    def include(self, issues: Iterable[Issue], totals: Mapping[Rule, int]) -> None:
        """Take over what an earlier step found."""
        self.kept.extend(issues)
        self.totals.update(totals)

    @property
    def stops(self) -> bool:
        """Whether anything found is an error."""
        return any(rule.level is Level.ERROR for rule in self.totals)

    def in_file_order(self) -> tuple[Issue, ...]:
        return tuple(sorted(self.kept))
