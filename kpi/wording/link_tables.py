"""A cost and a quality together, counted and listed: quadrants, years, and how to read them."""

from collections.abc import Sequence

from kpi.catalogue.types import Better
from kpi.trends.movement import FEWEST
from kpi.trends.paths import Quadrant
from kpi.wording.labels import BETTER
from kpi.wording.links import (
    DOUBTED,
    LACK,
    QUADRANT,
    Pair,
    Path,
    capital,
    cost_word,
    is_real,
    quality_word,
    volume_change,
    year_words,
)
from kpi.wording.numbers import NO_BREAK, in_words, number, signed, span

NOTHING = (
    "Inga nyckeltal är ställda mot varandra. Vilken kvalitet som hör till en kostnad bestäms i "
    "definitionen av kostnaden (nyckeln link)."
)
NO_CAUSE = (
    "Bilden visar vad som har hänt, inte varför: att kostnad och kvalitet rör sig samtidigt säger "
    "inte att det ena beror på det andra. Enheterna att jämföra med visar vad som har hänt utan "
    "pilot."
)
CAVEAT = (
    "Slumpen ensam får ungefär en rörelse av hundra att se ut som mer än vanlig variation, och "
    "åtta eller nio av hundra om en hög månad gärna följs av en till."
)


def about(pair: Pair) -> str:
    """What the two axes are, and which way is which."""
    cost, quality = pair.cost, pair.quality
    turned = ": skalan är vänd, eftersom lägre är bättre" if quality.better is Better.LOWER else ""
    return (
        f"Åt höger: {cost.short_name} ({cost.unit}, fasta priser). Uppåt: {quality.short_name} "
        f"({quality.unit}). Uppåt är alltid bättre{turned}."
    )


def instead_of_quality(pair: Pair) -> str:
    """That what stands for quality is something else; empty where it is quality."""
    if pair.measures_quality:
        return ""
    return (
        f"{pair.quality.short_name} mäter inte kvalitet utan hur mycket som används. Det står i "
        f"kvalitetens ställe, och {BETTER[pair.quality.better]}."
    )


def months_said() -> str:
    """Which months are compared."""
    return (
        "Baslinjens sista tolv månader mot de senaste tolv. En månad räknas bara om båda åren har "
        f"den, och minst {in_words(FEWEST)} av tolv behövs. Ett nyckeltal som mäts mer sällan "
        "räknas på årets alla mätningar."
    )


def scales_said(seen: Sequence[Path], pair: Pair) -> str:
    """That every small picture has the same scales, and what they are."""
    places = [place for path in seen for place in path.places]
    costs, qualities = [p.cost for p in places], [p.quality for p in places]
    cost, quality = pair.cost, pair.quality
    across = f"{span(min(costs), max(costs), cost.decimals)}{NO_BREAK}{cost.unit}"
    up = f"{span(min(qualities), max(qualities), quality.decimals)}{NO_BREAK}{quality.unit}"
    turned = ", vänd så att lägst är överst" if quality.better is Better.LOWER else ""
    return (
        f"Alla bilder har samma skalor: {across} åt höger och {up} uppåt{turned}. "
        "Korset är var enheten stod under baslinjens sista år. I bokstavsordning."
    )


def quadrant_table(paths: Sequence[Path], one: str) -> tuple[list[str], list[list[str]]]:
    """How many point where, how many of them are sure, and who they are. one: `Enheter`."""
    headings = ["Riktning", one, "Mer än vanlig variation", "Vilka"]
    rows = []
    for quadrant, words in QUADRANT.items():
        there = [path for path in paths if path.quadrant is quadrant]
        if there or quadrant is not Quadrant.ALONG:
            names = ", ".join(path.name for path in there)
            rows.append([words, str(len(there)), _sure_words(there), names])
    return headings, rows


def _sure_words(paths: Sequence[Path]) -> str:
    """`kostnaden i 4, kvaliteten i 6, båda i 4`; `ingen` where nothing is sure."""
    cost, quality = (
        [is_real(getattr(path, f"{side}_moved")) for path in paths] for side in ("cost", "quality")
    )
    both = sum(map(all, zip(cost, quality, strict=True)))
    if not any((*cost, *quality)):
        return "ingen" if paths else ""
    return f"kostnaden i {sum(cost)}, kvaliteten i {sum(quality)}, båda i {both}"


def lacking(paths: Sequence[Path]) -> list[str]:
    """Who does not stand in the plane and why, a sentence for each reason."""
    found = []
    for lack, words in LACK.items():
        names = [path.name for path in paths if path.lack is lack]
        if names:
            found.append(f"{words}: {', '.join(names)}.")
    return found


def table(paths: Sequence[Path], pair: Pair) -> tuple[list[str], list[list[str]]]:
    """Every scope's years, a row each; the latest says what the movements are worth."""
    cost, quality, volume = pair.cost, pair.quality, pair.volume
    headings = [
        *("Namn", "Tolv månader"),
        f"{cost.short_name}, {cost.unit}, fasta priser",
        f"{quality.short_name}, {quality.unit}",
        f"{capital(volume.title)}, i snitt",
        *("Volymen mot baslinjen", "Kostnaden", "Kvaliteten", "Riktning", "Månader i båda åren"),
    ]
    return headings, [row for path in paths for row in _rows(path, pair, len(headings))]


def _rows(path: Path, pair: Pair, width: int) -> list[list[str]]:
    if path.lack is not None:
        words = LACK[path.lack]
        return [[path.name, words[:1].lower() + words[1:], *[""] * (width - 2)]]
    rows = [
        [
            path.name,
            year_words(place),
            number(place.cost, pair.cost.decimals),
            number(place.quality, pair.quality.decimals),
            number(place.volume, pair.volume.decimals),
        ]
        for place in path.places
    ]
    where = QUADRANT[path.quadrant or Quadrant.ALONG].lower()
    latest = [
        f"{signed(volume_change(path), 1)}{NO_BREAK}%",
        cost_word(path),
        quality_word(path, pair.quality),
        f"{where}. {DOUBTED}" if path.doubted else where,
        f"{path.cost_months} och {path.quality_months}",
    ]
    return [[*row, *[""] * len(latest)] for row in rows[:-1]] + [[*rows[-1], *latest]]
