"""Locks between processes, and what makes a rename last.

POSIX has both; Windows has neither in this form, so there a lock is always free and a
directory is not synced: fine for one person trying the demo, not for a server.
"""

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class Lock:
    """A file or folder held by this process until `release` or until the process ends."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        os.close(self._handle)


def lock(path: Path) -> Lock:
    """Hold an existing file or folder; BlockingIOError if someone else holds it."""
    if sys.platform == "win32":
        return Lock(os.open(os.devnull, os.O_RDONLY))
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    return Lock(handle)


def try_lock(path: Path) -> Lock | None:
    """Hold an existing file or folder; None if another process (or another call) holds it."""
    try:
        return lock(path)
    except BlockingIOError:
        return None


def write_through(path: Path, content: bytes) -> None:
    """Write a new file and wait until the disk has it."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the disk has the folder's list of names."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
