"""Likvärdighet in one nyckeltal: the finding, its pictures, its spread, what happened."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import equity_loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.anchors import link, link_line
from dashboard.parts.picture import Picture, Table, show_picture
from kpi.actions.one_equity import KpiEquity
from kpi.catalogue import Kpi
from kpi.catalogue.types import Better
from kpi.charts import key, symbols
from kpi.equity import Equity, Share, Unjudged
from kpi.values import Prices
from kpi.wording import equity as say
from kpi.wording import equity_tables as tables
from kpi.wording.one_kpi import event_words, file_stem
from kpi.wording.prices import money_text

WHOLE_PILOT = "Hela piloten"
OUTSIDE = {True: "Utanför, åt det bättre hållet", False: "Utanför, åt det sämre hållet"}
STATE = {say.MORE: "improving", say.LESS: "worsening"}
GRADE = {say.MORE: "sannolik", say.LESS: "sannolik", say.SAME: "ingen_skillnad"}


def first_to_see(with_floor: Mapping[str, Equity], in_order: Sequence[str]) -> str:
    """The first nyckeltal in which some unit of the pilot does not reach its floor, else any."""
    missed = {
        kpi for kpi, found in with_floor.items() if found.lowest and found.lowest.distance < 0
    }
    return next((kpi for kpi in in_order if kpi in missed), in_order[0])


def verdict(seen: KpiEquity) -> html.Html:
    """How many reach their floor, whether that has come of the pilot, and what it rests on."""
    found, word = seen.found, say.answer_word(seen.found)
    share = found.share_now
    reached = "meets" if share.good == share.units else "varies"
    lines = [
        kpi_html.said(
            symbols.target(reached if share.good else "misses"), say.headline(found, seen.kpi)
        ),
        kpi_html.said(
            symbols.effect(GRADE.get(word, "")), say.change_sentence(found), bold=f"{word}."
        ),
    ]
    more = [
        say.lowest_sentence(found, seen.kpi, seen.names),
        *say.not_counted(found, seen.names),
        say.comparison_sentence(found),
        say.period_sentence(found, seen.kpi),
        _money(seen),
    ]
    said = [text for text in more if text]
    return kpi_html.verdict(STATE.get(word, "none"), lines, said, effects=True)


def _money(seen: KpiEquity) -> str:
    if seen.price_base is None:
        return ""
    return f"Värden och golv i {money_text(Prices.FIXED, seen.price_base)}."


def show_no_floor(seen: KpiEquity) -> None:
    """What a floor is, and how one is decided."""
    st.html(
        html.heading(f"Inget golv är beslutat för {seen.kpi.short_name}")
        + html.paragraph(
            "Ett golv är den nivå som varje enhet av en typ minst ska nå; är lägre bättre är det "
            "ett tak. Besluta en nivå för varje enhetstyp innan ni ser utfallet, helst när piloten "
            "planeras, och för in dem i registret Golv med beslutets nummer."
        )
        + link_line("Till registret Golv", "register", register="floors")
    )


def show_pictures(seen: KpiEquity, version: int) -> None:
    """Over time, unit by unit, and as a funnel where the nyckeltal is a share."""
    specs = equity_loaders.specs(seen.kpi.id, version)
    judged = seen.found.unjudged is not Unjudged.NO_FLOOR
    if judged and "over_time" in specs:
        show_picture(_over_time(seen, specs["over_time"]))
    if "units" in specs:
        show_picture(_units(seen, specs["units"], judged=judged))
    if "funnel" in specs:
        show_picture(_funnel(seen, specs["funnel"]))


def _over_time(seen: KpiEquity, spec: dict[str, object]) -> Picture:
    events = [
        (key.event(number), event_words(title, first, last))
        for number, title, first, last in seen.events.select(
            "number", "title", "first_day", "last_day"
        ).iter_rows()
    ]
    return Picture(
        name="over-tid",
        title="Andelen som klarar golvet, över tid",
        axis="Procent av enheterna, tolv månader i taget, mot dagens golv.",
        sentence=say.history_sentence(seen.found),
        what="andelen",
        stem=_stem(seen),
        spec=spec,
        key=[(key.line(), "Piloten"), (key.dashed_line(), "Jämförelsen"), *events],
        table=tables.history_table(seen.found),
        align="lrr",
        heading=[seen.kpi.title],
    )


def _units(seen: KpiEquity, spec: dict[str, object], *, judged: bool) -> Picture:
    marks = [(key.pilot_unit(), "Enhet i piloten")]
    if judged:
        marks = [
            (key.pilot_unit(), "Enhet i piloten som klarar golvet"),
            (key.below_floor(), "Enhet i piloten som inte klarar det"),
            (key.floor(), "Golv"),
        ]
    lowest = say.lowest_sentence(seen.found, seen.kpi, seen.names)
    headline = (
        say.headline(seen.found, seen.kpi)
        if judged
        else "Varje enhets värde. Inget golv är beslutat att hålla dem mot."
    )
    return Picture(
        name="enheter",
        title="Enhet för enhet",
        axis=f"{seen.kpi.short_name}, {seen.kpi.unit}. Efter typ och namn, inte efter resultat.",
        sentence=" ".join(text for text in (headline, lowest) if text),
        said=not judged,
        what="enheterna",
        stem=_stem(seen),
        spec=spec,
        key=[*marks, (key.ordinary(), "Enhet att jämföra med")],
        table=tables.units_table(seen.found, seen.kpi, seen.names),
        shown=_shown_units(seen),
        align="lrrl",
        heading=[seen.kpi.title],
    )


def _shown_units(seen: KpiEquity) -> Table:
    """The same in the columns that a tablet has room for."""
    _, rows = tables.units_table(seen.found, seen.kpi, seen.names)
    return ["Enhet", "Nu", "Golv", "Klarar"], [
        [
            html.cell(unit, f"{side}, {unit_type}"),
            html.cell(now, f"före: {before}" if before else ""),
            html.cell(floor, apart),
            reaches,
        ]
        for unit, unit_type, side, before, now, floor, apart, reaches in rows
    ]


def _funnel(seen: KpiEquity, spec: dict[str, object]) -> Picture:
    assert seen.tunnel is not None and seen.volume is not None  # noqa: S101, PT018 - it is drawn
    high_is_good = seen.kpi.better is Better.HIGHER
    beyond = {(side == "high") == high_is_good for side in seen.tunnel["outside"] if side}
    return Picture(
        name="tratt",
        title="Skiljer sig någon enhet mer än storleken förklarar?",
        axis=f"{seen.kpi.short_name}, {seen.kpi.unit}, mot {seen.volume.title.lower()} (vågrätt).",
        sentence=tables.outside_sentence(seen.tunnel, seen.names),
        what="tratten",
        stem=_stem(seen),
        spec=spec,
        key=[
            (key.pilot_unit(), "Enhet i piloten"),
            (key.ordinary(), "Enhet att jämföra med"),
            *((key.outside(good=good), words) for good, words in OUTSIDE.items() if good in beyond),
            (key.dashed_line(), "Gräns, 99,8 %"),
            (key.dotted_line(), "Gräns, 95 %"),
        ],
        table=tables.funnel_table(seen.tunnel, seen.kpi, seen.names),
        align="llrrrrl",
        heading=[seen.kpi.title],
    )


def show_spread(seen: KpiEquity) -> None:
    """Only of types with ten units: fewer say who they are rather than how far apart they lie."""
    text = html.heading("Hur långt ifrån varandra ligger enheterna?")
    if seen.spreads.is_empty():
        st.html(text + html.paragraph(tables.NO_SPREAD))
        return
    headings, rows = tables.spread_table(seen.spreads, seen.kpi)
    st.html(
        text
        + html.table(headings, rows, align="lrrrrrrr", wide=True, moves="Spridning per enhetstyp")
    )


def show_events(seen: KpiEquity) -> None:
    """What has happened to the units that do not reach their floor, and to the whole pilot."""
    rows = [
        (
            seen.names.get(each.unit, WHOLE_PILOT),
            event_words(each.title, each.first_day, each.last_day),
        )
        for each in seen.happened
    ]
    if rows:
        st.html(html.heading("Händelser som kan förklara") + kpi_html.definitions(rows))


def answers_table(answers: Mapping[str, Equity], kpis: Mapping[str, Kpi]) -> html.Html:
    """Every nyckeltal with a floor by name, which leads to it."""
    headings = ["Nyckeltal", "Piloten", "Jämförelsen", "Förändring mot jämförelsen"]
    rows = []
    for kpi in sorted(answers, key=lambda each: kpis[each].short_name):
        found = answers[kpi]
        word = say.answer_word(found)
        rows.append(
            [
                link(kpis[kpi].short_name, kpi=kpi),
                _now_and_before(found.share_now, found.share_before),
                _now_and_before(found.comparison_now, found.comparison_before),
                html.cell(word, say.interval_words(found)),
            ]
        )
    return html.table(headings, rows, align="lrrl", wide=True, moves="Alla nyckeltal med golv")


def _now_and_before(now: Share, before: Share | None) -> html.Html:
    then = say.share_words(before)
    return html.cell(say.share_words(now), f"före: {then}" if then else "")


def _stem(seen: KpiEquity) -> str:
    return file_stem(seen.kpi, "likvardighet")
