"""A cost and a quality together, read aloud."""

from datetime import date

import pytest

from kpi.catalogue.types import Better, Perspective
from kpi.trends.movement import Lack, Moved
from kpi.trends.paths import Quadrant
from kpi.wording.link_tables import (
    about,
    instead_of_quality,
    lacking,
    months_said,
    quadrant_table,
    scales_said,
    table,
)
from kpi.wording.links import (
    Pair,
    Path,
    Place,
    finding,
    path_sentence,
    tone,
    verdict,
    ways_words,
)
from tests.builders_facts import kpi, measure

COST = kpi("cost", short_name="Städkostnad per m²", unit="kr/m²")
SHARE = kpi("share", short_name="Godkända städkontroller", perspective="quality", unit="%")
QUALITY = SHARE.model_copy(update={"better": Better.HIGHER})
PAIR = Pair(COST, QUALITY, measure("area", title="städad yta m²", unit="m²"))
WASTE = Pair(COST, SHARE.model_copy(update={"short_name": "Svinn", "unit": "g"}), PAIR.volume)
THEN, NOW = date(2023, 7, 1), date(2024, 7, 1)
UP, DOWN, SAME, UNKNOWN = Moved.HIGHER, Moved.LOWER, Moved.SAME, Moved.UNKNOWN


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def way(cost: Moved = DOWN, quality: Moved = UP, **given: object) -> Path:
    """From 24 to 22,5 kr and from 80 to 84 %, with the volume 1 000 and then 1 013."""
    places = (
        Place(month=THEN, cost=24, quality=80, volume=1000),
        Place(month=NOW, cost=22.5, quality=84, volume=1013),
    )
    usual = {"scope": "a", "name": "Lärkskolan", "role": "pilot", "places": places}
    usual |= {"cost_moved": cost, "quality_moved": quality, "cost_months": 12}
    usual |= {"quality_months": 11, "quadrant": Quadrant.CHEAPER_BETTER}
    return Path(**usual | given)


def absent(lack: Lack, name: str = "Solgläntan") -> Path:
    return Path(scope="b", name=name, role="pilot", lack=lack)


def said(path: Path, pair: Pair = PAIR) -> str:
    return " ".join(filter(None, finding(path, pair)))


@pytest.mark.parametrize(
    ("cost", "quality", "text"),
    [
        (
            DOWN,
            UP,
            "Lärkskolan: billigare och bättre. Båda rörelserna är större än vanlig variation.",
        ),
        (UP, UP, "Lärkskolan: dyrare men bättre. Båda rörelserna är större än vanlig variation."),
        (
            DOWN,
            DOWN,
            "Lärkskolan: billigare men sämre. Båda rörelserna är större än vanlig variation.",
        ),
        (UP, DOWN, "Lärkskolan: dyrare och sämre. Båda rörelserna är större än vanlig variation."),
        (UP, SAME, "Lärkskolan: dyrare. Kvaliteten kan inte skiljas från vanlig variation."),
        (SAME, UP, "Lärkskolan: bättre. Kostnaden kan inte skiljas från vanlig variation."),
        (DOWN, UNKNOWN, "Lärkskolan: billigare. Kvaliteten kan inte bedömas."),
        (
            SAME,
            SAME,
            "Lärkskolan: ingen säker förändring. Varken kostnaden eller kvaliteten kan skiljas "
            "från vanlig variation.",
        ),
        (
            UNKNOWN,
            UNKNOWN,
            "Lärkskolan: ingen säker förändring. Varken kostnaden eller kvaliteten kan bedömas.",
        ),
        (
            SAME,
            UNKNOWN,
            "Lärkskolan: ingen säker förändring. Kostnaden kan inte skiljas från vanlig "
            "variation. Kvaliteten kan inte bedömas.",
        ),
    ],
)
def test_the_finding_says_what_is_sure_and_then_what_is_not(cost, quality, text):
    assert said(way(cost, quality)) == text


def test_less_waste_is_better():
    assert said(way(DOWN, DOWN), WASTE).startswith("Lärkskolan: billigare och bättre.")
    assert said(way(DOWN, UP), WASTE).startswith("Lärkskolan: billigare men sämre.")


def test_what_cannot_be_compared_says_why():
    assert said(absent(Lack.TOO_EARLY)) == (
        "Kostnad och kvalitet kan inte ställas mot varandra än. För tidigt att säga: tolv "
        "månader efter baslinjen har inte lämnats."
    )


def test_the_sentence_has_both_figures_and_the_volume():
    assert plain(path_sentence(way(DOWN, SAME), PAIR)) == (
        "Kostnaden gick från 24,0 till 22,5 kr/m²: billigare. Kvaliteten gick från 80,0 till "
        "84,0 %: kan inte skiljas från vanlig variation. Volymen, städad yta m², ändrades +1,3 %."
    )


def test_a_volume_that_has_not_moved_is_said_so():
    still = tuple(
        Place(month=place.month, cost=place.cost, quality=place.quality, volume=1000)
        for place in way().places
    )
    path = way(places=still)
    assert path_sentence(path, PAIR).endswith("Volymen, städad yta m², är oförändrad.")
    assert ways_words(path, PAIR)[-1] == "Volym oförändrad"


def test_a_small_picture_has_its_words_beside_it():
    cost, quality, volume = map(plain, ways_words(way(), PAIR))
    assert (cost, quality, volume) == ("24,0 → 22,5", "80,0 → 84,0 %", "Volym +1,3 %")


@pytest.mark.parametrize(
    ("cost", "quality", "text", "state"),
    [
        (DOWN, UP, "Billigare och bättre.", "improving"),
        (UP, DOWN, "Dyrare och sämre.", "worsening"),
        (UP, UP, "Dyrare men bättre.", "high"),
        (UP, SAME, "Dyrare. Kvaliteten: vanlig variation.", "worsening"),
        (SAME, UP, "Bättre. Kostnaden: vanlig variation.", "improving"),
        (SAME, SAME, "Vanlig variation.", "common"),
        (SAME, UNKNOWN, "Kostnaden: vanlig variation. Kvaliteten: kan inte bedömas.", "common"),
        (UNKNOWN, UNKNOWN, "Kostnaden: kan inte bedömas. Kvaliteten: kan inte bedömas.", ""),
    ],
)
def test_its_verdict_is_short_and_has_a_mark(cost, quality, text, state):
    assert verdict(way(cost, quality), PAIR) == text
    assert tone(way(cost, quality), QUALITY) == state


def test_every_quadrant_is_counted_also_where_nobody_is():
    headings, rows = quadrant_table(
        [
            way(DOWN, UP),
            way(DOWN, SAME, name="Åbro"),
            way(SAME, SAME, name="Tall", quadrant=Quadrant.DEARER_WORSE),
        ],
        "Enheter",
    )
    assert headings == ["Riktning", "Enheter", "Mer än vanlig variation", "Vilka"]
    assert rows == [
        [
            "Billigare och bättre",
            "2",
            "kostnaden i 2, kvaliteten i 1, båda i 1",
            "Lärkskolan, Åbro",
        ],
        ["Dyrare men bättre", "0", "", ""],
        ["Billigare men sämre", "0", "", ""],
        ["Dyrare och sämre", "1", "ingen", "Tall"],
    ]


def test_who_moved_only_along_one_axis_has_a_row_when_there_is_someone():
    _, rows = quadrant_table([way(SAME, UP, quadrant=Quadrant.ALONG)], "Enheter")
    assert rows[-1][:2] == ["Oförändrad kostnad eller kvalitet", "1"]


def test_the_absent_are_named_by_reason_the_withheld_first():
    assert lacking(
        [absent(Lack.TOO_EARLY, "Ek"), way(), absent(Lack.WITHHELD), absent(Lack.TOO_EARLY, "Tall")]
    ) == [
        "Visas inte, för att skydda enskilda: Solgläntan.",
        "För tidigt att säga: tolv månader efter baslinjen har inte lämnats: Ek, Tall.",
    ]


def test_the_table_has_a_row_a_year_and_a_withheld_one_without_figures():
    headings, rows = table([way(DOWN, SAME), absent(Lack.WITHHELD)], PAIR)
    assert headings[2:5] == [
        "Städkostnad per m², kr/m², fasta priser",
        "Godkända städkontroller, %",
        "Städad yta m², i snitt",
    ]
    assert [list(map(plain, row)) for row in rows] == [
        ["Lärkskolan", "augusti 2022–juli 2023", "24,0", "80,0", "1 000", *[""] * 5],
        [
            *("Lärkskolan", "augusti 2023–juli 2024", "22,5", "84,0", "1 013", "+1,3 %"),
            *("billigare", "kan inte skiljas från vanlig variation"),
            *("billigare och bättre", "12 och 11"),
        ],
        ["Solgläntan", "visas inte, för att skydda enskilda", *[""] * 8],
    ]


def test_the_axes_are_said_and_a_turned_one_too():
    assert about(PAIR) == (
        "Åt höger: Städkostnad per m² (kr/m², fasta priser). Uppåt: Godkända städkontroller (%). "
        "Uppåt är alltid bättre."
    )
    assert about(WASTE).endswith(
        "Uppåt är alltid bättre: skalan är vänd, eftersom lägre är bättre."
    )


def test_a_figure_in_doubt_is_said_wherever_its_way_is_judged():
    path = way(DOWN, UP, doubted=True)
    assert said(path).endswith(
        "Båda rörelserna är större än vanlig variation. Ett tal är ifrågasatt."
    )
    assert verdict(path, PAIR) == "Billigare och bättre. Ett tal är ifrågasatt."
    assert table([path], PAIR)[1][-1][8] == "billigare och bättre. Ett tal är ifrågasatt."


def test_the_small_pictures_say_their_common_scales():
    text = plain(scales_said([way()], PAIR))
    assert text.startswith("Alla bilder har samma skalor: 22,5–24,0 kr/m² åt höger och 80,0–84,0 %")
    assert text.endswith("I bokstavsordning.")
    assert "80,0–84,0 g uppåt, vänd så att lägst är överst" in plain(scales_said([way()], WASTE))


def test_what_is_no_quality_is_said_to_stand_in_its_place():
    used = QUALITY.model_copy(update={"perspective": Perspective.VOLUME})
    assert instead_of_quality(PAIR) == ""
    assert instead_of_quality(Pair(COST, used, PAIR.volume)) == (
        "Godkända städkontroller mäter inte kvalitet utan hur mycket som används. Det står i "
        "kvalitetens ställe, och högre är bättre."
    )
    assert PAIR.key == "cost/share"
    assert PAIR.title == "Städkostnad per m² – Godkända städkontroller"


def test_which_months_are_compared_is_said():
    assert "minst tio av tolv behövs" in months_said()
