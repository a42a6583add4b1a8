"""A list to choose from, whose choice lives in the address."""

from collections.abc import Mapping

import streamlit as st

from dashboard import session


def address_list(label: str, name: str, words: Mapping[str, str], width: int) -> str:
    """Draw the list and say what is chosen: a key of `words`, which are what a person reads.

    name: what the choice is called in the address. `session.chosen` has been asked first, since
    it knows the default and what else rests on the choice.
    """
    return st.selectbox(
        label,
        list(words),
        format_func=words.__getitem__,
        key=name,
        on_change=session.into_address,
        args=(name,),
        width=width,
    )
