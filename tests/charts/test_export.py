"""A chart as a file: our type in both pictures, every point in the table."""

import io
import os
import struct
import zlib
from datetime import date

import polars as pl
import pytest

from kpi.charts import export, key
from kpi.charts.export import SCALE, png, svg
from kpi.charts.lettering import FONTS
from kpi.charts.spc import spc_chart, spec_of
from tests.builders_facts import kpi

WIDTH = 1000
EVENTS = pl.DataFrame({"number": [1], "first_day": [date(2024, 2, 1)], "last_day": [None]}).cast(
    {"last_day": pl.Date}
)


@pytest.fixture(scope="module")
def spec():
    points = pl.DataFrame(
        {
            "month": [date(2024, month, 1) for month in range(1, 7)],
            "value": [5.0, 5.5, 4.5, 5.0, 5.2, 7.0],
            "shown": [5.0, 5.5, 4.5, 5.0, 5.2, 7.0],
            "signal": 5 * ["none"] + ["outside"],
            "side": 5 * [None] + ["high"],
        }
    ).with_columns(
        preliminary=pl.lit(value=False),
        base=pl.lit(value=False),
        centre=5.0,
        lower=4.0,
        upper=6.0,
        target=4.2,
        status=pl.lit("ok"),
        phase=1,
        begins=pl.lit(None, pl.String),
    )
    chart = spc_chart(points, kpi("cost"), events=EVENTS)
    return spec_of(chart) | {"width": WIDTH}


def pixels(png_bytes: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of a PNG with 8 bits RGBA, undone by hand."""
    stream = io.BytesIO(png_bytes[8:])
    packed, width, height = b"", 0, 0
    while header := stream.read(8):
        length, kind = struct.unpack(">I4s", header)
        body = stream.read(length)
        stream.read(4)
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, colour) == (8, 6)
        packed += body if kind == b"IDAT" else b""
    raw, rows, before = zlib.decompress(packed), [], bytes(4 * width)
    for y in range(height):
        line = bytearray(raw[y * (4 * width + 1) + 1 : (y + 1) * (4 * width + 1)])
        how = raw[y * (4 * width + 1)]
        for i in range(len(line)):
            left = line[i - 4] if i >= 4 else 0
            up, corner = before[i], before[i - 4] if i >= 4 else 0
            line[i] = (
                line[i] + (0, left, up, (left + up) // 2, nearest(left, up, corner))[how]
            ) & 255
        rows.append(before := bytes(line))
    return width, height, rows


def nearest(left: int, up: int, corner: int) -> int:
    by = left + up - corner
    return min((left, up, corner), key=lambda each: abs(by - each))


def test_the_picture_is_twice_as_sharp_and_has_dark_text_under_its_axis(spec):
    width, height, rows = pixels(png(spec))
    assert width == WIDTH * SCALE
    assert height > 600
    title = [row[4 * 100 : 4 * 1500] for row in rows[-80:]]
    dark = sum(row[i] < 100 for row in title for i in range(0, len(row), 4))
    assert dark > 400, "without our fonts every text is left out of the picture"


def test_the_drawing_keeps_its_text_in_our_type(spec):
    text = svg(spec).decode()
    for words in ("Övre 6,0", "Mål 4,2", "7,0 juni", ">jan<"):
        assert words in text
    assert "Source Sans 3" in text


def test_the_fonts_lie_beside_their_licence():
    names = {path.name for path in FONTS.iterdir()}
    weights = {f"SourceSans3-{weight}.ttf" for weight in ("Regular", "Semibold", "Bold")}
    assert names == weights | {"OFL.txt", "fonts.conf"}


@pytest.mark.parametrize("before", [None, "/etc/fonts/fonts.conf"])
def test_only_charts_are_drawn_with_our_type_alone(before, monkeypatch):
    """A browser that we start later finds the computer's fonts."""
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    if before:
        monkeypatch.setenv("FONTCONFIG_FILE", before)
    told = []
    monkeypatch.setattr(
        export.vl_convert,
        "register_font_directory",
        lambda folder: told.append((folder, os.environ["FONTCONFIG_FILE"])),
    )
    export._use_our_fonts.__wrapped__()
    assert told == [(str(FONTS), str(FONTS / "fonts.conf"))]
    assert os.environ.get("FONTCONFIG_FILE") == before


def test_the_marks_of_the_key_are_those_of_the_chart():
    assert key.normal_range() != key.normal_range(firm=False)
    assert ">12</text>" in key.event(12)
    drawn = (
        key.ordinary(),
        key.preliminary(),
        key.target(),
        key.normal_range(),
        key.phase(),
        key.event(1),
    )
    assert all(each.startswith("<svg") and each.endswith("</svg>") for each in drawn)
