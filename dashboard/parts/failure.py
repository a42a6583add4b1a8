"""What a page shows when its script fails: one sentence, what still works, a number to quote."""

import logging
from secrets import token_hex

import streamlit as st

from dashboard.parts.html import message
from kpi.errors import KpiError

LOG = logging.getLogger(__name__)

# Streamlit logs every failing script before it asks us, even what is meant for people.
logging.getLogger("streamlit.error_util").addFilter(lambda r: r.msg != "Uncaught app execution")


def show_failure(error: Exception) -> bool:
    """Streamlit's `on_script_error`; True keeps it from showing a text of its own.

    A `KpiError` is meant for people and is shown as it stands. Anything else is a bug: its
    traceback goes to the log under the number that the page shows.
    """
    if isinstance(error, KpiError):
        st.html(message("error", "Det gick inte.", str(error), whole_page=True))
        return True
    number = token_hex(3).upper()
    LOG.error("Felnummer %s", number, exc_info=error)
    st.html(
        message(
            "error",
            "Något gick fel när sidan skulle visas.",
            f"Ingenting har ändrats och övriga sidor fungerar. Ange felnummer {number} om du "
            "rapporterar felet.",
            whole_page=True,
        )
    )
    return True
