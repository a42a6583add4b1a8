"""Links between pages: a title that leads to what it names."""

import re

import streamlit as st

from kpi.values import Prices

KPI_PAGE = "views/kpi.py"  # as app.py registers it
PRICES = {"fasta": Prices.FIXED, "lopande": Prices.CURRENT}  # as an address says it


def kpi_title(kpi: str, name: str, *, key: str = "", **more: str) -> None:
    """A heading (h3, by static/sv.js) that leads to a nyckeltal's page.

    key: what makes the heading its own where one nyckeltal has several. more: what else the
    address should say.
    """
    with st.container(key=f"h3-{key or kpi}", gap=None):
        st.page_link(KPI_PAGE, label=plain(name), query_params={"kpi": kpi, **more})


def plain(text: str) -> str:
    """Text from data as a Streamlit label: nothing in it becomes Markdown."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|~<>$:-])", r"\\\1", text)
