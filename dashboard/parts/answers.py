"""The three answers of Översikt side by side, each with what it rests on."""

from collections.abc import Sequence

from dashboard import effect_loaders
from dashboard.parts import html
from dashboard.parts.anchors import link_line
from kpi.actions.balanced import NOTHING_YET, Answer, answers_of
from kpi.charts.interval import Interval, interval
from kpi.errors import UsageError
from kpi.wording.balance import summary
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
        return html.joined([html.lede(*otherwise), html.answers(map(_answer, NOTHING_YET))])
    more = link_line("Hur säkra svaren är", "effekt")
    said = html.answers(map(_answer, answers_of(seen, balanced)))
    return html.joined([html.lede(*summary(balanced.found)), said, more])


def _answer(found: Answer) -> html.Html:
    """One scale for the effects in the same unit, so that one can be held against another."""
    drawn = _intervals([row.effect for row in found.rows if row.effect])
    rows = [
        html.AnswerRow(
            name=row.name,
            value=row.value,
            drawing=drawn.get(row.effect.kpi.id, "") if row.effect else "",
            grade=row.word,
        )
        for row in found.rows
    ]
    return html.answer(found.question, found.answer, rows, lacks=found.lack)


def _intervals(shown: Sequence[Evaluated]) -> dict[str, str]:
    """Each effect's interval as SVG, by KPI; none for one without a number."""
    found = [
        Interval(state=row["state"], **{end: row[end] for end in _ENDS})
        for row in forest_rows(shown).to_dicts()
    ]
    reach: dict[str, float] = {}
    for each, own in zip(shown, found, strict=True):
        reach[_unit(each)] = max(reach.get(_unit(each), 0.0), own.reach)
    return {
        each.kpi.id: interval(own, reach[_unit(each)])
        for each, own in zip(shown, found, strict=True)
        if own.estimate is not None
    }


def _unit(each: Evaluated) -> str:
    return f"{each.effect.scale} {each.kpi.unit}"
