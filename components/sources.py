"""The source code of a stack's functions: where it is, and which of it an entry point reaches.

The code is read and never run: imports are followed through the syntax trees. Knows no Pulumi.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

_RUNTIME_PROVIDES = frozenset({"boto3", "botocore"})
_IMPLIED = {"zoneinfo": "tzdata"}
"""Standard modules that work only with a distribution's data."""


_DATA = re.compile(r"[\w.-]+\.\w+")
"""The name of a data file."""


class ArchiveError(Exception):
    """An archive cannot be built; the message says what to do."""


@dataclass(frozen=True)
class Sources:
    """A package with the entry points of a stack's functions and what they import of it."""

    root: Path
    """The folder that holds the package; entries of an archive are named from here."""
    package: str = "handlers"
    """The package's name, which is its folder's."""

    @property
    def lock(self) -> Path:
        """The lock file of the distributions that the functions carry; without the file they carry none."""
        return self.root / self.package / "requirements.txt"

    @property
    def build(self) -> Path:
        """The folder for what is built."""
        return self.root / "build"

    def owns(self, module: str) -> bool:
        """Return whether a dotted name is in the package."""
        return module == self.package or module.startswith(f"{self.package}.")

    def path(self, module: str) -> Path | None:
        """Return the file of a dotted name, ``None`` if there is none."""
        base = self.root.joinpath(*module.split("."))
        candidates = (base.with_suffix(".py"), base / "__init__.py")
        return next((path for path in candidates if path.is_file()), None)


@dataclass(frozen=True)
class Reach:
    """The code that an entry point reaches through its imports."""

    files: tuple[Path, ...]
    """Modules of the package, and the data files that they name."""
    third_party: frozenset[str]
    """The top-level modules of distributions."""


def reach(sources: Sources, entry_module: str) -> Reach:
    """Follow the imports of ``entry_module`` (dotted) through its package.

    ``ArchiveError`` for a module of the package that is not there, and for a relative import.
    """
    waiting, seen, foreign = [entry_module], set[str](), set[str]()
    files: set[Path] = set()
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        if (path := sources.path(module)) is None:
            raise ArchiveError(f"{module} is imported and is not in {sources.package}/")
        imports, data = _read(sources, path, path.stat().st_mtime_ns)
        files |= {path, *data}
        if "." in module:
            waiting.append(module.rpartition(".")[0])
        waiting += [name for name in imports if sources.owns(name)]
        foreign |= {name.partition(".")[0] for name in imports if not sources.owns(name)}
    implied = {_IMPLIED[name] for name in foreign & _IMPLIED.keys()}
    outside = foreign - sys.stdlib_module_names - _RUNTIME_PROVIDES
    return Reach(tuple(sorted(files)), frozenset(outside | implied))


_PARSER = Lock()
"""CPython 3.11 cannot parse on two threads at once, and functions are deployed in parallel."""


@cache
def _read(sources: Sources, path: Path, changed: int) -> tuple[tuple[str, ...], frozenset[Path]]:
    """Return the imports of a module and the data files it names; ``changed`` tells one version from the next."""
    with _PARSER:
        tree = ast.parse(path.read_text("utf-8"), filename=str(path))
        return tuple(_imports(sources, tree, path)), frozenset(_named_data(tree, path.parent))


def _imports(sources: Sources, tree: ast.AST, path: Path) -> Iterator[str]:
    """Yield the dotted names of the modules that a file imports, except those that only type checkers see."""
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
                yield from (name for name in submodules if sources.owns(name) and sources.path(name))
            case ast.stmt() | ast.ExceptHandler() | ast.match_case():
                yield from _imports(sources, node, path)


def _named_data(tree: ast.AST, folder: Path) -> set[Path]:
    """Return the data files beside a module that one of its string constants names."""
    data = {each.name: each for each in folder.iterdir() if each.suffix != ".py" and each.is_file()}
    if not data:
        return set()
    constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {path for name, path in data.items() if name in constants and _DATA.fullmatch(name)}
