"""Which files a pack becomes."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum

from kpi.documents.archive import archive
from kpi.documents.docx import docx
from kpi.documents.html import html
from kpi.documents.pdf import pdf
from kpi.documents.pptx import pptx
from kpi.documents.xlsx import xlsx
from kpi.meetings import Pack

AT_ONCE = 2  # documents: Typst lets another be written meanwhile


class Format(StrEnum):
    """A file of a pack; the archive is a zip of all the others and what they are made of."""

    DOCX = "docx"
    HTML = "html"
    PDF = "pdf"
    PPTX = "pptx"
    XLSX = "xlsx"
    ARCHIVE = "archive"


# In the order they are begun: the longest first, and last those that show small charts.
_DOCUMENTS: Mapping[Format, Callable[[Pack], bytes]] = {
    Format.PDF: pdf,
    Format.DOCX: docx,
    Format.PPTX: pptx,
    Format.HTML: html,
    Format.XLSX: xlsx,
}


def render(
    pack: Pack,
    formats: Sequence[Format] = tuple(Format),
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, bytes]:
    """The files by name; the name is the meeting's id. progress is told which one is awaited.

    A document is made once, though it also lies in the archive.
    """
    made = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = {
            each: pool.submit(renderer, pack)
            for each, renderer in _DOCUMENTS.items()
            if each in formats or Format.ARCHIVE in formats
        }
        for each, document in waiting.items():
            progress(each.value.upper())
            made[file_name(pack, each)] = document.result()
    wanted = {file_name(pack, each) for each in formats}
    found = {name: content for name, content in made.items() if name in wanted}
    if Format.ARCHIVE in formats:
        progress("Arkiv")
        found[file_name(pack, Format.ARCHIVE)] = archive(pack, made)
    return found


def file_name(pack: Pack, wanted: Format) -> str:
    ending = "zip" if wanted is Format.ARCHIVE else wanted.value
    return f"{pack.meeting.id}.{ending}"
