"""A pack is kept as text and read back whole, or not at all."""

import pytest

from kpi.meetings import Table
from kpi.meetings.pack import from_text, to_text
from tests.documents.picture import pack


def test_a_pack_is_the_same_after_it_was_kept_and_keeps_to_the_same_text():
    kept = to_text(pack())
    assert from_text(kept) == pack()
    assert to_text(from_text(kept)) == kept


def test_another_format_is_refused():
    text = to_text(pack(format=2))
    with pytest.raises(ValueError, match="unknown format 2"):
        from_text(text)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 1}'])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="validation error"):
        from_text(text)


def test_a_field_that_nobody_knows_is_refused():
    text = to_text(pack()).replace('"pilot"', '"extra": 1, "pilot"', 1)
    with pytest.raises(ValueError, match="extra"):
        from_text(text)


@pytest.mark.parametrize(
    ("rows", "align"), [((("a",),), "lr"), ((("a", "b"),), "l"), ((("a", "b", "c"),), "lr")]
)
def test_a_table_is_square(rows, align):
    with pytest.raises(ValueError, match="Läge: columns of different widths"):
        Table(caption="Läge", headings=("Namn", "Tal"), rows=rows, align=align)
