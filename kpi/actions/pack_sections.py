"""The parts of a pack that are about the whole pilot: effects, kronor, likvärdighet."""

from collections.abc import Iterator, Sequence

from kpi.actions.balanced import Balanced
from kpi.actions.evaluation import Evaluation
from kpi.charts.forest import forest
from kpi.charts.spc import spec_of
from kpi.effects import Scale
from kpi.meetings.pack import Picture, Place, Section, Table
from kpi.wording import savings as money
from kpi.wording.equity import answer_word, headline, interval_words
from kpi.wording.evaluation import (
    SCALES,
    effect_table,
    finding,
    forest_rows,
    forest_words,
    in_order,
    main_first,
)


def sections_of(seen: Evaluation | None, balanced: Balanced | None) -> tuple[Section, ...]:
    """None of them where there is nothing to compare."""
    if seen is None or balanced is None:
        return ()
    return (_effects(seen), _money(seen), _floors(seen, balanced))


def _effects(seen: Evaluation) -> Section:
    said = finding(seen.seen, len(seen.pilot_units), len(seen.comparison_units))
    headings, rows = effect_table(main_first(seen.seen))
    return Section(
        title="Vad piloten har förändrat",
        place=Place.MATTER,
        said=(" ".join(said),),
        pictures=tuple(_forests(seen)),
        tables=(_table("Effekter, huvudnyckeltal först", headings, rows, "llrrl"),),
    )


def _forests(seen: Evaluation) -> Iterator[Picture]:
    for scale, title in SCALES.items():
        rows = in_order([each for each in seen.seen if each.effect.scale is scale])
        if rows:
            yield Picture(
                name=f"effekter-{'procent' if scale is Scale.LOG else 'enheter'}",
                title=title,
                alt=forest_words(rows, title),
                spec=spec_of(forest(forest_rows(rows))),
            )


def _money(seen: Evaluation) -> Section:
    if seen.savings is None:
        said: tuple[str, ...] = (money.NOTHING,)
        return Section(title="I kronor", place=Place.ECONOMY, said=said)
    headings, rows = money.savings_table(seen.savings)
    said = (money.savings_sentence(seen.savings), *money.left_out(seen.savings), money.HOW)
    table = _table("Tusen kronor, fasta priser", headings, rows, "lrrrr")
    return Section(title="I kronor", place=Place.ECONOMY, said=said, tables=(table,))


def _floors(seen: Evaluation, balanced: Balanced) -> Section:
    """Every nyckeltal that has a floor for anybody."""
    kpis = {each.kpi.id: each.kpi for each in seen.seen}
    floored = [
        (kpis[kpi], found)
        for kpi, found in balanced.equities.items()
        if kpi in kpis and found.share_now.units
    ]
    rows = [
        [kpi.short_name, headline(found, kpi), interval_words(found), answer_word(found)]
        for kpi, found in floored
    ]
    headings = ["Nyckeltal", "Enheter som klarar sin nivå", "Förändring", "Bedömning"]
    said = () if rows else ("Ingen lägsta nivå är beslutad.",)
    tables = (_table("Enheter som klarar sin lägsta nivå", headings, rows, "llrl"),) if rows else ()
    return Section(title="Likvärdighet", place=Place.MATTER, said=said, tables=tables)


def _table(
    caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]], align: str
) -> Table:
    """align: of the first columns; the others are to the left."""
    return Table(
        caption=caption,
        headings=tuple(headings),
        rows=tuple(map(tuple, rows)),
        align=align.ljust(len(headings), "l"),
    )
