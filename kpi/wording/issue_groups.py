"""Issues gathered by what caused them: how many, one of them in words, and where they are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kpi.intake.issue import Issue, Level, Rule
from kpi.wording.issues import issue_cause, issue_hint, issue_sentence
from kpi.wording.numbers import NO_BREAK, number

PLACES = 8  # rows named for each cause
LEVELS = {Level.ERROR: "fel", Level.WARNING: "varning", Level.NOTE: "att veta"}
_MANY = {Level.ERROR: "fel", Level.WARNING: "varningar", Level.NOTE: "att veta"}


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found in a file: some of the issues, and how many there were in all."""

    rule: Rule
    issues: tuple[Issue, ...]
    count: int

    @property
    def level(self) -> Level:
        return self.rule.level


def groups(issues: Iterable[Issue], totals: Mapping[Rule, int]) -> list[Group]:
    """One group a rule: errors first, then the most common, then the first in the file.

    What is said of the file as a whole stands for itself: it counts already.
    """
    rows: dict[Rule, list[Issue]] = {}
    made: list[Group] = []
    whole: Counter[Rule] = Counter()
    for issue in issues:
        if issue.row:
            rows.setdefault(issue.rule, []).append(issue)
        else:
            made.append(Group(issue.rule, (issue,), 1))
            whole[issue.rule] += 1
    made += [
        Group(rule, tuple(each), totals.get(rule, len(each) + whole[rule]) - whole[rule])
        for rule, each in rows.items()
    ]
    levels = list(Level)
    return sorted(made, key=lambda group: (levels.index(group.level), -group.count))


def group_cause(group: Group) -> str:
    """What is wrong; where the cells differ, one of them as an example."""
    causes = list(dict.fromkeys(map(issue_cause, group.issues)))
    if len(causes) == 1:
        return causes[0]
    return f"Till exempel: {causes[0][:1].lower()}{causes[0][1:]}"


def group_places(group: Group) -> str:
    """`Rad 2, 3, 4 och 31 till, kolumnen månad`; empty where it is the file as a whole."""
    rows = list(dict.fromkeys(issue.row for issue in group.issues if issue.row))
    columns = list(dict.fromkeys(issue.column for issue in group.issues if issue.column))
    known = len(rows) if group.count == len(group.issues) else group.count
    more = known - min(len(rows), PLACES)
    named = ", ".join(map(str, rows[:PLACES]))
    parts = [
        f"rad {named}" + (f" och {number(more, 0)} till" if more > 0 else "") if rows else "",
        f"kolumnen {columns[0]}" if len(columns) == 1 else "",
    ]
    text = ", ".join(filter(None, parts))
    return text[:1].upper() + text[1:]


def group_lines(group: Group) -> list[str]:
    """For a command: an issue that is alone as a sentence, several with their count first."""
    hint = issue_hint(group.issues[0])
    if group.count == 1:
        return [f"{issue_sentence(group.issues[0])} {hint}"]
    count = f"{number(group.count, 0)}{NO_BREAK}{_MANY[group.level]}"
    return [f"{count}: {group_cause(group)} {hint}", f"  {group_places(group)}."]
