"""Texts that are kept for good: comments, reasons. No person stands in them."""

from kpi.errors import InputError
from kpi.intake.personal_data import names_a_person


def without_persons(text: str) -> str:
    """A text that may be kept, trimmed; InputError when a person stands in it."""
    if names_a_person(text):
        raise InputError(
            "Texten har ett personnummer, en e-postadress eller ett telefonnummer. "
            "Skriv om den utan; ingenting är sparat."
        )
    return text.strip()
