"""The Swedish of every rule that a received file can break; `file_words` says how it is written."""

from collections.abc import Mapping
from types import MappingProxyType

from kpi.catalogue.judging import FORM, LONGEST, SHORTEST
from kpi.intake.issue import Rule
from kpi.wording.doubts import DOUBTS
from kpi.wording.file_words import FILE, FINE, Words

_MONTH_FORMS = "Skriv år och månad som 2024-07. Även 202407, 2024M07, jul-24 och juli 2024 går bra."


def _not_registered(thing: str) -> Words:
    cause = f"{thing} ”{{found}}” finns inte i registret."
    adding = f"lägg till {thing} i registret."
    return Words(cause, f"Kontrollera namnet, eller {adding}", f"Skriv {{names}}, eller {adding}")


def _not_defined(thing: str) -> Words:
    return Words(
        f"{thing} ”{{found}}” är inte känt.",
        "Kontrollera namnet mot mallen.",
        "Skriv {names}, eller kontrollera namnet mot mallen.",
    )


_RECORDS: Mapping[Rule, Words] = {
    Rule.UNCLOSED_QUOTE: Words(
        "ett citattecken börjar här men slutar aldrig, så raderna efter kan inte läsas.",
        "Ta bort citattecknet eller lägg till det som saknas.",
    ),
    Rule.STRAY_QUOTE: Words(
        "ett citattecken står mitt i en text som redan är inom citattecken.",
        "Skriv två citattecken i följd där ett ska stå i texten.",
    ),
    Rule.LONG_CELL: Words(
        "cellen har mer text än vad som tas emot.", "Korta texten till högst 32 767 tecken."
    ),
    Rule.TOO_MANY_FIELDS: Words(
        "raden har {1} fält, men rubrikraden har {0}.",
        "Ta bort det som är för mycket, eller sätt citattecken runt text med skiljetecken i.",
    ),
    Rule.TOO_FEW_FIELDS: Words(
        "raden har bara {1} fält, men rubrikraden har {0}.",
        "Fyll i det som saknas, eller ta bort raden om den är en fotnot.",
    ),
    Rule.HIDDEN_ROW: Words("raden är dold i kalkylbladet men läses.", FINE),
    Rule.HIDDEN_COLUMN: Words("kolumnen är dold i kalkylbladet men läses.", FINE),
    Rule.MERGED_CELLS: Words(
        "cellerna på rad {0}–{1} är sammanfogade, så bara den första har ett värde.",
        "Dela upp cellerna i Excel och fyll i varje rad.",
    ),
    Rule.MISSING_COLUMN: Words(
        "kolumnen saknas i filen.",
        "Lägg till en kolumn med rubriken {column}.",
        "Byt rubriken {names} till {column}, eller lägg till kolumnen.",
    ),
    Rule.DUPLICATE_COLUMN: Words(
        "två kolumner betyder samma sak; den andra heter ”{0}”.", "Ta bort eller döp om den ena."
    ),
    Rule.UNKNOWN_COLUMN: Words(
        "kolumnen är inte känd och läses inte.",
        "Behövs den inte kan du låta den stå. Annars: kontrollera hur rubriken är skriven.",
    ),
    Rule.UNNAMED_COLUMN: Words(
        "kolumn {0} saknar rubrik och läses inte.", "Skriv en rubrik om kolumnen ska läsas."
    ),
    Rule.NO_MEASURES: Words(
        "ingen kolumn har ett känt mått som rubrik.",
        "Skriv måttens namn som rubriker, till exempel från mallen.",
    ),
    Rule.NO_MONTHS: Words(
        "ingen kolumn har en månad som rubrik.",
        "Skriv månaderna som rubriker: 2024-01, 2024-02 och så vidare.",
    ),
    Rule.REPEATED_HEADER: Words(
        "rubrikerna kommer en gång till, som när två filer har fogats ihop.",
        "Ta bort raden om resten hör till samma fil.",
    ),
    Rule.TOTAL_ROW: Words("”{found}” är en summa av andra rader och läses inte.", FINE),
    Rule.SKIPPED_ROW: Words(
        "raden ”{found}” läses inte; så säger filens layout.",
        FINE,
    ),
    Rule.DUPLICATE_ROW: Words("samma uppgift står redan på rad {0}; den läses en gång.", FINE),
    Rule.CONFLICTING_ROW: Words(
        "samma uppgift står på rad {0} men är en annan där.", "Ta bort den rad som är fel."
    ),
    Rule.REMOVES_NOTHING: Words(
        "raden ska tas bort men nämner inget mått.",
        "Fyll i en siffra under varje mått som ska tas bort.",
    ),
    Rule.NOT_THERE: Words(
        "raden ska tas bort men finns inte.",
        "Kontrollera att raden är rätt skriven. Är den redan borta behöver du inget göra.",
    ),
}
_NUMBERS: Mapping[Rule, Words] = {
    Rule.NOT_A_NUMBER: Words(
        "”{found}” är inte ett tal.",
        "Skriv bara siffror, till exempel 1 234,50, utan enhet och utan ord.",
        "Skriv {names} om det är talet som menas.",
    ),
    Rule.NOT_A_WHOLE_NUMBER: Words("”{found}” är inte ett heltal.", "Skriv talet utan decimaler."),
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
    Rule.MULTIPLIED: Words("talen för {0} multipliceras med {1}, enligt filens layout.", FINE),
    Rule.DAYS_MISSING: Words(
        "{1} saknas för {0} av dagarna; månadernas värden är summan av de övriga dagarna.", FINE
    ),
}
_CELLS: Mapping[Rule, Words] = {
    Rule.PERSON_NUMBER: Words(
        "här står ett personnummer ({found}). Ingenting av filen har sparats.",
        "Ta bort personnumret, även ur originalet, och lämna filen igen.",
    ),
    Rule.PERSON_LIKE_NUMBER: Words(
        "talet ser ut som ett personnummer ({found}).",
        "Är det ett personnummer: ta bort det. Annars kan filen lämnas.",
    ),
    Rule.EMAIL: Words(
        "här står en e-postadress ({found}). Ingenting av filen har sparats.",
        "Ta bort adressen, även ur originalet, och lämna filen igen.",
    ),
    Rule.PHONE_NUMBER: Words(
        "här står ett telefonnummer ({found}). Ingenting av filen har sparats.",
        "Ta bort numret, även ur originalet, och lämna filen igen.",
    ),
    Rule.EMPTY_CELL: Words("cellen är tom.", "Fyll i den, eller ta bort raden."),
    Rule.CONTROL_CHARACTER: Words(
        "texten innehåller ett osynligt styrtecken ({0}).", "Skriv om texten för hand."
    ),
    Rule.CELL_ERROR: Words(
        "cellen visar felet {found}.", "Rätta formeln, eller skriv talet i stället."
    ),
    Rule.FORMULA_WITHOUT_VALUE: Words(
        "formeln har inget sparat värde.",
        "Öppna filen i Excel, låt den räkna klart, spara och lämna den igen.",
    ),
    Rule.PERCENT: Words(
        "”{found}” och liknande celler ({1} st) visas i procent men läses som de lagras, här {0}.",
        "Är det procenttalet som ska läsas: skriv det utan procentformat.",
    ),
    Rule.SERIAL_NUMBER: Words(
        "”{found}” är ett av Excels datumnummer och läses som {0}.",
        "Kontrollera månaden. Ge kolumnen datumformat, så syns den.",
    ),
    Rule.NOT_A_MONTH: Words("”{found}” är inte en månad.", _MONTH_FORMS),
    Rule.AMBIGUOUS_MONTH: Words("”{found}” kan läsas med dag eller månad först.", _MONTH_FORMS),
    Rule.FUTURE_MONTH: Words("”{found}” har inte börjat än.", "Kontrollera årtalet."),
    Rule.EARLY_MONTH: Words("”{found}” är för länge sedan.", "Kontrollera årtalet."),
    Rule.NOT_A_DAY: Words("”{found}” är inte ett datum.", "Skriv datum som 2024-03-01."),
    Rule.NOT_A_CHOICE: Words(
        "”{found}” är inte ett av alternativen.",
        "Skriv något av alternativen från mallen.",
        "Skriv {names}.",
    ),
    Rule.NOT_YES: Words(
        "”{found}” är varken ja eller tomt.", "Skriv ja om raden ska tas bort. Lämna annars tomt."
    ),
    Rule.UNKNOWN_UNIT: _not_registered("enheten"),
    Rule.UNKNOWN_AREA: _not_registered("området"),
    Rule.UNKNOWN_PILOT: _not_registered("piloten"),
    Rule.UNKNOWN_MEASURE: _not_defined("måttet"),
    Rule.UNKNOWN_KPI: _not_defined("nyckeltalet"),
    Rule.SHARED_NAME: Words(
        "flera heter ”{found}”.",
        "Skriv id i stället för namn.",
        "Skriv id i stället för namn: {names}.",
    ),
    Rule.NOT_SETTINGS: Words(
        "inställningarna ”{found}” går inte att läsa.",
        f"Skriv som: {FORM}. Det som inte sägs är som där. Skift och trend är {SHORTEST}–{LONGEST} "
        "punkter; två av tre är nhs2023 eller strikt.",
    ),
    Rule.LAYOUT_MISTAKE: Words(
        "layouten ”{found}” går inte att använda: {0}.",
        "Rätta layoutens text. Formen står i docs/intake.md.",
    ),
}
WORDS: Mapping[Rule, Words] = MappingProxyType({**FILE, **_RECORDS, **_NUMBERS, **_CELLS, **DOUBTS})
