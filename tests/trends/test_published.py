"""Prime charts as published: patients seen within four hours in England's emergency departments.

Figures: M. A. Mohammed et al., Quality and Safety in Health Care 22 (2013), 362-368: twenty weeks,
so many patients that a p chart calls nearly every week unusual. Limits: those that the tests of
PowerBI-SPC (AUS-DOH-Safety-and-Quality on GitHub, checked there against R) print for P' in per
cent and for U'. That I' gives the same: W. Taylor, Normalized Individuals Control Chart (2018).
"""

import pytest

from kpi.trends.spc import points
from tests.trends.picture import series

SEEN = """
266501 264225 276532 281461 269071 261215 270409 279778 270483 270320
267923 271478 255353 256820 261835 259144 255910 260863 264465 260989
"""
CAME = """
280443 276823 291681 296155 282343 275888 283867 295251 284468 282529
279618 283932 266629 268091 276803 271578 266005 273520 278574 273772
"""
P_UPPER = """
96.567 96.5753 96.5421 96.5326 96.5627 96.5775 96.5593 96.5345 96.5579 96.5623
96.5689 96.5591 96.5996 96.5961 96.5753 96.5877 96.6012 96.583 96.5713 96.5824
"""
P_LOWER = """
94.013 94.0046 94.0378 94.0473 94.0173 94.0025 94.0207 94.0454 94.022 94.0177
94.0111 94.0208 93.9803 93.9839 94.0046 93.9923 93.9788 93.9969 94.0087 93.9975
"""
U_UPPER = """
0.9657 0.9658 0.9654 0.9653 0.9656 0.9658 0.9656 0.9653 0.9656 0.9656
0.9657 0.9656 0.966 0.966 0.9658 0.9659 0.966 0.9658 0.9657 0.9658
"""
U_LOWER = """
0.9401 0.940 0.9404 0.9405 0.9402 0.94 0.9402 0.9405 0.9402 0.9402
0.9401 0.9402 0.9398 0.9398 0.94 0.9399 0.9398 0.94 0.9401 0.94
"""


def numbers(written):
    return [float(each) for each in written.split()]


def charted(chart, scale=1.0):
    pairs = zip(numbers(SEEN), numbers(CAME), strict=True)
    line = " ".join(f"{scale * seen / came!r}:{came!r}" for seen, came in pairs)
    return points(series(line, chart=chart, scale=scale))


def test_a_p_chart_of_so_many_calls_most_weeks_unusual():
    assert (charted("p")["signal"] == "outside").sum() > 10


def test_p_prime_limits():
    found = charted("pprime", scale=100.0)
    assert found["upper"].to_list() == pytest.approx(numbers(P_UPPER), abs=0.00006)
    assert found["lower"].to_list() == pytest.approx(numbers(P_LOWER), abs=0.00006)
    assert found["signal"].unique().to_list() == ["none"]


def test_u_prime_limits():
    found = charted("uprime")
    assert found["upper"].to_list() == pytest.approx(numbers(U_UPPER), abs=0.00006)
    assert found["lower"].to_list() == pytest.approx(numbers(U_LOWER), abs=0.00006)


def test_i_prime_limits_are_those_of_p_prime():
    found = charted("iprime", scale=100.0)
    assert found["upper"].to_list() == pytest.approx(numbers(P_UPPER), abs=0.01)
    assert found["lower"].to_list() == pytest.approx(numbers(P_LOWER), abs=0.01)
