"""The script that Streamlit runs for every visitor and every choice they make."""

import streamlit as st

from dashboard.parts.frame import show_page

show_page(
    {
        "Läget": [
            st.Page("views/overview.py", title="Översikt", default=True),
            st.Page("views/kpi.py", title="Nyckeltal", url_path="nyckeltal"),
        ],
        "Data": [st.Page("views/deliver.py", title="Lämna fil", url_path="lamna-fil")],
    },
    owner="Servicenämnden",
)
