"""The inputs that the program declared, kept from the resource rules for the stack rules.

The engine shows resource policies a resource's inputs, but stack policies its outputs: there every
property that the program left to AWS is unknown at preview, and filled in afterwards. A stack rule judges what
the program says, so it gets the inputs again, and of the outputs only those by which others refer to it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_policy import PolicyResource
from pulumi_policy.proxy import UnknownValueError

HANDLES = ("arn", "id", "url")
"""Outputs by which AWS lets one resource refer to another."""

_inputs: dict[str, Mapping[str, Any]] = {}


def remember(urn: str, inputs: Mapping[str, Any]) -> None:
    """Keep the inputs that a resource policy was shown; the engine analyzes every resource before the stack."""
    _inputs[urn] = inputs


def recall(resource: PolicyResource) -> None:
    """Give a resource shown to a stack policy its inputs back; one that was never seen keeps its outputs."""
    if resource.urn in _inputs and not isinstance(resource.props, Declared):
        resource.props = Declared(_inputs[resource.urn], resource.props)


def inputs(props: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the program declared of a resource's properties; all where that is not known."""
    return props.declared if isinstance(props, Declared) else props


class Declared(Mapping[str, Any]):
    """A resource's inputs, and those of its outputs that are known and name it."""

    def __init__(self, inputs: Mapping[str, Any], outputs: Mapping[str, Any]) -> None:
        self.declared = inputs
        given = set(inputs)
        self._handles = {key: outputs[key] for key in HANDLES if key not in given and _known(outputs, key)}

    @property
    def handles(self) -> Mapping[str, Any]:
        """The outputs that name the resource, as far as AWS has given them."""
        return self._handles

    def __getitem__(self, key: str) -> Any:
        return self._handles[key] if key in self._handles else self.declared[key]

    def __iter__(self) -> Iterator[str]:
        yield from self.declared
        yield from self._handles

    def __len__(self) -> int:
        return len(self.declared) + len(self._handles)


def _known(outputs: Mapping[str, Any], key: str) -> bool:
    try:
        return bool(outputs.get(key))
    except UnknownValueError:
        return False
