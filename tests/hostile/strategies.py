"""Events that nobody should send: valid ones with a few leaves gone wrong, and anything at all that JSON can carry."""

import copy
import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]

DEEP = 900
"""Lists in lists; Lambda's own reading of an event ends at about a thousand."""


def _deep(levels: int) -> Any:
    return json.loads("[" * levels + "]" * levels)


HOSTILE: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    10**400,
    -(10**40),
    1.5,
    1e308,
    math.nan,
    math.inf,
    -math.inf,
    "",
    " ",
    "\x00",
    "a\nb",
    "#",
    "../..",
    "\ud800",
    "ok\udfff",
    "\u202e\u200b\ufeff",
    "é" * 64,
    "😀" * 1_000,
    "x" * 65,
    "x" * 2_049,
    "x" * 100_000,
    "${jndi:ldap://x}",
    "{{ 7*7 }}",
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59.999999Z",
    "2026-02-30T00:00:00Z",
    "2026-11-23T12:00:00",
    "-1",
    "1e999",
    "NaN",
    253402300800,
    -62135596801,
    [],
    {},
    [None],
    [[]],
    {"": {}},
    {"id": 1},
    {"\ud800": "\ud800"},
    ["x"] * 3_000,
    {str(number): number for number in range(3_000)},
    _deep(DEEP),
)
"""Values that something, somewhere, takes for what they are not."""

hostile = st.sampled_from(HOSTILE)

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(alphabet=st.characters(), max_size=40)
    | st.datetimes().map(lambda moment: moment.isoformat())
    | hostile
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in a JSON value, the whole one first."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*path, key))


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def replaced(value: Any, path: Path, by: Any) -> Any:
    """The value with another one at a place."""
    if not path:
        return by
    changed = copy.deepcopy(value)
    _at(changed, path[:-1])[path[-1]] = by
    return changed


def removed(value: Any, path: Path) -> Any:
    """The value without what is at a place."""
    if not path:
        return {}
    changed = copy.deepcopy(value)
    del _at(changed, path[:-1])[path[-1]]
    return changed


def added(value: Any, path: Path, name: str, what: Any) -> Any:
    """The value with something more at a place; where nothing can be added, in its place."""
    changed = copy.deepcopy(value)
    target = _at(changed, path)
    if isinstance(target, dict):
        target[name] = what
    elif isinstance(target, list):
        target.append(what)
    else:
        return replaced(value, path, what)
    return changed


@st.composite
def shaped(draw: st.DrawFn, valid: Any) -> Any:
    """A valid event in which one to three places are replaced, removed or added to."""
    event = valid
    for _ in range(draw(st.integers(1, 3))):
        if not isinstance(event, dict | list):
            break
        path = draw(st.sampled_from(list(places(event))[:400]))
        match draw(st.sampled_from(("replaced", "replaced", "removed", "added"))):
            case "replaced":
                event = replaced(event, path, draw(hostile | anything))
            case "removed":
                event = removed(event, path)
            case "added":
                event = added(event, path, draw(st.text(max_size=12)), draw(hostile))
    return event


def every_single(valid: Any) -> Iterator[Any]:
    """The valid event with each hostile value at each of its places, and without each of its parts."""
    for path in places(valid):
        yield removed(valid, path)
        for value in HOSTILE:
            yield replaced(valid, path, value)


def unlike(valid: Sequence[Any]) -> st.SearchStrategy[Any]:
    """Events that a function with these valid events should not be sent; with none, anything."""
    return st.one_of(*map(shaped, valid), anything)
