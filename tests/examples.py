"""How many random cases a test tries: few while one works, thousands in `make check`."""

import os

LEAST = int(os.environ.get("KPI_EXAMPLES", "0"))  # set by `make check`


def examples(usual: int) -> int:
    """As many as are quick, or KPI_EXAMPLES if that is more."""
    return max(usual, LEAST)
