"""What stands in a register: its rows, and who changed it last."""

import streamlit as st

from dashboard import loaders
from dashboard.parts import html
from dashboard.parts.anchors import link_line
from dashboard.parts.delivery_list import KIND
from dashboard.parts.templates import offer_template
from kpi.actions.register import Register
from kpi.catalogue import Layout
from kpi.wording.register import how_many_rows, last_changed, shown_cells

REGISTER = "register"  # its name in the address
SHOWN = 20  # rows at first: as many as can be looked through


def show_rows(register: Register, version: int) -> None:
    """When it was last changed, by whom, and every row there is."""
    layout = register.layout
    _show_last(layout, version)
    rows = [shown_cells(cells) for cells in register.rows.values()]
    headings = [column.name for column in register.columns.values()]
    few, caption = rows[:SHOWN], how_many_rows(len(rows))
    if len(rows) > len(few):
        caption = f"De första {len(few)} av {caption}"
    st.html(html.table(headings, few, caption=caption, wide=True, moves=layout.title))
    if len(rows) > len(few):
        with st.expander(f"Visa alla {how_many_rows(len(rows))}"):
            st.html(html.table(headings, rows, caption=layout.title, wide=True, moves="Alla rader"))
    if loaders.may_send():
        offer_template(layout.id, version, what="registret")
        st.html(link_line("Lämna en fil i stället", "lamna-fil"))


def show_empty_register(layout: Layout, version: int) -> None:
    """What will stand here, and the two ways to fill it."""
    st.html(html.paragraph("Registret är tomt än."))
    if not loaders.may_send():
        return
    st.html(
        html.paragraph(
            "Lägg till rader här nedanför, eller fyll i mallen och lämna den som en fil."
        )
    )
    offer_template(layout.id, version)
    st.html(link_line("Lämna en fil", "lamna-fil"))


def _show_last(layout: Layout, version: int) -> None:
    """The latest delivery, for those who may see them; the first of the list is the newest."""
    if not loaders.may_see_rows():
        return
    own = (sent for sent in loaders.deliveries(version) if sent.subject_kind == layout.kind)
    deliveries = link_line("Se registrets leveranser", "leveranser", **{KIND: layout.kind})
    st.html(html.paragraph(last_changed(next(own)), quiet=True) + deliveries)
