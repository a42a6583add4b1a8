"""Text that is known to fit before it is set."""

import pytest

from kpi.charts.lettering import text_width
from kpi.documents.slide_text import LEADING, Said, largest, pages, total_height


def test_a_paragraph_takes_its_lines_and_the_room_under_it():
    wide = text_width("aaa bbb", 10)
    assert Said("aaa bbb", 10, after=4).high(wide) == pytest.approx(10 * LEADING + 4)
    assert Said("aaa bbb ccc", 10).high(wide) == pytest.approx(2 * 10 * LEADING)
    assert total_height([Said("a", 10), Said("b", 20)], wide) == pytest.approx(30 * LEADING)


def test_the_largest_size_that_fits_is_taken_and_the_smallest_where_none_does():
    def one(size: float) -> list[Said]:
        return [Said("a", size)]

    assert largest(one, 100, 20 * LEADING, (30, 20, 10))[0].size == 20
    assert largest(one, 100, 1, (30, 20, 10))[0].size == 10


def test_what_is_stacked_goes_on_to_the_next_page_and_no_page_is_empty():
    assert list(pages([3, 3, 3], 6)) == [slice(0, 2), slice(2, 3)]
    assert list(pages([9, 1, 9], 6)) == [slice(0, 1), slice(1, 2), slice(2, 3)]
    assert list(pages([], 6)) == [slice(0, 0)]
