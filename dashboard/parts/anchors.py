"""Links between pages: a title, a cell or a word that leads to what it names.

Plain links, which static/sv.js follows without loading the whole page anew.
"""

from urllib.parse import urlencode

from dashboard import loaders
from dashboard.parts.html import Html, fill


def kpi_link(kpi: str, name: str, **more: str) -> Html:
    """A title that leads to a nyckeltal's page. more: what else the address should say."""
    return link(name, "nyckeltal", kind="pk-title", kpi=kpi, **more)


def link_line(text: str, page: str, **address: str) -> Html:
    """A link on a line of its own."""
    return fill('<p class="pk-text">{link}</p>', link=link(text, page, **address))


def link(
    text: str, page: str = "", *, label: str = "", kind: str = "pk-link", **address: str
) -> Html:
    """A link to a page, or to this one, with choices in its address.

    While pages are shown as they were, so is the linked one, unless the address says otherwise.
    label: what is read aloud where the text alone says too little; it must contain the text.
    kind: its class, where it is to look like something else than a link in a text.
    """
    named = fill(' aria-label="{label}"', label=label) if label else Html("")
    return fill(
        '<a class="{kind}" href="{page}?{address}"{named}>{text}</a>',
        kind=kind,
        page=page,
        address=urlencode(address | {k: v for k, v in loaders.kept().items() if k not in address}),
        named=named,
        text=text,
    )
