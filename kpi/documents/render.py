"""Which files a pack becomes."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from kpi.documents.docx import docx
from kpi.documents.html import html
from kpi.documents.pdf import pdf
from kpi.documents.xlsx import xlsx
from kpi.meetings import Pack


class Format(StrEnum):
    """The value is the file's ending, but for the archive, which is a zip."""

    DOCX = "docx"
    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"


_RENDERERS: Mapping[Format, Callable[[Pack], bytes]] = {
    Format.DOCX: docx,
    Format.HTML: html,
    Format.PDF: pdf,
    Format.XLSX: xlsx,
}


def render(
    pack: Pack,
    formats: Sequence[Format] = tuple(Format),
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, bytes]:
    """The files by name; the name is the meeting's id. progress is told which one comes next."""
    files = {}
    for each in formats:
        progress(each.value.upper())
        files[file_name(pack, each)] = _RENDERERS[each](pack)
    return files


def file_name(pack: Pack, wanted: Format) -> str:
    return f"{pack.meeting.id}.{wanted.value}"
