"""What has come in of what is expected, unit by unit and month by month, and what is lacking."""

import streamlit as st

from dashboard import loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.coverage_choice import chosen, show_choices
from dashboard.parts.coverage_list import show_lacking, show_unit_month
from dashboard.parts.coverage_table import months_table
from dashboard.parts.empty import show_way_to_send
from dashboard.parts.head import page_head
from kpi.actions.coverage import latest_finding
from kpi.wording.numbers import months_between

version = loaders.number()
seen = loaders.coverage(version, loaders.day())
if not seen.months:
    st.html(
        page_head("Täckning")
        + html.heading("Inga tal väntas än")
        + html.paragraph(
            "Här visas vad varje enhet har lämnat månad för månad, och vad som saknas. En enhet "
            "väntas lämna ett tal när den har lämnat något till samma nyckeltal en gång."
        )
    )
    show_way_to_send("Lämna den första filen")
    st.stop()

choice = chosen(seen)
if choice.unit:
    show_unit_month(seen, choice.unit, choice.month)
    st.stop()
decided, *rest = latest_finding(seen)
notices = html.joined(map(kpi_html.notice, choice.notes))
st.html(page_head("Täckning") + notices + html.lede(decided, " ".join(rest)))
show_choices(seen)
about = f"Enheter och månader, {months_between(choice.months[0], choice.months[-1])}"
st.html(months_table(choice.cells, choice.months, about))
show_lacking(seen, choice.cells, choice.month)
