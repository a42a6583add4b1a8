"""What has changed a cost between two periods: the sentence, the bars, the table, the file."""

from functools import partial
from typing import Any

import streamlit as st

from dashboard import session, split_loaders
from dashboard.parts import html, kpi_html
from dashboard.parts.address_list import address_list
from dashboard.parts.downloads import CSV, download
from dashboard.parts.kpi_choice import Choice
from kpi.actions.one_kpi import OneKpi
from kpi.actions.split import CostSplit, Periods
from kpi.periods import Month, Span, parse_month
from kpi.values.split import Split, can_be_split
from kpi.wording import split as say
from kpi.wording.numbers import month_and_year
from kpi.wording.one_kpi import file_stem
from kpi.wording.prices import index_words
from kpi.wording.table_file import table_file

OPEN = "kostnaden"  # in the address while it is unfolded
BEFORE, AFTER = ("fore_fran", "fore_till"), ("efter_fran", "efter_till")
ENDS = ("från och med", "till och med")


def show_split(seen: OneKpi, choice: Choice, version: int) -> None:
    """Folded until it is asked for; only where the nyckeltal is kronor per something."""
    if not can_be_split(seen.kpi):
        return
    key = session.unfolded(OPEN)
    box = st.expander(
        "Vad har ändrat kostnaden?", key=key, on_change=session.unfolding, args=(OPEN,)
    )
    if not box.open:
        return
    with box:
        periods = split_loaders.split_periods(choice.kpi.id, choice.scope, version)
        if periods is None:
            st.html(html.paragraph(say.NOTHING))
            return
        before, after = _chosen(periods)
        if before is None or after is None or after.first <= before.last:
            st.html(kpi_html.notice(say.OVERLAP))
            return
        found = split_loaders.split(choice.kpi.id, choice.scope, before, after, version)
        if found.split is None:
            st.html(kpi_html.notice(say.NOT_COMPARABLE))
            return
        _show(
            found,
            found.split,
            split_loaders.split_spec(choice.kpi.id, choice.scope, before, after, version),
        )


def _chosen(periods: Periods) -> tuple[Span | None, Span | None]:
    """Four months in the address; a period that ends before it begins is none."""
    words = {f"{month:%Y-%m}": month_and_year(month) for month in periods.months}
    usual = {
        **dict(zip(BEFORE, (periods.before.first, periods.before.last), strict=True)),
        **dict(zip(AFTER, (periods.after.first, periods.after.last), strict=True)),
    }
    asked = {
        name: parse_month(session.chosen(name, list(words), f"{month:%Y-%m}"))
        for name, month in usual.items()
    }
    with st.container(horizontal=True, key="perioder", gap="medium"):
        for title, names in (("Före", BEFORE), ("Efter", AFTER)):
            for name, end in zip(names, ENDS, strict=True):
                address_list(f"{title}, {end}", name, words, 220)
    return _span(asked, BEFORE), _span(asked, AFTER)


def _span(asked: dict[str, Month], names: tuple[str, str]) -> Span | None:
    first, last = (asked[name] for name in names)
    return Span(first, last) if first <= last else None


def _show(found: CostSplit, split: Split, spec: dict[str, Any] | None) -> None:
    parts = say.parts_of(split, found.kpi, found.volume)
    sentence = say.split_sentence(parts)
    st.html(
        html.paragraph(sentence)
        + html.paragraph(say.rates_sentence(split, found.kpi), quiet=True)
        + kpi_html.axis_line(*say.axis_words(parts))
    )
    st.vega_lite_chart(spec, theme=None, width="stretch", alt=sentence, key="delarna")
    headings, rows = say.split_table(split, parts, found.before, found.after)
    st.html(
        html.table(headings, rows, align="lrl", wide=True)
        + html.paragraph(say.compared_sentence(split, found.before, found.after), quiet=True)
        + html.paragraph(say.index_sentence(_index(found)), quiet=True)
    )
    stem = file_stem(found.kpi, f"{found.scope.key}-andring")
    download("Ladda ner delarna (CSV)", partial(_csv, found, split), f"{stem}.csv", CSV)


def _csv(found: CostSplit, split: Split) -> bytes:
    parts = say.parts_of(split, found.kpi, found.volume)
    return table_file(*say.split_file(split, parts, found.before, found.after, _index(found)))


def _index(found: CostSplit) -> str:
    return index_words(found.price_base) if found.price_base else ""
