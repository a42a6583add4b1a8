"""What pages load, kept by the ledger's number: a new delivery makes every old answer stale.

Values are shared between visitors and never changed, so they are kept as they are rather than
copied on every run.
"""

from datetime import date
from typing import Any

import streamlit as st

from kpi.access import GRANTED, Permission, Role, User
from kpi.actions.calculation import Calculation, trace
from kpi.actions.comment import see_comments
from kpi.actions.coverage import Coverage, see_coverage
from kpi.actions.deliver import Previewed, preview_file
from kpi.actions.deliveries import Opened, Undoing, list_deliveries, see_delivery, see_undo
from kpi.actions.events import of_kinds
from kpi.actions.home import Home, day_at, open_home
from kpi.actions.impact import see_impact
from kpi.actions.look_back import Shown, shown_at
from kpi.actions.mapping import Looked, look_at_file, mapped_layout
from kpi.actions.new_phase import try_phase
from kpi.actions.one_kpi import OneKpi, Series, see_kpi
from kpi.actions.overview import Overview, see_overview
from kpi.actions.price_base import price_bases
from kpi.actions.questions import list_questions
from kpi.actions.register import Register, see_register
from kpi.actions.relocking import Relocking, see_relocking
from kpi.actions.scopes import Scope, see_scopes
from kpi.actions.signals import matters_of, see_matters
from kpi.actions.survey import see_survey
from kpi.catalogue import Catalogue
from kpi.charts.spc import spc_chart, spec_of
from kpi.intake.how import How
from kpi.periods import Month, Span
from kpi.settings import settings_for
from kpi.values import Prices
from kpi.wording.comments import Comment
from kpi.wording.deliveries import Sent
from kpi.wording.impact import Impact
from kpi.wording.prices import money_texts
from kpi.wording.questions import Question
from kpi.wording.signals import Matter
from kpi.wording.survey import SurveyState

VISITOR = User("Lokal användare", Role.ADMIN)  # without sign-in only this computer can connect
PER = "per"  # in the address: the delivery or the day that everything is shown as of


@st.cache_resource(show_spinner=False)
def home() -> Home:
    """The one home that this server shows, open for as long as it runs."""
    return open_home(settings_for(), serving=True)


def number() -> int:
    """The ledger's number that is shown, now or then: what every other loader is keyed by."""
    return shown().number


def shown() -> Shown:
    """What the address asks for, and only the address, so that two tabs may show two numbers.

    A reader of published packs always sees them as now: what is withdrawn since is withdrawn.
    """
    asked = st.query_params.get(PER, "") if may_see_figures() else ""
    return _shown(asked, home().head())


@st.cache_resource(max_entries=32, show_spinner=False)
def _shown(asked: str, head: int) -> Shown:
    del head  # part of the key: what was the latest number is soon an old one
    return shown_at(home(), asked)


def kept() -> dict[str, str]:
    """What every link carries along: the number asked for, while there is one."""
    return {PER: shown().asked} if PER in st.query_params and shown().is_back else {}


def day() -> date:
    """What pages count as today: for an older number the day that its last delivery came."""
    return day_at(home(), number())


@st.cache_resource(max_entries=8, show_spinner=False)
def catalogue(version: int) -> Catalogue:
    """What every measure and nyckeltal is, as of a ledger number."""
    return home().catalogue(version)


@st.cache_resource(max_entries=8, show_spinner=False)
def overview(version: int, prices: Prices = Prices.FIXED) -> Overview:
    """The first screen as of a ledger number."""
    return see_overview(home(), VISITOR, as_of=version, prices=prices)


@st.cache_resource(max_entries=8, show_spinner=False)
def money(version: int, prices: Prices) -> dict[str, str]:
    """In which prices each cost is shown, by nyckeltal."""
    seen = overview(version)
    months: list[Month] = []
    if seen.first_month and seen.data_through:
        months = list(Span(seen.first_month, seen.data_through))
    return money_texts(prices, price_bases(home(), prices, version, months))


@st.cache_resource(max_entries=8, show_spinner="Kontrollerar filen…")
def previewed(
    upload: bytes,
    file_name: str,
    layout: str | None,
    sheet: str | None,
    version: int,
    *,
    mapping: str = "",
) -> Previewed:
    """A file checked and compared with the ledger at a number; by a layout's text, if any."""
    chosen = mapped_layout(home(), mapping, as_of=version) if mapping else layout
    return preview_file(home(), VISITOR, upload, file_name, layout=chosen, sheet=sheet)


@st.cache_resource(max_entries=8, show_spinner=False)
def looked(upload: bytes, file_name: str, how: How, sheet: str | None, version: int) -> Looked:
    """How a file begins when it is read as chosen, and what its columns may mean."""
    return look_at_file(home(), VISITOR, upload, file_name, how, sheet=sheet, as_of=version)


@st.cache_resource(max_entries=8, show_spinner="Räknar vad som ändras…")
def impact(
    upload: bytes,
    file_name: str,
    layout: str | None,
    sheet: str | None,
    version: int,
    *,
    mapping: str = "",
) -> Impact:
    """What sending a file would move on Översikt."""
    found = previewed(upload, file_name, layout, sheet, version, mapping=mapping)
    return see_impact(home(), VISITOR, found, overview(version))


def may_see_rows() -> bool:
    """Whether the visitor may follow a figure down to the rows of the files."""
    return Permission.SEE_ROWS in GRANTED[VISITOR.role]


def may_see_figures() -> bool:
    """Whether the visitor sees figures, and not only published packs."""
    return Permission.SEE_FIGURES in GRANTED[VISITOR.role]


def may_send() -> bool:
    """Whether the visitor may send files and take them back, which is done from the present."""
    return Permission.SEND_FILES in GRANTED[VISITOR.role] and not shown().is_back


@st.cache_resource(max_entries=8, show_spinner=False)
def scopes(version: int) -> list[Scope]:
    """Everything a figure can be shown for as of a ledger number."""
    return see_scopes(home(), VISITOR, as_of=version)


@st.cache_resource(max_entries=64, show_spinner=False)
def one_kpi(kpi: str, scope: str, prices: Prices, version: int) -> OneKpi:
    """One nyckeltal for one scope as of a ledger number."""
    return see_kpi(home(), VISITOR, kpi=kpi, scope=scope, prices=prices, as_of=version)


@st.cache_resource(max_entries=64, show_spinner=False)
def survey(kpi: str, scope: str, version: int) -> SurveyState | None:
    """How sure a survey's index is; None for other nyckeltal."""
    return see_survey(home(), VISITOR, kpi=kpi, scope=scope, as_of=version)


@st.cache_data(max_entries=64, show_spinner=False)
def spc_spec(
    kpi: str, scope: str, prices: Prices, version: int, kinds: tuple[str, ...] | None = None
) -> dict[str, Any]:
    """Its chart as Vega-Lite: building one takes longer than all else on the page.

    kinds: of the events to draw; None means all.
    """
    seen = one_kpi(kpi, scope, prices, version)
    series, events = seen.series, of_kinds(seen.events, kinds)
    return spec_of(spc_chart(series.points, seen.kpi, events=events))


@st.cache_resource(max_entries=8, show_spinner=False)
def matters(version: int) -> tuple[Matter, ...]:
    """What there is to take a stand on in the pilot as of a ledger number."""
    return see_matters(home(), VISITOR, overview(version), as_of=version)


@st.cache_resource(max_entries=64, show_spinner=False)
def kpi_matters(kpi: str, scope: str, prices: Prices, version: int) -> tuple[Matter, ...]:
    """What there is to take a stand on in one nyckeltal for one scope and its units."""
    seen = one_kpi(kpi, scope, prices, version)
    return matters_of(home(), VISITOR, seen, as_of=version)


@st.cache_resource(max_entries=64, show_spinner=False)
def comments(kpi: str, scopes: tuple[str, ...], version: int) -> list[Comment]:
    """What has been said of one nyckeltal for some scopes, as of a ledger number."""
    return see_comments(home(), VISITOR, kpis=[kpi], scopes=scopes, as_of=version)


@st.cache_resource(max_entries=16, show_spinner=False)
def tried_phase(kpi: str, scope: str, month: Month, prices: Prices, version: int) -> Series:
    """One nyckeltal for one scope as it would be if a phase began that month."""
    return try_phase(
        home(), VISITOR, kpi=kpi, scope=scope, month=month, prices=prices, as_of=version
    )


@st.cache_data(max_entries=16, show_spinner=False)
def tried_phase_spec(
    kpi: str, scope: str, month: Month, prices: Prices, version: int
) -> dict[str, Any]:
    """Its chart as Vega-Lite, with the events of the chart it is held against."""
    series = tried_phase(kpi, scope, month, prices, version)
    seen = one_kpi(kpi, scope, prices, version)
    return spec_of(spc_chart(series.points, seen.kpi, events=seen.events))


@st.cache_resource(max_entries=64, show_spinner=False)
def relocking(kpi: str, scope: str, prices: Prices, version: int) -> Relocking | None:
    """What has been corrected in a baseline since it was locked, and what relocking it would do."""
    seen = one_kpi(kpi, scope, prices, version)
    return see_relocking(home(), VISITOR, seen, as_of=version)


@st.cache_resource(max_entries=16, show_spinner=False)
def calculation(kpi: str, scope: str, month: Month, prices: Prices, version: int) -> Calculation:
    """The rows behind one month's value."""
    return trace(home(), VISITOR, kpi=kpi, scope=scope, month=month, prices=prices, as_of=version)


@st.cache_resource(max_entries=8, show_spinner=False)
def deliveries(version: int) -> list[Sent]:
    """Everything delivered up to a ledger number, the newest first."""
    return list_deliveries(home(), VISITOR, as_of=version)


@st.cache_resource(max_entries=32, show_spinner=False)
def delivery(sent: int, version: int) -> Opened:
    """One delivery looked into as of a ledger number."""
    return see_delivery(home(), VISITOR, sent, as_of=version)


@st.cache_resource(max_entries=4, show_spinner=False)
def open_questions(version: int) -> list[Question]:
    """Every question that is open as of a ledger number."""
    return [each for each in list_questions(home(), VISITOR, as_of=version) if each.is_open]


@st.cache_resource(max_entries=32, show_spinner=False)
def undoing(sent: int, version: int) -> Undoing:
    """What undoing a delivery would do as of a ledger number."""
    return see_undo(home(), VISITOR, sent, as_of=version)


@st.cache_resource(max_entries=16, show_spinner=False)
def register(layout: str, version: int) -> Register:
    """A register's rows as of a ledger number."""
    found = home()
    return see_register(found, VISITOR, found.catalogue(version).layouts[layout], as_of=version)


@st.cache_resource(max_entries=4, show_spinner=False)
def coverage(version: int, today: date) -> Coverage:
    """What has come in of what is expected, as of a ledger number."""
    del today  # part of the key: what was in time yesterday may be late today
    return see_coverage(home(), VISITOR, as_of=version)
