"""The form in which the engine shows a resource to a rule."""

from collections.abc import Mapping
from typing import Any, Protocol

from pulumi_policy import PolicyProviderResource, PolicyResourceOptions


class Subject(Protocol):
    """The resource under judgement: what the engine's two kinds of arguments have in common."""

    resource_type: str
    props: Mapping[str, Any]
    urn: str
    name: str
    opts: PolicyResourceOptions
    provider: PolicyProviderResource | None
