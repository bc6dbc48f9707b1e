"""Runs the unmodified Pulumi program on an embedded cloud.

The program talks to a monitor of ours through the SDK's hook for mocks, where the Pulumi engine would be. Every
resource that it registers is really created, through boto3, by its type's creator in ``local/resources``; its
outputs are those of the created thing. The SDK registers a resource as soon as its inputs are known, each on a
thread of its own, so independent resources are created at the same time.

What the embedded cloud cannot do stops the deployment with its name: an unknown type, a property that no creator
takes, an unknown invoke, an import or a read of an existing resource.
"""

import asyncio
import contextvars
import json
import logging
import os
import runpy
import sys
import threading
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pulumi
from botocore.exceptions import BotoCoreError, ClientError
from google.protobuf import empty_pb2, json_format, struct_pb2
from pulumi.runtime import Settings, configure, set_all_config
from pulumi.runtime.mocks import MockEngine, MockMonitor
from pulumi.runtime.proto import resource_pb2
from pulumi.runtime.stack import run_in_stack

from components import archives
from local import urns
from local.cloud import CONNECTIONS, Cloud
from local.errors import LocalError
from local.resources import CREATORS, LOOKUPS
from local.resources.account import check_provider
from local.resources.base import Properties, PropertyError
from local.stackconfig import configuration, project_name

ROOT = Path(__file__).resolve().parent.parent
FUNCTION_TYPE = "aws:lambda/function:Function"
_SIGNATURE = "4dabf18193072939515e22adb298388d"
"""The key by which the Pulumi protocol marks an object as more than a plain one."""
_EMPTY = empty_pb2.Empty()  # ty: ignore[missing-attribute]
_SECRET = "1b47061264138c4ac30d75fd1eb44270"


@dataclass(frozen=True)
class Resource:
    """A resource as the engine's state would hold it; property names are the provider's."""

    urn: str
    type: str
    name: str
    custom: bool
    parent: str
    """URN; empty for the stack."""
    inputs: Mapping[str, Any]
    id: str = ""
    outputs: Mapping[str, Any] = field(default_factory=dict)
    """The inputs and what the creation added; for a component what it registered as its outputs."""
    protect: bool = False
    provider: str = ""
    """``<urn>::<id>`` of an explicit provider."""
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_emulated: Mapping[str, str] = field(default_factory=dict)
    """Properties that were accepted without effect, with the reason."""


@dataclass(frozen=True)
class Deployment:
    """What a deployment made: ``resources`` in order of completion, ``outputs`` as the program exported them."""

    project: str
    stack: str
    resources: tuple[Resource, ...]
    outputs: Mapping[str, Any]

    def one(self, type_: str, name: str) -> Resource:
        """The resource of a type with a logical name; ``KeyError`` if there is none."""
        return {(each.type, each.name): each for each in self.resources}[type_, name]


def host_archive(path: str) -> Path:
    """This machine's build of the archive that the program deploys for Lambda."""
    try:
        return archives.archive(Path(path).stem, platform="host")
    except archives.ArchiveError as error:
        raise LocalError(str(error)) from None


def deploy(
    cloud: Cloud,
    stack: str = "dev",
    on_resource: Callable[[Resource], None] = lambda resource: None,
    *,
    admit: Callable[[Resource], None] = lambda resource: None,
    root: Path = ROOT,
    archive: Callable[[str], Path] = host_archive,
) -> Deployment:
    """Deploys the program in ``root`` with the configuration of ``stack``.

    ``admit`` is asked before a resource is made, by many threads at a time; what it raises stops the deployment.
    ``on_resource`` is called as each resource stands, by one thread at a time. ``archive`` gives the zip to run for
    the path of the program's own. Raises ``LocalError``; the cloud is then half-made and to be thrown away.
    """
    project = project_name(root)
    config = configuration(root, stack)
    check_provider(cloud, config)
    monitor = _Monitor(cloud, project, stack, on_resource, admit, archive)
    settings = Settings(
        project=project,
        stack=stack,
        monitor=monitor,
        engine=MockEngine(logging.getLogger("pulumi.program")),
        dry_run=False,
        organization="local",
        root_directory=str(root),
    )
    try:
        with _engine_environment(root, config):
            # A context of its own: the SDK keeps its state in context variables, and a next run starts clean.
            contextvars.copy_context().run(_run, root, settings, config, monitor)
    except Exception as error:
        raise monitor.failure or _program_failure(error) from error
    return Deployment(project, stack, tuple(monitor.recorded.values()), monitor.outputs)


def _run(root: Path, settings: Settings, config: dict[str, str], monitor: "_Monitor") -> None:
    configure(settings)
    set_all_config(config, [])
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        loop.set_default_executor(ThreadPoolExecutor(CONNECTIONS))
        # Outputs that depend on a failed resource fail as well; that resource's own message says it all.
        loop.set_exception_handler(
            lambda loop, context: None if monitor.failure else loop.default_exception_handler(context)
        )
        asyncio.set_event_loop(loop)
        try:
            # Not runner.run: it holds back a first Ctrl-C until the program lets go.
            loop.run_until_complete(
                run_in_stack(lambda: _discard(runpy.run_path(str(root / "__main__.py"), run_name="__main__")))
            )
        finally:
            monitor.stopping.set()
            asyncio.set_event_loop(None)


def _discard(_: object) -> None:
    """``run_in_stack`` would take what the program leaves behind for something to wait for."""


@contextmanager
def _engine_environment(root: Path, config: Mapping[str, str]) -> Generator[None]:
    """What the engine gives to a program: its folder, its import path and its environment variables."""
    before = dict(os.environ)
    os.environ |= {
        "PULUMI_CONFIG": json.dumps(config),
        "PULUMI_CONFIG_SECRET_KEYS": "[]",
        "PULUMI_ERROR_OUTPUT_STRING": "1",
    }
    added = str(root) not in sys.path
    if added:
        sys.path.insert(0, str(root))
    try:
        with chdir(root):
            yield
    finally:
        if added:
            sys.path.remove(str(root))
        os.environ.clear()
        os.environ |= before


def _program_failure(error: Exception) -> LocalError:
    if isinstance(error, LocalError):
        return error
    if isinstance(error, pulumi.RunError | archives.ArchiveError):
        return LocalError(str(error))
    return LocalError(f"the Pulumi program failed: {type(error).__name__}: {error}")


class _Monitor(MockMonitor):
    """Stands where the engine's resource monitor would; its methods are called on many threads at once."""

    def __init__(
        self,
        cloud: Cloud,
        project: str,
        stack: str,
        on_resource: Callable[[Resource], None],
        admit: Callable[[Resource], None],
        archive: Callable[[str], Path],
    ):
        self.recorded: dict[str, Resource] = {}
        self.outputs: dict[str, Any] = {}
        self.failure: LocalError | None = None
        self.stopping = threading.Event()
        self._cloud = cloud
        self._project = project
        self._stack = stack
        self._on_resource = on_resource
        self._admit = admit
        self._archive = archive
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
                self._on_resource(resource)
            return resource_pb2.RegisterResourceResponse(urn=urn, id=resource.id, object=_struct(added))

    def RegisterResourceOutputs(self, request: Any) -> Any:  # noqa: N802
        outputs = _plain(json_format.MessageToDict(request.outputs))
        with self._lock:
            if request.urn in self.recorded:
                known = self.recorded[request.urn]
                self.recorded[request.urn] = Resource(**{**vars(known), "outputs": outputs})
            else:
                self.outputs = outputs
        return _EMPTY

    def Invoke(self, request: Any) -> Any:  # noqa: N802
        with self._failing_once(request.tok, "invoke"):
            if request.tok not in LOOKUPS:
                raise LocalError(
                    f"the embedded cloud cannot answer {request.tok}: write the answer in local/resources/"
                )
            arguments = _plain(json_format.MessageToDict(request.args))
            answer = LOOKUPS[request.tok](self._cloud, arguments)
            response: dict[str, Any] = {"return": _struct(answer)}
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

    def _create(self, urn: str, request: Any) -> tuple[Resource, dict[str, Any]]:
        """The resource as recorded, and the outputs that its inputs do not hold."""
        inputs = _plain(json_format.MessageToDict(request.object))
        recorded: dict[str, Any] = {
            "urn": urn,
            "type": request.type,
            "name": request.name,
            "custom": request.custom,
            "parent": request.parent,
            "inputs": inputs,
            "protect": request.protect,
            "provider": request.provider,
            "dependencies": tuple(request.dependencies),
            "property_dependencies": {
                name: tuple(each.urns) for name, each in request.propertyDependencies.items()
            },
        }
        self._admit(Resource(**recorded))
        if not request.custom and not request.remote:
            return Resource(**recorded), {}
        if request.importId:
            raise LocalError(f"{request.name} ({request.type}) is imported, and the embedded cloud is empty")
        creator = CREATORS.get(request.type)
        if creator is None:
            raise LocalError(
                f"{request.name}: the embedded cloud has no {request.type}: write its creator in local/resources/"
            )
        if request.type == FUNCTION_TYPE and "code" in inputs:
            inputs = inputs | {"code": str(self._archive(inputs["code"]["path"]))}
        properties = Properties(inputs, request.name)
        created = creator(self._cloud, properties)
        if left := properties.leftovers():
            where = creator.__module__.replace(".", "/")
            raise LocalError(
                f"{request.name} ({request.type}): the embedded cloud does not apply {', '.join(left)}: "
                f"teach it in {where}.py"
            )
        added = dict(created.outputs)
        if properties.tags_all is not None:
            added["tagsAll"] = properties.tags_all
        outputs = {**recorded["inputs"], **added}
        resource = Resource(
            **recorded, id=created.id, outputs=outputs, not_emulated=properties.all_not_emulated()
        )
        return resource, added

    def _claim_urn(self, request: Any) -> str:
        """The URN as the engine makes it; two resources of one are refused, as by the engine."""
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
        """Turns what goes wrong into one line, keeps the first, and lets nothing start after it."""
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


def _plain(value: Any) -> Any:
    """A decoded property with its secrets uncovered, and whole numbers, which travel as floats, as such."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get(_SIGNATURE) == _SECRET:
        return _plain(value["value"])
    return {name: _plain(each) for name, each in value.items()}


def _struct(values: Mapping[str, Any]) -> Any:
    return json_format.ParseDict(values, struct_pb2.Struct())  # ty: ignore[missing-attribute]
