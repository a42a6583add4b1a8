"""What a meeting is shown, read at one ledger number: the same verbs and words as the pages."""

from collections.abc import Callable, Sequence
from dataclasses import astuple

from kpi.access import Permission, User, require
from kpi.actions.balanced import NOTHING_YET, Balanced, answers_of, see_balance
from kpi.actions.evaluation import Evaluation, see_evaluation
from kpi.actions.home import Home, day_at
from kpi.actions.one_kpi import OneKpi, see_kpis
from kpi.actions.overview import Overview, lit_by_chance_alone, see_overview
from kpi.actions.pack_figures import figures_of
from kpi.actions.pack_sections import sections_of
from kpi.actions.price_base import price_bases
from kpi.actions.since import State, pack_before, since
from kpi.charts.spc import spc_chart, spec_of
from kpi.documents.drawing import Draw
from kpi.meetings.pack import Answer, KpiPart, Meeting, Pack, Picture, Row, Table
from kpi.periods import Month, Span
from kpi.settings import program_version
from kpi.trends import Variation
from kpi.values import Prices
from kpi.wording import balance as say
from kpi.wording.calculation import formula_words
from kpi.wording.happened import with_notes
from kpi.wording.one_kpi import (
    axis_words,
    baseline_words,
    compared,
    definition_rows,
    event_words,
    file_stem,
    finding,
    months_table,
    read_with,
)
from kpi.wording.overview import by_chance, phase
from kpi.wording.overview import finding as overview_finding
from kpi.wording.prices import costs_sentence, money_texts
from kpi.wording.sentences import (
    change_text,
    full_sentence,
    state_word,
    target_words,
    value_and_month,
)
from kpi.wording.target import assured_said, status_said

SIGNALS = (Variation.IMPROVING, Variation.WORSENING)
Progress = Callable[[str], None]


def build_pack(
    home: Home,
    user: User,
    meeting: Meeting,
    kpis: Sequence[str],
    *,
    as_of: int,
    progress: Progress = lambda _: None,
    draw: Draw = lambda _: None,
) -> Pack:
    """The content of a meeting's documents as of a ledger number, in fixed prices.

    kpis: by id, in the order shown, each once; none: the selected ones. progress is told what is
    done, draw is given each picture as soon as it is made: the nyckeltal come before the effects.
    """
    require(user, Permission.SEND_FILES)
    overview = see_overview(home, user, as_of=as_of)
    chosen = list(dict.fromkeys(kpis)) or [tile.reading.kpi.id for tile in overview.tiles]
    of_kpis = _seen(home, user, overview, chosen, as_of)
    parts = []
    for one in of_kpis:
        parts.append(_kpi(home, one, as_of))
        progress(one.kpi.short_name)
        if picture := parts[-1].picture:
            draw(picture)
    progress("Räknar effekten")
    seen = see_evaluation(home, user, as_of=as_of)
    balanced = see_balance(home, user, seen, as_of=as_of) if seen and seen.seen else None
    sections = sections_of(seen, balanced)
    for picture in (each for section in sections for each in section.pictures):
        draw(picture)
    return Pack(
        meeting=meeting,
        **_about(home, overview, as_of),
        finding=_finding(overview, balanced),
        answers=_answers(seen, balanced),
        kpis=tuple(parts),
        sections=sections,
        since=_since(home, user, meeting, parts, as_of),
        notes=_notes(overview),
        figures=figures_of(home, user, of_kpis, as_of),
    )


def _about(home: Home, overview: Overview, as_of: int) -> dict[str, object]:
    pilot, today = overview.pilot, day_at(home, as_of)
    return {
        "pilot": pilot.name if pilot else "Ingen pilot är upplagd",
        "area": _area(home, overview, as_of),
        "phase": phase(pilot.starts, pilot.ends, today) if pilot else "",
        "made_up": home.settings.facts.demo,
        "first": overview.first_month,
        "through": overview.data_through,
        "as_of": as_of,
        "catalogue": home.catalogue_mark(as_of),
        "code": program_version(),
        "prices": _prices(home, overview, as_of),
    }


def _area(home: Home, overview: Overview, as_of: int) -> str:
    """What the pilot's area is called."""
    areas = home.store.register("areas", as_of)
    names = dict(zip(areas["area"], areas["name"], strict=True))
    return names.get(overview.pilot.area, "") if overview.pilot else ""


def _prices(home: Home, overview: Overview, as_of: int) -> str:
    months: list[Month] = []
    if overview.first_month and overview.data_through:
        months = list(Span(overview.first_month, overview.data_through))
    bases = price_bases(home, Prices.FIXED, as_of, months)
    return costs_sentence(money_texts(Prices.FIXED, bases).values())


def _finding(overview: Overview, balanced: Balanced | None) -> tuple[str, str]:
    if balanced:
        return say.summary(balanced.found)
    return overview_finding([tile.reading for tile in overview.tiles])


def _answers(seen: Evaluation | None, balanced: Balanced | None) -> tuple[Answer, ...]:
    found = answers_of(seen, balanced) if seen and balanced else NOTHING_YET
    return tuple(
        Answer(
            question=each.question,
            answer=each.answer,
            rows=tuple(Row(name=r.name, value=r.value, word=r.word) for r in each.rows),
            lack=each.lack,
        )
        for each in found
    )


def _seen(
    home: Home, user: User, overview: Overview, kpis: Sequence[str], as_of: int
) -> list[OneKpi]:
    if not kpis or overview.pilot is None:
        return []
    scope = f"pilot/{overview.pilot.id}"
    return see_kpis(home, user, kpis=kpis, scope=scope, prices=Prices.FIXED, as_of=as_of)


def _kpi(home: Home, seen: OneKpi, as_of: int) -> KpiPart:
    reading, points = seen.series.reading, seen.series.points
    bold, rest = finding(reading, points)
    status, held = status_said(reading, in_fixed=seen.target_in_fixed)
    beside = "; ".join(read_with(each.reading) for each in seen.beside)
    said = (
        rest,
        " ".join(filter(None, (f"{status}" if status else "", held))),
        assured_said(reading) if reading.month else "",
        compared(reading, seen.compared, seen.prices),
        f"Läs tillsammans med {beside}." if beside else "",
    )
    return KpiPart(
        id=seen.kpi.id,
        title=seen.kpi.title,
        short_name=seen.kpi.short_name,
        state=state_word(reading),
        signal=reading.variation in SIGNALS,
        target=target_words(reading),
        value=value_and_month(reading),
        change=change_text(reading) or "kan inte jämföras",
        finding=bold,
        said=tuple(each for each in said if each),
        picture=_picture(seen),
        months=_months(seen),
        definition=_definition(home, seen, as_of),
    )


def _picture(seen: OneKpi) -> Picture | None:
    """None where no month has a value to draw."""
    if not seen.series.points["shown"].count():
        return None
    unit, prices = axis_words(seen.series.reading, seen.prices, seen.price_base)
    events = [
        f"{row['number']}: {event_words(row['title'], row['first_day'], row['last_day'])}"
        for row in seen.events.to_dicts()
    ]
    note = f"Händelser i diagrammet: {'; '.join(events)}." if events else ""
    return Picture(
        name=file_stem(seen.kpi, seen.series.scope.key),
        title=", ".join(
            filter(None, (seen.kpi.short_name, f"{unit[:1].lower()}{unit[1:]}", prices))
        ),
        alt=full_sentence(seen.series.reading, seen.series.scope.name),
        note=note,
        spec=spec_of(spc_chart(seen.series.points, seen.kpi, events=seen.events)),
    )


def _months(seen: OneKpi) -> Table:
    points = seen.series.points
    months = points["month"].sort(descending=True).to_list()
    headings, rows = with_notes(*months_table(seen.kpi, points), months, seen.events, ())
    return Table(
        caption=f"{seen.kpi.short_name} månad för månad",
        headings=tuple(headings),
        rows=tuple(map(tuple, rows)),
        align="lrrrlrl"[: len(headings)],
    )


def _definition(home: Home, seen: OneKpi, as_of: int) -> tuple[tuple[str, str], ...]:
    return tuple(
        definition_rows(
            seen.series.reading,
            seen.definition.text,
            formula_words(seen.kpi, home.catalogue(as_of)),
            baseline=baseline_words(*astuple(seen.baseline)) if seen.baseline else "",
            in_fixed=seen.target_in_fixed,
            judging=seen.judging,
            today=seen.today,
        )
    )


def _since(
    home: Home, user: User, meeting: Meeting, parts: Sequence[KpiPart], as_of: int
) -> Table | None:
    before = pack_before(home, user, held=meeting.held, as_of=home.head())
    if before is None:
        return None
    now = {part.id: State(part.short_name, part.state, part.value) for part in parts}
    return since(home, user, before, now, as_of=as_of)


def _notes(overview: Overview) -> tuple[str, ...]:
    chance = by_chance(*lit_by_chance_alone(overview.tiles))
    reported = f"{overview.reported} av {overview.expected} enheter har lämnat tal för den månaden."
    return tuple(each for each in (chance, reported if overview.data_through else "") if each)
