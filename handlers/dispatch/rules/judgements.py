"""The judgements that a queued message may get (``rules.judgement``): plain values."""

from datetime import datetime
from typing import NamedTuple

from handlers.common.rules.model import Channel, State
from handlers.dispatch.rules.facts import Status


class Go(NamedTuple):
    """It may go out through ``channel`` to ``address``."""

    channel: Channel
    address: str
    takes_over: str | None = None
    """The attempt whose lease ran out and whose request may be repeated, where there is one."""


class Defer(NamedTuple):
    """Back to the backlog until ``until``."""

    until: datetime
    reason: str


class Drop(NamedTuple):
    """It is over already, or was never meant to be: nothing is recorded."""

    reason: str


class Record(NamedTuple):
    """It will not go out: recorded as ``status``; its contact comes to ``state`` where one is given."""

    status: Status
    reason: str
    state: State | None = None


class LeaseOver(NamedTuple):
    """The attempt that held it never said how it ended: unknown."""

    attempt: str
    channel: Channel


class Wait(NamedTuple):
    """Another delivery holds it: look again later."""


Judgement = Go | Defer | Drop | Record | LeaseOver | Wait
