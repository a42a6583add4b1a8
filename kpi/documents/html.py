"""The report as one file for the web or an intranet: no script, nothing fetched, charts inside."""

from html import escape

from kpi.documents.blocks import Block, Facts, Heading, Paragraph
from kpi.documents.drawing import described
from kpi.documents.report import report
from kpi.meetings import Pack, Picture, Table

WIDTH = 720  # px of a chart
STYLE = """
:root { color: #14212B; background: #FFFFFF; }
body { font: 1.05rem/1.5 'Source Sans 3', Calibri, sans-serif; }
body { max-width: 52rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; } h2 { margin-top: 2.2rem; border-top: 3px solid #14212B;
padding-top: .6rem; } h3 { margin: 1.6rem 0 .3rem; }
p { max-width: 75ch; } .quiet { color: #45525E; font-size: .92rem; }
dl { display: grid; grid-template-columns: minmax(10rem, auto) 1fr; gap: .2rem 1rem; }
dt { color: #45525E; } dd { margin: 0; }
.table { overflow-x: auto; } .table:focus-visible { outline: 3px solid #1B3A57; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 1rem; }
caption { text-align: left; color: #45525E; padding-bottom: .3rem; }
th, td { padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #D3DAE0; text-align: left;
vertical-align: top; } thead th { border-bottom: 2px solid #14212B; } .r { text-align: right; }
figure { margin: 1rem 0; } figcaption { font-weight: 600; } svg { max-width: 100%; height: auto; }
@media print { body { max-width: none; } h2, h3 { break-after: avoid; } tr, figure { break-inside:
avoid; } }
"""


def html(pack: Pack) -> bytes:
    """UTF-8, with the language said."""
    found = report(pack)
    body = "\n".join(_block(block, number) for number, block in enumerate(found.blocks))
    return _PAGE.format(
        title=escape(found.title), style=STYLE, facts=_facts(Facts(found.facts)), body=body
    ).encode()


_PAGE = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{title}</h1>
{facts}</header>
<main>
{body}
</main>
</body>
</html>
"""


def _block(block: Block, number: int) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
        case Paragraph():
            return _paragraph(block)
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)
        case Picture():
            return _figure(block, number)


def _paragraph(block: Paragraph) -> str:
    bold = f"<strong>{escape(block.bold)}</strong> " if block.bold else ""
    kind = ' class="quiet"' if block.quiet else ""
    return f"<p{kind}>{bold}{escape(block.text)}</p>"


def _facts(block: Facts) -> str:
    rows = "".join(f"<dt>{escape(n)}</dt><dd>{escape(v)}</dd>" for n, v in block.rows)
    return f"<dl>{rows}</dl>"


def _table(block: Table) -> str:
    sides = [' class="r"' if side == "r" else "" for side in block.align]
    head = "".join(
        f'<th scope="col"{side}>{escape(text)}</th>'
        for side, text in zip(sides, block.headings, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(
            f"<td{side}>{escape(text)}</td>" for side, text in zip(sides[1:], row[1:], strict=True)
        )
        + "</tr>"
        for row in block.rows
    )
    caption = escape(block.caption)
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{caption}"><table>'
        f"<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        "</table></div>"
    )


def _figure(block: Picture, number: int) -> str:
    drawn = described(block, block.spec | {"width": WIDTH}, number)
    return f"<figure><figcaption>{escape(block.title)}</figcaption>{drawn}</figure>"
