"""The choice by a name or the beginning of an id, and its refusal with the nearest one. Imports nothing of ours."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from typing import NoReturn, TypeVar

import click

Found = TypeVar("Found")


def nearest(given: str, known: Iterable[str]) -> str | None:
    """Return the name that is most like the given one, whatever its case; None where none is known."""
    names = {name.casefold(): name for name in sorted(known, reverse=True)}
    close = difflib.get_close_matches(given.casefold(), names, 1, cutoff=0)
    return names[close[0]] if close else None


def suggestion(given: str, known: Iterable[str], cure: str = "") -> str:
    """Return the end of a refusal: the nearest name as a question, or that there is none; then the cure, if any."""
    near = nearest(given, known)
    if near is None:
        return f"there is none{'; ' if cure else ''}{cure}"
    return f"did you mean {near}? {cure[:1].upper()}{cure[1:]}".rstrip()


def refuse_unknown(kind: str, given: str, known: Iterable[str], cure: str = "") -> NoReturn:
    """Raise a ``ClickException``, whose exit code is 1, for a name of some kind that is not among those known.

    ``kind``: such as ``tenant`` or ``campaign of tenant acme``; ``cure``: what else helps, such as a command.
    """
    raise click.ClickException(f"there is no {kind} {given}: {suggestion(given, known, cure)}")


def begun(
    kind: str,
    given: str,
    among: Sequence[Found],
    id_of: Callable[[Found], str],
    cure: str = "",
    short: int = 64,
) -> Found:
    """Return the one whose id is given, or is the only one that begins so.

    Raise a ``ClickException`` where there is none, with the nearest one, where there are several, and for an empty
    one, as of an unset variable of the shell. ``short``: how many characters of an id are shown, if not more of them
    were given; ``kind`` and ``cure``: see `refuse_unknown`.
    """
    if not given:
        raise click.ClickException(f"the id of the {kind} is empty: give it, or the beginning of it")
    matching = [each for each in among if id_of(each).startswith(given)]
    exact = [each for each in matching if id_of(each) == given]
    if len(exact or matching) == 1:
        return (exact or matching)[0]
    if matching:
        shown = ", ".join(sorted(id_of(each)[: max(len(given) + 4, short)] for each in matching)[:5])
        raise click.ClickException(
            f"{given} begins the ids of {len(matching)} ({shown}{', …' if len(matching) > 5 else ''}): give more of it"
        )
    return refuse_unknown(kind, given, [id_of(each)[: max(len(given), short)] for each in among], cure)
