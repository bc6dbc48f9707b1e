"""A recorded resource, as the audit needs it, and what its properties hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class Resource(Protocol):
    """What the recorder keeps of a resource; inputs under the names of the provider's schema."""

    @property
    def type(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def inputs(self) -> Mapping[str, Any]: ...
    @property
    def urn(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def custom(self) -> bool: ...
    @property
    def protect(self) -> bool: ...


@dataclass(frozen=True)
class Document:
    """An IAM document and where it stands."""

    resource: str
    resource_type: str
    property: str
    text: str

    @property
    def identity(self) -> bool:
        """Whether it says what a role may do."""
        return self.resource_type == "aws:iam/rolePolicy:RolePolicy"

    @property
    def trust(self) -> bool:
        """Whether it says who may take a role; all others say who may use a resource."""
        return self.property == "assumeRolePolicy"


_DOCUMENTS = ("policy", "assumeRolePolicy")


def documents(resources: Iterable[Resource]) -> Iterator[Document]:
    """Every IAM document of the graph."""
    for found in resources:
        for name in _DOCUMENTS:
            if isinstance(text := found.inputs.get(name), str):
                yield Document(found.name, found.type, name, text)


def plain(value: Any) -> Any:
    """A value as JSON has it: whole numbers as integers, an asset as the path it stands for."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if hasattr(value, "path"):
        return str(value.path)
    return value
