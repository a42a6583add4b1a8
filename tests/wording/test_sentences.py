"""Every state in one table: what the tile, the alternative text and the documents say (§18)."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from kpi.trends import Assurance, Side, Signal, Status, Variation
from kpi.wording import sentences as say
from kpi.wording.sentences import Reading
from tests.builders_facts import kpi

GAP = "\u00a0"
COST = kpi("k", title="Städkostnad", unit="kr/m²")
WAVE = kpi("nki", frequency="wave", unit="poäng", effect_scale="level")
SHARE = kpi("share", unit="%", effect_scale="level")
SEASONAL = kpi("seasonal", seasonal=True)
VOLUME = kpi("volume", better="neither")

COMMON = Reading(
    kpi=COST,
    month=date(2024, 10, 1),
    value=21.4,
    n=36,
    centre=21.6,
    lower=19.3,
    upper=23.9,
    variation=Variation.COMMON,
)
OUTSIDE = replace(COMMON, signal=Signal.OUTSIDE, side=Side.HIGH, variation=Variation.WORSENING)
SHIFT = replace(
    COMMON, signal=Signal.SHIFT, side=Side.LOW, variation=Variation.IMPROVING, run=7, steps=1
)
TREND = replace(
    COMMON, signal=Signal.TREND, side=Side.HIGH, variation=Variation.WORSENING, run=3, steps=6
)
NEAR = replace(
    COMMON, signal=Signal.TWO_OF_THREE, side=Side.HIGH, variation=Variation.WORSENING, run=3
)
RUNS = replace(COMMON, kpi=kpi("runs", chart="run"), lower=None, upper=None)
EARLY = replace(COMMON, n=7, status=Status.PRELIMINARY, variation=None)
NOTHING = Reading(kpi=COST, month=None, value=None, n=0, status=Status.TOO_SHORT)

BETTER = "Det talar för en verklig förbättring."
WORSE = "Det talar för en verklig försämring."
WHY = "Ta reda på varför."
CHANCE = "för att skilja förändring från slump."


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        (COMMON, "Inom det normala spannet (19,3–\u206023,9)."),
        (
            replace(COMMON, status=Status.NO_VARIATION, lower=None, upper=None),
            "Oförändrat: samma värde som hela baslinjen.",
        ),
        (
            replace(COMMON, linked=True),
            "Inom det normala spannet (19,3–\u206023,9). Månaderna hänger ihop: bara värden "
            "utanför gränserna räknas som signaler.",
        ),
        (
            replace(OUTSIDE, kpi=WAVE, linked=True),
            f"Ovanligt högt i oktober (normalt 19,3–\u206023,9). {WHY} Mätningarna hänger ihop: "
            "bara värden utanför gränserna räknas som signaler.",
        ),
        (replace(EARLY, linked=True), f"För få månader (7{GAP}av{GAP}13) {CHANCE}"),
        (
            replace(COMMON, lower=None, upper=None),
            "Det normala spannet kan inte räknas: inga två månader i följd har värden.",
        ),
        (
            replace(SHIFT, kpi=SEASONAL),
            f"Under det vanliga för årstiden sju månader i rad. {BETTER}",
        ),
        (
            replace(TREND, kpi=SEASONAL),
            f"Har stigit sex månader i följd, med årstiden borträknad. {WORSE}",
        ),
        (RUNS, "Korsar medianen (21,6) ungefär så ofta som slumpen ger."),
        (
            replace(RUNS, signal=Signal.RUN, side=Side.LOW, variation=Variation.IMPROVING),
            f"Har hållit sig ovanligt länge på samma sida om medianen (21,6). {BETTER}",
        ),
        (
            replace(RUNS, signal=Signal.CROSSINGS, side=Side.HIGH, variation=Variation.HIGH),
            f"Korsar medianen (21,6) ovanligt sällan. {WHY}",
        ),
        (OUTSIDE, f"Ovanligt högt i oktober (normalt 19,3–\u206023,9). {WHY}"),
        (
            replace(OUTSIDE, status=Status.NO_VARIATION, lower=None, upper=None),
            f"Ovanligt högt i oktober (normalt 21,6). {WHY}",
        ),
        (
            replace(OUTSIDE, side=Side.LOW, variation=Variation.IMPROVING),
            f"Ovanligt lågt i oktober (normalt 19,3–\u206023,9). {BETTER}",
        ),
        (
            replace(OUTSIDE, kpi=VOLUME, variation=Variation.HIGH),
            f"Ovanligt högt i oktober (normalt 19,3–\u206023,9). {WHY}",
        ),
        (SHIFT, f"Under medel (21,6) sju månader i rad. {BETTER}"),
        (
            replace(SHIFT, side=Side.HIGH, variation=Variation.WORSENING, run=14),
            f"Över medel (21,6) 14 månader i rad. {WORSE}",
        ),
        (
            replace(SHIFT, kpi=VOLUME, variation=Variation.LOW),
            f"Under medel (21,6) sju månader i rad. {WHY}",
        ),
        (TREND, f"Har stigit sex månader i följd. {WORSE}"),
        (
            replace(TREND, side=Side.LOW, variation=Variation.IMPROVING, steps=8),
            f"Har sjunkit åtta månader i följd. {BETTER}",
        ),
        (
            NEAR,
            "Minst två av de tre senaste månaderna ligger nära den övre gränsen "
            f"(normalt 19,3–\u206023,9). {WORSE}",
        ),
        (
            replace(NEAR, kpi=WAVE, side=Side.LOW),
            "Minst två av de tre senaste mätningarna ligger nära den nedre gränsen "
            f"(normalt 19,3–\u206023,9). {WORSE}",
        ),
        (EARLY, f"För få månader (7{GAP}av{GAP}13) {CHANCE}"),
        (replace(EARLY, kpi=WAVE, n=4), f"För få mätningar (4{GAP}av{GAP}13) {CHANCE}"),
        (
            replace(EARLY, n=3, status=Status.TOO_SHORT),
            f"För få månader (3{GAP}av{GAP}13) {CHANCE}",
        ),
        (replace(EARLY, n=20), f"Baslinjen är för kort {CHANCE}"),
        (NOTHING, "Inga värden har lämnats än."),
    ],
)
def test_every_verdict_has_its_sentence(reading, sentence):
    assert say.verdict_sentence(reading) == sentence


@pytest.mark.parametrize(
    ("assurance", "words", "sentence"),
    [
        (Assurance.MEETS, "nås", "Målet 23,0 nås varje månad med dagens arbetssätt."),
        (Assurance.VARIES, "nås ibland", "Målet 23,0 nås vissa månader, av en slump."),
        (
            Assurance.MISSES,
            "nås inte",
            "Målet 23,0 nås inte utan en förändring av arbetssättet.",
        ),
        (Assurance.NONE, "för tidigt att säga", ""),
    ],
)
def test_every_target_answer_has_words_and_a_sentence(assurance, words, sentence):
    reading = replace(COMMON, target=23.0, assurance=assurance)
    assert say.target_words(reading) == f"Mål{GAP}23,0: {words}"
    assert say.target_sentence(reading) == sentence


def test_preliminary_limits_promise_nothing_about_the_target():
    reading = replace(EARLY, target=23.0, assurance=Assurance.MISSES)
    assert say.target_words(reading) == f"Mål{GAP}23,0: för tidigt att säga"
    assert say.target_sentence(reading) == ""


def test_without_a_target_there_is_none_to_reach():
    assert say.target_words(COMMON) == "Inget mål"
    elsewhere = replace(COMMON, target_decided=True)
    assert say.target_words(elsewhere) == "Målet går inte att räkna om till de här priserna"
    assert say.target_words(replace(COMMON, kpi=VOLUME)) == "Inget mål: volymmått"
    assert say.target_sentence(COMMON) == ""


def test_a_target_for_what_should_neither_rise_nor_fall_is_only_named():
    reading = replace(COMMON, target=23.0, kpi=VOLUME)
    assert (
        say.target_words(reading)
        == f"Mål{GAP}{say.number(23, VOLUME.decimals)}: ingen önskad riktning"
    )


@pytest.mark.parametrize(
    ("reading", "word"),
    [
        (COMMON, "Normal variation"),
        (SHIFT, "Förbättring"),
        (OUTSIDE, "Försämring"),
        (replace(OUTSIDE, variation=Variation.HIGH), "Ovanligt högt"),
        (replace(OUTSIDE, variation=Variation.LOW), "Ovanligt lågt"),
        (EARLY, "För få månader"),
    ],
)
def test_every_state_has_a_word(reading, word):
    assert say.state_word(reading) == word


def test_a_value_has_its_unit_or_is_said_to_be_none():
    assert say.value_text(COMMON) == f"21,4{GAP}kr/m²"
    assert say.value_text(NOTHING) == "inget värde än"


def test_a_normal_range_is_shown_where_there_is_one():
    assert say.normal_range(COMMON) == "19,3–\u206023,9"
    assert say.normal_range(NOTHING) == ""
    assert say.normal_range(replace(COMMON, upper=None)) == ""
    assert say.normal_range(replace(COMMON, status=Status.NO_VARIATION, lower=None)) == "21,6"


@pytest.mark.parametrize(
    ("reading", "text"),
    [
        (replace(COMMON, change=-4.74), f"−4,7{GAP}%"),
        (replace(COMMON, kpi=SHARE, change=2.94), f"+2,9{GAP}procentenheter"),
        (replace(COMMON, kpi=WAVE, change=3.0), f"+3,0{GAP}poäng"),
        (COMMON, ""),
    ],
)
def test_a_change_is_in_per_cent_or_points(reading, text):
    assert say.change_text(reading) == text


def test_the_full_sentence_is_what_when_verdict_evidence_and_target():
    reading = replace(COMMON, target=23.0, assurance=Assurance.VARIES)
    assert say.full_sentence(reading, "Område Öster") == (
        f"Städkostnad, Område Öster: 21,4{GAP}kr/m² i oktober 2024. "
        "Inom det normala spannet (19,3–\u206023,9). Målet 23,0 nås vissa månader, av en slump."
    )
    assert say.full_sentence(COMMON, "Öster").endswith("(19,3–\u206023,9).")
    assert say.full_sentence(NOTHING, "Öster") == (
        "Städkostnad, Öster: inga värden har lämnats än."
    )


def points(*months: tuple[str, float | None, bool, str | None, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [(date.fromisoformat(month), *rest, 10) for month, *rest in months],
        schema={
            "month": pl.Date,
            "shown": pl.Float64,
            "preliminary": pl.Boolean,
            "reason": pl.String,
            "reported": pl.UInt32,
            "expected": pl.UInt32,
        },
        orient="row",
    )


LATER = points(
    ("2024-12-01", None, True, None, 0),
    ("2024-11-01", 21.0, True, None, 6),
    ("2024-10-01", 21.4, False, None, 10),
)


def test_later_months_are_named_with_why_they_do_not_count():
    assert say.later_months(LATER, COMMON) == (
        f"November är preliminär: 6{GAP}av{GAP}10 enheter har lämnat. December: saknas."
    )
    closed = points(("2024-11-01", None, False, "closed", 0))
    assert say.later_months(closed, COMMON) == "November: stängt."
    assert say.later_months(LATER.tail(1), COMMON) == ""


def test_months_in_a_row_that_lack_the_same_are_named_together():
    without = [(f"2024-{month:02}-01", None, False, "no_index", 10) for month in (11, 12)]
    assert say.later_months(points(*without), COMMON) == (
        "November\u2013\u2060december 2024: prisindex saknas."
    )
    halves = [(f"2024-{month:02}-01", 21.0, True, None, 6) for month in (11, 12)]
    of = f"6{GAP}av{GAP}10 enheter har lämnat."
    assert say.later_months(points(*halves), COMMON) == (
        f"November är preliminär: {of} December är preliminär: {of}"
    )


def test_before_the_first_value_every_month_is_later():
    assert say.later_months(points(("2024-12-01", None, True, "missing", 0)), NOTHING) == (
        "December: saknas."
    )
