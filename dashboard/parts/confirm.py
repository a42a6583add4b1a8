"""One question for each cause that must be confirmed before a file can be sent."""

import streamlit as st

from dashboard.parts import html
from kpi.actions.confirm import Reasons, unanswered
from kpi.actions.deliver import Previewed
from kpi.intake import Issue, Rule
from kpi.wording.doubts import TITLES
from kpi.wording.issues import issue_hint, issue_sentence
from kpi.wording.numbers import plural

EXAMPLES = 3  # of each cause; the table of everything has the rest
INTRODUCTION = (
    "Det här är inte säkert fel, men så ovanligt att någon behöver svara för det. Talen lämnas "
    "som de står och blir öppna frågor tills någon avgör dem."
)


def ask_to_confirm(previewed: Previewed) -> dict[Rule, str]:
    """A box and a reason for each cause; the reasons of those that are ticked. In a form."""
    if not previewed.to_confirm:
        return {}
    st.html(html.heading("Behöver bekräftas") + html.paragraph(INTRODUCTION))
    given = {}
    for rule in previewed.to_confirm:
        issues = [issue for issue in previewed.issues if issue.rule is rule]
        st.html(_cause(rule, issues, previewed.checked.totals[rule]))
        stands = st.checkbox(f"Det stämmer: {_lower(TITLES[rule])}", key=f"stammer-{rule.value}")
        label = f"Varför stämmer det? ({_lower(TITLES[rule])})"
        why = st.text_input(label, max_chars=200, key=f"varfor-{rule.value}")
        if stands:
            given[rule] = why
    return given


def unconfirmed(previewed: Previewed, reasons: Reasons) -> html.Html:
    """What is left to answer before the file can be sent; empty when nothing is."""
    lacking = unanswered(previewed.to_confirm, reasons)
    if not lacking:
        return html.Html("")
    named = ", ".join(_lower(TITLES[rule]) for rule in lacking)
    return html.message(
        "warning",
        "Filen är inte lämnad.",
        f"Kryssa för att det stämmer och skriv varför: {named}. Eller rätta filen.",
    )


def _cause(rule: Rule, issues: list[Issue], count: int) -> html.Html:
    shown = issues[:EXAMPLES]
    more = count - len(shown)
    lines = [issue_sentence(issue) for issue in shown]
    if more > 0:
        lines.append(f"Och {plural(more, 'ställe', 'ställen')} till.")
    items = html.joined(html.fill("<li>{line}</li>", line=line) for line in lines)
    hint = issue_hint(shown[0]) if shown else ""
    return html.fill(
        '<div class="pk-note"><p><b>{title}</b></p><ul>{items}</ul><p>{hint}</p></div>',
        title=f"{TITLES[rule]} ({count})",
        items=items,
        hint=hint,
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
