"""equity and funnel: what the eye gets, what a program was promised, and what is wrong input."""

import json

import pytest

from tests.cli.test_figures import lines

SHARES = {"good", "units", "share"}


def test_the_demo_in_a_table(kpi, built_demo):
    heading, _, *rows = lines(kpi("equity", "--home", built_demo))
    assert heading.startswith("nyckeltal piloten nu före jämförelsen nu före förändring")
    assert [row.split()[0] for row in rows] == [  # those that have a floor
        *("cleaning_quality", "fault_lead_days", "fault_on_time", "food_waste_g", "nki"),
    ]
    assert "manskenet −1,9" in rows[-1]
    assert "lindgarden och solglantan visas inte" in rows[-1]


def test_a_nyckeltal_that_is_asked_for_is_there_without_a_floor(kpi, built_demo):
    *_, row = lines(kpi("equity", "--kpi", "sick_leave", "--home", built_demo))
    assert row.startswith("sick_leave inget golv Kan inte bedömas")


def test_the_demo_for_a_program(kpi, built_demo):
    found = json.loads(kpi("equity", "--kpi", "nki", "--json", "--home", built_demo).out)["nki"]
    assert set(found) == {"now", "before", "pilot", "comparison", "change", "lowest", "units"}
    assert set(found["pilot"]["now"]) == SHARES
    assert found["pilot"] == {
        "now": {"good": 7, "units": 8, "share": 0.875},
        "before": {"good": 7, "units": 10, "share": 0.7},
    }
    assert found["now"] == {"first": "2023-08", "last": "2024-05"}
    assert found["lowest"]["unit"] == "manskenet"
    hidden = [unit for unit in found["units"] if unit["withheld"]]
    assert [(unit["unit"], unit["value"], unit["distance"]) for unit in hidden] == [
        ("lindgarden", None, None),
        ("solglantan", None, None),
    ]


def test_an_older_number_has_no_before_and_no_lowest(kpi, built_demo):
    flags = ("--as-of", "2023-08-20", "--kpi", "nki", "--json", "--home", built_demo)
    found = json.loads(kpi("equity", *flags).out)["nki"]
    assert (found["before"], found["pilot"]["before"], found["lowest"]) == (None, None, None)
    assert found["change"]["unjudged"] == "no_floor"


def test_a_home_without_a_pilot_and_an_unknown_nyckeltal_are_wrong_usage(kpi, built_demo, tmp_path):
    assert kpi("equity", "--home", tmp_path / "tomt").code == 2
    said = kpi("equity", "--kpi", "nonsens", "--home", built_demo)
    assert (said.code, said.err.startswith("Okänt nyckeltal: nonsens")) == (2, True)


def test_the_funnel_has_a_row_a_unit_and_the_columns_it_promised(kpi, tmp_path):
    path = tmp_path / "enheter.csv"
    path.write_text("unit,numerator,denominator\nb,90,100\na,10,100\nc,50,100\nd,0,0\ne,,10\n")
    header, *rows = kpi("funnel", path).out.splitlines()
    assert header == "unit,value,centre,low95,high95,low998,high998,outside"
    cells = [row.split(",") for row in rows]
    assert [row[0] for row in cells] == ["b", "a", "c", "d", "e"]
    assert [row[1] for row in cells] == ["0.9", "0.1", "0.5", "", ""]
    assert [row[-1].strip('"') for row in cells] == ["high", "low", "", "", ""]
    assert cells[3][1:7] == cells[4][1:7] == 6 * [""]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,numerator\na,1\n", "kolumnen denominator saknas."),
        ("unit,numerator,denominator\n", "filen har inga rader under rubrikraden."),
        (
            "unit,numerator,denominator\na,1,2\na,1,2\n",
            "rad 3, kolumnen unit: ”a” har redan en rad.",
        ),
        ("unit,numerator,denominator\n,1,2\n", "rad 2, kolumnen unit: cellen är tom."),
        ("unit,numerator,denominator\na,x,2\n", "kolumnen numerator: ”x” är inte ett tal"),
        ("unit,numerator,denominator\na,-1,2\n", "kolumnen numerator: ”-1” är mindre än 0."),
        ("unit,numerator,denominator\na,3,2\n", "kolumnen numerator: ”3” är mer än nämnaren."),
        ("unit;numerator;denominator\na;1;2\n", "skiljas åt med kommatecken"),
        ("", "är tom."),
    ],
)
def test_a_wrong_file_is_one_sentence_a_mistake_and_code_1(kpi, tmp_path, text, said):
    path = tmp_path / "fel.csv"
    path.write_text(text)
    found = kpi("funnel", path)
    assert (found.code, found.out) == (1, "")
    assert said in found.err
    assert kpi("funnel", tmp_path / "saknas.csv").code in {1, 2}
