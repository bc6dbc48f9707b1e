"""The embedded cloud: MiniStack as a child process, with IAM enforced, on a free port of the loopback interface.

None of the machine's AWS settings reach it, its functions or its clients: sessions carry their credentials and the
endpoint, and the child's environment is built from nothing.
"""

import json
import os
import secrets
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from botocore.exceptions import BotoCoreError, ClientError

from local.cloud.clients import REGION, Account, Credentials
from local.cloud.processes import Supervised
from local.cloud.told import ToldTime
from local.errors import LocalError

ACCOUNT_ID = "000000000000"
START_SECONDS = 30.0
END_SECONDS = 20.0
"""The longest wait for an emulator that writes its state; what it runs may hold it up."""
PORT_ATTEMPTS = 5
WORKERS = 3
"""Processes of one function at the same time: a burst must not start more than the machine can run."""
SENT_MAIL = "mail"
"""The folder, in a cloud's scratch folder, with the e-mails that Amazon SES accepted there."""
STATE = "kept"
"""The folder, in that of a persistent cloud, with the state of its services."""

_IN_HAND = "/_local/in-hand"
"""The path that ``emulated_work`` answers."""
ANSWER_SECONDS = 30.0
"""The longest wait for the figures of an emulator that is busy."""
_EMULATOR = Path(__file__).with_name("emulator.py")
UNPACKED = Path(__file__).resolve().parents[2] / "build" / "unpacked"
"""The folder of what the functions' archives hold, unpacked for all clouds (``emulated_functions``)."""
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class InHand(NamedTuple):
    """The work of a cloud beside its queues."""

    running: int
    """Invocations under way, whoever waits for them."""
    asynchronous: int
    """Invocations that nobody waits for, from the event on until they have succeeded or failed for good; and files of
    which a function is about to be told."""
    ended: int
    """Invocations that have come to an end."""


def in_hand(endpoint: str) -> InHand:
    """Return how much the cloud at an endpoint has in hand. Raises ``OSError`` if it does not answer."""
    with _DIRECT.open(f"{endpoint}{_IN_HAND}", timeout=ANSWER_SECONDS) as answer:
        return InHand(**json.load(answer))


class Cloud(Account):
    """A running embedded cloud, made by ``start``; ``log`` is the file with the emulator's output."""

    account_id = ACCOUNT_ID

    def __init__(self, begin: Callable[[], Supervised], port: int, credentials: Credentials):
        """``begin`` starts the emulator on the port."""
        super().__init__(f"http://127.0.0.1:{port}", credentials)
        self._begin = begin
        self._process = begin()
        self.log = self._process.log
        self.kept = False

    @property
    def scratch(self) -> Path:
        """The folder in which the emulator and the functions' workers put their files."""
        return self._process.scratch

    @property
    def sent_mail(self) -> Path:
        """The folder with the e-mails that were sent (``emulated_mail``)."""
        return self.scratch / SENT_MAIL

    @property
    def running(self) -> bool:
        """True while the emulator's process lives."""
        return self._process.running

    def keep(self) -> None:
        """Leave the cloud up after ``start`` exits, until ``local.cloud.processes.stop_kept``."""
        self._process.keep()
        self.kept = True

    def restart(self) -> None:
        """End the emulator with all that it runs, and start it on the same port with the state that it has written.

        Only for a cloud that was started with ``persistent``. Tables, files, queues with the messages in flight,
        functions, mappings, rules, schedules, roles and secrets are kept. Lost is whatever a process had in hand, and
        so are asynchronous invocations: the emulator has them in its memory alone.
        """
        self._process.end(END_SECONDS)
        self._process = self._begin()
        if not _came_up(self):
            raise LocalError(f"the embedded cloud did not come up again: see {self.log}")

    def stop(self) -> None:
        """Stop the emulator and all that it started."""
        self._process.stop()

    def in_hand(self) -> InHand:
        """Return how much the cloud has in hand that no queue shows: ``LocalError`` if it does not answer."""
        try:
            return in_hand(self.endpoint)
        except OSError as error:
            raise LocalError(
                f"the embedded cloud does not answer ({error}): run make up again ({self.log})"
            ) from None

    def _answers(self) -> bool:
        """Return True if this very emulator answers: a stranger on the port does not know the key."""
        try:
            with _DIRECT.open(f"{self.endpoint}/_ministack/health", timeout=2):
                pass
        except (urllib.error.URLError, OSError):
            return False
        try:
            self.client("sts").get_caller_identity()
        except (ClientError, BotoCoreError):
            return False
        return True


@contextmanager
def start(
    state_dir: Path, *, persistent: bool = False, workers: int = WORKERS, told_time: ToldTime | None = None
) -> Generator[Cloud]:
    """Run a cloud for the duration of the block; it stops even if this process is killed.

    ``state_dir`` is this cloud's own folder, created if it is absent; only the emulator's log is left in it, and
    with ``persistent``, which ``Cloud.restart`` needs, the state that it had at its last end. ``workers`` is the number
    of processes that a function may have at the same time. ``told_time`` is the clock that the cloud and its functions
    go by; it may leap at any time.
    Raises ``LocalError`` if a request in the block fails because the cloud has ended.
    """
    state_dir = state_dir.resolve()
    state_dir.mkdir(parents=True, exist_ok=True)
    UNPACKED.mkdir(parents=True, exist_ok=True)
    own = {"FUNCTION_WORKERS": str(workers), "UNPACKED": str(UNPACKED)}
    if persistent:
        kept = state_dir / STATE
        own |= {
            "PERSIST_STATE": "1",
            "STATE_DIR": str(kept),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(kept / "s3"),
        }
    if told_time is not None:
        own |= told_time.environment()
    cloud = _start(state_dir, own)
    try:
        yield cloud
    except BotoCoreError as error:
        if cloud._answers():
            raise
        raise LocalError(
            f"the embedded cloud stopped during the run: run make up again ({cloud.log})"
        ) from error
    finally:
        if not cloud.kept:
            cloud.stop()


def _start(state_dir: Path, own: Mapping[str, str]) -> Cloud:
    for _ in range(PORT_ATTEMPTS):
        cloud = _launch(state_dir, own)
        if _came_up(cloud):
            return cloud
        printed = cloud.log.read_text(errors="replace")
        if "in use" not in printed:
            last_line = (printed.strip().splitlines() or ["nothing printed"])[-1]
            raise LocalError(f"the embedded cloud did not start ({last_line}): see {cloud.log}")
    raise LocalError(f"no free port in {PORT_ATTEMPTS} attempts: see {state_dir}, then try again")


def _came_up(cloud: Cloud) -> bool:
    """Wait until the cloud answers. False if its process ended first; unless it answers, it is stopped."""
    deadline = time.monotonic() + START_SECONDS
    try:
        while cloud.running and time.monotonic() < deadline:
            if cloud._answers():
                return True
            time.sleep(0.02)
        timed_out = cloud.running
    except BaseException:
        cloud.stop()
        raise
    cloud.stop()
    if timed_out:
        raise LocalError(
            f"the embedded cloud did not answer within {START_SECONDS:.0f} s: see {cloud.log}, then try again"
        )
    return False


def _launch(state_dir: Path, own: Mapping[str, str]) -> Cloud:
    credentials = Credentials(f"AKIA{secrets.token_hex(8).upper()}", secrets.token_hex(20))
    port = _free_port()
    (state_dir / "ministack.log").write_bytes(b"")
    environment = {**_environment(port, credentials, state_dir), **own}
    # An isolated interpreter would not look where the clock is.
    isolated = ["-s", "-P"] if "TOLD_TIME" in own else ["-I"]
    command = [sys.executable, *isolated, str(_EMULATOR)]
    return Cloud(lambda: Supervised("ministack", command, environment, state_dir), port, credentials)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(port: int, credentials: Credentials, state_dir: Path) -> Mapping[str, str]:
    inherited = {
        name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "CALL_RECORD") if name in os.environ
    }
    return {
        **inherited,
        "AUTH": "true",
        "AWS_ACCESS_KEY_ID": credentials.key,
        "AWS_SECRET_ACCESS_KEY": credentials.secret,
        "AWS_EC2_METADATA_DISABLED": "true",
        "BIND_HOST": "127.0.0.1",
        # A socket that is not there: MiniStack then never looks for containers.
        "DOCKER_HOST": f"unix://{state_dir}/no-docker.sock",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "LANG": "C.UTF-8",
        "LOG_LEVEL": "WARNING",
        "MINISTACK_ACCOUNT_ID": ACCOUNT_ID,
        "MINISTACK_REGION": REGION,
        "S3_DATA_DIR": str(state_dir / "ministack" / "s3"),
        "SENT_MAIL": str(state_dir / "ministack" / SENT_MAIL),
        "SFTP_ENABLED": "0",
        "TZ": "UTC",
    }
