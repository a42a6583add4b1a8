"""Cheaper, as good, more equal? Three answers side by side, never one score (methods §13).

Typed answers in, one typed answer out; nothing here knows frames or the store.
"""

from kpi.verdict.balance import Balance, Verdict, balance
from kpi.verdict.judged import Judged
from kpi.verdict.states import Answer, Conflict, Lack, Quality

__all__ = ["Answer", "Balance", "Conflict", "Judged", "Lack", "Quality", "Verdict", "balance"]
