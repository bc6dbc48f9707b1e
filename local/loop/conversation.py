"""A conversation with the agent of a kept cloud, in which somebody plays the contact and the time can be moved on."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from handlers.attention.storage import entries
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import configuration, contacts, keys
from handlers.meetings.rules import reminders
from local.campaign.evidence import scan
from local.campaign.following import QUEUES
from local.campaign.reminding import hourly_runs
from local.campaign.resting import queued, rest
from local.campaign.stage import Deployed
from local.cloud import ToldTime, in_hand
from local.errors import LocalError
from local.loop.kept import Kept
from local.loop.log_lines import Line
from local.loop.logs import Tail
from local.loop.mailbag import Mail, Mailbag
from local.loop.telephone import Message, Telephone
from ops.nearest import suggestion

QUIET_SECONDS = 1.0
"""Time without anything new, and with nothing under way, after which all is taken for done."""
LEAP_QUIET_SECONDS = 0.6
"""The same between two hours of a leap: no more than what is in the queues comes of a run."""
PATIENCE_SECONDS = 15.0
"""The longest wait for an answer."""
TURNS = 5
"""The most times that the time of a turn is let pass for what waits."""
MARGIN = timedelta(seconds=1)
LONGEST_LEAP = timedelta(days=60)
SENT_BY_RUN = ("reminders", "expired", "calledOff")
"""The figures of a run of send-reminders that say that messages are on their way to contacts."""


@dataclass(frozen=True)
class Call:
    """A human is called."""

    reason: str
    at: datetime


Heard = Message | Mail | Call


@dataclass
class Conversation:
    """The person's end of it. ``patience`` is the longest wait for an answer, in seconds."""

    deployed: Deployed
    clock: ToldTime
    tenant: Tenant
    campaign_id: str
    telephone: Telephone
    name: str
    mails: Mailbag
    tail: Tail
    patience: float = PATIENCE_SECONDS
    other_mails: int = 0
    """The e-mails about anybody else since this was last set to 0."""
    _calls: set[datetime] = field(default_factory=set)
    _waiting: list[Heard] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)

    @property
    def contact_id(self) -> str:
        """The contact's id, which follows from campaign and number."""
        return keys.contact_id(self.tenant.tenantId, self.campaign_id, f"+{self.telephone.number}")

    def begin(self) -> Mapping[str, Any]:
        """Put the person on the campaign's list, as a list of one; return the answer of ingest-contacts."""
        phone = f"+{self.telephone.number}"
        contact = {"company": f"Empresa de {self.name}", "contactName": self.name, "phone": phone}
        request = {"tenantId": self.tenant.tenantId, "campaignId": self.campaign_id, "contacts": [contact]}
        answer = self.deployed.invoke("ingest-contacts", request)
        if errors := answer.get("errors"):
            raise LocalError(f"{errors[0]['field']}: {errors[0]['message']}")
        return answer

    def settle(self, *, expecting: bool) -> None:
        """Wait until the cloud is at rest; where an answer is expected, also until one has come or patience ends.

        What waits for the end of a turn, or for a second try, is given the time.
        """
        seen, turns = len(self._waiting), TURNS
        deadline = time.monotonic() + self.patience
        while True:
            self._rest(QUIET_SECONDS)
            if turns and self._delayed():
                turns -= 1
                turn = timedelta(seconds=self.tenant.turnSeconds) + MARGIN
                self.clock.tell(self.clock.ahead + turn.total_seconds())
            elif not expecting or len(self._waiting) > seen or time.monotonic() > deadline:
                return

    def heard(self) -> list[Heard]:
        """Return what is new for the person, the host and the humans."""
        self._collect()
        new, self._waiting = self._waiting, []
        return new

    def leap(self, until: datetime) -> Iterator[datetime]:
        """Let the time move on, and what falls due meanwhile happen; yield each hour at which something did."""
        if until > self.clock.now() + LONGEST_LEAP:
            raise LocalError(
                f"{until:%Y-%m-%d} is too far away: {LONGEST_LEAP.days} days at once are the most"
            )
        for run in hourly_runs(self.clock.now(), until):
            self.clock.leap_to(run.timestamp())
            done = self.deployed.invoke("send-reminders", {"detail": {}})
            released = self._release() if run.hour == reminders.FIRST_HOUR else 0
            if released or any(done.get(figure) for figure in SENT_BY_RUN):
                self._rest(LEAP_QUIET_SECONDS)
                yield run
        if until > self.clock.now():
            self.clock.leap_to(until.timestamp())
        self._release()
        self.settle(expecting=False)

    def contact(self) -> Mapping[str, Any]:
        """Return the contact as it stands; empty while it is not there."""
        items = scan(self.deployed.table("contacts"))
        pk = keys.contact_pk(self.contact_id)
        return next((each for each in items if (each["pk"], each["sk"]) == (pk, keys.CONTACT_SK)), {})

    def history(self) -> list[Mapping[str, Any]]:
        """Return the contact's history, oldest first."""
        return list(contacts.history(self.contact_id))

    def meetings(self) -> list[Mapping[str, Any]]:
        """Return the contact's meetings, oldest first."""
        items = scan(self.deployed.table("meetings"))
        own = [each for each in items if each.get("contactId") == self.contact_id and "status" in each]
        return sorted(own, key=lambda each: each.get("createdAt", ""))

    def said_about(self) -> list[Line]:
        """Return what the functions have said of this person since this was last asked for."""
        self._lines += self.tail.more()
        lines, self._lines = self._lines, []
        own = {line.joined_by for line in lines if line.fields.get("contactId") == self.contact_id}
        return [line for line in lines if line.joined_by and line.joined_by in own]

    def _release(self) -> int:
        """Let the backlog go as far as it may, as every minute does; return the number of messages."""
        return self.deployed.invoke("release-contacts", {"source": "scheduler"}).get("released", 0)

    def _rest(self, quiet: float) -> None:
        rest(self._pulse, quiet, time.monotonic())

    def _pulse(self) -> tuple[int, ...]:
        self._collect()
        cloud, outputs = self.deployed.cloud, self.deployed.outputs
        present = sum(queued(cloud.client("sqs"), outputs[queue]).present for queue in QUEUES)
        running = in_hand(cloud.endpoint)
        return len(self._waiting), present + running.running + running.asynchronous + self.telephone.pending()

    def _delayed(self) -> int:
        sqs = self.deployed.cloud.client("sqs")
        return sum(queued(sqs, self.deployed.outputs[queue]).delayed for queue in QUEUES)

    def _collect(self) -> None:
        mails = self.mails.new()
        own = [mail for mail in mails if mail.is_about(self.name) or mail.is_about(self.telephone.number)]
        self.other_mails += len(mails) - len(own)
        self._waiting += [*self.telephone.listen(), *own, *self._called()]

    def _called(self) -> Iterator[Call]:
        for entry in entries.listed(self.tenant.tenantId):
            if entry.contact_id == self.contact_id and entry.last_at not in self._calls:
                self._calls.add(entry.last_at)
                yield Call(str(entry.reason), entry.last_at)


def open_conversation(kept: Kept, tenant_id: str, number: str, name: str, patience: float) -> Conversation:
    """Return a conversation of a tenant's first campaign with a number, in digits. Raises ``LocalError``.

    The handlers in this process have to work on the kept cloud's tables (``Deployed.as_operator``).
    """
    if kept.provider != "cloud":
        raise LocalError("people write through WhatsApp Cloud: make down, then make up KEEP=1 PROVIDER=cloud")
    tenant, campaign_id = _chosen(tenant_id)
    deployed = deployed_on(kept)
    functions = {
        short: name for short, name in kept.outputs["functions"].items() if short != "receive-webhook"
    }
    return Conversation(
        deployed=deployed,
        clock=kept.clock(),
        tenant=tenant,
        campaign_id=campaign_id,
        telephone=Telephone(kept.stand_ins, str(tenant.phoneNumberId), number, name),
        name=name,
        mails=Mailbag(Path(kept.stand_ins.sent_mail)),
        tail=Tail(deployed.cloud, functions, kept.clock().now()),
        patience=patience,
    )


def deployed_on(kept: Kept) -> Deployed:
    """Return the stack on a kept cloud."""
    return Deployed(kept.account(), kept.outputs)


def _chosen(tenant_id: str) -> tuple[Tenant, str]:
    known = configuration.tenant_ids()
    tenant = configuration.tenant(tenant_id) if tenant_id in known else None
    if tenant is None:
        raise LocalError(f"there is no tenant {tenant_id}: {suggestion(tenant_id, known)}")
    campaigns = configuration.campaign_ids(tenant_id)
    if not campaigns or tenant.phoneNumberId is None:
        raise LocalError(
            f"tenant {tenant_id} has no campaign, or no line at WhatsApp: python -m ops tenant show"
        )
    return tenant, min(campaigns)
