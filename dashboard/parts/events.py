"""Which events a chart shows: kinds switched on and off, kept in the address."""

import streamlit as st

from dashboard import session
from kpi.actions.events import kinds_of
from kpi.actions.one_kpi import OneKpi
from kpi.wording.happened import kind_word

EVENTS = "handelser"  # its name in the address
LABEL = "Händelser i diagrammet och tabellen"

Kinds = tuple[str, ...] | None  # None: all of them


def chosen_kinds(seen: OneKpi) -> Kinds:
    """The kinds that the address asks for among those there are."""
    return session.chosen_many(EVENTS, kinds_of(seen.events))


def show_kinds(seen: OneKpi) -> None:
    """A switch for each kind that occurs. seen: with all of its events."""
    kinds = kinds_of(seen.events)
    if kinds:
        st.pills(
            LABEL,
            kinds,
            selection_mode="multi",
            format_func=kind_word,
            key=EVENTS,
            on_change=session.many_into_address,
            args=(EVENTS, kinds),
        )
