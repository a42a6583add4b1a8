"""The answer to a file: what is wrong with it, or what it would change."""

import csv
import io
from collections.abc import Iterable

from dashboard.parts import html
from kpi.actions.deliver import Previewed
from kpi.catalogue import Layout
from kpi.charts import symbols
from kpi.intake import Issue, Level
from kpi.intake.validate import Checked
from kpi.wording.issues import issue_cause, issue_hint
from kpi.wording.numbers import months_between, number, plural

LEVELS = {Level.ERROR: "Fel", Level.WARNING: "Varning", Level.NOTE: "Att veta"}
SYMBOLS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "fine"}
SHOWN = 100  # issues in the table; the list that can be downloaded has every one that was kept
HEADINGS = ["Nivå", "Rad", "Kolumn", "I filen står", "Vad som är fel", "Gör så här"]


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


def issue_table(previewed: Previewed) -> html.Html:
    """Everything there is to say, in the order of the file."""
    total = sum(previewed.checked.totals.values()) + len(previewed.issues)
    total -= len(previewed.checked.issues)
    caption = "Fel och varningar i den ordning de står i filen"
    if total > SHOWN:
        caption += f" (visar {SHOWN} av {number(total, 0)})"
    rows = [_row(issue) for issue in previewed.issues[:SHOWN]]
    return html.table(HEADINGS, rows, align="lr", caption=caption, wide=True)


def issue_list(issues: Iterable[Issue]) -> bytes:
    """The same as a file for a spreadsheet: semicolons, UTF-8 with a byte order mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for issue in issues:
        cells = (issue.column, issue.found, issue_cause(issue), issue_hint(issue))
        writer.writerow([LEVELS[issue.level], issue.row or "", *map(_harmless, cells)])
    return text.getvalue().encode("utf-8-sig")


def expected_columns(layout: Layout) -> html.Html:
    """How a file of a layout should look: its columns and what stands in them."""
    rows = [
        [column.name, "ja" if column.required else "nej", column.help]
        for column in layout.columns.values()
    ]
    caption = f"{layout.title}: en rubrikrad med dessa kolumner, semikolon mellan"
    return html.table(["Kolumn", "Måste finnas", "Innehåll"], rows, caption=caption)


def counts(previewed: Previewed) -> html.Html:
    """How many values are new, changed, unchanged and removed."""
    assert previewed.preview is not None  # noqa: S101 - asked only of a file without errors
    found = previewed.preview.counts
    names = {
        "new": "Nya värden",
        "changed": "Ändrade värden",
        "unchanged": "Oförändrade",
        "removed": "Borttagna",
    }
    return html.counts([(number(found[key], 0), name) for key, name in names.items()])


def _about(checked: Checked) -> str:
    facts = checked.facts
    parts = [facts.name, plural(facts.data_rows, "rad", "rader")]
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


def _harmless(cell: str) -> str:
    """A spreadsheet must not take a cell from somebody's file for a formula (intake §6)."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r＝＋－＠" and cell else cell
