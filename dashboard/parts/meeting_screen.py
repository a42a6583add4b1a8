"""The meeting mode: one screen of the frozen pack at a time, with the arrow keys."""

import streamlit as st

from dashboard import meeting_loaders
from dashboard.parts import html
from dashboard.parts.anchors import link
from dashboard.parts.meeting_list import MEETING
from dashboard.parts.meeting_pack import SCREEN
from kpi.actions.meeting_list import Planned
from kpi.meetings import words
from kpi.meetings.screens import Screen, screens


def show_screen(planned: Planned, frozen: int, asked: str) -> None:
    """From the frozen content only, so that nothing moves during the meeting."""
    every = screens(meeting_loaders.pack(planned.meeting.id, frozen))
    at = min(max(int(asked) if asked.isdecimal() and len(asked) < 5 else 1, 1), len(every))
    screen = every[at - 1]
    st.html(
        html.fill(
            '<div class="pk-screen">{nav}<h1>{title}</h1>{lines}</div>',
            nav=_navigation(planned, at, len(every)),
            title=screen.title,
            lines=html.joined(html.fill("<p>{line}</p>", line=line) for line in screen.lines),
        )
    )
    _content(screen, at)


def _content(screen: Screen, at: int) -> None:
    if screen.picture is not None:
        title = html.fill('<p class="pk-axis">{title}</p>', title=screen.picture.title)
        st.html(title)
        st.vega_lite_chart(
            screen.picture.spec,
            theme=None,
            width="stretch",
            alt=screen.picture.alt,
            key=f"skarm-{at}",
        )
        if screen.picture.note:
            st.html(html.paragraph(screen.picture.note, quiet=True))
    if screen.table is not None:
        table = screen.table
        st.html(
            html.fill(
                '<div class="pk-screen">{table}</div>',
                table=html.table(table.headings, table.rows, align=table.align, wide=True),
            )
        )


def _navigation(planned: Planned, at: int, of: int) -> html.Html:
    meeting = planned.meeting.id

    def to(screen: int, text: str, kind: str) -> html.Html:
        if not 1 <= screen <= of:
            return html.fill("<span>{text}</span>", text=text)
        return link(
            text, "sammantraden", kind=f"pk-link {kind}", **{MEETING: meeting, SCREEN: str(screen)}
        )

    return html.fill(
        '<nav aria-label="Bilder">{back} {place} {on} {out}</nav>',
        back=to(at - 1, "← Föregående", "pk-back-screen"),
        place=html.fill(
            "<span>{title}, fryst som leverans {frozen}, bild {at} av {of}</span>",
            title=words.meeting_title(planned.meeting),
            frozen=str(planned.frozen),
            at=str(at),
            of=str(of),
        ),
        on=to(at + 1, "Nästa →", "pk-next-screen"),
        out=link("Avsluta", "sammantraden", **{MEETING: meeting}),
    )
