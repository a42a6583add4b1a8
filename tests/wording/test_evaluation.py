"""What the page of the pilot's effect says, state by state (methods §11)."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.effects import Effect, Grade, Reason, Scale
from kpi.effects.plan import Direction, Timing
from kpi.effects.uncertainty import Between, Interval
from kpi.wording import evaluation as say
from tests.builders_facts import kpi
from tests.wording.evaluated import COST, QUALITY, evaluated, level, plain, planned, share

NOTHING = Effect(scale=Scale.LOG, between=None)
NEITHER = kpi("volume", short_name="Portioner", better="neither")
CHANCE = {"grade": Grade.NONE, "reasons": (Reason.CHANCE,)}


def test_a_size_alone_is_nothing_where_there_is_none():
    assert plain(say.estimate_words(evaluated())) == "−20,0 %"
    assert plain(say.estimate_words(evaluated(level(), of=QUALITY))) == "−2,0 procentenheter"
    assert say.estimate_words(evaluated(NOTHING)) == ""


def graded(*grades: Grade) -> str:
    said, _ = say.finding([evaluated(share(grade=each)) for each in grades], 10, 24)
    return plain(said)


@pytest.mark.parametrize(
    ("effect", "of", "state"),
    [
        (share(), COST, "better"),  # a cost that has fallen
        (share(between=Between(0.2)), COST, "worse"),
        (level(), QUALITY, "worse"),  # a share of good that has fallen
        (level(between=Between(2.0)), QUALITY, "better"),
        (share(grade=Grade.LIKELY), COST, "better"),
        (share(grade=Grade.UNEXPLAINED), COST, "better"),
        (share(**CHANCE), COST, "common"),
        (share(), NEITHER, "common"),  # it has moved, and neither way is better
        (share(grade=Grade.UNKNOWN), COST, "unknown"),
        (NOTHING, COST, "unknown"),
        (replace(NOTHING, grade=Grade.NONE), COST, "unknown"),
    ],
)
def test_a_state_is_the_grade_and_the_way_that_is_better(effect, of, state):
    assert say.state_of(evaluated(effect, of=of)) == state


def test_the_first_sentence_counts_the_grades():
    assert graded(*[Grade.SHOWN] * 7, *[Grade.LIKELY] * 2, *[Grade.NONE] * 6, Grade.UNKNOWN) == (
        "Av 16 nyckeltal har sju en säkerställd effekt, två en sannolik effekt och sex ingen "
        "säkerställd skillnad; ett kan inte bedömas."
    )
    assert graded(Grade.NONE) == "Av 1 nyckeltal har ett ingen säkerställd skillnad."
    assert graded(Grade.UNEXPLAINED, Grade.UNKNOWN, Grade.UNKNOWN) == (
        "Av 3 nyckeltal har ett en säkerställd förändring med okänd orsak; två kan inte bedömas."
    )
    assert graded(Grade.UNKNOWN, Grade.UNKNOWN) == "Av 2 nyckeltal kan inget bedömas."


def test_and_what_they_rest_on():
    assert plain(say.finding([evaluated()], 10, 1)[1]) == (
        "10 pilotenheter och 1 jämförelseenhet, samma kalendermånader före och efter start."
    )
    assert plain(say.finding([evaluated()], 1, 0)[1]) == (
        "1 pilotenhet före och efter, utan något att jämföra med."
    )


def test_effects_stand_by_size_and_those_without_one_last():
    up = evaluated(share(between=Between(0.1)), of=kpi("up", short_name="Upp"))
    down, none = evaluated(), evaluated(NOTHING, of=kpi("none", short_name="Inget"))
    same = evaluated(share(between=Between(0.1)), of=kpi("also", short_name="Även"))
    assert say.in_order([none, same, up, down]) == [down, up, same, none]


def test_the_main_kpis_come_first_and_the_others_by_name():
    main = evaluated(plan=planned())
    named = evaluated(of=kpi("b", short_name="Bord"), plan=planned(main=False))
    other = evaluated(of=kpi("a", short_name="Axel"))
    assert [main.main, named.main, other.main] == [True, False, False]
    assert say.main_first([named, other, main]) == [main, other, named]


def test_the_picture_gets_numbers_as_they_are_shown():
    (row,) = say.forest_rows([evaluated(share(area=Interval(-0.1, 0.1)))]).to_dicts()
    assert (row["name"], row["word"], row["state"]) == ("Städkostnad", "Säkerställd", "better")
    assert [row["estimate"], row["low"], row["high"]] == pytest.approx([-20, -36, 0])
    assert [row["area_low"], row["area_high"]] == pytest.approx([-9.516, 10.517], abs=1e-3)
    (row,) = say.forest_rows([evaluated(level(area=None), of=QUALITY)]).to_dicts()
    assert [row[name] for name in ("estimate", "low", "high")] == [-2, -3, -1]
    assert (row["area_low"], row["area_high"]) == (None, None)


def test_an_effect_without_a_size_has_a_row_without_numbers():
    (row,) = say.forest_rows([evaluated(NOTHING)]).to_dicts()
    assert row == {
        "name": "Städkostnad",
        "word": "Kan inte bedömas",
        "state": "unknown",
        **dict.fromkeys(("estimate", "low", "high", "area_low", "area_high")),
    }
    assert say.forest_rows([]).is_empty()


def test_the_picture_in_words():
    seen = [evaluated(), evaluated(level(**CHANCE), of=QUALITY), evaluated(NOTHING)]
    assert plain(say.forest_words(seen, "Förändring")) == (
        "Förändring: Städkostnad −20,0 % (−36,0 till 0,0), säkerställd; "
        "Godkända −2,0 procentenheter (−3,0 till −1,0), ingen säkerställd skillnad; "
        "Städkostnad, kan inte bedömas."
    )


def test_the_table_says_the_same_with_why():
    likely = level(grade=Grade.LIKELY, reasons=(Reason.AREA, Reason.FEW_AREAS))
    headings, rows = say.effect_table(
        [evaluated(plan=planned()), evaluated(likely, of=QUALITY), evaluated(NOTHING)]
    )
    assert len(headings) == len(rows[0])
    assert [[plain(cell) for cell in row] for row in rows] == [
        ["Städkostnad", "Huvudnyckeltal", "−20,0 % (−36,0 till 0,0)", "", "Säkerställd"],
        [
            "Godkända",
            "Utforskande",
            "−2,0 procentenheter (−3,0 till −1,0)",
            "−4,0 till +0,5",
            "Sannolik: händelse i området kan inte uteslutas; färre än fyra jämförelseområden",
        ],
        [
            *("Städkostnad", "Utforskande", "", ""),
            "Kan inte bedömas: ingen enhet har värden både före och efter starten",
        ],
    ]


@pytest.mark.parametrize(
    ("effect", "bold", "rest"),
    [
        (
            share(),
            "Säkerställd: −20,0 % (−36,0 till 0,0).",
            "Nyckeltalet är lägre hos pilotens enheter än om de hade följt jämförelseenheterna.",
        ),
        (
            share(between=Between(0.2), grade=Grade.LIKELY, reasons=(Reason.FEW_AREAS,)),
            "Sannolik: +22,1 %.",
            "Nyckeltalet är högre hos pilotens enheter än om de hade följt jämförelseenheterna. "
            "Färre än fyra jämförelseområden.",
        ),
        (
            share(grade=Grade.UNEXPLAINED, reasons=(Reason.NO_COMPARISON,)),
            "Förändring säkerställd, orsak okänd: −20,0 % (−36,0 till 0,0).",
            "Nyckeltalet är lägre än dess egen utveckling före piloten pekade mot. "
            "Före/efter utan jämförelse.",
        ),
        (
            share(**CHANCE),
            "Ingen säkerställd skillnad: −20,0 % (−36,0 till 0,0).",
            "Skillnaden mellan pilotens enheter och de andra är inte större än att slumpen räcker "
            "som förklaring. En skillnad på 10,0 % hade synts i fyra fall av fem.",
        ),
        (
            share(grade=Grade.NONE, reasons=(Reason.CHANCE, Reason.NO_COMPARISON)),
            "Ingen säkerställd skillnad: −20,0 % (−36,0 till 0,0).",
            "Förändringen är inte större än att slumpen räcker som förklaring. "
            "En skillnad på 10,0 % hade synts i fyra fall av fem.",
        ),
        (
            share(grade=Grade.UNKNOWN, reasons=(Reason.QUESTION, Reason.FEW_PILOT)),
            "Kan inte bedömas: −20,0 % (−36,0 till 0,0).",
            "En fråga om siffrorna är öppen; färre än sex pilotenheter med värden.",
        ),
        (
            NOTHING,
            "Kan inte bedömas.",
            "Ingen enhet har värden både före och efter starten.",
        ),
        (replace(NOTHING, grade=Grade.SHOWN, reasons=()), "Säkerställd.", ""),
    ],
)
def test_what_the_finding_means(effect, bold, rest):
    assert tuple(map(plain, say.verdict(evaluated(effect)))) == (bold, rest)


@pytest.mark.parametrize(
    ("timing", "said"),
    [
        (Timing.BEFORE, "Planen fanns innan de första siffrorna."),
        (
            Timing.ENTERED_LATE,
            "Planen lades in när siffror redan fanns. Inget visar att den är äldre.",
        ),
        (
            Timing.MADE_LATE,
            "Planen är gjord efter att piloten började: den är ingen plan i förväg.",
        ),
    ],
)
def test_a_plan_is_said_to_be_from_before_or_not(timing, said):
    main = evaluated(plan=planned(), timing=timing)
    assert say.role_sentence(main) == f"Huvudnyckeltal i effektplanen. {said}"
    other = evaluated(plan=planned(main=False), timing=timing)
    assert say.role_sentence(other) == f"Utforskande i effektplanen. {said}"


def test_without_a_plan_it_is_exploratory_and_nothing_was_decided():
    assert say.role_sentence(evaluated()) == "Utforskande: nyckeltalet står inte i effektplanen."
    assert say.plan_rows(evaluated()) == []


def test_what_was_decided_beforehand():
    assert [plain(words) for _, words in say.plan_rows(evaluated(plan=planned()))] == [
        "lägre",
        "Huvudnyckeltal",
        "procent",
        "pilotens start",
        "ingen: alla månader från starten räknas",
        "alla jämförelseenheter",
        "ingen marginal är bestämd",
        "inget angivet",
        "14 juni 2023, inlagd 22 juni 2023",
    ]
    whole = planned(
        direction=Direction.UNCHANGED,
        scale=Scale.LEVEL,
        main=False,
        starts=date(2023, 9, 1),
        transition=2,
        comparison=frozenset({"a", "b"}),
        margin=2.5,
        reference="SN § 33",
    )
    rows = dict(say.plan_rows(evaluated(of=QUALITY, plan=whole)))
    assert {name: plain(words) for name, words in rows.items()} == {
        "Önskad riktning": "oförändrat",
        "Roll": "Utforskande",
        "Räknas i": "procentenheter",
        "Från": "september 2023",
        "Inkörning": "de två första månaderna räknas inte",
        "Jämförs med": "2 utvalda enheter",
        "Lika bra betyder": "högst 2,5 procentenheter sämre",
        "Beslut": "SN § 33",
        "Bestämd": "14 juni 2023, inlagd 22 juni 2023",
    }


def test_one_month_and_one_unit_are_said_as_one():
    rows = dict(say.plan_rows(evaluated(plan=planned(transition=1, comparison=frozenset("a")))))
    assert rows["Inkörning"] == "den första månaden räknas inte"
    assert plain(rows["Jämförs med"]) == "1 utvald enhet"


@pytest.mark.parametrize(
    ("of", "scale", "said"),
    [
        (COST, Scale.LOG, "högst 2,0 % sämre"),
        (QUALITY, Scale.LEVEL, "högst 2,0 procentenheter sämre"),
        (COST, Scale.LEVEL, "högst 2,0 kr/m² sämre"),
    ],
)
def test_a_margin_is_in_what_the_effect_is_in(of, scale, said):
    assert plain(say.margin_words(planned(scale=scale, margin=2.0), of)) == said


def test_how_small_an_effect_would_be_seen_where_that_is_known():
    headings, rows = say.planning_table([evaluated(), evaluated(NOTHING)])
    assert len(headings) == 3
    assert [[plain(cell) for cell in row] for row in rows] == [
        ["Städkostnad", "10,0 %", "Säkerställd"]
    ]
