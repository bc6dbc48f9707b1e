"""The resource monitor of a local deployment: it creates each resource that the program registers.

It replaces the engine's monitor through the SDK's hook for mocks. The creators are in ``local/deployment/resources``.
"""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.proto import resource_pb2

from local.cloud import Cloud
from local.deployment import urns, wire
from local.deployment.positions import position
from local.deployment.resources import CREATORS, LOOKUPS
from local.deployment.resources.base import Properties, PropertyError
from local.deployment.results import DeployedResource
from local.errors import LocalError

FUNCTION_TYPE = "aws:lambda/function:Function"


@dataclass(frozen=True)
class Hooks:
    """The callables that take part in a deployment."""

    on_resource: Callable[[DeployedResource], None]
    """Called as each resource is complete, by one thread at a time."""
    admit: Callable[[DeployedResource], None]
    """Called before a resource is created, by many threads at once; an exception stops the deployment."""
    archive: Callable[[str], Path]
    """Returns the zip to run for the path of the program's own archive."""


class Monitor(MockMonitor):
    """Takes the place of the engine's resource monitor; its methods are called on many threads at once."""

    def __init__(self, cloud: Cloud, project: str, stack: str, hooks: Hooks):
        self.recorded: dict[str, DeployedResource] = {}
        self.outputs: dict[str, Any] = {}
        self.failure: LocalError | None = None
        self.stopping = threading.Event()
        self._cloud = cloud
        self._project = project
        self._stack = stack
        self._hooks = hooks
        self._known: set[str] = set()
        self._lock = threading.Lock()

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802
        with self._failing_once(request.type, request.name):
            urn = self._claim_urn(request)
            if request.type == urns.STACK_TYPE:
                return resource_pb2.RegisterResourceResponse(urn=urn)
            resource, added = self._create(urn, request)
            with self._lock:
                self.recorded[urn] = resource
                self._hooks.on_resource(resource)
            return resource_pb2.RegisterResourceResponse(
                urn=urn, id=resource.id, object=wire.to_struct(added)
            )

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: N802
        outputs = wire.from_struct(request.outputs)
        with self._lock:
            if request.urn in self.recorded:
                self.recorded[request.urn] = replace(self.recorded[request.urn], outputs=outputs)
            else:
                self.outputs = outputs
        return wire.EMPTY

    def Invoke(self, request: Any) -> Any:  # noqa: N802
        with self._failing_once(request.tok, "invoke"):
            if request.tok not in LOOKUPS:
                raise LocalError(
                    f"the embedded cloud cannot answer {request.tok}: "
                    "write the answer in local/deployment/resources/"
                )
            answer = LOOKUPS[request.tok](self._cloud, wire.from_struct(request.args))
            response: dict[str, Any] = {"return": wire.to_struct(answer)}
            return resource_pb2.ResourceInvokeResponse(**response)

    def ReadResource(self, request: Any) -> Any:  # noqa: N802
        with self._failing_once(request.type, request.name):
            raise LocalError(
                f"{request.name} ({request.type}) is read from what exists already, and the embedded cloud is empty"
            )

    def RegisterStackTransform(self, request: Any) -> Any:  # noqa: N802
        with self._failing_once("transform", "stack"):
            raise LocalError(
                "the embedded cloud runs no transforms: set the property where the resource is made"
            )

    def _create(self, urn: str, request: Any) -> tuple[DeployedResource, dict[str, Any]]:
        """Admit and create a resource; return it with the outputs that its inputs do not hold."""
        resource = _requested(urn, request)
        self._hooks.admit(resource)
        if not request.custom and not request.remote:
            return resource, {}
        if request.importId:
            raise LocalError(f"{request.name} ({request.type}) is imported, and the embedded cloud is empty")
        return self._created(resource)

    def _created(self, resource: DeployedResource) -> tuple[DeployedResource, dict[str, Any]]:
        creator = CREATORS.get(resource.type)
        if creator is None:
            raise LocalError(
                f"{resource.name}: the embedded cloud has no {resource.type}: "
                "write its creator in local/deployment/resources/"
            )
        inputs = dict(resource.inputs)
        if resource.type == FUNCTION_TYPE and "code" in inputs:
            inputs["code"] = str(self._hooks.archive(inputs["code"]["path"]))
        properties = Properties(inputs, resource.name)
        created = creator(self._cloud, properties)
        if left := properties.leftovers():
            where = creator.__module__.replace(".", "/")
            raise LocalError(
                f"{resource.name} ({resource.type}): the embedded cloud does not apply {', '.join(left)}: "
                f"implement it in {where}.py"
            )
        added = dict(created.outputs)
        if properties.tags_all is not None:
            added["tagsAll"] = properties.tags_all
        complete = replace(
            resource,
            id=created.id,
            outputs={**resource.inputs, **added},
            not_emulated=properties.all_not_emulated(),
        )
        return complete, added

    def _claim_urn(self, request: Any) -> str:
        """Return the URN as the engine builds it; a second resource of the same URN is refused."""
        urn = urns.urn(self._stack, self._project, request.parent, request.type, request.name)
        with self._lock:
            if urn in self._known:
                raise LocalError(
                    f"two resources are called {request.name} ({request.type}): rename one of them"
                )
            self._known.add(urn)
        return urn

    @contextmanager
    def _failing_once(self, type_: str, name: str) -> Generator[None]:
        """Turn an error into one line, keep the first, and let nothing start after it."""
        if self.stopping.is_set():
            raise LocalError("the deployment is being stopped")
        try:
            yield
        except Exception as error:
            with self._lock:
                self.failure = self.failure or self._explain(error, type_, name)
            self.stopping.set()
            raise

    def _explain(self, error: Exception, type_: str, name: str) -> LocalError:
        match error:
            case LocalError():
                return error
            case ClientError(response={"Error": {"Code": code, "Message": message}}):
                return LocalError(f"{name} ({type_}) was refused: {code}: {message}")
            case BotoCoreError() if not self._cloud.running:
                return LocalError(f"the embedded cloud stopped during the deployment: see {self._cloud.log}")
            case BotoCoreError() | PropertyError():
                return LocalError(f"{name} ({type_}) cannot be made: {' '.join(str(error).split())}")
            case _:
                return LocalError(f"{name} ({type_}): {type(error).__name__}: {error}")


def _requested(urn: str, request: Any) -> DeployedResource:
    """Return the resource as the program asks for it, before it exists."""
    return DeployedResource(
        urn=urn,
        type=request.type,
        name=request.name,
        custom=request.custom,
        parent=request.parent,
        inputs=wire.from_struct(request.object),
        protect=request.protect,
        provider=request.provider,
        dependencies=tuple(request.dependencies),
        property_dependencies={name: tuple(each.urns) for name, each in request.propertyDependencies.items()},
        position=position(request),
    )
