"""A deployed stack on the embedded cloud together with the partners' stand-ins: where the campaign is played."""

import json
import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3

from handlers.common.storage import clients, configuration, dynamo
from local.campaign.stand_ins.process import StandInsProcess
from local.cloud import Account, Cloud
from local.errors import LocalError


@dataclass(frozen=True)
class Deployed:
    """A deployed stack. ``outputs`` are the stack's, the documented contract: nothing else of it is used here."""

    cloud: Account
    outputs: Mapping[str, Any]

    def table(self, name: str) -> str:
        """Return the physical name of a table."""
        return self.outputs["tables"][name]

    def invoke(self, function: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Run a function and return its answer; ``LocalError`` with its own message if it fails."""
        answer = self.cloud.client("lambda").invoke(
            FunctionName=self.outputs["functions"][function], Payload=json.dumps(payload).encode()
        )
        result = json.loads(answer["Payload"].read() or b"null")
        if answer.get("FunctionError"):
            told = result.get("errorMessage") if isinstance(result, dict) else None
            raise LocalError(
                f"{function} failed: {told or result}: run make up KEEP=1 and read its log group"
            )
        return result if isinstance(result, dict) else {}

    @contextmanager
    def as_operator(self) -> Generator[None]:
        """Let the handlers in this process work on the stack's tables as the cloud's administrator."""
        before = dict(os.environ)
        # A profile of the machine must be neither used nor required.
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            del os.environ[name]
        os.environ |= self.cloud.environment()
        os.environ |= {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        for name, physical in self.outputs["tables"].items():
            os.environ[f"TABLE_{name.upper().replace('-', '_')}"] = physical
        _forget()
        try:
            yield
        finally:
            os.environ.clear()
            os.environ |= before
            _forget()


def _forget() -> None:
    """Let the handlers in this process find everything anew, the credentials too."""
    boto3.DEFAULT_SESSION = None
    dynamo.client.cache_clear()
    clients.forget()
    configuration.forget()


@dataclass(frozen=True)
class Stage(Deployed):
    """The running system, with the partners' stand-ins."""

    cloud: Cloud
    stand_ins: StandInsProcess

    def check(self) -> None:
        """Raise ``LocalError`` if the cloud or the stand-ins have ended."""
        if not self.cloud.running:
            raise LocalError(
                f"the embedded cloud stopped during the run: run make up again ({self.cloud.log})"
            )
        self.stand_ins.check()
