"""A register changed by hand: one row at a time, and all that has been changed so far.

A form and not Streamlit's grid: the grid is a drawing whose cells have no label, cannot say
what is wrong with them, and write numbers the browser's way.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import session
from dashboard.parts import html
from dashboard.parts.plain import plain
from kpi.actions.register import Change, Edit, Register, RowId
from kpi.catalogue import Catalogue
from kpi.catalogue.layout import Column
from kpi.charts import symbols
from kpi.intake import Issue, Level
from kpi.wording.issues import issue_cause, issue_hint
from kpi.wording.register import change_words, keys_stay, new_row_name, row_name

CHANGES = ["Rad", "Vad som händer", "Uppgifter"]

Wrong = Mapping[tuple[RowId, str], Sequence[Issue]]  # row and heading -> what is wrong there


def show_editor(
    register: Register, draft: session.Draft, wrong: Wrong, catalogue: Catalogue
) -> None:
    """Choose a row or add one, and type what it should say."""
    rows = [*register.rows, *(row for row in draft.edits if row not in register.rows)]
    if draft.open not in rows:
        draft.open = None
    key = session.shown_as(f"rad-{register.layout.id}", draft.open)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Rad att ändra",
            rows,
            index=None,
            format_func=lambda row: _choice_of(register, draft, row),
            placeholder="Välj en rad",
            key=key,
            on_change=session.opened_row,
            args=(draft, key),
            width=460,
        )
        st.button("Lägg till en rad", on_click=session.added_row, args=(draft,))
    if draft.open is not None:
        _show_row(register, draft, draft.open, wrong, catalogue)


def show_changes(
    register: Register, draft: session.Draft, found: Sequence[Change], version: int
) -> None:
    """Everything changed so far, and the button that checks it."""
    rows = []
    for change in found:
        happens, cells = change_words(register.columns, change.before, change.after)
        rows.append([name_of(register, draft, change.row), happens, "; ".join(cells)])
    st.html(html.heading("Dina ändringar") + html.table(CHANGES, rows, wide=True))
    with st.container(horizontal=True):
        st.button(
            "Kontrollera och förhandsgranska",
            type="secondary" if draft.checked else "primary",
            on_click=session.asked_for_check,
            args=(draft, version),
        )
        own = (register.layout.id,)
        st.button("Kasta ändringarna", on_click=session.forget_draft, args=own)


def name_of(register: Register, draft: session.Draft, row: RowId) -> str:
    """What a row is called, whether it stands or is new."""
    if isinstance(row, int):
        return new_row_name(row, register.keys, draft.edits[row].cells)
    named = dict(zip(register.keys, row, strict=True))
    return row_name(register.keys, register.rows.get(row, named))


def _choice_of(register: Register, draft: session.Draft, row: RowId) -> str:
    """A row's name in the list. A new row keeps one: a choice that changes its name is lost."""
    return new_row_name(row, (), {}) if isinstance(row, int) else name_of(register, draft, row)


def _show_row(
    register: Register, draft: session.Draft, row: RowId, wrong: Wrong, catalogue: Catalogue
) -> None:
    """The cells of one row; what a row that stands is known by stays."""
    removed = draft.edits.get(row, Edit()).removed
    columns = register.columns
    if not isinstance(row, int):
        st.html(html.paragraph(keys_stay(columns, register.keys, row)))
        columns = {name: each for name, each in columns.items() if name not in register.keys}
    if not removed:
        with st.grid(3, min_column_width=260, gap="medium"):
            for name, column in columns.items():
                with st.container(gap="xxsmall"):
                    _show_cell(register, draft, row, name, catalogue)
                    for issue in wrong.get((row, column.name), ()):
                        st.html(_fault(issue))
                    st.html(html.paragraph(column.help, quiet=True))
    with st.container(horizontal=True, vertical_alignment="center"):
        if row in register.rows and "removed" in register.layout.columns:
            key = session.shown_as(f"bort-{register.layout.id}-{row}", removed)
            st.checkbox(
                "Ta bort raden", key=key, on_change=session.removed_row, args=(draft, row, key)
            )
        if row in draft.edits:
            st.button("Ta tillbaka ändringen", on_click=session.forgot_row, args=(draft, row))


def _show_cell(
    register: Register, draft: session.Draft, row: RowId, name: str, catalogue: Catalogue
) -> None:
    column = register.columns[name]
    typed = draft.edits.get(row, Edit()).cells
    cell = typed.get(name, register.rows.get(row, {}).get(name, ""))
    words = _options(name, column, catalogue)
    shown = (cell or None) if words else cell
    key = session.shown_as(f"cell-{register.layout.id}-{row}-{name}", shown)
    label = plain(column.name) + (" (måste fyllas i)" if column.required else "")
    change = {"key": key, "on_change": session.typed_cell, "args": (draft, row, name, key)}
    if not words:
        st.text_input(label, **change)
        return
    if cell and cell not in words:  # it has been written in a file in another way
        words = {cell: cell, **words}
    st.selectbox(label, list(words), index=None, format_func=words.__getitem__, **change)


def _options(name: str, column: Column, catalogue: Catalogue) -> dict[str, str]:
    """What a cell may say, in words; empty where it may say anything."""
    if name == "kpi":
        return {each.id: f"{each.short_name} ({each.id})" for each in catalogue.kpis.values()}
    return {word: word for word in column.choices}


def _fault(issue: Issue) -> html.Html:
    kind = "error" if issue.level is Level.ERROR else "warning"
    return html.fill(
        '<p class="pk-fault pk-fault-{kind}">{symbol}<span>{text}</span></p>',
        kind=kind,
        symbol=html.picture(symbols.file(kind)),
        text=f"{issue_cause(issue)} {issue_hint(issue)}",
    )
