"""The parts of a pack that are about the whole pilot."""

from dataclasses import replace
from math import log

from kpi.actions.pack_sections import FOREST_ROWS, forests
from tests.builders_facts import kpi
from tests.charts.drawn import domain
from tests.wording.evaluated import FIFTH, QUALITY, evaluated, level, share


def test_a_few_effects_of_a_scale_are_one_picture():
    found = list(forests([evaluated(), evaluated(level(), of=QUALITY)]))
    assert [(each.name, each.title) for each in found] == [
        ("effekter-procent", "Kostnader, volymer och tider, förändring i procent"),
        ("effekter-enheter", "Andelar och index, förändring i enheter"),
    ]


def test_effects_that_nothing_is_known_of_are_no_picture():
    unknown = evaluated(share(between=None))
    assert [each.name for each in forests([unknown, evaluated(level(), of=QUALITY)])] == [
        "effekter-enheter"
    ]


def test_more_than_can_be_read_at_once_are_several_that_share_a_scale():
    sizes = [replace(FIFTH, estimate=log(0.5 + 0.1 * at)) for at in range(FOREST_ROWS + 1)]
    seen = [
        evaluated(share(between=size), of=kpi(f"k{at}", short_name=f"Kostnad {at}"))
        for at, size in enumerate(sizes)
    ]
    first, second = forests(seen)
    assert (first.name, second.name) == ("effekter-procent-1", "effekter-procent-2")
    assert first.title.endswith("i procent, del 1 av 2")
    assert first.alt.startswith(first.title)
    assert "Kostnad 9" in first.alt
    assert "Kostnad 10" not in first.alt
    assert "Kostnad 10" in second.alt
    assert second.spec["height"] < first.spec["height"]
    assert domain(first.spec, "x") == domain(second.spec, "x")
