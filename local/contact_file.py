"""Looks at the contact file before anything is started, so that a wrong one costs no time."""

from pathlib import Path

from components.catalogue import INTAKE_SUFFIXES
from local.errors import LocalError

SHEET = "Leads"


def checked(path: Path) -> Path:
    """The file, if it can be taken in; else ``LocalError`` with what is wrong and what to do."""
    if path.suffix.lower() not in INTAKE_SUFFIXES:
        raise LocalError(
            f"{path}: {path.suffix or 'a file without an ending'} cannot be read: save it as .xlsx, .csv or .json"
        )
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise LocalError(f"{path}: there is no such file: name another with CONTACTS=file") from None
    except OSError as error:
        raise LocalError(
            f"{path}: cannot be read ({error.strerror}): check what it is and its permissions"
        ) from None
    if not content.strip():
        raise LocalError(f"{path}: the file is empty: name another with CONTACTS=file")
    return path
