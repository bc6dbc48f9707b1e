"""Runs the whole program, `__main__.py` as it is, on a recording engine, and keeps every resource that it registers.

For the audit and for the tests of the program and of the policies: nothing is created, no archive is built, no
account is asked.
"""

import asyncio
import runpy
import threading
import warnings
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pulumi
import pulumi_aws as aws
from pulumi.runtime import mocks, rpc
from pulumi.runtime.settings import get_project, get_root_resource, get_stack
from pulumi.runtime.stack import Stack, run_pulumi_func

from local.stackconfig import configuration
from local.urns import STACK_TYPE, urn

with warnings.catch_warnings():
    # The SDK warns of deprecated classes of its own while these two are imported, whichever class is used.
    warnings.simplefilter("ignore", DeprecationWarning)
    _ = (aws.lambda_.Function, aws.s3.Bucket)

ROOT = Path(__file__).resolve().parent.parent
PROJECT = "micro-agente-disparo-agendamento"
ACCOUNT = "123456789012"


@dataclass(frozen=True)
class Resource:
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
    depends_on: frozenset[str]
    """URNs, components expanded to their resources."""


@dataclass
class Recording:
    """What one run of the program has left."""

    resources: list[Resource] = field(default_factory=list)
    outputs: dict[str, Any] = field(default_factory=dict)

    def of_type(self, token: str) -> list[Resource]:
        return [resource for resource in self.resources if resource.type == token]

    def the(self, token: str, name: str) -> Resource:
        """The one resource of a type and logical name; ``KeyError`` if there is none."""
        return {(found.type, found.name): found for found in self.resources}[token, name]


UNKNOWN = rpc.UNKNOWN
"""Stands for a value that is only known after the deployment."""

COMPUTED: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
    "aws:sqs/queue:Queue": lambda inputs: {
        "url": f"https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/{inputs['name']}",
        "arn": f"arn:aws:sqs:us-east-1:{ACCOUNT}:{inputs['name']}",
    },
}
"""What the provider adds after the deployment, where an output of the program asks for it."""


class _Monitor(mocks.MockMonitor):
    """Keeps what `Mocks` is not shown: parent, protection, dependencies and the stack's outputs."""

    def __init__(self, recording: Recording, *, preview: bool) -> None:
        super().__init__(_Mocks(preview=preview))
        self._recording = recording

    def make_urn(self, parent: str, type_: str, name: str) -> str:
        """As the engine makes it; the SDK's own mocks know one parent only."""
        return urn(get_stack(), get_project(), parent, type_, name)

    def RegisterResource(self, request: Any) -> Any:  # noqa: N802
        response = super().RegisterResource(request)
        if request.type != STACK_TYPE:
            self._recording.resources.append(
                Resource(
                    type=request.type,
                    name=request.name,
                    inputs=rpc.deserialize_properties(request.object, keep_unknowns=True),
                    urn=response.urn,
                    parent=request.parent,
                    custom=request.custom,
                    protect=request.protect,
                    depends_on=frozenset(request.dependencies),
                )
            )
        return response


class _Mocks(mocks.Mocks):
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
) -> Recording:
    """Run any program, such as one component, and record it. What it raises is raised."""
    recording = Recording()
    raised: list[BaseException] = []

    async def run_and_read() -> None:
        program()
        root = get_root_resource()
        assert isinstance(root, Stack)
        for name, value in root.outputs.items():
            recording.outputs[name] = await pulumi.Output.from_input(value).future(with_unknowns=False)

    def run() -> None:
        # A thread has a context of its own: nothing of Pulumi's settings, root stack or loops is left behind.
        loops: list[asyncio.AbstractEventLoop] = []

        def own_loop() -> None:
            loops.append(asyncio.new_event_loop())
            asyncio.set_event_loop(loops[-1])

        own_loop()
        loop = loops[0]
        workers = ThreadPoolExecutor(initializer=own_loop)
        loop.set_default_executor(workers)
        try:
            monitor = _Monitor(recording, preview=preview)
            pulumi.runtime.set_mocks(monitor.mocks, project, stack, preview, monitor=monitor)
            pulumi.runtime.set_all_config(dict(config or {}))
            loop.run_until_complete(run_pulumi_func(run_and_read))
        except BaseException as error:
            raised.append(error)
        finally:
            workers.shutdown()
            for each in loops:
                each.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]
    return recording


@contextmanager
def without_archives() -> Generator[None]:
    """Hand the functions an archive that need not be built."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.zip"
        path.write_bytes(b"PK\x05\x06" + bytes(18))
        with patch("components.archives.archive", lambda function_name: path):
            yield


def _full(key: str) -> str:
    return key if ":" in key else f"{PROJECT}:{key}"
