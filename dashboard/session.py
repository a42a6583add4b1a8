"""What a visitor's session remembers between runs: the only place that touches session_state."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import streamlit as st

from kpi.actions.deliver import Previewed
from kpi.actions.register import Edit, RowId

T = TypeVar("T")
NONE_OF = "inga"  # in the address: nothing of what could be switched on


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was just sent, shown until the next file is chosen."""

    number: int
    file_name: str
    rows: int


@dataclass(slots=True)
class Draft:
    """What a visitor has typed into one register and not sent.

    began: the ledger's number when it was last looked through. open: the row being edited.
    checked: it has been asked for what is wrong with it. added: how many rows were ever added.
    sender, why: what the one who sends it has written.
    """

    began: int
    edits: dict[RowId, Edit] = field(default_factory=dict)
    open: RowId | None = None
    checked: bool = False
    added: int = 0
    sender: str = ""
    why: str = ""


def receipt() -> Receipt | None:
    """The latest receipt, while it should show."""
    return st.session_state.get("receipt")


def uploader_key() -> str:
    """The upload box's key: a new one empties it, since Streamlit keeps its file on every run."""
    return f"fil-{st.session_state.get('uploads', 0)}"


def sent(given: Receipt) -> None:
    """A file was sent: show its receipt and empty the upload box."""
    st.session_state["receipt"] = given
    _empty_uploader()


def cancelled() -> None:
    """The file was put aside: nothing to show, an empty upload box."""
    st.session_state.pop("receipt", None)
    _empty_uploader()


def forget_receipt() -> None:
    """A new file is being looked at, so the last one's receipt is done with."""
    st.session_state.pop("receipt", None)


def _empty_uploader() -> None:
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1


def chosen(name: str, options: Sequence[str], default: str) -> str:
    """What the address says under this name, else the default; the widget keyed so shows it.

    The address is the only truth: what a widget is set to goes there first (`into_address`),
    so that links, the back button and a copied address all work. Streamlit's own binding
    would put the words of the list there instead of an id, and leave out the default.
    """
    asked = st.query_params.get(name, default)
    value = asked if asked in options else default
    st.session_state[name] = value
    return value


def show_address() -> None:
    """Make the browser show the address that the script was given.

    A link to the page one is already on reaches the script but not the browser's address;
    the browser does nothing where the two are the same.
    """
    st.query_params.update({name: st.query_params.get_all(name) for name in st.query_params})


def into_address(name: str) -> None:
    """Put what a widget was set to into the address; for `on_change`."""
    st.query_params[name] = st.session_state[name]


def unfolded(name: str) -> str:
    """The key of an expander that is open when the address says so; see `unfolding`."""
    st.session_state[name] = name in st.query_params
    return name


def unfolding(name: str) -> None:
    """Put into the address that an expander was opened, or take it away; for `on_change`."""
    if st.session_state[name]:
        st.query_params[name] = "ja"
    else:
        st.query_params.pop(name, None)


def open_in_address(**what: str) -> None:
    """Add to the address; for a button that opens something."""
    st.query_params.update(what)


def closed_in_address(*names: str) -> None:
    """Take away from the address; for what was closed."""
    for name in names:
        st.query_params.pop(name, None)


def choices_of(file: str) -> dict[str, Any]:
    """What has been chosen about one file, kept until another is looked at.

    Streamlit forgets a widget that a run does not draw; with another delimiter the columns
    are others for a while, and what was chosen of the first must still stand afterwards.
    """
    if st.session_state.get("choices_of") != file:
        st.session_state["choices_of"] = file
        st.session_state["choices"] = {}
    found: dict[str, Any] = st.session_state["choices"]
    return found


def offer(file: str, name: str, guess: T, options: Sequence[T] | None = None) -> str:
    """The key of a widget that shows what was chosen, while that is there to choose, else a guess.

    The widget must call `keep_choice` or `keep_text` when it is changed.
    """
    value = choices_of(file).get(name, guess)
    key = f"val-{file}-{name}"
    st.session_state[key] = guess if options is not None and value not in options else value
    return key


def keep_choice(file: str, name: str) -> None:
    """Keep what a widget was set to, for `on_change`. What was tried before was another reading."""
    keep_text(file, name)
    choices_of(file).pop("tried", None)


def keep_text(file: str, name: str) -> None:
    """The same for what says nothing of how the file is read."""
    keep(file, name, st.session_state[f"val-{file}-{name}"])


def saved_mapping(file: str, layout: str, number: int) -> None:
    """What was said of a file is a layout from now on, and the file is read by it."""
    choices_of(file).update(saved=layout, saved_as=number, open=False)


def keep(file: str, name: str, value: object) -> None:
    """Keep something about a file; for `on_click`."""
    choices_of(file)[name] = value


def draft(register: str, number: int) -> Draft:
    """What has been typed into a register; a new one begins at the ledger's number."""
    drafts: dict[str, Draft] = st.session_state.setdefault("drafts", {})
    if register not in drafts or not drafts[register].edits:
        kept = drafts.get(register)
        drafts[register] = Draft(number, open=kept.open if kept else None)
    return drafts[register]


def shown_as(key: str, value: object) -> str:
    """Make the widget keyed so show a value that is kept elsewhere; its key."""
    st.session_state[key] = value
    return key


def opened_row(typed: Draft, key: str) -> None:
    """A row was chosen in the list; for `on_change`."""
    typed.open = st.session_state[key]


def added_row(typed: Draft) -> None:
    """A new row is wanted: it is opened, and nothing is said of it until it has been filled."""
    typed.added += 1
    typed.open, typed.checked = typed.added, False
    typed.edits[typed.added] = Edit()


def typed_cell(typed: Draft, row: RowId, name: str, key: str) -> None:
    """A cell was typed; for `on_change`."""
    edit = typed.edits.get(row, Edit())
    typed.edits[row] = replace(edit, cells={**edit.cells, name: st.session_state[key] or ""})


def removed_row(typed: Draft, row: RowId, key: str) -> None:
    """A row was marked to be taken away, or not to be; for `on_change`."""
    typed.edits[row] = replace(typed.edits.get(row, Edit()), removed=bool(st.session_state[key]))


def forgot_row(typed: Draft, row: RowId) -> None:
    """What was typed about one row is taken back."""
    typed.edits.pop(row, None)
    if isinstance(row, int):
        typed.open = None


def asked_for_check(typed: Draft, number: int) -> None:
    """The edits are to be checked against what stands at the ledger's number."""
    typed.checked, typed.began = True, number


def wrote(typed: Draft, name: str, key: str) -> None:
    """The sender's name or reason was written; for `on_change`."""
    setattr(typed, name, st.session_state[key])


def forget_draft(register: str) -> None:
    """Everything typed into a register is thrown away."""
    st.session_state.get("drafts", {}).pop(register, None)


def sent_draft(register: str, given: Receipt) -> None:
    """What was typed into a register was sent: nothing is left but the receipt."""
    forget_draft(register)
    st.session_state["edited"] = (register, given)


def receipt_of(register: str) -> Receipt | None:
    """The receipt of what was last sent from a register's page, on that register's page."""
    edited, given = st.session_state.get("edited", ("", None))
    return given if edited == register else None


def pressed_send(seen: Previewed) -> None:
    """Sending was asked for with this preview on the page; for `on_click`."""
    st.session_state["seen"] = seen


def seen_when_sent() -> Previewed:
    """The preview that stood on the page when sending was asked for."""
    return st.session_state["seen"]


def chosen_many(name: str, options: Sequence[str]) -> tuple[str, ...] | None:
    """What the address switches on under this name; None where it says nothing: all of it.

    The widget keyed so shows it. Nothing at all is a choice too, `NONE_OF` in the address.
    """
    asked = st.query_params.get_all(name)
    found = tuple(option for option in options if option in asked)
    everything = not found and asked != [NONE_OF]
    st.session_state[name] = list(options if everything else found)
    return None if everything else found


def many_into_address(name: str, options: Sequence[str]) -> None:
    """Put what a widget has switched on into the address; for `on_change`."""
    kept: list[str] = st.session_state[name]
    if set(kept) == set(options):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = kept or [NONE_OF]


def pressed_at(number: int) -> None:
    """Sending was asked for on a page as of the ledger's number; for `on_click`."""
    st.session_state["pressed_at"] = number


def number_when_pressed() -> int:
    """The ledger's number on the page where sending was asked for."""
    return int(st.session_state["pressed_at"])


def sent_comment(place: str, number: int) -> None:
    """A comment was sent from a place: an empty form, and its delivery's number to show."""
    st.session_state["commented"] = (place, number)
    st.session_state["comments_sent"] = comments_sent() + 1


def comments_sent() -> int:
    """How many comments have been sent: a part of the form's name, so that a new one is empty."""
    return int(st.session_state.get("comments_sent", 0))


def comment_receipt(place: str) -> int | None:
    """The delivery that was last sent from a place, at that place."""
    commented, number = st.session_state.get("commented", ("", 0))
    return number if commented == place else None
