"""What can be done with a checked file: mend it, send it, take it back."""

from functools import partial

import streamlit as st

from dashboard import loaders, session
from dashboard.parts import file_answer, html
from dashboard.parts.anchors import link_line
from dashboard.parts.confirm import ask_to_confirm
from dashboard.parts.downloads import CSV, XLSX, download
from dashboard.parts.send_seen import send_seen
from kpi.access import User
from kpi.actions.confirm import Reasons
from kpi.actions.deliver import Previewed, commit_file, undo
from kpi.catalogue import Catalogue, Layout
from kpi.ledger import Delivery, Status
from kpi.wording.impact import HEADINGS as IMPACT
from kpi.wording.impact import (
    Impact,
    covered_sentences,
    months_sentence,
    moved_rows,
    moved_sentence,
    packs_sentence,
)
from kpi.wording.issue_list import issue_list
from kpi.wording.mend import rows_to_mend, rows_to_mend_in_excel
from kpi.wording.numbers import plural
from kpi.wording.preview import changed_values

MEND = (
    "Raderna med fel går att ladda ner, med felet sist på raden. Rätta dem i din fil och lämna "
    "hela filen igen: inte heller raderna utan fel är sparade."
)
VALUES_ARE = {Status.FINAL: "slutliga", Status.PRELIMINARY: "preliminära"}


def choose_sheet(upload: bytes, name: str, layout: str | None, version: int) -> str | None:
    """The sheet to read, where a file has several; None where there is nothing to choose."""
    sheets = loaders.previewed(upload, name, layout, None, version).checked.facts.sheets
    return st.selectbox("Blad i filen", sheets) if len(sheets) > 1 else None


def show_receipt(receipt: session.Receipt) -> None:
    """A file was sent: where to see it, and the way to take it back."""
    st.html(
        html.message(
            "fine",
            f"Filen är lämnad som leverans {receipt.number}.",
            f"{receipt.file_name}, {plural(receipt.rows, 'värde', 'värden')}. "
            "Översikten räknar redan med dem.",
        )
    )
    st.html(link_line("Se Översikt", "./"))
    with st.expander("Ångra leveransen"), st.form("angra", border=False):
        why = st.text_input("Varför ångras den? (visas i leveranslistan)", max_chars=200)
        if st.form_submit_button("Ångra leveransen") and why.strip():
            undo(loaders.home(), loaders.VISITOR, receipt.number, why)
            session.cancelled()
            st.rerun()


def show_errors(previewed: Previewed, catalogue: Catalogue) -> None:
    """Everything wrong with a file, as a list to mend it by, and how it should look."""
    checked = previewed.checked
    st.html(file_answer.verdict(previewed))
    _show_issues(previewed)
    mend = rows_to_mend(checked)
    if mend is not None:
        st.html(html.paragraph(MEND))
    with st.container(horizontal=True):
        if mend is not None:
            excel = partial(rows_to_mend_in_excel, checked)
            download("Ladda ner raderna med fel (Excel)", excel, "rader_med_fel.xlsx", XLSX)
            download("Ladda ner raderna med fel (CSV)", lambda: mend, "rader_med_fel.csv", CSV)
        if checked.keep_file:
            content = issue_list(checked.issues)
            st.download_button("Ladda ner fellistan", content, "fellista.csv", "text/csv")
        st.button("Avbryt", on_click=session.cancelled)
    with st.expander("Så ska filen se ut"):
        st.html(html.joined(map(file_answer.expected_columns, _likely(checked.layout, catalogue))))


def show_preview(previewed: Previewed, impact: Impact, catalogue: Catalogue) -> None:
    """What the file would change, and the form that sends it."""
    st.html(file_answer.verdict(previewed) + what_changes(previewed, catalogue))
    if previewed.issues:
        _show_issues(previewed)
    st.html(what_moves(impact))
    _form(previewed)


def what_changes(previewed: Previewed, catalogue: Catalogue) -> html.Html:
    """How many values or rows are new and changed, and the changed ones before and after."""
    layout, found = previewed.checked.layout, previewed.preview
    assert layout is not None and found is not None  # noqa: S101, PT018 - it has no errors
    units = loaders.home().store.register("units", previewed.checked_at)
    headings, rows = changed_values(found, catalogue, layout, units)
    if not rows:
        return file_answer.counts(previewed)
    if file_answer.is_of_figures(previewed):
        align = "lllrrr"
        caption = f"Ändrade värden, de största ändringarna först ({len(rows)} visas)"
    else:
        align, caption = "", f"Ändrade uppgifter ({len(rows)} visas)"
    table = html.table(headings, rows, align=align, caption=caption)
    return html.joined([file_answer.counts(previewed), table])


def what_moves(impact: Impact) -> html.Html:
    """The months that change though they are in already, and what Översikt will say."""
    said = months_sentence(impact)
    blocks = [html.heading("Vad som ändras på Översikt")]
    blocks += [html.paragraph(said)] if said else []
    blocks.append(html.paragraph(moved_sentence(impact)))
    blocks += [html.paragraph(packs_sentence(impact))] if impact.packs else []
    if impact.moved:
        blocks.append(html.table(IMPACT, moved_rows(impact), align="lll", wide=True))
    if impact.covered:
        blocks.append(html.heading("Täckning efter filen"))
        blocks += map(html.paragraph, covered_sentences(impact.covered))
    return html.joined(blocks)


def _show_issues(previewed: Previewed) -> None:
    """Each cause with its count, and every place for whoever wants them."""
    st.html(file_answer.cause_table(previewed))
    with st.expander("Visa alla ställen, rad för rad"):
        st.html(file_answer.issue_table(previewed))


def _likely(layout: Layout | None, catalogue: Catalogue) -> list[Layout]:
    """The layout the file follows, else the two that month files do."""
    return [layout] if layout else [catalogue.layouts[each] for each in ("long", "wide")]


def _form(previewed: Previewed) -> None:
    with st.form("lamna", border=False):
        reasons = ask_to_confirm(previewed)
        sender = st.text_input("Ditt namn (visas i leveranslistan)", max_chars=80, key="avsandare")
        comment = st.text_input("Kommentar (visas i leveranslistan)", max_chars=200)
        status = st.radio(
            "Värdena är",
            list(VALUES_ARE),
            format_func=VALUES_ARE.get,
            horizontal=True,
        )
        with st.container(horizontal=True):
            send = st.form_submit_button(
                f"Lämna {file_answer.amount(previewed)}",
                type="primary",
                on_click=session.pressed_send,
                args=(previewed,),
            )
            st.form_submit_button("Avbryt", on_click=session.cancelled)
    if send:
        given = send_seen(
            sender,
            reasons,
            partial(_commit, comment=comment, status=status, reasons=reasons),
            not_sent="Filen är inte lämnad.",
        )
        if given is not None:
            session.sent(session.Receipt(given.number, given.file_name, given.rows))
            st.rerun()


def _commit(
    user: User, seen: Previewed, *, comment: str, status: Status, reasons: Reasons
) -> Delivery:
    home = loaders.home()
    return commit_file(home, user, seen, comment=comment, status=status, confirmed=reasons)
