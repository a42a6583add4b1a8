"""The report as one file for the web or an intranet: no script, nothing fetched, charts inside."""

from html import escape
from pathlib import Path

from kpi.documents.blocks import Block, Facts, Heading, Paragraph
from kpi.documents.drawing import PHONE, WIDTH, described, svg
from kpi.documents.report import Report, report
from kpi.meetings import Pack, Picture, Table

STYLE = Path(__file__).with_name("report.css")
NARROW = 4  # columns that a phone can show one below the other; more of them are scrolled


def html(pack: Pack) -> bytes:
    """UTF-8, with the language said."""
    found = report(pack)
    body = "\n".join(_block(block, number) for number, block in enumerate(found.blocks))
    return _PAGE.format(
        title=escape(found.title),
        style=STYLE.read_text("utf-8"),
        facts=_facts(Facts(found.facts)),
        contents=_contents(found),
        body=body,
    ).encode()


_PAGE = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header><h1>{title}</h1>
{facts}
<nav aria-label="Innehåll"><ul>{contents}</ul></nav></header>
<main>
{body}
</main>
</body>
</html>
"""


def _contents(found: Report) -> str:
    return "".join(
        f'<li><a href="#h{number}">{escape(block.text)}</a></li>'
        for number, block in enumerate(found.blocks)
        if isinstance(block, Heading) and block.level == 1
    )


def _block(block: Block, number: int) -> str:
    match block:
        case Heading():
            level = f"h{block.level + 1}"
            return f'<{level} id="h{number}">{escape(block.text)}</{level}>'
        case Paragraph():
            return _paragraph(block)
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)
        case _:
            return _figure(block, number)


def _paragraph(block: Paragraph) -> str:
    bold = f"<strong>{escape(block.bold)}</strong> " if block.bold else ""
    kind = ' class="quiet"' if block.quiet else ""
    return f"<p{kind}>{bold}{escape(block.text)}</p>"


def _facts(block: Facts) -> str:
    rows = "".join(f"<dt>{escape(n)}</dt><dd>{escape(v)}</dd>" for n, v in block.rows)
    over = f'<p class="over">{escape(block.caption)}</p>' if block.caption else ""
    return f"{over}<dl>{rows}</dl>"


def _table(block: Table) -> str:
    """The roles are a table's own: a phone's style would take them away.

    A wide one is reached by keyboard, since a phone must scroll it and no script can tell.
    """
    sides = [' class="r"' if side == "r" else "" for side in block.align]
    headings = [escape(text) for text in block.headings]
    head = "".join(
        f'<th scope="col" role="columnheader"{side}>{text}</th>'
        for side, text in zip(sides, headings, strict=True)
    )
    body = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{escape(row[0])}</th>'
        + "".join(
            f'<td role="cell" data-heading="{heading}"{side}>{escape(text)}</td>'
            for heading, side, text in zip(headings[1:], sides[1:], row[1:], strict=True)
        )
        + "</tr>"
        for row in block.rows
    )
    caption = escape(block.caption)
    kind = (
        'class="narrow"'
        if len(headings) <= NARROW
        else f'class="wide" role="group" tabindex="0" aria-label="{caption}"'
    )
    return (
        f'<div {kind}><table role="table"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _figure(block: Picture, number: int) -> str:
    """Drawn twice, so that its text can be read also on a phone; a reader meets one of them."""
    drawn = "".join(
        f'<div class="{kind}">{described(block, svg(block, width), mark)}</div>'
        for kind, width, mark in (("large", WIDTH, f"{number}"), ("small", PHONE, f"{number}s"))
    )
    return f"<figure><figcaption>{escape(block.title)}</figcaption>{drawn}</figure>"
