"""Meetings in words: where a pack stands, what has changed since, and why."""

from collections.abc import Mapping, Sequence
from datetime import date

from kpi.meetings import Meeting
from kpi.meetings.then_and_now import Cause, Compared, Why
from kpi.wording.numbers import day_and_year, plural

NOTHING_SINCE = "Inget läge är nytt, inget tal är rättat och ingen har kommenterat."


def standing(frozen: int | None, published: date | None) -> str:
    """`publicerat den 12 september 2024`: how far a meeting's pack has come."""
    if frozen is None:
        return "inte fryst än"
    if published is None:
        return f"fryst som leverans {frozen}, inte publicerat"
    return f"publicerat den {day_and_year(published)}"


def since_caption(before: Meeting, same: int, of: int) -> str:
    """`Sedan Servicenämnden 18 september 2024. 6 av 8 nyckeltal har samma läge.`"""
    return (
        f"Sedan {before.body} {day_and_year(before.held)}. {same} av {of} nyckeltal har samma läge."
    )


_CAUSES: Mapping[Why, str] = {
    Why.CORRECTED: "rättad i leverans {n} av {sender}{comment}",
    Why.WITHDRAWN: "leverans ångrad i leverans {n} av {sender}{comment}",
    Why.RESTORED: "ångring ångrad i leverans {n} av {sender}{comment}",
    Why.REGISTER: "ändrat register i leverans {n} av {sender}{comment}",
    Why.PRICES: "nytt prisindex i leverans {n}",
    Why.DEFINED: "ny definition i leverans {n}",
    Why.COMPUTED: "programmet räknar annorlunda",
}


def cause_words(cause: Cause) -> str:
    """`rättad i leverans 52 av Ekonom måltider (Kreditnota …)`."""
    comment = f" ({cause.comment})" if cause.comment else ""
    return _CAUSES[cause.why].format(n=cause.delivery, sender=cause.sender, comment=comment)


def compared_table(figures: Sequence[Compared]) -> tuple[list[str], list[list[str]]]:
    """Every figure then and now, with the cause where they differ."""
    return ["Nyckeltal", "Då", "Nu", "Varför"], [
        [each.name, each.then, each.now, "; ".join(map(cause_words, each.causes)) or "samma"]
        for each in figures
    ]


def compared_sentence(figures: Sequence[Compared], as_of: int, *, now: bool = True) -> str:
    """How many figures are as they were. now: the number is the latest."""
    when = f"i dag, vid leverans {as_of}" if now else f"vid leverans {as_of}"
    changed = sum(not each.same for each in figures)
    if not changed:
        return f"Alla {len(figures)} tal är desamma {when}."
    return f"{changed} av {len(figures)} tal är andra {when}."


def rebuilt_sentence(found: Sequence[Compared]) -> str:
    """What today's program makes of the same rows."""
    if not found:
        return "Omräknat med dagens program ur samma leveranser: inga skillnader."
    many = plural(len(found), "skillnad", "skillnader")
    return f"Omräknat med dagens program ur samma leveranser: {many}."


def meeting_title(meeting: Meeting) -> str:
    """`Servicenämnden 18 september 2024`."""
    return f"{meeting.body} {day_and_year(meeting.held)}"


def standing_sentence(frozen: int | None, published: date | None) -> str:
    """`Underlaget är publicerat den 12 september 2024.`"""
    return f"Underlaget är {standing(frozen, published)}."
