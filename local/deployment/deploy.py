"""Deploys the unmodified Pulumi program on an embedded cloud.

The program talks to our ``Monitor`` instead of the Pulumi engine. Every resource that it registers is really created,
through boto3, and its outputs are those of the created thing. The SDK registers a resource as soon as its inputs are
known, each on a thread of its own, so independent resources are created at the same time.

Anything that the embedded cloud cannot do stops the deployment with its name: an unknown type, a property that no
creator takes, an unknown invoke, an import or a read of an existing resource.
"""

import asyncio
import contextvars
import json
import logging
import os
import runpy
import signal
import sys
import threading
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, contextmanager
from pathlib import Path
from types import FrameType, MappingProxyType

import pulumi
from pulumi.runtime import Settings, configure, set_all_config
from pulumi.runtime.mocks import MockEngine
from pulumi.runtime.stack import run_in_stack

from components import archives
from local.cloud import CONNECTIONS, Cloud
from local.deployment.monitor import Hooks, Monitor
from local.deployment.resources.account import check_provider
from local.deployment.results import DeployedResource, Deployment
from local.deployment.stack_configuration import ROOT, configuration, project_name
from local.errors import LocalError

LETTING_GO_SECONDS = 2.0
"""Seconds for the tasks of a stopped deployment to end; they have nothing to wait for any more."""


def host_archive(path: str) -> Path:
    """Return this machine's build of the archive that the program deploys for Lambda."""
    try:
        return archives.archive(Path(path).stem, platform="host")
    except archives.ArchiveError as error:
        raise LocalError(str(error)) from None


def deploy(
    cloud: Cloud,
    stack: str = "dev",
    on_resource: Callable[[DeployedResource], None] = lambda resource: None,
    *,
    admit: Callable[[DeployedResource], None] = lambda resource: None,
    root: Path = ROOT,
    archive: Callable[[str], Path] = host_archive,
    extra: Mapping[str, str] = MappingProxyType({}),
) -> Deployment:
    """Deploy the program in ``root`` with the configuration of ``stack``, and ``extra`` values of it.

    The callables are those of ``Hooks``. Raises ``LocalError``; the cloud is then half-made and of no further use.
    """
    project = project_name(root)
    config = configuration(root, stack, extra)
    check_provider(cloud, config)
    monitor = Monitor(cloud, project, stack, Hooks(on_resource, admit, archive))
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
        with _engine_environment(root, config), _told_of_interruptions(monitor):
            # A context of its own: the SDK keeps its state in context variables, and a next run starts clean.
            contextvars.copy_context().run(_run, root, settings, config, monitor)
    except Exception as error:
        raise monitor.failure or _program_failure(error) from error
    return Deployment(project, stack, tuple(monitor.recorded.values()), monitor.outputs)


def _run(root: Path, settings: Settings, config: dict[str, str], monitor: Monitor) -> None:
    configure(settings)
    set_all_config(config, [])
    loop = asyncio.new_event_loop()
    executor = ThreadPoolExecutor(CONNECTIONS)
    loop.set_default_executor(executor)
    # Outputs that depend on a failed resource fail as well; that resource's own message says it all.
    loop.set_exception_handler(
        lambda loop, context: (
            None if monitor.stopping.is_set() or monitor.failure else loop.default_exception_handler(context)
        )
    )
    asyncio.set_event_loop(loop)
    try:
        # Not asyncio.run: it holds back a first Ctrl-C until the program lets go.
        loop.run_until_complete(
            run_in_stack(lambda: _discard(runpy.run_path(str(root / "__main__.py"), run_name="__main__")))
        )
    finally:
        monitor.stopping.set()
        _let_go(loop)
        executor.shutdown(cancel_futures=True)
        asyncio.set_event_loop(None)
        loop.close()


def _let_go(loop: asyncio.AbstractEventLoop) -> None:
    """Cancel what still waits in ``loop``, and leave behind what does not end.

    A Ctrl-C may come between the end of what a task waits for and its waking: that task is never woken again.
    """
    if waiting := asyncio.all_tasks(loop):
        for task in waiting:
            task.cancel()
        loop.run_until_complete(asyncio.wait(waiting, timeout=LETTING_GO_SECONDS))


@contextmanager
def _told_of_interruptions(monitor: Monitor) -> Generator[None]:
    """Stop the deployment at a Ctrl-C even where the SDK, or a callback, swallows the exception."""
    previous = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(previous):
        yield
        return
    interrupted = False

    def interrupt(signum: int, frame: FrameType | None) -> None:
        nonlocal interrupted
        interrupted = True
        monitor.stopping.set()
        previous(signum, frame)

    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
        if interrupted:
            raise KeyboardInterrupt


def _discard(_: object) -> None:
    """Drop the program's globals: ``run_in_stack`` would wait for the outputs in them."""


@contextmanager
def _engine_environment(root: Path, config: Mapping[str, str]) -> Generator[None]:
    """Give the program what the engine gives: its folder, its import path and its environment variables."""
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
