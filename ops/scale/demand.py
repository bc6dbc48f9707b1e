"""The work of a second at its peak and on average, as flows of units; and the time that the functions take."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ops.scale.costs import Cost, Line, Recording, requests, total
from ops.scale.limits import WHOLE_PROCESSOR
from ops.scale.workload import Design, Workload

POLLERS = 5
"""Batches that an event source mapping gathers at the same time while traffic is low, each for the window."""
WRITERS = 8
"""Requests under way at once in ingest-contacts (``handlers.intake.storage.inserts``)."""
STATEMENTS = 25
REMINDERS = 2
"""Reminders of a meeting: a day and an hour before."""
MESSAGES_OF_A_MEETING = 2 + REMINDERS
"""The proposal, the confirmation and the reminders."""


class Flow(NamedTuple):
    """Some cost that comes up so many times a second, over so many tenants' and campaigns' keys."""

    cost: Cost
    a_second: float
    tenants: float
    campaigns: float = 1


class Batches(NamedTuple):
    """The batches of send-messages: messages in each, different tenants among them, batches a second."""

    size: float
    tenants: float
    a_second: float


@dataclass(frozen=True)
class Demand:
    """The work that a workload asks of a stack of some design."""

    recording: Recording
    workload: Workload
    design: Design
    messages: float
    """Messages a second."""
    listing: bool
    """True while lists are taken in, as fast as can be; else as many contacts come in as are written to."""

    def units(self, *numbers: tuple[str, float]) -> dict[Line, float]:
        """Return the cost of so many of each unit."""
        return total(*((self.recording.units[name], number) for name, number in numbers))

    @property
    def batches(self) -> Batches:
        """The batches that form while messages come in at this rate."""
        sender = self.recording.functions["send-messages"]
        size = min(sender["batch"], max(1.0, self.messages * sender["window"] / POLLERS))
        tenants = self.workload.tenants
        different = tenants * (1 - (1 - 1 / tenants) ** size) if tenants > 1 else 1.0
        return Batches(size, different, self.messages / size)

    @property
    def contacts_a_second(self) -> float:
        """Contacts that one run of ingest-contacts inserts in a second: by its processor, or by waiting for answers."""
        memory = self.recording.functions["ingest-contacts"]["memory"]
        processor = self.recording.contact_ms / share(memory) / 1000
        waiting = self.workload.latency_ms / 1000 / (WRITERS * STATEMENTS)
        return 1 / max(processor, waiting)

    @property
    def ingested(self) -> float:
        """Contacts taken in in a second: as fast as the lists can, or as many as are written to."""
        return self.workload.lists * self.contacts_a_second if self.listing else self.messages

    @property
    def lists(self) -> float:
        """Lists a second: those taken in at the same time begin in one minute."""
        return self.workload.lists / 60 if self.listing else self.messages / self.workload.contacts_a_list

    @property
    def replies(self) -> float:
        """Replies a second."""
        return self.messages * self.workload.reply_percent / 100

    @property
    def meetings(self) -> float:
        """Meetings booked in a second, at the rate of the messages that lead to them."""
        load = self.workload
        return self.messages * load.meetings_a_day / load.a_day

    @property
    def meetings_a_day(self) -> float:
        """Meetings of all tenants that are booked in a day."""
        return self.workload.tenants * self.workload.meetings_a_day

    @property
    def standing(self) -> float:
        """Meetings that are booked and still to come."""
        return self.meetings_a_day * self.workload.meeting_days

    @property
    def due(self) -> float:
        """Reminders that fall into one hourly run."""
        return REMINDERS * self.meetings_a_day / self.workload.hours

    def flows(self) -> Iterator[Flow]:
        """Yield everything that comes up."""
        load = self.workload
        batches = self.batches
        often = min(batches.tenants * batches.a_second, load.tenants / 60)
        fresh = min(batches.tenants * batches.a_second, load.workers * load.tenants / 60)
        sending = self.units(
            ("send.batch", batches.a_second),
            ("send.tenant", batches.tenants * batches.a_second),
            ("send.message", self.messages),
            ("send.minute", often),
            ("send.configuration", fresh),
            # Each of them asks once a minute, and none without a batch.
            ("send.process", min(batches.a_second, load.workers / 60)),
        )
        yield Flow(sending, 1, load.tenants, load.campaigns)
        yield Flow(self.release_cost(), 1 / 60, load.tenants, load.campaigns)
        lists = max(1, min(load.lists, load.tenants) if self.listing else load.tenants)
        yield Flow(self.recording.units["ingest.contact"], self.ingested, lists)
        yield Flow(self.recording.units["ingest.list"], self.lists, lists)
        yield Flow(self.conversation(), 1, load.tenants, load.campaigns)
        # At the peak all of an hour's work, in the time that the run has for it.
        run = self.recording.functions["send-reminders"]["timeout"] if self.listing else 3600
        yield Flow(self.reminder_cost(), 1 / run, load.tenants)

    def release_cost(self) -> dict[Line, float]:
        """Return the cost of a minute's release of all tenants."""
        load, shards = self.workload, self.design.backlog_shards / Design.backlog_shards
        messages, campaigns = self.messages * 60, load.tenants * load.campaigns
        tenants_going, campaigns_going = min(messages, load.tenants), min(messages, campaigns)
        return self.units(
            ("release.run", 1),
            ("release.tenant", tenants_going),
            ("release.idle", load.tenants - tenants_going),
            ("release.campaign", campaigns_going),
            ("release.idle-campaign", campaigns - campaigns_going + campaigns * (shards - 1)),
            ("release.message", messages),
        )

    def conversation(self) -> dict[Line, float]:
        """Return the cost of a second's replies and meetings."""
        booked = self.meetings
        return self.units(
            ("reply.interested", max(0.0, self.replies - booked)),
            ("reply.choice", booked),
            ("meeting.offer", booked),
            ("meeting.briefing", booked),
            ("meeting.booking", booked),
            ("send.of-meeting", booked * MESSAGES_OF_A_MEETING),
        )

    def reminder_cost(self) -> dict[Line, float]:
        """Return the cost of an hourly run."""
        return self.units(("remind.run", 1), ("remind.standing", self.standing), ("remind.due", self.due))

    def seconds(self, cost: Cost, memory: int, at_once: float = 1) -> float:
        """Return the time that requests take one after the other, or so many at once of one function's processor."""
        number = requests(cost)
        processor = number * self.recording.request_ms / share(memory) / 1000
        waiting = number * self.workload.latency_ms / 1000
        return max(processor, (processor + waiting) / at_once)

    def release_seconds(self) -> float:
        """Return the time of the minute's run of release-contacts."""
        design = self.design
        memory = design.release_memory or self.recording.functions["release-contacts"]["memory"]
        cost = self.release_cost()
        if design.release_apart:
            started = self.units(("release.run", 1 + self.workload.tenants))
            return self.seconds(started, memory, design.release_threads)
        return self.seconds(cost, memory, design.release_threads)

    def reminder_seconds(self) -> float:
        """Return the time of an hourly run of send-reminders, the mails to hosts included; of the longest of them."""
        design, tenants = self.design, self.workload.tenants if self.design.reminder_apart else 1
        memory = design.reminder_memory or self.recording.functions["send-reminders"]["memory"]
        due, threads = self.due / tenants, design.reminder_threads
        standing = self.standing / tenants
        found = self.units(("remind.run", 1), ("remind.standing", standing))
        mails = due * self.workload.partner_ms / 1000 / threads
        served = self.seconds(self.units(("remind.due", due)), memory, threads) + mails
        started = self.seconds(self.units(("release.run", tenants)), memory) if design.reminder_apart else 0.0
        return max(self.seconds(found, memory) + served, started)

    def batch_seconds(self) -> float:
        """Return the time of a batch of send-messages: its requests, and the partner, whom all ask at once."""
        batches, polled = self.batches, 2
        cost = self.units(("send.batch", 1), ("send.tenant", batches.tenants), ("send.message", batches.size))
        memory = self.recording.functions["send-messages"]["memory"]
        scale = (requests(cost) - polled) / requests(cost)
        return self.seconds(cost, memory) * scale + self.workload.partner_ms / 1000

    def durations(self) -> Mapping[str, tuple[float, float]]:
        """Return each function's invocations a second and the seconds of one."""
        load, units = self.workload, self.recording.units
        partner = load.partner_ms / 1000

        def of(function: str, *names: str) -> float:
            cost = total(*((units[name], 1 / len(names)) for name in names))
            return self.seconds(cost, self.recording.functions[function]["memory"])

        release = 1 + (load.tenants if self.design.release_apart else 0)
        whole = self.seconds(self.release_cost(), self.recording.functions["release-contacts"]["memory"])
        return {
            "send-messages": (self.batches.a_second, self.batch_seconds()),
            "ingest-contacts": (self.ingested / self.contacts_a_second / 60, 60.0),
            "handle-replies": (self.replies, of("handle-replies", "reply.interested", "reply.choice")),
            "schedule-meeting": (self.meetings, of("schedule-meeting", "meeting.offer") + partner),
            # Once for the offer and once for the booking.
            "generate-briefing": (2 * self.meetings, of("generate-briefing", "meeting.briefing") + partner),
            "confirm-meeting": (self.meetings, of("confirm-meeting", "meeting.booking") + partner),
            "release-contacts": (release / 60, whole / release),
            "send-reminders": (1 / 3600, self.reminder_seconds()),
        }


def share(memory: int) -> float:
    """Return the share of a processor that a function of so many MB has."""
    return min(1.0, memory / WHOLE_PROCESSOR)
