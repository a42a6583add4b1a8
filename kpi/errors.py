"""Errors that are meant for people.

A `KpiError` is printed as it stands: one Swedish sentence (or a list of them), no
traceback, and an exit code. Anything else that is raised is a bug and shows its traceback.
"""

import errno

DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})  # of an OSError


class KpiError(Exception):
    """What a person can understand and act on. Its text is Swedish."""

    exit_code = 1


class InputError(KpiError):
    """What was sent in cannot be used as it is."""

    exit_code = 1


class CatalogueError(InputError):
    """The catalogue has mistakes; the text lists every one with file and key."""


class Stale(InputError):
    """Something this was checked against has changed since; check again."""


class UsageError(KpiError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class NotAllowed(KpiError):
    """The person's role does not include this."""

    exit_code = 3


class Busy(KpiError):
    """Someone else holds what is needed, or the disk will not take it."""

    exit_code = 4


class Damaged(KpiError):
    """The ledger does not say what it said when it was written."""
