"""What is lacking for a month, to read, to download and to send out; and one unit's month."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from dashboard import loaders
from dashboard.parts import html
from dashboard.parts.anchors import link
from dashboard.parts.coverage_choice import MONTH, UNIT, address, show_month_choice
from dashboard.parts.coverage_table import AFTER
from dashboard.parts.downloads import CSV, download
from dashboard.parts.head import page_head
from kpi.actions.coverage import Coverage
from kpi.coverage import State, counts, lacking, questioned, with_mark
from kpi.periods import Month
from kpi.wording.coverage import (
    Expected,
    by_unit,
    department_name,
    lacking_file,
    lacking_heading,
    lacking_sentence,
    mail,
    measures_lacking,
    questioned_sentence,
    unit_finding,
    unit_table,
)
from kpi.wording.numbers import month_and_year
from kpi.wording.questions import answer, doubt, how_many
from kpi.wording.table_file import table_file

Row = dict[str, Any]


def show_lacking(seen: Coverage, cells: pl.DataFrame, month: Month) -> None:
    """The list of a month, department by department, with the file and the text to send."""
    own = cells.filter(pl.col("month") == month)
    rows = lacking(own).to_dicts()
    counted = counts(own, ["unit", "service"]).select("unit", "service", "expected")
    expected = {(unit, service): count for unit, service, count in counted.iter_rows()}
    heading = html.fill('<div id="{at}"></div>', at=AFTER) + html.heading(lacking_heading(month))
    st.html(heading)
    show_month_choice(seen)
    asked = questioned(own).to_dicts()
    st.html(
        html.paragraph(lacking_sentence(rows, sum(expected.values())))
        + html.joined(_department(seen, *group, expected, "Saknas") for group in by_unit(rows))
    )
    if asked:
        groups = by_unit(asked)
        st.html(
            html.paragraph(questioned_sentence(len(asked)))
            + html.joined(_department(seen, *group, {}, "Öppen fråga om") for group in groups)
        )
    if not rows and not asked:
        return
    with st.container(horizontal=True, key="filer"):
        make = partial(_file, [*rows, *asked], seen)
        download("Ladda ner listan (CSV)", make, f"saknas-{month:%Y-%m}.csv", CSV)
    with st.expander("Text att klistra in i ett mejl"):
        text = mail(month, rows, seen.services, expected, asked)
        st.code(text, language=None, wrap_lines=True)


def show_unit_month(seen: Coverage, unit: str, month: Month) -> None:
    """Everything expected of one unit for one month, and how it stands with each."""
    own = seen.cells.filter((pl.col("unit") == unit) & (pl.col("month") == month))
    rows = own.to_dicts()
    back = link("Alla enheter och månader", **address(UNIT))
    marked = with_mark(counts(own, ["unit"])).row(0, named=True)
    headings, lines = unit_table(rows, seen.services)
    st.html(
        html.fill('<p class="pk-back">{back}</p>', back=back)
        + page_head(f"{rows[0]['name']}, {month_and_year(month)}")
        + html.lede(unit_finding(marked, rows))
        + html.table(headings, lines, wide=True)
    )
    if counts(own, ["unit"])[State.QUESTIONED][0]:
        _show_questions(unit, month)


def _show_questions(unit: str, month: Month) -> None:
    """What is asked of the unit's month, and where it is settled, for those who may see it."""
    if not loaders.may_see_rows():
        return
    version = loaders.number()
    about_it = [
        each
        for each in loaders.open_questions(version)
        if each.month == month and each.unit in ("", unit)
    ]
    rows = [
        [
            link(f"Avgör fråga {each.id}", "leveranser", nr=str(each.delivery)),
            doubt(each),
            answer(each),
        ]
        for each in about_it
    ]
    table = html.table(["Fråga", "Tveksamt", "Svar när filen lämnades"], rows, wide=True)
    st.html(html.heading(how_many(len(rows))) + table)


def _department(
    seen: Coverage,
    department: str,
    units: Iterable[tuple[str, list[Row]]],
    expected: Expected,
    what: str,
) -> html.Html:
    rows = [
        [_unit(name, own[0]), _measures(measures_lacking(own, seen.services, expected))]
        for name, own in units
    ]
    return html.fill(
        '<section class="pk-section"><h3>{name}</h3>{table}</section>',
        name=department_name(department),
        table=html.table(["Enhet", what], rows),
    )


def _unit(name: str, row: Row) -> html.Html:
    where = {**address(), UNIT: row["unit"], MONTH: f"{row['month']:%Y-%m}"}
    return link(name, **where)


def _measures(said: Iterable[tuple[str, str]]) -> html.Html:
    return html.joined(
        html.fill("<div>{service}: {what}</div>", service=service, what=what)
        for service, what in said
    )


def _file(rows: list[Row], seen: Coverage) -> bytes:
    headings, lines = lacking_file(rows, seen.services)
    return table_file(headings, lines)
