"""The report as PDF: what a reader, a screen reader and an archive find in it."""

import io

import pikepdf
import pytest

from kpi.documents import Format, render
from tests.documents.picture import pack


@pytest.fixture(scope="session")
def small() -> pikepdf.Pdf:
    (content,) = render(pack(), [Format.PDF]).values()
    return pikepdf.open(io.BytesIO(content))


def test_it_says_which_standards_it_keeps_to(small):
    with small.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")


def test_it_is_tagged_in_swedish_and_shows_its_title(small):
    assert small.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in small.Root
    assert small.Root.Lang == "sv-SE"
    assert small.Root.ViewerPreferences.DisplayDocTitle
    with small.open_metadata() as said:
        assert said["dc:title"] == "Pilot Öster: lägesrapport"
