"""The parameters of a stack in Systems Manager, whose values the running system keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import ssm

from components.names import PROJECT, Names
from components.specs import ParameterSpec


@dataclass(frozen=True)
class ParametersArgs:
    """The arguments of ``Parameters``."""

    names: Names
    """The physical names of the stack."""
    tags: Mapping[str, str]
    """The tags of every parameter."""
    specs: tuple[ParameterSpec, ...]
    """The parameters."""
    protect: bool
    """True to have Pulumi refuse to delete a parameter."""


class Parameters(pulumi.ComponentResource):
    """One parameter for each entry."""

    TYPE = f"{PROJECT}:parameters:Parameters"

    by_name: Mapping[str, ssm.Parameter]
    """Short name to parameter."""

    def __init__(self, name: str, args: ParametersArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(self.TYPE, name, None, opts)
        self.by_name = {spec.name: self._parameter(spec, args) for spec in args.specs}
        self.register_outputs({"names": {name: each.name for name, each in self.by_name.items()}})

    def _parameter(self, spec: ParameterSpec, args: ParametersArgs) -> ssm.Parameter:
        return ssm.Parameter(
            spec.name,
            name=args.names.physical(spec.name),
            description=spec.description,
            type="String",
            insecure_value=spec.initial,
            tags=args.tags,
            # Another type would hide the value from previews and logs, and there is nothing in it to hide.
            opts=pulumi.ResourceOptions(parent=self, protect=args.protect, ignore_changes=["insecureValue"]),
        )
