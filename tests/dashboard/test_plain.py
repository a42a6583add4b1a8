"""A name from data is never Markdown."""

import pytest

from dashboard.parts.plain import plain


@pytest.mark.parametrize(
    ("name", "label"),
    [("Lärkskolan", "Lärkskolan"), ("*A* [b](c) :red[d]", r"\*A\* \[b\]\(c\) \:red\[d\]")],
)
def test_a_name_is_never_markdown(name, label):
    assert plain(name) == label
