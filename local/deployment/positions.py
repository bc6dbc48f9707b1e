"""The line of the program that makes a resource, as the SDK tells it to the engine when the resource is registered."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from local.deployment.stack_configuration import ROOT

_PACKAGES = "site-packages"


def position(request: Any, root: Path = ROOT) -> str:
    """Return the innermost line of the project that led to a registration, as `components/queueing.py:57`.

    Empty where there is none, as for the stack itself.
    """
    for frame in request.stackTrace.frames:
        path = Path(unquote(urlparse(frame.pc.uri).path))
        if path.is_relative_to(root) and _PACKAGES not in path.parts:
            return f"{path.relative_to(root).as_posix()}:{frame.pc.line}"
    return ""
