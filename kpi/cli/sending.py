"""Commands that look at files and send them in: check, import."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from kpi.access import User
from kpi.actions.confirm import Reasons, unanswered
from kpi.actions.coverage_after import coverage_after
from kpi.actions.deliver import (
    Previewed,
    already_in,
    commit_file,
    preview_file,
)
from kpi.actions.files import read_file
from kpi.actions.home import Home
from kpi.actions.impact import see_impact
from kpi.actions.inbox import Sending
from kpi.actions.overview import see_overview
from kpi.cli.options import HomeFolder, Json, LayoutId, Sender, Sheet, add, admin, opened
from kpi.cli.output import table
from kpi.cli.watching import watch
from kpi.errors import InputError, UsageError
from kpi.intake import Issue, Rule
from kpi.intake.issue import DOUBTABLE
from kpi.intake.limits import CLI_LIMITS
from kpi.intake.validate import Checked
from kpi.ledger import Status
from kpi.wording.doubts import causes, how_to_confirm
from kpi.wording.impact import (
    HEADINGS,
    covered_sentences,
    months_sentence,
    moved_rows,
    moved_sentence,
    packs_sentence,
)
from kpi.wording.issue_groups import group_lines, groups
from kpi.wording.issues import issue_sentence
from kpi.wording.numbers import plural
from kpi.wording.questions import how_many

Files = Annotated[list[Path], typer.Argument(metavar="FIL", help="CSV- eller Excel-filer.")]
FilesOrWatch = Annotated[
    list[Path] | None, typer.Argument(metavar="FIL", help="CSV- eller Excel-filer.")
]
Confirmed = Annotated[
    list[str] | None,
    typer.Option(
        "--confirm",
        metavar="REGEL",
        help="Det som regeln pekar på stämmer; skriv varför med --comment. Flera går bra.",
    ),
]
WatchFolder = Annotated[
    Path | None,
    typer.Option(
        "--watch",
        metavar="MAPP",
        help="Vänta på filer i mappen och lämna dem utan att fråga, till exempel kpi import "
        "--watch inkorg --as Anna. De flyttas till done eller failed i den. Ctrl+C avslutar.",
    ),
]
YES = {"j", "ja", "y", "yes"}


@dataclass(frozen=True, slots=True)
class Given:
    """What is said about every file of a command."""

    comment: str
    status: Status
    reasons: Reasons
    yes: bool = field(kw_only=True)


def add_to(app: typer.Typer) -> None:
    add(app, "check", check, "kpi check 2024-08.csv --json")
    add(app, "import", import_files, "kpi import 2024-08.csv --as Anna --yes")


def check(
    files: Files,
    *,
    layout: LayoutId = None,
    sheet: Sheet = None,
    as_json: Json = False,
    home: HomeFolder = None,
) -> None:
    """Kontrollera filer utan att spara något."""
    with opened(home, dry=True) as at:
        user = admin("kpi")
        chosen = {"layout": layout, "sheet": sheet}
        results = [
            preview_file(at, user, read_file(path), path.name, **chosen, limits=CLI_LIMITS)
            for path in files
        ]
        after = [() if as_json else coverage_after(at, user, each) for each in results]
    if as_json:
        found = [_as_dict(each.checked, issue) for each in results for issue in each.checked.issues]
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for each, covered in zip(results, after, strict=True):
            typer.echo("\n  ".join([_report(each.checked), *covered_sentences(covered)]))
    if any(each.checked.has_errors for each in results):
        raise typer.Exit(1)


def import_files(
    files: FilesOrWatch = None,
    *,
    layout: LayoutId = None,
    sheet: Sheet = None,
    sender: Sender = "kpi",
    comment: Annotated[str, typer.Option(metavar="TEXT", help="Visas i leveranslistan.")] = "",
    status: Annotated[Status, typer.Option(help="Preliminära eller slutliga.")] = Status.FINAL,
    yes: Annotated[bool, typer.Option("--yes", help="Lämna utan att fråga.")] = False,
    confirm: Confirmed = None,
    watch_folder: WatchFolder = None,
    home: HomeFolder = None,
) -> None:
    """Lämna filer: kontrollera, visa vad som ändras, spara. En fil i taget, i ordning."""
    if not files and watch_folder is None:
        raise UsageError(
            "Skriv en FIL att lämna, eller --watch MAPP. Läs mer med kpi import --help."
        )
    reasons, user = _reasons(confirm or [], comment), admin(sender)
    with opened(home) as at:
        for path in files or []:
            content = read_file(path)
            previewed = preview_file(
                at, user, content, path.name, layout=layout, sheet=sheet, limits=CLI_LIMITS
            )
            _import_one(at, user, previewed, Given(comment, status, reasons, yes=yes))
        if watch_folder is not None:
            watch(at, user, watch_folder, Sending(layout, sheet, comment, status, reasons))


def _import_one(home: Home, user: User, previewed: Previewed, given: Given) -> None:
    name = previewed.checked.facts.name
    if previewed.preview is None:
        typer.echo(_report(previewed.checked), err=True)
        raise InputError(f"{name} är inte lämnad. Ingenting i den är sparat.")
    if previewed.is_repeat(given.status):
        typer.echo(already_in(home, previewed.repeats))
        return
    typer.echo(_report(previewed.checked))
    for line in _lines(previewed.preview.issues, previewed.preview.totals):
        typer.echo(line)
    counts = previewed.preview.counts
    typer.echo(
        f"Nya {counts['new']}, ändrade {counts['changed']}, oförändrade {counts['unchanged']}, "
        f"borttagna {counts['removed']}."
    )
    _demand_confirmed(previewed, given)
    if not given.yes:
        _say_impact(home, user, previewed)
    if not given.yes and not _agreed("Lämna filen? Svara ja eller nej"):
        raise InputError(f"{name} är inte lämnad.")
    sent = commit_file(
        home,
        user,
        previewed,
        comment=given.comment,
        status=given.status,
        confirmed=given.reasons,
    )
    asked = previewed.asked
    open_questions = f" {how_many(asked)}: se kpi questions." if asked else ""
    typer.echo(f"Lämnad som leverans {sent.number}.{open_questions}")


def _say_impact(home: Home, user: User, previewed: Previewed) -> None:
    """What would move, for whoever is about to answer; `--yes` needs no telling."""
    now = see_overview(home, user, as_of=previewed.checked_at)
    impact = see_impact(home, user, previewed, now)
    said = (months_sentence(impact), moved_sentence(impact), packs_sentence(impact))
    for line in filter(None, said):
        typer.echo(line)
    if impact.moved:
        typer.echo(table(HEADINGS, "llll", moved_rows(impact)))
    for line in covered_sentences(impact.covered):
        typer.echo(line)


def _reasons(names: list[str], comment: str) -> Reasons:
    """The comment as the reason for every cause confirmed."""
    unknown = [name for name in names if name not in DOUBTABLE]
    if unknown:
        known = ", ".join(sorted(DOUBTABLE))
        raise UsageError(f"Regeln {unknown[0]} går inte att bekräfta. De som går är {known}.")
    if names and not comment.strip():
        raise UsageError("Skriv varför det stämmer: --confirm kräver --comment.")
    return {Rule(name): comment for name in names}


def _demand_confirmed(previewed: Previewed, given: Given) -> None:
    """InputError with what to write, when a cause is left to confirm; `--yes` covers none."""
    lacking = unanswered(previewed.to_confirm, given.reasons)
    if lacking:
        raise InputError(
            f"{previewed.checked.facts.name} är inte lämnad: {causes(lacking)}. "
            f"Stämmer det ändå, lägg till {how_to_confirm(previewed.to_confirm)}."
        )


def _agreed(question: str) -> bool:
    return str(typer.prompt(question, default="nej")).strip().casefold() in YES


def _report(checked: Checked) -> str:
    rows = plural(checked.facts.data_rows, "rad", "rader")
    verdict = "kan inte lämnas än" if checked.has_errors else "kan lämnas"
    return "\n".join(
        [f"{checked.facts.name}: {rows}, {verdict}.", *_lines(checked.issues, checked.totals)]
    )


def _lines(issues: Iterable[Issue], totals: Mapping[Rule, int]) -> list[str]:
    """Each cause with its count first; one that is alone with its place."""
    return [f"  {line}" for group in groups(issues, totals) for line in group_lines(group)]


def _as_dict(checked: Checked, issue: Issue) -> dict[str, Any]:
    return {
        "file": checked.facts.name,
        "sheet": issue.sheet,
        "row": issue.row,
        "column": issue.column,
        "found": issue.found,
        "rule": issue.rule.value,
        "level": issue.level.value,
        "message": issue_sentence(issue),
    }
