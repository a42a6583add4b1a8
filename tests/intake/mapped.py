"""Unknown files as text, and what is guessed of them, with the small catalogue of `files`."""

from kpi.intake.choices import Choices
from kpi.intake.first_rows import Beginning, first_rows
from kpi.intake.guess import Guesses, Use, guess
from kpi.intake.how import How
from kpi.intake.limits import PAGE_LIMITS, Limits
from tests.intake.files import CATALOGUE, KNOWN


def begins(
    content: str | bytes,
    how: How | None = None,
    *,
    sheet: str | None = None,
    limits: Limits = PAGE_LIMITS,
) -> Beginning:
    data = content.encode() if isinstance(content, str) else content
    return first_rows(data, CATALOGUE, how or How(), sheet=sheet, limits=limits)


def guesses(content: str | bytes, name: str = "fil.csv") -> Guesses:
    return guess(begins(content), name, CATALOGUE, KNOWN)


def choices(header: str, *uses: Use, **more: object) -> Choices:
    """Choices for headings written with semicolons; columns without a use are not read."""
    headings = tuple(header.split(";"))
    padded = (*uses, *[Use()] * (len(headings) - len(uses)))
    return Choices(**{"how": How(), "header": headings, "uses": padded, "factors": {}, **more})
