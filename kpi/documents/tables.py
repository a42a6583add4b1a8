"""Tables of a pack that its report does not hold: every number's trace, every definition."""

from kpi.meetings import Pack, Table
from kpi.wording.table_file import figure


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
