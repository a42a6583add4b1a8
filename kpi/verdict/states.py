"""What each of the three questions can be answered with, as closed sets (methods §13)."""

from enum import StrEnum


class Answer(StrEnum):
    """Yes, no, or why neither. BETTER and UNSURE are only answers to whether it is as good."""

    YES = "yes"
    BETTER = "better"
    MIXED = "mixed"
    NO = "no"
    UNSURE = "unsure"  # that it has become worse cannot be ruled out
    NONE = "none"  # it can be judged, and chance is enough
    EARLY = "early"  # nothing can be judged yet


class Quality(StrEnum):
    """One KPI's interval against its margin; the first that holds."""

    BETTER = "better"  # the whole interval is on the good side of no difference
    KEPT = "kept"  # its bad end lies within the margin
    WORSE = "worse"  # the whole interval is beyond the margin
    UNSURE = "unsure"
    UNKNOWN = "unknown"  # the effect cannot be judged


class Lack(StrEnum):
    """What must come before there can be an answer."""

    PLAN = "plan"  # no main KPI of that kind is named in the effect plan
    FIGURES = "figures"  # those named cannot be judged yet
    FLOORS = "floors"  # no floor is decided for any of them


class Conflict(StrEnum):
    """Where two answers pull apart, so that neither may stand alone."""

    WORSE_FOR_LESS = "worse_for_less"  # lower cost with lower quality
    UNEQUAL_FOR_LESS = "unequal_for_less"  # lower cost, and fewer units reach their floor
    BETTER_FOR_MORE = "better_for_more"  # higher cost with higher quality
