"""A chart as a drawing that says in words what it shows."""

import re
from html import escape

from kpi.charts import export
from kpi.charts.export import Spec
from kpi.meetings import Picture


def described(picture: Picture, spec: Spec, mark: str) -> str:
    """The spec as SVG with the picture's words as title and description.

    mark: what tells their ids from another drawing's in the same file.
    """
    drawn = export.svg(spec).decode()
    words = (
        f'<title id="t{mark}">{escape(picture.title)}</title>'
        f'<desc id="d{mark}">{escape(picture.alt)}</desc>'
    )
    marked = re.sub(r"<svg ", f'<svg role="img" aria-labelledby="t{mark} d{mark}" ', drawn, count=1)
    return re.sub(r"(<svg [^>]*>)", lambda found: found[1] + words, marked, count=1)
