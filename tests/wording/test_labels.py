"""Every state there is has its Swedish word."""

import pytest

from kpi.actions.deliver import State
from kpi.catalogue.types import Better, Frequency
from kpi.intake import number_columns
from kpi.ledger import KINDS, WITHDRAWAL
from kpi.ledger import Status as DeliveryStatus
from kpi.trends import Assurance, Status, Variation
from kpi.values import Level, NoValue, Prices
from kpi.wording import labels, preview


@pytest.mark.parametrize(
    ("words", "states"),
    [
        (labels.VARIATION, Variation),
        (labels.ASSURANCE, Assurance),
        (labels.STATUS, Status),
        (labels.NO_VALUE, NoValue),
        (labels.LEVEL, Level),
        (labels.PRICES, Prices),
        (labels.BETTER, Better),
        (labels.PERIODS, Frequency),
        (labels.DELIVERY_STATUS, DeliveryStatus),
        (labels.DELIVERY_STATE, State),
        (labels.KIND, [*KINDS, WITHDRAWAL]),
        (
            preview.MISSING,
            [number_columns.LOST, number_columns.CONFIDENTIAL, number_columns.NOT_APPLICABLE],
        ),
    ],
)
def test_every_state_has_a_word_and_no_word_is_left_over(words, states):
    assert list(words) == list(states)
    said = [word for word in words.values() if word]
    assert len(said) >= len(words) - 1  # being in order may go without saying
    if words is not labels.PERIODS:  # a survey and a measuring week are both a mätning
        assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("frequency", "words"),
    [
        (Frequency.MONTHLY, "För få månader"),
        (Frequency.WAVE, "För få mätningar"),
        (Frequency.MEASURING_WEEKS, "För få mätningar"),
        (Frequency.YEARLY, "För få år"),
    ],
)
def test_too_few_counts_what_the_kpi_is_measured_in(frequency, words):
    assert labels.too_few(frequency) == words
