"""What a control chart can say, as closed sets. Points carry the last three as Enum."""

from enum import StrEnum

import polars as pl


class Chart(StrEnum):
    """Which chart a series is drawn as: what its values are made of (methods §4)."""

    XMR = "xmr"  # a value alone
    IPRIME = "iprime"  # so much per volume
    P = "p"  # a share of a number
    PPRIME = "pprime"  # the same, where shares vary more than counting does
    U = "u"  # a count per volume
    UPRIME = "uprime"  # the same, where counts vary more than chance does
    RUN = "run"  # a value alone, judged by its runs and without limits


class Signal(StrEnum):
    """Which rule names a point; the first that holds, in this order (methods §5).

    The last two are a run chart's, and said of all its points.
    """

    NONE = "none"
    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"
    RUN = "run"
    CROSSINGS = "crossings"


class Side(StrEnum):
    """The way a signal points; null in frames where there is no signal."""

    HIGH = "high"
    LOW = "low"


class Variation(StrEnum):
    """What the latest point says; high and low where neither way is better (methods §7)."""

    COMMON = "common"
    IMPROVING = "improving"
    WORSENING = "worsening"
    HIGH = "high"
    LOW = "low"


class Assurance(StrEnum):
    """Whether today's way of working reaches the target (methods §7)."""

    MEETS = "meets"
    VARIES = "varies"
    MISSES = "misses"
    NONE = "none"


class Status(StrEnum):
    """How much a phase can carry; the first that applies, in the order of `limits` (§6, §10)."""

    OK = "ok"
    PRELIMINARY = "preliminary"
    TOO_SHORT = "too_short"
    NO_VARIATION = "no_variation"


class TwoOfThree(StrEnum):
    """Whether a point beyond a limit also counts as near it (methods §5)."""

    NHS2023 = "nhs2023"
    STRICT = "strict"


# How points carry them: the same words, but as text they cost ten times as much.
SIGNALS, SIDES, STATUSES = pl.Enum(Signal), pl.Enum(Side), pl.Enum(Status)
