"""One number and one month at a time, beside a dull second reader."""

from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kpi.intake.cells import AT_ONCE, Bad
from kpi.intake.dates import read_month
from kpi.intake.issue import KEPT_PER_RULE, Findings, Rule
from kpi.intake.number import Number, read_number, read_whole
from kpi.intake.number_columns import read_numbers
from tests.plain.cells import plain_month, plain_number

NUMBER_LIKE = st.one_of(
    st.text("0123456789., -\u2212\u00a0\u202f()eE+", max_size=12),
    st.from_regex(r"-?[0-9]{1,3}([ .][0-9]{3}){0,3}([,.][0-9]{1,5})?", fullmatch=True),
    st.from_regex(r"[0-9](,[0-9]{1,3})?[eE][+-]?[0-9]{1,3}", fullmatch=True),
)
MONTH_LIKE = st.one_of(
    st.from_regex(r"[0-9]{4}[-mM]?[0-9]{2}(-[0-9]{2})?", fullmatch=True),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["jan", "Mars", "maj", "sept", "OKTOBER", "dec", "juni", "ja"]),
        st.sampled_from([" ", ". ", "-", ".", "  "]),
        st.sampled_from(["24", "2024", "0000", "99", "1", "024"]),
    ),
)


@given(NUMBER_LIKE)
def test_a_number_is_what_the_dull_reader_says(text):
    number = read_number(text)
    assert (number.value if isinstance(number, Number) else None) == plain_number(text)


@given(st.lists(NUMBER_LIKE, max_size=8))
def test_a_column_is_read_as_its_cells_are(texts):
    cells = pl.DataFrame({"row": range(len(texts)), "text": texts}, schema_overrides={
        "row": pl.Int32, "text": pl.String,
    })  # fmt: skip
    findings = Findings()
    values = read_numbers(cells, "värde", findings)["value"].to_list()
    mixed = {issue.found for issue in findings.kept if issue.rule is Rule.MIXED_DECIMALS}
    expected = [None if text in mixed else plain_number(text) for text in texts]
    assert values == expected


def test_a_column_of_more_texts_than_are_held_at_once():
    written = [f"{number}.5" if number % 7 else f"{number}x" for number in range(2 * AT_ONCE + 1)]
    cells = pl.DataFrame({"row": range(2, len(written) + 2), "text": written})
    findings = Findings()
    values = read_numbers(cells, "värde", findings)["value"].to_list()
    assert values == [Decimal(f"{at}.5") if at % 7 else None for at in range(len(written))]
    assert findings.totals == {
        Rule.OTHER_DECIMALS: 1,
        Rule.NOT_A_NUMBER: sum(1 for text in written if "x" in text),
    }
    told = [issue for issue in findings.kept if issue.rule is Rule.NOT_A_NUMBER]
    assert len(told) == KEPT_PER_RULE
    assert (told[-1].row, told[-1].found) == (2 + 999 * 7, f"{999 * 7}x")


@given(MONTH_LIKE)
def test_a_month_is_what_the_dull_reader_says(text):
    month = read_month(text)
    assert (None if isinstance(month, Bad) else month) == plain_month(text)


@given(st.decimals(min_value=-(10**14) + 1, max_value=10**14 - 1, places=4))
def test_every_number_the_store_has_room_for_survives_being_written(value):
    written = f"{value:f}"
    assert read_number(written.replace(".", ",")) == Number(value)
    assert read_number(written, "point") == Number(value)


def test_long_numbers_are_not_rounded_on_the_way():
    digits = "9" * 40
    assert read_number(digits) == Bad(Rule.NUMBER_TOO_LARGE)
    assert read_number(f"-0,{digits}") == Bad(Rule.TOO_MANY_DECIMALS)
    assert read_number("-99999999999999,9999") == Number(Decimal("-99999999999999.9999"))


def test_what_was_probably_meant():
    for text, meant in [
        ("12 4O0", ("12 400",)),
        ("12080O", ("120800",)),
        ("ca 5000", ("5000",)),
        ("12,5 m²", ("12,5",)),
        ("1,234.50", ("1234,50",)),
        ("-12 kr", ("-12",)),
        ("hej", ()),
        ("O", ()),
        ("1 2 3", ()),
    ]:
        assert read_number(text) == Bad(Rule.NOT_A_NUMBER, meant)
    assert read_number("12.5 kr", "point") == Bad(Rule.NOT_A_NUMBER, ("12.5",))


def test_whole_numbers():
    assert read_whole("1 200,0") == 1200
    assert read_whole("-7") == -7
    assert read_whole("x") == Bad(Rule.NOT_A_NUMBER)
    assert read_whole("0,5") == Bad(Rule.NOT_A_WHOLE_NUMBER)
    assert read_whole(str(2**31)) == Bad(Rule.NOT_A_WHOLE_NUMBER)
