"""Which frozen packs show a figure that a file would make another?"""

from collections.abc import Collection

from kpi.access import User
from kpi.actions.compared import shown_at
from kpi.actions.home import Home
from kpi.actions.meeting_list import see_meetings, see_pack
from kpi.meetings import words


def touched_packs(
    home: Home, what_if: Home, user: User, kpis: Collection[str], *, now: int
) -> tuple[tuple[str, int], ...]:
    """The meetings, the latest first, and how many of their figures the file moves.

    what_if: the home in which the file is the delivery after now. kpis: those it may move.
    """
    found = []
    for planned in see_meetings(home, user, as_of=now):
        if planned.frozen is None:
            continue
        pack = see_pack(home, user, planned.meeting.id, as_of=now)
        moved = 0
        for figure in pack.figures:
            if figure.deliveries and figure.kpi in kpis:
                before = shown_at(home, user, figure, now)
                after = shown_at(what_if, user, figure, now + 1)
                moved += before.text != after.text
        if moved:
            found.append((words.meeting_title(planned.meeting), moved))
    return tuple(found)
