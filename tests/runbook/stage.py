"""The stage of the tries: the whole program on a cloud that is told the time, with a partner that obeys."""

import json
import operator
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind
from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import configuration, dynamo, keys
from local import cloud as clouds
from local import samples
from local.campaign.stage import Stage as Deployed
from local.cloud import Cloud, ToldTime
from local.deployment.deploy import deploy
from local.deployment.results import Deployment
from local.deployment.stack_configuration import settings as stack_settings
from ops import documents
from tests.runbook.figures import Figures
from tests.runbook.partner import Partner, listening
from tests.runbook.throttling import Throttler, throttling

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "runbook"
PATIENCE_SECONDS = 60.0
"""The longest wait for the cloud to do what it does by itself."""
_LINES_TOLD = 8
"""The last lines of a function's log that a failure tells."""
BEYOND: Mapping[str, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": operator.gt,
    "LessThanThreshold": operator.lt,
}


class Stage:
    """A deployed stack on which one page after the other is tried."""

    def __init__(self, cloud: Cloud, deployment: Deployment, partner: Partner, told: ToldTime) -> None:
        self.cloud, self.partner, self.told = cloud, partner, told
        self.outputs = deployment.outputs
        self._deployment = deployment
        self.prefix: str = deployment.outputs["functions"]["send-messages"].removesuffix("-send-messages")
        self.figures = Figures(cloud, told)
        self.since = told.now()
        self.said: list[str] = []
        """The lines on the tries so far."""
        self._page, self._tenant, self._contacts = "", "", 0

    # What a page says.

    def begin(self, page: str) -> None:
        """Begin the try of a page, with a tenant of its own."""
        self._page, self._tenant = (PAGES / f"{page}.md").read_text("utf-8"), f"acme-{uuid.uuid4().hex[:6]}"
        tenant = documents.read(Tenant, samples.AURORA).model_copy(
            update={"tenantId": self._tenant, "jitterSeconds": 0}
        )
        configuration.put_tenant(tenant)
        campaign = documents.read(Campaign, samples.AURORA_PRIMAVERA)
        configuration.put_campaign(campaign.model_copy(update={"tenantId": self._tenant}))
        self.partner.accept()
        self.partner.asked.clear()
        self.figures.oldest.clear()
        self.next_period()

    def says(self, command: str) -> None:
        """Fail unless the page says to do so."""
        assert command in self._page, f"the page does not say {command!r}"

    def ops(self, *words: str) -> str:
        """Run an operators' command that the page names, and return what it prints."""
        self.says(f"python -m ops {' '.join(words[:2])}")
        return self.command(*words)

    def command(self, *words: str) -> str:
        """Run an operators' command by the cloud's clock, and return what it prints."""
        run = subprocess.run(
            [sys.executable, "-m", "ops", "--prefix", self.prefix, *words],
            cwd=ROOT,
            env={**os.environ, **self.told.environment()},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, f"{words}: {run.stdout}{run.stderr}"
        return run.stdout

    def load_campaign(self, document: Mapping[str, Any]) -> None:
        """Load a campaign as the page says, out of a file."""
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(document, file)
            file.flush()
            self.ops("campaign", "put", file.name)

    # What its alarm watches.

    def next_period(self) -> None:
        """Let a new period begin: the figures are counted from now on."""
        self.told.leap_to(self.told.seconds + 1)
        self.since = self.told.now()

    def alarm(self, name: str) -> Mapping[str, Any]:
        """Return an alarm as it was deployed; the emulator forgets the metrics of one that is a sum."""
        return self._deployment.one("aws:cloudwatch/metricAlarm:MetricAlarm", name).inputs

    def rings(self, name: str) -> float:
        """Wait until the figure of this period is beyond the alarm's threshold, and return it."""
        return self._wait(name, beyond=True)

    def rests(self, name: str) -> float:
        """Wait until the figure of this period is within the alarm's threshold, and return it."""
        return self._wait(name, beyond=False)

    def _wait(self, name: str, *, beyond: bool) -> float:
        alarm = self.alarm(name)
        compare, limit = BEYOND[alarm["comparisonOperator"]], alarm["threshold"]
        deadline = time.monotonic() + PATIENCE_SECONDS
        while compare(figure := self.figures.of(alarm, self.since), limit) is not beyond:
            assert time.monotonic() < deadline, (
                f"{name}: the figure is {figure}, the threshold {limit}: {self._last_said('send-messages')}"
            )
            time.sleep(0.2)
        self.said.append(f"{name} {'rings' if beyond else 'rests'}: {figure:,.0f}, threshold {limit:,.0f}")
        return figure

    # What happens.

    @property
    def tenant(self) -> str:
        """The tenant of this try."""
        return self._tenant

    def leap(self, **duration: float) -> None:
        """Let time pass."""
        self.told.leap_to(self.told.seconds + timedelta(**duration).total_seconds())

    def function(self, short: str) -> str:
        """Return the physical name of a function."""
        return self.outputs["functions"][short]

    def invoke(self, function: str, event: Mapping[str, Any]) -> Mapping[str, Any]:
        """Run a function, and return its answer, or the error that it ended with as ``{"errorType", …}``."""
        answer = self.cloud.client("lambda").invoke(
            FunctionName=self.function(function), Payload=json.dumps(event).encode()
        )
        return json.loads(answer["Payload"].read())

    def release(self) -> Mapping[str, Any]:
        """Run release-contacts as its schedule does."""
        return self.invoke("release-contacts", {"source": "scheduler"})

    def message(self) -> Message:
        """Return the first message to a new contact, which has been released."""
        self._contacts += 1
        contact_id = keys.contact_id(self._tenant, "primavera", str(self._contacts))
        item = {
            "pk": keys.contact_pk(contact_id),
            "sk": keys.CONTACT_SK,
            "contactId": contact_id,
            "tenantId": self._tenant,
            "campaignId": "primavera",
            "state": "queued",
            "company": f"Empresa {self._contacts}",
            "phone": f"+5511988{self._contacts:06}",
            "channel": "whatsapp",
            "priority": "warm",
            "nextStep": "outreach",
            "backlog": keys.backlog_partition(self._tenant, "primavera", contact_id),
            "backlogOrder": f"2#{keys.instant(self.told.now() + timedelta(days=30))}",
        }
        self.put("contacts", item)
        return Message(
            kind=Kind.OUTREACH,
            step=Kind.OUTREACH.value,
            tenantId=self._tenant,
            campaignId="primavera",
            contactId=contact_id,
            correlationId=f"try-{self._contacts}",
            createdAt=self.told.now(),
        )

    def send(self, *messages: Message) -> list[str]:
        """Give send-messages a batch; return the ids of the records that it wants again."""
        records = [
            {"messageId": str(number), "body": each.model_dump_json()} for number, each in enumerate(messages)
        ]
        answer = self.invoke("send-messages", {"Records": records})
        assert "errorType" not in answer, answer
        return [each["itemIdentifier"] for each in answer.get("batchItemFailures", ())]

    def put(self, table: str, item: Mapping[str, Any]) -> None:
        """Write an item past the functions."""
        dynamo.client().put_item(TableName=self.outputs["tables"][table], Item=dynamo.encode(item))

    def item(self, table: str, pk: str, sk: str) -> dict[str, Any]:
        """Return an item, empty if there is none."""
        return dynamo.read_item(self.outputs["tables"][table], pk, sk) or {}

    def state(self, message: Message) -> str:
        """Return the state of a message's contact."""
        return self.item("contacts", keys.contact_pk(message.contactId), keys.CONTACT_SK)["state"]

    def expect(self, message: Message, state: str) -> None:
        """Fail unless a message's contact is in that state."""
        found = self.state(message)
        assert found == state, f"the contact is {found}, and not {state}: {self._last_said('send-messages')}"

    def _last_said(self, function: str) -> str:
        """Return the end of what a function has logged in this period, for a failure that nobody can repeat."""
        lines = list(self.figures.lines(self.function(function), self.since))
        return (
            "\n".join(json.dumps(line) for line in lines[-_LINES_TOLD:]) or f"{function} has logged nothing"
        )

    def enqueue(self, output: str, *bodies: str) -> None:
        """Put messages into the queue of an output."""
        self.figures.oldest.setdefault(self.outputs[output].rpartition("/")[2], self.told.seconds)
        for body in bodies:
            self.cloud.client("sqs").send_message(QueueUrl=self.outputs[output], MessageBody=body)

    def call_for_a_person(self, number: int = 0) -> dict[str, Any]:
        """Return the event that calls for a person, another one by each number."""
        detail = {
            "tenantId": self._tenant,
            "contactId": f"c{self._tenant}{number or ''}",
            "correlationId": "try",
            "reason": "question",
            "occurredAt": keys.instant(self.told.now()),
        }
        source = self.outputs["eventSource"]
        return {
            "id": uuid.uuid4().hex,
            "source": source,
            "detail-type": "Human Attention Needed",
            "detail": detail,
        }

    def log(self, function: str, message: str) -> dict[str, Any]:
        """Return the first line of this period with that message in a function's log."""
        return next(
            line
            for line in self.figures.lines(self.function(function), self.since)
            if str(line.get("message", "")).startswith(message)
        )

    # What goes wrong.

    @contextmanager
    def lacking(self, function: str, *services: str) -> Generator[None]:
        """Take a function's rights on some services away for the duration of the block."""
        iam, role = self.cloud.client("iam"), f"{self.prefix}-{function}"
        (name,) = iam.list_role_policies(RoleName=role)["PolicyNames"]
        whole = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
        left = [
            each
            for each in whole["Statement"]
            if not any(action.partition(":")[0] in services for action in _listed(each["Action"]))
        ]
        assert len(left) < len(whole["Statement"])
        put = {"RoleName": role, "PolicyName": name}
        iam.put_role_policy(**put, PolicyDocument=json.dumps({**whole, "Statement": left}))
        try:
            yield
        finally:
            iam.put_role_policy(**put, PolicyDocument=json.dumps(whole))

    @contextmanager
    def throttled(self, function: str) -> Generator[Throttler]:
        """Put something between a function and DynamoDB that may refuse requests, for the duration of the block."""
        client, name = self.cloud.client("lambda"), self.function(function)
        variables = client.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
        with throttling(self.cloud.endpoint, lambda: self.told.seconds) as throttler:
            other = {**variables, "AWS_ENDPOINT_URL_DYNAMODB": throttler.url}
            client.update_function_configuration(FunctionName=name, Environment={"Variables": other})
            self.figures.refused = throttler.refused
            try:
                yield throttler
            finally:
                client.update_function_configuration(FunctionName=name, Environment={"Variables": variables})

    def restart(self, *functions: str) -> None:
        """Let functions begin anew, in new processes."""
        client = self.cloud.client("lambda")
        for function in functions:
            name = self.function(function)
            # The emulator goes on with the processes that it has where nothing changes that they begin with.
            timeout = client.get_function_configuration(FunctionName=name)["Timeout"]
            client.update_function_configuration(FunctionName=name, Timeout=timeout)

    def mapping(self, function: str, *, enabled: bool) -> None:
        """Let a queue start its function, or no longer."""
        found = self.cloud.client("lambda").list_event_source_mappings(FunctionName=self.function(function))
        (mapping,) = found["EventSourceMappings"]
        self.cloud.client("lambda").update_event_source_mapping(UUID=mapping["UUID"], Enabled=enabled)

    def wait_for(
        self, what: str, condition: Callable[[], bool], meanwhile: Mapping[str, float] | None = None
    ) -> None:
        """Wait until something holds; ``meanwhile`` is the time that the cloud's clock leaps every other second."""
        begun, leaps = time.monotonic(), 0
        while not condition():
            waited = time.monotonic() - begun
            assert waited < PATIENCE_SECONDS, f"{what}: not within {PATIENCE_SECONDS:.0f} s"
            if meanwhile and waited > 2 * (leaps + 1):
                leaps += 1
                self.leap(**meanwhile)
            time.sleep(0.2)


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


@contextmanager
def unrecorded() -> Generator[None]:
    """Keep what is called in the block out of the record that roles are compared with."""
    record = os.environ.pop("CALL_RECORD", None)
    try:
        yield
    finally:
        if record is not None:
            os.environ["CALL_RECORD"] = record


@contextmanager
def stage(folder: Path) -> Generator[Stage]:
    """Deploy the program on a cloud that is told the time, with the partner behind a port."""
    told = ToldTime(folder / "ahead")
    # Rights are taken away here: what is refused then is none of the roles' own.
    with unrecorded(), listening() as partner, clouds.start(folder / "cloud", told_time=told) as cloud:
        deployment = deploy(cloud)
        deployed = Deployed(cloud, deployment.outputs, stand_ins=None)  # ty: ignore[invalid-argument-type]
        for name, path in stack_settings("dev").secret_paths.items():
            of_webhook, of_partner = (
                {"appSecret": "s", "verifyToken": "t"},
                {"endpoint": partner.url, "apiKey": "k"},
            )
            secret = json.dumps(of_webhook if name == "webhook" else of_partner)
            cloud.client("secretsmanager").create_secret(Name=path, SecretString=secret)
        with deployed.as_operator():
            yield Stage(cloud, deployment, partner, told)
