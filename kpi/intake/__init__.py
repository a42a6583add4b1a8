"""From a received file to rows that can be committed, or to everything that is wrong with it.

`read` makes texts of bytes, `validate` makes typed rows of texts, `preview` compares the rows
with what is visible now. Bad content never raises: it gives issues, which
`kpi.wording.issues` words. Frames only; nothing here knows the store.
"""

from kpi.intake.issue import Issue, Level, Rule
from kpi.intake.layout import guess_layout
from kpi.intake.preview import preview
from kpi.intake.read import read
from kpi.intake.resolve import Known
from kpi.intake.validate import validate

__all__ = ["Issue", "Known", "Level", "Rule", "guess_layout", "preview", "read", "validate"]
