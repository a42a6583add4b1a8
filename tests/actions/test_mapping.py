"""What somebody says of a strange file: tried, sent, saved, and recognised the month after."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpi.actions.deliver import commit_file, preview_file
from kpi.actions.mapping import is_recognised, look_at_file, mapped_layout, preview_saving
from kpi.actions.template import template
from kpi.catalogue import Layout
from kpi.errors import NotAllowed
from kpi.intake import Rule
from kpi.intake.choices import Choices, lacks, layout_text, titled
from kpi.intake.guess import Role, Use
from kpi.intake.how import How
from kpi.ledger import read
from tests.actions.town import ANNA, READER

COST = Use(Role.FIGURES, "cleaning_cost")
STRANGE = (
    "Kostnader lokalvård\taugusti\t\t\n\nPeriod\tFastighet\tKostnad tkr\tAnm\n"
    "jan 2024\ta\t12,5\tmålat\njan 2024\tb\t7\t\nSumma\t\t19,5\t\nKälla: Systemet\t\t\t\n"
).encode("cp1252")
STANDARD = "månad;enhet;cleaning_cost\n2024-01;a;12500\n2024-01;b;7000\n"


def look(town, data=STRANGE, how=None):
    head = town.home.head()
    return look_at_file(town.home, ANNA, data, "k.csv", how or How(), sheet=None, as_of=head)


def said(town, data=STRANGE) -> str:
    """The layout of the guesses, with the one thing that cannot be guessed chosen."""
    looked = look(town, data)
    columns = looked.guesses.columns
    chosen = Choices(
        how=looked.beginning.declares,
        header=looked.beginning.header,
        uses=tuple(COST if each.heading == "Kostnad tkr" else each.use for each in columns),
        factors={at: each.factor for at, each in enumerate(columns)},
        skip=looked.guesses.skip,
    )
    assert not list(lacks(chosen))
    return layout_text(chosen, town.home.file_catalogue(town.home.head()), "Systemet")


def tried(town, data=STRANGE):
    layout = mapped_layout(town.home, said(town, data), as_of=town.home.head())
    assert isinstance(layout, Layout)
    return preview_file(town.home, ANNA, data, "k.csv", layout=layout)


def save(town, name="systemet") -> int:
    return commit_file(town.home, ANNA, preview_saving(town.home, ANNA, name, said(town))).number


def test_a_strange_file_gives_exactly_the_rows_of_the_standard_one(town):
    checked = tried(town).checked
    twin = town.preview(STANDARD).checked
    assert checked.rows.drop("source_row").equals(twin.rows.drop("source_row"))
    assert checked.rows["source_row"].to_list() == [4, 5]
    assert checked.totals == {Rule.SKIPPED_ROW: 2, Rule.MULTIPLIED: 1}


def test_what_was_said_of_a_file_stands_in_its_delivery(town):
    sent = commit_file(town.home, ANNA, tried(town), comment="Januari.")
    assert read.delivery(town.settings.ledger, sent.number).comment == (
        "Januari. Tolkad för hand: Period är månad, Fastighet är enhet, "
        "Kostnad tkr är städkostnad gånger 1\u00a0000."
    )


def test_next_month_s_file_is_recognised_until_the_layout_is_undone(town):
    february = STRANGE.replace(b"jan 2024", b"feb 2024")
    assert preview_file(town.home, ANNA, february, "f.csv").checked.layout is None
    number = save(town)
    checked = preview_file(town.home, ANNA, february, "f.csv").checked
    assert (checked.layout.id, checked.has_errors) == ("systemet", False)
    assert checked.totals == {Rule.SKIPPED_ROW: 2, Rule.MULTIPLIED: 1}  # its title is expected
    assert checked.rows["month"].unique().to_list()[0].month == 2
    town.undo(number)
    assert preview_file(town.home, ANNA, february, "f.csv").checked.layout is None


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n\n", "\n\nEtt\tord\ttill\t\n"),  # the header has moved down
        lambda text: text.replace("\t", ";"),
        lambda text: text.replace("augusti", "– åäö ☃"),  # saved as UTF-8 this time
    ],
)
def test_it_is_recognised_also_when_it_is_written_in_another_way(town, change):
    save(town)
    data = change(STRANGE.decode("cp1252")).encode()
    checked = preview_file(town.home, ANNA, data, "f.csv").checked
    assert (checked.layout.id, checked.has_errors) == ("systemet", False)
    assert checked.rows["value"].to_list() == [12500, 7000]


def test_an_encoding_that_must_be_said_is_read_the_next_month_too(town):
    data = STRANGE.decode("cp1252").replace("Fastighet", "Enhetsbenämning").encode("cp850")
    layout = mapped_layout(town.home, said(town, data), as_of=town.home.head())
    assert layout.encoding == "cp850"
    commit_file(town.home, ANNA, preview_saving(town.home, ANNA, "dos", said(town, data)))
    named = preview_file(town.home, ANNA, data, "f.csv", layout="dos").checked
    assert named.facts.encoding == "CP850 (DOS)"
    assert named.rows["value"].to_list() == [12500, 7000]


def test_the_template_of_a_saved_layout_is_written_as_its_files_are(town):
    save(town)
    town.send(STANDARD)
    filled = template(town.home, ANNA, "systemet", as_of=town.home.head())
    assert filled.decode("utf-8-sig").splitlines() == [
        "Systemet",
        "",
        "Period\tFastighet\tKostnad tkr",
        *("2024-02\ta\t", "2024-02\tb\t", "2024-02\tc\t"),
    ]
    filled = filled.replace(b"\ta\t", b"\ta\t3")
    for layout in (None, "systemet"):
        checked = preview_file(town.home, ANNA, filled, "mall.csv", layout=layout).checked
        assert checked.rows["value"].to_list() == [3000], checked.issues


def test_its_template_in_excel_has_the_same_rows_above_its_headings(town):
    save(town)
    town.send(STANDARD)
    content = template(town.home, ANNA, "systemet", as_of=town.home.head(), excel=True)
    sheet = load_workbook(BytesIO(content))["Mall"]
    assert list(sheet.iter_rows(values_only=True, max_row=4)) == [
        ("Systemet", None, None),
        (None, None, None),
        ("Period", "Fastighet", "Kostnad tkr"),
        ("2024-02", "a", None),
    ]
    sheet["C4"] = 3
    sheet.parent.save(filled := BytesIO())
    checked = preview_file(town.home, ANNA, filled.getvalue(), "mall.xlsx").checked
    assert checked.layout.id == "systemet"
    assert checked.rows["value"].to_list() == [3000], checked.issues


def test_whether_it_will_be_recognised_is_told_beforehand(town):
    text, head = said(town), town.home.head()
    header = look(town).beginning.header
    assert is_recognised(town.home, header, "systemet", text, as_of=head)
    assert not is_recognised(town.home, header, "wide", text, as_of=head)
    save(town)
    head = town.home.head()
    assert is_recognised(town.home, header, "systemet", text, as_of=head)  # it replaces itself
    assert not is_recognised(town.home, header, "annat", text, as_of=head)


def test_saving_is_previewed_like_any_delivery(town):
    text = said(town)
    assert preview_saving(town.home, ANNA, "systemet", text).preview.counts["new"] == 1
    save(town)
    assert preview_saving(town.home, ANNA, "systemet", text).preview.counts["unchanged"] == 1
    other = titled(text, "Annat namn")
    assert preview_saving(town.home, ANNA, "systemet", other).preview.counts["changed"] == 1
    assert preview_saving(town.home, ANNA, "wide", text).checked.totals == {Rule.LAYOUT_MISTAKE: 1}


def test_what_goes_together_with_nothing_is_a_list_of_mistakes(town):
    text = said(town).replace("cleaning_cost", "finns_inte")
    mistakes = mapped_layout(town.home, text, as_of=town.home.head())
    assert [each.partition(":")[0] for each in mistakes] == [
        "nyckeln measures.finns_inte",
        "nyckeln factors.finns_inte",
    ]


def test_only_who_may_send_files_may_look_into_them(town):
    with pytest.raises(NotAllowed):
        look_at_file(town.home, READER, STRANGE, "k.csv", How(), sheet=None, as_of=3)
