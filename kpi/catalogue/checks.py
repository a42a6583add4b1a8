"""What must hold between the catalogue's files. Rules inside one file stand in `types`."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from kpi.catalogue.fields import folded
from kpi.catalogue.mistakes import Mistake, at_key, dotted
from kpi.catalogue.types import Better, Catalogue, Formula, Kpi, Layout, Measure, Shape

MEASURES_FILE = "measures.toml"
CHECKS_FILE = "checks.toml"  # may be absent: then nothing needs to be confirmed


@dataclass(frozen=True, slots=True)
class Names:
    """The ids the files lay claim to, also of things whose own definition is mistaken.

    A mistake in one file is then not repeated for every file that refers to it. No measures
    at all (None) means that their file could not be read.
    """

    measures: frozenset[str] | None
    kpis: frozenset[str]
    prices: frozenset[str]


def cross_checks(catalogue: Catalogue, names: Names) -> Iterator[Mistake]:
    """Every reference that leads nowhere and every name that is used twice."""
    measures = list(catalogue.measures.values())
    yield from _measure_names(measures)
    yield from _short_names(catalogue.kpis.values())
    services = {measure.service for measure in measures}
    whole = names.measures == catalogue.measures.keys()
    for kpi in catalogue.kpis.values():
        yield from _kpi_references(kpi, names)
        yield from _links(kpi, catalogue, names)
        if whole and kpi.service not in services:
            text = f"inget mått hör till tjänsten {kpi.service}{_meant(kpi.service, services)}"
            yield at_key(f"kpis/{kpi.id}.toml", "service", text)
    for layout in catalogue.layouts.values():
        yield from _layout_measures(layout, names)
        yield from _layout_headers(layout, measures)


def layout_checks(layout: Layout, catalogue: Catalogue) -> Iterator[Mistake]:
    """The same for a layout that comes by itself, held to a whole catalogue."""
    names = Names(frozenset(catalogue.measures), frozenset(), frozenset())
    yield from _layout_measures(layout, names)
    yield from _layout_headers(layout, catalogue.measures.values())


def _measure_names(measures: Iterable[Measure]) -> Iterator[Mistake]:
    """A name in a file must mean one measure only."""
    owners: dict[str, str] = {}
    for measure in measures:
        for name in measure.names:
            owner = owners.setdefault(folded(name), measure.id)
            if owner != measure.id:
                yield at_key(MEASURES_FILE, measure.id, f"namnet ”{name}” tillhör redan {owner}")


def _short_names(kpis: Iterable[Kpi]) -> Iterator[Mistake]:
    owners: dict[str, str] = {}
    for kpi in kpis:
        owner = owners.setdefault(folded(kpi.short_name), kpi.id)
        if owner != kpi.id:
            text = f"”{kpi.short_name}” är redan namnet på {owner}"
            yield at_key(f"kpis/{kpi.id}.toml", "short_name", text)


def _kpi_references(kpi: Kpi, names: Names) -> Iterator[Mistake]:
    file = f"kpis/{kpi.id}.toml"
    withhold_by = (kpi.withhold_by,) if kpi.withhold_by else ()
    parts = {
        "numerator": kpi.numerator,
        "denominator": kpi.denominator,
        "withhold_by": withhold_by,
        "survey.invited": (kpi.survey.invited,) if kpi.survey else (),
        "survey.spread": (kpi.survey.spread,) if kpi.survey else (),
    }
    for key, measures in parts.items():
        for measure in measures:
            yield from _known_measure(file, key, measure, names)
    if kpi.price_index is not None and kpi.price_index not in names.prices:
        text = f"prisindexet {kpi.price_index} finns inte bland filerna i prices"
        yield at_key(file, "price_index", text + _meant(kpi.price_index, names.prices))
    for other in kpi.beside:
        if other not in names.kpis:
            text = f"nyckeltalet {other} finns inte bland filerna i kpis"
            yield at_key(file, "beside", text + _meant(other, names.kpis))
        elif other == kpi.id:
            yield at_key(file, "beside", "ett nyckeltal kan inte stå bredvid sig självt")


def _links(kpi: Kpi, catalogue: Catalogue, names: Names) -> Iterator[Mistake]:
    """What a cost is held against must have a direction, and the volume be of one of the two."""
    file = f"kpis/{kpi.id}.toml"
    for at, link in enumerate(kpi.link):
        quality = catalogue.kpis.get(link.quality)
        key = dotted("link", at, "quality")
        if link.quality not in names.kpis:
            text = f"nyckeltalet {link.quality} finns inte bland filerna i kpis"
            yield at_key(file, key, text + _meant(link.quality, names.kpis))
        elif link.quality == kpi.id:
            yield at_key(file, key, "ett nyckeltal kan inte ställas mot sig självt")
        elif quality is not None and not _is_a_quality(quality):
            text = f"{link.quality} ska vara en kvot där högre eller lägre är bättre"
            yield at_key(file, key, text)
        elif quality is not None and link.volume not in (*kpi.denominator, *quality.denominator):
            text = f"{link.volume} är varken nämnare i {kpi.id} eller i {link.quality}"
            yield at_key(file, dotted("link", at, "volume"), text)


def _is_a_quality(kpi: Kpi) -> bool:
    """An index is compared survey against survey (methods §15), a count says nothing alone."""
    return kpi.formula is Formula.RATIO and kpi.better is not Better.NEITHER


def _layout_measures(layout: Layout, names: Names) -> Iterator[Mistake]:
    file = f"layouts/{layout.id}.toml"
    for table, measures in (("measures", layout.measures), ("factors", layout.factors)):
        for measure in measures:
            yield from _known_measure(file, f"{table}.{measure}", measure, names)
    if layout.measure is not None:
        yield from _known_measure(file, "measure", layout.measure, names)


def _layout_headers(layout: Layout, measures: Iterable[Measure]) -> Iterator[Mistake]:
    """A wide layout that takes every measure by name must not use such a name itself."""
    if layout.shape is not Shape.WIDE or layout.measures:
        return
    taken = {folded(name): measure.id for measure in measures for name in measure.names}
    for field, column in layout.columns.items():
        for header in sorted(column.headers & taken.keys()):
            text = f"rubriken {header} är också ett namn på måttet {taken[header]}"
            yield at_key(f"layouts/{layout.id}.toml", f"columns.{field}", text)


def _known_measure(file: str, key: str, measure: str, names: Names) -> Iterator[Mistake]:
    if names.measures is not None and measure not in names.measures:
        text = f"måttet {measure} finns inte i {MEASURES_FILE}"
        yield at_key(file, key, text + _meant(measure, names.measures))


def _meant(name: str, known: Collection[str]) -> str:
    """The nearest known name as a question, or nothing."""
    near = get_close_matches(name, sorted(known), n=1)
    return f"; menas {near[0]}?" if near else ""
