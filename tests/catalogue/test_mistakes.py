"""Every mistake a catalogue can have is one sentence that names the file and the key."""

import pytest

from kpi.catalogue import parse
from kpi.errors import CatalogueError
from tests.catalogue.conftest import KPI as KPI_TEXT

MEASURES, KPI, PRICE = "measures.toml", "kpis/cost_m2.toml", "prices/index.toml"
LONG, WIDE, MONTHS = "layouts/long.toml", "layouts/wide.toml", "layouts/months.toml"


def complaints(texts):
    with pytest.raises(CatalogueError) as caught:
        parse(texts)
    return str(caught.value).splitlines()


def changed(texts, file, old, new):
    assert old in texts[file], old
    return {**texts, file: texts[file].replace(old, new, 1)}


CHARTED = KPI_TEXT[KPI_TEXT.index("formula") : KPI_TEXT.index("price_index")]
CASES = [
    # what a single value can get wrong
    (KPI, 'why = "Billigare."\n', "", "nyckeln why: saknas"),
    (
        KPI,
        "why",
        "varför",
        "rad 3: nyckeln följs inte av ett likhetstecken; den får bara ha tecknen a–z, 0–9, _ och -",
    ),
    (
        KPI,
        "decimals = 1",
        f"decimals = 1{'0' * 5000}",
        "texten följer inte TOML-formatet (i filen som helhet eller i dess slut)",
    ),
    (KPI, "why =", '"why" = "x"\n"why!" =', 'nyckeln "why!": är okänd'),
    (KPI, "[review]", 'colour = "red"\n[review]', "nyckeln colour: är okänd"),
    (
        KPI,
        '"lower"',
        '"sideways"',
        "nyckeln better: kan inte vara ”sideways”; välj bland higher, lower, neither",
    ),
    (
        KPI,
        '"xmr"',
        "7",
        "nyckeln chart: kan inte vara 7; välj bland xmr, iprime, p, pprime, u, uprime, run",
    ),
    (
        KPI,
        'chart = "xmr"',
        'chart = "pprime"\noffset = -100',
        "nyckeln chart: pprime räknar antal; välj iprime eller xmr",
    ),
    (
        KPI,
        CHARTED,
        CHARTED.replace("ratio", "count").replace('"area"', "").replace("xmr", "iprime"),
        "nyckeln chart: iprime behöver en nämnare; välj xmr eller run",
    ),
    (
        KPI,
        'chart = "xmr"',
        'chart = "iprime"\nseasonal = true',
        "nyckeln seasonal: går bara för ett nyckeltal som mäts varje månad och har chart xmr",
    ),
    (KPI, '"Billigare."', '"  "', "nyckeln why: får inte vara tom"),
    (
        KPI,
        "Kostnad/yta",
        "Kostnad per kvadratmeter yta",
        "nyckeln short_name: får ha högst 26 tecken, men har 28",
    ),
    (KPI, '"Billigare."', "true", "nyckeln why: ska vara en text inom citattecken, inte true"),
    (
        KPI,
        "decimals = 1",
        'decimals = "en och en halv decimal, och gärna fler än så"',
        "nyckeln decimals: ska vara ett heltal, inte ”en och en halv decimal, och gärna fler ä…”",
    ),
    (KPI, "decimals = 1", "decimals = true", "nyckeln decimals: ska vara ett heltal, inte true"),
    (KPI, "decimals = 1", "decimals = 9", "nyckeln decimals: ska vara högst 4, inte 9"),
    (KPI, "decimals = 1", "decimals = -1", "nyckeln decimals: ska vara minst 0, inte -1"),
    (
        KPI,
        "decimals = 1",
        f"decimals = 0x{'F' * 60}",
        "nyckeln decimals: ska vara högst 4, inte ett så stort tal",
    ),
    (
        KPI,
        "decimals = 1",
        "decimals = 1\nsmallest = 0\nlargest = 0",
        "nyckeln largest: ska vara större än smallest, 0",
    ),
    (KPI, "decimals", "scale = 0\ndecimals", "nyckeln scale: ska vara större än 0, inte 0"),
    (KPI, "decimals", "scale = inf\ndecimals", "nyckeln scale: ska vara ett ändligt tal, inte inf"),
    (KPI, "decimals", "scale = []\ndecimals", "nyckeln scale: ska vara ett tal, inte en lista"),
    (
        KPI,
        "2024-02-14",
        '"2024-02-14"',
        "nyckeln review.checked: "
        "ska vara ett datum som 2024-02-12, utan citattecken, inte ”2024-02-14”",
    ),
    (KPI, '["cost"]', "[]", "nyckeln numerator: ska ha minst ett värde"),
    (
        KPI,
        '["cost"]',
        '"cost"',
        "nyckeln numerator: ska vara en lista inom hakparenteser, inte ”cost”",
    ),
    (
        KPI,
        '["cost"]',
        '["cost", 3]',
        "nyckeln numerator[2]: ska vara en text inom citattecken, inte 3",
    ),
    (
        MEASURES,
        "decimals = 0",
        'decimals = 0\noverhead = "ja"',
        "nyckeln area.overhead: ska vara true eller false, inte ”ja”",
    ),
    (
        MEASURES,
        "decimals = 0",
        "decimals = 0\nlargest = [1]",
        "nyckeln area.largest: ska vara ett tal, inte en lista",
    ),
    (
        PRICE,
        "[weights]\nseries = 1",
        'weights = "x"',
        "nyckeln weights: ska vara en tabell, inte ”x”",
    ),
    (LONG, '[columns.unit]\nname = "enhet"', "", "nyckeln columns: saknar unit"),
    (
        LONG,
        '[columns.unit]\nname = "enhet"',
        "[columns]\nunit = {}",
        "nyckeln columns.unit.name: saknas",
    ),
    (
        LONG,
        '[columns.unit]\nname = "enhet"',
        "[columns]\nunit = 3",
        "nyckeln columns.unit: ska vara en tabell, inte 3",
    ),
    (
        LONG,
        "[columns.unit]",
        '[columns."Enhet"]',
        "nyckeln columns.Enhet: kan inte vara ”Enhet”; "
        "ett id har bara tecknen a–z, 0–9 och _ och börjar med en bokstav",
    ),
    # what a file as a whole can get wrong
    (KPI, "why", "?why", "rad 3: raden börjar inte med en nyckel"),
    (
        KPI,
        'why = "Billigare."',
        "why = Billigare",
        "rad 3: värdet går inte att läsa; en text ska stå inom citattecken",
    ),
    (
        PRICE,
        "series = 1",
        "series = [1",
        "en lista saknar avslutande hakparentes (i filen som helhet eller i dess slut)",
    ),
    (KPI, "[review]", 'why = "x"\n[review]', "rad 18: samma nyckel eller tabell står två gånger"),
    (
        KPI,
        "title",
        'id = "x"\ntitle',
        "nyckeln id: ska inte anges; tabellens eller filens namn är id",
    ),
    (
        MEASURES,
        "title",
        'id = "x"\ntitle',
        "nyckeln cost.id: ska inte anges; tabellens eller filens namn är id",
    ),
    (MEASURES, "[cost]", "version = 1\n[cost]", "nyckeln version: ska vara en tabell"),
    (
        MEASURES,
        "[cost]",
        '[""]\ntitle = "a"\nunit = "b"\nservice = "cleaning"\ndecimals = 0\n[cost]',
        'nyckeln "": kan inte vara ””; '
        "ett id har bara tecknen a–z, 0–9 och _ och börjar med en bokstav",
    ),
    # what keys of one file can get wrong between them
    (
        MEASURES,
        "= true",
        "= true\nsmallest = 0",
        "nyckeln cost.smallest: ska inte anges när may_be_negative = true",
    ),
    (
        MEASURES,
        "decimals = 0",
        "decimals = 0\nlargest = -1",
        "nyckeln area.largest: ska vara minst så stort som smallest, 0",
    ),
    (KPI, '["cost"]', '["cost", "cost"]', "nyckeln numerator: samma mått står två gånger"),
    (
        KPI,
        'denominator = ["area"]',
        "",
        "nyckeln denominator: saknas; formula ratio och index behöver en nämnare",
    ),
    (KPI, '"ratio"', '"count"', "nyckeln denominator: ska inte anges när formula är count"),
    (
        KPI,
        "[review]",
        'withhold_by = "area"\n[review]',
        "nyckeln withhold_below: withhold_by och withhold_below anges båda eller ingen av dem",
    ),
    (
        KPI,
        "[review]",
        "withhold_below = 7\n[review]",
        "nyckeln withhold_below: withhold_by och withhold_below anges båda eller ingen av dem",
    ),
    (
        KPI,
        "[review]",
        '[survey]\ninvited = "area"\nspread = "area"\n[review]',
        "nyckeln survey: går bara för ett nyckeltal som är ett index",
    ),
    (KPI, "2024-02-14", "2023-01-01", "nyckeln review.checked: får inte vara före written"),
    (KPI, "2025-02-12", "2024-02-14", "nyckeln review.next: ska vara efter checked"),
    (
        KPI,
        "2021-08-01",
        "2021-08-02",
        "nyckeln definition[1].valid_from: ska vara den första dagen i en månad",
    ),
    (
        KPI,
        "[[definition]]",
        '[[definition]]\nvalid_from = 2021-08-01\ntext = "x"\n[[definition]]',
        "nyckeln definition: ska stå i tidsordning, med högst en definition per valid_from",
    ),
    (PRICE, "series = 1", "series = 0.9", "nyckeln weights: ska ha summan 1, men har 0.9"),
    (
        PRICE,
        "series = 1",
        "a = 1.5\nb = -0.5",
        "nyckeln weights.b: ska vara större än 0, inte -0.5",
    ),
    (LONG, "kind", "header_row = 0\nkind", "nyckeln header_row: ska vara minst 1, inte 0"),
    (
        LONG,
        "kind",
        'skip = "Källa"\nkind',
        "nyckeln skip: ska vara en lista inom hakparenteser, inte ”Källa”",
    ),
    (
        LONG,
        "kind",
        'period = "2024"\nkind',
        "nyckeln period: ska vara ett datum som 2024-02-12, utan citattecken, inte ”2024”",
    ),
    (
        LONG,
        "kind",
        "period = 2024-02-12\nkind",
        "nyckeln period: ska vara den första dagen i en månad",
    ),
    (LONG, "kind", "period = 2024-02-01\nkind", "nyckeln columns: har inget fält som heter month"),
    (
        LONG,
        "kind",
        'measure = "cost"\nkind',
        "nyckeln measure: anges när shape är months, och bara då",
    ),
    (
        LONG,
        "kind",
        "factors = { cost = 0 }\nkind",
        "nyckeln factors.cost: ska vara större än 0, inte 0",
    ),
    (
        LONG,
        "kind",
        "factors = { kost = 10 }\nkind",
        "nyckeln factors.kost: måttet kost finns inte i measures.toml; menas cost?",
    ),
    (
        WIDE,
        "kind",
        "factors = { area = 10 }\nkind",
        "nyckeln factors: layouten har inget mått som heter area",
    ),
    (MONTHS, 'measure = "cost"', "", "nyckeln measure: anges när shape är months, och bara då"),
    (
        MONTHS,
        '"cost"',
        '"kost"',
        "nyckeln measure: måttet kost finns inte i measures.toml; menas cost?",
    ),
    (
        MONTHS,
        "kind",
        "period = 2024-02-01\nkind",
        "nyckeln period: anges bara när shape är long eller wide",
    ),
    (
        MONTHS,
        "kind",
        'aggregate = "sum"\nkind',
        "nyckeln aggregate: anges bara när shape är long eller wide",
    ),
    (
        MONTHS,
        "[columns.unit]",
        '[columns.month]\nname = "månad"\n[columns.unit]',
        "nyckeln columns: har inget fält som heter month",
    ),
    (
        MONTHS,
        "kind",
        "factors = { area = 10 }\nkind",
        "nyckeln factors: layouten har inget mått som heter area",
    ),
    (LONG, '"enhet"', '"MÅNAD "', "nyckeln columns: flera kolumner har rubriken månad"),
    (
        WIDE,
        '"städkostnad"',
        '"städkostnad"\naliases = ["Enhet"]',
        "nyckeln measures: flera kolumner har rubriken enhet",
    ),
    (
        WIDE,
        "[measures.cost]",
        '[columns.note]\nname = "x"\n[measures.cost]',
        "nyckeln columns: har inget fält som heter note",
    ),
    (
        LONG,
        "[columns.month]",
        '[measures.cost]\nname = "x"\n[columns.month]',
        "nyckeln measures: anges bara när shape är wide",
    ),
    # what files can get wrong between them
    (
        KPI,
        '["cost"]',
        '["cots"]',
        "nyckeln numerator: måttet cots finns inte i measures.toml; menas cost?",
    ),
    (KPI, '["area"]', '["zzz"]', "nyckeln denominator: måttet zzz finns inte i measures.toml"),
    (
        KPI,
        "[review]",
        'withhold_by = "people"\nwithhold_below = 7\n[review]',
        "nyckeln withhold_by: måttet people finns inte i measures.toml",
    ),
    (
        KPI,
        '"index"',
        '"indx"',
        "nyckeln price_index: prisindexet indx finns inte bland filerna i prices; menas index?",
    ),
    (
        KPI,
        "[review]",
        'beside = ["quality"]\n[review]',
        "nyckeln beside: nyckeltalet quality finns inte bland filerna i kpis",
    ),
    (
        KPI,
        "[review]",
        'beside = ["cost_m2"]\n[review]',
        "nyckeln beside: ett nyckeltal kan inte stå bredvid sig självt",
    ),
    (
        KPI,
        "[review]",
        '[[link]]\nquality = "quality"\nvolume = "area"\n[review]',
        "nyckeln link[1].quality: nyckeltalet quality finns inte bland filerna i kpis",
    ),
    (
        KPI,
        "[review]",
        '[[link]]\nquality = "cost_m2"\nvolume = "area"\n[review]',
        "nyckeln link[1].quality: ett nyckeltal kan inte ställas mot sig självt",
    ),
    (
        KPI,
        "[review]",
        '[[link]]\nquality = "x"\nvolume = "area"\n[[link]]\nquality = "x"\nvolume = "area"\n'
        "[review]",
        "nyckeln link: samma nyckeltal står två gånger",
    ),
    (
        KPI,
        '"cleaning"',
        '"cleanin"',
        "nyckeln service: inget mått hör till tjänsten cleanin; menas cleaning?",
    ),
    (MEASURES, '"yta m²"', '"UTGIFT"', "nyckeln area: namnet ”UTGIFT” tillhör redan cost"),
    (
        WIDE,
        "[measures.cost]",
        "[measures.costs]",
        "nyckeln measures.costs: måttet costs finns inte i measures.toml; menas cost?",
    ),
    (
        WIDE,
        'name = "enhet"\n[measures.cost]\nname = "städkostnad"',
        'name = "Utgift"',
        "nyckeln columns.unit: rubriken utgift är också ett namn på måttet cost",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), CASES, ids=[case[3] for case in CASES])
def test_a_mistake_is_one_sentence_with_file_and_key(texts, file, old, new, said):
    place = f"{file}, " if said.startswith(("nyckeln", "rad")) else f"{file}: "
    assert complaints(changed(texts, file, old, new)) == [place + said]


def test_all_mistakes_of_all_files_come_at_once_in_the_order_of_the_files(texts):
    texts = changed(texts, MEASURES, "decimals = 0", "")
    texts = changed(texts, KPI, '"lower"', '"low"')
    texts = changed(texts, KPI, "2025-02-12", "2023-02-12")
    texts = changed(texts, LONG, '"long"', '"tall"')
    texts = changed(texts, PRICE, "series = 1", "series = ")
    assert [line.partition(": ")[0] for line in complaints(texts)] == [
        "kpis/cost_m2.toml, nyckeln better",
        "kpis/cost_m2.toml, nyckeln review.next",
        "layouts/long.toml, nyckeln shape",
        "measures.toml, nyckeln area.decimals",
        "prices/index.toml, rad 5",
    ]


def test_a_mistaken_measure_is_not_repeated_where_it_is_used(texts):
    texts = changed(texts, MEASURES, "decimals = 0", "")
    assert complaints(texts) == ["measures.toml, nyckeln area.decimals: saknas"]


def test_a_missing_measures_file_is_not_repeated_where_measures_are_used(texts):
    del texts[MEASURES]
    assert complaints(texts) == ["measures.toml: filen saknas"]


def test_a_mistaken_shape_is_not_repeated_for_the_columns(texts):
    texts = changed(texts, WIDE, '"wide"', '"broad"')
    (line,) = complaints(texts)
    assert line.startswith("layouts/wide.toml, nyckeln shape: kan inte vara ”broad”")


def test_a_register_layout_has_columns_and_no_summing(texts):
    texts["layouts/r.toml"] = (
        'title = "R"\nkind = "areas"\nshape = "register"\naggregate = "sum"\ndue_day = 15\n'
        'factors = { cost = 10 }\n[columns.removed]\nname = "bort"\n'
    )
    assert complaints(texts) == [
        "layouts/r.toml, nyckeln columns: ska ha minst en kolumn",
        "layouts/r.toml, nyckeln factors: anges inte när shape är register",
        "layouts/r.toml, nyckeln aggregate: anges bara när shape är long eller wide",
        "layouts/r.toml, nyckeln due_day: anges inte när shape är register",
    ]


def test_days_that_are_summed_need_a_column_that_says_which(texts):
    texts["layouts/r.toml"] = (
        'title = "R"\nkind = "measures"\nshape = "wide"\naggregate = "sum"\n'
        'period = 2024-01-01\n[columns.unit]\nname = "enhet"\n'
    )
    assert complaints(texts) == [
        "layouts/r.toml, nyckeln aggregate: anges inte tillsammans med period"
    ]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("0", "ska vara minst 1, inte 0"),
        ("29", "ska vara högst 28, inte 29"),
        ('"15"', "ska vara ett heltal, inte ”15”"),
        ("true", "ska vara ett heltal, inte true"),
    ],
)
def test_a_due_day_is_a_day_that_every_month_has(texts, written, says):
    texts[WIDE] = f"due_day = {written}\n" + texts[WIDE]
    assert complaints(texts) == [f"{WIDE}, nyckeln due_day: {says}"]


def test_a_file_name_that_cannot_be_an_id_is_said_of_the_file(texts):
    texts["prices/Å.toml"] = texts[PRICE]
    (line,) = complaints(texts)
    assert line.startswith("prices/Å.toml: filens namn kan inte vara ”Å”; ett id har bara")


def test_a_file_outside_the_known_folders_does_not_belong(texts):
    texts |= {"kpis/old/x.toml": "", "kpi/x.toml": "", "prices/index.csv": ""}
    assert complaints(texts) == [
        "kpi/x.toml: filen hör inte till katalogen",
        "kpis/old/x.toml: filen hör inte till katalogen",
        "prices/index.csv: filen hör inte till katalogen",
    ]


def test_two_kpis_cannot_share_a_short_name(texts):
    texts["kpis/another.toml"] = texts[KPI].replace("Kostnad/yta", "KOSTNAD/YTA")
    assert complaints(texts) == [
        "kpis/cost_m2.toml, nyckeln short_name: ”Kostnad/yta” är redan namnet på another"
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('confirm = "x"', "nyckeln confirm: ska vara en lista inom hakparenteser, inte ”x”"),
        ('confirm = ["x", "x"]', "nyckeln confirm: samma regel står två gånger"),
        ('refuse = ["x"]', "nyckeln refuse: är okänd"),
    ],
)
def test_the_list_of_what_must_be_confirmed_has_its_mistakes_too(texts, text, says):
    assert complaints({**texts, "checks.toml": text}) == [f"checks.toml, {says}"]


def test_a_catalogue_without_the_list_asks_nothing(texts):
    assert parse(texts).checks.confirm == ()
    assert parse({**texts, "checks.toml": 'confirm = ["a"]'}).checks.confirm == ("a",)


LINK = '[[link]]\nquality = "share"\nvolume = "area"\n[review]'
SHARE = (
    KPI_TEXT.replace("Kostnad/yta", "Andel")
    .replace('perspective = "cost"', 'perspective = "quality"')
    .replace('price_index = "index"\n', "")
)


def linked(texts, share=SHARE):
    return changed({**texts, "kpis/share.toml": share}, KPI, "[review]", LINK)


def test_a_cost_says_which_quality_and_volume_belong_with_it(texts):
    (link,) = parse(linked(texts)).kpis["cost_m2"].link
    assert (link.quality, link.volume) == ("share", "area")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('perspective = "cost"', 'perspective = "quality"'),
        ('better = "lower"', 'better = "higher"'),
        ('frequency = "monthly"', 'frequency = "wave"'),
    ],
)
def test_only_a_monthly_cost_per_volume_is_held_against_a_quality(texts, old, new):
    said = "går bara för en kostnad per volym som mäts varje månad och där lägre är bättre"
    assert complaints(changed(linked(texts), KPI, old, new)) == [f"{KPI}, nyckeln link: {said}"]


@pytest.mark.parametrize(
    ("old", "new"), [('"ratio"', '"index"'), ('better = "lower"', 'better = "neither"')]
)
def test_an_index_or_what_has_no_direction_is_no_quality_to_hold_against(texts, old, new):
    said = "share ska vara en kvot där högre eller lägre är bättre"
    share = SHARE.replace(old, new)
    assert complaints(linked(texts, share)) == [f"{KPI}, nyckeln link[1].quality: {said}"]


def test_the_volume_is_what_one_of_the_two_divides_by(texts):
    texts = changed(linked(texts), KPI, 'volume = "area"', 'volume = "cost"')
    said = "cost är varken nämnare i cost_m2 eller i share"
    assert complaints(texts) == [f"{KPI}, nyckeln link[1].volume: {said}"]


def test_a_mistaken_quality_is_not_repeated_where_a_cost_is_held_against_it(texts):
    share = SHARE.replace("decimals = 1", "")
    assert complaints(linked(texts, share)) == ["kpis/share.toml, nyckeln decimals: saknas"]
