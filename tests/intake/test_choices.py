"""What somebody says of a file is a layout, and what is left to say is named."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.catalogue.types import Layout, Shape
from kpi.intake.choices import MAPPED, Choices, Lack, lacks, layout_text, titled
from kpi.intake.guess import Role, Use
from kpi.intake.how import How
from kpi.intake.layout import match_header
from kpi.intake.layout_text import read_layout
from kpi.intake.read import read
from kpi.intake.texts import header_key
from kpi.intake.validate import validate
from tests.intake.files import CATALOGUE, KNOWN, LONG, WIDE, check
from tests.intake.mapped import choices

MONTH, UNIT, VALUE, MEASURE = map(Use, (Role.MONTH, Role.UNIT, Role.VALUE, Role.MEASURE))
COST, AREA = Use(Role.FIGURES, "cleaning_cost"), Use(Role.FIGURES, "cleaned_area_m2")


def layout_of(chosen) -> Layout:
    assert not list(lacks(chosen))
    found = read_layout(MAPPED, layout_text(chosen, CATALOGUE, "Namn"), CATALOGUE)
    assert isinstance(found, Layout), found
    return found


def rows_of(content: str, layout: Layout):
    table = read(content.encode(), CATALOGUE, layout=layout)
    checked = validate(table, layout, CATALOGUE, KNOWN)
    assert not checked.has_errors, checked.issues
    return checked.rows.drop("source_row").sort("unit", "measure", "month")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (choices("a;b;c", MONTH, UNIT, COST), []),
        (choices("a;b;c", UNIT, MEASURE, VALUE, period=date(2024, 1, 1)), []),
        (choices("a;2024-01", UNIT, months="cleaning_cost"), []),
        (choices("a;b"), [Lack.NO_UNIT, Lack.NO_MONTH, Lack.NO_FIGURES]),
        (choices("a;b", MONTH, UNIT), [Lack.NO_FIGURES]),
        (choices("a;b;c", MONTH, UNIT, VALUE), [Lack.VALUE_WITHOUT_MEASURE]),
        (choices("a;b;c", MONTH, UNIT, MEASURE), [Lack.MEASURE_WITHOUT_VALUE]),
        (choices("a;b;c;d", MONTH, UNIT, VALUE, COST), [Lack.LONG_AND_WIDE]),
        (choices("a;b;c;d", MONTH, UNIT, MEASURE, COST), [Lack.LONG_AND_WIDE]),
        (choices("a;2024-01", UNIT, months=""), [Lack.MONTHS_OF_WHAT]),
        (
            choices("a;b;c;2024-01", UNIT, MONTH, VALUE, months="cleaning_cost"),
            [Lack.MONTHS_AND_MONTH, Lack.MONTHS_AND_FIGURES],
        ),
        (choices("a;b;c;d", MONTH, UNIT, COST, UNIT), [Lack.TWICE]),
        (choices("a;b;:", MONTH, UNIT, COST), [Lack.NO_HEADING]),
        (choices("a;b;B_;c", MONTH, UNIT, Use(), COST), [Lack.SHARED_HEADING]),
    ],
)
def test_what_is_left_to_choose_is_named(chosen, expected):
    assert [lack for lack, _ in lacks(chosen)] == expected


def test_what_is_chosen_twice_and_where_is_said():
    twice = choices("a;b;c;d;e", MONTH, UNIT, UNIT, COST, COST)
    assert list(lacks(twice)) == [(Lack.TWICE, "unit"), (Lack.TWICE, "cleaning_cost")]
    assert list(lacks(choices("a;b;", MONTH, UNIT, COST))) == [(Lack.NO_HEADING, "C")]


def test_everything_chosen_is_in_the_layout():
    chosen = choices(
        'När;Var;Kostnad "netto";Yta;Övrigt;',
        MONTH,
        UNIT,
        COST,
        AREA,
        how=How("windows-1252", "\t", 3, "point"),
        factors={2: 1000, 3: 1},
        skip=("Källa:*",),
        period=date(2024, 1, 1),  # a column says it, so this is let go
    )
    assert layout_text(chosen, CATALOGUE, "Systemet\\x") == "\n".join(
        [
            'title = "Systemet\\\\x"',
            'kind = "measures"',
            'shape = "wide"',
            'encoding = "windows-1252"',
            'delimiter = "\\t"',
            "header_row = 3",
            'decimal = "point"',
            'skip = ["Källa:*"]',
            'ignore = ["Övrigt"]',
            "",
            "[columns.month]",
            'name = "När"',
            "",
            "[columns.unit]",
            'name = "Var"',
            "",
            "[measures.cleaning_cost]",
            'name = "Kostnad \\"netto\\""',
            "",
            "[measures.cleaned_area_m2]",
            'name = "Yta"',
            "",
            "[factors]",
            "cleaning_cost = 1000",
            "",
        ]
    )
    assert layout_of(chosen).shape is Shape.WIDE


def test_a_wide_file_gives_the_rows_of_its_clean_twin():
    layout = layout_of(choices("Period;Fastighet;tkr;x", MONTH, UNIT, COST, factors={2: 1000}))
    strange = "x;tkr;Fastighet;Period\nq;1,5;Lärkskolan;jan 2024\n;..;Kastanjen;202402\n"
    twin = check(
        "månad;enhet;Städkostnad\n2024-01;larkskolan;1500\n2024-02;Kastanjen;..\n", WIDE
    ).rows
    assert rows_of(strange, layout).equals(twin.drop("source_row").sort("unit", "measure", "month"))


def test_a_long_file_gives_the_rows_of_its_clean_twin():
    layout = layout_of(choices("När;Var;Vad;Antal", MONTH, UNIT, MEASURE, VALUE, factors={3: 1000}))
    assert layout.factors.keys() == {"cleaning_cost", "credit"}  # what is counted in kronor
    strange = "När;Var;Vad;Antal\n2024-01;Lärkskolan;Städkostnad;1,5\n2024-01;Kastanjen;yta;3\n"
    twin = check(
        "månad;enhet;mått;värde\n2024-01;larkskolan;cleaning_cost;1500\n"
        "2024-01;kastanjen;städyta;3\n",
        LONG,
    ).rows
    assert rows_of(strange, layout).equals(twin.drop("source_row").sort("unit", "measure", "month"))


def test_months_as_columns_give_the_rows_of_their_clean_twin():
    chosen = choices("Var;jan 2024;2024-02;Summa", UNIT, months="cleaning_cost", months_factor=1000)
    layout = layout_of(chosen)
    assert layout.ignore == ("Summa",)
    strange = "Var;jan 2024;2024-02;Summa\nLärkskolan;1;2,5;3,5\n"
    twin = check(
        "månad;enhet;mått;värde\n2024-01;larkskolan;cleaning_cost;1000\n"
        "2024-02;larkskolan;cleaning_cost;2500\n",
        LONG,
    ).rows
    assert rows_of(strange, layout).equals(twin.drop("source_row"))


def test_a_file_of_one_month_gives_the_rows_of_its_clean_twin():
    layout = layout_of(choices("Var;Kr", UNIT, COST, period=date(2024, 1, 1)))
    twin = check("månad;enhet;Städkostnad\n2024-01;larkskolan;7\n", WIDE).rows
    assert rows_of("Var;Kr\nLärkskolan;7\n", layout).equals(twin.drop("source_row"))


def test_a_text_takes_another_title():
    text = layout_text(choices("a;b;c", MONTH, UNIT, COST), CATALOGUE, "x")
    other = titled(text, 'Kök "Öst"')
    assert tomllib.loads(other) == {**tomllib.loads(text), "title": 'Kök "Öst"'}


FILLED = st.permutations([MONTH, UNIT, COST, AREA, Use()])
ANY = st.lists(st.sampled_from([Use(), MONTH, UNIT, MEASURE, VALUE, COST]), min_size=5, max_size=5)


@given(
    header=st.lists(st.text(max_size=12), min_size=5, max_size=5).map(tuple),
    uses=(FILLED | ANY).map(tuple),
    months=st.none() | st.sampled_from(["", "cleaning_cost"]),
    skip=st.lists(st.text(min_size=1, max_size=5).filter(str.strip)).map(tuple),
    period=st.none() | st.just(date(2024, 1, 1)),
)
def test_whatever_is_chosen_is_a_layout_or_lacks_something(header, uses, months, skip, period):
    chosen = Choices(
        how=How(),
        header=header,
        uses=uses,
        factors={},
        months=months,
        skip=skip,
        period=period,
    )
    if any(lacks(chosen)):
        return
    layout = read_layout(MAPPED, layout_text(chosen, CATALOGUE, "x"), CATALOGUE)
    assert isinstance(layout, Layout), layout
    found = match_header(tuple(map(str.strip, header)), 1, layout, CATALOGUE)
    used = {header_key(header[at]) for at in chosen.used}
    matched = (*found.fields.values(), *found.measures.values())
    assert {header_key(header[at]) for at in matched} == used
