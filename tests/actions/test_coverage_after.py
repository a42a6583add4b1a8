"""The preview says how the months would be covered; then the file is sent, and they are."""

from datetime import date

import pytest

from kpi.actions.coverage import see_coverage
from kpi.actions.coverage_after import coverage_after
from kpi.actions.deliver import commit_file, preview_file
from kpi.actions.home import open_home
from kpi.coverage import counts
from kpi.coverage.counts import whole
from kpi.errors import NotAllowed
from kpi.settings import DEMO_FILES, settings_for
from kpi.wording.impact import Covered
from tests.actions.town import ANNA, READER, Town

JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)


def after(town: Town, text: str, **options) -> tuple[Covered, ...]:
    return coverage_after(town.home, ANNA, town.preview(text, **options))


def test_every_month_that_the_file_touches_and_no_other(town):
    town.now = town.now.replace(month=4)
    town.months("2024-01", unit="a", rooms_checked="4 4 4", rooms_approved="3 . 3")
    town.months("2024-01", unit="b", rooms_checked="4 4 4", rooms_approved="3 3 3")
    file = "månad;enhet;mått;värde\n2024-02;a;rooms_approved;2\n"
    assert after(town, file) == (Covered(FEBRUARY, 2, 2, 0),)
    taken = (
        "månad;enhet;mått;värde;bort\n2024-01;b;rooms_approved;;ja\n2024-02;a;rooms_checked;1;\n"
    )
    assert after(town, taken) == (Covered(JANUARY, 2, 1, 1), Covered(FEBRUARY, 2, 1, 1))


def test_a_file_with_errors_a_register_and_no_change_say_nothing(town):
    town.months("2024-01", unit="a", rooms_checked="4", rooms_approved="3")
    assert after(town, "månad;enhet;mått;värde\n2024-01;a;rooms_checked;x\n") == ()
    assert (
        after(town, "kpi;omfattning;gäller från;målvärde\nnki;;2024-01;70\n", layout="targets")
        == ()
    )
    assert after(town, "månad;enhet;mått;värde\n2024-01;a;rooms_checked;4\n") == ()


def test_it_is_for_those_who_may_send(town):
    found = town.preview("månad;enhet;mått;värde\n2024-01;a;rooms_checked;4\n")
    with pytest.raises(NotAllowed):
        coverage_after(town.home, READER, found)


def test_the_demos_august_is_covered_as_was_said(demo_home):
    home = open_home(settings_for(demo_home))
    august = preview_file(home, ANNA, (DEMO_FILES / "2024-08.csv").read_bytes(), "2024-08.csv")
    said = coverage_after(home, ANNA, august)
    assert said
    commit_file(home, ANNA, august, confirmed=dict.fromkeys(august.to_confirm, "så var det"))
    cells = see_coverage(home, ANNA, as_of=home.head()).cells
    is_ = whole(counts(cells, ["month", "unit"])).to_dicts()
    assert [Covered(**row) for row in is_ if row["month"] in {each.month for each in said}] == list(
        said
    )
    home.close()
