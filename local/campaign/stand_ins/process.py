"""The runner's side of the stand-ins: it starts their process, asks for the record and ends it."""

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import urllib3

from local.campaign.stand_ins.courier import ATTEMPTS
from local.cloud import ToldTime
from local.cloud.processes import Supervised
from local.errors import LocalError

BRIEF = "brief.json"
"""The file in the scratch folder with the brief; the process waits for it."""
ENDPOINTS = "endpoints.json"
START_SECONDS = 60.0
"""The longest wait for the process, on a machine that is busy."""
CONTROL_SECONDS = 90.0
"""The longest wait for an answer to the runner: a reply that is being delivered ends first."""
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class CloudBrief:
    """The instructions for the stand-ins of the real providers."""

    webhook_url: str
    """The function URL of receive-webhook."""
    app_secret: str
    """The key that webhooks are signed with."""
    account_id: str
    """The WhatsApp business account."""
    lines: Mapping[str, str]
    """The displayed number of each line, by ``phone_number_id``."""
    templates: Sequence[Mapping[str, Any]]
    """The templates that Meta has approved, as its API shows them."""
    google_email: str
    google_key: str
    """The service account at Google, and its public key."""
    sent_mail: str
    """The folder with what SES has sent (``Cloud.sent_mail``)."""


@dataclass(frozen=True)
class Brief:
    """The instructions for the stand-ins' process."""

    api_keys: Mapping[str, str]
    """The key of each partner: whatsapp, email, calendar."""
    tenant_id: str
    """The tenant that a gateway's replies are for."""
    reply_function: str
    """The physical name of handle-replies, which a gateway's replies go to."""
    aws: Mapping[str, str]
    """The variables of ``Cloud.environment``."""
    colleagues: Sequence[str] = ()
    """Addresses of the tenant's own people."""
    forgetful: Sequence[str] = ()
    """The partners that do not recognise a repeated idempotency key."""
    fault_rate: float = 0.0
    """The part of the partners' requests that fail."""
    seed: int = 0
    reply_attempts: int = ATTEMPTS
    """Times that a reply is handed over before it is given up."""
    cloud: CloudBrief | None = None
    """Set: the real providers are stood in for; else the gateways are."""

    @classmethod
    def parse(cls, text: str) -> "Brief":
        """Return a brief from its JSON."""
        fields = json.loads(text)
        cloud = fields.pop("cloud", None)
        return cls(**fields, cloud=CloudBrief(**cloud) if cloud else None)


class StandInsProcess:
    """The running stand-ins, made by ``start``; a context manager that stops them."""

    def __init__(self, process: Supervised, endpoints: Mapping[str, str], key: str) -> None:
        self.endpoints = dict(endpoints)
        self._process = process
        self._key = key
        self._kept = False
        self._http = urllib3.PoolManager(retries=False, timeout=CONTROL_SECONDS)

    def check(self) -> None:
        """Raise ``LocalError`` if the process has ended."""
        if not self._process.running:
            raise LocalError(
                f"the stand-in partners stopped during the run: run make up again ({_log(self._process)})"
            )

    def record(self) -> dict[str, Any]:
        """Return the stand-ins' record, and the number of replies that are pending."""
        return self._asked("GET", "/_accepted")

    def pulse(self) -> dict[str, int]:
        """Return the figures of the record alone: accepted, refused, repeats, replies, pending."""
        return self._asked("GET", "/_pulse")

    def calm(self) -> None:
        """Let every further request to a partner go well."""
        self._asked("POST", "/_calm")

    def hold(self) -> None:
        """Deliver no reply until ``resume``; return once none is being delivered."""
        self._asked("POST", "/_hold")

    def resume(self) -> None:
        """Deliver replies again."""
        self._asked("POST", "/_resume")

    def _asked(self, method: str, path: str) -> dict[str, Any]:
        self.check()
        try:
            response = self._http.request(
                method,
                f"{self.endpoints['whatsapp']}{path}",
                body=b"{}" if method == "POST" else None,
                headers={"Authorization": f"Bearer {self._key}"},
            )
        except urllib3.exceptions.HTTPError:
            raise LocalError(
                f"the stand-in partners no longer answer: run make up again ({_log(self._process)})"
            ) from None
        return json.loads(response.data)

    def keep(self) -> None:
        """Leave the process running after this one ends, until ``local.cloud.processes.stop_kept``."""
        self._process.keep()
        self._kept = True

    def stop(self) -> None:
        """Stop the process, unless it was kept."""
        self._http.clear()
        if not self._kept:
            self._process.stop()

    def __enter__(self) -> "StandInsProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class Prepared:
    """A process of stand-ins that waits for its brief; a context manager that stops it unless it gets one."""

    def __init__(self, process: Supervised) -> None:
        self._process = process
        self._begun = False

    def begin(self, brief: Brief) -> StandInsProcess:
        """Let the stand-ins go to work; ``LocalError`` if they do not come up."""
        self._begun = True
        ready, deadline = self._process.scratch / ENDPOINTS, time.monotonic() + START_SECONDS
        try:
            _write(self._process.scratch / BRIEF, json.dumps(asdict(brief)))
            while not ready.exists():
                if not self._process.running or time.monotonic() > deadline:
                    raise LocalError(f"the stand-in partners did not start ({_log(self._process)})")
                time.sleep(0.02)
            endpoints = json.loads(ready.read_text(encoding="utf-8"))
        except BaseException:
            self._process.stop()
            raise
        return StandInsProcess(self._process, endpoints, brief.api_keys["whatsapp"])

    def __enter__(self) -> "Prepared":
        return self

    def __exit__(self, *_: object) -> None:
        if not self._begun:
            self._process.stop()


def start(brief: Brief, state_dir: Path, told_time: ToldTime | None = None) -> StandInsProcess:
    """Start the three stand-ins; ``LocalError`` if they do not come up. Their log is in ``state_dir``.

    ``told_time`` is the clock that they go by, if it is not the machine's.
    """
    return prepare(state_dir, told_time).begin(brief)


def prepare(state_dir: Path, told_time: ToldTime | None = None) -> Prepared:
    """Start the process of the stand-ins, which loads what it needs and waits for its brief; as ``start``."""
    told = told_time.environment() if told_time else {}
    environment = {
        **{name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ},
        **told,
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join([str(ROOT), *([told["PYTHONPATH"]] if told else [])]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "local.campaign.stand_ins"]
    return Prepared(Supervised("partners", command, environment, state_dir))


def _write(file: Path, text: str) -> None:
    """Write a file that only its owner can read, and that is there as a whole or not at all."""
    unfinished = file.with_suffix(".part")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as opened:
        opened.write(text)
    unfinished.rename(file)


def _log(process: Supervised) -> str:
    lines = process.log.read_text(errors="replace").strip().splitlines()
    return f"see {process.log}: {lines[-1]}" if lines else f"nothing in {process.log}"
