"""What must never come in: a person's number in a comment, a month that has not begun."""

import pytest

from kpi.access import Role, User
from kpi.actions.administer import verify_home
from kpi.actions.deliver import commit_file, preview_file, undo
from kpi.actions.home import open_home
from kpi.cli import run
from kpi.errors import InputError
from kpi.intake import Rule
from kpi.ledger import Status, read
from kpi.settings import DEMO_FILES, settings_for

ANNA = User("Anna", Role.ADMIN)
PERSON = "rör 19121212-1212"  # one of the numbers the tax agency publishes for tests


@pytest.fixture
def home(demo_home):
    at = open_home(settings_for(demo_home))
    yield at
    at.close()


def august(home, content=None):
    content = content or (DEMO_FILES / "2024-08.csv").read_bytes()
    return preview_file(home, ANNA, content, "2024-08.csv")


def test_a_comment_with_a_person_s_number_is_not_kept(home):
    before = home.head()
    with pytest.raises(InputError, match="personnummer"):
        commit_file(home, ANNA, august(home), comment=PERSON)
    with pytest.raises(InputError, match="personnummer"):
        undo(home, ANNA, before, PERSON)
    assert home.head() == before


def test_a_month_that_has_not_begun_is_no_figure(home):
    content = (DEMO_FILES / "2024-08.csv").read_bytes().replace(b"2024-08", b"2094-08")
    previewed = august(home, content)
    assert previewed.checked.totals[Rule.FUTURE_MONTH] == 34
    assert previewed.preview is None
    assert august(home).can_be_committed  # the month that is going on may be reported


def test_a_latest_delivery_that_is_gone_is_found_by_what_the_index_remembers(demo_home):
    settings = settings_for(demo_home)
    serving = open_home(settings, serving=True)
    serving.close()
    assert verify_home(settings, ANNA) == []
    last = read.folder_of(settings.ledger, read.head(settings.ledger))
    last.rename(demo_home / "taken-away")
    (fault,) = verify_home(settings, ANNA)
    assert "tagits bort" in fault


def test_taking_away_what_is_not_there_is_said(home, demo_home, tmp_path, capsys):
    content = "månad;enhet;mått;värde;bort\n2019-01;larkskolan;cleaning_cost;;ja\n"
    previewed = august(home, content.encode())
    assert [issue.rule for issue in previewed.issues] == [Rule.NOT_THERE]
    file = tmp_path / "bort.csv"
    file.write_text(content, encoding="utf-8")
    run(["import", str(file), "--yes", "--home", str(demo_home)])
    assert "raden ska tas bort men finns inte" in capsys.readouterr().out


def test_a_preliminary_month_turns_final_by_the_same_file(home):
    sent = commit_file(home, ANNA, august(home), status=Status.PRELIMINARY)
    again = august(home)
    assert again.repeats == sent.number
    assert again.is_repeat(Status.PRELIMINARY)
    with pytest.raises(InputError, match="redan inläst"):
        commit_file(home, ANNA, again, status=Status.PRELIMINARY)
    assert commit_file(home, ANNA, again, status=Status.FINAL).status is Status.FINAL
