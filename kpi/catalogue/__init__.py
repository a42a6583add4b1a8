"""What a measure, a KPI, a file layout and a price index are, as their owners wrote them."""

from kpi.catalogue.load import fingerprint, parse, read_texts
from kpi.catalogue.types import Catalogue, Kpi, Layout, Measure, PriceIndex

__all__ = [
    "Catalogue",
    "Kpi",
    "Layout",
    "Measure",
    "PriceIndex",
    "fingerprint",
    "parse",
    "read_texts",
]
