"""A name that nobody knows: refused by every command that takes one, with the nearest, and nothing is written."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from handlers.common.rules.model import Channel
from handlers.common.storage import clients, configuration, dynamo, keys
from handlers.dispatch.rules import closures
from handlers.dispatch.storage import channels
from ops.__main__ import main
from tests.ops.commands import leaves

SAMPLES = Path(__file__).parents[2] / "local" / "samples"
CONTACT = "c1a2b3c4d5e6"
QUEUES = ("send-queue", "send-dlq", "inbound-queue", "inbound-dlq", "failed-events")

TENANT, CAMPAIGN = "arora", "primavra"
"""Misspelt names of what is there: aurora, and its campaign primavera."""
REASON = ("--reason", "r")
UNKNOWN: dict[str, tuple[tuple[str, ...], str]] = {
    "tenant show": ((TENANT,), "aurora"),
    "tenant pause": ((TENANT, *REASON), "aurora"),
    "tenant resume": ((TENANT,), "aurora"),
    "campaign list": ((TENANT,), "aurora"),
    "campaign show": (("aurora", CAMPAIGN), "primavera"),
    "campaign pause": (("aurora", CAMPAIGN, *REASON), "primavera"),
    "campaign resume": (("aurora", CAMPAIGN), "primavera"),
    "campaign account": (("aurora", CAMPAIGN), "primavera"),
    "address block": ((TENANT, "11987654321"), "aurora"),
    "address unblock": ((TENANT, "11987654321"), "aurora"),
    "channel show": ((TENANT,), "aurora"),
    "channel open": ((TENANT, "whatsapp"), "aurora"),
    "template put": ((TENANT, "whatsapp", "outreach", "{template}"), "aurora"),
    "template remove": ((TENANT, "whatsapp", "outreach"), "aurora"),
    "template check": ((TENANT,), "aurora"),
    "provider check": (("whatsapp", "--secret", "no/such/secrt"), "no/such/secret"),
    "inbox list": ((TENANT,), "aurora"),
    "inbox show": (("c1a2x",), "c1a2b3"),
    "inbox answer": (("c1a2x", "oi"), "c1a2b3"),
    "inbox hand-back": (("c1a2x",), "c1a2b3"),
    "inbox close": (("c1a2x",), "c1a2b3"),
    "contact opt-in": (("c1a2b3c4d5e7", *REASON), CONTACT),
    "changes list": ((TENANT,), "aurora"),
    "failures show": (("00000000",), "{failure}"),
    "failures replay": (("00000000", "--yes"), "{failure}"),
    "failures discard": (("00000000", "--yes"), "{failure}"),
    "recovery compare": (("--old", "{prefix}-contact", "{out}"), "{prefix}-contacts"),
}
"""Command: arguments of which one names what is not there, and the nearest that is."""
ALSO: dict[str, tuple[tuple[str, ...], str]] = {
    "campaign show": ((TENANT, "primavera"), "aurora"),
    "campaign account": (("nope", "nope"), "aurora"),
    "campaign pause": ((TENANT, "primavera", *REASON), "aurora"),
    "campaign resume": ((TENANT, "primavera"), "aurora"),
    "campaign put": (("{campaign}",), "aurora"),
}
NAMELESS = {
    "tenant list",
    "tenant put",
    "campaign put",
    "recovery show",
    "recovery hold",
    "recovery open",
    "recovery went-out",
    "failures list",
    "scale",
    "conformance",
}
"""The commands that take no name of a thing that has to be there, but a file or a choice."""

ELSEWHERE = (
    "bootstrap", "contact erase", "contact export", "contact show", "contact why", "ingest", "lists", "meetings",
    "reminders", "report",
)  # fmt: skip
"""The beginnings of commands whose unknown names have tests of their own."""


class Desk:
    """A stack with a tenant, a campaign, a contact, an entry of the inbox and a failure."""

    def __init__(self, names: dict[str, str], folder: Path) -> None:
        self.tables = names
        prefix = names["config"].removesuffix("-config")
        for queue in QUEUES:
            clients.sqs().create_queue(QueueName=f"{prefix}-{queue}")
        url = clients.sqs().get_queue_url(QueueName=f"{prefix}-send-dlq")["QueueUrl"]
        failure = clients.sqs().send_message(QueueUrl=url, MessageBody="{}")["MessageId"]
        template, campaign = folder / "template.json", folder / "campaign.json"
        template.write_text(json.dumps({"body": "Oi! SAIR"}))
        document = json.loads((SAMPLES / "aurora-primavera.json").read_text())
        campaign.write_text(json.dumps(document | {"tenantId": TENANT}))
        self.words = {
            "prefix": prefix,
            "failure": failure[:8],
            "template": str(template),
            "campaign": str(campaign),
            "out": str(folder / "out"),
        }
        self.prefix = prefix

    def run(self, name: str, arguments: tuple[str, ...]) -> Any:
        configuration.forget()
        given = [argument.format(**self.words) for argument in arguments]
        return CliRunner().invoke(main, ["--prefix", self.prefix, *name.split(), *given])

    def stored(self) -> list[Any]:
        """Everything in the tables, and the numbers of messages in the queues."""
        found: list[Any] = []
        for table in self.tables.values():
            items = dynamo.client().scan(TableName=table)["Items"]
            found.append(sorted(json.dumps(item, sort_keys=True) for item in items))
        for queue in QUEUES:
            url = clients.sqs().get_queue_url(QueueName=f"{self.prefix}-{queue}")["QueueUrl"]
            numbers = clients.sqs().get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
            found.append(numbers["ApproximateNumberOfMessages"])
        return found


@pytest.fixture
def desk(tables: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr("ops.failures.WAIT_SECONDS", 0)
    dynamo.client.cache_clear()
    desk = Desk(tables, tmp_path)
    assert desk.run("tenant put", (str(SAMPLES / "aurora.json"),)).exit_code == 0
    assert desk.run("campaign put", (str(SAMPLES / "aurora-primavera.json"),)).exit_code == 0
    contact = {"contactId": CONTACT, "tenantId": "aurora", "campaignId": "primavera", "state": "contacted"}
    own = {"pk": keys.contact_pk(CONTACT), "sk": keys.CONTACT_SK}
    entry = {
        "pk": keys.inbox_pk("aurora"),
        "sk": keys.entry_sk("c1a2b3"),
        "entryId": "c1a2b3",
        "tenantId": "aurora",
        "reason": "question",
        "words": {},
        "openedAt": "2026-11-23T12:00:00.000Z",
        "lastAt": "2026-11-23T12:00:00.000Z",
    }
    for item in (contact | own, entry):
        dynamo.client().put_item(TableName=tables["contacts"], Item=dynamo.encode(item))
    now = datetime.now(UTC)
    channels.close("aurora", closures.closed(Channel.WHATSAPP, "unauthorized", now, None), now)
    secret = clients.secretsmanager()
    secret.create_secret(Name="no/such/secret", SecretString="{}")
    yield desk
    secret.delete_secret(SecretId="no/such/secret", ForceDeleteWithoutRecovery=True)


def test_every_command_is_tried_or_takes_no_name() -> None:
    mine = {name for name, _ in leaves() if not name.startswith(ELSEWHERE)}
    assert mine == UNKNOWN.keys() | NAMELESS


@pytest.mark.parametrize(
    ("name", "arguments", "near"),
    [(name, *case) for cases in (UNKNOWN, ALSO) for name, case in cases.items()],
    ids=[f"{name} {' '.join(case[0])}" for cases in (UNKNOWN, ALSO) for name, case in cases.items()],
)
def test_an_unknown_name_is_refused_with_the_nearest_and_nothing_is_written(
    desk: Desk, name: str, arguments: tuple[str, ...], near: str
) -> None:
    before = desk.stored()
    result = desk.run(name, arguments)
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert f"did you mean {near.format(**desk.words)}?" in result.output
    assert desk.stored() == before
    assert not Path(desk.words["out"]).exists()


def test_the_commands_are_known_by_their_whole_names() -> None:
    found = dict(leaves())
    assert isinstance(found["tenant show"], click.Command)
    assert "tenant" not in found
