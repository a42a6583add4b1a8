"""See what people have said of a nyckeltal's months, and say something: one row of a register.

A comment is sent as a file with one row, so that it is checked, recorded and taken back as any.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.deliver import commit_file, preview_file
from kpi.actions.home import Home
from kpi.actions.register import filled_columns
from kpi.catalogue import Catalogue
from kpi.errors import InputError, UsageError
from kpi.ledger import Delivery
from kpi.settings import STOCKHOLM
from kpi.wording.comments import Comment, Said
from kpi.wording.issues import issue_cause, issue_hint
from kpi.wording.table_file import csv_bytes

LAYOUT = "comments"


def see_comments(
    home: Home, user: User, *, kpis: Collection[str], scopes: Collection[str], as_of: int
) -> list[Comment]:
    """The comments on these nyckeltal for these scopes, the latest month first, then by role."""
    require(user, Permission.SEE_FIGURES)
    local = pl.col("recorded").dt.replace_time_zone("UTC").dt.convert_time_zone(STOCKHOLM.key)
    sent = home.store.frame("deliveries/all", as_of=as_of).select(
        "sender", delivery="number", recorded=local
    )
    rows = (
        home.store.register("comments", as_of)
        .filter(pl.col("kpi").is_in(list(kpis)), pl.col("scope").is_in(list(scopes)))
        .join(sent, on="delivery")
        .sort("month", "author_role", descending=[True, False])
        .rename({"author_role": "role"})
    )
    given = list(Comment.__dataclass_fields__)
    blank = pl.col("why", "action", "signed").fill_null("")
    return [Comment(**row) for row in rows.with_columns(blank).select(given).to_dicts()]


def author_roles(catalogue: Catalogue) -> Sequence[str]:
    """The roles that a comment may be written in; none where the catalogue has no such layout."""
    layout = catalogue.layouts.get(LAYOUT)
    return list(layout.columns["author_role"].choices) if layout else []


def send_comment(home: Home, user: User, said: Said, *, seen_at: int) -> Delivery:
    """Record one comment, in place of what the same role has said of the same month, if anything.

    seen_at: the ledger's number when its writer saw what stood there. Raises UsageError for an
    empty one, InputError for what the check of files stops (a person's number, an address),
    and Stale when somebody else has said something in the same place since then.
    """
    require(user, Permission.SEND_FILES)
    if not said.what.strip():
        raise UsageError("Skriv vad som har hänt.")
    layout = home.catalogue(seen_at).layouts.get(LAYOUT)
    if layout is None:
        raise UsageError("Katalogen har ingen layout för kommentarer (comments).")
    cells = {
        "kpi": said.kpi,
        "scope": said.scope,
        "month": f"{said.month:%Y-%m}",
        "author_role": said.role,
        **{name: _one_line(getattr(said, name)) for name in ("what", "why", "action", "signed")},
        "signed_on": f"{home.settings.today}" if said.signed.strip() else "",
    }
    columns = filled_columns(layout)
    content = csv_bytes([c.name for c in columns.values()], [[cells[name] for name in columns]])
    previewed = preview_file(home, user, content, "kommentar.csv", layout=LAYOUT)
    if previewed.preview is None:
        errors = [f"{issue_cause(each)} {issue_hint(each)}" for each in previewed.issues]
        raise InputError(" ".join(dict.fromkeys(errors)))
    title = home.catalogue(seen_at).kpis[said.kpi].short_name
    comment = f"Kommentar till {title}, {said.month:%Y-%m}"
    return commit_file(home, user, replace(previewed, checked_at=seen_at), comment=comment)


def _one_line(text: str) -> str:
    """A text as a cell has it: a table's row is one line."""
    return " ".join(text.split())
