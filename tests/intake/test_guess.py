"""What the columns of an unknown file may mean is guessed from headings, then from cells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.intake.guess import Role, Use, Why, factor_in
from tests.intake.mapped import guesses

MONTH, UNIT, VALUE, MEASURE = map(Use, (Role.MONTH, Role.UNIT, Role.VALUE, Role.MEASURE))
COST = Use(Role.FIGURES, "cleaning_cost")
STRANGE = "Period;Fastighet;Städkostnad tkr;Anm\n2024-01;Lärkskolan;12,5;x\n"


def uses(content: str) -> list[Use]:
    return [column.use for column in guesses(content).columns]


def whys(content: str) -> list[Why]:
    return [column.why for column in guesses(content).columns]


def test_headings_say_month_unit_and_measure():
    assert uses(STRANGE) == [MONTH, UNIT, COST, Use()]
    assert whys(STRANGE) == [Why.HEADING, Why.HEADING, Why.HEADING, Why.NOTHING]
    assert [column.factor for column in guesses(STRANGE).columns] == [1, 1, 1000, 1]
    assert guesses(STRANGE).columns[1].examples == ("Lärkskolan",)


def test_cells_say_it_where_headings_do_not():
    text = "A;B;C;D\n2024-01;Lärkskolan;12;ord\n2024-02;kastanjen;..;ord\n"
    assert uses(text) == [MONTH, UNIT, Use(), Use()]
    assert whys(text) == [Why.CONTENT, Why.CONTENT, Why.NUMBERS, Why.NOTHING]


def test_a_long_file_is_told_by_its_measures():
    text = "A;B;C;D\n2024-01;Lärkskolan;städkostnad;12\n2024-01;Kastanjen;yta;34\n"
    assert uses(text) == [MONTH, UNIT, MEASURE, VALUE]
    assert whys(text)[2:] == [Why.CONTENT, Why.NUMBERS]


def test_most_cells_are_enough_and_a_use_goes_to_one_column():
    text = "A;B;C\nLärkskolan;Lärkskolan;1\nx;Kastanjen;2\nKastanjen;Östra skolan;3\n"
    assert uses(text) == [Use(), UNIT, Use()]  # both are mostly units; the second wholly
    assert uses("A;B\nLärkskolan;1\nx;2\n")[0] == Use()  # half is not most


@pytest.mark.parametrize(
    "heading",
    ["städkostnad", "STÄDKOSTNAD (kr)", "Städkostnad, tkr", "cleaning_cost", "städkostnader"],
)
def test_a_heading_is_a_measure_by_any_name_without_its_unit(heading):
    assert uses(f"månad;enhet;{heading}\n2024-01;Lärkskolan;1\n")[2] == COST


def test_a_heading_that_is_only_a_bit_like_a_measure_is_none():
    assert uses("månad;enhet;kostnad\n2024-01;Lärkskolan;1\n")[2] == Use()
    assert uses(f"månad;enhet;{'städkostnad' * 20}\n2024-01;Lärkskolan;1\n")[2] == Use()


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("Kostnad tkr", 1000),
        ("Kostnad (KKR)", 1000),
        ("tusental kronor", 1000),
        ("Belopp mnkr", 1_000_000),
        ("Miljoner", 1_000_000),
        ("Kostnad kr", 1),
        ("Atkräv", 1),
    ],
)
def test_a_unit_says_what_numbers_are_multiplied_by(text, factor):
    assert factor_in(text) == factor


def test_months_as_columns_are_told_with_their_measure():
    found = guesses("Städyta i tkr;;\nEnhet;jan 2024;2024-02\nLärkskolan;1;2\n")
    assert found.months == (1, 2)
    assert (found.measure, found.factor) == ("cleaned_area_m2", 1000)
    assert found.columns[1].use == Use()
    alone = guesses("Enhet;2024-02\nLärkskolan;2\n")
    assert (alone.months, alone.measure) == ((), "")
    assert guesses("Enhet;2024-01;2024-02\nLärkskolan;1;2\n").measure == ""


def test_the_longest_name_of_a_measure_counts():
    text = "Städad yta (yta);;\nEnhet;2024-01;2024-02\nLärkskolan;1;2\n"
    assert guesses(text).measure == "cleaned_area_m2"


@pytest.mark.parametrize(
    ("above", "name", "period"),
    [
        ("Kostnader augusti 2024", "fil.csv", date(2024, 8, 1)),
        ("Kostnader", "kostnader_2024-08.csv", date(2024, 8, 1)),
        ("Kostnader", "kostnader_202408.csv", date(2024, 8, 1)),
        ("Utskrift 2024-13, sept 2024", "fil.csv", date(2024, 9, 1)),
        ("Kostnader", "fil.csv", None),
    ],
)
def test_a_month_outside_the_rows_is_found(above, name, period):
    found = guesses(f"{above};\nenhet;städkostnad\nLärkskolan;1\n", name)
    assert found.period == period


def test_rows_without_figures_of_a_unit_are_left_out_of_everything():
    found = guesses(
        "A;B;C\nLärkskolan;2024-01;1\nSumma;;1\nSumma kök;;1\nKälla: systemet;;\n"
        "Östra skolan, bara kök;;\nKastanjen;;\nSumma;;\nVästra Result;;1\n*;;\n:;;\n"
    )
    kept = ("Östra skolan, bara kök", "Västra Result")  # `Östra *` would leave out a unit too
    assert found.skip == ("Summa", "Summa *", "Källa:*", *kept)
    assert found.columns[0].use == UNIT
    assert found.columns[0].examples == ("Lärkskolan", "Kastanjen")


def test_a_row_of_one_cell_is_ordinary_in_a_narrow_file():
    assert guesses("enhet;städkostnad\nLärkskolan;1\nannan;\n").skip == ()


def test_a_file_without_rows_has_nothing_to_guess():
    found = guesses("")
    assert (found.columns, found.months, found.skip) == ((), (), ())


@given(st.text(alphabet=st.sampled_from("aä2;0-1\n\t\"'.:,Summa enhet"), max_size=200))
def test_any_file_is_guessed_without_a_word(text):
    found = guesses(text)
    taken = [column.use for column in found.columns if column.use != Use()]
    assert len(taken) == len(set(taken))
