"""The tenants, campaigns and contacts that the recorded units of work are about, and a clock that does not wait."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Kind
from handlers.common.rules.steps import OUTREACH
from handlers.common.rules.tenants import Campaign, Host, Hours, Limits, Tenant
from handlers.common.storage import configuration, dynamo, keys
from handlers.dispatch import releasing, sending
from handlers.environment import required
from local.bench.rig import Rig

ALWAYS = Hours.model_validate(
    {"opens": "00:00", "closes": "00:00", "weekdays": list(range(1, 8)), "holidays": True}
)
AN_HOUR = timedelta(hours=1)


def context() -> SimpleNamespace:
    """Return Lambda's context, as far as the functions read it."""
    return SimpleNamespace(
        aws_request_id="recorded",
        function_name="recorded",
        memory_limit_in_mb=512,
        invoked_function_arn="arn:aws:lambda:us-east-1:000000000000:function:recorded",
        get_remaining_time_in_millis=lambda: 60_000,
    )


class Clock:
    """The time of the recording: it begins in the middle of a minute, and waiting moves it on at once."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC).replace(second=20, microsecond=0)

    def read(self) -> datetime:
        """Return the time."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    def next_minute(self) -> None:
        """Go on to the middle of the next minute."""
        self.now = self.now.replace(second=20) + timedelta(minutes=1)


class Place:
    """A rig with tenants ``tenant-1``, … and their campaigns ``campaign-1``, …; contacts have running numbers."""

    def __init__(self, rig: Rig) -> None:
        self._rig = rig
        self._contacts = 0
        self.clock = Clock()

    def tenant(self, number: int, campaigns: int = 1) -> str:
        """Write a tenant with that many active campaigns, who may write at any hour; return its id."""
        tenant_id = f"tenant-{number}"
        host = Host(
            hostId="host", name="Ana", email="ana@tenant.example", calendarId=f"ana-{number}", hours=ALWAYS
        )
        limits = Limits(perMinute=10_000, perHour=1_000_000, perDay=1_000_000)
        configuration.put_tenant(
            Tenant(
                tenantId=tenant_id,
                name="Acme",
                hosts=(host,),
                hours=ALWAYS,
                limits=limits,
                jitterSeconds=0,
            )
        )
        for campaign in range(1, campaigns + 1):
            name = f"campaign-{campaign}"
            configuration.put_campaign(
                Campaign(tenantId=tenant_id, campaignId=name, name="Primavera", offer="nossa consultoria")
            )
        return tenant_id

    def contacts(self, tenant_id: str, campaign: int, number: int, **changes: Any) -> list[str]:
        """Put new contacts into the backlog of a campaign, in all of its shards alike; return their ids."""
        return [self._contact(tenant_id, f"campaign-{campaign}", changes) for _ in range(number)]

    def _contact(self, tenant_id: str, campaign_id: str, changes: dict[str, Any]) -> str:
        self._contacts += 1
        phone = f"+55119{80_000_000 + self._contacts}"
        contact_id = keys.contact_id(tenant_id, campaign_id, phone)
        item = {
            "pk": keys.contact_pk(contact_id),
            "sk": keys.CONTACT_SK,
            "contactId": contact_id,
            "tenantId": tenant_id,
            "campaignId": campaign_id,
            "state": "new",
            # With a longer name a meeting's item, its briefing in it, is of 2 KB: more or less by the hour of the day.
            "company": f"Padaria {self._contacts}",
            "contactName": f"João Gonçalves {self._contacts}",
            "phone": phone,
            "email": f"joao.goncalves.{self._contacts}@padaria.example",
            "document": f"{self._contacts:014}",
            "channel": "whatsapp",
            "segment": "B2B",
            "priority": "warm",
            "timezone": "America/Sao_Paulo",
            "uf": "SP",
            "createdAt": keys.instant(self.clock.now),
            "updatedAt": keys.instant(self.clock.now),
            "jobId": "recorded#1",
            "row": self._contacts,
            "backlog": keys.backlog_partition(tenant_id, campaign_id, contact_id),
            "backlogOrder": f"2#{keys.instant(self.clock.now - AN_HOUR)}",
            "nextStep": "outreach",
            **changes,
        }
        kept = {name: value for name, value in item.items() if value is not None}
        self._rig.cloud.client("dynamodb").put_item(
            TableName=required("TABLE_CONTACTS"), Item=dynamo.encode(kept)
        )
        return contact_id

    def queued(self, tenant_id: str, number: int) -> list[Message]:
        """Return the first messages of new contacts that have just been released."""
        later = f"2#{keys.instant(self.clock.now + AN_HOUR)}"
        released = self.contacts(tenant_id, 1, number, state="queued", backlogOrder=later)
        return [
            Message(
                kind=Kind.OUTREACH,
                step=OUTREACH,
                tenantId=tenant_id,
                campaignId="campaign-1",
                contactId=contact_id,
                correlationId=contact_id,
                createdAt=self.clock.now,
            )
            for contact_id in released
        ]

    def forget_meetings(self) -> None:
        """Remove every meeting."""
        client, table = self._rig.cloud.client("dynamodb"), required("TABLE_MEETINGS")
        for item in client.scan(TableName=table)["Items"]:
            client.delete_item(TableName=table, Key={name: item[name] for name in ("pk", "sk")})

    def release(self, tenant_id: str) -> int:
        """Release a tenant's backlog in a minute of its own; return the number of messages."""
        self.clock.wait(60)
        return releasing.release(tenant_id, self.clock.now, random.Random(1)).released

    def send(self, bodies: Iterable[str]) -> None:
        """Send messages in one batch, by a clock that goes on by a second."""
        self.clock.wait(1)
        records = [{"messageId": str(number), "body": body} for number, body in enumerate(bodies)]
        batch = sending.Batch(self.clock.read, self.clock.wait, timedelta(seconds=300))
        if batch.run(records)["batchItemFailures"]:
            raise RuntimeError("a message was not sent: run with LOG_LEVEL=INFO")
