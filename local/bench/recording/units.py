"""The units of work, each run at two sizes or more: the difference is the cost of one more."""

import json
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from handlers import (
    confirm_meeting,
    generate_briefing,
    ingest_contacts,
    schedule_meeting,
)
from handlers.common.storage import configuration, dynamo, keys, secrets
from handlers.environment import required
from handlers.observability import metrics
from local.bench.recording import meetings_due, replying
from local.bench.recording.lines import affine, positive
from local.bench.recording.place import AN_HOUR, Place, context
from local.bench.recording.recorder import Recorder, heard
from ops.scale.costs import Cost, Line, total

BATCH = 10
POLLED = {
    Line("requests", "sqs.ReceiveMessage", ""): 1.0,
    Line("requests", "sqs.DeleteMessageBatch", ""): 1.0,
}
"""The requests of Lambda's own poller for a batch."""
LIST = (50, 100)
"""Contacts of the lists that are taken in: multiples of what goes in one request."""
RELEASED = (50, 100)
SPREAD = (16, 17, 17)
"""The first of these, from three campaigns."""
CAMPAIGNS = (1, 3)
STANDING = (1, 101)
"""Meetings that are booked and not due; they are read a hundred at a time."""
MEETINGS_DUE = (1, 5)


class Units:
    """The units of work in a place, as a recorder hears them."""

    place: Place
    """The tenants that they are about."""
    recorder: Recorder
    """The recorder that hears them."""

    def __init__(self, place: Place, recorder: Recorder) -> None:
        self.place = place
        self.recorder = recorder
        self._tenants = 0

    def all(self) -> dict[str, Cost]:
        """Return the cost of every unit by its name."""
        # The functions' own metrics go to standard output, which is the command's.
        metrics.provider.namespace = "Bench"
        with heard(self.recorder), redirect_stdout(StringIO()):
            return {
                **self.ingest(),
                **self.release(),
                **self.sending(),
                **self.conversation(),
                **self.reminding(),
            }

    def cost(self, work: Callable[[], Any]) -> Cost:
        """Return the cost of some work."""
        self.recorder.begin()
        work()
        return self.recorder.cost

    def tenant(self, campaigns: int = 1) -> str:
        """Write another tenant and return its id."""
        self._tenants += 1
        return self.place.tenant(self._tenants, campaigns)

    def ingest(self) -> dict[str, Cost]:
        """Return the cost of a list, and of a contact of it."""
        few, many = (self.cost(lambda rows=rows: self.take_in(rows)) for rows in LIST)
        return affine("ingest.list", "ingest.contact", (few, many), LIST)

    def take_in(self, rows: int) -> None:
        """Take in a list of that many contacts of a new tenant."""
        tenant_id = self.tenant()
        contacts = [_row(self._tenants, number) for number in range(rows)]
        event = {"tenantId": tenant_id, "campaignId": "campaign-1", "contacts": contacts}
        self.recorder.begin()
        answer = ingest_contacts.handler(event, context())
        if answer["ingested"] != rows:
            raise RuntimeError(f"{answer['ingested']} of {rows} rows were taken in: {answer['errors'][:3]}")

    def release(self) -> dict[str, Cost]:
        """Return the cost of a run, of a tenant in it, of a campaign, and of a message; of both with nothing due."""
        run = self.cost(lambda: list(configuration.tenant_ids()))
        nothing = tuple(self.released(dict.fromkeys(range(1, each + 1), 0)) for each in CAMPAIGNS)
        few, many = (self.released({1: number}) for number in RELEASED)
        spread = self.released(dict(enumerate(SPREAD, 1)))
        idle = affine("tenant", "campaign", (nothing[0], nothing[1]), CAMPAIGNS)
        message = affine("tenant", "message", (few, many), RELEASED)
        campaign = affine("tenant", "campaign", (few, spread), CAMPAIGNS)["campaign"]
        return {
            "release.run": run,
            "release.idle": idle["tenant"],
            "release.idle-campaign": idle["campaign"],
            "release.tenant": positive(total((message["tenant"], 1), (campaign, -1))),
            "release.campaign": campaign,
            "release.message": message["message"],
        }

    def released(self, due: Mapping[int, int]) -> Cost:
        """Return the cost of releasing a new tenant's backlog: campaign to the contacts that are due in it."""
        tenant_id = self.tenant(len(due))
        for campaign, number in due.items():
            self.place.contacts(tenant_id, campaign, number)
        return self.cost(lambda: self._release(tenant_id, sum(due.values())))

    def _release(self, tenant_id: str, wanted: int) -> None:
        if (released := self.place.release(tenant_id)) != wanted:
            raise RuntimeError(f"{released} of {wanted} messages were released")

    def sending(self) -> dict[str, Cost]:
        """Return the cost of a batch, of a tenant in it, of a message, and of what is not in every batch.

        That is the turn of a tenant's minute, the reading of its configuration, and a new process.
        """
        tenants = [self.tenant() for _ in range(BATCH)]
        self.place.clock.next_minute()
        for tenant_id in tenants:
            self.sent({tenant_id: 1})
        one, ten = self.sent({tenants[0]: 1}), self.sent({tenants[0]: BATCH})
        spread = self.sent(dict.fromkeys(tenants, 1))
        configuration.forget()
        unseen = self.sent({tenants[0]: 1})
        self.place.clock.next_minute()
        turned = self.sent({tenants[0]: 1})
        message = affine("", "message", (one, ten), (1, BATCH))["message"]
        of_tenant = positive(total((spread, 1 / (BATCH - 1)), (ten, -1 / (BATCH - 1))))
        batch = positive(total((one, 1), (message, -1), (of_tenant, -1)))
        for name in ("whatsapp", "email"):
            secrets.forget(name)
        cold = total((self.sent({tenants[0]: 1}), 1), (one, -1))
        return {
            "send.batch": total((batch, 1), (POLLED, 1)),
            "send.tenant": of_tenant,
            "send.message": message,
            "send.configuration": total((unseen, 1), (one, -1)),
            "send.minute": total((turned, 1), (one, -1)),
            "send.process": cold,
        }

    def sent(self, messages: Mapping[str, int]) -> Cost:
        """Return the cost of a batch with so many first messages of each tenant, without the poller's requests."""
        batch = [
            each for tenant_id, number in messages.items() for each in self.place.queued(tenant_id, number)
        ]
        bodies = [message.model_dump_json(exclude_none=True) for message in batch]
        return self.cost(lambda: self.place.send(bodies))

    def conversation(self) -> dict[str, Cost]:
        """Return the cost of what follows from an interested reply, up to the booking and its confirmation."""
        # The functions that deal with replies read the machine's clock, which must be ahead of every sending.
        self.place.clock.now = datetime.now(UTC) - AN_HOUR
        tenant_id = self.tenant()
        message = self.place.queued(tenant_id, 1)[0]
        self.place.clock.next_minute()
        self.place.send([message.model_dump_json(exclude_none=True)])
        contact = dynamo.read_item(
            required("TABLE_CONTACTS"), keys.contact_pk(message.contactId), keys.CONTACT_SK
        )
        assert contact is not None
        reply = replying.of(tenant_id, contact["phone"])
        wants = self.cost(lambda: replying.read(reply("Tenho interesse!"), self.recorder))
        request = self._event("Schedule Requested")
        offer = self.cost(lambda: schedule_meeting.handler(request, context()))
        proposed, proposal = self._event("Meeting Proposed"), list(self.recorder.messages)
        sending = self.cost(lambda: self.place.send(proposal))
        briefing = self.cost(lambda: generate_briefing.handler(proposed, context()))
        chooses = self.cost(lambda: replying.read(reply("1"), self.recorder))
        choice = self._event("Meeting Confirmed")
        booking = self.cost(lambda: confirm_meeting.handler(choice, context()))
        return {
            "reply.interested": wants,
            "reply.choice": chooses,
            "meeting.offer": offer,
            "meeting.briefing": briefing,
            "meeting.booking": booking,
            "send.of-meeting": total((sending, 1)),
        }

    def _event(self, detail_type: str) -> dict[str, Any]:
        """Return the event of a type that the last unit put on the bus, as a function gets it."""
        found = [each for each in self.recorder.events if each["DetailType"] == detail_type]
        if not found:
            raise RuntimeError(f"no event {detail_type} was put on the bus")
        return {"id": f"event-{detail_type.replace(' ', '-')}", "detail": json.loads(found[0]["Detail"])}

    def reminding(self) -> dict[str, Cost]:
        """Return the cost of an hourly run, of a meeting that stands, and of one that is due, besides."""
        small, large = STANDING
        few, many = self.reminded(1, small), self.reminded(1, large)
        standing = affine("", "meeting", (few, many), (small, large))["meeting"]
        one, more = MEETINGS_DUE
        due = affine("run", "meeting", (few, self.reminded(more, small)), (one, more))
        return {
            "remind.run": positive(total((due["run"], 1), (standing, -small))),
            "remind.standing": standing,
            "remind.due": positive(total((due["meeting"], 1), (standing, -1))),
        }

    def reminded(self, due: int, others: int) -> Cost:
        """Return the cost of a run in which some meetings are due, and others stand."""
        self.place.forget_meetings()
        for _ in range(others):
            meetings_due.book(self.place, self.tenant(), week=1)
        booked = [meetings_due.book(self.place, self.tenant(), week=0) for _ in range(due)]
        return self.cost(lambda: meetings_due.remind(booked))


def _row(tenant: int, number: int) -> dict[str, str]:
    return {
        "company": f"Padaria Conceição {number}",
        "contactName": f"João Gonçalves {number}",
        "phone": f"1197{tenant % 100:02d}{number:05d}",
        "email": f"joao.goncalves.{number}@padaria.example",
        "segment": "B2B",
    }
