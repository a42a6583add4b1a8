"""How a series is judged, in words: its settings, and the rule that names a point."""

from collections.abc import Mapping
from typing import Any

from kpi.catalogue.judging import Judging
from kpi.trends import Signal, TwoOfThree
from kpi.wording.numbers import in_words

RULE: Mapping[Signal, str] = {
    Signal.OUTSIDE: "utanför det normala spannet",
    Signal.TREND: "{trend} i följd åt samma håll",
    Signal.TWO_OF_THREE: "två av tre nära gränsen",
    Signal.SHIFT: "{run} i rad på samma sida om medel",
    Signal.RUN: "ovanligt länge på samma sida om medianen",
    Signal.CROSSINGS: "korsar medianen ovanligt sällan",
}


def rule_words(row: Mapping[str, Any]) -> str:
    """The rule that names a month's point, with as many points as it takes in this series."""
    run, trend = in_words(row["run_length"]), in_words(row["trend_length"])
    return RULE[Signal(row["signal"])].format(run=run, trend=trend)


def judging_words(judging: Judging) -> str:
    """The settings for one who reads the definition card."""
    strict = judging.two_of_three == TwoOfThree.STRICT
    near = "räknas inte som nära" if strict else "räknas också som nära"
    screened = "utelämnas" if judging.screen else "räknas med"
    return (
        f"Skift: {in_words(judging.run_length)} i rad på samma sida. Trend: "
        f"{in_words(judging.trend_length)} i följd. Två av tre: en punkt utanför spannet {near} "
        f"gränsen. Ovanligt stora hopp {screened} när spannet räknas."
    )
