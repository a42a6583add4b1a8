"""Then and now: every figure that a meeting was shown beside today's, with what made it another."""

from dataclasses import dataclass

from kpi.access import Permission, User, require
from kpi.actions.compared import compare_figure
from kpi.actions.home import Home
from kpi.actions.meeting_list import see_pack
from kpi.actions.pack import build_pack
from kpi.meetings import Pack
from kpi.meetings.then_and_now import Compared, differences


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """as_of: today's number. figures: all of them, in the pack's order."""

    pack: Pack
    as_of: int
    figures: tuple[Compared, ...]

    @property
    def changed(self) -> tuple[Compared, ...]:
        return tuple(each for each in self.figures if not each.same)


def then_and_now(home: Home, user: User, meeting: str, *, as_of: int) -> ThenAndNow:
    """Each value that the frozen pack shows, as the same month is now."""
    require(user, Permission.SEE_ROWS)
    pack = see_pack(home, user, meeting, as_of=as_of)
    values = [figure for figure in pack.figures if figure.deliveries]
    found = tuple(compare_figure(home, user, pack, each, as_of=as_of) for each in values)
    return ThenAndNow(pack, as_of, found)


def rebuild(home: Home, user: User, meeting: str, *, as_of: int) -> list[Compared]:
    """What today's program says otherwise of the same rows: computed anew at the pack's number."""
    require(user, Permission.SEE_ROWS)
    pack = see_pack(home, user, meeting, as_of=as_of)
    kpis = [kpi.id for kpi in pack.kpis]
    anew = build_pack(home, user, pack.meeting, kpis, as_of=pack.as_of)
    return differences(pack, anew)
