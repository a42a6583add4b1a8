"""What a visitor's session remembers between runs: the only place that touches session_state."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was just sent, shown until the next file is chosen."""

    number: int
    file_name: str
    rows: int


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
    st.query_params.update(st.query_params.to_dict())


def into_address(name: str) -> None:
    """Put what a widget was set to into the address; for `on_change`."""
    st.query_params[name] = st.session_state[name]


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
