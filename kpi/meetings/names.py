"""Names for addresses and files, from what people call things."""

import re

_LETTERS = str.maketrans("åäöéü", "aaoeu")


def plain_name(text: str) -> str:
    """`servicenamnden-i-oster` for `Servicenämnden i Öster`: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().translate(_LETTERS)).strip("-")
