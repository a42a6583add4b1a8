"""What stands over a page that is shown as it was, and the way there from every page's foot."""

from urllib.parse import urlencode

import streamlit as st

from dashboard import loaders
from dashboard.parts.html import Html, fill, joined
from kpi.wording.looking_back import LEAVE, NO_SENDING, STAYS, looking_back

Address = list[tuple[str, str]]


def show_looking_back() -> None:
    """Over the page: as of when it is shown, and the way back to the present."""
    shown = loaders.shown()
    if shown.is_back:
        said = looking_back(shown.number, shown.day, is_latest=shown.is_latest)
        st.html(_note(fill("<b>{said}</b> {rest}", said=said, rest=NO_SENDING), LEAVE))
    elif shown.wrong:
        st.html(_note(fill("{said} {rest}", said=shown.wrong, rest=STAYS)))


def title(page: str) -> str:
    """What the browser's tab is called: two tabs may show two numbers."""
    shown = loaders.shown()
    return f"{page}, leverans {shown.number}" if shown.is_back else page


def way_back() -> Html:
    """In the foot: any day to see this page as of, with everything else in its address kept.

    A form of the browser's own, so that it is an address. The day is a text: a date field is
    written as the browser's own language has it, 09/18/2024 in many, and no page can say otherwise.
    """
    if not loaders.may_see_figures():
        return Html("")
    shown = loaders.shown()
    hidden = joined(
        fill('<input type="hidden" name="{name}" value="{value}">', name=name, value=value)
        for name, value in _rest()
    )
    return fill(
        '<details class="pk-then"><summary>Visa som det var en annan dag</summary>'
        "<form>{hidden}<label>Dag (skriv som 2024-09-18) "
        '<input name="{per}" value="{day}" size="12" maxlength="10" required></label> '
        '<button type="submit">Visa</button></form></details>',
        hidden=hidden,
        per=loaders.PER,
        day=f"{shown.day or ''}",
    )


def _note(said: Html, leave: str = "") -> Html:
    way = fill(
        ' <a class="pk-link" href="?{rest}">{leave}</a>', rest=urlencode(_rest()), leave=leave
    )
    return fill(
        '<div class="pk-note" role="status"><p>{said}{way}</p></div>',
        said=said,
        way=way if leave else Html(""),
    )


def _rest() -> Address:
    """What the address says beside the number."""
    names = [name for name in st.query_params if name != loaders.PER]
    return [(name, value) for name in names for value in st.query_params.get_all(name)]
