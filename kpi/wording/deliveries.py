"""What is said of a delivery: what it is, when it came, what it covers, how it stands now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kpi.ledger import WITHDRAWAL, Status
from kpi.periods import Month
from kpi.wording import labels
from kpi.wording.numbers import (
    NO_BREAK,
    day_and_year,
    months_between,
    number,
    plural,
    short_month,
)

STATUS: Mapping[Status, str] = {Status.FINAL: "slutlig", Status.PRELIMINARY: "preliminär"}
HASH_SHOWN = 12  # characters of a checksum: enough to compare by eye


class Standing(StrEnum):
    """How much of a delivery still decides anything."""

    ALL = "all"
    SOME = "some"
    NONE = "none"  # later deliveries have replaced every row
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What is known of one delivery, as of one ledger number.

    recorded is in Swedish time. A withdrawal's `chain` is what it withdraws, what that in turn
    withdrew, and so on; `subject_kind` and `months` (those there are figures for) are of the
    delivery that the chain ends with. withdrawn_by is the live withdrawal that names this
    delivery; restored_by the one that undid an earlier such withdrawal.
    """

    number: int
    kind: str
    chain: tuple[int, ...]
    subject_kind: str
    layout: str
    sender: str
    recorded: datetime
    status: Status
    comment: str
    file_name: str
    original_sha256: str
    rows: int
    months: tuple[Month, ...]
    standing: Standing
    standing_rows: int
    withdrawn_by: int | None
    restored_by: int | None

    @property
    def is_withdrawal(self) -> bool:
        return self.kind == WITHDRAWAL

    @property
    def may_be_undone(self) -> bool:
        """What is withdrawn already is undone, and definitions are undone in their files."""
        return self.kind != "catalogue" and self.standing is not Standing.WITHDRAWN


def what(sent: Sent) -> str:
    """`Månadens tal`; for a withdrawal what it takes back, and what that had taken back."""
    if not sent.is_withdrawal:
        return labels.KIND[sent.kind].capitalize()
    first, *rest = sent.chain
    before = f", som ångrade {rest[0]}" if rest else ""
    return f"Ångrar leverans{NO_BREAK}{first}{before}"


def title(sent: Sent) -> str:
    """`Leverans 48: månadens tal`."""
    text = what(sent)
    return f"Leverans{NO_BREAK}{sent.number}: {text[0].lower()}{text[1:]}"


def named(sent: Sent) -> str:
    """`leverans 48 (2024-07.csv, 12 augusti 2024)`, in a sentence about another delivery."""
    about = sent.file_name or what(sent).lower()
    return f"leverans{NO_BREAK}{sent.number} ({about}, {day_and_year(sent.recorded)})"


def moment(recorded: datetime) -> str:
    """`12 augusti 2024 kl. 10.05`."""
    return f"{day_and_year(recorded)} {clock(recorded)}"


def short_day(recorded: datetime) -> str:
    """`12 aug 2024`, for a table's column; kept on one line."""
    return f"{recorded.day} {short_month(recorded)}".replace(" ", NO_BREAK)


def clock(recorded: datetime) -> str:
    """`kl. 10.05`."""
    return f"kl.{NO_BREAK}{recorded:%H.%M}"


def covers(months: Sequence[Month]) -> str:
    """The months that a delivery's figures are about: one, a span, or empty for a register."""
    return months_between(min(months), max(months)) if months else ""


def extent(sent: Sent) -> tuple[str, str]:
    """The months and the rows of a delivery, `juli 2024` and `917 rader, preliminära`."""
    months = covers(sent.months)
    if sent.is_withdrawal:
        return months, ""
    ending = "a" if sent.rows != 1 else ""
    rows = f"{plural(sent.rows, 'rad', 'rader')}, {STATUS[sent.status]}{ending}"
    return (months, rows) if months else (rows, "")


def standing_words(sent: Sent) -> tuple[str, str]:
    """How a delivery stands now, and a few words on why."""
    if sent.standing is Standing.WITHDRAWN:
        return "Ångrad", f"i leverans{NO_BREAK}{sent.withdrawn_by}"
    if sent.standing is Standing.NONE:
        return "Ersatt", "av senare leveranser"
    if sent.standing is Standing.SOME:
        replaced = sent.rows - sent.standing_rows
        return "Gäller delvis", f"{plural(replaced, 'rad ersatt', 'rader ersatta')} senare"
    if sent.restored_by is not None:
        return "Gäller igen", f"efter leverans{NO_BREAK}{sent.restored_by}"
    return "Gäller", ""


def list_finding(sent: Sequence[Sent]) -> tuple[str, str]:
    """The list in one sentence: how many, from how many, and how many are taken back."""
    senders = len({each.sender for each in sent})
    withdrawn = sum(each.standing is Standing.WITHDRAWN for each in sent)
    said = (
        f"{plural(len(sent), 'leverans', 'leveranser')} från "
        f"{plural(senders, 'avsändare', 'avsändare')}."
    )
    if not withdrawn:
        return said, "Ingen är ångrad."
    return said, f"{number(withdrawn, 0)} är {'ångrad' if withdrawn == 1 else 'ångrade'}."


def list_caption(shown: int, found: int, all_: int) -> str:
    """What the table shows of what there is."""
    if found < all_:
        matching = f"{plural(found, 'leverans', 'leveranser')} av {number(all_, 0)} passar valet"
        return f"{matching}, senaste först" + (f" ({shown} visas)" if shown < found else "")
    return "Senaste först" + (f" ({shown} av {number(all_, 0)} visas)" if shown < found else "")


def turns(sent: Sent, found: Mapping[int, Sent]) -> tuple[str, list[Sent]]:
    """Whether a delivery has been taken back, and given back: a heading and the steps."""
    if sent.withdrawn_by is not None:
        heading = (
            "Ångrandet är självt ångrat och räknas inte."
            if sent.is_withdrawal
            else "Leveransen är ångrad och räknas inte."
        )
        return heading, [found[sent.withdrawn_by]]
    if sent.restored_by is not None:
        back = found[sent.restored_by]
        heading = (
            "Ångrandet har självt varit ångrat men gäller igen."
            if sent.is_withdrawal
            else "Leveransen har varit ångrad men gäller igen."
        )
        return heading, [found[back.chain[0]], back]
    return "", []


def step_words(step: Sent, *, back: bool) -> tuple[str, str, str]:
    """One step of it around its link: `Ångrad … av Anna (`, `leverans 50`, `). Skäl: fel fil.`"""
    verb = "Återställd" if back else "Ångrad"
    return (
        f"{verb} {moment(step.recorded)} av {step.sender} (",
        f"leverans{NO_BREAK}{step.number}",
        f"). Skäl: {_sentence(step.comment)}",
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def facts(sent: Sent, layout: str, *, intact: bool) -> list[tuple[str, str]]:
    """Name and value of everything recorded about a delivery that is not empty."""
    state, why = standing_words(sent)
    checked = (
        "Stämmer: inget har ändrats sedan leveransen kom in"
        if intact
        else "Stämmer inte: rader, fil eller kedjan av leveranser har ändrats. Kör kpi verify."
    )
    rows = [
        ("Följd", _consequence(sent)),
        ("Lämnad", moment(sent.recorded)),
        ("Avsändare", sent.sender),
        ("Skäl" if sent.is_withdrawal else "Kommentar", sent.comment),
        ("Fil", sent.file_name),
        ("Läst som", layout),
        ("Talen gäller", covers(sent.months)),
        ("Rader", "" if sent.is_withdrawal else number(sent.rows, 0)),
        ("Status", "" if sent.is_withdrawal else STATUS[sent.status].capitalize()),
        ("Läge", f"{state}, {why}" if why else state),
        ("Kontroll", checked),
        ("Filens kontrollsumma", _short(sent.original_sha256)),
    ]
    return [(name, value) for name, value in rows if value]


def _consequence(sent: Sent) -> str:
    """What a withdrawal that counts means for the delivery that its chain ends with."""
    if not sent.is_withdrawal or sent.standing is Standing.WITHDRAWN:
        return ""
    stands = "räknas inte" if len(sent.chain) % 2 else "gäller igen"
    return f"Leverans{NO_BREAK}{sent.chain[-1]} {stands}"


def _short(sha256: str) -> str:
    return f"sha256 {sha256[:HASH_SHOWN]}…" if sha256 else ""


def changes_heading(sent: Sent) -> str:
    """Over what a delivery did to what stood before it."""
    return "Vad ångrandet ändrade" if sent.is_withdrawal else "Vad leveransen ändrade"


def changes_sentence(counts: Mapping[str, int]) -> str:
    """What a delivery did, where a table of counts would be mostly zeros."""
    if not any(counts.values()):
        return "Ingenting: alla rader var redan ersatta."
    if not counts["changed"] and not counts["removed"] and not counts["unchanged"]:
        return f"Allt var nytt: {plural(counts['new'], 'rad', 'rader')}."
    return ""


def rows_heading(sent: Sent, shown: int) -> str:
    """`Visa raderna (de 200 första av 941)`."""
    if shown < sent.rows:
        return f"Visa raderna (de {number(shown, 0)} första av {number(sent.rows, 0)})"
    return f"Visa raderna ({number(sent.rows, 0)})"


def undo_sentence(
    sent: Sent,
    counts: Mapping[str, int],
    back_to: Sequence[tuple[Sent, int]],
    replaced_by: Sequence[tuple[Sent, int]] = (),
) -> str:
    """What would stand if the delivery were undone now."""
    said = undo_outcome(counts, back_to, replaced_by)
    return f"Om leverans{NO_BREAK}{sent.number} ångras: {said}"


def undo_outcome(
    counts: Mapping[str, int],
    back_to: Sequence[tuple[Sent, int]],
    replaced_by: Sequence[tuple[Sent, int]],
) -> str:
    """What an undo comes to: the rows that go back, those that go, and those it does not touch.

    `back_to` are the deliveries whose rows count again, `replaced_by` the later ones that had
    already replaced rows, each with how many.
    """
    parts = [f"{plural(rows, 'rad', 'rader')} blir som i {named(other)}" for other, rows in back_to]
    if gone := counts["removed"]:
        parts.append(f"{plural(gone, 'rad', 'rader')} försvinner, för där fanns inget förut")
    moved = sum(rows for _, rows in back_to) + gone
    said = [f"{', och '.join(parts) or 'ingenting ändras'}."]
    for other, rows in replaced_by:
        are = "är redan ersatt" if rows == 1 else "är redan ersatta"
        said.append(f"{plural(rows, 'rad', 'rader')} {are} i {named(other)} och påverkas inte.")
    kept = sum(counts.values()) - moved - sum(rows for _, rows in replaced_by)
    if kept > 0:
        rest = plural(kept, "rad", "rader")
        said.append(f"{rest} påverkas inte, för andra leveranser avgör dem.")
    return " ".join(said)
