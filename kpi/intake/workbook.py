"""Which sheets does a workbook have, and how are their cells to be understood?"""

import posixpath
from dataclasses import dataclass
from datetime import date

from kpi.intake.archive import Archive, Attributes, Refused, elements, too_many_cells
from kpi.intake.cell_text import DAY_ZERO, DAY_ZERO_1904, Format, format_of, unescaped
from kpi.intake.content import Content
from kpi.intake.issue import Issue, Rule
from kpi.intake.texts import display_name

_ROOT = "_rels/.rels"
_YES = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    part: str  # where in the archive it stands
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    archive: Archive
    sheets: tuple[Sheet, ...]  # those that hold cells, in the workbook's order
    texts: tuple[str, ...]  # what cells refer to by number
    texts_part: str
    formats: tuple[Format, ...]  # by a cell's style
    day_zero: date  # what a date's number counts from


def open_workbook(archive: Archive) -> Workbook:
    """Everything but the cells. Refused for what is not an ordinary workbook."""
    types = elements(archive, "[Content_Types].xml", "Types/Override", "Types/Default")
    kinds = [attributes.get("ContentType", "") for _, attributes in types]
    if any("macroEnabled" in kind for kind in kinds):
        raise Refused(Issue.of(Rule.OTHER_FORMAT, details=(Content.XLSM.value,)))
    if any("sheet.binary" in kind for kind in kinds):
        raise Refused(Issue.of(Rule.OTHER_FORMAT, details=(Content.XLSB.value,)))
    (part,) = _targets(archive, _ROOT, "", "officeDocument") or [""]
    said = elements(archive, part, "sheets/sheet", "workbook/workbookPr")
    base = posixpath.dirname(part)
    relations = f"{base}/_rels/{posixpath.basename(part)}.rels".removeprefix("/")
    sheets = _sheets(archive, relations, base, [each for name, each in said if name == "sheet"])
    if not sheets:
        raise Refused(Issue.of(Rule.BROKEN_WORKBOOK))
    (texts_part,) = _targets(archive, relations, base, "sharedStrings") or [""]
    (styles,) = _targets(archive, relations, base, "styles") or [""]
    is_1904 = any(each.get("date1904") in _YES for _, each in said)
    return Workbook(
        archive=archive,
        sheets=sheets,
        texts=_texts(archive, texts_part),
        texts_part=texts_part,
        formats=_formats(archive, styles),
        day_zero=DAY_ZERO_1904 if is_1904 else DAY_ZERO,
    )


def is_true(attributes: Attributes, name: str) -> bool:
    return attributes.get(name) in _YES


def _sheets(
    archive: Archive, relations: str, base: str, said: list[Attributes]
) -> tuple[Sheet, ...]:
    parts = _parts(archive, relations, base, "worksheet")
    named = [(each, _relation(each)) for each in said]
    return tuple(
        Sheet(
            display_name(each.get("name", "")),
            parts[key],
            each.get("state", "visible") != "visible",
        )
        for each, key in named
        if parts.get(key) in archive.parts
    )


def _relation(attributes: Attributes) -> str:
    """The sheet's `r:id`, whatever the prefix is called."""
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")


def _targets(archive: Archive, relations: str, base: str, kind: str) -> list[str]:
    """The first part that is related in this way, if any is."""
    return list(_parts(archive, relations, base, kind).values())[:1]


def _parts(archive: Archive, relations: str, base: str, kind: str) -> dict[str, str]:
    """Relation id -> part, of one kind of relation."""
    found = elements(archive, relations, "Relationships/Relationship")
    return {
        each.get("Id", ""): _path(base, each.get("Target", ""))
        for _, each in found
        if each.get("Type", "").endswith(f"/{kind}")
    }


def _path(base: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")


def _formats(archive: Archive, styles: str) -> tuple[Format, ...]:
    found = elements(archive, styles, "numFmts/numFmt", "cellXfs/xf")
    codes = {each.get("numFmtId"): each.get("formatCode") for name, each in found if name != "xf"}
    used = [each.get("numFmtId", "0") for name, each in found if name == "xf"]
    return tuple(
        format_of(int(number) if number.isdecimal() else 0, codes.get(number)) for number in used
    )


def _texts(archive: Archive, part: str) -> tuple[str, ...]:
    shared = _Texts(archive)
    for _ in archive.parse(part, shared):
        pass
    return tuple(shared.found)


class _Texts:
    """The shared texts: each is one or more pieces, those of a reading aid left out."""

    def __init__(self, archive: Archive) -> None:
        self.found: list[str] = []
        self._limits = archive.limits
        self._pieces: list[str] = []
        self._length = 0
        self._in_text = False
        self._in_aid = False

    def start(self, name: str, _attributes: Attributes) -> None:
        match name:
            case "si":
                self._pieces, self._length = [], 0
            case "t":
                self._in_text = not self._in_aid
            case "rPh":
                self._in_aid = True

    def end(self, name: str) -> None:
        match name:
            case "si":
                self.found.append(unescaped("".join(self._pieces)))
                if len(self.found) > self._limits.cells:
                    raise Refused(too_many_cells(self._limits))
            case "t":
                self._in_text = False
            case "rPh":
                self._in_aid = False

    def text(self, data: str) -> None:
        if self._in_text and self._length <= self._limits.cell:  # longer is an error anyway
            self._pieces.append(data)
            self._length += len(data)
