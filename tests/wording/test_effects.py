"""An effect in Swedish: its size, its interval and what keeps it from a higher grade."""

from kpi.effects import Effect, Grade, Reason, Scale
from kpi.effects.effect import Placebo
from kpi.effects.uncertainty import Between, Interval, LeaveOneOut
from kpi.wording.effects import checks, effect_sentence, interval_words, size_words, smallest_words
from kpi.wording.numbers import NO_BREAK

POINTS = Between(-2.0, 0.5, 20.0, -3.0, -1.0, 0.001, 1.5)


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def effect(**but: object) -> Effect:
    level = {"scale": Scale.LEVEL, "between": POINTS, "grade": Grade.SHOWN, "reasons": ()}
    return Effect(**{**level, **but})


def test_the_sizes_unit_is_the_nyckeltals_own():
    points = "−2,0 procentenheter (−3,0 till −1,0)"
    assert plain(interval_words(effect(), "%")) == points
    assert plain(interval_words(effect(), "index")) == "−2,0 index (−3,0 till −1,0)"
    assert plain(size_words(effect(), -2.0)) == "−2,0"
    log = effect(scale=Scale.LOG, between=Between(-0.05, 0.01, 9.0, -0.07, -0.03, 0.01, 0.03))
    assert plain(interval_words(log)) == "−4,9 % (−6,8 till −3,0)"


def test_a_size_without_interval_and_no_size_at_all():
    assert plain(interval_words(effect(between=Between(-2.0)), "dagar")) == "−2,0 dagar"
    assert interval_words(effect(between=None)) == ""
    assert size_words(effect(), None) == ""
    assert smallest_words(effect(between=None)) == ""


def test_no_difference_says_how_small_a_one_would_have_been_seen():
    none = effect(grade=Grade.NONE, reasons=(Reason.CHANCE,))
    assert plain(effect_sentence(none, "%")) == (
        "Ingen säkerställd skillnad: −2,0 procentenheter (−3,0 till −1,0). "
        "Slumpen räcker som förklaring. "
        "En skillnad på 1,5 procentenheter hade synts i fyra fall av fem."
    )


def test_the_unit_that_everything_rests_on_is_named():
    left = LeaveOneOut(-3.0, 0.2, "Månskenet", same_sign=False)
    likely = effect(
        grade=Grade.LIKELY, reasons=(Reason.ONE_UNIT, Reason.FEW_AREAS), leave_one_out=left
    )
    assert plain(effect_sentence(likely, "index")) == (
        "Sannolik: −2,0 index (−3,0 till −1,0). "
        "Vilar på en enhet: Månskenet; färre än fyra jämförelseområden."
    )


def test_the_checks_that_could_be_made():
    assert checks(effect(between=Between(-2.0))) == []
    found = effect(
        placebo=Placebo(estimate=0.1, p=None, rank=2, of=9),
        permutation_p=0.0125,
        area=Interval(-4.0, 0.5),
        areas=5,
        dropped=1,
    )
    assert [(name, plain(said)) for name, said in checks(found, "index")] == [
        ("Året före piloten, samma räkning", "+0,1 index"),
        ("Plats bland alla enheter", "2 av 9"),
        ("Lottad indelning av enheterna", "p = 0,0125"),
        ("Som ett område bland andra", "−4,0 index till +0,5 index (5 jämförelseområden)"),
        ("Minsta effekt som hade synts", "1,5 index"),
        ("Utelämnade värden", "1 värde på 0 eller under"),
    ]
