"""Has the pilot changed anything, how much, and how sure is that?"""

import streamlit as st

from dashboard import effect_loaders, loaders, session
from dashboard.parts import html, kpi_html
from dashboard.parts.address_list import address_list
from dashboard.parts.effect_forest import show_forests
from dashboard.parts.effect_money import show_money, show_planning
from dashboard.parts.effect_one import show_one
from dashboard.parts.empty import show_way_to_send
from dashboard.parts.head import page_head
from kpi.errors import UsageError
from kpi.wording.evaluation import finding, main_first

KPI = "kpi"  # in the address
TITLE = "Vad har piloten förändrat?"

version = loaders.number()
try:
    seen = effect_loaders.evaluation(version)
except UsageError as error:
    st.html(page_head(TITLE) + html.message("error", "Effekten går inte att räkna", str(error)))
    st.stop()
if seen is None or not seen.seen:
    st.html(
        page_head(TITLE)
        + html.heading("Ingen effekt att visa än")
        + html.paragraph(
            "Här jämförs pilotens enheter med enheter utanför piloten, före och efter starten. Det "
            "behövs en pilot, enheter med rollerna pilot och jämförelse (minst sex av varje), "
            "tolv månader före starten och minst en efter."
        )
    )
    show_way_to_send("Lämna filen som saknas")
    st.stop()

st.html(
    page_head(TITLE)
    + html.lede(*finding(seen.seen, len(seen.pilot_units), len(seen.comparison_units)))
)
show_forests(seen, version)
show_money(seen)
session.show_address()
ordered = main_first(seen.seen)
by_id = {each.kpi.id: each for each in ordered}
asked = st.query_params.get(KPI)
if asked and asked not in by_id:
    st.html(kpi_html.notice(f"Nyckeltalet ”{asked[:40]}” har ingen effekt att visa."))
chosen = by_id[session.chosen(KPI, list(by_id), ordered[0].kpi.id)]
address_list("Nyckeltal", KPI, {id_: each.kpi.short_name for id_, each in by_id.items()}, 380)
show_one(seen, chosen, version)
show_planning(seen)
