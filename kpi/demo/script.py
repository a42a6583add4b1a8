"""What was sent when, by whom: the demo's three years at the municipality.

Month files come about the 12th of the month after, registers when they are decided, and
mistakes when people make them. Times are UTC; files lie in `data/demo` or `data/reference`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from kpi.demo.faults import TENFOLD_MONTH
from kpi.demo.monthly import (
    CREDIT_FILE,
    MISTYPED_FILE,
    MISTYPED_MONTH,
    PERSONAL_FILE,
    REBOOKED_FILE,
    name_of,
)
from kpi.demo.units import MONTHS
from kpi.demo.waves import SURVEY_MONTHS, WASTE_MONTHS
from kpi.periods import Month, shift

# Nobody looked at the unit and month: the question stands open until somebody does.
TENFOLD_CONFIRMED = (
    ("unusual_jump", "Beloppet stämmer med ekonomisystemet. Vi frågar enheten vad det är."),
)
PRICES = "prices/scb_kpi.csv"
SENT_TWICE = name_of(date(2022, 5, 1))

ANALYST = "Analytiker serviceförvaltningen"
ECONOMIST = "Ekonom serviceförvaltningen"
MEALS_ECONOMIST = "Ekonom måltider"
SURVEYOR = "Utvecklare kundnöjdhet"
KITCHENS = "Måltidsutvecklare"
DEPUTY = "Vikarierande analytiker"
PILOT_LEAD = "Projektledare piloten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One thing somebody did: sent a file, or took back what was sent."""

    sent: datetime  # UTC
    sender: str
    file: str = ""  # empty for an undo
    layout: str = ""
    comment: str = ""
    status: Literal["preliminary", "final"] = "final"
    confirmed: tuple[tuple[str, str], ...] = ()  # rules, and why what they point at stands
    expected: Literal["accepted", "refused", "already"] = "accepted"
    withdraws: str = ""  # the `name` of the latest earlier sending so named
    why: str = ""

    @property
    def name(self) -> str:
        """What a later undo calls this sending."""
        return self.file or f"ångra {self.withdraws}"


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def _workday(month: Month, day: int) -> date:
    """That day of the month after, or the Monday when it falls on a weekend."""
    wanted = shift(month, 1).replace(day=day)
    return wanted + timedelta(days=7 - wanted.weekday()) if wanted.weekday() > 4 else wanted


def _registers_before_the_first_month() -> list[Sending]:
    first = (
        (PRICES, "price_index", "SCB:s konsumentprisindex, fastställda tal"),
        ("omraden.csv", "areas", "Områdesindelningen"),
        ("enheter.csv", "units", "Enheterna vid uppföljningens start"),
        ("stangda_manader.csv", "closed_months", "När tjänster vilar"),
        ("matvagor.csv", "waves", "När kundenkäten och mätveckorna görs"),
    )
    return [
        Sending(
            sent=_at(date(2021, 8, 23), 7, 10 + 9 * order),
            sender=ANALYST,
            file=file,
            layout=layout,
            comment=comment,
        )
        for order, (file, layout, comment) in enumerate(first)
    ]


def _month_files() -> list[Sending]:
    return [
        Sending(
            sent=_at(_workday(month, 12), 8, (7 * order) % 60),
            sender=ANALYST,
            file=name_of(month),
            layout="wide",
            comment="Månadens tal för alla tjänster",
            status="preliminary" if month == MONTHS.last else "final",
            confirmed=TENFOLD_CONFIRMED if month == TENFOLD_MONTH else (),
        )
        for order, month in enumerate(MONTHS)
    ]


def _wave_files() -> list[Sending]:
    surveys = [
        Sending(
            sent=_at(_workday(month, 15), 12, 20),
            sender=SURVEYOR,
            file=f"nki_{name_of(month)}",
            layout="wide",
            comment="Kundenkäten",
        )
        for month in SURVEY_MONTHS
    ]
    scales = [
        Sending(
            sent=_at(_workday(month, 14), 9, 45),
            sender=KITCHENS,
            file=f"matsvinn_{name_of(month)}",
            layout="wide",
            comment="Mätveckorna för matsvinn",
        )
        for month in WASTE_MONTHS
    ]
    return surveys + scales


def _decisions() -> list[Sending]:
    decided = (
        (date(2023, 6, 7), "pilot.csv", "pilot", "Servicenämndens beslut om piloten"),
        (date(2023, 6, 21), "barande_nyckeltal.csv", "selected_kpis", "Valda med förvaltningarna"),
        (date(2023, 6, 22), "effektplan.csv", "effect_plans", "Så ska effekten räknas"),
        (date(2023, 9, 15), "baslinjer.csv", "baselines", "Baslinjerna låses"),
        (date(2023, 9, 18), "malvarden.csv", "targets", "Mål för piloten"),
        (date(2023, 9, 19), "golv.csv", "floors", "Golven som likvärdigheten följs mot"),
        (date(2024, 1, 8), "enheter_2024-01.csv", "units", "Slånskolan har lagts ned"),
        (date(2024, 8, 5), "handelser.csv", "events", "Händelser som syns i diagrammen"),
        (date(2024, 8, 9), "pilotkostnader.csv", "pilot_costs", "Vad piloten själv har kostat"),
        (date(2024, 8, 13), "kommentarer.csv", "comments", "Kommentarer inför nämnden i augusti"),
    )
    return [
        Sending(sent=_at(day, 13, 5), sender=PILOT_LEAD, file=file, layout=layout, comment=comment)
        for day, file, layout, comment in decided
    ]


def _mistakes() -> list[Sending]:
    """What was refused, sent twice, or sent first and thought about later."""
    return [
        Sending(
            sent=_at(_workday(date(2022, 5, 1), 12) + timedelta(days=1), 6, 50),
            sender=DEPUTY,
            file=SENT_TWICE,
            layout="wide",
            comment="Majs tal",
            expected="already",
        ),
        Sending(
            sent=_at(date(2022, 10, 11), 14, 30),
            sender=DEPUTY,
            file=PERSONAL_FILE,
            layout="wide",
            comment="Sjukfrånvaro ur lönesystemet",
            expected="refused",
        ),
        Sending(
            sent=_at(_workday(MISTYPED_MONTH, 12), 7, 15),
            sender=DEPUTY,
            file=MISTYPED_FILE,
            layout="wide",
            comment="Månadens tal för alla tjänster",
            expected="refused",
        ),
    ]


def _corrections() -> list[Sending]:
    return [
        Sending(
            sent=_at(date(2023, 12, 14), 10, 0),
            sender=ECONOMIST,
            file=REBOOKED_FILE,
            layout="long",
            comment="En faktura i oktober hade bokförts på fel skola",
        ),
        Sending(
            sent=_at(date(2023, 12, 18), 8, 25),
            sender=ANALYST,
            withdraws=REBOOKED_FILE,
            why="Rättelsen stämmer inte med huvudboken",
        ),
        Sending(
            sent=_at(date(2024, 1, 9), 9, 40),
            sender=ECONOMIST,
            withdraws=f"ångra {REBOOKED_FILE}",
            why="Huvudboken är nu rättad, rättelsen var riktig",
        ),
        Sending(
            sent=_at(date(2024, 4, 12), 11, 30),
            sender=MEALS_ECONOMIST,
            file=CREDIT_FILE,
            layout="long",
            comment="Kreditnota från livsmedelsleverantören: 8 procent lägre kostnad i februari",
        ),
    ]


def _in_order() -> tuple[Sending, ...]:
    everything = (
        *_registers_before_the_first_month(),
        *_month_files(),
        *_wave_files(),
        *_decisions(),
        *_mistakes(),
        *_corrections(),
    )
    return tuple(sorted(everything, key=lambda sending: sending.sent))


SENDINGS = _in_order()
