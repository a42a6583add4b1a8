"""A file to fill in, for whoever does not have one."""

from functools import partial

import streamlit as st

from dashboard import loaders
from dashboard.parts import html
from dashboard.parts.downloads import CSV, XLSX, download
from dashboard.parts.file_answer import expected_columns
from kpi.actions.template import template
from kpi.catalogue import Catalogue

FIRST = "wide"  # what most people send


def show_templates(catalogue: Catalogue, version: int) -> None:
    """Choose a layout, see its columns, take its file."""
    with st.expander("Hämta en mall att fylla i"):
        titles = {each.id: each.title for each in catalogue.layouts.values()}
        chosen = st.selectbox(
            "Mall för",
            sorted(titles, key=lambda each: (each != FIRST, titles[each])),
            format_func=titles.__getitem__,
            width=420,
        )
        st.html(
            html.paragraph(
                "Mallen har det som redan är känt ifyllt. Excel-filen förklarar sina kolumner i "
                "ett blad för sig."
            )
            + expected_columns(catalogue.layouts[chosen])
        )
        offer_template(chosen, version)


def offer_template(layout: str, version: int, *, what: str = "mallen") -> None:
    """The buttons for a layout's file, in both forms."""
    make = partial(template, loaders.home(), loaders.VISITOR, layout, as_of=version)
    with st.container(horizontal=True):
        download(
            f"Ladda ner {what} (Excel)", partial(make, excel=True), f"mall_{layout}.xlsx", XLSX
        )
        download(f"Ladda ner {what} (CSV)", make, f"mall_{layout}.csv", CSV)
