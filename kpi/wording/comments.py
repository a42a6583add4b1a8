"""What people say of a nyckeltal's month, as it is shown: whose words, signed or still a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kpi.wording.numbers import NO_BREAK, day_and_year, month_and_year

NONE_YET = "Ingen kommentar än"
DRAFT = "utkast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a nyckeltal's month, for a scope, in a role.

    `scope` is as registers write it, `unit/larkskolan`. `why`, `action` and `signed` are empty
    where nothing is written; without `signed` it is a draft.
    """

    kpi: str
    scope: str
    month: date
    role: str
    what: str
    why: str = ""
    action: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Said):
    """The same as of one ledger number.

    `delivery`, `sender` and `recorded` (Swedish time) are of the delivery that it came with.
    """

    signed_on: date | None = None
    delivery: int
    sender: str
    recorded: datetime

    @property
    def is_draft(self) -> bool:
        return not self.signed


def said_parts(comment: Comment) -> list[tuple[str, str]]:
    """What it says, part by part; only those that are written."""
    parts = (("Vad", comment.what), ("Varför", comment.why), ("Åtgärd", comment.action))
    return [(name, text) for name, text in parts if text]


def said_in_one(comment: Comment) -> str:
    """All of it in one line, for a table and a file."""
    return " ".join(
        text if name == "Vad" else f"{name}: {text}" for name, text in said_parts(comment)
    )


def about_words(comment: Comment) -> str:
    """`Juli 2024, ekonom`."""
    words = f"{month_and_year(comment.month)}, {comment.role}"
    return words[:1].upper() + words[1:]


def signed_words(comment: Comment) -> str:
    """Who stands for it and since when; that it is a draft, and who sent it, where nobody does."""
    if comment.is_draft:
        sent = f"lämnat {day_and_year(comment.recorded)} av {comment.sender}"
        return f"{DRAFT.capitalize()}, inte signerat; {sent}"
    day = comment.signed_on or comment.recorded
    return f"Signerad {day_and_year(day)} av {comment.signed}"


def month_cell(comments: Sequence[Comment]) -> str:
    """Every role's comment on one month, for the table under the chart."""
    return " ".join(
        f"{comment.role.capitalize()}{f' ({DRAFT})' if comment.is_draft else ''}: "
        f"{said_in_one(comment)}"
        for comment in comments
    )


def how_many(comments: Sequence[Comment]) -> str:
    """`En kommentar`, `3 kommentarer`."""
    if len(comments) == 1:
        return "En kommentar"
    return f"{len(comments)}{NO_BREAK}kommentarer"
