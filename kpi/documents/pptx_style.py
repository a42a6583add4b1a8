"""How the slides look: size, layouts, fonts, colours, and what stands at the foot of each."""

import re
from collections.abc import Mapping
from html import escape

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Opened
from pptx.shapes.base import BaseShape
from pptx.shapes.shapetree import LayoutPlaceholders, MasterPlaceholders
from pptx.slide import SlideLayout
from pptx.util import Pt

from kpi.charts.theme import BETTER, BRAND, GREY, INK, INK2, PAPER, RULE, WASH, WORSE
from kpi.documents.office import FONT, LANGUAGE, MARK, bare, without_thumbnail
from kpi.meetings import Pack
from kpi.wording.numbers import day_and_year

WIDE, HIGH = 960.0, 540.0  # points: 16:9
SIDE, TOP = 48.0, 36.0  # points outside everything
INSIDE = WIDE - 2 * SIDE
TITLE_HIGH = 82.0  # points: two lines of the largest title
BODY_TOP, BODY_HIGH = 136.0, 352.0
FOOT_TOP, FOOT_HIGH = 502.0, 20.0
THICK = 3.0  # points of the line that a slide starts with
OPENING, CONTENT = 0, 1  # the two layouts that are kept, by place
NUMBER_WIDE = 60.0  # points at the foot
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  # what Office calls a slide's number
FIRST_OURS = 90  # ids of what we draw on a layout: after the library's own
_COLOURS = (
    *(("dk1", INK), ("lt1", PAPER), ("dk2", BRAND), ("lt2", WASH), ("accent1", BETTER)),
    *(("accent2", WORSE), ("accent3", GREY), ("accent4", BRAND), ("accent5", INK2)),
    *(("accent6", RULE), ("hlink", BRAND), ("folHlink", BRAND)),
)
_KEPT = ("Title Slide", "Title Only")


def apply(presentation: Opened, pack: Pack) -> None:
    """Make the library's empty presentation ours."""
    presentation.slide_width, presentation.slide_height = Pt(WIDE), Pt(HIGH)
    master = presentation.slide_master
    for layout in list(presentation.slide_layouts):
        if layout.name not in _KEPT:
            presentation.slide_layouts.remove(layout)
    opening, content = presentation.slide_layouts
    title = (TOP + 8, TITLE_HIGH)
    _place(master.placeholders, {"title": title, "body": (BODY_TOP, BODY_HIGH)})
    _place(opening.placeholders, {"ctrTitle": (150.0, 84.0), "subTitle": (240.0, 40.0)})
    _rule(opening, 140.0)
    _place(content.placeholders, {"title": title})
    _rule(content, TOP)
    _foot(content, _standing(pack))
    _theme(presentation)
    _title_style(presentation)
    without_thumbnail(presentation.part.package._rels)


def _standing(pack: Pack) -> str:
    """What tells a slide that has lost its presentation."""
    meeting = pack.meeting
    parts = (meeting.body, day_and_year(meeting.held), meeting.dnr)
    said = ", ".join(each for each in parts if each)
    return f"{said}. {MARK}" if pack.made_up else said


def _place(
    shapes: MasterPlaceholders | LayoutPlaceholders, wanted: Mapping[str, tuple[float, float]]
) -> None:
    """Top and height of each box by its kind; the others go: the foot is ours, on the layout."""
    for shape in list(shapes):
        kind = shape.element.find(f".//{qn('p:ph')}").get("type")
        if kind in wanted:
            shape.left, shape.width = Pt(SIDE), Pt(INSIDE)
            shape.top, shape.height = map(Pt, wanted[kind])
        else:
            shape.element.getparent().remove(shape.element)


def name_in_words(shape: BaseShape, name: str, words: str) -> None:
    """Name: in the list of a slide's objects. words: its alternative text."""
    properties = next(shape.element.iter(qn("p:cNvPr")))
    properties.set("name", name)
    properties.set("descr", words)


def _rule(layout: SlideLayout, top: float) -> None:
    """The thick line over the title: decoration, so it stands on the layout."""
    _draw(layout, "Linje", (SIDE, top, INSIDE, THICK), "", fill=_fill(INK))


def _foot(layout: SlideLayout, said: str) -> None:
    properties = f'<a:rPr lang="{LANGUAGE}" sz="1100"/>'
    text = f"<a:r>{properties}<a:t>{escape(said)}</a:t></a:r>"
    _draw(layout, "Sidfot", (SIDE, FOOT_TOP, INSIDE - NUMBER_WIDE, FOOT_HIGH), text)
    number = f'<a:fld id="{NUMBER_FIELD}" type="slidenum">{properties}<a:t>1</a:t></a:fld>'
    area = (WIDE - SIDE - NUMBER_WIDE, FOOT_TOP, NUMBER_WIDE, FOOT_HIGH)
    _draw(layout, "Bildnummer", area, number, align="r")


def _draw(
    layout: SlideLayout,
    name: str,
    area: tuple[float, float, float, float],
    text: str,
    *,
    fill: str = "<a:noFill/>",
    align: str = "l",
) -> None:
    """A box on a layout: the library makes shapes on slides only."""
    left, top, wide, high = map(Pt, area)
    number = FIRST_OURS + len(layout.shapes)
    layout.shapes._spTree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
            '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln>'
            '</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/>'
            f'<a:lstStyle><a:lvl1pPr algn="{align}"><a:defRPr sz="1100">{_fill(INK2)}'
            f"</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
        )
    )


def _theme(presentation: Opened) -> None:
    """Our type and colours, so that what is added by hand looks as the rest."""
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode()
    face = f'<a:latin typeface="{FONT}" panose="020B0503030403020204"/>'
    text = re.sub(r"<a:latin typeface=\"[^\"]*\"/>", face, text)
    for name, colour in _COLOURS:
        one = f'<a:{name}><a:srgbClr val="{bare(colour)}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", one, text, flags=re.S)
    part._blob = text.encode()


def _title_style(presentation: Opened) -> None:
    """Titles to the left, in bold; the language of every style."""
    master = presentation.slide_master.element
    first = master.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    first.set("algn", "l")
    first.find(qn("a:defRPr")).set("b", "1")
    first.find(qn("a:defRPr")).set("sz", "2800")
    for root in (master, *(each.element for each in presentation.slide_layouts)):
        for element in root.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
            element.set("lang", LANGUAGE)
        for element in root.iter(qn("a:bodyPr")):
            for side in ("lIns", "tIns", "rIns", "bIns"):
                element.set(side, "0")
            element.set("anchor", "t")


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{bare(colour)}"/></a:solidFill>'
