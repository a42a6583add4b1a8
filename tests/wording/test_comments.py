"""What people say of a month, and whose words they are."""

from dataclasses import replace
from datetime import UTC, date, datetime

from kpi.wording import comments as say
from kpi.wording.comments import Comment

SIGNED = Comment(
    kpi="cost",
    scope="pilot/oster",
    month=date(2024, 7, 1),
    role="ekonom",
    what="Dyrare än vanligt.",
    why="Nya avtal.",
    action="Två bilar lämnas.",
    signed="Eva, ekonom",
    signed_on=date(2024, 8, 12),
    delivery=65,
    sender="Anna",
    recorded=datetime(2024, 8, 13, 15, 5, tzinfo=UTC),
)
DRAFT = replace(SIGNED, role="enhetschef", why="", action="", signed="", signed_on=None)


def test_a_comment_says_what_why_and_what_is_done():
    assert say.said_parts(SIGNED) == [
        ("Vad", "Dyrare än vanligt."),
        ("Varför", "Nya avtal."),
        ("Åtgärd", "Två bilar lämnas."),
    ]
    assert say.said_parts(DRAFT) == [("Vad", "Dyrare än vanligt.")]
    assert say.said_in_one(SIGNED) == (
        "Dyrare än vanligt. Varför: Nya avtal. Åtgärd: Två bilar lämnas."
    )


def test_it_is_about_a_month_and_said_in_a_role():
    assert say.about_words(SIGNED) == "Juli 2024, ekonom"


def test_who_stands_for_it_and_since_when():
    assert say.signed_words(SIGNED) == "Signerad 12 augusti 2024 av Eva, ekonom"
    undated = replace(SIGNED, signed_on=None)  # then it was signed when it was sent
    assert say.signed_words(undated) == "Signerad 13 augusti 2024 av Eva, ekonom"


def test_a_comment_that_nobody_signed_is_a_draft():
    assert (SIGNED.is_draft, DRAFT.is_draft) == (False, True)
    assert say.signed_words(DRAFT) == "Utkast, inte signerat; lämnat 13 augusti 2024 av Anna"


def test_a_month_s_cell_has_every_role():
    assert say.month_cell([]) == ""
    assert say.month_cell([SIGNED, DRAFT]) == (
        "Ekonom: Dyrare än vanligt. Varför: Nya avtal. Åtgärd: Två bilar lämnas. "
        "Enhetschef (utkast): Dyrare än vanligt."
    )


def test_comments_are_counted():
    assert say.how_many([SIGNED]) == "En kommentar"
    assert say.how_many([SIGNED, DRAFT]) == "2\u00a0kommentarer"
