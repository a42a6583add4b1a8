"""Suggest that a series begins anew, show what it would look like, and let a person sign it."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.as_if import as_if
from kpi.actions.deliver import Previewed, preview_file
from kpi.actions.home import Home
from kpi.actions.one_kpi import OneKpi, Series, see_series
from kpi.actions.register import Edit, RowId, changes, commit_edits, edited_file, see_register
from kpi.errors import InputError, UsageError
from kpi.ledger import Delivery
from kpi.ledger.kinds import PHASES
from kpi.periods import Month
from kpi.trends.phases import Begins
from kpi.trends.suggest import suggested_phases
from kpi.values import Prices
from kpi.wording.issues import issue_cause
from kpi.wording.phases import begins_words


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A shift that still goes on: its first month, its points, and where a phase may begin."""

    month: Month
    run: int
    months: tuple[Month, ...]


def suggested(seen: OneKpi) -> Suggestion | None:
    """The phase that the latest shift suggests; None where it is too short or there is none."""
    found = suggested_phases(seen.series.points).to_dicts()
    if not found:
        return None
    points = seen.series.points
    phase = points.filter(pl.col("phase") == points["phase"].max())
    return Suggestion(found[0]["month"], found[0]["run"], tuple(phase["month"].sort()[1:]))


def try_phase(
    home: Home, user: User, *, kpi: str, scope: str, month: Month, prices: Prices, as_of: int
) -> Series:
    """The series as it would be if a phase began that month; nothing is stored."""
    require(user, Permission.SEE_FIGURES)
    months = [month, *(row["valid_from"] for row in common_phases(home, kpi, scope, as_of))]
    rows = pl.DataFrame({"kpi": kpi, "scope": scope, "valid_from": months})
    tried = as_if(home, PHASES.name, rows, as_of)
    return see_series(tried, user, kpi=kpi, scope=scope, prices=prices, as_of=as_of)


def sign_phase(
    home: Home, user: User, *, kpi: str, scope: str, month: Month, reason: str
) -> Delivery:
    """Let a phase begin in one scope, signed by the user, with why: one delivery, as by hand.

    Where the scope has had the common phases until now, they are written as its own too, since
    a scope with phases of its own has no others. Raises UsageError without a reason, InputError
    for what may not stand in a register, else as `commit_edits`.
    """
    require(user, Permission.SEND_FILES)
    if not reason.strip():
        raise UsageError("Skriv varför fasen börjar.")
    head = home.head()
    register = see_register(home, user, home.catalogue(head).layouts[PHASES.name], as_of=head)
    signed = {"reason": reason.strip(), "signed_by": user.name}
    edits: dict[RowId, Edit] = {(kpi, scope, f"{month:%Y-%m}"): Edit(signed)}
    for row in common_phases(home, kpi, scope, head):
        written = {name: row[name] or "" for name in ("reason", "signed_by")}
        edits.setdefault((kpi, scope, f"{row['valid_from']:%Y-%m}"), Edit(written))
    made = edited_file(register, changes(register, edits))
    previewed = preview_file(home, user, made.content, made.name, layout=PHASES.name)
    demand_no_errors(previewed)
    why = begins_words(month, Begins.DECISION, reason.strip())
    return commit_edits(home, user, previewed, why=why)


def demand_no_errors(previewed: Previewed) -> None:
    """InputError with what is wrong in what somebody has written."""
    if previewed.preview is None:
        raise InputError(" ".join(issue_cause(issue) for issue in previewed.issues))


def common_phases(home: Home, kpi: str, scope: str, as_of: int) -> list[dict[str, Any]]:
    """The common phases that a scope would lose by its first own one."""
    register = home.store.register(PHASES.name, as_of).filter(pl.col("kpi") == kpi)
    if register.filter(pl.col("scope") == scope).height:
        return []
    return register.filter(pl.col("scope") == "").to_dicts()
