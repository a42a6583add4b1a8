"""What became of a file laid in a watched folder: one sentence or two a file."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from kpi.intake.issue import Rule
from kpi.intake.personal_data import STOPPING, mask
from kpi.intake.texts import display_name
from kpi.intake.validate import Checked
from kpi.wording.doubts import causes, how_to_confirm
from kpi.wording.issues import issue_sentence
from kpi.wording.numbers import plural
from kpi.wording.questions import how_many

DONE, FAILED = "done", "failed"  # the folders that files are put away in
LIST_ENDING = ".fel.csv"  # of the list of what is wrong, beside its file
CHANGED_SINCE = "Filen har ändrats sedan dess; den ligger kvar och läses igen."


def name(checked: Checked) -> str:
    """The file's name as anyone may see it."""
    return checked.facts.name


def sent(number: int, asked: int) -> str:
    """`Lämnad som leverans 5. 1 öppen fråga: se kpi questions.`"""
    questions = f" {how_many(asked)}: se kpi questions." if asked else ""
    return f"Lämnad som leverans {number}.{questions}"


def refused(errors: int) -> str:
    return f"Inte lämnad: {plural(errors, 'fel', 'fel')} som måste rättas."


def unconfirmed(lacking: Iterable[Rule], asked: Sequence[Rule]) -> tuple[str, str]:
    """Why a file waits for somebody's answer, and how to give it."""
    return (
        f"Inte lämnad, för någon måste svara för: {causes(lacking)}.",
        f"Stämmer det ändå, lämna filen med kpi import och {how_to_confirm(asked)}.",
    )


def moved(target: Path, *, with_list: bool) -> str:
    """Where a file now lies, as seen from the watched folder."""
    place = f"{target.parent.name}/{mask(display_name(target.name))}"
    what_is_wrong = f" Vad som är fel står i {place}{LIST_ENDING}." if with_list else ""
    return f"Flyttad till {place}.{what_is_wrong}"


def stopped(checked: Checked) -> str:
    """That a person stands in a file, and where, without saying who."""
    found = [issue for issue in checked.issues if issue.rule in STOPPING]
    more = sum(checked.totals[rule] for rule in STOPPING & checked.totals.keys()) - 1
    also = f" {plural(more, 'ställe', 'ställen')} till." if more else ""
    return (
        f"{name(checked)}: Stoppad, för här står personuppgifter. {issue_sentence(found[0])}{also} "
        "Ingenting är sparat; filen ligger kvar och läses igen när den har ändrats."
    )


def still_changing(file_name: str) -> str:
    return f"{mask(display_name(file_name))}: Filen skrivs eller flyttas just nu; den får vänta."


def later(file_name: str, why: str) -> str:
    """That a file is left for the next look."""
    return f"{mask(display_name(file_name))}: {why} Filen ligger kvar; nytt försök snart."
