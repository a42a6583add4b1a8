"""The frame around every page: its title, a menu in sections with headings of its own, its foot.

Streamlit's own sectioned menu breaks the rules for lists (axe: list, listitem), so it is
hidden and the menu is built from page links. static/sv.js gives it the roles it needs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import loaders
from dashboard.parts.head import page_foot
from dashboard.parts.html import fill
from kpi.access import GRANTED, Permission
from kpi.errors import NotAllowed

PRODUCT = "Pilotkollen"
MENU_WIDTH = 250  # px


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the menu, and what its reader must be allowed to do.

    at: its address; the first page that a reader may see is also the start page.
    """

    file: str
    title: str
    at: str
    needs: Permission = Permission.SEE_FIGURES


def show_pages(sections: Mapping[str, Sequence[Page]], owner: str) -> None:
    """Draw the menu and run the page that the address names.

    A page that the reader's role does not reach is not there: neither in the menu nor by its
    address. The layout is set first, because a width that comes after other elements is
    ignored, and the title last, because only then is it known which page it is.
    """
    st.set_page_config(layout="wide", initial_sidebar_state=MENU_WIDTH)
    allowed = _allowed(sections)
    page = st.navigation([p for pages in allowed.values() for p in pages], position="hidden")
    st.set_page_config(page_title=f"{page.title} – {PRODUCT}")
    _show_menu(allowed, page, owner)
    body, foot = st.container(), st.container(key="sidfot")
    foot.html(page_foot())  # before the page, which may stop the script
    with body:
        page.run()


def _allowed(sections: Mapping[str, Sequence[Page]]) -> dict[str, list[Any]]:
    """Streamlit's pages, by section; a section without any is left out."""
    role = loaders.VISITOR.role
    found: dict[str, list[Any]] = {}
    for name, pages in sections.items():
        for each in pages:
            if each.needs in GRANTED[role]:
                page = st.Page(each.file, title=each.title, url_path=each.at, default=not found)
                found.setdefault(name, []).append(page)
    if not found:
        raise NotAllowed(f"Rollen {role.value} har inga sidor att se än.")
    return found


def _show_menu(sections: Mapping[str, Sequence[Any]], current: Any, owner: str) -> None:
    with st.sidebar, st.container(key="meny", gap=None):
        st.html(
            fill('<p class="pk-product">{name}<span>{owner}</span></p>', name=PRODUCT, owner=owner)
        )
        for name, pages in sections.items():
            st.html(fill('<h2 class="pk-nav">{name}</h2>', name=name))
            for page in pages:
                with st.container(key=_key(page, current), gap=None):
                    st.page_link(page)


def _key(page: Any, current: Any) -> str:
    """Keys become classes; the stylesheet and the script know the current page by its own."""
    return "meny-nu" if page == current else f"meny-{page.url_path or 'start'}"
