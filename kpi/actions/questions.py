"""Open questions: figures that were confirmed though they are not likely, until settled."""

from collections.abc import Collection
from dataclasses import replace

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.home import Home
from kpi.actions.kept_texts import without_persons
from kpi.errors import UsageError
from kpi.ledger import Delivery, Draft, append
from kpi.ledger.kinds import QUESTIONS
from kpi.settings import STOCKHOLM
from kpi.wording.questions import Question

RESTS_ON = frozenset({"measures"})  # figures that ask the question anew must be seen first


def list_questions(home: Home, user: User, *, as_of: int) -> list[Question]:
    """Every question about a figure, open or settled, in the order they were asked or settled."""
    require(user, Permission.SEE_ROWS)
    return _questions(home, as_of)


def open_about(home: Home, user: User, units: Collection[str], *, as_of: int) -> list[Question]:
    """The open questions that concern these units or all units, without who answered what.

    That a figure is doubted is a part of the figure; the answer belongs to the rows.
    """
    require(user, Permission.SEE_FIGURES)
    return [
        replace(question, reason="", sender="", comment="")
        for question in _questions(home, as_of)
        if question.is_open and (not question.unit or question.unit in units)
    ]


def _questions(home: Home, as_of: int) -> list[Question]:
    frame = home.store.frame("deliveries/questions", as_of=as_of)
    local = pl.col("recorded").dt.replace_time_zone("UTC").dt.convert_time_zone(STOCKHOLM.key)
    return [
        Question(
            id=f"{row['delivery']}.{row.pop('place')}",
            **row | {"settled_by": row["settled_by"] or ""},
        )
        for row in frame.with_columns(recorded=local).to_dicts()
    ]


def settle_question(home: Home, user: User, question: str, why: str) -> Delivery:
    """Mark an open question as settled, with how; it is one delivery, and can be undone.

    UsageError for an id that is not an open question (any longer).
    """
    require(user, Permission.SEND_FILES)
    reason = without_persons(why)
    if not reason:
        raise UsageError("Skriv hur frågan är avgjord.")
    head = home.head()
    found = {each.id: each for each in list_questions(home, user, as_of=head) if each.is_open}
    if question not in found:
        raise UsageError(f"Frågan {question} finns inte, eller är redan avgjord.")
    asked = found[question]
    row = {name: getattr(asked, name) for name in ("unit", "measure", "month", "rule", "reason")}
    row |= {"settled_on": home.settings.today, "settled_by": user.name}
    row |= {"removed": False, "source_row": None}
    draft = Draft(
        kind=QUESTIONS.name,
        rows=pl.DataFrame([row], schema=QUESTIONS.row_schema),
        sender=user.name,
        comment=reason,
        catalogue=home.catalogue_mark(),
        checked_at=head,
        rests_on=RESTS_ON,
    )
    return append(home.settings.ledger, draft, clock=home.clock)
