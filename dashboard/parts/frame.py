"""The frame around every page: its title, a menu in sections with headings of its own, its foot.

Streamlit's own sectioned menu breaks the rules for lists (axe: list, listitem) and is slow to
draw, so it is hidden and the menu is a list of our own links.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import loaders
from dashboard.parts.head import page_foot
from dashboard.parts.html import Html, fill, joined
from dashboard.parts.looking_back import show_looking_back, title, way_back
from kpi.access import GRANTED, Permission
from kpi.errors import NotAllowed

PRODUCT = "Pilotkollen"
MENU_WIDTH = 250  # px
ICON = str(Path(__file__).parents[1] / "static" / "icon.svg")  # unset, Streamlit's is fetched anew


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
    st.set_page_config(layout="wide", initial_sidebar_state=MENU_WIDTH, page_icon=ICON)
    allowed = _allowed(sections)
    page = st.navigation([p for pages in allowed.values() for p in pages], position="hidden")
    st.set_page_config(page_title=f"{title(page.title)} – {PRODUCT}")
    st.sidebar.html(_menu(allowed, page, owner))
    body, foot = st.container(), st.container(key="sidfot")
    foot.html(page_foot() + way_back())  # before the page, which may stop the script
    with body:
        show_looking_back()
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


def _menu(sections: Mapping[str, Sequence[Any]], current: Any, owner: str) -> Html:
    """Headings, each with a list of links; where the reader is now is said of its link."""
    groups = joined(
        fill(
            '<h2 class="pk-nav">{name}</h2><ul>{links}</ul>',
            name=name,
            links=joined(_entry(page, page == current) for page in pages),
        )
        for name, pages in sections.items()
    )
    return fill(
        '<p class="pk-product">{name}<span>{owner}</span></p>'
        '<nav class="pk-menu" aria-label="Huvudmeny">{groups}</nav>',
        name=PRODUCT,
        owner=owner,
        groups=groups,
    )


def _entry(page: Any, is_current: bool) -> Html:
    kept = loaders.kept()
    now = Html(' aria-current="page"' if is_current else "")
    return fill(
        '<li><a href="./{at}{kept}"{now}>{title}</a></li>',
        at=page.url_path,
        kept=f"?{urlencode(kept)}" if kept else "",
        now=now,
        title=page.title,
    )
