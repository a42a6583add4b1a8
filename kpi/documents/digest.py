"""What a committee is told before a meeting, as the plain text of an e-mail."""

from collections.abc import Iterator
from textwrap import fill

from kpi.documents.report import MADE_UP, paragraphs
from kpi.meetings import Pack
from kpi.meetings.pack import Answer, KpiPart
from kpi.wording.numbers import day_and_year, month_and_year

COLUMNS = 72  # characters of a line, what every reader of e-mail shows
NONE = "Inget nyckeltal har ändrats tydligt."


def digest(pack: Pack) -> str:
    """A subject line, the finding, the answers, the signals, what to decide, where to read.

    Signals are only those with enough behind them (`KpiPart.signal`): few months, few answers
    or few units reported give none.
    """
    return "\n\n".join("\n".join(each) for each in _parts(pack)) + "\n"


def _parts(pack: Pack) -> Iterator[list[str]]:
    meeting = pack.meeting
    yield [f"Ämne: {pack.pilot} inför {meeting.body} {day_and_year(meeting.held)}"]
    if pack.made_up:
        yield [_line(MADE_UP)]
    yield [_line(" ".join(pack.finding))]
    for answer in pack.answers:
        yield list(_answer(answer))
    signals = [kpi for kpi in pack.kpis if kpi.signal]
    yield ["SIGNALER", *([_signal(kpi) for kpi in signals] or [_line(NONE)])]
    yield ["ATT BESLUTA", *(_line(each.text) for each in paragraphs(meeting.proposal))]
    yield ["LÄS MER", _line(_where(pack))]


def _answer(answer: Answer) -> Iterator[str]:
    yield _line(f"{answer.question.upper()} {answer.answer}")
    for row in answer.rows:
        yield _item(f"{row.name}: {row.value} ({row.word})")
    if answer.lack:
        yield _line(answer.lack)


def _signal(kpi: KpiPart) -> str:
    return _item(f"{kpi.short_name}: {kpi.state}, {kpi.value}")


def _where(pack: Pack) -> str:
    through = f" Data till och med {month_and_year(pack.through)}." if pack.through else ""
    dnr = f", diarienummer {pack.meeting.dnr}" if pack.meeting.dnr else ""
    return (
        f"Hela underlaget finns i Pilotkollen under Sammanträden: {pack.meeting.id}{dnr}."
        f"{through} {pack.prices}"
    )


def _line(text: str) -> str:
    return fill(text, COLUMNS, break_long_words=False, break_on_hyphens=False)


def _item(text: str) -> str:
    return fill(
        text,
        COLUMNS,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
