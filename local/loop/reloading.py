"""``make reload``: the functions whose archive is another than before get the new one, and nothing else is touched."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from components import archives
from components.sources import Sources
from local.cloud import Account
from local.deployment.resources.lambda_ import replace_code
from local.errors import LocalError
from local.loop import program
from local.loop.kept import AGAIN, Kept

AT_ONCE = 8
"""Functions that are given their code at the same time: most of an update is waiting."""


@dataclass(frozen=True)
class Reloaded:
    """The short names of the functions, and the files of the program that have changed since the deployment."""

    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    outside: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return the report for the reader."""
        told = [f"updated: {', '.join(self.updated)}" if self.updated else "nothing to update"]
        if self.unchanged:
            told.append(f"unchanged: {', '.join(self.unchanged)}")
        if self.outside:
            told.append(f"changed outside of the archives: {', '.join(self.outside)}: {AGAIN}")
        return told


def reload(kept: Kept, sources: Sources = archives.HANDLERS) -> Reloaded:
    """Build the archives again, and give each function whose archive is not the one that it runs the new one.

    Raises ``LocalError``, before anything is updated, for a source that cannot be compiled and for an archive that
    cannot be built.
    """
    account, functions = kept.account(), dict(kept.outputs["functions"])
    built = _built(functions, sources)
    running = _digests(account)
    other = [name for name, path in built.items() if running.get(functions[name]) != archives.digest(path)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda name: replace_code(account, functions[name], built[name]), other))
    return Reloaded(
        tuple(sorted(other)),
        tuple(sorted(built.keys() - other)),
        tuple(program.changed(kept.program, program.digests(kept.stack))),
    )


def _built(functions: Iterable[str], sources: Sources) -> Mapping[str, Path]:
    """Return the archive of each function, built for this machine."""
    try:
        return {name: archives.archive(name, "host", sources) for name in functions}
    except archives.ArchiveError as error:
        raise LocalError(f"{error}; nothing was updated") from None
    except SyntaxError as error:
        raise LocalError(_place(error, sources)) from None


def _place(error: SyntaxError, sources: Sources) -> str:
    """Return the file and line of an error, with what is wrong there."""
    path = Path(error.filename or "")
    shown = path.relative_to(sources.root) if path.is_relative_to(sources.root) else path
    line = f": {error.text.strip()}" if error.text else ""
    return f"{shown}:{error.lineno}: {error.msg}{line}; nothing was updated"


def _digests(account: Account) -> dict[str, str]:
    """Return the digest of the code that each function runs, by physical name."""
    pages = account.client("lambda").get_paginator("list_functions").paginate()
    return {each["FunctionName"]: each["CodeSha256"] for page in pages for each in page["Functions"]}
