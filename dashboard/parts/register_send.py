"""The answer to changes made by hand: what is wrong, or what they would do and the way to send."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html
from dashboard.parts.anchors import link_line
from dashboard.parts.confirm import ask_to_confirm
from dashboard.parts.file_answer import amount
from dashboard.parts.register_edit import Wrong, name_of
from dashboard.parts.send_file import what_changes, what_moves
from dashboard.parts.send_seen import send_seen
from kpi.access import User
from kpi.actions.confirm import Reasons
from kpi.actions.deliver import Previewed
from kpi.actions.register import Change, EditedFile, Register, commit_edits, edited_file
from kpi.catalogue import Catalogue, Layout
from kpi.intake import Issue, Level
from kpi.ledger import Delivery
from kpi.wording.issues import issue_cause, issue_hint
from kpi.wording.numbers import plural
from kpi.wording.register import changed_meanwhile

ISSUES = ["Rad", "Kolumn", "Det står", "Vad som är fel", "Gör så här"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The edits as a file, checked and compared like any other."""

    made: EditedFile
    previewed: Previewed
    version: int

    @property
    def wrong(self) -> Wrong:
        """What is wrong, by row and heading."""
        found: dict = {}
        for issue in self.previewed.issues:
            row = self.made.rows.get(issue.row)
            if row is not None:
                found.setdefault((row, issue.column), []).append(issue)
        return found


def answer_to(register: Register, found: Sequence[Change], version: int) -> Answer:
    """The edits through the same check and preview as a file that is sent in."""
    made = edited_file(register, found)
    previewed = loaders.previewed(made.content, made.name, register.layout.id, None, version)
    return Answer(made, previewed, version)


def show_meanwhile(layout: Layout, draft: session.Draft, version: int) -> None:
    """What others have delivered to the register since it was looked through."""
    came = [
        sent
        for sent in loaders.deliveries(version)
        if sent.number > draft.began and sent.subject_kind == layout.kind
    ]
    if came:
        said = changed_meanwhile(came)
        st.html(html.message("warning", "Underlaget har ändrats.", said))


def show_receipt(layout: Layout) -> None:
    """What was just sent, and where it can be taken back."""
    given = session.receipt_of(layout.id)
    if given is None:
        return
    title = f"Ändringen är lämnad som leverans {given.number}."
    said = f"{plural(given.rows, 'rad', 'rader')}. De gäller redan, och går att ångra."
    label, number = f"Se eller ångra leverans {given.number}", str(given.number)
    st.html(html.message("fine", title, said) + link_line(label, "leveranser", nr=number))


def show_answer(
    register: Register, draft: session.Draft, answer: Answer, catalogue: Catalogue
) -> None:
    """What is wrong, row by row; or what the changes would do, and the way to send them."""
    found, layout = answer.previewed, register.layout
    if found.preview is None:
        errors = plural(found.checked.count(Level.ERROR), "fel", "fel")
        title = f"Ändringarna kan inte lämnas än: {errors}."
        said = "Ingenting är sparat. Välj raden ovan och rätta den; felet står vid sitt fält."
        st.html(html.message("error", title, said))
    else:
        title = "Ändringarna är kontrollerade och kan lämnas."
        st.html(html.message("fine", title, "Ingenting är sparat förrän du lämnar dem."))
        st.html(what_changes(found, catalogue))
    if found.issues:
        rows = [_issue_row(register, draft, answer, issue) for issue in found.issues]
        caption = "Fel och varningar, rad för rad"
        st.html(html.table(ISSUES, rows, caption=caption, wide=True))
    if found.preview is not None:
        made = answer.made
        impact = loaders.impact(made.content, made.name, layout.id, None, answer.version)
        st.html(what_moves(impact))
        _show_send(layout, draft, found)


def _issue_row(register: Register, draft: session.Draft, answer: Answer, issue: Issue) -> list[str]:
    row = answer.made.rows.get(issue.row)
    name = "Alla ändringar" if row is None else name_of(register, draft, row)
    return [name, issue.column, issue.found, issue_cause(issue), issue_hint(issue)]


def _show_send(layout: Layout, draft: session.Draft, found: Previewed) -> None:
    """Who and why, and the button. No form: one keeps what is typed to itself until it is sent."""
    reasons = ask_to_confirm(found)
    _text("Ditt namn (visas i leveranslistan)", layout, draft, "sender", 80)
    _text("Varför ändras registret? (visas i leveranslistan)", layout, draft, "why", 200)
    pressed = st.button(
        f"Lämna {amount(found)}", type="primary", on_click=session.pressed_send, args=(found,)
    )
    if not pressed:
        return
    commit = partial(_commit, why=draft.why, reasons=reasons)
    given = send_seen(draft.sender, reasons, commit, not_sent="Ändringarna är inte lämnade.")
    if given is not None:
        receipt = session.Receipt(given.number, given.file_name, given.rows)
        session.sent_draft(layout.id, receipt)
        st.rerun()


def _text(label: str, layout: Layout, draft: session.Draft, name: str, most: int) -> None:
    key = session.shown_as(f"{name}-{layout.id}", getattr(draft, name))
    st.text_input(
        label, max_chars=most, key=key, on_change=session.wrote, args=(draft, name, key), width=560
    )


def _commit(user: User, seen: Previewed, *, why: str, reasons: Reasons) -> Delivery:
    return commit_edits(loaders.home(), user, seen, why=why, confirmed=reasons)
