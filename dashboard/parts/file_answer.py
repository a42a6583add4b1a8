"""The answer to a file: what is wrong with it, or what it would change."""

from dashboard.parts import html
from kpi.actions.deliver import Previewed
from kpi.catalogue import Layout
from kpi.charts import symbols
from kpi.intake import Issue, Level
from kpi.intake.validate import Checked
from kpi.wording.issue_groups import group_cause, group_places, groups
from kpi.wording.issue_list import HEADINGS, LEVELS
from kpi.wording.issues import issue_cause, issue_hint
from kpi.wording.numbers import months_between, number, plural
from kpi.wording.template import column_rows

SYMBOLS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "fine"}
SHOWN = 100  # issues in the table; the list that can be downloaded has every one that was kept
CAUSES = ["Antal", "Nivå", "Vad som är fel", "Var", "Gör så här"]


def verdict(previewed: Previewed) -> html.Html:
    """Whether the file can be sent, and that nothing is saved yet."""
    checked = previewed.checked
    about = _about(checked)
    if checked.has_errors:
        errors = plural(checked.count(Level.ERROR), "fel", "fel")
        warned = checked.count(Level.WARNING)
        warnings = f", {plural(warned, 'varning', 'varningar')}" if warned else ""
        title = f"Filen kan inte lämnas än: {errors}{warnings}."
        after = "Ingenting är sparat. Rätta i filen och lämna den igen."
        return html.message("error", title, f"{about} {after}")
    if previewed.to_confirm:
        title = "Filen kan lämnas när någon har svarat för det som är ovanligt."
        return html.message("warning", title, f"{about} Ingenting är sparat förrän du lämnar den.")
    title = "Filen är kontrollerad och kan lämnas."
    return html.message("fine", title, f"{about} Ingenting är sparat förrän du lämnar den.")


def cause_table(previewed: Previewed) -> html.Html:
    """Each cause once, with its count first: errors, then the most common."""
    totals = {**previewed.checked.totals, **(previewed.preview.totals if previewed.preview else {})}
    rows = [
        [
            number(group.count, 0),
            html.with_symbol(symbols.file(SYMBOLS[group.level]), LEVELS[group.level]),
            group_cause(group),
            group_places(group) or "Hela filen",
            issue_hint(group.issues[0]),
        ]
        for group in groups(previewed.issues, totals)
    ]
    return html.table(CAUSES, rows, align="r", caption="Fel och varningar efter orsak", wide=True)


def issue_table(previewed: Previewed) -> html.Html:
    """Everything there is to say, in the order of the file."""
    total = sum(previewed.checked.totals.values()) + len(previewed.issues)
    total -= len(previewed.checked.issues)
    caption = "Fel och varningar i den ordning de står i filen"
    if total > SHOWN:
        caption += f" (visar {SHOWN} av {number(total, 0)})"
    rows = [_row(issue) for issue in previewed.issues[:SHOWN]]
    return html.table(HEADINGS, rows, align="lr", caption=caption, wide=True)


def expected_columns(layout: Layout) -> html.Html:
    """How a file of a layout should look: its columns and what stands in them."""
    caption = f"{layout.title}: en rubrikrad med dessa kolumner; i CSV semikolon mellan"
    headings = ["Kolumn", "Måste finnas", "Innehåll"]
    return html.table(headings, column_rows(layout), caption=caption)


def is_of_figures(previewed: Previewed) -> bool:
    """Whether the file holds figures, and not a register's rows."""
    layout = previewed.checked.layout
    return layout is not None and layout.kind == "measures"


def amount(previewed: Previewed) -> str:
    """`252 värden`, or `3 rader` of a register."""
    one, many = ("värde", "värden") if is_of_figures(previewed) else ("rad", "rader")
    return plural(previewed.checked.rows.height, one, many)


def counts(previewed: Previewed) -> html.Html:
    """How many values, or a register's rows, are new, changed, unchanged and removed."""
    assert previewed.preview is not None  # noqa: S101 - asked only of a file without errors
    found = previewed.preview.counts
    things = "värden" if is_of_figures(previewed) else "rader"
    names = {
        "new": f"Nya {things}",
        "changed": f"Ändrade {things}",
        "unchanged": "Oförändrade",
        "removed": "Borttagna",
    }
    return html.counts([(number(found[key], 0), name) for key, name in names.items()])


def _about(checked: Checked) -> str:
    facts = checked.facts
    parts = [facts.name, f"bladet {facts.sheet}" if len(facts.sheets) > 1 else ""]
    parts = [*filter(None, parts), plural(facts.data_rows, "rad", "rader")]
    if facts.units:
        parts.append(plural(facts.units, "enhet", "enheter"))
    if facts.first_month and facts.last_month:
        parts.append(months_between(facts.first_month, facts.last_month))
    if facts.encoding:
        parts.append(f"läst som {facts.encoding}")
    return f"{', '.join(parts)}."


def _row(issue: Issue) -> list[str]:
    level = html.with_symbol(symbols.file(SYMBOLS[issue.level]), LEVELS[issue.level])
    row = str(issue.row) if issue.row else "hela filen"
    return [level, row, issue.column, issue.found, issue_cause(issue), issue_hint(issue)]
