"""The refusal of a name that nobody knows, with the nearest one that is known. Imports nothing of ours."""

import difflib
from collections.abc import Iterable
from typing import NoReturn

import click


def nearest(given: str, known: Iterable[str]) -> str | None:
    """Return the name that is most like the given one, whatever its case; None where none is known."""
    names = {name.casefold(): name for name in sorted(known, reverse=True)}
    close = difflib.get_close_matches(given.casefold(), names, 1, cutoff=0)
    return names[close[0]] if close else None


def suggestion(given: str, known: Iterable[str], cure: str = "") -> str:
    """Return the end of a refusal: the nearest name as a question, or that there is none; then the cure, if any."""
    near = nearest(given, known)
    found = f"did you mean {near}?" if near is not None else "there is none"
    return f"{found}{'; ' if cure else ''}{cure}"


def refuse_unknown(kind: str, given: str, known: Iterable[str], cure: str = "") -> NoReturn:
    """Raise a ``ClickException``, whose exit code is 1, for a name of some kind that is not among those known.

    ``kind``: such as ``tenant`` or ``campaign of tenant acme``; ``cure``: what else helps, such as a command.
    """
    raise click.ClickException(f"there is no {kind} {given}: {suggestion(given, known, cure)}")
