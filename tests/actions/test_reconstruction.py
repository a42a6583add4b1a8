"""Nothing that anybody may see tells what is hidden: every output, every level, every number.

Two municipalities are sent the same files, save for what is hidden: how a block's figures are
shared among its units, and everything of a team that stands alone. If any page, table, picture,
file or command could tell them apart, something hidden could be worked out from it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path

import polars as pl
import pytest

from dashboard.parts.equity import verdict as verdict_of_equity
from dashboard.parts.kpi_chart import verdict
from kpi.actions import evaluate
from kpi.actions.calculation import trace
from kpi.actions.coverage import see_coverage
from kpi.actions.equity import see_equity
from kpi.actions.evaluate import see_effects, see_gap
from kpi.actions.follow_up import see_trends, see_values
from kpi.actions.impact import see_impact
from kpi.actions.one_equity import see_kpi_equity
from kpi.actions.one_kpi import see_kpi
from kpi.actions.overview import see_overview
from kpi.actions.scopes import see_scopes
from kpi.actions.signals import matters_of, see_matters
from kpi.actions.survey import see_survey
from kpi.actions.unit_profile import see_profiles
from kpi.actions.year import see_year
from kpi.charts.floor_share import floor_share_chart
from kpi.charts.spc import spc_chart, spec_of
from kpi.charts.strip import strip_chart
from kpi.cli import run
from kpi.cli.effects import as_data
from kpi.cli.options import Format
from kpi.values import Level, Prices
from kpi.wording import equity as say
from kpi.wording.effects import checks, effect_sentence
from kpi.wording.equity_tables import history_table, in_order, named, units_table
from kpi.wording.one_kpi import finding, months_file, months_table
from kpi.wording.sentences import full_sentence
from kpi.wording.survey import (
    answers_sentence,
    difference_sentences,
    file_with_waves,
    hidden_sentence,
    with_waves,
)
from tests.actions.town import ANNA, READER, Town

KPIS = ("nki", "sick_leave", "fulltime_share")
UNITS = """
enhet;namn;enhetstyp;förvaltning;område;roll
a;Askskolan;skola;bsf;oster;pilot
b;Björkgården;boende;vof;oster;pilot
d;Dungen;boende;vof;oster;pilot
c;Cedergården;boende;vof;norr;jämförelse
e;Ekskolan;skola;bsf;norr;jämförelse
t;Teamet;serviceteam;sf;oster;övrig
"""
WAVES = ("2022-05", "2022-11", "2023-05", "2023-11")
FIRST, MONTHS = "2022-10", 15
FEW = ("2022-11", "2023-11")  # the waves in which b has too few
PAGES = ("pilot/oster", "unit/b", "unit/d", "unit/t", "area/oster", "unit_type/boende")
STAFFED = date(2023, 11, 1)
FLOORS = "nyckeltal;enhetstyp;gäller från;golv\n" + "".join(
    f"{kpi};{of};2022-05;{floor}\n"
    for kpi, floor in (("nki", 62), ("sick_leave", 7), ("fulltime_share", 70))
    for of in ("skola", "boende", "serviceteam")
)
NOT_ASKED = {("nki", "t"), ("nki", "serviceteam"), ("nki", "sf")}


@dataclass(frozen=True)
class Secret:
    """What nobody may see: of b and d in FEW each NKI, answers and asked; the team's months."""

    b: tuple[str, str]
    d: tuple[str, str]
    sick: str
    employees: str


ONE_SHOWN = "månad;enhet;nki;nki_answers;nki_invited\n2023-11;a;63;34;90\n"

# b and d together: 29 answers of 110 asked, and in all 1 990 points, then 2 100.
ONE = Secret(("60;4;50", "75;4;50"), ("70;25;60", "72;25;60"), "30 90 10 80 20", "8 8 9 8 8")
OTHER = Secret(("48;3;45", "50;3;45"), ("71;26;65", "75;26;65"), "71 12 99 41 55", "9 10 7 6 5")


def municipality(folder: Path, secret: Secret) -> Town:
    town = Town(folder)
    town.send("område;namn\noster;Öster\nnorr;Norr\n")
    town.send(UNITS.strip() + "\n")
    town.pilot("2023-11")
    town.send("nyckeltal;månad;namn\n" + "".join(f"nki;{month};Enkät {month}\n" for month in WAVES))
    for month in WAVES:
        town.send("månad;enhet;nki;nki_answers;nki_invited\n" + "".join(_wave(month, secret)))
    town.send(_staff(secret))
    town.send(
        "nyckeltal;omfattning;första månad;sista månad\n"
        + "".join(f"{kpi};;2022-05;2023-10\n" for kpi in KPIS)
    )
    town.send(FLOORS, layout="floors")
    return town


def _wave(month: str, secret: Secret) -> Iterator[str]:
    at = WAVES.index(month)
    for unit, answers in (("a", 30), ("c", 20), ("e", 40)):
        yield f"{month};{unit};{60 + at};{answers + at};90\n"
    for unit, own, usual in (("b", secret.b, 12), ("d", secret.d, 22)):
        cells = own[FEW.index(month)] if month in FEW else f"{62 + at};{usual};50"
        yield f"{month};{unit};{cells}\n"


def _staff(secret: Secret) -> str:
    rows = ["månad;enhet;sick_hours;ordinary_hours;full_time_employees;employees"]
    sick, employees = secret.sick.split(), secret.employees.split()
    for at in range(MONTHS):
        month = f"{2022 + (9 + at) // 12}-{(9 + at) % 12 + 1:02d}"
        for unit, many in (("a", 40), ("b", 30), ("c", 50), ("d", 35), ("e", 45)):
            hours = many * 150 + at
            rows.append(f"{month};{unit};{hours // 15 + at % 4};{hours};{many - 9};{many}")
        team = int(employees[at % 5])
        rows.append(f"{month};t;{sick[at % 5]};{team * 150};{team - at % 3};{team}")
    return "\n".join(rows) + "\n"


def figures(town: Town, as_of: int) -> Iterator[tuple[str, str]]:
    """What `kpi values` and `kpi trend` say, with the points of every picture: asked, answer."""
    for prices, by in product(Prices, Level):
        asked = {"kpis": KPIS, "by": by, "prices": prices, "as_of": as_of}
        yield f"values {by} {prices}", csv(see_values(town.home, READER, **asked))
        trend = see_trends(town.home, READER, **asked)
        yield f"trend {by} {prices}", csv(trend.summary.sort("series")) + csv(trend.points)


def pages(town: Town, as_of: int) -> Iterator[tuple[str, str]]:
    """What Nyckeltal, Översikt, Enheter and Täckning say and draw."""
    home, user, given = town.home, READER, {"as_of": as_of}
    for kpi, scope in product(("nki", "sick_leave"), PAGES):
        yield f"{kpi} {scope}", "\n".join(page(town, kpi, scope, as_of))
    overview = see_overview(home, user, **given)
    for tile in (*overview.tiles, *overview.others):
        yield f"tile {tile.reading.kpi.id}", f"{tile.reading}{csv(tile.points)}"
    for unit, profile in see_profiles(home, user, **given).items():
        for series in profile.measured:
            yield f"profile {unit}", f"{series.reading}{csv(series.points)}"
    yield "matters", f"{see_matters(home, user, overview, as_of=as_of)}"
    yield "coverage", csv(see_coverage(home, user, **given).cells)


def page(town: Town, kpi: str, scope: str, as_of: int) -> Iterator[str]:
    asked = {"kpi": kpi, "scope": scope, "as_of": as_of}
    seen = see_kpi(town.home, READER, prices=Prices.FIXED, **asked)
    survey = see_survey(town.home, READER, **asked)
    catalogue = town.home.catalogue(as_of)
    reading, points = seen.series.reading, seen.series.points
    yield full_sentence(reading, scope) if reading.month else ""
    yield str(finding(reading, points))
    if points.height:
        said = [answers_sentence(survey), *difference_sentences(survey)] if survey else []
        yield str(verdict(seen, [*said, hidden_sentence(seen.kpi, points, catalogue)]))
        yield str(with_waves(survey, points, months_table(seen.kpi, points)))
        yield str(file_with_waves(survey, points, months_file(seen.kpi, points, "")))
        chart = spc_chart(points, seen.kpi, events=seen.events)
        yield json.dumps(rounded(spec_of(chart)), default=str)
    for unit in seen.units:
        yield f"{unit.reading}{csv(unit.points)}"
    yield f"{matters_of(town.home, READER, seen, as_of=as_of)}"
    year = see_year(town.home, READER, prices=Prices.FIXED, **asked)
    yield f"{year.two_years}{year.forecast}{csv(year.rolled)}{csv(year.tests)}"


def commands(town: Town, capsys) -> Iterator[tuple[str, str]]:
    """What the commands print that show figures, for the eye and for programs."""
    home = ["--home", str(town.settings.home)]
    every = [part for kpi in KPIS for part in ("--kpi", kpi)]
    for verb, by, form in product(("values", "trend"), Level, Format):
        if form is not Format.PARQUET:
            assert run([verb, *every, "--by", by, "--format", form, *home]) == 0
            yield f"kpi {verb} {by} {form}", capsys.readouterr().out
    assert run(["coverage", "--format", "json", *home]) == 0
    yield "kpi coverage", capsys.readouterr().out


def calculations(town: Town, as_of: int) -> Iterator[tuple[str, str]]:
    """The rows behind the months in which something is hidden, as Visa beräkningen has them."""
    asked = [("nki", date(2023, 11, 1)), ("nki", date(2022, 11, 1)), ("sick_leave", STAFFED)]
    for (kpi, month), scope in product(asked, see_scopes(town.home, ANNA, as_of=as_of)):
        if (kpi, scope.id) in NOT_ASKED:
            continue
        what = {"kpi": kpi, "scope": scope.key, "month": month, "prices": Prices.CURRENT}
        found = trace(town.home, ANNA, as_of=as_of, **what)
        sums = f"{found.numerator} {found.denominator} {found.value} {found.reason}"
        yield f"calculation {what}", sums + csv(found.rows)


def effects(town: Town, as_of: int, capsys) -> Iterator[tuple[str, str]]:
    """Everything that is said of what the pilot did: estimates, checks, courses, the command."""
    for kpi, found in see_effects(town.home, READER, kpis=KPIS, as_of=as_of).items():
        yield f"effect {kpi}", str(rounded(as_data(found)))
        yield f"checks {kpi}", f"{effect_sentence(found)} {checks(found)}"
        yield f"gap {kpi}", csv(see_gap(town.home, READER, kpi=kpi, as_of=as_of))
    every = [part for kpi in KPIS for part in ("--kpi", kpi)]
    for how in ([], ["--json"]):
        assert run(["effect", *every, *how, "--home", str(town.settings.home)]) == 0
        said = capsys.readouterr().out
        yield f"kpi effect {how}", str(rounded(json.loads(said))) if how else said


def equals(town: Town, as_of: int, capsys) -> Iterator[tuple[str, str]]:
    """Everything that is said of how many units reach their floor, and the command."""
    for kpi, found in see_equity(town.home, READER, kpis=KPIS, as_of=as_of).items():
        yield f"equity {kpi}", f"{replace(found, units=None, history=None)}"
        yield f"units {kpi}", csv(found.units) + csv(found.history)
        seen = see_kpi_equity(town.home, READER, kpi=kpi, as_of=as_of)
        yield f"verdict {kpi}", verdict_of_equity(seen) + say.history_sentence(found)
        tables = (units_table(found, seen.kpi, seen.names), history_table(found))
        yield f"tables {kpi}", f"{tables}{csv(seen.spreads)}{seen.tunnel}"
        rows = named(in_order(found.units, seen.names), seen.names)
        charts = [strip_chart(rows, seen.kpi)]
        charts += [floor_share_chart(found.history, seen.start, events=seen.events)]
        specs = [rounded(spec_of(chart)) for chart in charts]
        yield f"charts {kpi}", json.dumps(specs, default=str)
    for how in ([], ["--json"]):
        assert run(["equity", *how, "--home", str(town.settings.home)]) == 0
        yield f"kpi equity {how}", capsys.readouterr().out


def csv(frame: pl.DataFrame) -> str:
    nested = pl.selectors.by_name("behind", require_all=False)  # the months of a quarter (§10)
    flat = nested.list.eval(pl.element().struct.json_encode()).list.join(";")
    return frame.with_columns(flat).write_csv(float_precision=6)


def rounded(spec: object) -> object:
    if isinstance(spec, float):
        return round(spec, 6)
    if isinstance(spec, dict):
        return {key: rounded(value) for key, value in spec.items()}
    return [rounded(value) for value in spec] if isinstance(spec, list) else spec


@pytest.fixture(scope="module")
def pair(tmp_path_factory) -> Iterator[tuple[Town, Town]]:
    towns = [
        municipality(tmp_path_factory.mktemp(name) / "home", secret)
        for name, secret in (("one", ONE), ("other", OTHER))
    ]
    assert towns[0].home.head() == towns[1].home.head()  # asked for it, an index catches up
    yield towns[0], towns[1]
    for town in towns:
        town.home.close()


def told_apart(one, other) -> list[str]:
    both = zip(one, other, strict=True)
    return [one[0] for one, other in both if one != other]


@pytest.mark.parametrize("back", [0, 1, 2])
def test_no_figures_tell_two_municipalities_apart_that_differ_in_what_is_hidden(pair, back):
    head = pair[0].home.head()
    assert head == pair[1].home.head()
    assert told_apart(*(figures(town, head - back) for town in pair)) == []


def test_nor_do_the_pages(pair):
    head = pair[0].home.head()
    assert told_apart(*(pages(town, head) for town in pair)) == []


def test_nor_do_the_commands(pair, capsys):
    assert told_apart(*(list(commands(town, capsys)) for town in pair)) == []


def test_nor_do_the_rows_behind_the_figures(pair):
    head = pair[0].home.head()
    assert told_apart(*(calculations(town, head) for town in pair)) == []


def test_nor_do_the_pilots_effects(pair, capsys):
    head = pair[0].home.head()
    told = [list(effects(town, head, capsys)) for town in pair]
    assert told_apart(*told) == []
    nki = see_effects(pair[0].home, READER, kpis=["nki"], as_of=head)["nki"]
    assert nki.between.se > 0  # there is an effect, and it says how far apart the units are
    assert nki.units.keys() == {"a", "c", "e"}


def test_an_effect_of_the_units_one_by_one_would_tell_them_apart(pair, monkeypatch, capsys):
    """So that the test above sees something: the pools are what keeps the secret."""
    monkeypatch.setattr(evaluate, "pooled", lambda complete, *_: complete)
    head = pair[0].home.head()
    told = [list(effects(town, head, capsys)) for town in pair]
    assert {"effect nki", "gap nki", "kpi effect ['--json']"} <= set(told_apart(*told))


def test_nor_does_how_equal_the_service_is(pair, capsys):
    head = pair[0].home.head()
    told = [list(equals(town, head, capsys)) for town in pair]
    assert told_apart(*told) == []
    nki = see_equity(pair[0].home, READER, kpis=["nki"], as_of=head)["nki"]
    assert nki.share_now.units == 1  # a of the three; b and d are hidden
    assert nki.units.filter("withheld")["unit"].to_list() == ["b", "d"]


def test_nor_does_what_a_file_would_move(pair):
    moved = []
    for town in pair:
        now = see_overview(town.home, ANNA, as_of=town.home.head())
        sent = town.preview("månad;enhet;nki;nki_answers;nki_invited\n2023-11;a;80;50;90\n")
        moved.append(see_impact(town.home, ANNA, sent, now))
    assert moved[0] == moved[1]
    assert moved[0].moved


def test_something_is_hidden_and_the_pilot_is_not(pair):
    """So that the tests above see something."""
    home = pair[0].home
    asked = {"kpis": KPIS, "prices": Prices.FIXED, "as_of": home.head()}
    hidden = {
        f"{row['kpi']} {row['scope']}"
        for by in Level
        for row in see_values(home, READER, by=by, **asked).to_dicts()
        if row["reason"] == "withheld"
    }
    team = ("t", "serviceteam", "sf", "oster")
    assert hidden >= {"nki b", "nki d", *(f"sick_leave {scope}" for scope in team)}
    pilot = see_values(home, READER, by=Level.PILOT, **asked)
    assert pilot["value"].null_count() == 0


def test_one_answer_that_is_shown_does_tell_them_apart(pair):
    """So that the tests above would see something if there were anything to see."""
    one, other = pair
    head = one.home.head()
    one.send(ONE_SHOWN)
    with_an_answer = figures(one, one.home.head())
    assert told_apart(figures(other, head), with_an_answer) != []
