"""The locked distributions that functions carry, installed once for each platform, and which of them a module needs.

Knows no Pulumi.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Literal

from components.sources import ArchiveError, Sources

Platform = Literal["lambda", "host"]
"""``lambda``: arm64 and Python 3.13, from any host. ``host``: this machine and this interpreter, for the embedded
cloud, which runs functions as local processes."""

RUNTIME = "python3.13"
ARCHITECTURE = "arm64"
"""The runtime and the architecture of Lambda for which distributions are installed."""

_TARGET = (
    "--python-platform",
    "aarch64-manylinux_2_28",
    "--python-version",
    RUNTIME.removeprefix("python"),
    "--only-binary",
    ":all:",
)
_LEFT_OUT_PARTS = frozenset({"__pycache__", "bin", "tests"})
_LEFT_OUT_NAMES = frozenset({"RECORD", "INSTALLER", "REQUESTED", "direct_url.json", ".lock"})


def installed(sources: Sources, platform: Platform) -> Path | None:
    """Return the folder with the locked distributions for ``platform``, installed first where they are missing.

    The folder's name holds the lock file's digest, so a new lock makes a new folder. ``None`` without a lock file;
    ``ArchiveError`` if the distributions are not here and cannot be fetched.
    """
    if not sources.lock.is_file():
        return None
    tag = "" if platform == "lambda" else f"-py{sys.version_info.major}{sys.version_info.minor}"
    version = hashlib.sha256(sources.lock.read_bytes()).hexdigest()[:12]
    site = sources.build / "dependencies" / f"{platform}{tag}-{version}"
    with locked(site):
        if not site.is_dir():
            _install(sources.lock, platform, site)
    return site


def carried(sources: Sources, site: Path | None, modules: Iterable[str], importer: str) -> dict[str, Path]:
    """Map names in an archive to the files of the distributions that provide ``modules``, and of all they require.

    ``site`` is the folder of ``installed``. ``ArchiveError`` for a module that no distribution provides; ``importer``
    is the entry point that it names.
    """
    found = _distributions(site) if site else {}
    needed = _needed(_owners(sources, found, modules, importer), found)
    return {name: path for each in needed for name, path in _files(found[each]).items()}


@cache
def _distributions(site: Path) -> dict[str, Distribution]:
    return {_normalised(found.metadata["Name"]): found for found in distributions(path=[str(site)])}


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _owners(
    sources: Sources, found: Mapping[str, Distribution], modules: Iterable[str], importer: str
) -> list[str]:
    """Return the normalised names of the distributions that provide ``modules``."""
    owners = []
    for module in sorted(modules):
        providers = [name for name, distribution in found.items() if module in _provides(distribution)]
        if not providers:
            raise ArchiveError(
                f"{importer} reaches an import of {module}, which no distribution of "
                f"{sources.package}/requirements.txt provides: add it to {sources.package}/requirements.in and "
                "run `make lock`"
            )
        owners += providers
    return owners


@cache
def _provides(found: Distribution) -> frozenset[str]:
    return frozenset(path.parts[0].removesuffix(".py").partition(".")[0] for path in found.files or ())


def _needed(owners: Iterable[str], found: Mapping[str, Distribution]) -> list[str]:
    """Return the names of the distributions and of all that they require."""
    waiting, taken = list(owners), set[str]()
    while waiting:
        name = waiting.pop()
        if name in taken or name not in found:
            continue
        taken.add(name)
        required = (line for line in found[name].requires or () if "extra ==" not in line)
        waiting += [_normalised(match[0]) for line in required if (match := re.match(r"[\w.-]+", line))]
    return sorted(taken)


@cache
def _files(found: Distribution) -> Mapping[str, Path]:
    """Map names in an archive to the files of a distribution."""
    return dict(_carried_files(found))


def _carried_files(found: Distribution) -> Iterator[tuple[str, Path]]:
    site = Path(str(found.locate_file("")))
    for file in found.files or ():
        path = Path(os.path.normpath(site / file))
        parts = path.relative_to(site).parts if path.is_relative_to(site) else ("bin",)
        if _LEFT_OUT_PARTS.isdisjoint(parts) and path.name not in _LEFT_OUT_NAMES and path.is_file():
            yield path.relative_to(site).as_posix(), path


def _install(lock: Path, platform: Platform, site: Path) -> None:
    from uv import find_uv_bin

    partial = site.with_name(f"{site.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    command = [find_uv_bin(), "pip", "install", "--quiet", "--no-config", "--require-hashes", "-r", str(lock)]
    command += ["--target", str(partial), "--no-compile-bytecode", "--no-installer-metadata"]
    command += _TARGET if platform == "lambda" else ("--python", sys.executable)
    done = subprocess.run(command, capture_output=True, text=True, env={"UV_SYSTEM_CERTS": "1", **os.environ})
    if done.returncode:
        shutil.rmtree(partial, ignore_errors=True)
        lines = [line.strip(" ×│╰─▶") for line in done.stderr.splitlines() if line.strip()]
        raise ArchiveError(
            f"the functions' dependencies for {platform} could not be installed: {'; '.join(lines[:3])}. "
            "Run `make env` once with access to the package index"
        )
    partial.replace(site)


@contextmanager
def locked(target: Path) -> Generator[None]:
    """Let one process at a time build ``target``, such as tests in parallel or a preview beside ``make up``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.with_name(f".{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
