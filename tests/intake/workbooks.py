"""Small Excel files, made in the test that reads them: by openpyxl, or part by part."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

HEADER = ["månad", "enhet", "mått", "värde"]
ROW = ["2024-01", "Lärkskolan", "Städkostnad", 1234.5]
LAST = ["2024-01", "Östra skolan", "Städad yta", 12]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def book(*rows: list[object], title: str = "Blad1") -> Workbook:
    """A workbook with one sheet of these rows; more can be done to it before it is saved."""
    workbook = Workbook()
    workbook.active.title = title
    for row in rows:
        workbook.active.append(row)
    return workbook


def saved(workbook: Workbook) -> bytes:
    data = BytesIO()
    workbook.save(data)
    return data.getvalue()


def xlsx(*rows: list[object]) -> bytes:
    return saved(book(*rows))


def with_sheets(**sheets: list[list[object]]) -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return workbook


def raw(rows: str, *, after: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook whose sheetData holds exactly this XML; `more` adds parts or replaces them."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
        "</Types>",
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>'
        f"{after}</worksheet>",
    }
    return zipped(parts | (more or {}))


def relations(*each: tuple[str, str, str]) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
            for key, kind, target in each
        )
        + "</Relationships>"
    )


def zipped(parts: dict[str, str | bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def text_row(number: int, *texts: str, attributes: str = "") -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}" {attributes}>{cells}</row>'


TOP = text_row(1, *HEADER)
LARK = "".join(
    f'<c t="inlineStr"><is><t>{text}</t></is></c>'
    for text in ("2024-01", "Lärkskolan", "Städkostnad")
)


def value_cell(cell: str) -> bytes:
    """A file with one value, whose cell is given as XML."""
    return raw(f'{TOP}<row r="2">{LARK}{cell}</row>')


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a saved workbook by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
