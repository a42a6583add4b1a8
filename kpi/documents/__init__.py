"""A pack as files: one content, one renderer a format. Nothing here knows the store or the day.

The same pack gives the same bytes on every computer with the same versions.
"""

from kpi.documents.render import Format, render

__all__ = ["Format", "render"]
