"""What can be said of one expected figure, and of several together."""

from enum import StrEnum


class State(StrEnum):
    """How it stands with one measure of one unit and month, from what is in to what is not due."""

    DELIVERED = "delivered"  # in a delivery that its sender called final
    PRELIMINARY = "preliminary"  # in a delivery that its sender called preliminary
    QUESTIONED = "questioned"  # in, but confirmed though it is not likely, and not settled
    LATE = "late"  # missing, and past its last day
    MISSING = "missing"
    CONFIDENTIAL = "confidential"  # marked so by the sender: answered, but no figure
    CLOSED = "closed"
    NOT_APPLICABLE = "not_applicable"  # marked so by the sender


IN = (State.DELIVERED, State.PRELIMINARY, State.QUESTIONED)
LACKING = (State.LATE, State.MISSING)
EXPECTED = (*IN, *LACKING, State.CONFIDENTIAL)  # as `values` counts: open and applicable


class Mark(StrEnum):
    """What is said of several figures at once: a unit's month, in the table of months."""

    COMPLETE = "complete"
    PRELIMINARY = "preliminary"  # everything is in, some of it preliminary
    QUESTIONED = "questioned"  # everything is in, some of it with an open question
    PARTLY = "partly"  # something is in, something is late
    NOTHING = "nothing"  # nothing is in, and it is late
    WAITING = "waiting"  # something is missing, but nothing of it is late yet
    UNDISCLOSED = "undisclosed"  # nothing but confidential
    CLOSED = "closed"
    NOT_APPLICABLE = "not_applicable"
