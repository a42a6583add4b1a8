"""The Swedish of the rules about a received file as a whole: what is wrong, and what to do.

One row a rule. `cause` is a sentence that can follow "Rad 14, kolumnen värde:"; in both texts
{found} is the cell as written, {0}, {1} … are the issue's details and {column} its heading.
`meant` replaces the advice where the issue proposes something; {names} are the proposals.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kpi.intake.content import Content
from kpi.intake.issue import Rule

FINE = "Stämmer det behöver du inget göra."
_SAVE_AS = "Öppna tabellen i Excel och spara som .xlsx eller CSV. Lämna sedan den nya filen."


@dataclass(frozen=True, slots=True)
class Words:
    cause: str
    hint: str
    meant: str = ""


CONTENTS: Mapping[str, str] = MappingProxyType(
    {
        Content.CSV: "text (CSV)",
        Content.XLSX: "en Excel-fil",
        Content.XLSM: "en Excel-fil med makron",
        Content.XLSB: "en binär Excel-fil",
        Content.PROTECTED: "skyddad med lösenord",
        Content.XLS: "en äldre eller lösenordsskyddad Excel-fil",
        Content.ODS: "ett OpenDocument-kalkylark",
        Content.ZIP: "en komprimerad fil",
        Content.PDF: "en PDF",
        Content.IMAGE: "en bild",
        Content.HTML: "en webbsida",
        Content.BINARY: "inte en textfil",
    }
)

FILE: Mapping[Rule, Words] = {
    Rule.EMPTY_FILE: Words("filen är tom.", "Kontrollera att rätt fil sparades och lämna den."),
    Rule.FILE_TOO_LARGE: Words(
        "filen är för stor: {0} byte, högst {1} tas emot.",
        "Dela filen, till exempel i en fil per år, och lämna delarna var för sig.",
    ),
    Rule.OTHER_FORMAT: Words("filen är {0}. Bara Excel (.xlsx) och CSV läses.", _SAVE_AS),
    Rule.MISNAMED: Words("filen är {0}, vad namnet än säger, och läses så.", FINE),
    Rule.BROKEN_WORKBOOK: Words(
        "filen är skadad eller ingen riktig Excel-fil.",
        "Öppna den i Excel, spara om den som .xlsx och lämna den nya filen.",
    ),
    Rule.UNPACKS_TOO_LARGE: Words(
        "filen blir orimligt stor när den packas upp.",
        "Kopiera bara tabellen till en ny arbetsbok, spara som .xlsx och lämna den.",
    ),
    Rule.TOO_MANY_CELLS: Words(
        "filen har fler celler än de {0} som tas emot.",
        "Dela filen, till exempel i en fil per år, eller spara bladet som CSV.",
    ),
    Rule.HOLDS_OTHER_FILES: Words(
        "arbetsboken innehåller andra filer, och vad som står i dem kan inte kontrolleras.",
        "Ta bort de infogade filerna, eller kopiera tabellen till en ny arbetsbok.",
    ),
    Rule.LINKS_TO_FILES: Words(
        "arbetsboken hämtar värden ur andra filer.",
        "Bryt länkarna i Excel (Data, Redigera länkar), spara och lämna filen igen.",
    ),
    Rule.NO_SUCH_SHEET: Words(
        "filen har inget blad som heter ”{found}”.",
        "En CSV-fil har inga blad. Lämna den utan att välja blad.",
        "Välj {names}.",
    ),
    Rule.SHEET_NOT_CHOSEN: Words(
        "det går inte att veta vilket blad i filen som ska läsas.",
        "Välj ett av bladen.",
        "Välj bladet {names}.",
    ),
    Rule.HIDDEN_SHEET: Words(
        "bladet ”{found}” är dolt och läses inte.", "Ska det läsas: välj det bladet."
    ),
    Rule.ODD_ENCODING: Words(
        "filen verkar sparad av ett äldre program, så å, ä och ö kan ha blivit fel.",
        "Kontrollera å, ä och ö i granskningen. Är de fel: spara filen som CSV UTF-8.",
    ),
    Rule.MOJIBAKE: Words(
        "å, ä och ö verkar förvanskade: ”{found}”.",
        "Filen har sparats om med fel teckenkodning. Hämta den på nytt och spara som CSV UTF-8.",
    ),
    Rule.UNREADABLE_CHARACTER: Words(
        "ett tecken går inte att läsa; oftast är det ett å, ä eller ö som har gått förlorat.",
        "Skriv tecknet på nytt och spara filen som CSV UTF-8.",
    ),
    Rule.LONG_FIRST_LINE: Words(
        "första raden är så lång att den inte kan vara en rubrikrad.",
        "Kontrollera att filen är en tabell med rubriker överst.",
    ),
    Rule.TOO_MANY_COLUMNS: Words(
        "filen har {0} kolumner, högst {1} tas emot.", "Ta bort kolumnerna som inte behövs."
    ),
    Rule.TOO_MANY_ROWS: Words(
        "filen har fler rader än de {0} som tas emot.",
        "Dela filen, till exempel i en fil per år, och lämna delarna var för sig.",
    ),
    Rule.ONE_COLUMN: Words(
        "filen har bara en kolumn, ”{found}”.",
        "Skilj kolumnerna åt med semikolon: månad;enhet;mått;värde.",
    ),
    Rule.NO_ROWS: Words(
        "filen har rubriker men inga uppgifter att läsa in.",
        "Fyll i minst en rad under rubrikerna.",
    ),
    Rule.HEADER_BELOW_TOP: Words("rubrikraden hittades här, raderna ovanför läses inte.", FINE),
    Rule.NO_HEADER: Words(
        "rubrikerna ska stå här enligt filens layout, men raden är tom.",
        "Flytta rubrikerna hit, eller välj en annan layout.",
    ),
    Rule.NO_LAYOUT: Words(
        "rubrikerna stämmer inte med någon känd filtyp.",
        "Välj layout själv, tolka filen på sidan Lämna fil, eller utgå från en mall.",
    ),
    Rule.MONTHS_AS_COLUMNS: Words(
        "månaderna står som kolumner, och det framgår inte vilket mått filen gäller.",
        "Välj mått när du tolkar filen på sidan Lämna fil, eller gör en rad per värde: "
        "månad;enhet;mått;värde.",
    ),
    Rule.PERSON_NUMBER_IN_FILE_NAME: Words(
        "filnamnet innehåller ett personnummer. Ingenting har sparats.",
        "Byt namn på filen och lämna den igen.",
    ),
    Rule.PERSON_NUMBER_IN_SHEET_NAME: Words(
        "ett blad heter som ett personnummer ({found}). Ingenting har sparats.",
        "Byt namn på bladet och lämna filen igen.",
    ),
    Rule.PERSON_NUMBER_ELSEWHERE: Words(
        "utanför bladet som läses står ett personnummer ({found}). Ingenting har sparats.",
        "Sök på numret i hela arbetsboken, även i kommentarer, ta bort det och lämna filen igen.",
    ),
    Rule.CONTACT_IN_FILE_NAME: Words(
        "filnamnet innehåller en e-postadress eller ett telefonnummer. Ingenting har sparats.",
        "Byt namn på filen och lämna den igen.",
    ),
    Rule.CONTACT_ELSEWHERE: Words(
        "utanför bladet som läses står en e-postadress eller ett telefonnummer ({found}). "
        "Ingenting har sparats.",
        "Sök i hela arbetsboken, även i kommentarer och egenskaper, ta bort det och lämna filen "
        "igen.",
    ),
}
