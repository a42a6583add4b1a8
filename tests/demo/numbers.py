"""The numbers that the demo's deliveries get, by what was sent: another register moves them all."""

from kpi.demo.monthly import CREDIT_FILE, REBOOKED_FILE, name_of
from kpi.demo.script import SENDINGS
from kpi.demo.units import MONTHS
from kpi.periods import parse_month, shift

# The definitions are number 1; what was refused, or had come already, has none.
NUMBERS = {
    sending.name: number
    for number, sending in enumerate(
        (each for each in SENDINGS if each.expected == "accepted"), start=2
    )
}
OCTOBER, FEBRUARY = (NUMBERS[name_of(parse_month(month))] for month in ("2023-10", "2024-02"))
JUNE = NUMBERS[name_of(shift(MONTHS.last, -1))]
LATEST = NUMBERS[name_of(MONTHS.last)]
BASELINES = NUMBERS["baslinjer.csv"]
REBOOKED = NUMBERS[REBOOKED_FILE]
UNDONE = NUMBERS[f"ångra {REBOOKED_FILE}"]
GIVEN_BACK = NUMBERS[f"ångra ångra {REBOOKED_FILE}"]
CREDIT = NUMBERS[CREDIT_FILE]
