"""Say what an unknown file means: how it is split, what its columns are, and try it."""

from dataclasses import dataclass

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import html
from dashboard.parts.mapping_columns import choose_columns
from dashboard.parts.mapping_rows import choose_how, how_chosen
from kpi.actions.deliver import Previewed
from kpi.actions.mapping import Looked, mapped_layout
from kpi.catalogue import Catalogue, Layout
from kpi.intake import Level, Rule
from kpi.intake.choices import Choices, lacks, layout_text
from kpi.ledger import sha256
from kpi.wording.issues import issue_cause
from kpi.wording.mapping import lack_sentence

INTRODUCTION = (
    "Säg här vad kolumnerna är. Det vi gissar står som vår gissning tills du väljer något annat "
    "eller prövar tolkningen. Ingenting sparas av det du väljer här."
)
UNKNOWN = {Rule.NO_LAYOUT, Rule.MONTHS_AS_COLUMNS, Rule.ONE_COLUMN}
TITLE = "Tolkad på sidan Lämna fil"  # of a layout that nobody has saved


@dataclass(frozen=True, slots=True)
class File:
    """The file being looked at; `of` is what its choices are kept under."""

    upload: bytes
    name: str
    sheet: str | None
    version: int

    @property
    def of(self) -> str:
        return sha256(self.upload)[:16]

    def looked(self) -> Looked:
        """How it begins, read as chosen so far."""
        how = how_chosen(self.of)
        return loaders.looked(self.upload, self.name, how, self.sheet, self.version)


def can_be_mapped(file: File, found: Previewed) -> bool:
    """Whether there are rows to say anything of, and no person in them."""
    return found.checked.keep_file and bool(file.looked().beginning.rows)


def is_mapped(file: File, found: Previewed) -> bool:
    """Whether the file is read by what somebody says of it: asked for, or nothing else fits."""
    unknown = not UNKNOWN.isdisjoint(found.checked.totals)
    asked = session.choices_of(file.of).get("open", unknown)
    return asked and can_be_mapped(file, found)


def offer_mapping(file: File, found: Previewed) -> None:
    """The way to say it of a file that is read by itself."""
    if can_be_mapped(file, found):
        st.button("Tolka filen själv", on_click=session.keep, args=(file.of, "open", True))


def show_mapping(file: File, found: Previewed, catalogue: Catalogue) -> str:
    """Everything to choose, and the text of the layout that it comes to, once it is tried."""
    tried = "tried" in session.choices_of(file.of)
    if found.checked.layout is None and not tried:
        errors = (each for each in found.checked.issues if each.level is Level.ERROR)
        st.html(html.message("warning", "Filen känns inte igen.", issue_cause(next(errors))))
    with st.expander("Så tolkas filen", expanded=not tried):
        st.html(html.paragraph(INTRODUCTION))
        looked = file.looked()
        choose_how(file.of, looked)
        choices = choose_columns(file.of, looked, catalogue)
        text = _text(choices, catalogue)
        left = _left(file, choices, text, catalogue)
        if left:
            st.html(html.message("warning", "Det här är kvar att välja.", " ".join(left)))
        with st.container(horizontal=True):
            st.button(
                "Pröva tolkningen",
                type="primary",
                disabled=bool(left),
                on_click=session.keep,
                args=(file.of, "tried", True),
            )
            if found.checked.layout is not None:
                st.button(
                    "Läs filen utan egen tolkning",
                    on_click=session.keep,
                    args=(file.of, "open", False),
                )
            st.button("Avbryt tolkningen", on_click=session.cancelled)
    return text if tried and not left else ""


def _text(choices: Choices, catalogue: Catalogue) -> str:
    return "" if any(lacks(choices)) else layout_text(choices, catalogue, TITLE)


def _left(file: File, choices: Choices, text: str, catalogue: Catalogue) -> list[str]:
    """What keeps the file from being tried, a sentence each."""
    if not text:
        return [lack_sentence(lack, detail, catalogue) for lack, detail in lacks(choices)]
    found = mapped_layout(loaders.home(), text, as_of=file.version)
    return [] if isinstance(found, Layout) else [f"{each.capitalize()}." for each in found]
