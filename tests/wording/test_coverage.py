"""What is said of coverage, sentence by sentence."""

from datetime import date

import pytest

from kpi.catalogue import parse, read_texts
from kpi.coverage import Mark, State
from kpi.settings import SHIPPED_CATALOGUE
from kpi.wording import coverage as words
from tests.builders_facts import catalogue, kpi

JULY = date(2024, 7, 1)
SERVICES = {"cleaning": "Lokalvård", "meals": "Måltider"}


def plain(text: str) -> str:
    """Text with ordinary spaces where Swedish typography has unbreakable ones."""
    return text.replace("\u00a0", " ")


def counted(**states: int) -> dict[str, int | None]:
    found = {state.value: states.get(state.value, 0) for state in State}
    expected = sum(found.values()) - found["closed"] - found["not_applicable"]
    come = found["delivered"] + found["preliminary"] + found["questioned"]
    share = 100 * come // expected if expected else None
    return found | {"expected": expected, "in_whole": share}


def cell(mark: Mark, **states: int) -> dict[str, object]:
    return counted(**states) | {"mark": mark.value}


def row(name: str = "Lärkskolan", title: str = "städkostnad", **fields: object) -> dict:
    usual = {"unit": name.lower(), "name": name, "department": "skola", "service": "cleaning"}
    state = {"title": title, "month": JULY, "state": State.LATE, "due": date(2024, 8, 15)}
    return usual | state | fields


def finding(lacking=0, units=34, late_before=0, **states) -> str:
    said = words.finding(
        JULY, counted(**states), lacking=lacking, units=units, late_before=late_before
    )
    return plain(" ".join(said))


def test_the_finding_of_a_month():
    assert finding(delivered=5) == "Alla tal för juli 2024 är inne."
    assert finding(missing=5, lacking=2) == (
        "Inga tal för juli 2024 är inne än. Två av 34 enheter har något kvar att lämna i tid."
    )
    assert finding(delivered=98, late=2, lacking=1, late_before=850) == (
        "98 % av talen för juli 2024 är inne. En av 34 enheter är sena med något. "
        "Från tidigare månader saknas 850 tal."
    )
    assert finding(closed=4) == "Inga tal väntas för juli 2024: allt är stängt."


def test_open_questions_are_counted():
    assert finding(delivered=3, questioned=1) == (
        "Alla tal för juli 2024 är inne. 1 tal är lämnat men har en öppen fråga."
    )
    assert finding(preliminary=1, questioned=2) == (
        "Alla tal för juli 2024 är inne. En del av dem är preliminära. "
        "2 tal är lämnade men har en öppen fråga."
    )
    asked = cell(Mark.QUESTIONED, questioned=1, delivered=2)
    assert words.unit_finding(asked, [row(state=State.QUESTIONED)]) == (
        "Allt är lämnat, men något har en öppen fråga."
    )


def test_the_mail_asks_about_what_is_not_likely():
    asked = [row(state=State.QUESTIONED)]
    text = words.mail(JULY, [], SERVICES, {}, asked)
    assert text.splitlines() == [
        *("Hej!", "", "De här talen för juli 2024 är lämnade men ovanliga.", "", "SKOLA"),
        *("Lärkskolan", "– Lokalvård: städkostnad", ""),
        "Stämmer de? Svara varför, eller skicka rätt tal i en månadsfil.",
    ]
    both = words.mail(JULY, [row()], SERVICES, {("lärkskolan", "cleaning"): 2}, asked)
    assert both.index("inte kommit in") < both.index("lämnade men ovanliga")


def test_that_they_are_preliminary_is_said():
    assert finding(preliminary=5) == "Alla tal för juli 2024 är inne. De är preliminära."
    assert finding(preliminary=5, delivered=1).endswith("En del av dem är preliminära.")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (cell(Mark.COMPLETE, delivered=5), "allt är lämnat"),
        (cell(Mark.PARTLY, delivered=9, late=2, missing=1), "3 av 12 tal saknas, försenat"),
        (cell(Mark.NOTHING, late=2), "2 av 2 tal saknas, försenat"),
        (cell(Mark.WAITING, missing=2), "2 av 2 tal saknas, inte försenat än"),
        (cell(Mark.NOT_APPLICABLE, not_applicable=2), "ej tillämpligt"),
        (cell(Mark.CLOSED, closed=2), "stängt"),
    ],
)
def test_a_cell_aloud(given, said):
    assert plain(words.cell_words(given)) == said


def test_what_is_lacking_in_one_sentence():
    three = [row(), row(title="städad yta m²"), row("Tallen")]
    assert plain(words.lacking_sentence(three, 10)) == (
        "3 tal av 10 saknas, hos 2 enheter. Sista dag var den 15 augusti 2024."
    )
    waiting = [row(state=State.MISSING)]
    assert plain(words.lacking_sentence(waiting, 1)) == (
        "1 tal saknas, hos 1 enhet. Sista dag är den 15 augusti 2024."
    )
    assert plain(words.lacking_sentence([row(due=None)], 2)) == "1 tal av 2 saknas, hos 1 enhet."
    assert words.lacking_sentence([], 5) == "Inget: allt som väntas är lämnat."
    assert words.lacking_sentence([], 0) == "Inget: inga tal väntas."
    assert words.lacking_heading(JULY) == "Vad saknas för juli 2024?"


def test_several_last_days_are_said_as_a_span():
    both = [row(due=date(2024, 8, 10)), row()]
    assert plain(words.lacking_sentence(both, 2)).endswith(
        "De skulle ha kommit mellan den 10 augusti 2024 och den 15 augusti 2024."
    )
    waiting = [each | {"state": State.MISSING} for each in both]
    assert "De ska komma mellan den 10" in plain(words.lacking_sentence(waiting, 2))


def test_the_text_to_send_out():
    rows = [
        row(),
        row(title="städad yta m²"),
        row(title="måltidskostnad", service="meals"),
        row("Tallen"),
        row("Tallen", title="städad yta m²"),
        row("Sjön", department=""),
    ]
    expected = {("lärkskolan", "cleaning"): 9, ("tallen", "cleaning"): 2}
    expected |= {("lärkskolan", "meals"): 1, ("sjön", "cleaning"): 1}
    assert plain(words.mail(JULY, rows, SERVICES, expected)).splitlines() == [
        "Hej!",
        "",
        "Det här har inte kommit in till Pilotkollen för juli 2024.",
        "Sista dag var den 15 augusti 2024.",
        "",
        "SKOLA",
        "Lärkskolan",
        "– Lokalvård: städkostnad, städad yta m²",
        "– Måltider: måltidskostnad",
        "Tallen",
        "– Lokalvård: allt, 2 tal",
        "",
        "UTAN FÖRVALTNING",
        "Sjön",
        "– Lokalvård: städkostnad",
        "",
        "Skicka talen i en månadsfil, eller skriv saknas för ett tal som inte går att få fram. "
        "Är enheten stängd, eller gäller talet inte enheten? Säg till, så lägger vi in det.",
    ]
    no_day = words.mail(
        JULY, [row(due=None)], SERVICES, {("lärkskolan", "cleaning"): 2}
    ).splitlines()
    assert no_day[2:5] == [
        "Det här har inte kommit in till Pilotkollen för juli 2024.",
        "",
        "SKOLA",
    ]


def test_the_list_as_a_table_for_a_spreadsheet():
    headings, rows = words.lacking_file([row(), row(due=None, state=State.MISSING)], SERVICES)
    assert headings == ["förvaltning", "enhet", "tjänst", "mått", "månad", "läge", "senast"]
    first = ["Skola", "Lärkskolan", "Lokalvård", "städkostnad", "2024-07"]
    assert rows == [[*first, "försenat", "2024-08-15"], [*first, "saknas", ""]]


def test_one_unit_s_month_in_a_sentence():
    partly = cell(Mark.PARTLY, late=1, delivered=3)
    assert plain(words.unit_finding(partly, [row(), row(state=State.DELIVERED)])) == (
        "1 av 4 tal saknas. Sista dag var den 15 augusti 2024."
    )
    whole = cell(Mark.PRELIMINARY, preliminary=1)
    said = words.unit_finding(whole, [row(state=State.PRELIMINARY)])
    assert said == "Allt är lämnat, men preliminärt."


def test_one_unit_s_month_as_a_table_with_what_lacks_first():
    rows = [
        row(state=State.DELIVERED),
        row(title="städad yta m²"),
        row(title="godkända rum"),
        row(title="måltidskostnad", service="meals", state=State.CLOSED),
    ]
    assert words.unit_table(rows, SERVICES) == (
        ["Tjänst", "Försenat", "Lämnat", "Stängt"],
        [
            ["Lokalvård", "städad yta m², godkända rum", "städkostnad", "inget"],
            ["Måltider", "inget", "inget", "måltidskostnad"],
        ],
    )


def test_services_are_called_what_files_call_them():
    shipped = words.service_names(parse(read_texts(SHIPPED_CATALOGUE)))
    assert shipped["cleaning"] == "Lokalvård"
    assert shipped["grounds"] == "Yttre miljö"
    assert len(shipped) == 7
    assert words.service_names(catalogue(kpi("x"))) == {"cleaning": "Cleaning"}


def test_every_state_and_mark_has_its_word():
    assert set(words.STATE) == set(State)
    assert set(words.MARK) == set(Mark)
