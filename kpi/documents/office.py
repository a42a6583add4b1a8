"""What a Word file and a PowerPoint file have in common: properties, pictures, fixed bytes."""

import io
import zipfile
from datetime import UTC, datetime, time
from typing import Any, Protocol

from kpi.documents.zipped import zipped
from kpi.meetings import Pack

FONT = "Source Sans 3"
FALLBACK = "Calibri"  # where ours is not installed
LANGUAGE = "sv-SE"
MARK = "Påhittade data"  # of a demo, on every page
THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


class Properties(Protocol):
    """What the two libraries call the core properties of a file."""

    title: str
    subject: str
    author: str
    last_modified_by: str
    comments: str
    keywords: str
    language: str
    revision: int
    created: datetime
    modified: datetime


def describe(properties: Properties, title: str, pack: Pack) -> None:
    """The file's own facts, with the meeting's day as the day it was made."""
    meeting = pack.meeting
    day = datetime.combine(meeting.held, time(12), tzinfo=UTC)
    properties.title = title
    properties.subject = meeting.dnr
    properties.author = properties.last_modified_by = meeting.body
    properties.comments = properties.keywords = ""
    properties.language = LANGUAGE
    properties.revision = 1
    properties.created = properties.modified = day


def settled(content: bytes) -> bytes:
    """The same file with no day in its zip: the same bytes from the same parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return zipped({name: old.read(name) for name in old.namelist()})


def without_thumbnail(relations: Any) -> None:
    """Let go of the library's picture of somebody else's empty page.

    relations: of the package, by id; each library has a mapping of its own.
    """
    (found,) = [key for key, each in relations.items() if each.reltype == THUMBNAIL]
    relations.pop(found)


def bare(colour: str) -> str:
    """A colour without its hash, as Office writes them."""
    return colour.removeprefix("#").upper()
