"""How many random cases a test tries: few while one works, thousands in `make check`."""

import os

TIMES = int(os.environ.get("KPI_EXAMPLES", "1"))  # set by `make check`


def examples(usual: int) -> int:
    """As many as are quick, times KPI_EXAMPLES."""
    return usual * TIMES
