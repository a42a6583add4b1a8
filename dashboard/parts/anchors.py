"""Links inside our own HTML: within a table or a sentence, where Streamlit's cannot stand."""

from urllib.parse import urlencode

from dashboard.parts.html import Html, fill


def link(
    text: str, page: str = "", *, label: str = "", kind: str = "pk-link", **address: str
) -> Html:
    """A link to a page, or to this one, with choices in its address.

    label: what is read aloud where the text alone says too little; it must contain the text.
    kind: its class, where it is to look like something else than a link in a text.
    """
    named = fill(' aria-label="{label}"', label=label) if label else Html("")
    return fill(
        '<a class="{kind}" target="_self" href="{page}?{address}"{named}>{text}</a>',
        kind=kind,
        page=page,
        address=urlencode(address),
        named=named,
        text=text,
    )
