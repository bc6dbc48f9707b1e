"""A running campaign, watched until it comes to rest."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handlers.common.rules import accounting
from handlers.common.rules.tenants import Campaign
from handlers.common.storage import stats
from local.campaign import evidence
from local.campaign.stage import Stage

POLL_SECONDS = 0.4
QUIET_SECONDS = 3.0
"""Time without a change after which the campaign counts as at rest."""
STALLED_SECONDS = 75.0
"""Time without a change, while somebody waits, after which it counts as stalled: longer than the minute between two
releases."""
PROGRESS_SECONDS = 2.0
"""Time between two lines of progress."""
LONGEST_SECONDS = 900.0
"""Time after which a campaign that never comes to rest is given up; a busy machine takes several times what a free one
takes."""

QUEUES = ("sendQueueUrl", "inboundQueueUrl")
"""The outputs that name the queues of messages and of what comes in."""

Say = Callable[[str], None]
"""Prints a line of progress."""


@dataclass(frozen=True)
class _Pulse:
    """The figures that change as long as anything happens."""

    totals: Mapping[str, int]
    accepted: int
    refused: int
    replies: int
    pending: int
    queued: int

    @property
    def at_rest(self) -> bool:
        return not self.pending and not self.queued

    @property
    def progress(self) -> str:
        """A line for the reader."""
        return (
            f"{self.waiting} contacts waiting, {self.accepted} requests accepted, {self.replies} replies, "
            f"{self.totals.get('meetings_proposed', 0)} meetings proposed, "
            f"{self.totals.get('meetings_confirmed', 0)} confirmed"
        )

    @property
    def waiting(self) -> int:
        """The number of contacts that have had no first message yet."""
        return accounting.account(self.totals).waiting


class _Watch:
    """The latest pulse, and the moment since which it has not changed."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._told = 0.0
        self._pulse: _Pulse | None = None
        self.since = time.monotonic()

    def sees(self, pulse: _Pulse) -> float:
        """Take in a pulse; return the seconds for which the campaign has been quiet."""
        if pulse != self._pulse:
            self._pulse, self.since = pulse, time.monotonic()
        if self.since > self._told and time.monotonic() - self._told >= PROGRESS_SECONDS:
            self._say(pulse.progress)
            self._told = time.monotonic()
        return time.monotonic() - self.since if pulse.at_rest else 0.0


def follow(stage: Stage, campaign: Campaign, say: Say) -> bool:
    """Watch until nothing has happened for a while and nobody waits for a first message.

    Returns False if the campaign stalls or never comes to rest.
    """
    deadline = time.monotonic() + LONGEST_SECONDS
    watch, released = _Watch(say), 0.0
    while time.monotonic() < deadline:
        stage.check()
        pulse = _pulse(stage, campaign)
        quiet = watch.sees(pulse)
        if quiet >= QUIET_SECONDS and not pulse.waiting:
            return True
        if quiet >= STALLED_SECONDS:
            return False
        if quiet >= QUIET_SECONDS and released < watch.since:
            # The minute's run, a little earlier: somebody is to be tried on the other channel.
            stage.invoke("release-contacts", {"source": "scheduler"})
            released = time.monotonic()
        time.sleep(POLL_SECONDS)
    return False


def _pulse(stage: Stage, campaign: Campaign) -> _Pulse:
    record, sqs = stage.stand_ins.record(), stage.cloud.client("sqs")
    return _Pulse(
        totals=stats.totals(campaign.tenantId, campaign.campaignId),
        accepted=len(record["accepted"]),
        refused=len(record["refused"]),
        replies=sum(reply["deliveries"] for reply in record["replies"]),
        pending=record["pending"],
        queued=sum(evidence.depth(sqs, stage.outputs[queue]) for queue in QUEUES if queue in stage.outputs),
    )
