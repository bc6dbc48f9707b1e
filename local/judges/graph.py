"""The parts of a recorded graph that several judges read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from local.deployment.recorder import RecordedResource

_DOCUMENTS = ("policy", "assumeRolePolicy")


@dataclass(frozen=True)
class IamDocument:
    """An IAM document and the resource that holds it."""

    resource: str
    resource_type: str
    property: str
    text: str

    @property
    def identity(self) -> bool:
        """True for the permissions of a role."""
        return self.resource_type == "aws:iam/rolePolicy:RolePolicy"

    @property
    def trust(self) -> bool:
        """True for a role's trust policy; all other documents say who may use a resource."""
        return self.property == "assumeRolePolicy"


def iam_documents(resources: Iterable[RecordedResource]) -> Iterator[IamDocument]:
    """Yield every IAM document of the graph."""
    for found in resources:
        for name in _DOCUMENTS:
            if isinstance(text := found.inputs.get(name), str):
                yield IamDocument(found.name, found.type, name, text)


def plain(value: Any) -> Any:
    """Return a value as JSON has it: whole numbers as integers, an asset as its path."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if hasattr(value, "path"):
        return str(value.path)
    return value
