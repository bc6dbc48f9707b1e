"""Types and actions of AWS, from the files in `data/`.

`types.json` and `actions.json` are generated from the SDK, CloudFormation's schemas and AWS's service authorisation
reference; `documents.json` is written by hand, and says of each property that may hold a policy document which it is.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from .iam import DocumentKind

DATA = Path(__file__).parents[1] / "data"
NATIVE = "aws-native:"
"""Package of the types that are CloudFormation's own."""

_TELLING = re.compile(r"(polic(y|ies)|document|polic(y|ies)_?(body|text|template)|statement)$", re.IGNORECASE)
"""Names of properties that may hold a policy document, as any of the SDKs spells them."""


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of a type that may hold policy documents.

    They are named by their paths in lower case, without the places in lists (`policies.policydocument`).
    """

    documents: Mapping[str, DocumentKind]
    others: frozenset[str]
    """The properties that sound like documents, or are shaped like them, and are none."""
    containers: frozenset[str]
    """The properties whose text holds other resources."""
    own: bool
    """True if `Resource: "*"` in a document of this type means the resource that holds it."""

    def classified(self, path: str) -> bool:
        """Return True if somebody has decided on the property, for this type or for its name."""
        return path in self.documents or path in self.others or path.rpartition(".")[2] in _never_documents()


@dataclass(frozen=True, slots=True)
class Type:
    """A type of the SDK, or one of CloudFormation."""

    tagged: bool
    """True if it takes tags."""


@lru_cache(maxsize=512)
def properties(resource_type: str) -> Properties:
    """Return the classified properties of a type of the SDK, of `aws-native` or of CloudFormation."""
    name = name_of(alias(resource_type) or resource_type)
    containers = load("documents")["containers"].get(resource_type, ())
    return Properties(
        _documents().get(name, {}),
        _others().get(name, frozenset()),
        frozenset(path.lower() for path in containers),
        name in _meaning_itself(),
    )


@lru_cache(maxsize=512)
def known(resource_type: str) -> Type | None:
    """Return the type with this token or name, or None where the data has none."""
    name = name_of(alias(resource_type) or resource_type)
    family = "cloudformation" if "::" in name else "aws"
    if found := name in _types(f"{family} with tags"):
        return Type(tagged=found)
    return Type(tagged=False) if name in _types(family) else None


def alias(token: str) -> str | None:
    """Return the token that took the place of an older one (`aws:s3/bucket:Bucket` that of `…BucketV2`), or None."""
    return load("types")["aliases"].get(token)


def sounds_like_a_document(path: str) -> bool:
    """Return True if a property's name promises a policy document, and is not one that never keeps the promise."""
    name = path.rpartition(".")[2].lower()
    return bool(_TELLING.search(name)) and name not in _never_documents()


def without_resource(action: str) -> bool:
    """Return True if AWS knows no resource for the action, so that only `*` can grant it."""
    return action.lower() in _without_resource()


def name_of(resource_type: str) -> str:
    """Return the name by which the data know a type: `aws::sqs::queue` for `aws-native:sqs:Queue`."""
    if resource_type.startswith(NATIVE):
        return f"aws::{resource_type.removeprefix(NATIVE).replace(':', '::')}".lower()
    return resource_type.lower()


@cache
def justified_wildcards() -> tuple[Mapping[str, Any], ...]:
    """Return the wildcards that names themselves need: actions, shapes of resources, and the reason.

    `beside` has the actions that know no such resource, and so gain nothing in a statement of both.
    """
    return tuple(load("wildcards"))


@cache
def load(name: str) -> Any:
    """Return the content of a file in `data/`."""
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


@cache
def _types(family: str) -> frozenset[str]:
    write = _native if family.startswith("cloudformation") else _token
    services = load("types")[family].items()
    return frozenset(write(service, name).lower() for service, names in services for name in names)


def _native(service: str, name: str) -> str:
    return f"AWS::{service}::{name}"


def _token(service: str, name: str) -> str:
    """Return `aws:sqs/queue:Queue` for `Queue`: the file writes out only the tokens that do not say it twice."""
    return f"aws:{service}/{name if ':' in name else f'{name}:{name}'}"


@cache
def _documents() -> Mapping[str, Mapping[str, DocumentKind]]:
    found: dict[str, dict[str, DocumentKind]] = {}
    for kind, types in load("documents")["documents"].items():
        for name, paths in types.items():
            found.setdefault(name.lower(), {}).update(
                {path.lower(): DocumentKind[kind.upper()] for path in paths}
            )
    return found


@cache
def _others() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entries in load("documents")["others"].values():
        for name, _, path in (entry.lower().partition(" ") for entry in entries):
            if path:
                found[name] = found.get(name, frozenset()) | {path}
    return found


@cache
def _never_documents() -> frozenset[str]:
    groups = load("documents")["others"].values()
    return frozenset(entry.lower() for entries in groups for entry in entries if " " not in entry)


@cache
def _meaning_itself() -> frozenset[str]:
    groups = load("documents")["meaningItself"].values()
    return frozenset(name.lower() for names in groups for name in names)


@cache
def _without_resource() -> frozenset[str]:
    return frozenset(
        f"{service}:{name}".lower() for service, names in load("actions").items() for name in names
    )
