"""What has somebody to take a stand on? Signals, missed targets, open questions, the unjudged."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.comment import see_comments
from kpi.actions.home import Home
from kpi.actions.one_kpi import OneKpi, Series
from kpi.actions.overview import Overview
from kpi.actions.questions import open_about
from kpi.actions.scopes import Scope, units_behind
from kpi.catalogue import Catalogue, Kpi
from kpi.trends import Assurance, Variation
from kpi.trends.spells import lit_lately, lit_since, missed_since
from kpi.values import Level
from kpi.wording.comments import Comment
from kpi.wording.questions import Question, about, doubt
from kpi.wording.sentences import Reading, shown_assurance
from kpi.wording.signals import LATEST, Cause, Matter

CAUSES = {
    Variation.WORSENING: Cause.WORSENING,
    Variation.HIGH: Cause.UNUSUAL,
    Variation.LOW: Cause.UNUSUAL,
    Variation.IMPROVING: Cause.IMPROVING,
}


def see_matters(home: Home, user: User, now: Overview, *, as_of: int) -> tuple[Matter, ...]:
    """For the pilot's chosen nyckeltal: those in need of judgement, and the questions of its units.

    Every open question counts, also one about a nyckeltal that is not chosen.
    """
    require(user, Permission.SEE_FIGURES)
    if now.pilot is None:
        return ()
    scope = Scope(Level.PILOT, now.pilot.id, now.pilot.name)
    catalogue = home.catalogue(as_of)
    chosen = [tile.reading.kpi.id for tile in now.tiles]
    comments = see_comments(home, user, kpis=chosen, scopes=[scope.key], as_of=as_of)
    found = [_matter(Series(scope, each.reading, each.points), comments) for each in now.tiles]
    units = units_behind(home, scope, as_of)
    asked = open_about(home, user, units, as_of=as_of)
    questions = _questions(home, scope, asked, list(catalogue.kpis.values()), as_of)
    return in_order([*filter(None, found), *questions])


def matters_of(home: Home, user: User, seen: OneKpi, *, as_of: int) -> tuple[Matter, ...]:
    """For one nyckeltal: the scope's own state and questions, then its units with a signal now.

    A unit without one is not listed; it has its own small picture and its own page.
    """
    require(user, Permission.SEE_FIGURES)
    scopes = [series.scope.key for series in (seen.series, *seen.units)]
    comments = see_comments(home, user, kpis=[seen.kpi.id], scopes=scopes, as_of=as_of)
    own = _matter(seen.series, comments)
    behind = [_matter(unit, comments) for unit in seen.units]
    lit = [unit for unit in behind if unit and unit.cause in CAUSES.values()]
    asked = open_about(home, user, units_behind(home, seen.series.scope, as_of), as_of=as_of)
    questions = _questions(home, seen.series.scope, asked, [seen.kpi], as_of)
    return (*in_order([*filter(None, [own]), *questions]), *in_order(lit))


def in_order(matters: Iterable[Matter]) -> tuple[Matter, ...]:
    """By cause; in each those that nobody has signed anything of first, else as they came."""
    return tuple(sorted(matters, key=lambda each: (each.cause.order, not each.waits)))


def _matter(series: Series, comments: Sequence[Comment]) -> Matter | None:
    """What there is to take a stand on in a series; None for one that says nothing."""
    reading, points = series.reading, series.points
    own = [c for c in comments if (c.kpi, c.scope) == (reading.kpi.id, series.scope.key)]
    last = own[0] if own else None
    after = max((c.month for c in own if not c.is_draft), default=None)
    lit = lit_lately(points, after=after, latest=LATEST)
    cause = _cause(reading, lit)
    if cause is None:
        return None
    judged = cause is not Cause.UNJUDGED
    since = missed_since(points) if cause is Cause.TARGET else lit_since(points)
    return Matter(
        cause=cause,
        kpis=(reading.kpi,),
        scope=series.scope.key,
        scope_name=series.scope.name,
        reading=reading,
        since=lit["month"][0] if cause is Cause.EARLIER else since if judged else None,
        lit=tuple(lit.to_dicts()) if judged else (),
        comment=last,
    )


def _cause(reading: Reading, lit: pl.DataFrame) -> Cause | None:
    """The weightiest reason to look at a series."""
    if reading.variation is None:
        return Cause.UNJUDGED
    if reading.variation in CAUSES:
        return CAUSES[reading.variation]
    if lit.height:
        return Cause.EARLIER
    return Cause.TARGET if shown_assurance(reading) is Assurance.MISSES else None


def _questions(
    home: Home, scope: Scope, asked: Sequence[Question], kpis: Collection[Kpi], as_of: int
) -> Iterator[Matter]:
    """The open questions, one matter for those about the same nyckeltal, the oldest first.

    Only those that these nyckeltal rest on; one about every measure concerns them all, and none
    of them in particular.
    """
    catalogue = home.catalogue(as_of)
    groups: dict[tuple[str, ...], list[Question]] = {}
    for question in sorted(asked, key=lambda each: (each.recorded, each.id)):
        all_measures = not question.measure and len(kpis) == 1
        reads = tuple(k.id for k in kpis if all_measures or question.measure in k.measures)
        if reads or not question.measure:
            groups.setdefault(reads, []).append(question)
    names = dict(home.store.register("units", as_of).select("unit", "name").iter_rows())
    for reads, group in groups.items():
        yield Matter(
            cause=Cause.QUESTION,
            kpis=tuple(catalogue.kpis[kpi] for kpi in reads),
            scope=scope.key,
            scope_name=scope.name,
            since=group[0].recorded.date(),
            asked=tuple(_in_words(each, names, catalogue) for each in group),
            delivery=group[0].delivery,
        )


def _in_words(question: Question, names: dict[str, str], catalogue: Catalogue) -> str:
    titles = {key: each.title for key, each in catalogue.measures.items()}
    return f"{about(question, names, titles)} ({doubt(question).lower()})"
