"""The runner's side of the stand-in partners: starting their process, asking for the record, ending it."""

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import urllib3

from local.errors import LocalError
from local.processes import Supervised

BRIEF = "PARTNERS_BRIEF"
"""The environment variable that brings the brief: a command line could be read by everybody on the machine."""
ENDPOINTS = "endpoints.json"
START_SECONDS = 15.0
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Brief:
    """What the partners' process is told."""

    api_keys: Mapping[str, str]
    """Key of each partner: whatsapp, email, calendar."""
    tenant_id: str
    """Whose line it is: replies are for this tenant."""
    reply_function: str
    """The physical name of handle-replies."""
    aws: Mapping[str, str]
    """The variables of ``Cloud.environment``."""
    colleagues: Sequence[str] = ()
    """Addresses of the tenant's own people."""


class PartnersProcess:
    """The running partners. ``start`` makes it; use it as a context manager."""

    def __init__(self, process: Supervised, endpoints: Mapping[str, str], key: str) -> None:
        self.endpoints = dict(endpoints)
        self._process = process
        self._key = key
        self._kept = False
        self._http = urllib3.PoolManager(retries=False, timeout=10)

    def check(self) -> None:
        """``LocalError`` if the process has ended."""
        if not self._process.running:
            raise LocalError(
                f"the stand-in partners stopped during the run: run make up again ({_log(self._process)})"
            )

    def record(self) -> dict[str, Any]:
        """What the partners accepted, refused and heard back, and how many replies are pending."""
        self.check()
        try:
            response = self._http.request(
                "GET",
                f"{self.endpoints['whatsapp']}/_accepted",
                headers={"Authorization": f"Bearer {self._key}"},
            )
        except urllib3.exceptions.HTTPError:
            raise LocalError(
                f"the stand-in partners no longer answer: run make up again ({_log(self._process)})"
            ) from None
        return json.loads(response.data)

    def keep(self) -> None:
        """Leaves the process running after this one ends, until ``local.processes.stop_kept``."""
        self._process.keep()
        self._kept = True

    def stop(self) -> None:
        self._http.clear()
        if not self._kept:
            self._process.stop()

    def __enter__(self) -> "PartnersProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def start(brief: Brief, state_dir: Path) -> PartnersProcess:
    """Starts the three partners; ``LocalError`` if they do not come up. Their log is in ``state_dir``."""
    environment = {
        **{name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ},
        BRIEF: json.dumps(asdict(brief)),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    process = Supervised("partners", [sys.executable, "-m", "local.partners"], environment, state_dir)
    ready = process.scratch / ENDPOINTS
    deadline = time.monotonic() + START_SECONDS
    try:
        while not ready.exists():
            if not process.running or time.monotonic() > deadline:
                raise LocalError(f"the stand-in partners did not start ({_log(process)})")
            time.sleep(0.02)
        endpoints = json.loads(ready.read_text(encoding="utf-8"))
    except BaseException:
        process.stop()
        raise
    return PartnersProcess(process, endpoints, brief.api_keys["whatsapp"])


def _log(process: Supervised) -> str:
    lines = process.log.read_text(errors="replace").strip().splitlines()
    return f"see {process.log}: {lines[-1]}" if lines else f"nothing in {process.log}"
