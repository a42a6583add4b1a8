"""Look at a survey: how many answered each wave, and whether the latest says something new."""

from collections.abc import Callable

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.decisions import baselines_of, pilot_start
from kpi.actions.follow_up import chosen_kpis
from kpi.actions.home import Home
from kpi.actions.scopes import Scope, scope_of, see_scopes
from kpi.catalogue import Kpi
from kpi.periods import Month
from kpi.values import Facts, read_facts
from kpi.values.facts import as_locked
from kpi.values.survey import differences, survey_waves, together
from kpi.wording.survey import Against, SurveyState, Wave

WavesOf = Callable[[Facts], pl.DataFrame]  # the scope's shown waves


def see_survey(home: Home, user: User, *, kpi: str, scope: str, as_of: int) -> SurveyState | None:
    """A scope's survey as of a ledger number; None for a nyckeltal that is no survey.

    The baseline's waves stand as they did when it was locked, as everywhere.
    """
    require(user, Permission.SEE_FIGURES)
    catalogue = home.catalogue(as_of)
    (chosen,) = chosen_kpis(catalogue, [kpi])
    survey = chosen.survey
    if survey is None:
        return None
    about = scope_of(see_scopes(home, user, as_of=as_of), scope)

    def waves_of(facts: Facts) -> pl.DataFrame:
        found = survey_waves(facts, chosen, survey, catalogue, about.level)
        return found.filter(pl.col("scope") == about.id)

    facts = read_facts(home.store, [chosen], as_of)
    waves, inside = _held_waves(home, chosen, about, facts, as_of=as_of, waves_of=waves_of)
    judged = waves.filter(~pl.col("preliminary"))
    latest, earlier = judged.tail(1), judged.head(-1)
    base = earlier.join(inside, on="month", how="semi")
    month: Month | None = latest.select(pl.col("month").max()).item()
    asked = facts.waves.filter(pl.col("kpi") == kpi, pl.col("month") < pl.lit(month, pl.Date))
    return SurveyState(
        kpi=chosen,
        waves=tuple(_wave(row) for row in waves.to_dicts()),
        latest=next((_wave(row) for row in latest.to_dicts()), None),
        before=_against(latest, earlier.tail(1)),
        baseline=_against(latest, base),
        previous=asked.select(pl.col("month").max()).item(),
    )


def _held_waves(
    home: Home, kpi: Kpi, about: Scope, facts: Facts, *, as_of: int, waves_of: WavesOf
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The scope's shown waves, and the months of those that are in its baseline."""
    now = waves_of(facts)
    named = pl.DataFrame({"kpi": [kpi.id], "level": [about.level.value], "scope": [about.id]})
    register = home.store.register("baselines", as_of)
    spans = baselines_of(register, named, pilot_start(facts)).to_dicts()
    if not spans:
        return now, now.select("month").clear()
    (span,) = spans
    within = pl.col("month").is_between(span["first_month"], span["last_month"])
    number = min(span["locked_at"], as_of)
    then = as_locked(read_facts(home.store, [kpi], number), facts)
    held = waves_of(then).filter(within)
    return pl.concat([held, now.filter(~within)]).sort("month"), held.select("month")


def _wave(row: dict[str, object]) -> Wave:
    return Wave(*(row[name] for name in ("month", "value", "answers", "invited", "margin")))  # type: ignore[arg-type]


def _against(latest: pl.DataFrame, earlier: pl.DataFrame) -> Against | None:
    """The latest wave against the earlier ones together."""
    for row in differences(latest, together(earlier)).to_dicts():
        months = earlier["month"]
        return Against(months.min(), months.max(), row["difference"], row["margin"])  # type: ignore[arg-type]
    return None
