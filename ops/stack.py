"""The stack that a command is about: named by Pulumi's stack, by the kept cloud, or by the prefix of its names.

Which one is said by the options of ``python -m ops``. A command gets a ``Stack`` as its ``context.obj``, made when the
command runs and not before, so that no help asks anybody anything.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "local" / "kept.json"
"""The description of the embedded cloud that ``make up KEEP=1`` leaves."""
DEFAULT_PREFIX = "micro-agente-disparo-agendamento-dev"
DEFAULT_REGION = "us-east-1"

_TABLES = ("config", "contacts", "meetings", "stats", "rate-limit", "idempotency")
_QUEUE_OUTPUTS = {
    "send-queue": "sendQueueUrl",
    "send-dlq": "sendDlqUrl",
    "inbound-queue": "inboundQueueUrl",
    "inbound-dlq": "inboundDlqUrl",
    "failed-events": "failedEventsQueueUrl",
}
_CURES = (
    ("no stack named", "see pulumi stack ls, or make it with pulumi stack init"),
    ("PULUMI_ACCESS_TOKEN", "log in to the backend that holds the state: pulumi login s3://…"),
    ("must be set for login", "log in to the backend that holds the state: pulumi login s3://…"),
    ("passphrase must be set", "set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE"),
)
"""A part of what Pulumi says: what helps."""


@dataclass(frozen=True)
class Stack:
    """The names of what a stack is made of; ``short`` is a name without the prefix, such as ``send-queue``."""

    outputs: Mapping[str, Any]
    """The outputs as README.md, "Outputs" lists them; empty where the stack is named by its prefix alone."""
    prefix: str
    """The beginning of every physical name: ``<namePrefix>-<environment>``."""
    region: str

    def table(self, short: str) -> str:
        """Return the physical name of a table."""
        return self._named("tables", short)

    def function(self, short: str) -> str:
        """Return the physical name of a function."""
        return self._named("functions", short)

    def parameter(self, short: str) -> str:
        """Return the name of a parameter of Systems Manager."""
        return self._named("parameters", short)

    def secret(self, channel: str) -> str | None:
        """Return the name of a channel's secret; None where the stack's outputs are not known."""
        return self._output("secretNames").get(channel) if self.outputs else None

    def queue_url(self, short: str) -> str:
        """Return the URL of a queue; where the stack is named by its prefix SQS is asked for it."""
        if self.outputs:
            return self._output(_QUEUE_OUTPUTS[short])
        from handlers.common.storage import clients

        return clients.sqs().get_queue_url(QueueName=f"{self.prefix}-{short}")["QueueUrl"]

    @property
    def bucket(self) -> str:
        """The name of the intake bucket; where the stack is named by its prefix STS is asked for the account."""
        if self.outputs:
            return self._output("intakeBucket")
        from handlers.common.storage import clients

        return f"{self.prefix}-intake-{clients.connected('sts').get_caller_identity()['Account']}"

    @property
    def event_source(self) -> str:
        """The source of the stack's own events."""
        return self._output("eventSource") if self.outputs else self.prefix.rpartition("-")[0]

    def enter(self) -> None:
        """Set the environment variables by which the handlers' storage finds the stack."""
        for short in _TABLES:
            os.environ[f"TABLE_{short.upper().replace('-', '_')}"] = self.table(short)
        os.environ["PARAMETER_FENCE"] = self.parameter("fence")
        os.environ["AWS_DEFAULT_REGION"] = self.region

    def _named(self, output: str, short: str) -> str:
        if not self.outputs:
            return f"{self.prefix}-{short}"
        names = self._output(output)
        if short not in names:
            raise click.ClickException(
                f"the stack {self.prefix} names no {short} among its {output}: deploy it again"
            )
        return names[short]

    def _output(self, name: str) -> Any:
        if name not in self.outputs:
            raise click.ClickException(
                f"the stack {self.prefix} has no output {name}: it was deployed by an earlier version, deploy it again"
            )
        return self.outputs[name]


def by_prefix(prefix: str) -> Stack:
    """Return the stack whose names follow from their prefix by the naming rule; nothing is asked."""
    return Stack({}, prefix, _region() or DEFAULT_REGION)


def by_pulumi(name: str) -> Stack:
    """Return the stack that Pulumi knows by that name; ``ClickException`` with the cure where it cannot say."""
    pulumi = shutil.which("pulumi")
    if pulumi is None:
        raise click.ClickException(
            "--stack asks the Pulumi CLI for the stack's outputs, and there is no pulumi on the path: install it "
            "(https://www.pulumi.com/docs/install/), or name the stack by --prefix <namePrefix>-<environment>"
        )
    asked = subprocess.run(
        [pulumi, "stack", "output", "--json", "--stack", name, "--cwd", str(ROOT), "--non-interactive"],
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        said = " ".join(asked.stderr.split()).removeprefix("error: ")
        cures = [cure for sign, cure in _CURES if sign.casefold() in said.casefold()]
        raise click.ClickException(
            f"pulumi does not tell the outputs of the stack {name} ({said}): "
            f"{cures[0] if cures else f'try pulumi stack output --stack {name}'}"
        )
    return by_outputs(
        json.loads(asked.stdout), f"the stack {name}", f"deploy it with pulumi up --stack {name}"
    )


def kept_cloud() -> Stack:
    """Return the stack on the cloud that ``make up KEEP=1`` left, whose AWS settings replace the machine's own."""
    try:
        kept = json.loads(KEPT.read_text(encoding="utf-8"))
        environment, outputs = dict(kept["environment"]), kept["outputs"]
    except FileNotFoundError:
        raise click.ClickException("no local cloud is kept: make one with make up KEEP=1") from None
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise click.ClickException(
            f"{KEPT.relative_to(ROOT)} cannot be read ({error}): make down, then make up KEEP=1"
        ) from None
    for variable in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[variable]
    os.environ |= environment
    return by_outputs(outputs, "the kept cloud", "make down, then make up KEEP=1")


def chosen(prefix: str, pulumi_stack: str | None, *, local: bool) -> Callable[[], Stack]:
    """Return what makes the stack that the options name, of which the prefix counts where nothing else is given."""
    if local:
        return kept_cloud
    if pulumi_stack is not None:
        return lambda: by_pulumi(pulumi_stack)
    return lambda: by_prefix(prefix)


def by_outputs(outputs: Mapping[str, Any], where: str, cure: str) -> Stack:
    """Return the stack whose outputs those are; ``ClickException`` with ``cure`` where they name too little."""
    missing = [name for name in ("eventSource", "environment", "region", "tables") if name not in outputs]
    if missing:
        raise click.ClickException(f"{where} has no output {missing[0]}: {cure}")
    return Stack(outputs, f"{outputs['eventSource']}-{outputs['environment']}", outputs["region"])


def _region() -> str | None:
    named = os.environ.get("AWS_DEFAULT_REGION")
    if named:
        return named
    import boto3

    return boto3.Session().region_name
