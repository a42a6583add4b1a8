"""What the pilot has saved, step by step, and how small an effect could be seen at all."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard import effect_loaders
from dashboard.parts import html
from dashboard.parts.downloads import CSV, download
from kpi.actions.evaluation import Evaluation
from kpi.effects.money import Savings
from kpi.wording import savings as say
from kpi.wording.effect_files import savings_file
from kpi.wording.evaluation import planning_table
from kpi.wording.prices import costs_sentence
from kpi.wording.table_file import table_file


def show_money(seen: Evaluation) -> None:
    """Each cost in kronor, their sum, and what is left when the pilot itself is paid."""
    st.html(html.heading("I kronor", "fasta priser"))
    if seen.savings is None:
        st.html(html.paragraph(say.NOTHING))
        return
    money = effect_loaders.money(seen)
    prices = [money[cost.kpi.id] for cost in seen.savings.costs]
    headings, rows = say.savings_table(seen.savings)
    st.html(
        html.paragraph(say.savings_sentence(seen.savings))
        + html.table(headings, rows, align="lrrrr", wide=True, caption="Tusen kronor")
        + html.joined(html.paragraph(each, quiet=True) for each in say.left_out(seen.savings))
        + html.paragraph(f"{costs_sentence(prices)} {say.HOW}", quiet=True)
    )
    file = partial(_csv, seen.savings, money)
    download("Ladda ner stegen (CSV)", file, "effekt-kronor.csv", CSV)


def _csv(savings: Savings, money: Mapping[str, str]) -> bytes:
    return table_file(*savings_file(savings, money))


def show_planning(seen: Evaluation) -> None:
    """How small an effect the units and months there are would show."""
    headings, rows = planning_table(seen.seen)
    box = st.expander("Hur stor effekt kan vi se?", key="planering", on_change="rerun")
    if box.open:
        with box:
            st.html(
                html.paragraph(
                    "En effekt som är mindre än så här kan finnas utan att den syns. Fler enheter "
                    "eller fler månader gör att mindre effekter syns; en enda enhet kan aldrig ge "
                    "svar."
                )
                + html.table(headings, rows, align="lrl")
            )
