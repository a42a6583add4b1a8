"""The parts of a pack that are about the whole pilot: effects, kronor, likvärdighet."""

from collections.abc import Iterator, Sequence

from kpi.actions.balanced import Balanced
from kpi.actions.evaluation import Evaluation
from kpi.charts.forest import forest
from kpi.charts.spc import spec_of
from kpi.effects import Scale
from kpi.meetings.pack import Picture, Place, Section, Table
from kpi.wording import balance as say
from kpi.wording import savings as money
from kpi.wording.equity import answer_word, headline, interval_words
from kpi.wording.evaluation import (
    SCALES,
    Evaluated,
    effect_table,
    finding,
    forest_rows,
    forest_words,
    in_order,
    main_first,
)

FOREST_ROWS = 10  # as many effects as can be read below each other on a wall


def sections_of(seen: Evaluation | None, balanced: Balanced | None) -> tuple[Section, ...]:
    """None of them where there is nothing to compare."""
    if seen is None or balanced is None:
        return ()
    return (_effects(seen), _money(seen), _floors(seen, balanced))


def _effects(seen: Evaluation) -> Section:
    said = finding(seen.seen, len(seen.pilot_units), len(seen.comparison_units))
    headings, rows = effect_table(main_first(seen.seen))
    lead = sum(each.main for each in seen.seen)
    return Section(
        title="Vad piloten har förändrat",
        place=Place.MATTER,
        said=(" ".join(said),),
        pictures=tuple(forests(seen.seen)),
        tables=(
            _table("Effekter, huvudnyckeltal först", headings, rows, "llrrl").model_copy(
                update={"lead": lead or None, "lead_caption": "Effekter på huvudnyckeltalen"}
            ),
        ),
    )


def forests(seen: Sequence[Evaluated]) -> Iterator[Picture]:
    """As many rows in each as can be read on a slide; those that belong together share a scale."""
    for scale, title in SCALES.items():
        whole = in_order([each for each in seen if each.effect.scale is scale])
        if not any(each.effect.between for each in whole):
            continue  # an axis alone says nothing, and the table says why
        name = f"effekter-{'procent' if scale is Scale.LOG else 'enheter'}"
        parts = [whole[at : at + FOREST_ROWS] for at in range(0, len(whole), FOREST_ROWS)]
        for number, rows in enumerate(parts, start=1):
            of = f", del {number} av {len(parts)}" if len(parts) > 1 else ""
            said = f"{title}{of}"
            yield Picture(
                name=f"{name}-{number}" if of else name,
                title=said,
                alt=forest_words(rows, said),
                spec=spec_of(forest(forest_rows(rows), beside=forest_rows(whole))),
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
    answer = say.ANSWERS[say.MORE_EQUAL][balanced.found.more_equal.answer]
    said = (f"{say.MORE_EQUAL} {answer}." if rows else "Ingen lägsta nivå är beslutad.",)
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
