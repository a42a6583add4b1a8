"""meeting and pack: from a plan to files, and what was shown against what is so today."""

import json
from pathlib import Path

import pytest

from kpi.documents import Format
from tests.actions.test_then_and_now import furnish
from tests.actions.town import Town, founded
from tests.cli.test_figures import lines

ID = "2024-03-01-servicenamnden"


@pytest.fixture
def home(tmp_path) -> Path:
    """A town with two units, a month of baseline and one of the pilot."""
    town: Town = founded(tmp_path / "home")
    furnish(town)
    town.home.close()
    return town.settings.home


@pytest.fixture
def at(home) -> tuple[str, Path]:
    return "--home", home


@pytest.fixture
def frozen(kpi, at) -> tuple[str, Path]:
    added = ("--body", "Servicenämnden", "--date", "2024-03-01", "--dnr", "SN 1/24")
    said = kpi("meeting", "add", *added, "--kpi", "cleaning_quality", "--as", "Anna", *at)
    assert (said.code, said.out) == (0, f"{ID}\n")
    said = kpi("meeting", "freeze", ID, "--as", "Anna", *at)
    assert (said.code, said.out) == (0, f"Underlaget till {ID} är fryst som leverans 11.\n")
    assert said.err.splitlines()[:2] == ["Godkända städkontroller …", "Räknar effekten …"]
    return at


def test_a_meeting_goes_from_plan_to_published_in_the_list(kpi, at, frozen):
    assert "fryst som leverans 11, inte publicerat" in lines(kpi("meeting", "list", *at))[-1]
    said = kpi("meeting", "publish", ID, *at)
    assert said.out == f"Underlaget till {ID} är publicerat.\n"
    assert "publicerat" in lines(kpi("meeting", "list", *at))[-1]
    (row,) = json.loads(kpi("meeting", "list", "--json", *at).out)
    assert row | {"published": ""} == {
        "id": ID,
        "body": "Servicenämnden",
        "held": "2024-03-01",
        "dnr": "SN 1/24",
        "cutoff": None,
        "frozen": 11,
        "published": "",
    }
    assert row["published"]


def test_an_unpublished_meeting_has_no_day_and_its_cut_off_stands(kpi, at):
    flags = ("--body", "Styrgrupp", "--date", "2024-03-01", "--as-of", "4")
    kpi("meeting", "add", *flags, *at)
    (row,) = json.loads(kpi("meeting", "list", "--json", *at).out)
    assert (row["cutoff"], row["frozen"], row["published"]) == (4, None, None)


def test_a_day_that_is_none_and_a_second_plan_are_wrong_usage(kpi, at, frozen):
    said = kpi("meeting", "add", "--body", "Nämnd", "--date", "1 mars", *at)
    assert (said.code, said.err) == (2, "--date: ”1 mars” är inte ett datum som 2024-09-18.\n")
    again = ("--body", "Servicenämnden", "--date", "2024-03-01")
    said = kpi("meeting", "add", *again, *at)
    assert (said.code, said.err) == (2, f"Sammanträdet {ID} finns redan.\n")
    assert kpi("meeting", "publish", "nonsens", *at).code == 2


def test_then_and_now_in_a_table_and_for_a_program(kpi, at, frozen, tmp_path):
    said = lines(kpi("meeting", "diff", ID, *at))
    assert said[0] == "Alla 1 tal är desamma i dag, vid leverans 11."
    assert said[-1].endswith("85,0 % 85,0 % samma")
    path = tmp_path / "rättelse.csv"
    path.write_text("månad;enhet;mått;värde\n2024-01;a;rooms_approved;5\n", "utf-8")
    kpi("import", path, "--yes", "--as", "Bo", "--comment", "Felräknat", *at)
    said = lines(kpi("meeting", "diff", ID, *at))
    assert said[0] == "1 av 1 tal är andra i dag, vid leverans 12."
    assert said[-1].endswith("85,0 % 65,0 % rättad i leverans 12 av Bo (Felräknat)")
    (row,) = json.loads(kpi("meeting", "diff", ID, "--json", *at).out)
    (cause,) = row["causes"]
    assert cause == {"why": "corrected", "delivery": 12, "sender": "Bo", "comment": "Felräknat"}


def test_computed_anew_nothing_differs(kpi, at, frozen):
    said = kpi("meeting", "rebuild", ID, *at)
    assert said.out == "Omräknat med dagens program ur samma leveranser: inga skillnader.\n"
    assert json.loads(kpi("meeting", "rebuild", ID, "--json", *at).out) == []


def test_what_an_older_program_said_otherwise_is_listed(kpi, at, frozen, monkeypatch):
    """The program is made older where it says how a change is worded."""
    monkeypatch.setattr("kpi.actions.pack.state_word", lambda _: "Som förr")
    said = lines(kpi("meeting", "rebuild", ID, *at))
    assert said[0].endswith("ur samma leveranser: 1 skillnad.")
    assert said[-1].startswith("Godkända städkontroller, läge")
    assert said[-1].endswith("Som förr")
    (row,) = json.loads(kpi("meeting", "rebuild", ID, "--json", *at).out)
    assert row["now"] == "Som förr"


def test_the_files_are_named_by_the_meeting_and_those_asked_for(kpi, at, frozen, tmp_path):
    out = tmp_path / "ut" / "skick"
    said = kpi("pack", ID, "--out", out, "--format", "html", "--format", "xlsx", *at)
    assert said.out.splitlines() == [f"{out}/{ID}.html", f"{out}/{ID}.xlsx"]
    kpi("pack", ID, "--out", out, *at)
    assert len(list(out.iterdir())) == len(Format)


def test_a_meeting_as_of_a_number_is_as_it_then_stood(kpi, at, frozen, tmp_path):
    path = tmp_path / "rättelse.csv"
    path.write_text("månad;enhet;mått;värde\n2024-01;a;rooms_approved;5\n", "utf-8")
    kpi("import", path, "--yes", "--as", "Bo", "--comment", "Felräknat", *at)
    said = lines(kpi("meeting", "diff", ID, "--as-of", 11, *at))
    assert said[0] == "Alla 1 tal är desamma vid leverans 11."
    kpi("meeting", "freeze", ID, *at)
    assert "fryst som leverans 13" in lines(kpi("meeting", "list", *at))[-1]
    assert "fryst som leverans 11" in lines(kpi("meeting", "list", "--as-of", 12, *at))[-1]
    for command in (("digest", ID), ("pack", ID, "--out", tmp_path)):
        said = kpi(*command, "--as-of", 10, *at)
        assert (said.code, said.err) == (2, f"Underlaget till {ID} är inte fryst än.\n")
    for number, shown in ((12, "85,0"), (13, "65,0")):
        kpi("pack", ID, "--out", tmp_path, "--format", "html", "--as-of", number, *at)
        assert shown in (tmp_path / f"{ID}.html").read_text("utf-8")
