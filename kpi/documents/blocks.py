"""What a document is made of, whatever the format: headings, paragraphs, tables and pictures."""

from dataclasses import dataclass

from kpi.meetings import Picture, Table

WHOLE = 12  # rows: a table up to this long is never divided between pages


@dataclass(frozen=True, slots=True)
class Heading:
    """level: 1 for a part of the document, 2 for what is in it. The title is no heading."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """bold: the beginning that is set in bold, before the rest. quiet: a note."""

    text: str
    bold: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, one below the other. caption: what of; none beside a heading."""

    rows: tuple[tuple[str, str], ...]
    caption: str = ""


Block = Heading | Paragraph | Facts | Table | Picture
