"""Ways in the plane of cost and quality: where they begin, where they end, what they show."""

from datetime import date

import pytest

from kpi.charts.paths import (
    HEIGHT,
    SIZE,
    mark_of,
    path_chart,
    scales_of,
    small_path,
)
from kpi.charts.sparkline import EDGE
from kpi.charts.spc import spec_of
from kpi.charts.theme import BETTER, GREY, INK, WORSE
from kpi.periods import shift
from kpi.trends.movement import Lack, Moved
from kpi.trends.paths import Quadrant
from kpi.wording.links import Pair, Path, Place
from tests.builders_facts import kpi, measure

COST = kpi("cost", unit="kr")
WASTE = kpi("waste", perspective="quality", unit="g")  # less is better
SHARE = kpi("share", perspective="quality", better="higher", unit="%", smallest=0, largest=100)
PAIR = Pair(COST, SHARE, measure("area"))
TURNED = Pair(COST, WASTE, measure("area"))
UP, DOWN, SAME = Moved.HIGHER, Moved.LOWER, Moved.SAME


def way(text: str, cost: Moved = DOWN, quality: Moved = UP) -> Path:
    """`20:80 19:82`: a cost and a quality a year."""
    places = []
    for at, word in enumerate(text.split()):
        x, _, y = word.partition(":")
        month = shift(date(2023, 7, 1), 12 * at)
        places.append(Place(month=month, cost=float(x), quality=float(y), volume=5))
    return Path(
        scope="a",
        name="A",
        role="pilot",
        places=tuple(places),
        cost_moved=cost,
        quality_moved=quality,
        quadrant=Quadrant.CHEAPER_BETTER,
    )


def layers(path: Path, pair: Pair = PAIR) -> list[dict]:
    chart = path_chart(path, pair)
    chart.to_dict()  # valid Vega-Lite
    return spec_of(chart)["layer"]


def of_type(found: list[dict], kind: str) -> list[dict]:
    return [each for each in found if each["mark"]["type"] == kind]


def domain(found: list[dict], axis: str) -> list[float]:
    (line,) = of_type(found, "line")
    return line["encoding"][axis]["scale"]["domain"]


def test_the_baseline_s_year_is_in_the_middle_and_the_way_well_inside():
    """One krona and two points: each half of the plane reaches 1.8 times as far."""
    found = layers(way("20:80 19:82"))
    assert domain(found, "x") == pytest.approx([18.2, 21.8])
    assert domain(found, "y") == pytest.approx([76.4, 83.6])
    across, down = of_type(found, "rule")
    assert across["data"]["values"][0]["x"] == 20
    assert down["data"]["values"][0]["y"] == 80


def test_up_is_better_also_where_less_is_better():
    high, low = domain(layers(way("20:60 19:50"), TURNED), "y")
    assert (high, low) == (78, 42)


def test_no_tick_stands_where_nothing_can_be():
    found = layers(way("20:99 19:97"))
    (line,) = of_type(found, "line")
    assert max(line["encoding"]["y"]["axis"]["values"]) <= 100


def test_what_has_hardly_moved_is_not_made_to_look_large():
    assert domain(layers(way("20:80 20:80", SAME, SAME)), "x") == pytest.approx([19.6, 20.4])
    assert domain(layers(way("0:80 0:80", SAME, SAME)), "x") == [-1, 1]


def test_each_corner_has_its_name():
    words = of_type(layers(way("20:80 19:82")), "text")[:4]
    corners = [(each["data"]["values"][0]["text"], each["encoding"]) for each in words]
    assert [text for text, _ in corners] == [
        "Billigare och bättre",
        "Dyrare men bättre",
        "Billigare men sämre",
        "Dyrare och sämre",
    ]
    assert [where["x"]["value"] for _, where in corners] == [0, "width", 0, "width"]
    assert [where["y"]["value"] < HEIGHT / 2 for _, where in corners] == [True, True, False, False]


def test_both_ends_say_their_year_and_figures_away_from_the_way():
    found = of_type(layers(way("20:80 19:82")), "text")[4:]
    (first, last) = found[1], found[3]
    assert last["data"]["values"][0]["text"].replace("\u00a0", " ").replace("\u2060", "") == (
        "augusti 2023–juli 2024\n19,0 kr · 82,0 %"
    )
    assert (first["mark"]["dy"] > 0, last["mark"]["dy"] < 0) == (True, True)
    assert (first["mark"]["align"], last["mark"]["align"]) == ("center", "left")
    turned = of_type(layers(way("20:60 21:62"), TURNED), "text")[7]
    assert (turned["mark"]["dy"] > 0, turned["mark"]["align"]) == (True, "right")


@pytest.mark.parametrize(
    ("cost", "quality", "shape", "fill"),
    [(DOWN, UP, "circle", BETTER), (UP, SAME, "diamond", WORSE), (SAME, SAME, "circle", GREY)],
)
def test_the_end_has_the_shape_of_the_verdict(cost, quality, shape, fill):
    found = layers(way("20:80 19:82", cost, quality))
    ring, end = of_type(found, "point")
    assert (ring["mark"]["stroke"], end["mark"]["shape"], end["mark"]["fill"]) == (
        GREY,
        shape,
        fill,
    )


def test_where_the_two_part_the_mark_is_neither_blue_nor_orange():
    assert of_type(layers(way("20:80 21:82", UP, UP)), "point")[1]["mark"]["fill"] == INK


def test_a_way_that_chance_could_have_made_is_dotted():
    (sure,) = of_type(layers(way("20:80 19:82")), "line")
    (unsure,) = of_type(layers(way("20:80 19:82", SAME, SAME)), "line")
    assert (sure["mark"]["color"], unsure["mark"]["color"]) == (INK, GREY)
    assert unsure["mark"]["strokeDash"] == [2, 3]


def test_a_year_between_is_a_dot_on_the_way_in_its_order():
    found = layers(way("20:80 22:81 19:82"))
    (line,) = of_type(found, "line")
    assert [row["x"] for row in line["data"]["values"]] == [20, 22, 19]
    assert line["encoding"]["order"]["field"] == "order"
    assert len(of_type(found, "point")) == 3


def test_all_small_drawings_share_their_scales():
    absent = Path(scope="b", name="B", role="pilot", lack=Lack.WITHHELD)
    scales = scales_of([way("20:80 19:82"), way("30:70 31:71"), absent], PAIR)
    assert (scales.x(19), scales.x(31)) == (EDGE, SIZE[0] - EDGE)
    assert (scales.y(70), scales.y(82)) == (SIZE[1] - EDGE, EDGE)
    turned = scales_of([way("20:60 19:50")], TURNED)
    assert (turned.y(50), turned.y(60)) == (EDGE, SIZE[1] - EDGE)


def test_where_nothing_differs_a_drawing_is_in_the_middle():
    scales = scales_of([way("20:80 20:80")], PAIR)
    assert (scales.x(20), scales.y(80)) == (SIZE[0] / 2, SIZE[1] / 2)
    assert scales_of([], PAIR).x(0) == SIZE[0] / 2


def test_a_small_drawing_is_the_way_with_its_cross_and_no_words():
    path = way("20:80 22:81 19:82")
    drawing = small_path(path, PAIR, scales_of([path], PAIR))
    assert "<text" not in drawing
    assert f'd="M69.0 0V{SIZE[1]}M0 125.0H{SIZE[0]}"' in drawing  # 7 + 186/3, and the bottom
    assert 'd="M69.0 125.0L193.0 66.0L7.0 7.0"' in drawing
    assert drawing.count("<circle") == 3
    assert "stroke-dasharray" not in drawing
    unsure = small_path(way("20:80 19:82", SAME, SAME), PAIR, scales_of([path], PAIR))
    assert 'stroke-dasharray="2 3"' in unsure


def test_the_key_s_mark_is_that_of_the_drawing():
    assert BETTER in mark_of("improving")
    assert 'r="4.6"' in mark_of("common")
