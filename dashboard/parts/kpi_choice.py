"""Which nyckeltal, for whom and in which prices: three choices that live in the address."""

from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from dashboard import loaders, session
from dashboard.parts.address_list import address_list
from dashboard.parts.money import PRICES, chosen_money, show_money
from kpi.catalogue import Catalogue, Kpi
from kpi.values import Prices
from kpi.wording.one_kpi import scope_name

KPI, SCOPE = "kpi", "omfattning"  # names in the address


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for, or what is shown where it asks for nothing there is.

    `notes` says what it asked for in vain.
    """

    kpi: Kpi
    scope: str
    money: str
    notes: tuple[str, ...]

    @property
    def prices(self) -> Prices:
        return PRICES[self.money]


def chosen(catalogue: Catalogue, kpis: list[str], version: int) -> Choice:
    """The choice as the address has it. `kpis`: those with values, the default first."""
    session.show_address()
    notes = unknown(KPI, catalogue.kpis, "Nyckeltalet")
    kpi = catalogue.kpis[session.chosen(KPI, list(catalogue.kpis), kpis[0])]
    scopes = [scope.key for scope in loaders.scopes(version)]
    notes += unknown(SCOPE, scopes, "Omfattningen")
    scope = session.chosen(SCOPE, scopes, scopes[0])
    return Choice(kpi, scope, chosen_money(), tuple(notes))


def show_choices(choice: Choice, catalogue: Catalogue, version: int) -> None:
    """The three choices side by side; prices only where there is money."""
    names = {
        each.key: scope_name(each.level, each.name, each.role) for each in loaders.scopes(version)
    }
    short = {each.id: each.short_name for each in catalogue.kpis.values()}
    with st.container(horizontal=True, key="val", gap="medium"):
        address_list("Nyckeltal", KPI, dict(sorted(short.items(), key=lambda each: each[1])), 380)
        address_list("Visa", SCOPE, names, 380)
        if choice.kpi.price_index:
            show_money()


def unknown(name: str, options: Collection[str], thing: str) -> list[str]:
    """What to say where the address asks for something that there is not."""
    asked = st.query_params.get(name)
    if asked is None or asked in options:
        return []
    return [f"{thing} ”{asked[:40]}” finns inte."]
