"""The visual language in one place: colours, fonts and the chart configuration.

The stylesheet and Streamlit's configuration repeat these colours because neither can read
Python; `tests/charts/test_theme.py` holds all three together and computes every contrast.
Never green and never red for data: only `BETTER` and `WORSE` carry a judgement.
"""

from typing import Any, Final

PAPER: Final = "#FFFFFF"
WASH: Final = "#F3F6F8"  # ground: sidebar, input fields, message boxes
BAND: Final = "#DDE6EE"  # ground: the normal range
BASE: Final = "#F1EFE9"  # ground: the baseline period
INK: Final = "#14212B"  # text, targets, events, the pilot's line, neutral high and low
INK2: Final = "#45525E"  # secondary text, axis labels, captions
GREY: Final = "#5F6B76"  # data line, ordinary points, limits, the comparison's line
RULE: Final = "#74808B"  # borders and axis lines: graphics only, too pale for text
HAIR: Final = "#D3DAE0"  # between table rows: decoration only
GRID: Final = "#E6EAED"  # faint grid behind a chart: decoration only
BETTER: Final = "#0B5C9E"
WORSE: Final = "#B5440A"
BRAND: Final = "#1B3A57"  # primary button, links, focus ring
ERROR: Final = "#A3190F"  # a mistake in a file, never a verdict on data
WARNING: Final = "#735600"  # a warning about a file, never a verdict on data

GROUNDS: Final = (PAPER, WASH, BAND, BASE)
COLOURS: Final = (
    *GROUNDS,
    *(INK, INK2, GREY, RULE, HAIR, GRID, BETTER, WORSE, BRAND, ERROR, WARNING),
)

FONT: Final = "'Source Sans 3', 'Source Sans', sans-serif"
CHART_TEXT: Final = 15  # px; 13 is the least anyone may go down to

NUMBER_LOCALE: Final[dict[str, Any]] = {
    "decimal": ",",
    "thousands": "\u00a0",
    "grouping": [3],
    "currency": ["", "\u00a0kr"],
    "percent": "\u00a0%",
    "minus": "\u2212",
}
TIME_LOCALE: Final[dict[str, Any]] = {
    "dateTime": "%A den %-d %B %Y %X",
    "date": "%Y-%m-%d",
    "time": "%H:%M:%S",
    "periods": ["fm", "em"],
    "days": ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"],
    "shortDays": ["sön", "mån", "tis", "ons", "tor", "fre", "lör"],
    "months": [
        *("januari", "februari", "mars", "april", "maj", "juni", "juli"),
        *("augusti", "september", "oktober", "november", "december"),
    ],
    "shortMonths": [
        *("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    ],
}

_TEXT: Final = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": CHART_TEXT}

# For `chart.configure(**CONFIG)`; the same in the browser and in exported files.
CONFIG: Final[dict[str, Any]] = {
    "font": FONT,
    "background": PAPER,
    "locale": {"number": NUMBER_LOCALE, "time": TIME_LOCALE},
    "view": {"stroke": None},
    "text": {"font": FONT, "fontSize": CHART_TEXT, "color": INK},
    "axis": {
        **_TEXT,
        "titleFontSize": CHART_TEXT,
        "labelColor": INK2,
        "titleColor": INK2,
        "labelLimit": 0,  # never cut a label
        "gridColor": GRID,
        "tickColor": RULE,
        "domainColor": RULE,
    },
    "legend": {"disable": True},  # lines are labelled where they end
}
