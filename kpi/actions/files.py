"""Read a file that somebody named; what cannot be read is one sentence."""

from pathlib import Path

from kpi.errors import InputError, NotAllowed, UsageError


def read_file(path: Path) -> bytes:
    """The file's bytes. UsageError when there is no such file, NotAllowed when it is closed."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"{path} finns inte.") from error
    except IsADirectoryError as error:
        raise UsageError(f"{path} är en mapp, inte en fil.") from error
    except PermissionError as error:
        raise NotAllowed(f"{path} får du inte läsa.") from error
    except OSError as error:
        raise InputError(f"{path} kan inte läsas ({error.strerror}).") from error
