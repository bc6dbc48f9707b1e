"""The functions of a kept cloud by their short names."""

from collections.abc import Mapping

from local.errors import LocalError
from local.loop.kept import Kept
from ops.nearest import suggestion


def chosen(kept: Kept, name: str | None) -> Mapping[str, str]:
    """Return the physical name of a function by its short name, of all functions for None.

    The physical name is taken too. ``LocalError``, with the nearest name, for one that is not there.
    """
    functions: Mapping[str, str] = kept.outputs["functions"]
    if name is None:
        return functions
    if not name:
        raise LocalError(f"no function is named: FUNCTION= one of {', '.join(sorted(functions))}")
    short = next((short for short, physical in functions.items() if name in (short, physical)), None)
    if short is None:
        raise LocalError(f"there is no function {name}: {suggestion(name, functions)}")
    return {short: functions[short]}
