"""What a meeting was shown, as data: frozen once, read and compared for good.

A pack holds every figure, sentence and picture that the documents are made of, and nothing here
knows the store.
"""

from kpi.meetings.pack import Meeting, Pack, Picture, Table

__all__ = ["Meeting", "Pack", "Picture", "Table"]
