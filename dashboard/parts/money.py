"""In which prices costs are shown: a choice in the address, the same on every page."""

from collections.abc import Iterable

import streamlit as st

from dashboard import session
from dashboard.parts import html
from kpi.values import Prices
from kpi.wording.prices import costs_sentence

MONEY = "priser"  # in the address
PRICES = {"fasta": Prices.FIXED, "lopande": Prices.CURRENT}  # as an address says it
_WORDS = {"fasta": "Fasta", "lopande": "Löpande"}


def chosen_money() -> str:
    """`fasta` or `lopande`, as the address has it."""
    return session.chosen(MONEY, list(PRICES), "fasta")


def show_money() -> None:
    """The switch. `chosen_money` has been asked first."""
    st.segmented_control(
        "Priser",
        list(PRICES),
        format_func=_WORDS.__getitem__,
        key=MONEY,
        required=True,
        on_change=session.into_address,
        args=(MONEY,),
    )


def show_costs_said(money: Iterable[str]) -> None:
    """In which money the costs above are, and the switch to the other; nothing without costs."""
    said = costs_sentence(money)
    if said:
        with st.container(horizontal=True, key="priserna", vertical_alignment="bottom"):
            st.html(html.paragraph(said, quiet=True))
            show_money()


def money_address(money: str) -> dict[str, str]:
    """What a link says so that its page shows the same prices; nothing where it would anyway."""
    return {} if PRICES[money] is Prices.FIXED else {MONEY: money}
