"""The frame around every page: its title, and a menu in sections with headings of its own.

Streamlit's own sectioned menu breaks the rules for lists (axe: list, listitem), so it is
hidden and the menu is built from page links. static/sv.js gives it the roles it needs.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.parts.html import fill

PRODUCT = "Pilotkollen"
MENU_WIDTH = 250  # px

Page = Any  # Streamlit's page type is not part of its public API


def show_page(sections: Mapping[str, Sequence[Page]], owner: str) -> None:
    """Draw the menu and run the page that the address names.

    The layout is set first, because a width that comes after other elements is ignored, and
    the title last, because only then is it known which page it is.
    """
    st.set_page_config(layout="wide", initial_sidebar_state=MENU_WIDTH)
    page = st.navigation([p for pages in sections.values() for p in pages], position="hidden")
    st.set_page_config(page_title=f"{page.title} – {PRODUCT}")
    with st.sidebar, st.container(key="meny", gap=None):
        st.html(
            fill('<p class="pk-product">{name}<span>{owner}</span></p>', name=PRODUCT, owner=owner)
        )
        for name, pages in sections.items():
            st.html(fill('<h2 class="pk-nav">{name}</h2>', name=name))
            for p in pages:
                with st.container(key=_key(p, page), gap=None):
                    st.page_link(p)
    page.run()


def _key(p: Page, current: Page) -> str:
    """Keys become classes; the stylesheet and the script know the current page by its own."""
    return "meny-nu" if p == current else f"meny-{p.url_path or 'start'}"
