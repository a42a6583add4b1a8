"""The blocks of one nyckeltal's page as HTML, styled by static/pk.css."""

from collections.abc import Iterable, Sequence

from dashboard.parts.html import Html, fill, joined, picture


def said(symbol: str, text: str, *, bold: str = "") -> Html:
    """A symbol and its sentence, which may begin with a word in bold."""
    word = fill("<b>{bold}</b> ", bold=bold) if bold else Html("")
    return fill(
        "<li>{symbol}<span>{word}{text}</span></li>",
        symbol=picture(symbol),
        word=word,
        text=text,
    )


def verdict(
    state: str, lines: Iterable[Html], more: Iterable[str], *, effects: bool = False
) -> Html:
    """The finding, with the state's colour at its left; `more` stands below in smaller type.

    effects: some line has the symbol of an effect, which is wider than the others.
    """
    small = joined(fill('<p class="pk-quiet">{text}</p>', text=text) for text in more)
    return fill(
        '<div class="pk-verdict pk-rule-{state}{wide}"><ul>{lines}</ul>{small}</div>',
        state=state,
        wide=" pk-effects" if effects else "",
        lines=joined(lines),
        small=small,
    )


def notice(text: str) -> Html:
    """A calm sentence about what was asked for; read aloud without interrupting."""
    return fill('<p class="pk-text" role="status">{text}</p>', text=text)


def axis_line(unit: str, prices: str) -> Html:
    """What the chart below shows: no rotated title says it."""
    comma = ", " if prices else ""
    return fill(
        '<h2 class="pk-axis">{unit}<span>{comma}{prices}</span></h2>',
        unit=unit,
        comma=comma,
        prices=prices,
    )


def key(items: Iterable[tuple[str, str]]) -> Html:
    """What the marks of a chart mean: (drawing, words)."""
    rows = joined(
        fill("<li>{mark}{words}</li>", mark=picture(drawing, "pk-mark"), words=words)
        for drawing, words in items
    )
    return fill('<ul class="pk-key" aria-label="Teckenförklaring">{rows}</ul>', rows=rows)


def definitions(rows: Sequence[tuple[str, str]]) -> Html:
    """Names and what they mean, one below the other."""
    body = joined(fill("<div><dt>{n}</dt><dd>{v}</dd></div>", n=n, v=v) for n, v in rows)
    return fill('<dl class="pk-dl">{body}</dl>', body=body)
