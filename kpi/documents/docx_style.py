"""How the Word file looks: page, styles, fonts, language, header and footer."""

from typing import cast

from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from kpi.charts.theme import HAIR, INK, INK2
from kpi.documents.office import FALLBACK, FONT, LANGUAGE, MARK, bare, without_thumbnail
from kpi.meetings import Pack

TABLE, CELL, FACT, QUIET = "Pilotkollen tabell", "Tabellcell", "Uppgift", "Not"
PICTURE, GAP = "Bild", "Efter tabell"
PAGE, MARGIN = (21.0, 29.7), 2.5  # cm: A4
TEXT_WIDTH = (PAGE[0] - 2 * MARGIN) / 2.54 * 72  # points
BODY, SMALL = 11.0, 9.5  # points
CELL_SIZES = (SMALL, 9.0, 8.5, 8.0)  # points: smaller only where a word would be broken
CELL_SIDE = 4.5  # points at either side of a cell
TODAYS_WORD = "15"  # its format since 2013; an older one opens in a mode with less
NAMES = 4.4  # cm that the names of facts take


def apply(document: Opened, pack: Pack) -> None:
    """Make the library's empty document ours."""
    _page(document)
    _language(document)
    _fonts(document)
    _text_styles(document)
    _headings(document)
    document.styles.element.append(parse_xml(_TABLE_STYLE))
    _header(document, pack)
    _footer(document)
    without_thumbnail(document.part.package.rels)


def paragraph(document: Opened, name: str, text: str = "") -> Paragraph:
    """A new one in the style of a name. Set by id: the library looks through all for each name."""
    made = document.add_paragraph(text)
    if name != "Normal":  # what one without a style is
        made._p.style = style_id(name)
    return made


def style_id(name: str) -> str:
    """As the library makes it of a name."""
    return name.replace(" ", "")


def never_alone(at: int, count: int) -> bool:
    """Whether one of a stack is kept with the next: two of them, at least, begin and end a page."""
    return at < count - 1 and at in (0, count - 2)


def _page(document: Opened) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(PAGE[0]), Cm(PAGE[1])
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    section.header_distance = section.footer_distance = Cm(1.25)


def _language(document: Opened) -> None:
    """Swedish for proofing and reading aloud, and today's Word, not one from 2007."""
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), LANGUAGE)
    settings = document.settings.element
    for element in settings.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), LANGUAGE)
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), TODAYS_WORD)
    for name, mark in (("decimalSymbol", ","), ("listSeparator", ";")):
        for element in settings.iter(qn(f"w:{name}")):
            element.set(qn("w:val"), mark)


def _fonts(document: Opened) -> None:
    """Ours by name, and in the table of fonts what stands in for it."""
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table._blob = _FONT_TABLE.encode()


def _text_styles(document: Opened) -> None:
    normal = _style(document, "Normal", BODY, INK, after=6, bold=None)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    normal.paragraph_format.line_spacing = 1.05
    normal.paragraph_format.widow_control = True
    _style(document, QUIET, SMALL, INK2, after=4)
    fact = _style(document, FACT, BODY, INK, after=2)
    fact.paragraph_format.left_indent = Cm(NAMES)
    fact.paragraph_format.first_line_indent = -Cm(NAMES)
    fact.paragraph_format.tab_stops.add_tab_stop(Cm(NAMES))
    caption = _style(document, "Caption", SMALL, INK2, before=8, after=3)
    caption.paragraph_format.keep_with_next = True
    cell = _style(document, CELL, SMALL, INK, before=2, after=2, bold=None)
    cell.paragraph_format.line_spacing = 0.95
    _style(document, PICTURE, BODY, INK, after=8)
    _style(document, GAP, 6, INK)
    for name in ("Header", "Footer"):
        stops = _style(document, name, 9, INK2).paragraph_format.tab_stops
        stops.clear_all()  # the library's own two are for a wider page
        stops.add_tab_stop(Pt(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def _headings(document: Opened) -> None:
    title = _style(document, "Title", 24, INK, after=10, bold=True)
    _bordered(title, None)
    first = _style(document, "Heading 1", 16, INK, before=22, after=6, bold=True)
    _bordered(first, "top")
    second = _style(document, "Heading 2", 13, INK, before=14, after=4, bold=True)
    for each in (title, first, second):
        each.paragraph_format.keep_with_next = True
        each.paragraph_format.keep_together = True


def _style(
    document: Opened,
    name: str,
    size: float,
    colour: str,
    *,
    before: float = 0,
    after: float = 0,
    bold: bool | None = False,
) -> ParagraphStyle:
    """A paragraph style in our font; made on Normal where the library has none of the name.

    bold: None where what the text stands in decides, a table's first row.
    """
    styles = document.styles
    if name not in styles:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    style = cast(ParagraphStyle, styles[name])
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(bare(colour))
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    _in_our_font(style.element.get_or_add_rPr())
    return style


def _in_our_font(properties: BaseOxmlElement) -> None:
    """The library's styles point to a theme's font, which would win over a name."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _bordered(style: ParagraphStyle, side: str | None) -> None:
    """A thick line at one side of the paragraph, or none at all."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if side:
        border = f'<w:{side} w:val="single" w:sz="18" w:space="6" w:color="{bare(INK)}"/>'
        properties.insert_element_before(
            parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"),
            *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:outlineLvl"),
        )


def _header(document: Opened, pack: Pack) -> None:
    """What tells a page that has lost its document: body, case number, and that it is a demo."""
    section = document.sections[0]
    line = section.header.paragraphs[0]
    line.text = "\t".join(
        (
            ", ".join(each for each in (pack.meeting.body, pack.meeting.dnr) if each),
            MARK if pack.made_up else "",
        )
    ).rstrip("\t")


def _footer(document: Opened) -> None:
    line = document.sections[0].footer.paragraphs[0]
    line.add_run("\tSida ")
    _field(line, "PAGE")
    line.add_run(" av ")
    _field(line, "NUMPAGES")


def _field(line: Paragraph, code: str) -> None:
    """A number that Word counts. 1 stands there until it has."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


_FONT_TABLE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {nsdecls("w")}><w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/>\
<w:panose1 w:val="020B0503030403020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>\
<w:pitch w:val="variable"/></w:font><w:font w:name="{FALLBACK}">\
<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>\
<w:pitch w:val="variable"/></w:font></w:fonts>"""
_TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" \
w:styleId="Pilotkollentabell"><w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/>\
<w:tblPr><w:tblBorders>\
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{bare(HAIR)}"/>\
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{bare(HAIR)}"/></w:tblBorders>\
<w:tblCellMar><w:left w:w="{int(CELL_SIDE * 20)}" w:type="dxa"/>\
<w:right w:w="{int(CELL_SIDE * 20)}" w:type="dxa"/></w:tblCellMar></w:tblPr>\
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>\
<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{bare(INK)}"/></w:tcBorders>\
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>"""
