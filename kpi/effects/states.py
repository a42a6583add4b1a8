"""What an effect can be called, and why no more than that, as closed sets (methods §11)."""

from enum import StrEnum


class Scale(StrEnum):
    """How values are compared."""

    LOG = "log"  # costs, volumes, lead times: a share of what it would have been
    LEVEL = "level"  # indices and percentages: points


class Group(StrEnum):
    """Whose course it is."""

    PILOT = "pilot"
    COMPARISON = "comparison"


class Grade(StrEnum):
    """How sure the effect is."""

    SHOWN = "sakerstalld"
    LIKELY = "sannolik"
    NONE = "ingen_skillnad"
    UNKNOWN = "kan_inte_bedomas"
    UNEXPLAINED = "forandring_orsak_okand"  # only where there is nothing to compare with


class Reason(StrEnum):
    """What keeps an effect from a higher grade."""

    NO_DATA = "no_data"
    ONE_TREATED = "one_treated"
    FEW_PILOT = "few_pilot"
    FEW_COMPARISON = "few_comparison"
    SHORT_BASELINE = "short_baseline"
    SHORT_COURSE = "short_course"
    PLACEBO = "placebo"
    QUESTION = "question"
    DEFINITION = "definition"
    CHANCE = "chance"
    ONE_UNIT = "one_unit"
    FEW_AREAS = "few_areas"
    AREA = "area"
    NO_COMPARISON = "no_comparison"
