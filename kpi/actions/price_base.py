"""What stands behind fixed prices: the index, the month whose money it is, the index' edition."""

from collections.abc import Iterable

from kpi.actions.decisions import first_start
from kpi.actions.home import Home
from kpi.catalogue import Kpi
from kpi.periods import Month
from kpi.values import Prices
from kpi.values.prices import PriceBase, editions_in_use


def price_base_of(
    home: Home, kpi: Kpi, prices: Prices, as_of: int, months: Iterable[Month] = ()
) -> PriceBase | None:
    """What a nyckeltal's kronor were carried with; None in current prices, or for what is no cost.

    months: those that are shown. The base month's own edition is always there.
    """
    if kpi.price_index is None or prices is Prices.CURRENT:
        return None
    base = first_start(home.store.register("pilot", as_of))
    if base is None:
        return None
    index = home.catalogue(as_of).prices[kpi.price_index]
    register = home.store.register("price_index", as_of)
    editions = editions_in_use(index, register, {base, *months})
    return PriceBase(index.title, base, ", ".join(each for each in editions if each))


def price_bases(
    home: Home, prices: Prices, as_of: int, months: Iterable[Month] = ()
) -> dict[str, PriceBase | None]:
    """The same for every nyckeltal that is a cost, by its id."""
    shown = list(months)
    costs = [kpi for kpi in home.catalogue(as_of).kpis.values() if kpi.price_index]
    return {kpi.id: price_base_of(home, kpi, prices, as_of, shown) for kpi in costs}
