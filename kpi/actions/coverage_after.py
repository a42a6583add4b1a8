"""How much would be in of the months that a file touches, once it had been sent?"""

from dataclasses import replace

import polars as pl

from kpi.access import Permission, User, require
from kpi.actions.coverage import see_coverage
from kpi.actions.deliver import Previewed
from kpi.actions.home import Home
from kpi.coverage import counts
from kpi.coverage.counts import whole
from kpi.ledger import KINDS
from kpi.ledger.kinds import MEASURES
from kpi.store.what_if import WhatIf
from kpi.wording.impact import Covered


def coverage_after(home: Home, user: User, previewed: Previewed) -> tuple[Covered, ...]:
    """Each month that a file of figures touches, as it would be covered; nothing is stored.

    Asked of the same verb as Täckning, in a store where the file is the next delivery. Empty
    for a file with errors, a register, and months that nothing is expected for.
    """
    require(user, Permission.SEND_FILES)
    checked, found = previewed.checked, previewed.preview
    if checked.layout is None or found is None or KINDS[checked.layout.kind] is not MEASURES:
        return ()
    touched = pl.concat(each["month"] for each in (found.new, found.changed, found.removed))
    then = previewed.checked_at + 1
    what_if = replace(home, store=WhatIf(home.store, checked.layout.kind, checked.rows, then))
    cells = see_coverage(what_if, user, as_of=then).cells
    own = cells.filter(pl.col("month").is_in(touched.unique().to_list()))
    return tuple(
        Covered(**row)
        for row in whole(counts(own, ["month", "unit"])).filter(pl.col("units") > 0).to_dicts()
    )
