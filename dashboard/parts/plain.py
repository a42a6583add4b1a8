"""Text from data where Streamlit reads Markdown: in labels and options of widgets."""

import re


def plain(text: str) -> str:
    """The text with nothing in it that becomes Markdown."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|~<>$:-])", r"\\\1", text)
