"""What a visitor's session remembers between runs: the only place that touches session_state."""

from dataclasses import dataclass

import streamlit as st


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
