"""A resource's properties as rules read them: an unknown value raises an error that names its owner and its path."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pulumi_policy import proxy
from pulumi_policy.proxy import UnknownValueError

from .canonical import canonical

T = TypeVar("T")

UNKNOWN = frozenset(mark for name, mark in vars(proxy).items() if name.startswith("UNKNOWN_"))
"""The engine's marks of a value that it cannot know yet."""


class UnknownPropertyError(UnknownValueError):
    """A value that is unknown at preview, with the resource that has it."""

    def __init__(self, mark: str, path: tuple[str, ...], owner: str) -> None:
        super().__init__(mark, list(path))
        self.owner = owner
        """The URN of the resource."""


def properties(found: Mapping[str, Any], owner: str) -> Mapping[str, Any]:
    """Return the properties of the resource with the URN `owner`, whose reading raises on an unknown value."""
    return _Properties(found, (), owner)


def once(props: Mapping[str, Any], read: Callable[..., T], *arguments: Any) -> T:
    """Return what `read` returns for these arguments, kept with the properties that it reads for all later rules."""
    if not isinstance(props, _Properties):
        return read(*arguments)
    if read not in props.readings:
        props.readings[read] = read(*arguments)
    return props.readings[read]


def data(props: Any) -> Any:
    """Return the plain data that `properties` was given, or a part of it; None for anything else."""
    return props.found if isinstance(props, _Part) else None


def seen(resource_type: str, found: Mapping[str, Any], urn: str) -> tuple[str, Mapping[str, Any]]:
    """Return the type and the properties under which rules see a resource; `found` is plain data of the wire."""
    kind, props = canonical(resource_type, found)
    return kind, properties(props, urn)


class _Part:
    """An object or a list among the properties."""

    __slots__ = ("_owner", "_path", "found")

    def __init__(self, found: Any, path: tuple[str, ...], owner: str) -> None:
        self.found, self._path, self._owner = found, path, owner

    def __len__(self) -> int:
        return len(self.found)

    def __repr__(self) -> str:
        return f"<properties {'.'.join(self._path)}>"

    def _part(self, key: Any, found: Any) -> Any:
        if isinstance(found, str):
            if found in UNKNOWN:
                raise UnknownPropertyError(found, (*self._path, str(key)), self._owner)
            return found
        if isinstance(found, Mapping):
            return _Object(found, (*self._path, str(key)), self._owner)
        if isinstance(found, Sequence) and not isinstance(found, bytes):
            return _List(found, (*self._path, str(key)), self._owner)
        return found


class _Object(_Part, Mapping[str, Any]):
    __slots__ = ()

    def __getitem__(self, key: str) -> Any:
        return self._part(key, self.found[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __contains__(self, key: object) -> bool:
        # Not by reading, as Mapping has it: an unknown value is there too.
        return key in self.found


class _Properties(_Object):
    """All properties of a resource."""

    __slots__ = ("readings",)

    def __init__(self, found: Any, path: tuple[str, ...], owner: str) -> None:
        super().__init__(found, path, owner)
        self.readings: dict[Callable[..., Any], Any] = {}


class _List(_Part, Sequence[Any]):
    __slots__ = ()

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self.found)))]
        return self._part(index, self.found[index])
