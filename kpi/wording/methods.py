"""How the product judges, for a reader who has never seen a control chart (methods §2-§14).

The numbers come from where they are decided, so that text and computation cannot part.
"""

from dataclasses import dataclass

from kpi.catalogue import Catalogue
from kpi.equity.crossing import FEWEST_UNITS
from kpi.trends.chance import LIT_BY_CHANCE
from kpi.trends.limits import FEWEST_POINTS, LOCK_POINTS, VERDICT_POINTS
from kpi.trends.signals import RUN_LENGTH, TREND_LENGTH
from kpi.wording.numbers import NO_BREAK, in_words, number

ORDINAL = {3: "tredje", 4: "fjärde", 5: "femte"}
YEAR_BY_CHANCE = 4  # one stable series in so many has some mark in the year after its baseline


@dataclass(frozen=True, slots=True)
class Section:
    """A question a reader may have: short paragraphs, and a list where things are counted up.

    items: a bold start and the rest of the sentence; `counted` where their number matters.
    """

    heading: str
    paragraphs: tuple[str, ...]
    items: tuple[tuple[str, str], ...] = ()
    counted: bool = False


def sections(catalogue: Catalogue) -> list[Section]:
    """Everything in the order one would ask."""
    return [
        _range(),
        _signals(),
        _target(),
        _too_early(),
        _baseline(),
        _prices(),
        _coverage(catalogue),
        _years(),
        _chance(),
        _cause(),
        _equity(),
    ]


def _range() -> Section:
    return Section(
        "Vad är normalt?",
        (
            "Alla tal går upp och ner från månad till månad utan att något särskilt har hänt. "
            "Därför tittar vi först på hur mycket ett tal brukar röra sig mellan två månader i "
            "följd. Av det räknar vi fram det normala spannet: ett band runt medelvärdet där "
            "nästan alla månader hamnar så länge allt är som vanligt.",
            "Bandet syns ljusblått i diagrammen. Ett värde inom bandet betyder normal variation, "
            "även när det är högre eller lägre än förra månaden.",
            "Många nyckeltal är något per något, som kronor per kvadratmeter eller andelen "
            "godkända rum. Där följer bandet volymen: är det få kvadratmeter eller rum en månad "
            "varierar talet mer av sig självt, och bandet är bredare.",
            "Några nyckeltal har en årstid, som skolornas storstädning i juli. Den räknar vi bort "
            "innan vi bedömer dem: bandet följer hur varje månad brukar vara i baslinjen.",
        ),
    )


def _signals() -> Section:
    run, rising = in_words(RUN_LENGTH), in_words(TREND_LENGTH)
    return Section(
        "När säger vi att något har ändrats?",
        ("Vi letar efter fyra mönster som slumpen sällan skapar. Ett av dem räcker.",),
        (
            ("Utanför spannet.", "En månad ligger utanför det normala spannet."),
            (
                f"{rising.capitalize()} i följd.",
                f"{rising.capitalize()} månader i följd ändras åt samma håll.",
            ),
            (
                "Två av tre nära gränsen.",
                "Tre månader i rad ligger på samma sida om medel, och minst två av dem nära "
                "spannets kant.",
            ),
            (
                f"{run.capitalize()} i rad på samma sida.",
                f"{run.capitalize()} månader i rad ligger alla över medel, eller alla under.",
            ),
        ),
        counted=True,
    )


def _target() -> Section:
    return Section(
        "Nås målet?",
        (
            "Det är en egen fråga. Ett tal kan ha förbättrats utan att nå målet, och nå målet utan "
            "att ha ändrats. Vi svarar på två sätt: om senaste månaden når det mål som gällde då, "
            "och om dagens arbetssätt når det månad efter månad.",
        ),
        (
            ("Målet är uppfyllt.", "Senaste månadens värde når målet."),
            ("Målet är delvis uppfyllt.", "Värdet når inte målet men ryms i toleransen."),
            ("Målet är inte uppfyllt.", "Värdet ligger längre från målet än toleransen."),
            ("Målet nås.", "Hela spannet ligger på rätt sida om målet, så det nås varje månad."),
            ("Målet nås ibland.", "Målet ligger inne i spannet. Slumpen avgör vilka månader."),
            (
                "Målet nås inte.",
                "Hela spannet ligger på fel sida. Målet nås inte utan ett annat arbetssätt.",
            ),
        ),
    )


def _years() -> Section:
    return Section(
        "Hur ser vi på hela år?",
        (
            "Rullande tolv månader visar nivån utan årstid, men bedöms inte månad för månad: varje "
            "läge på linjen delar elva månader med nästa, så den svänger långsamt även när inget "
            "har hänt. I stället ställer vi det senaste hela året mot baslinjens sista, och kräver "
            "en skillnad som slumpen nästan aldrig ger.",
            "Prognosen för helåret tar årets månader och förra årets återstående, uppräknade lika "
            "mycket som årets har ändrats hittills. Vi visar hur fel samma räknesätt har slagit "
            "tidigare år. Den är räknad i löpande priser.",
        ),
    )


def _too_early() -> Section:
    few, enough = in_words(FEWEST_POINTS), VERDICT_POINTS
    return Section(
        "När är det för tidigt att säga?",
        (
            f"Vi bedömer inget förrän det finns {enough} värden, och baslinjen har minst "
            f"{in_words(LOCK_POINTS)}. Med färre än så går det inte att skilja förändring från "
            "slump, och då skriver vi det.",
        ),
        (
            (f"Färre än {few} värden.", "Bara värdena visas."),
            (
                f"{few.capitalize()} till {in_words(enough - 1)} värden.",
                "Ett preliminärt spann visas streckat, utan bedömning.",
            ),
            (f"Från {enough} värden.", "Spannet ligger fast och varje månad bedöms."),
        ),
    )


def _baseline() -> Section:
    return Section(
        "Vad jämför vi med?",
        (
            "Med baslinjen: tiden före piloten. Den beslutas och låses, och sedan flyttas varken "
            "medel eller gränser, inte heller när en gammal månad rättas. Annars skulle en sakta "
            "förändring aldrig synas.",
            "Siffran ”mot baslinjen” jämför månaderna sedan start med samma kalendermånader i "
            "baslinjen, så att vintrar jämförs med vintrar.",
        ),
    )


def _prices() -> Section:
    return Section(
        "Vad är fasta priser?",
        (
            "När allt blir dyrare stiger också våra kostnader, utan att någon arbetar annorlunda. "
            "Därför räknas kronor om till vad de var värda den månad då piloten startade. En månad "
            "utan fastställt prisindex får inget värde i fasta priser; vi gissar inte.",
        ),
    )


def _coverage(catalogue: Catalogue) -> Section:
    shares = sorted({kpi.smallest_coverage for kpi in catalogue.kpis.values()})
    share = f"{number(100 * shares[0], 0)}{NO_BREAK}%" if shares else f"80{NO_BREAK}%"
    each = "minst " if len(shares) > 1 else ""
    return Section(
        "Om uppgifter saknas eller är känsliga?",
        (
            f"Ett värde för flera enheter är preliminärt tills {each}{share} av de öppna enheterna "
            "har lämnat. Det visas, men bedöms inte. En månad som saknas blir ett hål i linjen, "
            "aldrig en nolla. En månad då enheten är stängd, som skolkök i juli, saknas inte.",
            "Tal som bygger på få svar eller få anställda döljs, så att ingen kan pekas ut. Kan "
            "ett dolt tal räknas fram ur andra döljs också en enhet till, eller en summa.",
        ),
    )


def _chance() -> Section:
    locked = 100 * LIT_BY_CHANCE[24]
    return Section(
        "Hur ofta luras vi av slumpen?",
        (
            f"Ibland. Av hundra nyckeltal där inget har hänt lyser ändå omkring "
            f"{in_words(round(locked))} en vanlig månad, och vart {ORDINAL[YEAR_BY_CHANCE]} lyser "
            "någon gång under ett år. En symbol är därför ett skäl att fråga varför, inte ett "
            "bevis. Ju fler nyckeltal man tittar på, desto fler lyser av en slump.",
        ),
    )


def _cause() -> Section:
    return Section(
        "Beror det på piloten?",
        (
            "Det kan diagrammen inte svara på. De visar att något har ändrats, inte varför. För "
            "att säga att piloten är orsaken krävs en jämförelse med enheter utanför piloten "
            "under samma tid.",
        ),
    )


def _equity() -> Section:
    return Section(
        "Är tjänsterna likvärdiga?",
        (
            "Då ska ingen enhet få det för dåligt. För varje enhetstyp beslutas ett golv, den "
            "nivå som alla enheter av typen minst ska nå, och vi räknar hur många som klarar "
            "det. Andelen kan inte bli bättre av att de bästa blir sämre.",
            "Enheternas senaste tolv månader i piloten jämförs med samma månader före den, och "
            "med enheterna utanför piloten. För att veta om skillnaden kan vara en slump lottar "
            "vi om vilka enheter som hör till piloten, tusentals gånger, och ser hur ofta det "
            f"ger en lika stor skillnad. Det kräver minst {in_words(FEWEST_UNITS)} enheter på "
            "var sida. Svaret blir som mest sannolikt: vad som händer i ett helt område på en "
            "gång kan inte uteslutas.",
            "Enheter som inte får visas räknas inte med, och ingen lista står efter resultat.",
        ),
    )
