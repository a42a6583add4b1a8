"""A chart as a file to keep: PNG and SVG in our own type."""

import json
import os
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from threading import RLock
from typing import Any, Literal

import vl_convert

from kpi.charts.lettering import FONTS

SCALE = 2  # pixels a px: sharp on paper and on a projector
WHICH_FONTS = "FONTCONFIG_FILE"
VEGA_LITE = "6.4"  # what Altair writes
MOST = 256  # drawings at hand: every file of a meeting shows the same, one file after the other

Spec = dict[str, Any]
Kind = Literal["png", "svg"]
Key = tuple[Kind, str]

_kept: OrderedDict[Key, Future[bytes]] = OrderedDict()
_keeping = RLock()  # also while one is drawn here: the library lets no other thread go on then


def png(spec: Spec) -> bytes:
    """The chart as a picture."""
    return _at_hand(("png", json.dumps(spec)))


def svg(spec: Spec) -> bytes:
    """The chart as a drawing that can be enlarged; its text stays text."""
    return _at_hand(("svg", json.dumps(spec)))


def begin(kind: Kind, spec: Spec, start: Callable[[Key], Future[bytes]]) -> None:
    """Have it drawn by start, unless it is at hand."""
    key: Key = (kind, json.dumps(spec))
    with _keeping:
        if _needed(key):
            _keep(key, start(key))


def painted(drawing: str) -> bytes:
    """A drawing as a picture."""
    _use_our_fonts()
    return vl_convert.svg_to_png(drawing, scale=SCALE)


def _at_hand(key: Key) -> bytes:
    """Never waited for with the lock held. What another could not finish is drawn here."""
    kind, spec = key
    while True:
        if kind == "png" and _needed(key):
            _at_hand(("svg", spec))  # what it is painted from, which may be waited for
        with _keeping:
            if _needed(key):
                drawn: Future[bytes] = Future()
                drawn.set_result(draw(*key))
                _keep(key, drawn)
            found = _kept[key]
        with suppress(Exception):  # then it is drawn here, and an error of its own is told
            return found.result()


def _needed(key: Key) -> bool:
    """Whether it must be drawn: nobody has begun, or it went wrong."""
    found = _kept.get(key)
    return found is None or found.cancelled() or (found.done() and found.exception() is not None)


def _keep(key: Key, drawn: Future[bytes]) -> None:
    _kept[key] = drawn
    _kept.move_to_end(key)
    while len(_kept) > MOST:
        _kept.popitem(last=False)


def draw(kind: Kind, spec: str) -> bytes:
    """Now and here. spec: as JSON."""
    if kind == "png":
        return painted(_at_hand(("svg", spec)).decode())
    _use_our_fonts()
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE).encode()


@cache
def _use_our_fonts() -> None:
    """None of the computer's: the same picture everywhere, and in half the time.

    Without ours every text would be left out of the picture, and nothing would say so. The library
    looks for fonts when it is first told of some; no other program is to find ours alone.
    """
    before = os.environ.get(WHICH_FONTS)
    os.environ[WHICH_FONTS] = str(FONTS / "fonts.conf")
    vl_convert.register_font_directory(str(FONTS))
    if before is None:
        del os.environ[WHICH_FONTS]
    else:
        os.environ[WHICH_FONTS] = before
