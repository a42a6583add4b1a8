"""kpi coverage: counts by month, the list to send out, and the same for programs."""

import json


def lines(said) -> list[str]:
    assert (said.code, said.err) == (0, "")
    return [" ".join(line.split()) for line in said.out.splitlines()]


def test_the_months_are_a_table_in_swedish(kpi, built_demo):
    heading, _, *rows = lines(kpi("coverage", "--home", built_demo))
    assert heading == (
        "månad inne väntade slutliga preliminära öppna frågor saknas försenade sekretess stängda"
    )
    assert len(rows) == 36
    assert rows[-1] == "2024-07 98 % 785 0 772 0 9 0 4 45"


def test_a_month_is_a_list_of_what_is_lacking(kpi, built_demo):
    said = lines(kpi("coverage", "--month", "2022-03", "--home", built_demo))
    assert said[0] == (
        "Mars 2022: 48 tal av 912 saknas, hos 5 enheter. Sista dag var den 15 april 2022."
    )
    assert said[2] == "förvaltning enhet tjänst mått läge senast"
    line = "Barn- och skolförvaltningen Åbroskolan Lokalvård städkostnad försenat 2022-04-15"
    assert line in said


def test_for_programs_months_and_days_are_whole(kpi, built_demo):
    flags = ("--format", "json", "--home", built_demo)
    counted = json.loads(kpi("coverage", *flags).out)
    assert counted[-1]["month"] == "2024-07"
    assert counted[-1]["in_whole"] == 98
    listed = json.loads(kpi("coverage", "--month", "2024-07", *flags).out)
    assert len(listed) == 9
    assert listed[0] == {
        "unit": "hagtornet",
        "name": "Förskolan Hagtornet",
        "department": "barn- och skolförvaltningen",
        "area": "landsbygd",
        "service": "grounds",
        "measure": "outdoor_cost",
        "title": "utemiljökostnad",
        "month": "2024-07",
        "state": "missing",
        "due": "2024-08-15",
    }
    said = kpi("coverage", "--month", "2024-07", "--format", "csv", "--home", built_demo)
    assert said.out.splitlines()[0].startswith("unit,name,department,area,service,measure,title")


def test_nothing_lacking_and_nothing_expected_are_said(kpi, home, january, tmp_path):
    assert lines(kpi("coverage", "--home", home)) == ["Inga tal väntas än."]
    kpi("import", january, "--yes", "--home", home)
    (tmp_path / "closed.csv").write_text("tjänst;månad;orsak\n;2024-02;Ombyggnad\n")
    kpi("import", "closed.csv", "--layout", "closed_months", "--yes", "--home", home)
    assert lines(kpi("coverage", "--month", "2024-01", "--home", home)) == [
        "Januari 2024: Inget: allt som väntas är lämnat."
    ]
    assert lines(kpi("coverage", "--month", "2024-02", "--home", home)) == [
        "Februari 2024: Inget: inga tal väntas."
    ]
    assert lines(kpi("coverage", "--home", home))[3] == "2024-02 0 0 0 0 0 0 0 4"


def test_a_month_that_is_none_is_exit_2(kpi, built_demo):
    for month, says in (
        ("juli", "”juli” är ingen månad; skriv som 2024-07."),
        ("2030-01", "Inga tal väntas för 2030-01. Månader med väntade tal: 2021-08–2024-07."),
    ):
        said = kpi("coverage", "--month", month, "--home", built_demo)
        assert (said.code, said.err) == (2, f"{says}\n")
