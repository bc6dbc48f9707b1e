"""The contact file, checked before anything is started by the rules of ingest-contacts."""

from pathlib import Path

from handlers.common.rules.refusals import Refused
from handlers.intake.rules import files
from local.errors import LocalError


def checked(path: Path) -> Path:
    """Return the file if it can be taken in; else raise ``LocalError`` with the fault and the cure."""
    try:
        body = path.read_bytes()
        files.check_size(path.name, len(body))
        files.read(path.name, body)
    except FileNotFoundError:
        raise LocalError(f"{path}: there is no such file: name another with CONTACTS=file") from None
    except OSError as error:
        raise LocalError(
            f"{path}: cannot be read ({error.strerror}): name a file that you may read"
        ) from None
    except Refused as refused:
        raise LocalError(f"{path}: {refused.message}") from None
    return path
