"""What stands in the parts of a workbook, with nothing that the file declares believed?

A workbook is a zip of XML parts. Four kilobytes can claim sixteen billion cells, and a small zip
can unpack to any size, so everything is counted while it is read and what exceeds a limit stops
the reading at once. XML with a document type is refused: entities are not used in workbooks.
"""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Protocol
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipExtFile, ZipFile

from kpi.intake.content import Content
from kpi.intake.issue import Issue, Rule
from kpi.intake.limits import Limits

MOST_PARTS = 2_000  # a sheet of its own for every unit is some hundreds
MOST_TIMES_LARGER = 100  # unpacked over packed: spreadsheets reach 40, bombs 1,000
SMALL = 1_000_000  # bytes unpacked: below this the ratio does not matter
AT_A_TIME = 65_536  # bytes
LONGEST_TOKEN = 1_000_000  # bytes: expat reads a tag again from its start at every chunk
DEEPEST = 100  # elements inside each other
MOST_KEPT = 70_000  # elements: a workbook holds at most 65,490 cell formats
ELEMENTS_PER_CELL = 5  # the cell, its value, its formula; a shared text and its own

_ZIP_ERRORS = (  # what zipfile lets through for a file that is no zip, or a broken one
    BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OverflowError, ValueError
)  # fmt: skip
_HOLDS_ANOTHER = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how a zip and an old Office file begin

Attributes = dict[str, str]


class Refused(Exception):
    """The workbook is not read, for the reason in `issue`; never leaves this package."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.rule)
        self.issue = issue


class Handler(Protocol):
    """What is told of a part's elements, by name without namespace."""

    def start(self, name: str, attributes: Attributes, /) -> None: ...
    def end(self, name: str, /) -> None: ...
    def text(self, data: str, /) -> None: ...


class Archive:
    """A workbook's parts. Everything read from them counts against the same limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Refused for what is no workbook to be read."""
        if data.count(b"PK\x01\x02") > MOST_PARTS:
            raise Refused(Issue.of(Rule.UNPACKS_TOO_LARGE))
        try:
            self._zip = ZipFile(BytesIO(data))
        except _ZIP_ERRORS as error:
            raise _broken() from error
        self.limits = limits
        self.parts = frozenset(self._zip.namelist())
        self._bytes = 0
        self._elements = 0
        self._check_sizes(len(data))
        self._check_parts()

    def parse(self, part: str, handler: Handler) -> Iterator[None]:
        """Tell the handler of a part, some of it at a time; nothing if there is no such part."""
        if part not in self.parts:
            return
        depth = 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if depth > DEEPEST:
                raise _broken()
            if self._elements > ELEMENTS_PER_CELL * self.limits.cells:
                raise Refused(too_many_cells(self.limits))
            handler.start(name.rpartition(":")[2], attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            handler.end(name.rpartition(":")[2])

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = handler.text
        yield from self._fed(part, parser)

    def _fed(self, part: str, parser: expat.XMLParserType) -> Iterator[None]:
        fed = 0
        with self._opened(part) as file:
            while chunk := self._read(file, AT_A_TIME):
                fed += len(chunk)
                self._bytes += len(chunk)
                if self._bytes > self.limits.unpacked:
                    raise Refused(Issue.of(Rule.UNPACKS_TOO_LARGE))
                _parsed(parser, chunk, is_last=False)
                if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                    raise _broken()
                yield
        _parsed(parser, b"", is_last=True)
        yield

    def _opened(self, part: str) -> ZipExtFile:
        try:
            return self._zip.open(part)  # type: ignore[return-value]
        except _ZIP_ERRORS as error:
            raise _broken() from error

    def _read(self, file: ZipExtFile, size: int) -> bytes:
        try:
            return file.read(size)
        except _ZIP_ERRORS as error:  # also when there is more than it declares
            raise _broken() from error

    def _check_sizes(self, packed: int) -> None:
        entries = self._zip.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused(Issue.of(Rule.OTHER_FORMAT, details=(Content.PROTECTED.value,)))
        if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
            raise _broken()
        unpacked = sum(entry.file_size for entry in entries)
        sizes = [(unpacked, packed), *((each.file_size, each.compress_size) for each in entries)]
        is_bomb = any(
            large > SMALL and large > MOST_TIMES_LARGER * min(small, packed)
            for large, small in sizes
        )
        if is_bomb or unpacked > self.limits.unpacked:
            raise Refused(Issue.of(Rule.UNPACKS_TOO_LARGE))

    def _check_parts(self) -> None:
        if any(name.lower().endswith("vbaproject.bin") for name in self.parts):
            raise Refused(Issue.of(Rule.OTHER_FORMAT, details=(Content.XLSM.value,)))
        if any(name.startswith("xl/externalLinks/") for name in self.parts):
            raise Refused(Issue.of(Rule.LINKS_TO_FILES))
        for name in self.parts:
            with self._opened(name) as file:
                if self._read(file, 4) in _HOLDS_ANOTHER:
                    raise Refused(Issue.of(Rule.HOLDS_OTHER_FILES))


def too_many_cells(limits: Limits) -> Issue:
    return Issue.of(Rule.TOO_MANY_CELLS, details=(str(limits.cells),))


def elements(archive: Archive, part: str, *wanted: str) -> list[tuple[str, Attributes]]:
    """The elements of a part that are called `parent/name`, in order, each with its attributes."""
    collected = _Elements(frozenset(wanted))
    for _ in archive.parse(part, collected):
        pass
    return collected.found


class _Elements:
    def __init__(self, wanted: frozenset[str]) -> None:
        self.found: list[tuple[str, Attributes]] = []
        self._wanted = wanted
        self._inside = [""]

    def start(self, name: str, attributes: Attributes) -> None:
        path = f"{self._inside[-1]}/{name}"
        if path in self._wanted:
            self.found.append((name, attributes))
            if len(self.found) > MOST_KEPT:
                raise _broken()
        self._inside.append(name)

    def end(self, _name: str) -> None:
        self._inside.pop()

    def text(self, _data: str) -> None:
        """Nothing: only attributes matter here."""


def _refuse_doctype(*_declared: object) -> None:
    raise _broken()


def _parsed(parser: expat.XMLParserType, chunk: bytes, *, is_last: bool) -> None:
    try:
        parser.Parse(chunk, is_last)
    except expat.ExpatError as error:
        raise _broken() from error


def _broken() -> Refused:
    return Refused(Issue.of(Rule.BROKEN_WORKBOOK))
