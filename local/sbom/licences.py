"""The licences of packages: as SPDX names them, from what each package says of itself, and which are allowed."""

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from types import MappingProxyType

from cyclonedx import spdx

ALLOWED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "PSF-2.0",
        "Unlicense",
    }
)
"""Licences under which a package may be used, beside our own code and unchanged, without more than being named."""

_CLASSIFIED: Mapping[str, str] = MappingProxyType(
    {
        "Apache Software License": "Apache-2.0",
        "ISC License (ISCL)": "ISC",
        "MIT License": "MIT",
        "MIT No Attribution License (MIT-0)": "MIT-0",
        "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
        "Python Software Foundation License": "PSF-2.0",
        "The Unlicense (Unlicense)": "Unlicense",
    }
)
"""Classifier of PyPI, where it names one licence: the licence."""
_WRITTEN: Mapping[str, str] = MappingProxyType(
    {"3-clause bsd license": "BSD-3-Clause", "apache 2.0": "Apache-2.0", "mit": "MIT"}
)
"""The words of a package that classifies itself not at all: the licence."""

BY_HAND: Mapping[str, str] = MappingProxyType(
    {
        "colorama": "BSD-3-Clause",
        "grimp": "BSD-2-Clause",
        "pyasn1-modules": "BSD-2-Clause",
        "pysocks": "BSD-3-Clause",
        # Later contributions are under Apache-2.0 too.
        "python-dateutil": "BSD-3-Clause",
    }
)
"""Package that says it in no such way, or is not installed everywhere: its licence, as its files have it."""


class UnknownLicenceError(ValueError):
    """Nobody can tell from a package what its licence is."""


def expression(package: str) -> str:
    """Return the SPDX expression of a package's licence.

    ``UnknownLicenceError`` for one that says it in no way that is known.
    """
    if package in BY_HAND:
        return BY_HAND[package]
    said = told(package)
    if said is None:
        raise UnknownLicenceError(
            f"{package} does not say what its licence is: read its files, and add it to BY_HAND in {__name__}"
        )
    return said


def told(package: str) -> str | None:
    """Return what a package that is installed says of its licence; None where that is not clear."""
    try:
        found = metadata(package)
    except PackageNotFoundError:
        return None
    words = found["License"] or ""
    written = words if spdx.is_supported_id(words) else _WRITTEN.get(words.lower())
    return found["License-Expression"] or _classified(found) or written


def refused(expression: str) -> bool:
    """Return True if an expression leaves no choice that is allowed."""
    choices = re.split(r"\s+OR\s+", expression.strip("()"))
    return not any(
        all(each.strip("() ") in ALLOWED for each in re.split(r"\s+AND\s+", one)) for one in choices
    )


def _classified(found: PackageMetadata) -> str | None:
    names: Iterable[str] = found.get_all("Classifier") or ()
    licences = [
        each.rpartition(" :: ")[2] for each in names if each.startswith("License :: OSI Approved :: ")
    ]
    known = [_CLASSIFIED.get(each) for each in licences]
    return " OR ".join(filter(None, known)) if known and None not in known else None
