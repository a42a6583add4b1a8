"""What an issue in a received file says in Swedish, and what to do about it.

One row a rule. `cause` is a sentence that can follow "Rad 14, kolumnen värde:"; in both texts
{found} is the cell as written, {0}, {1} … are the issue's details and {column} its heading.
`meant` replaces the advice where the issue proposes something; {names} are the proposals.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from babel.numbers import format_decimal

from kpi.intake.content import Content
from kpi.intake.issue import Issue, Rule
from kpi.wording.doubts import DOUBTS, HIGH, LARGER
from kpi.wording.doubts import Words as _Words
from kpi.wording.issue_numbers import FINE as _FINE
from kpi.wording.issue_numbers import NUMBERS
from kpi.wording.numbers import SWEDISH

_MONTH_FORMS = "Skriv år och månad som 2024-07. Även 202407, 2024M07, jul-24 och juli 2024 går bra."
_SAVE_AS_CSV = "Öppna tabellen i Excel och välj Spara som, CSV UTF-8. Lämna sedan den nya filen."


def _not_registered(thing: str) -> _Words:
    cause = f"{thing} ”{{found}}” finns inte i registret."
    adding = f"lägg till {thing} i registret."
    return _Words(cause, f"Kontrollera namnet, eller {adding}", f"Skriv {{names}}, eller {adding}")


def _not_defined(thing: str) -> _Words:
    return _Words(
        f"{thing} ”{{found}}” är inte känt.",
        "Kontrollera namnet mot mallen.",
        "Skriv {names}, eller kontrollera namnet mot mallen.",
    )


_CONTENTS: Mapping[str, str] = MappingProxyType(
    {
        Content.XLSX: "en Excel-fil",
        Content.XLS: "en äldre eller lösenordsskyddad Excel-fil",
        Content.ODS: "ett OpenDocument-kalkylark",
        Content.ZIP: "en komprimerad fil",
        Content.PDF: "en PDF",
        Content.IMAGE: "en bild",
        Content.HTML: "en webbsida",
        Content.BINARY: "inte en textfil",
    }
)

_FILE: Mapping[Rule, _Words] = {
    Rule.EMPTY_FILE: _Words("filen är tom.", "Kontrollera att rätt fil sparades och lämna den."),
    Rule.FILE_TOO_LARGE: _Words(
        "filen är för stor: {0} byte, högst {1} tas emot.",
        "Dela filen, till exempel i en fil per år, och lämna delarna var för sig.",
    ),
    Rule.NOT_CSV: _Words("filen är {0}. Än så länge läses bara CSV.", _SAVE_AS_CSV),
    Rule.ODD_ENCODING: _Words(
        "filen verkar sparad av ett äldre program, så å, ä och ö kan ha blivit fel.",
        "Kontrollera å, ä och ö i granskningen. Är de fel: spara filen som CSV UTF-8.",
    ),
    Rule.MOJIBAKE: _Words(
        "å, ä och ö verkar förvanskade: ”{found}”.",
        "Filen har sparats om med fel teckenkodning. Hämta den på nytt och spara som CSV UTF-8.",
    ),
    Rule.UNREADABLE_CHARACTER: _Words(
        "ett tecken går inte att läsa; oftast är det ett å, ä eller ö som har gått förlorat.",
        "Skriv tecknet på nytt och spara filen som CSV UTF-8.",
    ),
    Rule.LONG_FIRST_LINE: _Words(
        "första raden är så lång att den inte kan vara en rubrikrad.",
        "Kontrollera att filen är en tabell med rubriker överst.",
    ),
    Rule.TOO_MANY_COLUMNS: _Words(
        "filen har {0} kolumner, högst {1} tas emot.", "Ta bort kolumnerna som inte behövs."
    ),
    Rule.TOO_MANY_ROWS: _Words(
        "filen har fler rader än de {0} som tas emot.",
        "Dela filen, till exempel i en fil per år, och lämna delarna var för sig.",
    ),
    Rule.ONE_COLUMN: _Words(
        "filen har bara en kolumn, ”{found}”.",
        "Skilj kolumnerna åt med semikolon: månad;enhet;mått;värde.",
    ),
    Rule.NO_ROWS: _Words(
        "filen har rubriker men inga uppgifter att läsa in.",
        "Fyll i minst en rad under rubrikerna.",
    ),
    Rule.HEADER_BELOW_TOP: _Words("rubrikraden hittades här, raderna ovanför läses inte.", _FINE),
    Rule.NO_LAYOUT: _Words(
        "rubrikerna stämmer inte med någon känd filtyp.",
        "Välj filtyp själv, eller utgå från en mall.",
    ),
    Rule.PERSON_NUMBER_IN_FILE_NAME: _Words(
        "filnamnet innehåller ett personnummer. Ingenting har sparats.",
        "Byt namn på filen och lämna den igen.",
    ),
}
_RECORDS: Mapping[Rule, _Words] = {
    Rule.UNCLOSED_QUOTE: _Words(
        "ett citattecken börjar här men slutar aldrig, så raderna efter kan inte läsas.",
        "Ta bort citattecknet eller lägg till det som saknas.",
    ),
    Rule.STRAY_QUOTE: _Words(
        "ett citattecken står mitt i en text som redan är inom citattecken.",
        "Skriv två citattecken i följd där ett ska stå i texten.",
    ),
    Rule.LONG_CELL: _Words(
        "cellen har mer text än vad som tas emot.", "Korta texten till högst 32 767 tecken."
    ),
    Rule.TOO_MANY_FIELDS: _Words(
        "raden har {1} fält, men rubrikraden har {0}.",
        "Sätt citattecken runt text med skiljetecken i, eller ta bort det som är för mycket.",
    ),
    Rule.TOO_FEW_FIELDS: _Words(
        "raden har bara {1} fält, men rubrikraden har {0}.",
        "Fyll i det som saknas, eller ta bort raden om den är en fotnot.",
    ),
    Rule.MISSING_COLUMN: _Words(
        "kolumnen saknas i filen.",
        "Lägg till en kolumn med rubriken {column}.",
        "Byt rubriken {names} till {column}, eller lägg till kolumnen.",
    ),
    Rule.DUPLICATE_COLUMN: _Words(
        "två kolumner betyder samma sak; den andra heter ”{0}”.", "Ta bort eller döp om den ena."
    ),
    Rule.UNKNOWN_COLUMN: _Words(
        "kolumnen är inte känd och läses inte.",
        "Behövs den inte kan du låta den stå. Annars: kontrollera hur rubriken är skriven.",
    ),
    Rule.UNNAMED_COLUMN: _Words(
        "kolumn {0} saknar rubrik och läses inte.", "Skriv en rubrik om kolumnen ska läsas."
    ),
    Rule.NO_MEASURES: _Words(
        "ingen kolumn har ett känt mått som rubrik.",
        "Skriv måttens namn som rubriker, till exempel från mallen.",
    ),
    Rule.REPEATED_HEADER: _Words(
        "rubrikerna kommer en gång till, som när två filer har fogats ihop.",
        "Ta bort raden om resten hör till samma fil.",
    ),
    Rule.TOTAL_ROW: _Words("”{found}” är en summa av andra rader och läses inte.", _FINE),
    Rule.DUPLICATE_ROW: _Words("samma uppgift står redan på rad {0}; den läses en gång.", _FINE),
    Rule.CONFLICTING_ROW: _Words(
        "samma uppgift står på rad {0} men är en annan där.", "Ta bort den rad som är fel."
    ),
    Rule.REMOVES_NOTHING: _Words(
        "raden ska tas bort men nämner inget mått.",
        "Fyll i en siffra under varje mått som ska tas bort.",
    ),
    Rule.NOT_THERE: _Words(
        "raden ska tas bort men finns inte.",
        "Kontrollera att raden är rätt skriven. Är den redan borta behöver du inget göra.",
    ),
}
_CELLS: Mapping[Rule, _Words] = {
    Rule.PERSON_NUMBER: _Words(
        "här står ett personnummer ({found}). Ingenting av filen har sparats.",
        "Ta bort personnumret, även ur originalet, och lämna filen igen.",
    ),
    Rule.PERSON_LIKE_NUMBER: _Words(
        "talet ser ut som ett personnummer ({found}).",
        "Är det ett personnummer: ta bort det. Annars kan filen lämnas.",
    ),
    Rule.EMAIL: _Words(
        "här står en e-postadress ({found}). Ingenting av filen har sparats.",
        "Ta bort adressen, även ur originalet, och lämna filen igen.",
    ),
    Rule.PHONE_NUMBER: _Words(
        "här står ett telefonnummer ({found}). Ingenting av filen har sparats.",
        "Ta bort numret, även ur originalet, och lämna filen igen.",
    ),
    Rule.EMPTY_CELL: _Words("cellen är tom.", "Fyll i den, eller ta bort raden."),
    Rule.CONTROL_CHARACTER: _Words(
        "texten innehåller ett osynligt styrtecken ({0}).", "Skriv om texten för hand."
    ),
    Rule.NOT_A_MONTH: _Words("”{found}” är inte en månad.", _MONTH_FORMS),
    Rule.AMBIGUOUS_MONTH: _Words("”{found}” kan läsas med dag eller månad först.", _MONTH_FORMS),
    Rule.FUTURE_MONTH: _Words("”{found}” har inte börjat än.", "Kontrollera årtalet."),
    Rule.EARLY_MONTH: _Words("”{found}” är för länge sedan.", "Kontrollera årtalet."),
    Rule.NOT_A_DAY: _Words("”{found}” är inte ett datum.", "Skriv datum som 2024-03-01."),
    Rule.NOT_A_CHOICE: _Words(
        "”{found}” är inte ett av alternativen.",
        "Skriv något av alternativen från mallen.",
        "Skriv {names}.",
    ),
    Rule.NOT_YES: _Words(
        "”{found}” är varken ja eller tomt.", "Skriv ja om raden ska tas bort. Lämna annars tomt."
    ),
    Rule.UNKNOWN_UNIT: _not_registered("enheten"),
    Rule.UNKNOWN_AREA: _not_registered("området"),
    Rule.UNKNOWN_PILOT: _not_registered("piloten"),
    Rule.UNKNOWN_MEASURE: _not_defined("måttet"),
    Rule.UNKNOWN_KPI: _not_defined("nyckeltalet"),
    Rule.SHARED_NAME: _Words(
        "flera heter ”{found}”.",
        "Skriv id i stället för namn.",
        "Skriv id i stället för namn: {names}.",
    ),
}
_COUNTING = frozenset(  # rules whose details are numbers, besides any names
    {
        Rule.FILE_TOO_LARGE,
        Rule.TOO_MANY_ROWS,
        Rule.AMBIGUOUS_NUMBER,
        Rule.OTHER_DECIMALS,
        Rule.EXPONENT,
        Rule.BELOW_SMALLEST,
        Rule.ABOVE_LARGEST,
        Rule.DAYS_MISSING,
        Rule.UNUSUAL_JUMP,
        Rule.UNITS_LACKING,
    }
)
_SAID: Mapping[Rule, Mapping[str, str]] = {  # rules whose details have words of their own
    Rule.NOT_CSV: _CONTENTS,
    Rule.THOUSANDFOLD_FILE: LARGER,
    Rule.THOUSANDFOLD_MEASURE: LARGER,
    Rule.UNUSUAL_JUMP: HIGH,
}
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
WORDS: Mapping[Rule, _Words] = MappingProxyType(
    {**_FILE, **_RECORDS, **NUMBERS, **_CELLS, **DOUBTS}
)


def issue_sentence(issue: Issue) -> str:
    """Where and what: "Rad 14, kolumnen värde: ”1O2” är inte ett tal."."""
    places = [
        f"blad {issue.sheet}" if issue.sheet else "",
        f"rad {issue.row}" if issue.row else "",
        f"kolumnen {issue.column}" if issue.column else "",
    ]
    place = ", ".join(filter(None, places))
    cause = _filled(WORDS[issue.rule].cause, issue)
    return _capital(f"{place}: {cause}" if place else cause)


def issue_cause(issue: Issue) -> str:
    """What is wrong, for a table whose columns already say where."""
    return _capital(_filled(WORDS[issue.rule].cause, issue))


def issue_hint(issue: Issue) -> str:
    """What to do: "Skriv år och månad som 2024-07."."""
    words = WORDS[issue.rule]
    return _filled(words.meant if words.meant and issue.details else words.hint, issue)


def _filled(words: str, issue: Issue) -> str:
    details = issue.details
    if issue.rule in _COUNTING:
        details = tuple(map(_number, details))
    said = _SAID.get(issue.rule, {})
    details = tuple(said.get(detail, detail) for detail in details)
    names = " eller ".join(f"”{name}”" for name in details)
    return words.format(*details, found=issue.found, column=issue.column, names=names)


def _number(detail: str) -> str:
    """The Swedish way if it is a number; every decimal is kept."""
    plain = _PLAIN_NUMBER.fullmatch(detail)
    return format_decimal(Decimal(detail), "#,##0.####", locale=SWEDISH) if plain else detail


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
