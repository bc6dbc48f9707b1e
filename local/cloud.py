"""The embedded cloud: MiniStack as a child process, with IAM enforced, on a free port of the loopback interface.

Nothing of the machine's AWS settings reaches it, its functions or its clients: sessions carry their credentials and
the endpoint, and the child's environment is made from nothing.
"""

import os
import secrets
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from local.errors import LocalError
from local.processes import Supervised

ACCOUNT_ID = "000000000000"
REGION = "us-east-1"
START_SECONDS = 30.0
PORT_ATTEMPTS = 5
CONNECTIONS = 32
"""Per client: as many as the deployment has threads."""

_EMULATOR = Path(__file__).with_name("emulator.py")
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Credentials(NamedTuple):
    """The access key that one emulator takes for its account's root user; drawn for each, so no other knows it."""

    key: str
    secret: str


class Session(boto3.Session):
    """A boto3 session whose clients and resources talk to the embedded cloud, past any proxy."""

    def __init__(self, endpoint: str, credentials: Credentials):
        super().__init__(
            aws_access_key_id=credentials.key, aws_secret_access_key=credentials.secret, region_name=REGION
        )
        self._defaults: dict[str, Any] = {
            "endpoint_url": endpoint,
            "config": Config(proxies={}, max_pool_connections=CONNECTIONS, retries={"total_max_attempts": 3}),
        }

    def client(self, *args: Any, **kwargs: Any) -> Any:
        return super().client(*args, **{**self._defaults, **kwargs})

    def resource(self, *args: Any, **kwargs: Any) -> Any:
        return super().resource(*args, **{**self._defaults, **kwargs})


class Cloud:
    """A running embedded cloud. ``start`` makes it.

    ``endpoint`` is the URL of all services, ``log`` the file with what the emulator printed.
    """

    account_id = ACCOUNT_ID
    region = REGION

    def __init__(self, process: Supervised, port: int, credentials: Credentials):
        self.endpoint = f"http://127.0.0.1:{port}"
        self.log = process.log
        self._process = process
        self._credentials = credentials
        self._session = Session(self.endpoint, credentials)
        self._clients: dict[str, Any] = {}
        self._making = threading.Lock()
        self.kept = False

    @property
    def running(self) -> bool:
        return self._process.running

    def session(self) -> Session:
        """A session of the account's administrator."""
        return Session(self.endpoint, self._credentials)

    def client(self, service: str) -> Any:
        """The administrator's client of a service; one for all threads, since making one costs 10 to 100 ms."""
        with self._making:
            if service not in self._clients:
                self._clients[service] = self._session.client(service)
            return self._clients[service]

    def environment(self) -> dict[str, str]:
        """The variables that make the AWS CLI or any SDK talk to this cloud as its administrator."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": self._credentials.key,
            "AWS_SECRET_ACCESS_KEY": self._credentials.secret,
            "AWS_DEFAULT_REGION": REGION,
        }

    def keep(self) -> None:
        """Leaves the cloud up when ``start`` is left, until ``local.processes.stop_kept``."""
        self._process.keep()
        self.kept = True

    def stop(self) -> None:
        self._process.stop()

    def _answers(self) -> bool:
        """Whether this very emulator answers: a stranger on the port does not know the key."""
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
def start(state_dir: Path) -> Generator[Cloud]:
    """A cloud that is up as long as the block runs, also when this process is killed.

    ``state_dir`` is this cloud's own folder, made if it is absent; only the emulator's log is left in it.
    ``LocalError`` if a request fails in the block because the cloud has ended.
    """
    state_dir = state_dir.resolve()
    state_dir.mkdir(parents=True, exist_ok=True)
    cloud = _start(state_dir)
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


def _start(state_dir: Path) -> Cloud:
    for _ in range(PORT_ATTEMPTS):
        cloud = _launch(state_dir)
        deadline = time.monotonic() + START_SECONDS
        try:
            while cloud.running and time.monotonic() < deadline:
                if cloud._answers():
                    return cloud
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
        printed = cloud.log.read_text(errors="replace")
        if "in use" not in printed:
            last_line = (printed.strip().splitlines() or ["nothing printed"])[-1]
            raise LocalError(f"the embedded cloud did not start ({last_line}): see {cloud.log}")
    raise LocalError(f"no free port in {PORT_ATTEMPTS} attempts: see {state_dir}, then try again")


def _launch(state_dir: Path) -> Cloud:
    credentials = Credentials(f"AKIA{secrets.token_hex(8).upper()}", secrets.token_hex(20))
    port = _free_port()
    (state_dir / "ministack.log").write_bytes(b"")
    process = Supervised(
        "ministack",
        [sys.executable, "-I", str(_EMULATOR)],
        _environment(port, credentials, state_dir),
        state_dir,
    )
    return Cloud(process, port, credentials)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(port: int, credentials: Credentials, state_dir: Path) -> Mapping[str, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
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
        "SFTP_ENABLED": "0",
        "TZ": "UTC",
    }
