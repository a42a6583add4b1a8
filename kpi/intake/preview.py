"""What would a checked file change? Its rows beside what is visible now."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from kpi.intake.issue import Findings, Issue, Rule
from kpi.intake.validate import Checked
from kpi.ledger.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Preview:
    """A file's rows by what they do. Columns besides the kind's keys:

    new        the kind's values, source_row
    changed    the kind's values as they become, `old_…` as they are, delivery, source_row
    unchanged  the kind's values, delivery, source_row
    removed    the kind's values as they are, delivery, source_row

    `delivery` is the number of the delivery that the visible row comes from.
    """

    new: pl.DataFrame
    changed: pl.DataFrame
    unchanged: pl.DataFrame
    removed: pl.DataFrame
    issues: tuple[Issue, ...]  # removals of what is not there
    totals: Mapping[Rule, int]

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": self.new.height,
            "changed": self.changed.height,
            "unchanged": self.unchanged.height,
            "removed": self.removed.height,
        }

    @property
    def changes_something(self) -> bool:
        return any(count for what, count in self.counts.items() if what != "unchanged")


def preview(checked: Checked, current: pl.DataFrame) -> Preview:
    """Compare a file's rows with the visible ones.

    In: `current` holds the kind's keys and values and delivery, one row a key.
    The file's order is kept. ValueError for a file without a layout: it has no rows to compare.
    """
    if checked.layout is None:
        raise ValueError("a file without a layout has no preview")
    kind = KINDS[checked.layout.kind]
    keys, values = list(kind.keys), list(kind.values)
    fields = [pl.col(name).cast(field.dtype) for name, field in kind.fields.items()]
    visible = current.select(*fields, "delivery")
    old = visible.rename({value: f"old_{value}" for value in values})
    both = checked.rows.join(old, on=keys, how="left", maintain_order="left")
    is_known = pl.col("delivery").is_not_null()
    same = pl.all_horizontal(pl.col(v).eq_missing(pl.col(f"old_{v}")) for v in values)
    kept, taken = both.filter(~pl.col("removed")), both.filter("removed")
    findings = Findings()
    nothing = taken.filter(~is_known).select(row="source_row", text=pl.lit(""))
    findings.add_cells(Rule.NOT_THERE, "", nothing)
    was = {value: pl.col(f"old_{value}") for value in values}
    return Preview(
        new=kept.filter(~is_known).select(*keys, *values, "source_row"),
        changed=kept.filter(is_known & ~same).select(
            *keys, *values, *(f"old_{value}" for value in values), "delivery", "source_row"
        ),
        unchanged=kept.filter(is_known & same).select(*keys, *values, "delivery", "source_row"),
        removed=taken.filter(is_known).select(*keys, "delivery", "source_row", **was),
        issues=findings.in_file_order(),
        totals=findings.totals,
    )
