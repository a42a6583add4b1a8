"""What is said of a number that cannot be read, or that its measure cannot have."""

from collections.abc import Mapping
from types import MappingProxyType

from kpi.intake.issue import Rule
from kpi.wording.doubts import Words

FINE = "Stämmer det behöver du inget göra."
NUMBERS: Mapping[Rule, Words] = MappingProxyType(
    {
        Rule.NOT_A_NUMBER: Words(
            "”{found}” är inte ett tal.",
            "Skriv bara siffror, till exempel 1 234,50, utan enhet och utan ord.",
            "Skriv {names} om det är talet som menas.",
        ),
        Rule.NOT_A_WHOLE_NUMBER: Words(
            "”{found}” är inte ett heltal.", "Skriv talet utan decimaler."
        ),
        Rule.AMBIGUOUS_NUMBER: Words(
            "”{found}” kan betyda både {0} och {1}.", "Skriv {0} eller {1}, det som menas."
        ),
        Rule.MIXED_DECIMALS: Words(
            "”{found}” har ett annat decimaltecken än resten av kolumnen.",
            "Använd samma decimaltecken i hela kolumnen.",
        ),
        Rule.OTHER_DECIMALS: Words(
            "”{found}” och liknande tal ({0} st) har ett annat decimaltecken än väntat och läses "
            "som decimaltal.",
            FINE,
        ),
        Rule.EXPONENT: Words(
            "”{found}” är skrivet i grundpotensform och läses som {0}.",
            "Kontrollera talet: Excel kan ha avrundat det. Gör kolumnen bredare och spara om.",
        ),
        Rule.TOO_MANY_DECIMALS: Words(
            "”{found}” har fler än fyra decimaler.", "Avrunda till högst fyra decimaler."
        ),
        Rule.NUMBER_TOO_LARGE: Words(
            "talet är för stort för att sparas.",
            "Kontrollera talet: högst 14 siffror före decimalerna.",
        ),
        Rule.BELOW_SMALLEST: Words(
            "”{found}” är mindre än {0}, det minsta som {1} ({2}) kan vara.",
            "Kontrollera talet och enheten det är angivet i.",
        ),
        Rule.ABOVE_LARGEST: Words(
            "”{found}” är mer än {0}, det största som {1} ({2}) kan vara.",
            "Kontrollera talet och enheten det är angivet i.",
        ),
        Rule.DAYS_MISSING: Words(
            "{1} saknas för {0} av dagarna; månadernas värden är summan av de övriga dagarna.", FINE
        ),
    }
)
