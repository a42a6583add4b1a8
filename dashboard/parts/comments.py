"""What people say of a nyckeltal: everything said so far, and a form to say something."""

from collections.abc import Sequence

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html
from dashboard.parts.anchors import link_line
from kpi.access import User
from kpi.actions.comment import author_roles, send_comment
from kpi.actions.one_kpi import OneKpi
from kpi.catalogue import Catalogue
from kpi.errors import KpiError
from kpi.periods import Month
from kpi.wording.comments import (
    NONE_YET,
    Comment,
    Said,
    about_words,
    how_many,
    said_parts,
    signed_words,
)

PLACE = (
    "Kommentaren gäller {what} och en månad. Varje roll har sin egen. Skriv inga namn på kunder, "
    "elever eller medarbetare."
)
STANDS = "Den här kommentaren finns redan och ändras. Den gamla finns kvar under Leveranser."
LABELS = {"what": "Vad har hänt?", "why": "Varför?", "action": "Åtgärd"}
SIGN = "Jag signerar kommentaren (annars är den ett utkast)"


def show_comments(seen: OneKpi, catalogue: Catalogue, version: int) -> None:
    """The history, for the scope and its units, and the way to add to it."""
    names = {each.scope.key: each.scope.name for each in (seen.series, *seen.units)}
    comments = loaders.comments(seen.kpi.id, tuple(names), version)
    if loaders.may_send():
        _show_receipt(seen)
    if not comments:
        st.html(html.paragraph(f"{NONE_YET}.", quiet=True))
    else:
        title = f"{how_many(comments)} till nyckeltalet"
        history = st.expander(title, key="kommentarer", on_change="rerun")
        if history.open:
            history.html(_history(comments, names))
    roles, months = author_roles(catalogue), _months(seen)
    if not loaders.may_send() or not roles or not months:
        return
    form = st.expander("Skriv en kommentar", key="kommentera", on_change="rerun")
    if form.open:
        with form:
            _show_form(seen, comments, roles, months, version)


def _history(comments: Sequence[Comment], names: dict[str, str]) -> html.Html:
    headings = ["Gäller", "Vad", "Varför", "Åtgärd", "Signerad"]
    rows = []
    for comment in comments:
        parts = dict(said_parts(comment))
        about = html.cell(about_words(comment), names[comment.scope])
        texts = [parts.get(name, "") for name in headings[1:4]]
        rows.append([about, *texts, signed_words(comment)])
    return html.table(headings, rows, wide=True)


def _months(seen: OneKpi) -> list[Month]:
    """The months that have a value, the latest first."""
    points = seen.series.points
    found: list[Month] = points.drop_nulls("shown")["month"].sort(descending=True).to_list()
    return found


def _show_form(
    seen: OneKpi,
    comments: Sequence[Comment],
    roles: Sequence[str],
    months: Sequence[Month],
    version: int,
) -> None:
    """Which month and in which role first: what already stands there comes up to be changed."""
    scope = seen.series.scope
    st.html(html.paragraph(PLACE.format(what=scope.name), quiet=True))
    with st.container(horizontal=True, gap="medium"):
        month = st.selectbox("Månad", months, format_func=seen.series.reading.when, width=260)
        role = st.selectbox("Roll", roles, index=None, placeholder="Välj roll", width=260)
    wanted = (scope.key, month, role)
    stands = next((c for c in comments if (c.scope, c.month, c.role) == wanted), None)
    if stands:
        st.html(html.paragraph(STANDS))
    key = f"{seen.kpi.id}-{scope.key}-{month}-{role}-{session.comments_sent()}"
    with st.form(f"kommentera-{key}", border=False):
        texts = {
            name: st.text_area(
                label,
                getattr(stands, name, ""),
                max_chars=500,
                height=90,
                width=640,
                key=f"{name}-{key}",
            )
            for name, label in LABELS.items()
        }
        sender = st.text_input("Ditt namn (visas vid kommentaren)", max_chars=80, width=560)
        signed = sender if st.checkbox(SIGN) else ""
        pressed = st.form_submit_button(
            "Lämna kommentaren", type="primary", on_click=session.pressed_at, args=(version,)
        )
    if pressed:
        about = {"kpi": seen.kpi.id, "scope": scope.key, "month": month, "role": role or ""}
        _send(Said(**about, **texts, signed=signed), sender.strip())


def _send(said: Said, sender: str) -> None:
    if not sender or not said.role or not said.what.strip():
        lacking = "Välj roll, skriv vad som har hänt och ditt namn."
        st.html(html.message("warning", lacking, "Ingenting är sparat."))
        return
    try:
        user = User(sender, loaders.VISITOR.role)
        given = send_comment(loaders.home(), user, said, seen_at=session.number_when_pressed())
    except KpiError as error:
        st.html(html.message("error", "Kommentaren är inte lämnad.", str(error)))
        return
    session.sent_comment(_place(said.kpi, said.scope), given.number)
    st.rerun()


def _show_receipt(seen: OneKpi) -> None:
    """What was just said, and where it can be taken back."""
    number = session.comment_receipt(_place(seen.kpi.id, seen.series.scope.key))
    if number is None:
        return
    title = f"Kommentaren är lämnad som leverans {number}."
    label = f"Se eller ångra leverans {number}"
    fine = html.message("fine", title, "Den visas redan, och går att ångra.")
    st.html(fine + link_line(label, "leveranser", nr=str(number)))


def _place(kpi: str, scope: str) -> str:
    return f"{kpi}/{scope}"
