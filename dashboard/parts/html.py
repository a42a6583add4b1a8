"""The repeated blocks of a page as HTML for `st.html`, styled by static/pk.css.

Every function takes plain text and escapes it; only `Html`, which these functions return, goes
into another block as it stands. So nothing from data can become markup.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from kpi.charts import symbols


class Html(str):
    """Markup that is already safe to show."""

    __slots__ = ()


def fill(template: str, **parts: str) -> Html:
    """The template with its {names} replaced; text is escaped, `Html` is not."""
    safe = {k: v if isinstance(v, Html) else escape(v) for k, v in parts.items()}
    return Html(template.format(**safe))


def joined(parts: Iterable[Html]) -> Html:
    """Blocks after each other."""
    return Html("".join(parts))


def picture(svg: str, kind: str = "pk-symbol") -> Html:
    """A drawing that decorates the word beside it, so it has no text of its own."""
    return fill('<img class="{kind}" alt="" src="{src}">', kind=kind, src=symbols.data_uri(svg))


def with_symbol(svg: str, word: str) -> Html:
    """A symbol and its word, kept on the same line."""
    return fill('<span class="pk-with">{symbol}{word}</span>', symbol=picture(svg), word=word)


def fact_line(facts: Sequence[tuple[str, str]], *, note: str = "") -> Html:
    """Names and values on one line; `note` ("Påhittade data") stands first, for itself."""
    rows = joined(fill("<div><dt>{n}:</dt><dd>{v}</dd></div>", n=n, v=v) for n, v in facts)
    first = fill("<p>{note}</p>", note=note) if note else Html("")
    return fill('<div class="pk-facts">{first}<dl>{rows}</dl></div>', first=first, rows=rows)


def pilot_head(title: str, facts: Sequence[tuple[str, str]], *, note: str = "") -> Html:
    """The head of Översikt: the pilot's name with its facts beside or below."""
    line = fact_line(facts, note=note)
    return fill('<div class="pk-head"><h1>{title}</h1>{line}</div>', title=title, line=line)


def page_head(title: str, facts: Sequence[tuple[str, str]], *, note: str = "") -> Html:
    """The head of every other page: a small fact line, then the page's own heading."""
    line = fact_line(facts, note=note)
    return fill(
        '<div class="pk-head pk-head-page">{line}<h1>{title}</h1></div>', title=title, line=line
    )


def footer(texts: Iterable[str]) -> Html:
    """Short facts on one line at the end of every page."""
    parts = joined(fill("<span>{text}</span>", text=text) for text in texts)
    return fill('<footer class="pk-foot">{parts}</footer>', parts=parts)


def lede(decided: str, undecided: str = "") -> Html:
    """The finding of the page in one sentence: what is decided is bold, the rest is not."""
    return fill(
        '<h2 class="pk-lede">{decided} <span>{rest}</span></h2>', decided=decided, rest=undecided
    )


def heading(text: str, aside: str = "") -> Html:
    """A block's heading with a few quiet words after it."""
    after = fill(" <span>{aside}</span>", aside=aside) if aside else Html("")
    return fill('<h2 class="pk-h2">{text}{after}</h2>', text=text, after=after)


def paragraph(text: str, *, quiet: bool = False) -> Html:
    """Running text; `quiet` for notes under a block."""
    return fill('<p class="{kind}">{text}</p>', text=text, kind="pk-quiet" if quiet else "pk-text")


def numbered(items: Sequence[tuple[str, str]]) -> Html:
    """What remains to do, in order: a bold start and the rest of the sentence."""
    rows = joined(fill("<li><b>{a}</b> {b}</li>", a=a, b=b) for a, b in items)
    return fill('<ol class="pk-list">{rows}</ol>', rows=rows)


def message(
    kind: Literal["error", "warning", "fine"], title: str, text: str, *, whole_page: bool = False
) -> Html:
    """A box that answers what was just done. Only an error interrupts a screen reader.

    whole_page: the box stands where a page should have been, so its title is the page's.
    """
    headed = fill("<h1>{t}</h1>" if whole_page else "<p><b>{t}</b></p>", t=title)
    return fill(
        '<div class="pk-message pk-{kind}" role="{role}">{symbol}'
        "<div>{headed}<p>{text}</p></div></div>",
        kind=kind,
        role="alert" if kind == "error" else "status",
        symbol=picture(symbols.file(kind)),
        headed=headed,
        text=text,
    )


def steps(names: Sequence[str], current: int) -> Html:
    """The steps of a task; `current` counts from 0."""
    rows = (
        fill(
            "<li{now}><span>{number}</span>{name}</li>",
            now=Html(' aria-current="step"' if i == current else ""),
            number=str(i + 1),
            name=name,
        )
        for i, name in enumerate(names)
    )
    return fill('<ol class="pk-steps" aria-label="Steg">{rows}</ol>', rows=joined(rows))


def counts(items: Sequence[tuple[str, str]]) -> Html:
    """Large figures with their names below: (figure, name)."""
    rows = joined(fill("<div><dt>{n}</dt><dd>{v}</dd></div>", v=v, n=n) for v, n in items)
    return fill('<dl class="pk-counts">{rows}</dl>', rows=rows)


def cell(text: str, small: str = "") -> Html:
    """A table cell with a smaller line under its text."""
    return fill("{text}<small>{small}</small>", text=text, small=small)


def table(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    align: str = "",
    caption: str = "",
    wide: bool = False,
    moves: str = "",
) -> Html:
    """A table whose first column names the row.

    align: one letter a column, l or r; missing ones are l. wide: over the whole page.
    moves: what the table is, where it may be wider than the page and moves sideways by itself.
    On a narrow screen each row becomes a block with the column's name before each value; the
    roles say that it still is a table.
    """
    sides = align.ljust(len(headers), "l")
    head = joined(
        fill('<th class="pk-{s}" scope="col" role="columnheader">{h}</th>', s=s, h=h)
        for s, h in zip(sides, headers, strict=True)
    )
    sideways = (
        fill(' pk-moves" role="region" tabindex="0" aria-label="{moves}', moves=moves)
        if moves
        else Html("")
    )
    return fill(
        '<div class="pk-table{wide}{sideways}"><table role="table">{caption}<thead role="rowgroup">'
        '<tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>',
        wide=" pk-wide" if wide else "",
        sideways=sideways,
        caption=fill("<caption>{c}</caption>", c=caption) if caption else Html(""),
        head=head,
        body=joined(_row(headers, row, sides) for row in rows),
    )


def _row(headers: Sequence[str], row: Sequence[str], sides: str) -> Html:
    first = fill('<th scope="row" role="rowheader">{text}</th>', text=row[0])
    rest = (
        fill('<td class="pk-{s}" role="cell" data-th="{h}">{text}</td>', s=s, h=h, text=text)
        for h, text, s in zip(headers[1:], row[1:], sides[1:], strict=True)
    )
    return fill('<tr role="row">{first}{rest}</tr>', first=first, rest=joined(rest))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One KPI under one of the three answers."""

    name: str
    value: str  # with its unit
    drawing: str = ""  # SVG of the interval; empty where there is none
    grade: str  # the word


def answer(question: str, text: str, rows: Iterable[AnswerRow], *, lacks: str = "") -> Html:
    """One of the three answers: the question, at most four words, and what they rest on.

    lacks: what must come before there can be an answer.
    """
    body = joined(
        fill(
            "<li><span>{name}</span><b>{value}</b>{drawing}<small>{grade}</small></li>",
            name=row.name,
            value=row.value,
            drawing=picture(row.drawing, "pk-interval") if row.drawing else Html("<i></i>"),
            grade=row.grade,
        )
        for row in rows
    )
    missing = fill('<p class="pk-quiet">{lacks}</p>', lacks=lacks) if lacks else Html("")
    return fill(
        '<section class="pk-answer"><h3>{question}</h3><p>{text}</p><ul>{body}</ul>{missing}'
        "</section>",
        question=question,
        text=text,
        body=body,
        missing=missing,
    )


def answers(blocks: Iterable[Html]) -> Html:
    """The three answers side by side while there is room."""
    return fill('<div class="pk-answers">{blocks}</div>', blocks=joined(blocks))
