"""The three answers of Översikt side by side, each with what it rests on."""

from collections.abc import Sequence

from dashboard import effect_loaders
from dashboard.parts import html
from dashboard.parts.anchors import link_line
from kpi.actions.balanced import Balanced
from kpi.actions.evaluation import Evaluation
from kpi.charts.interval import Interval, interval
from kpi.errors import UsageError
from kpi.verdict import Verdict
from kpi.wording import balance as say
from kpi.wording.effects import size_words
from kpi.wording.equity import share_words
from kpi.wording.evaluation import Evaluated, forest_rows

_ENDS = ("estimate", "low", "high", "area_low", "area_high")


def three_answers(version: int, otherwise: tuple[str, str]) -> html.Html:
    """The page's finding, and cheaper, as good, more equal below it.

    otherwise: the finding where there is nothing to compare, or the plans cannot be followed.
    """
    try:
        seen, balanced = effect_loaders.evaluation(version), effect_loaders.balanced(version)
    except UsageError as error:
        wrong = html.message("error", "De tre svaren går inte att räkna", str(error))
        return html.joined([html.lede(*otherwise), wrong])
    if seen is None or balanced is None:
        early = html.answers(
            html.answer(question, say.TOO_EARLY, (), lacks=say.NOTHING) for question in say.ANSWERS
        )
        return html.joined([html.lede(*otherwise), early])
    more = link_line("Hur säkra svaren är", "effekt")
    return html.joined([html.lede(*say.summary(balanced.found)), _answers(seen, balanced), more])


def _answers(seen: Evaluation, balanced: Balanced) -> html.Html:
    found, by_id = balanced.found, {each.kpi.id: each for each in seen.seen}
    effects = [
        _block(question, verdict, _effects([by_id[kpi] for kpi in verdict.shown]), seen)
        for question, verdict in ((say.CHEAPER, found.cheaper), (say.AS_GOOD, found.as_good))
    ]
    floors = [
        html.AnswerRow(
            name=by_id[kpi].kpi.short_name,
            value=share_words(balanced.equities[kpi].share_now),
            grade=say.floor_word(balanced.equities[kpi], seen.names),
        )
        for kpi in found.more_equal.shown
    ]
    return html.answers([*effects, _block(say.MORE_EQUAL, found.more_equal, floors, seen)])


def _block(
    question: str, verdict: Verdict, rows: Sequence[html.AnswerRow], seen: Evaluation
) -> html.Html:
    main = [each.effect for each in seen.seen if each.main and each.kpi.id in verdict.shown]
    lack = say.lacks(verdict.lack, main, seen.start)
    return html.answer(question, say.ANSWERS[question][verdict.answer], rows, lacks=lack)


def _effects(shown: Sequence[Evaluated]) -> list[html.AnswerRow]:
    """One scale for those in the same unit, so that one can be held against another."""
    drawn = [
        Interval(state=row["state"], **{end: row[end] for end in _ENDS})
        for row in forest_rows(shown).to_dicts()
    ]
    reach: dict[str, float] = {}
    for each, own in zip(shown, drawn, strict=True):
        reach[_unit(each)] = max(reach.get(_unit(each), 0.0), own.reach)
    return [
        html.AnswerRow(
            name=each.kpi.short_name,
            value=_size(each),
            drawing=interval(own, reach[_unit(each)]) if own.estimate is not None else "",
            grade=say.effect_word(each),
        )
        for each, own in zip(shown, drawn, strict=True)
    ]


def _unit(each: Evaluated) -> str:
    return f"{each.effect.scale} {each.kpi.unit}"


def _size(each: Evaluated) -> str:
    between = each.effect.between
    return size_words(each.effect, between.estimate if between else None, each.kpi.unit)
