"""Every table of a pack, also those its report has no room for: traces and definitions."""

from kpi.documents.report import plain_report
from kpi.meetings import Pack, Table
from kpi.meetings.names import plain_name
from kpi.meetings.pack import Level
from kpi.wording.table_file import figure


def tables(pack: Pack) -> dict[str, Table]:
    """The tables by a name for each one's file: those of a full report, then every number's trace.

    Two with the same caption are told apart by a number.
    """
    whole = pack.model_copy(
        update={"meeting": pack.meeting.model_copy(update={"level": Level.FULL})}
    )
    found: dict[str, Table] = {}
    for table in (each for each in plain_report(whole).blocks if isinstance(each, Table)):
        plain = name = plain_name(table.caption)
        number = 1
        while name in found:
            number += 1
            name = f"{plain}-{number}"
        found[name] = table
    return found | {"siffror": figures_table(pack)}


def figures_table(pack: Pack) -> Table:
    """A row a number: as it is shown, in full, what it is of, and the deliveries behind it."""
    return Table(
        caption="Varje siffra, det fulla talet och leveranserna som det räknades ur",
        headings=("Siffra", "Visas som", "Tal", "Nyckeltal", "Omfattning", "Månad", "Leveranser"),
        rows=tuple(
            (
                each.name,
                each.text,
                figure(each.value),
                each.kpi,
                each.scope,
                f"{each.month:%Y-%m}" if each.month else "",
                ", ".join(map(str, each.deliveries)),
            )
            for each in pack.figures
        ),
        align="llrllll",
    )


def definitions_table(pack: Pack) -> Table:
    """A row a sentence of a definition."""
    return Table(
        caption="Hur varje nyckeltal är bestämt",
        headings=("Nyckeltal", "Vad", "Beskrivning"),
        rows=tuple((kpi.title, *row) for kpi in pack.kpis for row in kpi.definition),
        align="lll",
    )
