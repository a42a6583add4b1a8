"""Why a change in likvärdighet may have no interval, as a closed set (methods §12)."""

from enum import StrEnum


class Unjudged(StrEnum):
    """The first that holds, in this order."""

    NO_FLOOR = "no_floor"  # none is decided for any type that has a pilot unit with a value
    NOT_STARTED = "not_started"  # no month of the pilot has come
    NO_BEFORE = "no_before"  # the figures do not reach back to the same months before the pilot
    FEW_PILOT = "few_pilot"  # too few pilot units have a value both before and now
    FEW_COMPARISON = "few_comparison"
    NOBODY_CROSSED = "nobody_crossed"  # no unit at all has changed side: chance has nothing to draw
