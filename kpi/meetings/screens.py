"""A pack as screens for a projector: one question a screen, in a few large words."""

from dataclasses import dataclass

from kpi.meetings.pack import Pack, Picture, Table


@dataclass(frozen=True, slots=True)
class Screen:
    """title: the finding. lines: what else is said. One picture or one table at the most."""

    title: str
    lines: tuple[str, ...] = ()
    picture: Picture | None = None
    table: Table | None = None


def screens(pack: Pack) -> list[Screen]:
    """The finding, the three answers, effects and kronor, one nyckeltal a screen, the proposal."""
    found = [Screen(" ".join(pack.finding).strip(), _opening(pack))]
    found += [
        Screen(
            f"{answer.question} {answer.answer}",
            (answer.lack,) if answer.lack else (),
            table=Table(
                caption=answer.question,
                headings=("Nyckeltal", "Värde", "Bedömning"),
                rows=tuple((row.name, row.value, row.word) for row in answer.rows),
                align="lrl",
            )
            if answer.rows
            else None,
        )
        for answer in pack.answers
    ]
    if pack.since is not None:
        found.append(Screen("Sedan förra sammanträdet", table=pack.since))
    for section in pack.sections:
        pictures = section.pictures or (None,)
        table = None if section.pictures else next(iter(section.tables), None)
        found += [Screen(section.title, section.said[:1], each, table) for each in pictures]
    found += [
        Screen(f"{kpi.short_name}: {kpi.finding}", kpi.said[:1], kpi.picture) for kpi in pack.kpis
    ]
    if pack.meeting.proposal:
        lines = tuple(line for line in pack.meeting.proposal.splitlines() if line.strip())
        found.append(Screen("Förslag till beslut", lines))
    return found


def _opening(pack: Pack) -> tuple[str, ...]:
    made_up = ("Påhittade data",) if pack.made_up else ()
    return (f"{pack.pilot}. {pack.phase}.", pack.prices, *made_up)
