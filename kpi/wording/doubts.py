"""What is said of a figure that is not likely. Nothing here is certainly wrong.

In the same form as the rest of `issues`, which words everything by these.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kpi.intake.issue import Rule
from kpi.wording.file_words import Words

_EXPLAIN = "Rätta filen, eller lämna den ändå och skriv varför det stämmer."


TITLES: Mapping[Rule, str] = MappingProxyType(  # of what somebody may be asked to confirm
    {
        Rule.PERSON_LIKE_NUMBER: "Tal som liknar personnummer",
        Rule.THOUSANDFOLD_FILE: "Hela filen i fel storlek",
        Rule.THOUSANDFOLD_MEASURE: "Ett mått i fel storlek",
        Rule.UNUSUAL_JUMP: "Ovanligt höga eller låga tal",
        Rule.FILE_REPEATS_MONTH: "Samma tal som månaden före",
        Rule.UNIT_REPEATS_MONTH: "En enhet med samma tal som månaden före",
        Rule.UNITS_LACKING: "Enheter som saknas",
        Rule.COST_WITHOUT_VOLUME: "Kostnad utan volym",
        Rule.OUTSIDE_UNITS_SPAN: "Månader utanför enhetens tid",
        Rule.FEW_ANSWERS: "Färre än fem svar",
    }
)
LARGER: Mapping[str, str] = MappingProxyType({"more": "större", "less": "mindre"})
HIGH: Mapping[str, str] = MappingProxyType({"more": "ovanligt högt", "less": "ovanligt lågt"})
DOUBTS: Mapping[Rule, Words] = MappingProxyType(
    {
        Rule.THOUSANDFOLD_FILE: Words(
            "talen i hela filen är ungefär tusen gånger {0} än förut.",
            "Kontrollera om beloppen är i kronor eller tusental kronor. " + _EXPLAIN,
        ),
        Rule.THOUSANDFOLD_MEASURE: Words(
            "talen för {1} är ungefär tusen gånger {0} än förut.",
            "Kontrollera om beloppen är i kronor eller tusental kronor. " + _EXPLAIN,
        ),
        Rule.UNUSUAL_JUMP: Words(
            "”{found}” är {0}: enheten brukar ha omkring {1}.",
            "Kontrollera om en siffra har blivit för mycket eller för lite. " + _EXPLAIN,
        ),
        Rule.FILE_REPEATS_MONTH: Words(
            "talen för {0} är precis desamma som för månaden före.",
            "Kontrollera att filen är av rätt månad. " + _EXPLAIN,
        ),
        Rule.UNIT_REPEATS_MONTH: Words(
            "enhetens tal är precis desamma som för månaden före.",
            "Kontrollera att raden är av rätt månad. " + _EXPLAIN,
        ),
        Rule.UNITS_LACKING: Words(
            "{0} av {1} väntade enhetsmånader saknas.",
            "Kontrollera att filen är hel. " + _EXPLAIN,
        ),
        Rule.COST_WITHOUT_VOLUME: Words(
            "det finns en kostnad, men inget att dela den på: {0} kan inte räknas.",
            "Kontrollera båda talen. Stämmer de behöver du inget göra.",
        ),
        Rule.OUTSIDE_UNITS_SPAN: Words(
            "”{found}” ligger utanför den tid som enheten finns enligt registret.",
            "Kontrollera månaden, eller rätta enhetens tid i registret enheter.",
        ),
        Rule.FEW_ANSWERS: Words(
            "”{found}” är färre än fem, och då döljs nyckeltalet för enheten.",
            "Stämmer det behöver du inget göra.",
        ),
    }
)


def causes(rules: Iterable[Rule]) -> str:
    """`ovanligt höga eller låga tal, enheter som saknas`."""
    return ", ".join(TITLES[rule].lower() for rule in rules)


def how_to_confirm(rules: Iterable[Rule]) -> str:
    """What a command needs besides, when what the rules doubt is right all the same."""
    flags = " ".join(f"--confirm {rule.value}" for rule in rules)
    return f'{flags} --comment "varför det stämmer"'
