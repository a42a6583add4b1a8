"""Did the pilot do it? Pilot units against comparison units, month by month (methods §11).

Frames in, one typed answer a panel out; nothing here knows the store.
"""

from kpi.effects.effect import Effect, Question, effects
from kpi.effects.gap import gap
from kpi.effects.states import Grade, Group, Reason, Scale

__all__ = ["Effect", "Grade", "Group", "Question", "Reason", "Scale", "effects", "gap"]
