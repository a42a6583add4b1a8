"""The questions that a delivery leaves open, and the way to settle them."""

from collections.abc import Sequence

import streamlit as st

from dashboard import loaders
from dashboard.parts import html
from kpi.access import Role, User
from kpi.actions.questions import settle_question
from kpi.catalogue import Catalogue
from kpi.errors import KpiError
from kpi.wording.questions import Question, about, answer, doubt, how_many

HEADINGS = ["Fråga", "Gäller", "Tveksamt", "Svar när filen lämnades"]


def show_questions(asked: Sequence[Question], catalogue: Catalogue) -> None:
    """The open questions that came with a delivery, and a form that settles one of them."""
    units = loaders.home().store.register("units", loaders.number())
    names = dict(units.select("unit", "name").iter_rows())
    measures = {key: each.title for key, each in catalogue.measures.items()}
    rows = [[each.id, about(each, names, measures), doubt(each), answer(each)] for each in asked]
    st.html(html.heading(how_many(len(asked))) + html.table(HEADINGS, rows, wide=True))
    if not loaders.may_send():
        return
    labels = {each.id: f"{each.id}: {about(each, names, measures)}" for each in asked}
    with st.expander("Avgör en fråga"), st.form("avgor", border=False):
        st.html(html.paragraph("Är talet fel: lämna en rättelse först, och avgör sedan frågan."))
        chosen = st.selectbox("Fråga", list(labels), format_func=labels.get, width=560)
        name = st.text_input("Ditt namn (visas i leveranslistan)", max_chars=80, width=560)
        why = st.text_input("Hur är den avgjord?", max_chars=200, width=560)
        if st.form_submit_button("Avgör frågan", type="primary"):
            _settle(chosen, name.strip(), why)


def _settle(question: str, name: str, why: str) -> None:
    if not name or not why.strip():
        said = "Skriv ditt namn och hur frågan är avgjord."
        st.html(html.message("warning", said, "Ingenting är ändrat."))
        return
    try:
        settle_question(loaders.home(), User(name, Role.ADMIN), question, why)
    except KpiError as error:
        st.html(html.message("error", "Frågan är inte avgjord.", str(error)))
        return
    st.rerun()
