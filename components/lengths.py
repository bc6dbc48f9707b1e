"""The lengths of names that AWS takes, and the room that they leave for a stack's prefix."""

from collections.abc import Iterable, Mapping

import pulumi

from components import cures
from components.names import Names

LONGEST = {"role": 64, "rule": 64, "queue": 80, "bucket": 63}
"""Kind of resource to the most characters of its name; functions and schedules have the limit of their roles."""


def check(names: Names, things: Mapping[str, Iterable[str]]) -> None:
    """Raise ``pulumi.RunError`` where the prefix makes a name too long; it says how long the prefix may be.

    ``things`` are the short names of what the stack makes, by kind as in ``LONGEST``.
    """
    excess, kind, thing = max(
        (len(_physical(names, kind, each)) - LONGEST[kind], kind, each)
        for kind, short in things.items()
        for each in short
    )
    if excess <= 0:
        return
    prefix, name = names.name_prefix, _physical(names, kind, thing)
    room = len(prefix) - excess
    cure = (
        cures.command("namePrefix", prefix[:room].rstrip("-"))
        if room > 1
        else f"give {thing} a shorter name in components/catalogue/"
    )
    raise pulumi.RunError(
        "The stack's configuration is wrong; nothing has been changed.\n"
        f'  namePrefix is "{prefix}": it must have at most {max(room, 0)} characters in this stack, since the {kind} '
        f"{name} would have {len(name)}, and AWS takes {LONGEST[kind]}.\n"
        f"    {cure}"
    )


def _physical(names: Names, kind: str, thing: str) -> str:
    return names.bucket(thing) if kind == "bucket" else names.physical(thing)
