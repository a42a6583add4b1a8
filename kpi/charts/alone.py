"""A chart that has left its page takes along what the page says around it."""

from collections.abc import Sequence
from html import escape

from kpi.charts import export
from kpi.charts.lettering import lines_of
from kpi.charts.theme import CHART_TEXT, FONT, INK, INK2, PAPER

WIDTH = 1000  # px of the chart
MARGIN = 16  # px around it
HEADING = 20  # px of the title
LINE, AFTER = 1.35, 0.6  # of a text's size: a line, and the room under the last
SIDES = ("width", "height")  # as a drawing begins by saying


def png(spec: export.Spec, title: str, lines: Sequence[str]) -> bytes:
    return export.painted(_drawn(spec, title, lines, WIDTH))


def svg(spec: export.Spec, title: str, lines: Sequence[str], width: int = WIDTH) -> bytes:
    """The title and each line stand over the chart, broken where it ends."""
    return _drawn(spec, title, lines, width).encode()


def _drawn(spec: export.Spec, title: str, lines: Sequence[str], width: int) -> str:
    chart = export.svg(spec | {"width": width}).decode()
    wide, high = (float(chart.partition(f'{side}="')[2].partition('"')[0]) for side in SIDES)
    look = f'font-size="{HEADING}" font-weight="700" fill="{INK}"'
    words, top = _text(lines_of(title, HEADING, wide, bold=True), MARGIN, HEADING, look)
    look = f'font-size="{CHART_TEXT}" fill="{INK2}"'
    broken = [part for line in lines for part in lines_of(line, CHART_TEXT, wide)]
    more, top = _text(broken, top, CHART_TEXT, look)
    whole, tall = f"{wide + 2 * MARGIN:g}", f"{top + high + MARGIN:g}"
    placed = chart.replace("<svg ", f'<svg x="{MARGIN}" y="{top:g}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{tall}" '
        f'viewBox="0 0 {whole} {tall}" font-family="{FONT}">'
        f'<rect width="{whole}" height="{tall}" fill="{PAPER}"/>{words}{more}{placed}</svg>'
    )


def _text(lines: Sequence[str], top: float, size: int, look: str) -> tuple[str, float]:
    """Lines from top on, and where what stands under them begins."""
    if not lines:
        return "", top
    parts = "".join(
        f'<tspan x="{MARGIN}" y="{top + size * (1 + LINE * number):g}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f"<text {look}>{parts}</text>", top + size * (LINE * len(lines) + AFTER)
