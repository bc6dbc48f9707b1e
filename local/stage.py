"""A deployed stack on the embedded cloud together with its partners: what the campaign is played on."""

import json
import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from components.names import Names
from components.settings import Settings, parse
from handlers.common.storage import configuration, dynamo
from local.cloud import ACCOUNT_ID, Cloud
from local.deploy import ROOT
from local.errors import LocalError
from local.partners.process import PartnersProcess
from local.stackconfig import configuration as stack_configuration
from local.stackconfig import project_name

STACK = "dev"
RUN_SECONDS = 90
"""Longer than any function that is waited for may take."""


def settings() -> Settings:
    """The settings of the stack that is run locally."""
    return parse(stack_configuration(ROOT, STACK), project_name(ROOT))


def stack_names(config: Settings) -> Names:
    """The stack's physical names in the embedded cloud's account."""
    return Names(config.name_prefix, config.environment, config.region, config.account_id or ACCOUNT_ID)


@dataclass(frozen=True)
class Stage:
    """``outputs`` are the stack's: the documented contract, and all that is used of it here."""

    cloud: Cloud
    outputs: Mapping[str, Any]
    partners: PartnersProcess

    def table(self, name: str) -> str:
        return self.outputs["tables"][name]

    def invoke(self, function: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Runs a function and waits for its answer; ``LocalError`` with its own message if it fails."""
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

    def check(self) -> None:
        """``LocalError`` if the cloud or the partners have ended."""
        if not self.cloud.running:
            raise LocalError(
                f"the embedded cloud stopped during the run: run make up again ({self.cloud.log})"
            )
        self.partners.check()

    @contextmanager
    def as_operator(self) -> Generator[None]:
        """Lets the handlers in this process work on the stage's tables as the cloud's administrator."""
        before = dict(os.environ)
        # A profile of the machine's must neither be used nor be missed.
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            del os.environ[name]
        os.environ |= self.cloud.environment()
        os.environ |= {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        for name, physical in self.outputs["tables"].items():
            os.environ[f"TABLE_{name.upper().replace('-', '_')}"] = physical
        dynamo.client.cache_clear()
        configuration.forget()
        try:
            yield
        finally:
            os.environ.clear()
            os.environ |= before
            dynamo.client.cache_clear()
            configuration.forget()
