"""Did the pilot do it? Pilot units against comparison units, month by month (methods §11).

Frames in, one typed answer a panel out; nothing here knows the store.
"""

from kpi.effects.effect import Effect, Question, effects
from kpi.effects.states import Grade, Reason, Scale

__all__ = ["Effect", "Grade", "Question", "Reason", "Scale", "effects"]
