"""What the pilot has saved in kronor, step by step (methods §11)."""

from kpi.catalogue import Kpi
from kpi.effects.money import Money, Savings
from kpi.wording.numbers import (
    NO_BREAK,
    in_words,
    month_and_year,
    months_between,
    number,
    signed,
)

HEADINGS = ["Steg", "Utfall", "Utan piloten", "Mindre kostnad", "Osäkerhet (95 %)"]
NOTHING = "Ingen kostnads effekt går att bedöma än, så den går inte att räkna i kronor."
HOW = (
    "Utan piloten är utfallet delat med effekten: vad enheterna hade kostat om de hade följt "
    "jämförelseenheterna. I effekten väger varje enhet lika; i kronor räknas den på deras samlade "
    "kostnad. Osäkerheten för summan är den största möjliga, som om alla kostnader avvek åt samma "
    "håll."
)


def money_sentence(savings: Savings | None, kpi: Kpi) -> str:
    """`Det motsvarar 412 tkr lägre kostnad på tolv månader i fasta priser (318 till 507 tkr).`

    Empty for what is no cost, and for one that cannot be judged.
    """
    for cost in savings.costs if savings else ():
        if cost.kpi.id == kpi.id:
            count = len(cost.months)
            months = f"{in_words(count)} {'månad' if count == 1 else 'månader'}"
            less, ends = _less(cost.money.saved), _ends(cost.money)
            return f"Det motsvarar {less} på {months} i fasta priser ({ends})."
    return ""


def savings_sentence(savings: Savings) -> str:
    """What is left when the pilot's own costs are paid, and whether chance could explain it."""
    net = savings.net
    paid = (
        f"efter pilotens egna kostnader ({kronor(savings.spent)})"
        if savings.own
        else ("innan pilotens egna kostnader, som inte är inlagda")
    )
    period = months_between(savings.months.first, savings.months.last)
    unsure = "" if not net.low <= 0 <= net.high else " Det kan lika gärna vara noll."
    return f"Sammantaget {_less(net.saved)} {paid}, {period} ({_ends(net)}).{unsure}"


def savings_table(savings: Savings) -> tuple[list[str], list[list[str]]]:
    """A row a cost, their sum, the pilot's own costs by kind, and what is left."""
    rows = [_row(cost.kpi.short_name, cost.money) for cost in savings.costs]
    rows.append(_row("Summa", savings.saved))
    rows += [
        [f"Pilotens kostnad: {kind}", "", "", signed(-amount / 1000, 0), ""]
        for kind, amount in savings.own
    ]
    net = savings.net
    rows.append(["Kvar", "", "", signed(net.saved / 1000, 0), _ends(net)])
    return HEADINGS, rows


def left_out(savings: Savings) -> list[str]:
    """What the sum lacks, a sentence each."""
    said = []
    if savings.unjudged:
        names = ", ".join(kpi.short_name for kpi in savings.unjudged)
        said.append(f"Kan inte bedömas, och ingår inte: {names}.")
    if savings.unpriced:
        months = ", ".join(month_and_year(month) for month in savings.unpriced)
        said.append(f"Pilotens kostnader saknar prisindex, och ingår inte, för {months}.")
    return said


def kronor(amount: float) -> str:
    """To the nearest thousand: `412 tkr`."""
    return f"{number(amount / 1000, 0)}{NO_BREAK}tkr"


def _row(name: str, part: Money) -> list[str]:
    amounts = (number(part.actual / 1000, 0), number(part.counterfactual / 1000, 0))
    return [name, *amounts, signed(part.saved / 1000, 0), _ends(part)]


def _less(saved: float) -> str:
    return f"{kronor(abs(saved))} {'lägre' if saved >= 0 else 'högre'} kostnad"


def _ends(money: Money) -> str:
    """`318 till 507 tkr`; where it may have become dearer the ends say which is which."""
    if money.low >= 0:
        return f"{number(money.low / 1000, 0)} till {kronor(money.high)}"
    if money.high <= 0:
        return f"{number(-money.high / 1000, 0)} till {kronor(-money.low)} högre"
    return f"{kronor(-money.low)} högre till {kronor(money.high)} lägre"
