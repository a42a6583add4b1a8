"""What is said while somebody says what a file means."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kpi.catalogue.types import Layout, Shape
from kpi.intake.choices import Lack
from kpi.intake.guess import Column, Role, Use, Why
from kpi.intake.preview import Preview
from kpi.wording.mapping import (
    column_words,
    guessed,
    lack_sentence,
    layout_id,
    mapping_sentence,
    saved_sentence,
    saving_sentence,
    use_words,
)
from tests.intake.files import CATALOGUE

COST = Use(Role.FIGURES, "cleaning_cost")


def counted(what: str) -> Preview:
    one = pl.DataFrame({"layout": ["x"]})
    frames = {
        each: one if each == what else one.clear()
        for each in ("new", "changed", "unchanged", "removed")
    }
    return Preview(**frames, issues=(), totals={})


def layout(shape: Shape, columns: str, **more: object) -> Layout:
    fields = {field: {"name": field.upper()} for field in columns.split()}
    return Layout(id="x", title="X", kind="measures", shape=shape, columns=fields, **more)


def test_a_guess_is_marked_and_a_measure_has_its_unit():
    assert guessed("Enhet", is_guess=True) == "Enhet (vår gissning)"
    assert guessed("Enhet", is_guess=False) == "Enhet"
    assert use_words(COST, CATALOGUE) == "Städkostnad (kr)"
    assert use_words(Use(), CATALOGUE) == "Läses inte"


def test_a_column_says_what_stands_in_it_and_whose_choice_it_is():
    column = Column("K", ("1", "2"), COST, Why.HEADING)
    assert column_words(column, COST) == "Till exempel 1, 2. Vår gissning, efter rubriken."
    assert column_words(column, Use()) == "Till exempel 1, 2. Ditt val."
    empty = Column("K", (), Use(), Why.NOTHING)
    assert column_words(empty, Use()) == (
        "Tom i de första raderna. Vi kan inte gissa vad kolumnen är."
    )


def test_what_is_left_to_choose_is_a_sentence():
    said = [lack_sentence(lack, "unit", CATALOGUE) for lack in Lack]
    assert said[0] == "Ingen kolumn är vald som enhet."
    assert "Flera kolumner är valda som enhet. Välj en." in said
    assert all(each.endswith(".") and "{" not in each for each in said)
    assert lack_sentence(Lack.TWICE, "cleaning_cost", CATALOGUE) == (
        "Flera kolumner är valda som Städkostnad. Välj en."
    )


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (
            layout(
                Shape.WIDE,
                "month unit",
                measures={"cleaning_cost": {"name": "A"}, "nki": {"name": "B"}},
                factors={"cleaning_cost": Decimal(1000)},
            ),
            "MONTH är månad, UNIT är enhet, A är Städkostnad gånger 1\u00a0000, B är Nöjdhet.",
        ),
        (
            layout(
                Shape.LONG,
                "unit measure value",
                period=date(2024, 1, 1),
                factors={"cleaning_cost": Decimal(1000), "credit": Decimal(1000)},
            ),
            "UNIT är enhet, MEASURE är mått, VALUE är värde, alla rader gäller januari 2024, "
            "belopp i kronor är gånger 1\u00a0000.",
        ),
        (
            layout(Shape.MONTHS, "unit", measure="nki"),
            "UNIT är enhet, månadskolumnerna är Nöjdhet.",
        ),
    ],
)
def test_what_was_said_of_a_file_is_one_sentence(read, said):
    assert mapping_sentence(read, CATALOGUE) == f"Tolkad för hand: {said}"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Fastighetssystemet, kostnad", "fastighetssystemet_kostnad"),
        ("Kök & måltid Öst", "kok_maltid_ost"),
        ("2024 års fil", "ars_fil"),
        ("a" * 80, "a" * 60),
        ("☃", ""),
    ],
)
def test_a_name_becomes_an_id(title, name):
    assert layout_id(title) == name


def test_what_saving_would_do_is_said():
    new = saving_sentence("x", "X", counted("new"), is_recognised=True)
    assert new == (
        "Tolkningen sparas som x och är ny. Det blir en leverans som kan ångras. "
        "Nästa månads fil med samma rubriker läses så av sig själv."
    )
    changed = saving_sentence("x", "X", counted("changed"), is_recognised=False)
    assert "ersätter den som heter så" in changed
    assert "Nästa månad väljer du därför ”X” under Filens layout." in changed
    same = saving_sentence("x", "X", counted("unchanged"), is_recognised=True)
    assert same == "Tolkningen är redan sparad som x."
    assert saved_sentence("x", 66)[0] == "Tolkningen är sparad som x, leverans 66."
