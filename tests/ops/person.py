"""Somebody whom a tenant knows from two campaigns, with a trace in every place where there may be one, and others."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import boto3
import pytest
from click.testing import CliRunner, Result

from handlers import send_reminders
from handlers.common.rules import accounting
from handlers.common.rules.model import State
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import clients, configuration, dynamo, functions, keys, stats
from handlers.environment import required
from handlers.meetings.rules.meeting import Meeting
from handlers.meetings.storage import meetings
from ops import failures
from ops.__main__ import main
from ops.people import erasing
from tests.handlers.intake.loading import workbook
from tests.handlers.meetings.appointments import CONTEXT, NOW, World
from tests.handlers.meetings.booked import booked, entered

PHONE, EMAIL, OTHER = "+5511987654321", "marcela@segredo.example", "+551133334444"
MARKS = ("marcela", "segredo", "87654321", "8765-4321", "33334444", "52998224725")
"""What is in no other data than this person's, in lower case."""
PERSON: dict[str, Any] = {
    "company": "Padaria Segredo",
    "contactName": "Marcela Segredo",
    "phone": PHONE,
    "email": EMAIL,
    "otherAddresses": {OTHER},
    "document": "52998224725",
    "metadata": {"apelido": "Marcelinha"},
}
LIST = [
    ("Padaria", "Marcela Segredo", "", "", "(11) 98765-4321"),
    ("Outra", "Bia", "", "bia@outra.example", ""),
]
UNTOUCHED = [("Outra", "Bia", "", "bia@outra.example", "+55 11 97777-0000")]


@dataclass
class Here:
    """The stack in which the person is known as ``c1`` and ``c2``, and somebody else as ``c9``."""

    world: World
    prefix: str
    bucket: str

    def ops(self, *arguments: str, group: str = "contact") -> Result:
        configuration.forget()
        return CliRunner().invoke(main, ["--prefix", self.prefix, group, *arguments])

    def put(self, table: str = "contacts", **item: Any) -> None:
        dynamo.client().put_item(TableName=required(f"TABLE_{table.upper()}"), Item=dynamo.encode(item))

    def person(self, state: State = State.CONTACTED) -> None:
        """Put the person into every place, and somebody else beside it."""
        self._contact("c1", state, **PERSON)
        self._contact("c2", State.QUEUED, **PERSON | {"phone": OTHER, "campaignId": "autumn"})
        self._contact("c9", State.CONTACTED, contactName="Bia", email="bia@outra.example")
        for address in (PHONE, EMAIL, "bia@outra.example"):
            self._address(address, "c9" if address.startswith("bia") else "c1")
        self._address("BR.1234", "c1")
        self._inbox()
        self.files()
        for queue in failures.QUEUES:
            for text in (PHONE, "outra"):
                url = clients.sqs().get_queue_url(QueueName=f"{self.prefix}-{queue}")["QueueUrl"]
                clients.sqs().send_message(QueueUrl=url, MessageBody=json.dumps({"from": text}))

    def _contact(self, contact_id: str, state: State, **values: Any) -> None:
        at, campaign = keys.instant(NOW), values.get("campaignId", "spring")
        self.world.contact(contact_id, state, **{"updatedAt": at, "createdAt": at} | values)
        pk = keys.contact_pk(contact_id)
        self.put(pk=pk, sk=keys.history_sk(NOW, "sent"), what="sent", at=at)
        self.put(
            pk=pk,
            sk=keys.reply_sk("r1"),
            text=f"sou {values['contactName']}",
            receivedAt=at,
            channel="whatsapp",
        )
        self.put(pk=pk, sk=keys.message_sk("follow_up#1"), status="sent", sentAt=at)
        for counted in (accounting.entered(1), accounting.moved(State.NEW, state)):
            stats.count("acme", campaign, NOW.date(), counted)

    def _address(self, address: str, contact_id: str) -> None:
        pk = keys.address_pk("acme", address)
        self.put(pk=pk, sk=keys.ADDRESS_SK, contacts={contact_id}, lastContactId=contact_id, optedOut=False)
        self.put(
            pk=pk, sk=keys.reply_sk("r1"), contactId=contact_id, receivedAt=keys.instant(NOW), status="done"
        )
        self.put(pk=pk, sk=keys.TURN_SK, version="1", fragments=[])

    def _inbox(self) -> None:
        at, pk = keys.instant(NOW), keys.inbox_pk("acme")
        entries: tuple[tuple[str, dict[str, Any]], ...] = (
            (keys.entry_sk("c1"), {"contactId": "c1"}),
            (
                keys.closed_entry_sk("e2", at),
                {"sender": PHONE, "words": {"w": {"text": "aqui é Marcela Segredo"}}},
            ),
            (keys.entry_sk("c9"), {"contactId": "c9"}),
        )
        for sk, more in entries:
            self.put(pk=pk, sk=sk, tenantId="acme", lastAt=at, **more)

    def files(self) -> None:
        """Put lists and reports into the bucket that name the person, and others that do not."""
        put = boto3.client("s3").put_object
        for key, body in (
            ("inbox/acme/spring/lista.xlsx", workbook(LIST)),
            ("inbox/acme/spring/outra.xlsx", workbook(UNTOUCHED)),
            ("reports/acme/spring/lista.xlsx/1/linhas.csv", "Nome;Telefone\nX;98765 4321\n".encode("cp1252")),
            ("reports/acme/spring/lista.xlsx/1/report.json", b'{"notes": []}'),
            ("inbox/globex/spring/lista.csv", b"Nome\nMarcela Segredo\n"),
        ):
            put(Bucket=self.bucket, Key=key, Body=body)
        put(Bucket=self.bucket, Key="inbox/acme/spring/antes.csv", Body=f"Email\n{EMAIL.upper()}\n".encode())
        put(Bucket=self.bucket, Key="inbox/acme/spring/antes.csv", Body=b"Email\nbia@outra.example\n")

    def meeting(self, *, in_calendar: bool = False) -> Meeting:
        """A meeting of the person's that is to come, with a briefing."""
        made = entered(self.world, "c1") if in_calendar else booked(self.world, "c1")
        found = meetings.get(made.meeting_id)
        assert found is not None
        meetings.save(found, replace(found, briefing="Marcela Segredo quer um preço"))
        self._contact("c1", State.SCHEDULED, **PERSON, meetingId=made.meeting_id)
        return made

    def everything(self) -> Iterator[tuple[str, str]]:
        """All that tables, buckets and queues hold of the tenant, each with its place."""
        for table in ("config", "contacts", "meetings", "stats"):
            for item in dynamo.client().scan(TableName=required(f"TABLE_{table.upper()}"))["Items"]:
                yield f"{table}.{item['pk']['S']}.{item['sk']['S']}", repr(dynamo.decode(item))
        s3 = boto3.client("s3")
        for each in s3.list_object_versions(Bucket=self.bucket).get("Versions", ()):
            if "globex" not in each["Key"]:
                got = s3.get_object(Bucket=self.bucket, Key=each["Key"], VersionId=each["VersionId"])
                yield each["Key"], erasing.files.text_of(got["Body"].read())
        for queue in failures.QUEUES:
            url = clients.sqs().get_queue_url(QueueName=f"{self.prefix}-{queue}")["QueueUrl"]
            asked: Mapping[str, Any] = {"QueueUrl": url, "MaxNumberOfMessages": 10, "VisibilityTimeout": 0}
            yield from (
                (queue, each["Body"]) for each in clients.sqs().receive_message(**asked).get("Messages", ())
            )

    def left(self) -> list[str]:
        """The places that still name the person."""
        return [place for place, text in self.everything() if any(mark in text.lower() for mark in MARKS)]


def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch, world: World) -> Here:
    """A stack with empty tables, a bucket for lists, one for mails and queues of failures; Lambda answers at once."""
    monkeypatch.setattr(failures, "WAIT_SECONDS", 0)
    monkeypatch.setattr(functions, "start", lambda _name, _event: send_reminders.handler({}, CONTEXT))
    prefix = tables["contacts"].removesuffix("-contacts")
    account = clients.connected("sts").get_caller_identity()["Account"]
    bucket = f"{prefix}-intake-{account}"
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=bucket)
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    monkeypatch.setenv("INTAKE_BUCKET", bucket)
    for queue in failures.QUEUES:
        clients.sqs().create_queue(QueueName=f"{prefix}-{queue}")
    autumn = Campaign(tenantId="acme", campaignId="autumn", name="Outono", offer="nossa consultoria")
    configuration.put_campaign(autumn)
    return Here(world, prefix, bucket)
