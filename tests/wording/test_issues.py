"""Every rule has a sentence and a piece of advice that a person can follow."""

import string

import pytest

from kpi.intake.content import Content
from kpi.intake.issue import Issue, Level, Rule
from kpi.wording.issue_words import WORDS
from kpi.wording.issues import issue_cause, issue_hint, issue_sentence


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_whole_sentences(rule):
    details = ("xlsx",) if rule in (Rule.OTHER_FORMAT, Rule.MISNAMED) else ("9", "8", "7")
    issue = Issue.of(rule, 14, "värde", "1O2", details)
    for text in (issue_sentence(issue), issue_cause(issue), issue_hint(issue)):
        assert text[0].isupper() or text[0] in "”0123456789"
        assert text.endswith(".")
        assert "{" not in text


@pytest.mark.parametrize("rule", Rule)
def test_advice_without_proposals_is_whole_too(rule):
    fields = {name for _, name, _, _ in string.Formatter().parse(WORDS[rule].hint) if name}
    if fields <= {"found", "column"}:
        assert issue_hint(Issue.of(rule, 14, "värde", "1O2")).endswith(".")


@pytest.mark.parametrize("content", Content)
def test_every_content_has_a_name(content):
    assert issue_cause(Issue.of(Rule.OTHER_FORMAT, details=(content.value,))).startswith(
        "Filen är "
    )


def test_a_sentence_says_where():
    issue = Issue.of(Rule.NOT_A_NUMBER, 14, "antal", "1O2", ("102",))
    assert issue_sentence(issue) == "Rad 14, kolumnen antal: ”1O2” är inte ett tal."
    assert issue_cause(issue) == "”1O2” är inte ett tal."
    assert issue_hint(issue) == "Skriv ”102” om det är talet som menas."


def test_a_sheet_is_named_and_a_whole_file_is_not():
    issue = Issue(rule=Rule.EMPTY_CELL, level=Level.ERROR, row=3, column="enhet", sheet="Juli")
    assert issue_sentence(issue) == "Blad Juli, rad 3, kolumnen enhet: cellen är tom."
    assert issue_sentence(Issue.of(Rule.EMPTY_FILE)) == "Filen är tom."


def test_months_show_the_accepted_forms():
    issue = Issue.of(Rule.NOT_A_MONTH, 88, "månad", "2024-13")
    assert issue_sentence(issue) == "Rad 88, kolumnen månad: ”2024-13” är inte en månad."
    assert issue_hint(issue).startswith("Skriv år och månad som 2024-07.")


def test_proposals_are_quoted():
    issue = Issue.of(Rule.UNKNOWN_UNIT, 14, "enhet", "Kastanjens", ("Kastanjen", "Lärkskolan"))
    assert issue_hint(issue) == (
        "Skriv ”Kastanjen” eller ”Lärkskolan”, eller lägg till enheten i registret."
    )
    assert issue_hint(Issue.of(Rule.MISSING_COLUMN, 1, "månad", details=("månd",))) == (
        "Byt rubriken ”månd” till månad, eller lägg till kolumnen."
    )


def test_numbers_are_written_the_swedish_way():
    issue = Issue.of(Rule.AMBIGUOUS_NUMBER, 2, "värde", "1.234", ("1234", "1.234"))
    assert issue_cause(issue) == "”1.234” kan betyda både 1\u00a0234 och 1,234."
    issue = Issue.of(Rule.BELOW_SMALLEST, 2, "värde", "0,1", ("0.5", "Nöjdhet", "betyg"))
    assert issue_cause(issue) == "”0,1” är mindre än 0,5, det minsta som Nöjdhet (betyg) kan vara."


def test_braces_in_a_cell_are_shown_as_they_are():
    issue = Issue.of(Rule.UNKNOWN_UNIT, 2, "en{h}et", "{0}{found}")
    assert issue_sentence(issue) == (
        "Rad 2, kolumnen en{h}et: enheten ”{0}{found}” finns inte i registret."
    )
