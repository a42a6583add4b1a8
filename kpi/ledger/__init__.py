"""Everything anyone ever sent or decided: one immutable folder a delivery, append-only."""

from kpi.ledger.append import append
from kpi.ledger.delivery import Delivery, Draft, Status, sha256
from kpi.ledger.kinds import KINDS, WITHDRAWAL, Kind

__all__ = ["KINDS", "WITHDRAWAL", "Delivery", "Draft", "Kind", "Status", "append", "sha256"]
