import pytest

MEASURES = """\
[cost]
title = "kostnad"
unit = "kr"
service = "cleaning"
decimals = 2
may_be_negative = true
aliases = ["utgift"]

[area]
title = "yta m²"
unit = "m²"
service = "cleaning"
decimals = 0
"""
KPI = """\
title = "Kostnad per yta"
short_name = "Kostnad/yta"
why = "Billigare."
service = "cleaning"
source = "Ekonomisystemet"
perspective = "cost"
formula = "ratio"
numerator = ["cost"]
denominator = ["area"]
unit = "kr/m²"
decimals = 1
better = "lower"
frequency = "monthly"
chart = "xmr"
price_index = "index"
effect_scale = "log"

[review]
owner = "Ekonom"
written = 2023-06-07
checked = 2024-02-14
checked_by = "Controller, kommunkontoret"
next = 2025-02-12

[[definition]]
valid_from = 2021-08-01
text = "Kostnad delad med yta."
"""
LONG = """\
title = "Rad för rad"
kind = "measures"
shape = "long"

[columns.month]
name = "månad"
[columns.unit]
name = "enhet"
[columns.measure]
name = "mått"
[columns.value]
name = "värde"
"""
WIDE = """\
title = "Kolumn för kolumn"
kind = "measures"
shape = "wide"

[columns.month]
name = "månad"
[columns.unit]
name = "enhet"
[measures.cost]
name = "städkostnad"
"""
MONTHS = """\
title = "Månad för månad"
kind = "measures"
shape = "months"
measure = "cost"

[columns.unit]
name = "enhet"
"""
PRICE = """\
title = "Index"
source = "SCB"

[weights]
series = 1
"""


@pytest.fixture
def texts() -> dict[str, str]:
    """The smallest catalogue with one of everything and no mistakes."""
    return {
        "measures.toml": MEASURES,
        "kpis/cost_m2.toml": KPI,
        "layouts/long.toml": LONG,
        "layouts/wide.toml": WIDE,
        "layouts/months.toml": MONTHS,
        "prices/index.toml": PRICE,
    }
