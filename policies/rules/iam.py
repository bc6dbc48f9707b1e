"""IAM documents as structures: wherever a resource holds one, in whichever of the allowed spellings.

A list may be a single string, the names of elements and actions differ in case, a principal may be `*` or a
map, and a document is text or a structure. Nothing here searches in text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from . import tokens
from .core import Subject
from .values import document, items, plain, value


class Kind(Enum):
    """What a document governs."""

    IDENTITY = auto()
    """What a role, user or group may do."""
    TRUST = auto()
    """Who may take on a role."""
    RESOURCE = auto()
    """Who may use a queue, topic, bucket, bus, secret, table or log group."""
    KEY = auto()
    """Who may use a KMS key; its `Resource: *` is the key itself."""


HOLDERS: Mapping[str, tuple[tuple[str, Kind], ...]] = {
    tokens.BUCKET: (("policy", Kind.RESOURCE),),
    tokens.BUCKET_POLICY: (("policy", Kind.RESOURCE),),
    tokens.EVENT_BUS_POLICY: (("policy", Kind.RESOURCE),),
    tokens.GROUP_POLICY: (("policy", Kind.IDENTITY),),
    tokens.KMS_KEY: (("policy", Kind.KEY),),
    tokens.KMS_KEY_POLICY: (("policy", Kind.KEY),),
    tokens.LOG_RESOURCE_POLICY: (("policyDocument", Kind.RESOURCE),),
    tokens.POLICY: (("policy", Kind.IDENTITY),),
    tokens.QUEUE: (("policy", Kind.RESOURCE),),
    tokens.QUEUE_POLICY: (("policy", Kind.RESOURCE),),
    tokens.ROLE: (("assumeRolePolicy", Kind.TRUST), ("inlinePolicies.*.policy", Kind.IDENTITY)),
    tokens.ROLE_POLICY: (("policy", Kind.IDENTITY),),
    tokens.SECRET: (("policy", Kind.RESOURCE),),
    tokens.SECRET_POLICY: (("policy", Kind.RESOURCE),),
    tokens.TABLE_RESOURCE_POLICY: (("policy", Kind.RESOURCE),),
    tokens.TOPIC: (("policy", Kind.RESOURCE),),
    tokens.TOPIC_POLICY: (("policy", Kind.RESOURCE),),
    tokens.USER_POLICY: (("policy", Kind.IDENTITY),),
}
"""Where IAM documents stand: for each type the property, `*` for each entry of a list."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: operator (`StringEquals`), key in lower case (`aws:sourcearn`), values."""

    operator: str
    key: str
    values: tuple[str, ...]

    @property
    def strict(self) -> bool:
        """Whether a request lacking the key is refused, and only listed values are let in."""
        operator = self.operator.lower()
        return operator in ("stringequals", "stringlike", "arnequals", "arnlike", "stringequalsignorecase")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; elements that are absent are empty."""

    path: str
    effect: str
    actions: tuple[str, ...]
    not_actions: tuple[str, ...]
    resources: tuple[str, ...]
    not_resources: tuple[str, ...]
    principals: tuple[tuple[str, str], ...]
    """Pairs of kind and name: `("Service", "lambda.amazonaws.com")`; everybody is `("AWS", "*")`."""
    not_principals: tuple[tuple[str, str], ...]
    conditions: tuple[Condition, ...]

    @property
    def allows(self) -> bool:
        return self.effect.lower() == "allow"

    def grants(self, action: str) -> bool:
        """Whether the statement allows the action on some resource (`NotAction` allows all that it omits)."""
        if not self.allows:
            return False
        if self.not_actions:
            return not any(matches(pattern, action) for pattern in self.not_actions)
        return any(matches(pattern, action) for pattern in self.actions)

    def bound(self, key: str, *, strictly: bool = True) -> tuple[str, ...]:
        """The values to which a condition confines the key, `…IfExists` counting only if not `strictly`."""
        return tuple(
            found
            for condition in self.conditions
            if condition.key == key.lower() and (condition.strict or (not strictly and _lenient(condition)))
            for found in condition.values
        )


@dataclass(frozen=True, slots=True)
class Document:
    """One document: where it stands, and its statements; or its `text` and the `fault` that hides them."""

    path: str
    kind: Kind
    statements: tuple[Statement, ...]
    text: str = ""
    fault: str = ""


def documents(subject: Subject, *kinds: Kind) -> Iterator[Document]:
    """The documents of these kinds (all, if none is named) that a resource holds.

    Raises `UnknownValueError` where a document is unknown at preview.
    """
    for path, kind in HOLDERS.get(subject.resource_type, ()):
        if kinds and kind not in kinds:
            continue
        before, star, after = path.partition(".*.")
        if star:
            for index, entry in enumerate(items(subject.props, before)):
                if found := value(entry, after):
                    yield read(found, f"{before}[{index}].{after}", kind)
        elif found := value(subject.props, path):
            yield read(found, path, kind)


def statements(subject: Subject, *kinds: Kind) -> Iterator[Statement]:
    """The statements of a resource's readable documents of these kinds."""
    for found in documents(subject, *kinds):
        yield from found.statements


def read(found: Any, path: str, kind: Kind) -> Document:
    """A document from its text or its structure; what cannot be read becomes its `fault`."""
    if isinstance(found, str):
        return _read_text(found, path, kind)
    return _read(plain(found), path, kind)


@lru_cache(maxsize=1024)
def _read_text(text: str, path: str, kind: Kind) -> Document:
    try:
        return _read(document(text), path, kind)
    except ValueError as error:
        return Document(path, kind, (), text, f"it is not JSON ({error})")


def _read(structure: Any, path: str, kind: Kind) -> Document:
    if not isinstance(structure, Mapping):
        return Document(path, kind, (), str(structure), "it is no object")
    elements = _lowered(structure)
    found = elements.get("statement")
    entries = [found] if isinstance(found, Mapping) else found
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        return Document(path, kind, (), str(dict(structure)), "it has no list of statements")
    return Document(
        path, kind, tuple(_statement(entry, f"{path}.Statement[{i}]") for i, entry in enumerate(entries))
    )


def _statement(entry: Mapping[str, Any], path: str) -> Statement:
    elements = _lowered(entry)
    conditions = elements.get("condition")
    return Statement(
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
    )


def _lowered(structure: Mapping[str, Any]) -> dict[str, Any]:
    return {key.lower(): found for key, found in structure.items()}


def _texts(found: Any) -> tuple[str, ...]:
    if found is None:
        return ()
    if isinstance(found, bool):
        return (str(found).lower(),)
    if isinstance(found, Sequence) and not isinstance(found, str):
        return tuple(text for entry in found for text in _texts(entry))
    return (str(found),)


def _principals(found: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(found, Mapping):
        return tuple((kind, name) for kind, names in found.items() for name in _texts(names))
    return tuple(("AWS", name) for name in _texts(found))


def _lenient(condition: Condition) -> bool:
    operator = condition.operator.lower().removesuffix("ifexists")
    return operator in ("stringequals", "stringlike", "arnequals", "arnlike", "stringequalsignorecase")


@lru_cache(maxsize=4096)
def _pattern(pattern: str) -> re.Pattern[str]:
    text = "".join({"*": ".*", "?": "."}.get(character, re.escape(character)) for character in pattern)
    return re.compile(text, re.IGNORECASE | re.DOTALL)


def matches(pattern: str, text: str) -> bool:
    """Whether an IAM pattern covers a text: `*` any run, `?` one character, case of no account."""
    return _pattern(pattern).fullmatch(text) is not None


def wild(pattern: str) -> bool:
    """Whether a pattern holds a wildcard."""
    return "*" in pattern or "?" in pattern
