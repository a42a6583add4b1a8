"""What is said where a series begins anew."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.trends.phases import Begins
from kpi.wording import phases as say
from kpi.wording.sentences import Reading
from tests.builders_facts import kpi

FEBRUARY = date(2024, 2, 1)
READING = Reading(kpi=kpi("cost"), month=FEBRUARY, value=5.0, n=13, change=-4.7)


@pytest.mark.parametrize(
    ("begins", "written", "said"),
    [
        (Begins.DEFINITION, ("", ""), "Ny definition från februari 2024"),
        (
            Begins.DECISION,
            ("Ny entreprenör", "Eva"),
            "Ny fas från februari 2024: Ny entreprenör (signerad av Eva)",
        ),
    ],
)
def test_a_phase_says_when_why_and_by_whom(begins, written, said):
    assert say.begins_words(FEBRUARY, begins, *written) == said


def test_a_tile_says_what_its_change_is_against_or_why_there_is_none():
    assert say.against_baseline(READING, "fasta priser") == "mot baslinjen"
    priced = replace(READING, kpi=kpi("cost", price_index="scb_kpi"))
    assert say.against_baseline(priced, "fasta priser") == "mot baslinjen, fasta priser"
    assert say.against_baseline(replace(READING, change=None), "fasta priser") == ""
    across = replace(READING, change=None, redefined=FEBRUARY)
    assert (
        say.against_baseline(across, "fasta priser") == "Jämförs inte: ny definition februari 2024"
    )
