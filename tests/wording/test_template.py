"""What a file to fill in says of its columns."""

from kpi.catalogue import parse, read_texts
from kpi.catalogue.types import Shape
from kpi.settings import SHIPPED_CATALOGUE
from kpi.wording.template import column_rows, explanation

SHIPPED = parse(read_texts(SHIPPED_CATALOGUE))
WIDE = SHIPPED.layouts["wide"]


def names(layout, headings=()) -> list[str]:
    return [row[0] for row in explanation(layout, SHIPPED.measures, headings)]


def test_a_register_explains_its_columns_and_nothing_more():
    targets = SHIPPED.layouts["targets"]
    assert explanation(targets, SHIPPED.measures, ()) == column_rows(targets)
    assert column_rows(targets)[2] == ["gäller från", "ja", "Skrivs som 2024-01."]
    assert column_rows(targets)[-1][:2] == ["bort", "nej"]


def test_a_month_file_explains_the_measures_that_it_has_with_their_units():
    assert names(WIDE, ["städkostnad"]) == [
        *(column.name for column in WIDE.columns.values()),
        *("städkostnad", "Ett tal som saknas"),
    ]
    every = names(SHIPPED.layouts["long"])
    assert {"städkostnad", "kontrollerade rum"} <= set(every)


def test_a_layout_of_its_own_measures_explains_those_by_its_own_words():
    column = WIDE.columns["unit"].model_copy(update={"name": "rum"})
    own = WIDE.model_copy(update={"measures": {"rooms_checked": column}})
    assert names(own, ["rum"])[-2:] == ["rum", "Ett tal som saknas"]
    months = WIDE.model_copy(update={"shape": Shape.MONTHS, "measure": "rooms_checked"})
    assert {"2024-01, 2024-02 …", "kontrollerade rum"} <= set(names(months))
    assert "städkostnad" not in names(months)
