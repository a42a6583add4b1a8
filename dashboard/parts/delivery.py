"""One delivery looked into: what it is, what it changed, how to take it back, its rows."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard import loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.anchors import link
from dashboard.parts.delivery_list import address
from dashboard.parts.questions import show_questions
from kpi.access import Role, User
from kpi.actions.deliver import undo
from kpi.actions.deliveries import ROWS, Opened, original_file
from kpi.catalogue import Catalogue, Layout
from kpi.errors import KpiError
from kpi.intake.preview import Preview
from kpi.wording.deliveries import (
    Sent,
    changes_heading,
    changes_sentence,
    facts,
    named,
    rows_heading,
    step_words,
    turns,
    undo_sentence,
)
from kpi.wording.delivery_rows import rows_table
from kpi.wording.numbers import number, plural
from kpi.wording.preview import SHOWN, changed_values
from kpi.wording.undoing import stands_caption, stands_table

COUNTS = {
    "new": "Nya rader",
    "changed": "Ändrade rader",
    "unchanged": "Oförändrade",
    "removed": "Borttagna",
}
Found = Mapping[int, Sent]


def show_delivery(opened: Opened, found: Found, catalogue: Catalogue, version: int) -> None:
    """Everything there is to say of one delivery."""
    sent = opened.sent
    subject = found[sent.chain[-1]] if sent.chain else sent
    layouts = loaders.home().file_catalogue(subject.number).layouts
    layout = layouts.get(subject.layout)  # also one that was saved then and is undone now
    st.html(_turns(sent, found) + _facts(opened, layout, found))
    asked = [each for each in loaders.open_questions(version) if each.delivery == sent.number]
    if asked:
        show_questions(asked, catalogue)
    st.html(html.heading(changes_heading(sent)) + _changes(opened.changes, layout, catalogue))
    if opened.replaced_by:
        st.html(_replaced(opened))
    if sent.original_sha256:
        st.download_button(
            f"Ladda ner filen {sent.file_name}",
            partial(original_file, loaders.home(), loaders.VISITOR, sent.number),
            sent.file_name,
            on_click="ignore",
        )
    if sent.rows:
        with st.expander(rows_heading(sent, min(sent.rows, ROWS))):
            st.html(_rows(opened, layout, catalogue))
    st.html(_then(sent.number))
    if sent.may_be_undone and loaders.may_send():
        with st.expander("Ångra ångrandet" if sent.is_withdrawal else "Ångra leveransen"):
            _undo(sent, layout, catalogue, version)


def _then(number_: int) -> html.Html:
    """To every page as it was before the delivery came, and as it was then after it."""
    ways = [("före", number_ - 1), ("efter", number_)]
    links = (link(f"{word} leveransen", "./", **{loaders.PER: f"{n}"}) for word, n in ways)
    return html.fill(
        '<p class="pk-text">Visa sidorna som de var {a} eller {b}.</p>',
        **dict(zip("ab", links, strict=True)),
    )


def _open(sent: Sent, text: str) -> html.Html:
    return link(text, nr=str(sent.number), **address())


def _turns(sent: Sent, found: Found) -> html.Html:
    """That it was taken back, or taken back and given back: who, when and why."""
    heading, steps = turns(sent, found)
    if not heading:
        return html.Html("")
    lines = html.joined(_step(step, back=place > 0) for place, step in enumerate(steps))
    return html.fill(
        '<div class="pk-note"><p><b>{heading}</b></p><ul>{lines}</ul></div>',
        heading=heading,
        lines=lines,
    )


def _step(step: Sent, *, back: bool) -> html.Html:
    before, number_, after = step_words(step, back=back)
    return html.fill(
        "<li>{before}{link}{after}</li>", before=before, link=_open(step, number_), after=after
    )


def _facts(opened: Opened, layout: Layout | None, found: Found) -> html.Html:
    sent = opened.sent
    read_as = layout.title if layout and not sent.is_withdrawal else ""
    rows = facts(sent, read_as, intact=opened.intact)
    for place, number_ in enumerate(sent.chain[:1]):
        rows.insert(place, ("Ångrar", _open(found[number_], named(found[number_]))))
    return kpi_html.definitions(rows)


def _changes(changes: Preview, layout: Layout | None, catalogue: Catalogue) -> html.Html:
    """Counts against what stood before, and the changed values before and after."""
    said = changes_sentence(changes.counts)
    if said:
        return html.paragraph(said)
    counts = [(number(changes.counts[key], 0), name) for key, name in COUNTS.items()]
    return html.counts(counts) + _values(
        changes, layout, catalogue, "Ändrade värden, de största ändringarna först"
    )


def _values(
    changes: Preview, layout: Layout | None, catalogue: Catalogue, caption: str
) -> html.Html:
    if layout is None or changes.changed.is_empty():
        return html.Html("")
    units = loaders.home().store.register("units", loaders.number())
    headings, rows = changed_values(changes, catalogue, layout, units)
    if changes.changed.height > SHOWN:
        caption += f" ({SHOWN} av {number(changes.changed.height, 0)} visas)"
    align = "lllrrr" if layout.kind == "measures" else ""
    return html.table(headings, rows, align=align, caption=caption, wide=True)


def _replaced(opened: Opened) -> html.Html:
    rows = [
        [_open(sent, named(sent).capitalize()), sent.sender, plural(count, "rad", "rader")]
        for sent, count in opened.replaced_by
    ]
    headings = ["Leverans", "Avsändare", "Ersätter"]
    return html.heading("Vad som har ersatt den sedan dess") + html.table(
        headings, rows, align="llr", wide=True
    )


def _rows(opened: Opened, layout: Layout | None, catalogue: Catalogue) -> html.Html:
    sent = opened.sent
    headings, rows = rows_table(
        opened.rows,
        sent.number,
        sent.kind,
        layout=layout,
        catalogue=catalogue,
        names=_unit_names(),
    )
    align = "llllr" if sent.kind == "measures" else ""
    return html.table(headings, rows, align=align, wide=True)


def _unit_names() -> dict[str, str]:
    units = loaders.home().store.register("units", loaders.number())
    return dict(units.select("unit", "name").iter_rows())


def _undo(sent: Sent, layout: Layout | None, catalogue: Catalogue, version: int) -> None:
    """What then stands, and the form that takes the delivery back."""
    undoing = loaders.undoing(sent.number, version)
    said = undo_sentence(sent, undoing.changes.counts, undoing.back_to, undoing.replaced_by)
    headings, rows = stands_table(
        undoing.stands, sent.subject_kind, layout=layout, catalogue=catalogue, names=_unit_names()
    )
    caption = stands_caption(undoing.stands)
    align = "lllrrl" if sent.subject_kind == "measures" else ""
    stands = html.table(headings, rows, align=align, caption=caption, wide=True)
    st.html(html.paragraph(said) + stands)
    with st.form(f"angra-{sent.number}", border=False):
        name = st.text_input("Ditt namn (visas i leveranslistan)", max_chars=80, width=560)
        why = st.text_input("Varför ångras den? (visas i leveranslistan)", max_chars=200, width=560)
        label = f"Ångra leverans {sent.number}"
        if not st.form_submit_button(label, type="primary"):
            return
    if not name.strip() or not why.strip():
        st.html(html.message("warning", "Skriv ditt namn och varför.", "Ingenting är ändrat."))
        return
    try:
        undo(loaders.home(), User(name.strip(), Role.ADMIN), sent.number, why)
    except KpiError as error:
        st.html(html.message("error", "Leveransen är inte ångrad.", str(error)))
        return
    st.rerun()
