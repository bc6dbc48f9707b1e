"""A stack with a tenant, a campaign, contacts, an entry of the inbox and a failure, for the commands to act on."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.steps import OUTREACH
from handlers.common.storage import clients, configuration, dynamo, keys
from handlers.dispatch.rules import closures
from handlers.dispatch.storage import channels
from ops.__main__ import main

SAMPLES = Path(__file__).parents[2] / "local" / "samples"
CONTACT, OUT = "c1a2b3c4d5e6", "d1a2b3c4d5e6"
"""A contact who has written just now, and one who has opted out."""
PHONE = "+5511988000001"
QUEUES = ("send-queue", "send-dlq", "inbound-queue", "inbound-dlq", "failed-events")


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
        campaign.write_text(json.dumps(document | {"tenantId": "arora"}))
        self.words = {
            "prefix": prefix,
            "failure": failure[:8],
            "template": str(template),
            "campaign": str(campaign),
            "out": str(folder / "out"),
        }
        self.prefix = prefix

    def fail(self, queue: str) -> str:
        """Put a message of the contact's into a queue of failures; its id."""
        message = Message(
            kind=Kind.OUTREACH,
            step=OUTREACH,
            tenantId="aurora",
            campaignId="primavera",
            contactId=CONTACT,
            correlationId="r1",
            createdAt=datetime.now(UTC),
        )
        url = clients.sqs().get_queue_url(QueueName=f"{self.prefix}-{queue}")["QueueUrl"]
        return clients.sqs().send_message(QueueUrl=url, MessageBody=message.model_dump_json())["MessageId"]

    def run(self, name: str, arguments: tuple[str, ...]) -> Result:
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


def fill(desk: Desk) -> None:
    """Put there what the commands act on."""
    for name, sample in (("tenant put", "aurora.json"), ("campaign put", "aurora-primavera.json")):
        assert desk.run(name, (str(SAMPLES / sample),)).exit_code == 0
    common = {"sk": keys.CONTACT_SK, "tenantId": "aurora", "campaignId": "primavera", "channel": "whatsapp"}
    now = datetime.now(UTC)
    address = {"pk": keys.address_pk("aurora", PHONE), "sk": keys.ADDRESS_SK, "contacts": {CONTACT}}
    items = (
        common
        | {"pk": keys.contact_pk(CONTACT), "contactId": CONTACT, "state": "contacted", "phone": PHONE}
        | {"company": "Padaria Sol", "updatedAt": keys.instant(now)},
        common
        | {"pk": keys.contact_pk(OUT), "contactId": OUT, "state": "opted_out", "phone": "+5511988000002"}
        | {"company": "Padaria Lua", "updatedAt": keys.instant(now)},
        address | {"lastWroteAt": keys.instant(now)},
        {
            "pk": keys.inbox_pk("aurora"),
            "sk": keys.entry_sk("c1a2b3"),
            "entryId": "c1a2b3",
            "tenantId": "aurora",
            "contactId": CONTACT,
            "channel": "whatsapp",
            "reason": "question",
            "openedAt": "2026-11-23T12:00:00.000Z",
            "lastAt": "2026-11-23T12:00:00.000Z",
            "words": {},
        },
    )
    for item in items:
        dynamo.client().put_item(TableName=desk.tables["contacts"], Item=dynamo.encode(item))
    channels.close("aurora", closures.closed(Channel.WHATSAPP, "unauthorized", now, None), now)
