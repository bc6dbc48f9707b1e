"""The policy of operators: every command works with it alone, where IAM is enforced, and nothing in it is too much."""

import io
import json
import os
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import boto3
import click
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from click.testing import CliRunner

from components import catalogue, operators
from components.inventory import Inventory
from components.mail_specs import MailSpec
from components.names import Names
from handlers import notify_team
from handlers.common.rules.model import State
from handlers.common.storage import clients, configuration, dynamo, keys
from handlers.meetings.rules.meeting import Slot
from local.cloud import Account
from ops import failures, inbox, ingest_commands, lazy, list_pages
from ops.__main__ import COMMANDS, main
from ops.stack import by_prefix
from tests import conftest as world
from tests.granted import requests
from tests.handlers.attention.test_notify_team import event
from tests.handlers.meetings.appointments import (
    CAMPAIGN,
    CONTEXT,
    NOW,
    TENANT,
    FakeCalendar,
    World,
    proposed,
)

PHONE = "+5511987654321"
ACCOUNT = "000000000000"
SECRETS = {
    "whatsapp": {"endpoint": "http://127.0.0.1:9", "apiKey": "k"},
    "email": {"provider": "ses", "sender": "Vendas <vendas@example.com>"},
    "calendar": {"endpoint": "http://127.0.0.1:9", "apiKey": "k"},
    "webhook": {"appSecret": "s", "verifyToken": "v"},
}
ASK_NO_STACK = {
    "adopt check": "reads files",
    "adopt join": "reads files",
    "bootstrap": "prepares the account, before there is a stack, with an administrator's rights",
    "contact erase": "takes a person out of all there is: for who answers for personal data, not for every operator",
    "contact export": "gathers all that is known of a person: likewise",
    "conformance": "tries AWS itself with scratch resources, with an administrator's rights",
    "recovery compare": "reads a restored table, which is not the stack's: whoever may restore may read it",
    "scale": "calculates",
}
"""Commands that the policy is not for, and why."""


def leaves(command: click.Command, path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from leaves(each, (*path, name))
    else:
        yield " ".join(path)


TREE = sorted(leaf for name, (place, _) in COMMANDS.items() for leaf in leaves(lazy._loaded(place), (name,)))


class Operated:
    """A stack on the embedded cloud, as far as commands ask for it, and an operator with the policy alone."""

    def __init__(self, cloud: Account, folder: Path) -> None:
        self.cloud, self.folder = cloud, folder
        self.names = Names(f"p{uuid.uuid4().hex[:8]}", "dev", "us-east-1", ACCOUNT)
        self.prefix = f"{self.names.name_prefix}-dev"
        self.secrets = {name: f"/{self.prefix}/{name}" for name in SECRETS}
        self.inventory = Inventory(
            names=self.names,
            tables=catalogue.TABLES,
            secret_paths=self.secrets,
            failure_queue=catalogue.FAILED_EVENTS,
            concurrency={},
            mail=MailSpec("example.com", None),
        )
        self.spec = catalogue.operators(catalogue.FUNCTIONS, catalogue.rules(self.names.event_source))
        self.document = operators.document(self.inventory, self.spec)

    def make(self) -> None:
        for spec in catalogue.TABLES:
            self.cloud.client("dynamodb").create_table(
                **world._definition(self.names.physical(spec.name), spec)
            )
        for queue in (spec.name for spec in catalogue.queues(())):
            self.cloud.client("sqs").create_queue(QueueName=self.names.physical(queue))
        self.cloud.client("s3").create_bucket(Bucket=self.names.bucket("intake"))
        for parameter in catalogue.PARAMETERS:
            self.cloud.client("ssm").put_parameter(
                Name=self.names.physical(parameter.name), Value=parameter.initial, Type="String"
            )
        for name, path in self.secrets.items():
            self.cloud.client("secretsmanager").create_secret(
                Name=path, SecretString=json.dumps(SECRETS[name])
            )
        trust = {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
        role = self.cloud.client("iam").create_role(
            RoleName=self.names.physical("stand-in"),
            AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]}),
        )
        for spec in catalogue.FUNCTIONS:
            self.cloud.client("lambda").create_function(
                FunctionName=self.names.physical(spec.name),
                Runtime="python3.13",
                Handler="stub.handler",
                Role=role["Role"]["Arn"],
                Code={"ZipFile": _zipped("def handler(event, context):\n    return {'held': True}\n")},
            )
        folder = "reports/acme/spring/leads.csv/2026-11-23T12-00-00Z-00000000/"
        report = {
            "status": "done",
            "report": folder,
            "rowsToMend": None,
            **dict.fromkeys(list_pages.COUNTS, 1),
        }
        self.cloud.client("s3").put_object(
            Bucket=self.names.bucket("intake"),
            Key=f"{folder}report.json",
            Body=json.dumps({**report, "errors": [], "notes": []}).encode(),
        )

    def credentials(self) -> dict[str, str]:
        """Make the operator, and return the environment variables of his key."""
        iam = self.cloud.client("iam")
        arn = iam.create_policy(PolicyName=f"{self.prefix}-operators", PolicyDocument=self.document)[
            "Policy"
        ]["Arn"]
        iam.create_user(UserName=self.prefix)
        iam.attach_user_policy(UserName=self.prefix, PolicyArn=arn)
        key = iam.create_access_key(UserName=self.prefix)["AccessKey"]
        return {"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}


def _zipped(source: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("stub.py", source)
    return packed.getvalue()


def fresh_clients() -> None:
    """Forget the clients of this process, which keep the credentials that they were made with."""
    modules: tuple[ModuleType, ...] = (clients, dynamo)
    for module in modules:
        for thing in vars(module).values():
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()
    # Its default session keeps credentials too.
    boto3.DEFAULT_SESSION = None
    configuration.forget()


@pytest.fixture(scope="module")
def operated(cloud: Account, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operated]:
    made = Operated(cloud, tmp_path_factory.mktemp("operated"))
    made.make()
    yield made
    fresh_clients()


COMMAND_LINES: dict[str, list[str]] = {
    "tenant put": ["{tenant}"],
    "tenant show": ["acme"],
    "campaign put": ["{campaign}"],
    "campaign show": ["acme", "spring"],
    "campaign account": ["acme", "spring", "--walk"],
    "tenant list": [],
    "tenant pause": ["acme", "--reason", "a holiday"],
    "tenant resume": ["acme"],
    "campaign list": [],
    "campaign pause": ["acme", "spring", "--reason", "a holiday"],
    "campaign resume": ["acme", "spring"],
    "template put": ["acme", "email", "outreach", "{template}"],
    "template remove": ["acme", "email", "outreach"],
    "template check": ["acme", "--secret", "{whatsapp}"],
    "provider check": ["email", "--secret", "{email}"],
    "channel list": [],
    "channel open": ["acme", "whatsapp"],
    "channel show": ["acme"],
    "inbox list": [],
    "inbox show": ["{entry}"],
    "inbox answer": ["{entry}", "Bom dia"],
    "inbox hand-back": ["{entry}"],
    "inbox close": ["{entry}", "--reason", "done"],
    "contact opt-in": ["{contact}", "--reason", "asked for it"],
    "address block": ["acme", PHONE],
    "address unblock": ["acme", PHONE],
    "failures list": [],
    "failures show": ["{failure}"],
    "failures discard": ["{failure}", "--yes"],
    "failures replay": ["--yes"],
    "ingest": ["{list}", "--tenant", "acme", "--campaign", "spring"],
    "lists list": [],
    "lists show": ["2026-11-23T12-00-00Z-00000000"],
    "meetings list": ["acme"],
    "meetings show": ["{meeting}"],
    "reminders run": ["--at", "2026-11-23T12:00Z", "--yes"],
    "report": ["--out", "{page}"],
    "changes list": [],
    "contact show": ["{contact}"],
    "contact why": ["{contact}"],
    "recovery hold": [],
    "recovery show": ["--walk"],
    "recovery went-out": ["{went-out}"],
    "recovery open": ["--yes-all-said"],
}
"""Command to arguments with which it asks AWS for all that it may, in an order in which each has something to do."""


INCONCLUSIVE = ("reminders run",)
"""Commands that end with 3, or 1, for a reason of the stand-ins."""


def _own(arn: str) -> str:
    """Return the ARN in the operated stack of a thing of the stack that the record of calls knows."""
    thing = arn.rpartition(f"{requests.NAMES.name_prefix}-{requests.NAMES.environment}-")[2]
    prefix = os.environ["TABLE_CONFIG"].removesuffix("-config")
    return f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/{prefix}-{thing}"


class Refused:
    """The requests of commands: those that IAM refused, and the actions of those that were made."""

    def __init__(self) -> None:
        self.refused: list[str] = []
        self.used: set[tuple[str, str]] = set()

    def watch(self, call: Any) -> Any:
        """Return the method in the place of botocore's ``_make_api_call``."""

        def watched(client: Any, operation: str, request: Any) -> Any:
            if client.meta.service_model.service_name == "dynamodb" and operation != "ListTables":
                self.used |= {
                    (f"dynamodb:{action}", _own(arn))
                    for action, arn in requests._dynamodb(operation, request)
                }
            try:
                return call(client, operation, request)
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if "AccessDenied" in code or "not authorized" in str(error):
                    self.refused.append(f"{client.meta.service_model.service_name}:{operation}: {error}")
                raise

        return watched


def files(folder: Path) -> dict[str, str]:
    """The files that commands are given, by what stands for them on their lines."""
    contents: dict[str, Any] = {
        "tenant": json.loads(TENANT.model_dump_json()),
        "campaign": json.loads(CAMPAIGN.model_dump_json()),
        "template": {
            "subject": "Olá",
            "body": "Olá, {{ contactName }}! Para não receber mais, responda SAIR.",
        },
        "went-out": {"contactId": "c1a2b3", "step": "outreach", "sentAt": "2026-11-23T12:00:00Z"},
    }
    made = {name: folder / f"{name}.json" for name in contents}
    for name, path in made.items():
        path.write_text(json.dumps(contents[name]))
    made |= {"list": folder / "leads.csv", "page": folder / "page.html"}
    made["list"].write_text("Nome;Telefone\nAna;+55 11 98765-4321\n")
    return {f"{{{name}}}": str(path) for name, path in made.items()}


@pytest.fixture
def seeded(operated: Operated, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The names on the commands' lines, of things that the administrator has put there."""
    fresh_clients()
    stack = by_prefix(operated.prefix)
    stack.enter()
    configuration.put_tenant(TENANT)
    configuration.put_campaign(CAMPAIGN)
    here = World(FakeCalendar())
    here.contact("c1a2b3", State.CONTACTED, phone=PHONE, meetingId="m1", createdAt=keys.instant(NOW))
    here.contact("c4d5e6", State.OPTED_OUT, phone="+5521987654321", createdAt=keys.instant(NOW))
    wrote = {"pk": keys.address_pk("acme", PHONE), "sk": keys.ADDRESS_SK, "contacts": {"c1a2b3"}}
    wrote["lastWroteAt"] = keys.instant(datetime.now(UTC))
    dynamo.client().put_item(TableName=stack.table("contacts"), Item=dynamo.encode(wrote))
    proposed([Slot(NOW + timedelta(days=3), NOW + timedelta(days=3, hours=1))], "c1a2b3")
    with redirect_stdout(io.StringIO()):
        notify_team.handler(event("r1", contactId="c1a2b3"), CONTEXT)
    (entry,) = inbox.read()
    raised = {
        "id": "e1",
        "detail-type": "Meeting Confirmed",
        "source": stack.event_source,
        "detail": {"tenantId": "acme"},
    }
    failed = json.dumps({"requestPayload": raised, "requestContext": {"functionArn": "x"}})
    for queue, body in (("failed-events", failed), ("failed-events", json.dumps(raised)), ("send-dlq", "{}")):
        sent = clients.sqs().send_message(QueueUrl=stack.queue_url(queue), MessageBody=body)
    monkeypatch.setattr(failures, "WAIT_SECONDS", 0)
    monkeypatch.setattr(ingest_commands, "PATIENCE_SECONDS", -1.0)
    placeholders = {
        "failure": sent["MessageId"],
        "entry": entry.entry_id,
        "contact": "c4d5e6",
        "meeting": "m1",
    }
    placeholders |= operated.secrets
    return {**files(operated.folder), **{f"{{{name}}}": value for name, value in placeholders.items()}}


def test_every_command_that_asks_aws_may_do_so_with_the_policy_alone(
    operated: Operated, seeded: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in operated.credentials().items():
        monkeypatch.setenv(name, value)
    fresh_clients()
    with pytest.raises(ClientError, match="AccessDenied"):
        clients.connected("iam").list_users()
    seen, said = Refused(), []
    monkeypatch.setattr(BaseClient, "_make_api_call", seen.watch(BaseClient._make_api_call))
    for command in (each for each in COMMAND_LINES if each in TREE):
        arguments = COMMAND_LINES[command]
        line = [*command.split(), *(seeded.get(each, each) for each in arguments)]
        before = len(seen.refused)
        done = CliRunner().invoke(main, ["--prefix", operated.prefix, *line], input="y\n" * 5)
        if seen.refused[before:] or not isinstance(done.exception, SystemExit | None):
            said.append(f"{command}: {seen.refused[before:]} {done.output[-300:]} {done.exception!r}")
    assert not said, "\n".join(said)
    granted = {
        (action, on)
        for statement in json.loads(operated.document)["Statement"]
        for action in statement["Action"]
        for on in statement["Resource"]
        if action.startswith("dynamodb:")
    }
    if COMMAND_LINES.keys() <= set(TREE):
        assert granted - seen.used == set(), "\n".join(map(str, sorted(granted - seen.used)))


def test_every_command_is_tried_or_stands_with_its_reason() -> None:
    assert set(TREE) - COMMAND_LINES.keys() - ASK_NO_STACK.keys() == set()


def test_the_policy_fits_and_names_actions_and_things() -> None:
    names = Names("a" * 32, "prod", "us-east-1", "123456789012")
    inventory = Inventory(
        names=names,
        tables=catalogue.TABLES,
        secret_paths={name: f"/repo/terraform/micro-agente-disparo-agendamento/{name}" for name in SECRETS},
        failure_queue=catalogue.FAILED_EVENTS,
        concurrency={},
        mail=MailSpec("mail.example.com", None),
    )
    spec = catalogue.operators(catalogue.functions(inbound_mail=True), catalogue.rules(names.event_source))
    text = operators.document(inventory, spec)
    assert len("".join(text.split())) <= 6_144
    for statement in json.loads(text)["Statement"]:
        assert not any("*" in action for action in statement["Action"])
