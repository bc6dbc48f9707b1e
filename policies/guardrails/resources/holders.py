"""The IAM documents that a resource holds, whatever its type.

They stand in properties that `knowledge` classifies, or are found by their shape anywhere else: in structures, and in
JSON within texts. A document that is unknown at preview is left out here and reported once, by
`readable-policy-document`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pulumi_policy.proxy import UnknownValueError

from ..aws import knowledge, shapes
from ..aws.iam import DocumentKind, PolicyDocument, PolicyStatement, read
from .declared import inputs
from .properties import UnknownPropertyError, once
from .raw import first_unknown, raw, unknown
from .subject import Subject


@dataclass(frozen=True, slots=True)
class Holdings:
    """The documents of a resource, and the properties that hide others."""

    documents: list[PolicyDocument] = field(default_factory=list)
    unknown: list[tuple[DocumentKind | None, UnknownValueError]] = field(default_factory=list)
    """Documents that preview does not know, in whole or in part; None for what holds documents of several kinds."""
    unreadable: list[tuple[str, object, str]] = field(default_factory=list)
    """Properties that hide documents or whole resources: the path, what may be shown of the value, and the reason."""


NOT_SHOWN = "(a value)"


def documents(subject: Subject, *kinds: DocumentKind) -> Iterator[PolicyDocument]:
    """Yield the known documents of these kinds (all, if none is named) that a resource holds."""
    return (found for found in holdings(subject).documents if not kinds or found.kind in kinds)


def statements(subject: Subject, *kinds: DocumentKind) -> Iterator[PolicyStatement]:
    """Yield the statements of a resource's readable documents of these kinds."""
    for found in documents(subject, *kinds):
        yield from found.statements


def every_statement(subject: Subject, *kinds: DocumentKind) -> Iterator[PolicyStatement]:
    """Yield the same statements, for a rule that requires one of them.

    Raises `UnknownValueError` after the last, where one more may stand in a document unknown at preview.
    """
    yield from statements(subject, *kinds)
    for kind, error in holdings(subject).unknown:
        if not kinds or kind is None or kind in kinds:
            raise error


def holdings(subject: Subject) -> Holdings:
    """Return the documents of a resource, and what hides others: every rule asks for those of the same resources."""
    declared = inputs(subject.props)
    return once(declared, _searched, declared, subject.resource_type, subject.urn)


def _searched(props: Mapping[str, Any], resource_type: str, urn: str) -> Holdings:
    search = _Search(resource_type, urn)
    search.at(raw(props), "", "")
    return search.found


class _Search:
    """A walk over a resource's properties.

    A `path` is that of a message (`inlinePolicies[0].policy`), a `pattern` that of the data (`inlinepolicies.policy`).
    """

    def __init__(self, resource_type: str, urn: str) -> None:
        self._urn = urn
        self.found = Holdings()
        self._properties = knowledge.properties(resource_type)
        aws = resource_type.startswith(("aws:", knowledge.NATIVE))
        self._strange = aws and knowledge.known(resource_type) is None

    def at(self, value: Any, path: str, pattern: str) -> None:
        """Add the documents in the value of a property."""
        if value is None or pattern in self._properties.others:
            return
        if isinstance(value, list):
            for index, entry in enumerate(value):
                self.at(entry, f"{path}[{index}]", pattern)
        elif kind := self._properties.documents.get(pattern):
            # An empty text is no document where one is optional, and AWS refuses it where rights are given.
            if value == "" and kind not in (DocumentKind.IDENTITY, DocumentKind.TRUST):
                return
            self._add(value, path, kind, own=self._properties.own)
        elif value and pattern in self._properties.containers:
            self._container(value, path, pattern)
        elif unknown(value):
            self._unknown(value, path, pattern)
        elif isinstance(value, str):
            self.at(shapes.structure_in(value), path, pattern)
        elif isinstance(value, dict):
            self._structure(value, path, pattern)

    def _add(self, value: Any, path: str, kind: DocumentKind, *, own: bool = False) -> None:
        if hit := first_unknown(value, path):
            self._miss(kind, *hit)
        else:
            self.found.documents.append(replace(read(value, path, kind), own=own))

    def _container(self, value: Any, path: str, pattern: str) -> None:
        """Search a text that makes other resources, such as a template of CloudFormation."""
        structure = shapes.structure_in(value) if isinstance(value, str) else value
        if unknown(value):
            self._miss(None, value, path)
        elif not isinstance(structure, dict):
            self.found.unreadable.append((path, NOT_SHOWN, "no rule can read the resources that it makes"))
        else:
            if made := _made_by(structure):
                problem = "no rule sees the resources that a template makes"
                self.found.unreadable.append((f"{path}.Resources", made, problem))
            self._structure(structure, path, pattern)

    def _unknown(self, mark: str, path: str, pattern: str) -> None:
        within = [kind for each, kind in self._properties.documents.items() if each.startswith(f"{pattern}.")]
        if within:
            self._miss(within[0], mark, path)
        elif self._strange and knowledge.sounds_like_a_document(pattern):
            problem = "nothing is known of this type, and it may be an IAM document"
            self.found.unreadable.append((path, NOT_SHOWN, problem))

    def _miss(self, kind: DocumentKind | None, mark: str, path: str) -> None:
        self.found.unknown.append((kind, UnknownPropertyError(mark, (path,), self._urn)))

    def _structure(self, value: dict[str, Any], path: str, pattern: str) -> None:
        if shapes.is_document(value):
            self._add(value, path, kind_by_shape(value))
            return
        before, above = (f"{path}.", f"{pattern}.") if path else ("", "")
        for key, entry in value.items():
            self.at(entry, f"{before}{key}", f"{above}{key.lower()}")


def _made_by(template: dict[str, Any]) -> list[str]:
    """Return the types of the resources in a template that rules would judge elsewhere."""
    resources = template.get("Resources")
    entries = resources.values() if isinstance(resources, dict) else ()
    kinds = {str(each.get("Type")) for each in entries if isinstance(each, dict)}
    return sorted(kinds & knowledge.load("cloudformation").keys())


def kind_by_shape(structure: dict[str, Any]) -> DocumentKind:
    """Return the kind of a document of which nothing but the content is known."""
    found = read(structure, "", DocumentKind.IDENTITY).statements
    if not any(each.principals or each.not_principals for each in found):
        return DocumentKind.IDENTITY
    actions = [action.lower() for each in found for action in each.actions]
    return (
        DocumentKind.TRUST if all(action.startswith("sts:") for action in actions) else DocumentKind.RESOURCE
    )
