"""A chart as a drawing that says in words what it shows."""

import re
from html import escape

from kpi.charts import export
from kpi.charts.export import Spec
from kpi.meetings import Picture


def described(picture: Picture, spec: Spec, number: int) -> str:
    """The spec as SVG with the picture's words as title and description, tied to it by id."""
    drawn = export.svg(spec).decode()
    words = (
        f'<title id="t{number}">{escape(picture.title)}</title>'
        f'<desc id="d{number}">{escape(picture.alt)}</desc>'
    )
    marked = re.sub(
        r"<svg ", f'<svg role="img" aria-labelledby="t{number} d{number}" ', drawn, count=1
    )
    return re.sub(r"(<svg [^>]*>)", lambda found: found[1] + words, marked, count=1)
