"""Do all units get a good enough service, and do more of them than before? (methods §12)

Frames in, one typed answer a nyckeltal out; nothing here knows the store. Every figure that
comes in may be shown: what is withheld is taken out before.
"""

from kpi.equity.answer import Equity, Lowest, Share, equity
from kpi.equity.crossing import Interval
from kpi.equity.funnel import funnel
from kpi.equity.states import Unjudged

__all__ = ["Equity", "Interval", "Lowest", "Share", "Unjudged", "equity", "funnel"]
