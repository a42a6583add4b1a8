"""What is this file really, whatever its name says?"""

from enum import StrEnum, auto
from pathlib import PurePath

LOOKED_AT = 65_536  # bytes: a program or a picture shows itself at once
SMALLEST_TEXT_SHARE = 0.95  # below this share of printable bytes it is no text


class Content(StrEnum):
    """What a file turned out to be."""

    CSV = auto()
    XLSX = auto()
    XLSM = auto()
    XLSB = auto()
    XLS = auto()  # or a workbook with a password: both lie in the same old container
    PROTECTED = auto()
    ODS = auto()
    ZIP = auto()
    PDF = auto()
    IMAGE = auto()
    HTML = auto()
    BINARY = auto()


_STARTS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content.XLS),
    (b"%PDF", Content.PDF),
    (b"\x89PNG", Content.IMAGE),
    (b"\xff\xd8\xff", Content.IMAGE),
    (b"GIF8", Content.IMAGE),
    (b"\x1f\x8b", Content.ZIP),
    (b"7z\xbc\xaf", Content.ZIP),
    (b"Rar!", Content.ZIP),
    (b"\x28\xb5\x2f\xfd", Content.ZIP),
)
_HTML_STARTS = (b"<!doctype", b"<html", b"<table", b"<?xml")
_NAMED = {".xlsx": Content.XLSX, ".csv": Content.CSV, ".txt": Content.CSV}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r"))


def content_of(data: bytes) -> Content | None:
    """What the bytes are when they are not text; None when they may be."""
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    for start, content in _STARTS:
        if data.startswith(start):
            return content
    if data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_HTML_STARTS):
        return Content.HTML
    return None


def is_binary(data: bytes) -> bool:
    """Whether the bytes, known not to be UTF-16, hold too many controls to be text."""
    start = data[:LOOKED_AT]
    return len(start.translate(None, _CONTROLS)) < SMALLEST_TEXT_SHARE * len(start)


def is_misnamed(name: str, content: Content) -> bool:
    """Whether a file's name says that it is something else that is read."""
    return _NAMED.get(PurePath(name.lower()).suffix, content) is not content


def _zipped(data: bytes) -> Content:
    """Names of entries stand uncompressed in a zip, so that nothing has to be unpacked."""
    if b"xl/workbook.bin" in data:
        return Content.XLSB
    if b"xl/_rels" in data:
        return Content.XLSX
    if b"opendocument.spreadsheet" in data[:200]:
        return Content.ODS
    return Content.ZIP
