"""IAM documents as structures, from whichever of the allowed spellings.

A list may be a single string, the names of elements and actions differ in case, a principal may be `*` or a
map, and a document is text or a structure. Nothing here searches in text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Any, NamedTuple

from ..values import plain
from . import grammar
from .shapes import is_statement, lowered, parsed


class DocumentKind(Enum):
    """The kind of access that a document governs."""

    IDENTITY = auto()
    """The actions that a role, user or group may take."""
    BOUNDARY = auto()
    """The most that a principal, session or endpoint may do: it grants nothing by itself."""
    TRUST = auto()
    """The principals that may assume a role."""
    RESOURCE = auto()
    """The principals that may use a queue, topic, bucket, bus, secret, table or log group."""
    KEY = auto()
    """The principals that may use a KMS key."""


GRANTING = (DocumentKind.IDENTITY, DocumentKind.TRUST, DocumentKind.RESOURCE, DocumentKind.KEY)
"""The kinds that give somebody access."""

CONFINING_OPERATORS = frozenset(
    {"stringequals", "stringlike", "arnequals", "arnlike", "stringequalsignorecase"}
)
"""Operators, in lower case, that let in only the values listed."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: operator (`StringEquals`), key in lower case (`aws:sourcearn`), values."""

    operator: str
    key: str
    values: tuple[str, ...]

    @property
    def strict(self) -> bool:
        """True if only listed values are let in, and a request that lacks the key is refused."""
        return self.operator.lower() in CONFINING_OPERATORS

    @property
    def lenient(self) -> bool:
        """True if only listed values are let in, and perhaps a request that lacks the key (`…IfExists`)."""
        return self.operator.lower().removesuffix("ifexists") in CONFINING_OPERATORS


class Principal(NamedTuple):
    """One principal: kind (`Service`, `AWS`, `Federated`) and name; everybody is `("AWS", "*")`."""

    kind: str
    name: str

    @property
    def is_service(self) -> bool:
        return self.kind.lower() == "service"


@dataclass(frozen=True, slots=True)
class PolicyStatement:
    """One statement; elements that are absent are empty."""

    path: str
    effect: str
    actions: tuple[str, ...]
    not_actions: tuple[str, ...]
    resources: tuple[str, ...]
    not_resources: tuple[str, ...]
    principals: tuple[Principal, ...]
    not_principals: tuple[Principal, ...]
    conditions: tuple[Condition, ...]
    faults: tuple[tuple[str, str], ...] = ()
    """Elements that AWS would refuse, each with what is wrong; the others may lack what was meant."""

    @property
    def allows(self) -> bool:
        return self.effect.lower() == "allow"

    @property
    def denies(self) -> bool:
        return self.effect.lower() == "deny"

    @property
    def services(self) -> tuple[str, ...]:
        """The AWS services among the principals."""
        return tuple(principal.name for principal in self.principals if principal.is_service)

    def grants(self, action: str) -> bool:
        """Return True if the statement allows the action on some resource (`NotAction` allows all that it omits)."""
        if not self.allows:
            return False
        if self.not_actions:
            return not any(matches(pattern, action) for pattern in self.not_actions)
        return any(matches(pattern, action) for pattern in self.actions)

    def bound(self, key: str, *, strictly: bool = True) -> tuple[str, ...]:
        """Return the values to which conditions confine the key; `…IfExists` counts only if not `strictly`."""
        return tuple(
            found
            for condition in self.conditions
            if condition.key == key.lower() and (condition.strict if strictly else condition.lenient)
            for found in condition.values
        )

    def bound_true(self, key: str) -> bool:
        """Return True if a condition refuses every request in which the key is not true."""
        return any(
            condition.key == key.lower()
            and condition.operator.lower() in ("bool", "stringequals")
            and {found.lower() for found in condition.values} == {"true"}
            for condition in self.conditions
        )


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One document: its property's path and its statements; or its `text` and the `fault` that hides them."""

    path: str
    kind: DocumentKind
    statements: tuple[PolicyStatement, ...]
    text: str = ""
    fault: str = ""
    own: bool = False
    """True if its `Resource: "*"` means the resource that holds it."""


def read(found: Any, path: str, kind: DocumentKind) -> PolicyDocument:
    """Return the document in a text or structure; the reason why it cannot be read becomes its `fault`."""
    if isinstance(found, str):
        return _read_text(found, path, kind)
    return _read(plain(found), path, kind)


@lru_cache(maxsize=1024)
def _read_text(text: str, path: str, kind: DocumentKind) -> PolicyDocument:
    try:
        return _read(parsed(text), path, kind)
    except ValueError as error:
        return PolicyDocument(path, kind, (), text, f"it is not JSON ({error})")


def _read(structure: Any, path: str, kind: DocumentKind) -> PolicyDocument:
    if not isinstance(structure, Mapping):
        return PolicyDocument(path, kind, (), str(structure), "it is no object")
    if len(lowered(structure)) < len(structure):
        return PolicyDocument(path, kind, (), str(structure), "an element stands there twice")
    if is_statement(structure):
        return PolicyDocument(path, kind, (_statement(structure, path),))
    found = lowered(structure).get("statement")
    entries = [found] if isinstance(found, Mapping) else found
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        return PolicyDocument(path, kind, (), str(dict(structure)), "it has no list of statements")
    return PolicyDocument(
        path, kind, tuple(_statement(entry, f"{path}.Statement[{i}]") for i, entry in enumerate(entries))
    )


def _statement(entry: Mapping[str, Any], path: str) -> PolicyStatement:
    elements = lowered(entry)
    conditions = elements.get("condition")
    return PolicyStatement(
        path=f"{path}({elements['sid']})" if elements.get("sid") else path,
        effect=str(elements.get("effect", "")),
        actions=_texts(elements.get("action")),
        not_actions=_texts(elements.get("notaction")),
        resources=_texts(elements.get("resource")),
        not_resources=_texts(elements.get("notresource")),
        principals=_principals(elements.get("principal")),
        not_principals=_principals(elements.get("notprincipal")),
        conditions=tuple(
            Condition(operator, key.lower(), _texts(wanted))
            for operator, keys in (conditions if isinstance(conditions, Mapping) else {}).items()
            if isinstance(keys, Mapping)
            for key, wanted in keys.items()
        ),
        faults=tuple(grammar.faults(entry)),
    )


def _texts(found: Any) -> tuple[str, ...]:
    if found is None:
        return ()
    if isinstance(found, bool):
        return (str(found).lower(),)
    if isinstance(found, Sequence) and not isinstance(found, str):
        return tuple(text for entry in found for text in _texts(entry))
    return (str(found),)


def _principals(found: Any) -> tuple[Principal, ...]:
    if isinstance(found, Mapping):
        return tuple(Principal(kind, name) for kind, names in found.items() for name in _texts(names))
    return tuple(Principal("AWS", name) for name in _texts(found))


@lru_cache(maxsize=65_536)
def matches(pattern: str, text: str) -> bool:
    """Return True if an IAM pattern covers a text: `*` any run, `?` one character, in either case.

    A regular expression would try every way to share a text among many stars, and never come to an end.
    """
    pattern, text = pattern.lower(), text.lower()
    place, star, resumed = 0, -1, 0
    at = 0
    while at < len(text):
        if place < len(pattern) and pattern[place] == "*":
            star, resumed, place = place, at, place + 1
        elif place < len(pattern) and pattern[place] in ("?", text[at]):
            place, at = place + 1, at + 1
        elif star >= 0:
            # The last star takes one character more.
            place, resumed = star + 1, resumed + 1
            at = resumed
        else:
            return False
    return pattern[place:].strip("*") == ""


def wild(pattern: str) -> bool:
    """Return True if a pattern holds a wildcard."""
    return "*" in pattern or "?" in pattern
