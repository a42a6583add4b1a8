"""values, trend and spc: a table for the eye, the whole frame for a program."""

import io
import json
from datetime import date

import polars as pl
import pytest

from kpi.actions.spc import POINTS, SUMMARY
from kpi.cli import run
from tests.cli.conftest import Said

QUALITY = "cleaning_quality"
SERIES = "series,month,value\n" + "".join(
    f"A,2023-{month:02d},{4 + 2 * (month % 2)}\n" for month in range(1, 13)
)


@pytest.fixture
def figures(kpi, home, january) -> list[object]:
    """The home with January's figures, as the flags that name it and one KPI."""
    kpi("import", january, "--yes", "--home", home)
    return ["--kpi", QUALITY, "--home", home]


def lines(said: Said) -> list[str]:
    assert (said.code, said.err) == (0, "")
    return [" ".join(line.split()) for line in said.out.splitlines()]


def test_values_are_a_table_in_swedish(kpi, figures, tmp_path):
    (tmp_path / "feb.csv").write_text(
        "månad;enhet;rooms_checked;rooms_approved\n2024-02;a;40;31\n2024-02;b;;\n2024-03;b;0;0\n"
    )
    kpi("import", "feb.csv", "--yes", *figures[2:])
    heading, _, *rows = lines(kpi("values", "--by", "unit", *figures))
    assert heading == "nyckeltal omfattning månad värde enheter saknas därför"
    assert rows == [
        "cleaning_quality a 2024-01 75,0 1 av 1",
        "cleaning_quality a 2024-02 77,5 1 av 1",
        "cleaning_quality a 2024-03 0 av 1 preliminär saknas",
        "cleaning_quality b 2024-01 75,0 1 av 1",
        "cleaning_quality b 2024-02 0 av 1 preliminär saknas",
        "cleaning_quality b 2024-03 1 av 1 kan inte räknas, nämnaren är 0",
    ]


def test_values_for_programs_are_whole_in_every_format(kpi, figures):
    as_csv = pl.read_csv(io.StringIO(kpi("values", "--format", "csv", *figures).out))
    as_json = json.loads(kpi("values", "--format", "json", *figures).out)
    assert as_csv.rows(named=True) == as_json
    assert as_json == [
        {
            "kpi": QUALITY,
            "level": "pilot",
            "scope": "oster",
            "month": "2024-01",
            "numerator": 45.0,
            "denominator": 60.0,
            "value": 75.0,
            "expected": 2,
            "reported": 2,
            "coverage": 1.0,
            "preliminary": False,
            "reason": None,
            "prices": None,  # no cost
            "price_index": None,
            "base_month": None,
            "edition": None,
        }
    ]


@pytest.mark.parametrize("command", ["values", "trend"])
def test_every_cost_says_in_which_money_it_is(kpi, built_demo, command):
    flags = ("--kpi", "fleet_cost_mil", "--kpi", QUALITY, "--home", built_demo)
    *_, said = lines(kpi(command, *flags))
    index = "Konsumentprisindex (KPI), 1980 = 100"
    assert said == f"Kostnader står i fasta priser, augusti 2023 (prisindex: {index}, fastställd)."
    *_, said = lines(kpi(command, "--prices", "current", *flags))
    assert said == "Kostnader står i löpande priser."
    found = json.loads(kpi(command, "--format", "json", *flags).out)
    money = {row["kpi"]: (row["prices"], row["base_month"], row["edition"]) for row in found}
    assert money == {"fleet_cost_mil": ("fixed", "2023-08", "fastställd"), QUALITY: 3 * (None,)}
    assert {row["price_index"] for row in found} == {index, None}
    found = json.loads(kpi(command, "--prices", "current", "--format", "json", *flags).out)
    money = {row["kpi"]: (row["prices"], row["price_index"]) for row in found}
    assert money == {"fleet_cost_mil": ("current", None), QUALITY: (None, None)}


def test_values_as_parquet_keep_their_types(figures, tmp_path, monkeypatch):
    with (tmp_path / "values.parquet").open("w") as out:
        monkeypatch.setattr("sys.stdout", out)
        assert run(["values", "--format", "parquet", *map(str, figures)]) == 0
    frame = pl.read_parquet(tmp_path / "values.parquet")
    assert frame.select("month", "value").rows() == [(date(2024, 1, 1), 75.0)]


def test_figures_are_as_of_a_number_or_a_day(kpi, figures):
    assert len(lines(kpi("values", "--as-of", 5, *figures))) == 3
    for as_of in ("4", "2024-01-08"):
        assert len(lines(kpi("values", "--as-of", as_of, *figures))) == 2
    assert kpi("values", "--as-of", "9", *figures) == (
        2,
        "",
        "Leverans 9 finns inte än; den senaste är 5.\n",
    )


def test_fixed_prices_without_a_pilot_say_what_to_do(kpi, tmp_path):
    for command in ("values", "trend"):
        said = kpi(command, "--home", tmp_path / "new")
        assert said.code == 2
        assert "välj löpande priser (--prices current)" in said.err
        assert kpi(command, "--prices", "current", "--home", tmp_path / "new").code == 0


def test_an_unknown_kpi_is_exit_2(kpi, home):
    for command in ("values", "trend"):
        said = kpi(command, "--kpi", "x", "--home", home)
        assert said.code == 2
        assert said.err.startswith("Okänt nyckeltal: x. De som finns är ")


def test_a_trend_is_a_table_with_the_words_of_the_pages(kpi, built_demo):
    said = kpi("trend", "--home", built_demo)
    heading, _, *rows, money = lines(said)
    assert money.startswith("Kostnader står i fasta priser, augusti 2023")
    assert heading == "nyckeltal omfattning månad värde normalt läge måluppfyllelse mål förändring"
    assert len(rows) == 16
    by_kpi = {row.split()[0]: row for row in rows}
    assert by_kpi["fleet_cost_mil"].startswith("fleet_cost_mil oster 2024-07 72,6 kr/mil 63,4–")
    assert " Försämring Ej uppfyllt Mål 66: nås ibland +4,0 %" in by_kpi["fleet_cost_mil"].replace(
        "66,0", "66"
    )
    assert "För få mätningar" in by_kpi["nki"]
    assert "för tidigt att säga" in by_kpi["nki"]


def test_a_series_without_values_has_an_empty_row(kpi, home, tmp_path):
    (tmp_path / "jan.csv").write_text("månad;enhet;rooms_checked\n2024-01;a;40\n")
    kpi("import", "jan.csv", "--yes", "--home", home)
    *_, row = lines(kpi("trend", "--kpi", QUALITY, "--home", home))
    assert row == "cleaning_quality oster inget värde än För få månader Inget mål"


def test_a_trend_for_programs_has_codes_and_no_words(kpi, figures):
    found = json.loads(kpi("trend", "--format", "json", *figures).out)
    assert len(found) == 1
    said = {name: found[0][name] for name in ("kpi", "level", "scope", "month", "value", "status")}
    assert said == {
        "kpi": QUALITY,
        "level": "pilot",
        "scope": "oster",
        "month": "2024-01",
        "value": 75.0,
        "status": "too_short",
    }
    assert (found[0]["variation"], found[0]["assurance"]) == (None, "none")
    assert "series" not in found[0]


def test_spc_writes_its_summary_to_the_terminal_or_to_files(kpi, tmp_path):
    (tmp_path / "s.csv").write_text(SERIES)
    (tmp_path / "settings.csv").write_text("better\nhigher\n")
    said = kpi("spc", "s.csv", "--settings", "settings.csv")
    assert said.code == 0
    assert said.out.splitlines()[0] == ",".join(SUMMARY)
    quiet = kpi("spc", "s.csv", "--points", "p.csv", "--summary", "sum.csv")
    assert quiet == (0, "", "")
    points = pl.read_csv("p.csv")
    assert points.columns == POINTS
    assert points["month"][0] == "2023-01"
    assert pl.read_csv("sum.csv").columns == SUMMARY


def test_spc_says_which_path_is_wrong(kpi, tmp_path):
    (tmp_path / "s.csv").write_text(SERIES)
    (tmp_path / "empty.csv").touch()
    for words, code, says in (
        (["nix.csv"], 2, "nix.csv finns inte."),
        (["empty.csv"], 1, "empty.csv är tom."),
        (["s.csv", "--settings", "nix.csv"], 2, "nix.csv finns inte."),
        (["s.csv", "--points", "nix/p.csv"], 2, "nix/p.csv går inte att skriva: mappen finns inte"),
        (["s.csv", "--summary", "."], 2, ". går inte att skriva"),
    ):
        said = kpi("spc", *words)
        assert said.code == code
        assert says in said.err
