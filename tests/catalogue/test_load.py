"""Folder → texts → catalogue, and the fingerprint of the texts."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpi.catalogue import fingerprint, parse, read_texts
from kpi.catalogue.types import Better, Shape
from kpi.errors import CatalogueError

PEOPLE = """
[people]
title = "antal anställda"
unit = "anställda"
service = "staff"
decimals = 0
"""


def write(folder, texts):
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_the_texts_of_a_folder_come_back_as_they_were_written(tmp_path, texts):
    write(tmp_path, texts)
    assert read_texts(tmp_path) == texts


def test_only_definitions_are_read_from_a_folder(tmp_path, texts):
    write(tmp_path, texts)
    write(tmp_path, {"README.md": "x", "prices/index.csv": "x", "kpis/._cost_m2.toml": "\x00"})
    assert read_texts(tmp_path) == texts


def test_a_byte_order_mark_is_not_part_of_the_text(tmp_path, texts):
    write(tmp_path, texts)
    path = tmp_path / "measures.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_texts(tmp_path) == texts


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(CatalogueError, match="Katalogen med definitioner finns inte"):
        read_texts(tmp_path / "nowhere")


def test_every_file_that_cannot_be_read_is_named(tmp_path, texts):
    write(tmp_path, texts)
    (tmp_path / "kpis/cost_m2.toml").write_bytes('why = "a"\ntitle = "Å"'.encode("cp1252"))
    (tmp_path / "layouts/folder.toml").mkdir()
    with pytest.raises(CatalogueError) as caught:
        read_texts(tmp_path)
    encoding, folder = str(caught.value).splitlines()
    assert encoding.startswith("kpis/cost_m2.toml, rad 2: filen är inte sparad som UTF-8")
    assert folder.startswith("layouts/folder.toml: filen kan inte läsas (")


def test_a_folder_without_measures_is_a_mistake_when_parsed(tmp_path):
    assert read_texts(tmp_path) == {}
    with pytest.raises(CatalogueError, match=r"^measures\.toml: filen saknas$"):
        parse(read_texts(tmp_path))


def test_everything_is_parsed_into_its_type_and_named_by_its_file(texts):
    catalogue = parse(texts)
    kpi = catalogue.kpis["cost_m2"]
    assert (kpi.id, kpi.better, kpi.review.checked) == (
        "cost_m2",
        Better.LOWER,
        date(2024, 2, 14),
    )
    assert kpi.measures == ("cost", "area")
    assert catalogue.layouts["long"].shape is Shape.LONG
    assert catalogue.prices["index"].weights == {"series": 1.0}


def test_a_measure_has_the_least_value_0_unless_it_may_be_negative(texts):
    texts["measures.toml"] += "smallest = 0.5\nlargest = 100\n"
    texts["measures.toml"] += PEOPLE
    measures = parse(texts).measures
    assert measures["cost"].smallest is None
    assert (measures["area"].smallest, measures["area"].largest) == (Decimal("0.5"), Decimal(100))
    assert (measures["people"].smallest, measures["people"].largest) == (Decimal(0), None)


def test_adding_a_file_adds_a_kpi(texts):
    texts["kpis/another.toml"] = texts["kpis/cost_m2.toml"].replace("Kostnad/yta", "En till")
    assert list(parse(texts).kpis) == ["another", "cost_m2"]


def test_the_measure_that_decides_withholding_is_one_the_kpi_reads(texts):
    texts["measures.toml"] += PEOPLE
    withheld = 'withhold_by = "people"\nwithhold_below = 11\n'
    texts["kpis/cost_m2.toml"] = withheld + texts["kpis/cost_m2.toml"]
    assert parse(texts).kpis["cost_m2"].measures == ("cost", "area", "people")


def test_several_definitions_stand_in_order_of_time(texts):
    texts["kpis/cost_m2.toml"] += '[[definition]]\nvalid_from = 2023-01-01\ntext = "Ny."\n'
    definition = parse(texts).kpis["cost_m2"].definition
    assert [d.valid_from for d in definition] == [date(2021, 8, 1), date(2023, 1, 1)]


def test_a_count_has_no_denominator(texts):
    text = texts["kpis/cost_m2.toml"].replace('"ratio"', '"count"')
    texts["kpis/cost_m2.toml"] = text.replace('denominator = ["area"]\n', "")
    assert parse(texts).kpis["cost_m2"].denominator == ()


def test_a_wide_layout_may_take_every_measure_by_name(texts):
    texts["layouts/wide.toml"] = texts["layouts/wide.toml"].partition("[measures.cost]")[0]
    assert parse(texts).layouts["wide"].measures == {}


def test_daily_rows_are_declared_as_summed(texts):
    texts["layouts/long.toml"] = 'aggregate = "sum"\n' + texts["layouts/long.toml"]
    assert parse(texts).layouts["long"].aggregate == "sum"


def test_a_layout_says_by_which_day_of_the_next_month_its_figures_are_due(texts):
    assert parse(texts).layouts["long"].due_day is None
    texts["layouts/long.toml"] = "due_day = 15\n" + texts["layouts/long.toml"]
    assert parse(texts).layouts["long"].due_day == 15


def test_a_catalogue_survives_being_dumped_and_read_back(texts):
    catalogue = parse(texts)
    assert type(catalogue).model_validate(catalogue.model_dump()) == catalogue


def test_the_fingerprint_ignores_order_and_line_endings(texts):
    turned = {name: text.replace("\n", "\r\n") for name, text in reversed(texts.items())}
    assert fingerprint(turned) == fingerprint(texts)


def test_the_fingerprint_sees_a_changed_word_and_a_changed_name(texts):
    prints = {
        fingerprint(texts),
        fingerprint({**texts, "measures.toml": texts["measures.toml"] + "# ny\n"}),
        fingerprint({name.replace("cost_m2", "cost"): text for name, text in texts.items()}),
        fingerprint({"a": "bc"}),
        fingerprint({"ab": "c"}),
    }
    assert len(prints) == 5


VALUES = """
    -1 0 7 1.5 nan inf true [] {} [[]] [{}] [1] ['a','a'] '' 'a' 'Å' 2024-02-30 2024-02-02
    07:30:00 2024-02-02T07:30:00Z {a=1} {''=''} {month={name='a'}} {b={name="\\u0000"}}
"""
KEYS = """
    id title short_name why service perspective formula numerator denominator scale offset unit
    decimals better frequency chart price_index effect_scale smallest_coverage withhold_by
    withhold_below beside review definition kind shape columns measures ignore delimiter decimal
    aggregate missing due_day source weights smallest largest overhead aliases may_be_negative cost
    '' å
"""
FILES = ["measures.toml", "kpis/x.toml", "layouts/x.toml", "prices/x.toml", "kpis/Å.toml", "x"]
keys = st.sampled_from(KEYS.split())
lines = st.builds("{} = {}".format, keys, st.sampled_from(VALUES.split()))
tables = st.builds("[{}]".format, keys | st.sampled_from(["review.next", "[definition]"]))
toml_like = st.lists(lines | tables, max_size=12).map("\n".join)


@example("measures.toml", "x = " + "[" * 5000)
@example("measures.toml", "x = " + "9" * 5000)
@example("measures.toml", "[x]\ndecimals = 0x" + "F" * 6000 + "\nsmallest = 0x" + "F" * 6000)
@example("kpis/x.toml", "scale = 0x" + "F" * 6000 + "\nwithhold_below = 0x" + "F" * 6000)
@example("kpis/x.toml", "title = 0x" + "F" * 6000)
@given(st.sampled_from(FILES), st.text() | toml_like)
def test_whatever_a_file_says_the_answer_is_a_catalogue_or_a_catalogue_error(file, text):
    with suppress(CatalogueError):
        parse({"measures.toml": "", file: text})
