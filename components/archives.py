"""Builds each function's Lambda archive: its entry point, what that imports, and nothing else.

An archive holds the modules of ``handlers/`` that the entry point reaches through its imports, the data files that
those modules name, and the locked distributions that they import, with their dependencies. So a change of one line
changes the archives of the functions that can run it, and a function that needs no spreadsheet reader carries none.
boto3 is left out: the runtime has it.

The same sources give the same bytes on any host: sorted entries, fixed dates and modes, no byte code, and no
compression, whose output differs from one build of zlib to the next and would show a change in every preview.

This module knows no Pulumi and imports none of the code it packs: it reads it.
"""

import ast
import base64
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from threading import Lock
from typing import Literal

Platform = Literal["lambda", "host"]
"""``lambda``: arm64 and Python 3.13, from any host. ``host``: this machine and this interpreter, for the embedded
cloud, which runs functions as local processes."""

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "handlers"
LOCK = ROOT / PACKAGE / "requirements.txt"
BUILD = ROOT / "build"

_TARGET = (
    "--python-platform",
    "aarch64-manylinux_2_28",
    "--python-version",
    "3.13",
    "--only-binary",
    ":all:",
)
_RUNTIME_PROVIDES = frozenset({"boto3", "botocore"})
_IMPLIED = {"zoneinfo": "tzdata"}
"""Standard modules that work only with a distribution's data."""
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_LEFT_OUT_PARTS = frozenset({"__pycache__", "bin", "tests"})
_LEFT_OUT_NAMES = frozenset({"RECORD", "INSTALLER", "REQUESTED", "direct_url.json", ".lock"})
_FORMAT = "1"
"""Part of the key of what is already built; raise it when the way of building changes."""


class ArchiveError(Exception):
    """An archive cannot be built; the message says what to do."""


def archive(function_name: str, platform: Platform = "lambda") -> Path:
    """The path of the function's archive, built first where it is missing or older than its sources.

    ``function_name`` is the short name (``send-messages``); its entry point is ``handlers/send_messages.py``.
    Raises ``ArchiveError`` for a function without an entry point, for an import that nothing locked provides, and
    where the dependencies are not here and cannot be fetched.
    """
    entry = function_name.replace("-", "_")
    if not (ROOT / PACKAGE / f"{entry}.py").is_file():
        raise ArchiveError(f"{function_name} has no entry point: {PACKAGE}/{entry}.py is not there")
    site = dependencies(platform)
    own = own_files(f"{PACKAGE}.{entry}")
    key = _key(own.files, site)
    target = BUILD / "archives" / platform / f"{function_name}.zip"
    stamp = target.with_suffix(".key")
    with _locked(target):
        if not (target.is_file() and stamp.is_file() and stamp.read_text() == key):
            entries = {path.relative_to(ROOT).as_posix(): path for path in own.files}
            for name in _distributions_for(own.third_party, site, f"{PACKAGE}/{entry}.py"):
                entries |= {
                    file.relative_to(site).as_posix(): file for file in _files(_installed(site)[name], site)
                }
            _write_zip(target, entries)
            stamp.write_text(key)
    return target


def digest(path: Path) -> str:
    """The file's SHA-256 in base64, as Lambda reports it for a function's code."""
    return base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()


def hex_digest(path: Path) -> str:
    """The file's SHA-256 in hexadecimal, fit for a key in a bucket."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def dependencies(platform: Platform) -> Path:
    """The folder with the locked distributions for ``platform``, installed first where they are missing.

    The folder's name holds the lock file's digest, so a new lock makes a new folder.
    """
    tag = "" if platform == "lambda" else f"-py{sys.version_info.major}{sys.version_info.minor}"
    site = BUILD / "dependencies" / f"{platform}{tag}-{hex_digest(LOCK)[:12]}"
    with _locked(site):
        if not site.is_dir():
            _install(platform, site)
    return site


@dataclass(frozen=True)
class Reach:
    """What an entry point reaches: ``files`` of ours, and the names of foreign top-level modules it imports."""

    files: tuple[Path, ...]
    third_party: frozenset[str]


def own_files(entry_module: str) -> Reach:
    """Follows the imports of ``entry_module`` (dotted) through the ``handlers`` package, reading and not running."""
    waiting, seen, foreign = [entry_module], set[str](), set[str]()
    files: set[Path] = set()
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        path = _module_path(module)
        if path is None:
            raise ArchiveError(f"{module} is imported and is not in {PACKAGE}/")
        files.add(path)
        imports, data = _read(path, path.stat().st_mtime_ns)
        files |= data
        if "." in module:
            waiting.append(module.rpartition(".")[0])
        for name in imports:
            if name == PACKAGE or name.startswith(f"{PACKAGE}."):
                waiting.append(name)
            else:
                foreign.add(name.partition(".")[0])
    implied = {_IMPLIED[name] for name in foreign & _IMPLIED.keys()}
    outside = foreign - sys.stdlib_module_names - _RUNTIME_PROVIDES
    return Reach(tuple(sorted(files)), frozenset(outside | implied))


def _module_path(module: str) -> Path | None:
    base = ROOT.joinpath(*module.split("."))
    for candidate in (base.with_suffix(".py"), base / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


_PARSER = Lock()
"""CPython 3.11 cannot parse on two threads at once, and functions are deployed in parallel."""


@cache
def _read(path: Path, changed: int) -> tuple[tuple[str, ...], frozenset[Path]]:
    """What a module imports and the data files it names; ``changed`` tells one version of the file from the next."""
    with _PARSER:
        tree = ast.parse(path.read_text("utf-8"), filename=str(path))
        return tuple(_imports(tree, path)), frozenset(_named_data(tree, path.parent))


def _imports(tree: ast.AST, path: Path) -> Iterator[str]:
    """Dotted names of the modules that a file imports, leaving out what only type checkers see."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING")):
                continue
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(level=level) if level:
                raise ArchiveError(f"{path.name}:{node.lineno} imports relatively: write the absolute import")
            case ast.ImportFrom(module=str(module), names=names):
                yield module
                submodules = (f"{module}.{alias.name}" for alias in names)
                yield from (name for name in submodules if _is_own(name) and _module_path(name))
            case _:
                yield from _imports(node, path)


def _is_own(name: str) -> bool:
    return name.startswith(f"{PACKAGE}.")


def _named_data(tree: ast.AST, folder: Path) -> set[Path]:
    """The data files beside a module that one of its string constants names."""
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    names = {value for value in constants if isinstance(value, str) and re.fullmatch(r"[\w.-]+\.\w+", value)}
    return {folder / name for name in names if not name.endswith(".py") and (folder / name).is_file()}


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def _installed(site: Path) -> dict[str, Distribution]:
    return {_normalised(found.metadata["Name"]): found for found in distributions(path=[str(site)])}


def _provides(found: Distribution) -> set[str]:
    return {path.parts[0].removesuffix(".py").partition(".")[0] for path in found.files or ()}


def _distributions_for(modules: Iterable[str], site: Path, importer: str) -> list[str]:
    """The normalised names of the distributions that provide ``modules``, and all that those require."""
    installed = _installed(site)
    waiting = []
    for module in sorted(modules):
        owners = [name for name, found in installed.items() if module in _provides(found)]
        if not owners:
            raise ArchiveError(
                f"{importer} reaches an import of {module}, which no distribution of {PACKAGE}/requirements.txt "
                f"provides: add it to {PACKAGE}/requirements.in and run `make lock`"
            )
        waiting += owners
    taken: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in taken or name not in installed:
            continue
        taken.add(name)
        required = (line for line in installed[name].requires or () if "extra ==" not in line)
        waiting += [_normalised(match[0]) for line in required if (match := re.match(r"[\w.-]+", line))]
    return sorted(taken)


def _files(found: Distribution, site: Path) -> Iterator[Path]:
    for file in found.files or ():
        path = Path(os.path.normpath(site / file))
        parts = path.relative_to(site).parts if path.is_relative_to(site) else ("bin",)
        if _LEFT_OUT_PARTS.isdisjoint(parts) and path.name not in _LEFT_OUT_NAMES and path.is_file():
            yield path


def _key(own: Iterable[Path], site: Path) -> str:
    content = hashlib.sha256(f"{_FORMAT}\n{site.name}\n".encode())
    for path in own:
        content.update(f"{path.relative_to(ROOT).as_posix()} {hex_digest(path)}\n".encode())
    return content.hexdigest()


def _write_zip(target: Path, entries: dict[str, Path]) -> None:
    partial = target.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as out:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, _FIXED_DATE)
            entry.create_system = 3
            entry.external_attr = (0o100755 if name.endswith(".so") else 0o100644) << 16
            out.writestr(entry, entries[name].read_bytes())
    partial.replace(target)


def _install(platform: Platform, site: Path) -> None:
    from uv import find_uv_bin

    partial = site.with_name(f"{site.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    command = [find_uv_bin(), "pip", "install", "--quiet", "--no-config", "--require-hashes", "-r", str(LOCK)]
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
def _locked(target: Path) -> Generator[None]:
    """Two builds at once (tests in parallel, a preview beside `make up`) wait for each other."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.with_name(f".{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> None:
    """Installs what the archives carry, for Lambda and for this machine: the part of the build that needs a network."""
    for platform in ("lambda", "host"):
        dependencies(platform)


if __name__ == "__main__":
    try:
        main()
    except ArchiveError as error:
        sys.exit(f"error: {error}")
