"""Each function's Lambda archive: its entry point, what that imports, and nothing else.

An archive holds the modules that the entry point reaches through its imports, the data files that those modules name,
and the locked distributions that they import, with their dependencies. So a change of one line changes the archives
of the functions that can run it, and a function that needs no spreadsheet reader carries none. boto3 is left out: the
runtime has it.

The same sources give the same bytes on any host: sorted entries, fixed dates and modes, no byte code, and no
compression, whose output differs from one build of zlib to the next and would show a change in every preview.

Knows no Pulumi.
"""

import base64
import hashlib
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from components import dependencies
from components.dependencies import ARCHITECTURE, RUNTIME, Platform
from components.sources import ArchiveError, Sources, reach

__all__ = [
    "ARCHITECTURE",
    "HANDLERS",
    "RUNTIME",
    "ArchiveError",
    "Platform",
    "Sources",
    "archive",
    "digest",
    "hex_digest",
]

HANDLERS = Sources(Path(__file__).resolve().parent.parent)
"""The functions of this repository, in ``handlers/``."""

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_FORMAT = "1"
"""Part of the key of what is already built; raise it when the way of building changes."""


def archive(function_name: str, platform: Platform = "lambda", sources: Sources = HANDLERS) -> Path:
    """Return the path of a function's archive, built first where it is missing or older than its sources.

    ``function_name`` is the short name (``send-messages``); its entry point is ``send_messages.py`` in the package
    of ``sources``. ``ArchiveError`` for a function without an entry point, for an import that nothing locked
    provides, and where the dependencies are not here and cannot be fetched.
    """
    entry = function_name.replace("-", "_")
    entry_path = f"{sources.package}/{entry}.py"
    if not (sources.root / entry_path).is_file():
        raise ArchiveError(f"{function_name} has no entry point: {entry_path} is not there")
    site = dependencies.installed(sources, platform)
    code = reach(sources, f"{sources.package}.{entry}")
    own = {path.relative_to(sources.root).as_posix(): path for path in code.files}
    key = _key(own, site.name if site else "")
    target = sources.build / "archives" / platform / f"{function_name}.zip"
    stamp = target.with_suffix(".key")
    with dependencies.locked(target):
        if not (target.is_file() and stamp.is_file() and stamp.read_text() == key):
            carried = dependencies.carried(sources, site, code.third_party, entry_path)
            _write_zip(target, own | carried)
            stamp.write_text(key)
    return target


def digest(path: Path) -> str:
    """Return the file's SHA-256 in base64, as Lambda reports it for a function's code."""
    return base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()


def hex_digest(path: Path) -> str:
    """Return the file's SHA-256 in hexadecimal, fit for a key in a bucket."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _key(own: Mapping[str, Path], site: str) -> str:
    content = hashlib.sha256(f"{_FORMAT}\n{site}\n".encode())
    for name, path in own.items():
        content.update(f"{name} {hex_digest(path)}\n".encode())
    return content.hexdigest()


def _write_zip(target: Path, entries: Mapping[str, Path]) -> None:
    partial = target.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as out:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, _FIXED_DATE)
            entry.create_system = 3
            entry.external_attr = (0o100755 if name.endswith(".so") else 0o100644) << 16
            out.writestr(entry, entries[name].read_bytes())
    partial.replace(target)


def main() -> None:
    """Install what the archives carry, for Lambda and for this machine: the part of the build that needs a network."""
    for platform in get_args(Platform):
        dependencies.installed(HANDLERS, platform)


if __name__ == "__main__":
    try:
        main()
    except ArchiveError as error:
        sys.exit(f"error: {error}")
