"""A cost and a quality together, in words: where each unit went, and whether it is chance."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.catalogue import Kpi, Measure
from kpi.catalogue.types import Better, Perspective
from kpi.periods import Month, Span, shift
from kpi.trends.movement import Lack, Moved
from kpi.trends.paths import Quadrant
from kpi.wording.numbers import NO_BREAK, months_between, number, signed, with_unit

DOUBTED = "Ett tal är ifrågasatt."
CHANCE = "kan inte skiljas från vanlig variation"
QUADRANT: Mapping[Quadrant, str] = {
    Quadrant.CHEAPER_BETTER: "Billigare och bättre",
    Quadrant.DEARER_BETTER: "Dyrare men bättre",
    Quadrant.CHEAPER_WORSE: "Billigare men sämre",
    Quadrant.DEARER_WORSE: "Dyrare och sämre",
    Quadrant.ALONG: "Oförändrad kostnad eller kvalitet",
}
LACK: Mapping[Lack, str] = {
    Lack.WITHHELD: "Visas inte, för att skydda enskilda",
    Lack.NOT_MEASURED: "Mäter inte både kostnaden och kvaliteten",
    Lack.NO_BASELINE: "Utan låst baslinje att jämföra med",
    Lack.OTHER_BASELINE: "Baslinjerna för kostnad och kvalitet slutar olika månader",
    Lack.TOO_EARLY: "För tidigt att säga: tolv månader efter baslinjen har inte lämnats",
    Lack.MONTHS_LACK: "För få månader som båda åren har",
    Lack.OTHER_DEFINITION: "Definitionen har ändrats mellan åren",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A cost and the quality it is held against, and the volume that both are of."""

    cost: Kpi
    quality: Kpi
    volume: Measure

    @property
    def key(self) -> str:
        """As addresses write it."""
        return f"{self.cost.id}/{self.quality.id}"

    @property
    def measures_quality(self) -> bool:
        """Whether what stands for quality is one."""
        return self.quality.perspective is Perspective.QUALITY

    @property
    def title(self) -> str:
        return f"{self.cost.short_name} – {self.quality.short_name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a year stands. month: its last. volume: a month, or a measurement, of the year."""

    month: Month
    cost: float
    quality: float
    volume: float

    @property
    def year(self) -> Span:
        """Its twelve months."""
        return Span(shift(self.month, -11), self.month)


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One scope's way from the baseline's last year to the latest; no places where `lack` says why.

    role: pilot, comparison or other. cost_months, quality_months: how many both years share.
    doubted: an open question is about a figure of some of its years.
    """

    scope: str
    name: str
    role: str
    unit_type: str = ""
    places: tuple[Place, ...] = ()
    cost_moved: Moved = Moved.UNKNOWN
    quality_moved: Moved = Moved.UNKNOWN
    cost_months: int = 0
    quality_months: int = 0
    quadrant: Quadrant | None = None
    lack: Lack | None = None
    doubted: bool = False


def cost_word(path: Path) -> str:
    """`billigare`, or that it cannot be told from chance."""
    return {Moved.LOWER: "billigare", Moved.HIGHER: "dyrare"}.get(
        path.cost_moved, _unsure(path.cost_moved)
    )


def quality_word(path: Path, quality: Kpi) -> str:
    """`bättre`, or that it cannot be told from chance."""
    if path.quality_moved not in (Moved.HIGHER, Moved.LOWER):
        return _unsure(path.quality_moved)
    good = (path.quality_moved is Moved.HIGHER) == (quality.better is Better.HIGHER)
    return "bättre" if good else "sämre"


def _unsure(moved: Moved) -> str:
    return CHANCE if moved is Moved.SAME else "kan inte bedömas"


def tone(path: Path, quality: Kpi) -> str:
    """What the movements that are sure say together, as the state of a variation.

    improving or worsening in one or both, high where they part, common where neither can be
    told from chance, else empty: neither can be judged.
    """
    good = {"billigare": 1, "bättre": 1, "dyrare": -1, "sämre": -1}
    ways = {good.get(word, 0) for word in (cost_word(path), quality_word(path, quality))}
    if {1, -1} <= ways:
        return "high"
    if ways == {0}:
        return "common" if Moved.SAME in (path.cost_moved, path.quality_moved) else ""
    return "improving" if 1 in ways else "worsening"


TONE: Mapping[str, str] = {
    "improving": "Bättre i minst ett led, sämre i inget",
    "worsening": "Sämre i minst ett led, bättre i inget",
    "high": "Bättre i ett led, sämre i det andra",
    "common": "Kan inte skiljas från vanlig variation eller inte bedömas",
}


def is_real(moved: Moved) -> bool:
    """Whether a movement is more than ordinary variation."""
    return moved in (Moved.HIGHER, Moved.LOWER)


def finding(path: Path, pair: Pair) -> tuple[str, str]:
    """What a pilot as a whole has done: what is sure, and the rest."""
    if path.lack is not None:
        return "Kostnad och kvalitet kan inte ställas mot varandra än.", f"{LACK[path.lack]}."
    sure, rest = _verdict(path, pair)
    both = "Båda rörelserna är större än vanlig variation." if sure and not rest else ""
    after = [rest or both, DOUBTED if path.doubted else ""]
    return f"{path.name}: {sure or 'ingen säker förändring'}.", " ".join(filter(None, after))


def verdict(path: Path, pair: Pair) -> str:
    """`Dyrare. Kvaliteten: vanlig variation.`: both in as few words as stand under a picture."""
    sure, _ = _verdict(path, pair)
    unsure = [
        f"{name}: {_SHORT[moved]}."
        for name, moved in (("Kostnaden", path.cost_moved), ("Kvaliteten", path.quality_moved))
        if not is_real(moved)
    ]
    if path.cost_moved is path.quality_moved is Moved.SAME:
        unsure = ["Vanlig variation."]
    said = [f"{capital(sure)}." if sure else "", *unsure, DOUBTED if path.doubted else ""]
    return " ".join(filter(None, said))


_SHORT = {Moved.SAME: "vanlig variation", Moved.UNKNOWN: "kan inte bedömas"}


def _verdict(path: Path, pair: Pair) -> tuple[str, str]:
    """What is sure, as `billigare men sämre`, and a sentence about what is not."""
    cost, quality = cost_word(path), quality_word(path, pair.quality)
    if is_real(path.cost_moved) and is_real(path.quality_moved):
        both = "och" if (cost == "billigare") == (quality == "bättre") else "men"
        return f"{cost} {both} {quality}", ""
    if is_real(path.cost_moved):
        return cost, f"Kvaliteten {quality}."
    if is_real(path.quality_moved):
        return quality, f"Kostnaden {cost}."
    if cost == quality:
        return "", f"Varken kostnaden eller kvaliteten {cost.replace('kan inte', 'kan')}."
    return "", f"Kostnaden {cost}. Kvaliteten {quality}."


def path_sentence(path: Path, pair: Pair) -> str:
    """Both movements with their figures and what they are worth, and the volume's."""
    first, last = path.places[0], path.places[-1]
    cost, quality = pair.cost, pair.quality
    moved = (
        f"Kostnaden gick från {number(first.cost, cost.decimals)} till "
        f"{with_unit(last.cost, cost.decimals, cost.unit)}: {cost_word(path)}. "
        f"Kvaliteten gick från {number(first.quality, quality.decimals)} till "
        f"{with_unit(last.quality, quality.decimals, quality.unit)}: "
        f"{quality_word(path, quality)}."
    )
    return f"{moved} {volume_sentence(path, pair)}"


def ways_words(path: Path, pair: Pair) -> tuple[str, str, str]:
    """`24,1 → 22,7`, `78,0 → 82,1 %` and `Volym +1,3 %`, for a small picture."""
    first, last, change = path.places[0], path.places[-1], volume_change(path)
    cost, quality = pair.cost, pair.quality
    return (
        f"{number(first.cost, cost.decimals)} → {number(last.cost, cost.decimals)}",
        f"{number(first.quality, quality.decimals)} → "
        f"{with_unit(last.quality, quality.decimals, quality.unit)}",
        f"Volym {signed(change, 1)}{NO_BREAK}%" if round(change, 1) else "Volym oförändrad",
    )


def volume_sentence(path: Path, pair: Pair) -> str:
    """`Volymen, städad yta m², ändrades +1,3 %.`"""
    title = pair.volume.title
    change = volume_change(path)
    if round(change, 1) == 0:
        return f"Volymen, {title}, är oförändrad."
    return f"Volymen, {title}, ändrades {signed(change, 1)}{NO_BREAK}%."


def volume_change(path: Path) -> float:
    """Per cent; what stands in the plane has a volume above nothing both years."""
    return 100 * (path.places[-1].volume / path.places[0].volume - 1)


def year_words(place: Place) -> str:
    """`augusti 2022–juli 2023`: the twelve months of a place."""
    return months_between(place.year.first, place.year.last)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
