"""The resources that hold IAM documents, and the documents that they hold."""

from collections.abc import Iterator, Mapping

from . import tokens
from .iam import DocumentKind, PolicyDocument, PolicyStatement, read
from .rule import Subject
from .values import items, value

HOLDERS: Mapping[str, tuple[tuple[str, DocumentKind], ...]] = {
    tokens.BUCKET: (("policy", DocumentKind.RESOURCE),),
    tokens.BUCKET_POLICY: (("policy", DocumentKind.RESOURCE),),
    tokens.EVENT_BUS_POLICY: (("policy", DocumentKind.RESOURCE),),
    tokens.GROUP_POLICY: (("policy", DocumentKind.IDENTITY),),
    tokens.KMS_KEY: (("policy", DocumentKind.KEY),),
    tokens.KMS_KEY_POLICY: (("policy", DocumentKind.KEY),),
    tokens.LOG_RESOURCE_POLICY: (("policyDocument", DocumentKind.RESOURCE),),
    tokens.POLICY: (("policy", DocumentKind.IDENTITY),),
    tokens.QUEUE: (("policy", DocumentKind.RESOURCE),),
    tokens.QUEUE_POLICY: (("policy", DocumentKind.RESOURCE),),
    tokens.ROLE: (
        ("assumeRolePolicy", DocumentKind.TRUST),
        ("inlinePolicies.*.policy", DocumentKind.IDENTITY),
    ),
    tokens.ROLE_POLICY: (("policy", DocumentKind.IDENTITY),),
    tokens.SECRET: (("policy", DocumentKind.RESOURCE),),
    tokens.SECRET_POLICY: (("policy", DocumentKind.RESOURCE),),
    tokens.TABLE_RESOURCE_POLICY: (("policy", DocumentKind.RESOURCE),),
    tokens.TOPIC: (("policy", DocumentKind.RESOURCE),),
    tokens.TOPIC_POLICY: (("policy", DocumentKind.RESOURCE),),
    tokens.USER_POLICY: (("policy", DocumentKind.IDENTITY),),
}
"""For each type that holds IAM documents, the properties; `*` stands for each entry of a list."""


def documents(subject: Subject, *kinds: DocumentKind) -> Iterator[PolicyDocument]:
    """Yield the documents of these kinds (all, if none is named) that a resource holds.

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


def statements(subject: Subject, *kinds: DocumentKind) -> Iterator[PolicyStatement]:
    """Yield the statements of a resource's readable documents of these kinds."""
    for found in documents(subject, *kinds):
        yield from found.statements
