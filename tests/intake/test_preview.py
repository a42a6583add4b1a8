"""What a file would change, beside what is visible."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kpi.intake.issue import Level, Rule
from kpi.intake.preview import preview
from kpi.ledger.kinds import MEASURES
from tests.intake.files import HEADER, UNITS, check, lines

JANUARY = date(2024, 1, 1)
SCHEMA = {name: field.dtype for name, field in MEASURES.fields.items()} | {"delivery": pl.Int32}
CURRENT = pl.DataFrame(
    [
        ("larkskolan", "cleaning_cost", JANUARY, Decimal(100), None, 1),
        ("kastanjen", "cleaning_cost", JANUARY, Decimal(200), None, 2),
        ("ostra", "cleaning_cost", JANUARY, None, "bortfall", 3),
        ("vastra", "cleaning_cost", JANUARY, Decimal(5), None, 3),
    ],
    schema=SCHEMA,
    orient="row",
)


def test_each_row_is_new_changed_unchanged_or_removed():
    checked = check(
        lines(
            HEADER + ";bort",
            "2024-01;Lärkskolan;Städkostnad;100,00;",
            "2024-01;Kastanjen;Städkostnad;saknas;",
            "2024-01;Östra skolan;Städkostnad;7;",
            "2024-02;Östra skolan;Städkostnad;7;",
            "2024-01;vastra;Städkostnad;;ja",
        )
    )
    seen = preview(checked, CURRENT)
    assert seen.counts == {"new": 1, "changed": 2, "unchanged": 1, "removed": 1}
    assert seen.new.columns == ["unit", "measure", "month", "value", "missing", "source_row"]
    assert seen.new["source_row"].to_list() == [5]
    columns = ["unit", "old_value", "value", "old_missing", "missing", "delivery", "source_row"]
    assert seen.changed.select(columns).rows() == [
        ("kastanjen", Decimal(200), None, None, "bortfall", 2, 3),
        ("ostra", None, Decimal(7), "bortfall", None, 3, 4),
    ]
    assert seen.unchanged.select("unit", "delivery").rows() == [("larkskolan", 1)]
    assert seen.removed.select("unit", "value", "delivery", "source_row").rows() == [
        ("vastra", Decimal(5), 3, 6)
    ]
    assert not seen.issues


def test_the_same_figures_in_other_bytes_change_nothing():
    seen = preview(check(lines(HEADER, "jan-24;LÄRKSKOLAN;cleaning_cost;100,0")), CURRENT)
    assert seen.counts == {"new": 0, "changed": 0, "unchanged": 1, "removed": 0}


def test_taking_away_what_is_not_there_is_a_warning():
    checked = check(lines(HEADER + ";bort", "2023-01;vastra;Städkostnad;;ja"))
    seen = preview(checked, CURRENT)
    (issue,) = seen.issues
    assert (issue.rule, issue.level, issue.row) == (Rule.NOT_THERE, Level.WARNING, 2)
    assert seen.totals == {Rule.NOT_THERE: 1}
    assert seen.removed.is_empty()


def test_registers_are_compared_by_every_value():
    checked = check(lines("enhet;namn;roll", "u1;Skolan;pilot", "u2;Ny;"), UNITS)
    current = checked.rows.drop("removed", "source_row").with_columns(
        delivery=pl.lit(1), name=pl.lit("Ny")
    )
    seen = preview(checked, current)
    assert seen.changed.select("unit", "old_name", "name").rows() == [("u1", "Ny", "Skolan")]
    assert seen.unchanged["unit"].to_list() == ["u2"]


def test_a_file_with_errors_changes_nothing():
    assert set(preview(check(lines(HEADER, "x;y;z;w")), CURRENT).counts.values()) == {0}


def test_a_file_without_a_layout_has_no_preview():
    with pytest.raises(ValueError, match="layout"):
        preview(check(lines(HEADER), None), CURRENT)
