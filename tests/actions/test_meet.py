"""Prepare, freeze and publish: what stands afterwards, and who sees it."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest
import zstandard

from kpi.access import Role, User
from kpi.actions.administer import verify_home
from kpi.actions.home import ledger_number
from kpi.actions.meet import add_meeting, freeze, meeting_id, publish, render_pack, save_meeting
from kpi.actions.meeting_list import pack_files, see_meeting, see_meetings, see_pack
from kpi.documents import Format
from kpi.errors import InputError, NotAllowed, Stale, UsageError
from kpi.ledger import read
from kpi.ledger.delivery import sha256
from tests.actions.test_then_and_now import approved, furnish
from tests.actions.town import ANNA, COMMITTEE, READER, Town

DAY = date(2024, 3, 1)
ENDINGS = ("docx", "pptx", "html", "pdf", "xlsx", "zip")
BOSS = User("Berit", Role.ADMIN)
ID = "2024-03-01-servicenamnden"


@pytest.fixture
def planned(town) -> Town:
    furnish(town)
    add_meeting(town.home, ANNA, body="Servicenämnden", held=DAY, kpis=("cleaning_quality",))
    return town


def seen(town: Town, user: User = ANNA, meeting: str = ID):
    return see_meeting(town.home, user, meeting, as_of=town.home.head())


def content(town: Town):
    return see_pack(town.home, ANNA, ID, as_of=town.home.head())


def save(town: Town, seen_at: int | None = None, **texts: object) -> int:
    at = town.home.head() if seen_at is None else seen_at
    stands = seen(town)
    written = replace(stands, meeting=stands.meeting.model_copy(update=texts))
    return save_meeting(town.home, ANNA, written, seen_at=at).number


@pytest.mark.parametrize(
    ("body", "id_"),
    [
        ("Servicenämnden", "2024-03-01-servicenamnden"),
        ("Styrgrupp Öster", "2024-03-01-styrgrupp-oster"),
        ("Råd för äldre & unga", "2024-03-01-rad-for-aldre-unga"),
        ("  Über/kommun (2) ", "2024-03-01-uber-kommun-2"),
    ],
)
def test_an_id_is_the_day_and_the_body_without_diacritics(body, id_):
    assert meeting_id(body, DAY) == id_


def test_meetings_stand_with_the_latest_first_whatever_body_they_are_of(town):
    for body, day in (("Ö", 1), ("Å", 2), ("Å", 1)):
        add_meeting(town.home, ANNA, body=body, held=date(2024, 3, day))
    found = see_meetings(town.home, ANNA, as_of=town.home.head())
    assert [each.meeting.id for each in found] == ["2024-03-02-a", "2024-03-01-o", "2024-03-01-a"]


def test_a_meeting_is_planned_once(planned):
    with pytest.raises(UsageError, match=f"Sammanträdet {ID} finns redan"):
        add_meeting(planned.home, ANNA, body="Servicenämnden", held=DAY)


def test_a_nyckeltal_that_is_not_there_is_named_with_those_that_are(town):
    with pytest.raises(UsageError, match=r"Okänt nyckeltal: nonsens, x\. De som finns är caret"):
        add_meeting(town.home, ANNA, body="Nämnd", held=DAY, kpis=("nki", "nonsens", "x"))
    assert see_meetings(town.home, ANNA, as_of=town.home.head()) == []


def test_texts_of_several_lines_are_kept_and_come_into_the_pack(planned):
    save(planned, proposal="Första stycket.\nAndra stycket, å ä ö.", dnr="SN 1/24")
    freeze(planned.home, ANNA, ID)
    meeting = content(planned).meeting
    assert meeting.proposal.splitlines() == ["Första stycket.", "Andra stycket, å ä ö."]
    assert (meeting.dnr, meeting.purpose, meeting.body) == ("SN 1/24", "", "Servicenämnden")


@pytest.mark.parametrize("name", ["dnr", "purpose", "analysis", "proposal"])
def test_a_person_in_a_text_is_refused_and_nothing_is_kept(planned, name):
    head = planned.home.head()
    with pytest.raises(InputError, match="ingenting är sparat"):
        save(planned, **{name: "Ring 19121212-1212 om det."})
    assert planned.home.head() == head


def test_when_two_write_at_once_the_second_is_told(planned):
    at = planned.home.head()
    save(planned, seen_at=at, purpose="Anna var först.")
    with pytest.raises(Stale, match=f"leverans {at + 1} kom emellan"):
        save(planned, seen_at=at, purpose="Bo var sen.")
    assert seen(planned).meeting.purpose == "Anna var först."


def test_a_pack_reads_the_latest_number_or_the_cut_off(planned):
    n = planned.home.head()
    freeze(planned.home, ANNA, ID)
    assert (content(planned).as_of, content(planned).kpis[0].value[:2]) == (n, "85")
    corrected = approved(planned, 5)
    freeze(planned.home, ANNA, ID)
    assert (content(planned).as_of, content(planned).kpis[0].value[:2]) == (corrected, "65")
    save_meeting(planned.home, ANNA, replace(seen(planned), cutoff=n), seen_at=corrected + 1)
    freeze(planned.home, ANNA, ID)
    assert (content(planned).as_of, content(planned).kpis[0].value[:2]) == (n, "85")


def test_a_cut_off_by_date_is_the_end_of_that_day(planned):
    number = ledger_number(planned.home, "2024-01-08")  # when the town's clock stands still
    add_meeting(planned.home, ANNA, body="Styrgruppen", held=DAY, cutoff=number)
    assert seen(planned, meeting="2024-03-01-styrgruppen").cutoff == number


def test_a_cut_off_before_the_first_delivery_is_not_the_latest(planned):
    save_meeting(planned.home, ANNA, replace(seen(planned), cutoff=0), seen_at=planned.home.head())
    freeze(planned.home, ANNA, ID)
    made = content(planned)
    assert (made.as_of, made.kpis, made.pilot) == (0, (), "Ingen pilot är upplagd")


def test_the_committee_sees_what_is_published_and_does_nothing(planned):
    assert see_meetings(planned.home, COMMITTEE, as_of=planned.home.head()) == []
    with pytest.raises(UsageError, match="Frys underlaget"):
        publish(planned.home, ANNA, ID)
    frozen = freeze(planned.home, ANNA, ID).number
    with pytest.raises(UsageError, match=f"{ID} finns inte. De som finns: inga"):
        see_pack(planned.home, COMMITTEE, ID, as_of=planned.home.head())
    publish(planned.home, ANNA, ID)
    n = planned.home.head()
    assert see_pack(planned.home, COMMITTEE, ID, as_of=n).as_of == frozen - 1
    assert seen(planned, COMMITTEE).published == planned.settings.today
    assert pack_files(planned.home, COMMITTEE, ID, as_of=n)
    for act in (freeze, publish):
        for user in (COMMITTEE, READER, User("Olle", Role.OWNER)):
            with pytest.raises(NotAllowed):
                act(planned.home, user, ID)
    with pytest.raises(NotAllowed):
        save_meeting(planned.home, READER, seen(planned), seen_at=n)


def test_who_sees_figures_sees_a_pack_before_it_is_published(planned):
    freeze(planned.home, ANNA, ID)
    assert see_pack(planned.home, READER, ID, as_of=planned.home.head()).kpis


def test_what_is_frozen_anew_must_be_published_anew(planned):
    freeze(planned.home, ANNA, ID)
    publish(planned.home, ANNA, ID)
    again = freeze(planned.home, ANNA, ID).number
    assert (seen(planned).frozen, seen(planned).published) == (again, None)
    assert see_meetings(planned.home, COMMITTEE, as_of=planned.home.head()) == []


def test_a_freeze_that_is_taken_back_leaves_the_earlier_pack_and_its_publication(planned):
    first = freeze(planned.home, ANNA, ID).number
    publish(planned.home, ANNA, ID)
    approved(planned, 5)
    second = freeze(planned.home, ANNA, ID).number
    assert content(planned).kpis[0].value.startswith("65")
    planned.undo(second)
    assert (seen(planned).frozen, content(planned).kpis[0].value[:2]) == (first, "85")
    assert seen(planned, COMMITTEE).published == planned.settings.today
    planned.undo(first)
    assert seen(planned).frozen is None


def test_a_published_freeze_that_is_taken_back_leaves_the_committee_the_earlier_pack(planned):
    first = freeze(planned.home, ANNA, ID).number
    publish(planned.home, ANNA, ID)
    approved(planned, 5)
    second = freeze(planned.home, ANNA, ID).number
    publish(planned.home, ANNA, ID)
    undone = planned.undo(second)
    assert seen(planned, COMMITTEE).frozen == first
    then = see_meeting(planned.home, COMMITTEE, ID, as_of=undone - 1)
    assert (then.frozen, then.published) == (second, planned.settings.today)
    planned.undo(undone)
    assert seen(planned, COMMITTEE).frozen == second


def test_a_publication_that_is_taken_back_is_of_its_own_pack(planned):
    freeze(planned.home, ANNA, ID)
    publish(planned.home, ANNA, ID)
    second = freeze(planned.home, ANNA, ID).number
    publication = publish(planned.home, ANNA, ID).number
    planned.undo(publication)
    assert (seen(planned).frozen, seen(planned).published) == (second, None)
    planned.undo(second)
    assert seen(planned, COMMITTEE).published == planned.settings.today


def test_the_kept_files_are_those_that_the_content_makes_and_have_their_hashes(planned):
    number = freeze(planned.home, ANNA, ID).number
    n = planned.home.head()
    kept = pack_files(planned.home, ANNA, ID, as_of=n)
    assert kept == render_pack(planned.home, ANNA, ID, tuple(Format), as_of=n)
    row = planned.home.store.register("packs", n).row(0, named=True)
    assert json.loads(row["files"]) == {name: sha256(each) for name, each in kept.items()}
    original = read.original(planned.settings.ledger, number)
    assert sha256(original) == read.delivery(planned.settings.ledger, number).original_sha256
    packed = zipfile.ZipFile(io.BytesIO(original)).infolist()
    assert {each.filename for each in packed} == {f"{ID}.{end}" for end in ENDINGS}
    assert {each.date_time for each in packed} == {(1980, 1, 1, 0, 0, 0)}


def test_progress_is_told_nyckeltal_by_nyckeltal_and_file_by_file(planned):
    told: list[str] = []
    freeze(planned.home, ANNA, ID, progress=told.append)
    assert told[:3] == ["Godkända städkontroller", "Räknar effekten", "PDF"]
    assert len(told) == 2 + len(Format)


def test_a_meeting_that_is_not_there_is_answered_with_those_that_are(planned):
    for verb in (freeze, publish):
        with pytest.raises(UsageError, match=f"Sammanträdet x finns inte. De som finns: {ID}"):
            verb(planned.home, ANNA, "x")


def test_a_home_with_packs_is_whole_and_its_index_can_be_built_anew(planned):
    freeze(planned.home, ANNA, ID)
    publish(planned.home, ANNA, ID)
    before = (seen(planned), content(planned))
    assert verify_home(planned.settings, BOSS) == []
    anew = Town(planned.settings.home)
    assert (seen(anew), content(anew)) == before


def test_a_pack_whose_files_were_touched_is_found_out(planned):
    number = freeze(planned.home, ANNA, ID).number
    kept = read.folder_of(planned.settings.ledger, number) / "original.zst"
    kept.write_bytes(zstandard.compress(b"something else"))
    (fault,) = verify_home(planned.settings, BOSS)
    assert f"{number}" in fault
