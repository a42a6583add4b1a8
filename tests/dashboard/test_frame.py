"""The menu holds the pages that its reader's role reaches, and no others."""

import re

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import loaders
from dashboard.parts.frame import Page, show_pages
from kpi.access import Role, User
from kpi.errors import NotAllowed
from kpi.settings import ROOT, program_version

SEEN = ["Översikt", "Nyckeltal", "Enheter", "Effekt", "Likvärdighet", "Samband"]
MEETINGS = "Sammanträden"
ABOUT = ["Täckning", "Register", "Så räknar vi"]
FIGURES = [*SEEN, MEETINGS, *ABOUT]
ALL = [*SEEN, MEETINGS, "Lämna fil", "Leveranser", *ABOUT]


@pytest.fixture
def shown_to(tmp_path, monkeypatch):
    """Runs the start page of an empty home for somebody in a role."""

    def show(role: Role, **address: str) -> AppTest:
        monkeypatch.setattr(loaders, "VISITOR", User("Någon", role))
        app = AppTest.from_file(ROOT / "dashboard" / "app.py", default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    monkeypatch.setenv("KPI_HOME", str(tmp_path))
    st.cache_resource.clear()
    yield show
    st.cache_resource.clear()


def menu(app: AppTest) -> list[str]:
    [block] = app.sidebar.get("html")
    return re.findall(r"<a [^>]*>(.+?)</a>", block.proto.body)


def bodies(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        (Role.COMMITTEE, [MEETINGS]),
        (Role.READER, FIGURES),
        (Role.OWNER, FIGURES),
        (Role.ANALYST, ALL),
        (Role.ADMIN, ALL),
    ],
)
def test_the_menu_follows_the_role(shown_to, role, pages):
    app = shown_to(role)
    assert not app.exception
    assert menu(app) == pages


def test_only_those_who_may_send_are_shown_the_way_there(shown_to):
    assert [button.label for button in shown_to(Role.ADMIN).button] == ["Lämna den första filen"]
    assert list(shown_to(Role.READER).button) == []


def test_readers_see_a_register_and_no_way_to_change_it(shown_to):
    page = str(ROOT / "dashboard" / "views" / "register.py")
    app = shown_to(Role.READER).switch_page(page).run()
    assert "Registret är tomt än." in bodies(app)
    assert [box.label for box in app.selectbox] == ["Register"]
    assert list(app.button) == []
    app = shown_to(Role.ANALYST).switch_page(page).run()
    assert [button.label for button in app.button] == ["Lägg till en rad"]


def test_a_role_without_pages_is_told_so(monkeypatch):
    monkeypatch.setattr(loaders, "VISITOR", User("Någon", Role.COMMITTEE))
    figures = {"Läget": [Page("views/overview.py", "Översikt", "oversikt")]}
    with pytest.raises(NotAllowed, match="Rollen nämnd har inga sidor att se"):
        show_pages(figures, owner="Servicenämnden")


def test_the_foot_says_what_the_figures_rest_on(shown_to):
    text = bodies(shown_to(Role.READER))
    assert "Inga data än" in text
    assert "Bygger på leverans 1<" in text  # the definitions
    assert f"Pilotkollen {program_version()}" in text


def links(app: AppTest) -> list[str]:
    return re.findall(r'<a [^>]*href="(.+?)"', app.sidebar.get("html")[0].proto.body)


def test_looking_back_is_said_followed_by_every_link_and_sends_nothing(shown_to):
    app = shown_to(Role.ADMIN, per="0")
    assert "Så här såg det ut innan något hade lämnats." in bodies(app)
    assert "Bygger på inga leveranser" in bodies(app)
    assert links(app)[:2] == ["./?per=0", "./nyckeltal?per=0"]
    assert list(app.button) == []


def test_now_is_said_nowhere_and_no_link_carries_anything(shown_to):
    app = shown_to(Role.ADMIN)
    assert "pk-note" not in bodies(app)
    assert links(app)[:2] == ["./", "./nyckeltal"]


@pytest.mark.parametrize("wrong", ["nonsens", "99", "2024-02-30"])
def test_a_number_there_is_not_shows_the_present_and_is_not_carried_along(shown_to, wrong):
    app = shown_to(Role.ADMIN, per=wrong)
    assert wrong in bodies(app)
    assert "Sidorna visas som det är nu." in bodies(app)
    assert links(app)[:2] == ["./", "./nyckeltal"]
    assert [button.label for button in app.button] == ["Lämna den första filen"]


def test_published_packs_are_always_shown_as_now(shown_to):
    """What has been withdrawn since must not be had back by an address."""
    app = shown_to(Role.COMMITTEE, per="0")
    assert not app.exception
    assert "pk-note" not in bodies(app)
    assert "Visa som det var" not in bodies(app)
    assert links(app) == ["./"]
