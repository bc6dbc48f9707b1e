"""Runs the whole program, `__main__.py` unchanged, on a recording engine, and keeps every resource that it registers.

The audit and the tests of the program and of the policies use it: nothing is created, no archive is built, no account
is asked.
"""

import runpy
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pulumi_aws as aws
from pulumi.runtime import mocks, rpc
from pulumi.runtime.settings import get_project, get_root_resource, get_stack
from pulumi.runtime.stack import Stack, run_pulumi_func

from local.deployment.isolation import own_loops, without_archives
from local.deployment.positions import position
from local.deployment.stack_configuration import ROOT, configuration
from local.deployment.urns import STACK_TYPE, urn

with warnings.catch_warnings():
    # The SDK warns of deprecated classes of its own while these two are imported, whichever class is used.
    warnings.simplefilter("ignore", DeprecationWarning)
    _ = (aws.lambda_.Function, aws.s3.Bucket)

PROJECT = "micro-agente-disparo-agendamento"
ACCOUNT = "123456789012"
FUNCTION_URL = "https://u.lambda-url.us-east-1.on.aws/"
"""The URL that AWS makes up for a function."""


@dataclass(frozen=True)
class RecordedResource:
    """A resource as the program registered it."""

    type: str
    name: str
    inputs: Mapping[str, Any]
    """Property names as in the provider's schema (camel case); an unknown value is ``UNKNOWN``."""
    urn: str
    parent: str
    """URN of the parent."""
    custom: bool
    """False for a component."""
    protect: bool
    ignore_changes: tuple[str, ...]
    """The inputs that are set once and never again."""
    depends_on: frozenset[str]
    """URNs, components expanded to their resources."""
    provider: str = ""
    """Reference to the provider, ``<urn>::<id>``; empty for the default one."""
    outputs: Mapping[str, Any] = field(default_factory=dict)
    """The provider's answer, as far as it is known."""
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each input, the URNs of the resources whose outputs it is made of."""
    position: str = ""
    """The line of the program that makes it, as `components/queueing.py:57`."""


@dataclass
class Recording:
    """The resources and outputs that one run of the program registered."""

    resources: list[RecordedResource] = field(default_factory=list)
    outputs: dict[str, Any] = field(default_factory=dict)

    def of_type(self, token: str) -> list[RecordedResource]:
        """Return the resources of a type."""
        return [resource for resource in self.resources if resource.type == token]

    def the(self, token: str, name: str) -> RecordedResource:
        """Return the one resource of a type and logical name; ``KeyError`` if there is none."""
        return {(found.type, found.name): found for found in self.resources}[token, name]


UNKNOWN = rpc.UNKNOWN
"""The value of whatever is only known after the deployment."""

COMPUTED: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
    "aws:sqs/queue:Queue": lambda inputs: {
        "url": f"https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/{inputs['name']}",
        "arn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:{inputs['name']}",
    },
    "aws:lambda/functionUrl:FunctionUrl": lambda inputs: {"functionUrl": FUNCTION_URL},
}
"""Values that the provider adds after the deployment, by type; those that the program's outputs need."""


class _Monitor(mocks.MockMonitor):
    """The monitor that records what `Mocks` does not see: parent, protection and dependencies."""

    def __init__(self, recording: Recording, provider: mocks.Mocks) -> None:
        super().__init__(provider)
        self._recording = recording

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """Return the URN as the engine builds it; the SDK's own mocks know one parent only."""
        return urn(get_stack(), get_project(), parent, type_, name)

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802
        response = super().RegisterResource(request)
        if request.type != STACK_TYPE:
            self._recording.resources.append(
                RecordedResource(
                    type=request.type,
                    name=request.name,
                    inputs=_deserialized(request.object),
                    urn=response.urn,
                    parent=request.parent,
                    custom=request.custom,
                    protect=request.protect,
                    ignore_changes=tuple(request.ignoreChanges),
                    depends_on=frozenset(request.dependencies),
                    provider=request.provider,
                    outputs=_deserialized(response.object),
                    property_dependencies={
                        key: tuple(found.urns) for key, found in request.propertyDependencies.items()
                    },
                    position=position(request),
                )
            )
        return response


def _deserialized(properties: Any) -> dict[str, Any]:
    return _marked(rpc.deserialize_properties(properties, keep_unknowns=True))


def _marked(value: Any) -> Any:
    """Return the value with the engine's own mark for whatever is unknown in it."""
    if isinstance(value, pulumi.output.Unknown):
        return UNKNOWN
    if isinstance(value, dict):
        return {key: _marked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    return value


class Provider(mocks.Mocks):
    """The provider of AWS as far as the program asks it; at ``preview`` it computes nothing."""

    def __init__(self, *, preview: bool) -> None:
        self._preview = preview

    def call(self, args: mocks.MockCallArgs) -> Any:
        if args.token == "aws:index/getCallerIdentity:getCallerIdentity":
            return {
                "accountId": ACCOUNT,
                "arn": f"arn:aws:iam::{ACCOUNT}:root",
                "userId": ACCOUNT,
                "id": ACCOUNT,
            }
        raise NotImplementedError(args.token)

    def new_resource(self, args: mocks.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        if self._preview:
            return None, dict(args.inputs)
        computed = COMPUTED.get(args.typ, lambda _: {})
        return f"{args.name}-id", {**args.inputs, **computed(args.inputs)}


def record(
    stack: str,
    *,
    preview: bool = False,
    config: Mapping[str, Any] | None = None,
    without: tuple[str, ...] = (),
) -> Recording:
    """Run the program for a stack and record it.

    ``preview`` leaves every computed value unknown. ``config`` adds to the values that the CLI would hand over, with
    keys in the project's namespace where they carry none; ``without`` takes keys away.
    """
    values = configuration(ROOT, stack) | {_full(key): value for key, value in (config or {}).items()}
    for key in without:
        del values[_full(key)]
    with without_archives():
        return record_program(
            lambda: runpy.run_path(str(ROOT / "__main__.py"), run_name="__main__"),
            stack,
            values,
            preview=preview,
        )


def record_program(
    program: Callable[[], Any],
    stack: str = "dev",
    config: Mapping[str, Any] | None = None,
    *,
    preview: bool = False,
    project: str = PROJECT,
    provider: mocks.Mocks | None = None,
) -> Recording:
    """Run any program, such as one component, and record it. Its exceptions are raised.

    ``provider`` stands in for AWS, by default as far as this repository's program asks it.
    """
    recording = Recording()
    monitor = _Monitor(recording, provider or Provider(preview=preview))

    def run() -> None:
        with own_loops() as loop:
            pulumi.runtime.set_mocks(monitor.mocks, project, stack, preview, monitor=monitor)
            pulumi.runtime.set_all_config(dict(config or {}))
            loop.run_until_complete(run_pulumi_func(lambda: _run_and_read(program, recording)))

    # A thread has a context of its own: nothing of Pulumi's settings, root stack or loops is left behind.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(run).result()
    return recording


async def _run_and_read(program: Callable[[], Any], recording: Recording) -> None:
    """Run the program and record the outputs of its stack."""
    program()
    root = get_root_resource()
    assert isinstance(root, Stack)
    for name, value in root.outputs.items():
        recording.outputs[name] = await pulumi.Output.from_input(value).future(with_unknowns=False)


def _full(key: str) -> str:
    return key if ":" in key else f"{PROJECT}:{key}"
