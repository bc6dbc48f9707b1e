"""Sending a batch of messages from the send queue through the WhatsApp and e-mail partners.

A batch of up to ten messages goes through in steps, each of which is one request for all of them: read what is known,
judge, reserve room, render, claim, call the partners at the same time, write down how each ended. A message that fails
in a way of its own is answered as a batch item failure and stops none of the others.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from handlers.common.rules.retries import Ending
from handlers.common.storage.statements import StatementBatch
from handlers.dispatch import judging, rendering, reports, room, settling
from handlers.dispatch.access import partner_of
from handlers.dispatch.delivery import Courier
from handlers.dispatch.journal import Journal
from handlers.dispatch.plans import Plan, Settled
from handlers.dispatch.rules.attempts import Settlement
from handlers.dispatch.storage import claims
from handlers.dispatch.storage.claims import Taken
from handlers.dispatch.turns import Turns
from handlers.observability import logger

BOOKKEEPING = timedelta(seconds=15)
"""Time kept back from the partner calls for writing down how they ended."""
LEASE_MARGIN = timedelta(seconds=30)
"""A claim outlasts the invocation that holds it, so that nobody takes a living attempt for a dead one."""

USED = frozenset({Ending.SENT, Ending.UNKNOWN})
"""Endings that use up the room that was reserved."""
UNDELIVERED = {Taken.OPTED_OUT: Ending.OPTED_OUT, Taken.OVERTAKEN: Ending.OVERTAKEN}
"""Endings of messages that are claimed and must not go out."""

CLAIM_FAILED = "claim_failed"
CHANGED = "changed since it was read"
NOT_WON = {Taken.HELD: "claimed by another delivery", Taken.CHANGED: CHANGED, None: CLAIM_FAILED}
"""The reasons to deliver messages again that were not claimed, or of whose claim there is no answer."""


class Batch:
    """One batch of messages; ``remaining`` is the time for which the function may still run."""

    def __init__(
        self, clock: Callable[[], datetime], wait: Callable[[float], None], remaining: timedelta
    ) -> None:
        self._clock = clock
        self._wait = wait
        self._journal = Journal(clock())
        self._ends = self._journal.now + remaining

    def run(self, records: Sequence[Any]) -> dict[str, Any]:
        """Send the messages of the records; the answer to the queue."""
        journal = self._journal
        received = judging.received(records, journal)
        changed = self._round(received)
        if changed:
            # Judged once more at once: the queue would hide them for half an hour.
            changed = self._round([each for each in received if each.record in changed])
        for each in received:
            if each.record in changed:
                journal.refuse(each.record, CHANGED, **each.message.subject.ids)
        journal.ledger.flush()
        reports.take_over(journal.reported, self._clock())
        return journal.answer()

    def _round(self, received: Sequence[judging.Received]) -> set[str]:
        """Take messages to their ends; return the records of those whose meeting has changed since it was read."""
        journal, changed = self._journal, set[str]()
        plans = judging.judged(received, journal)
        plans = rendering.rendered(room.reserved(plans, journal, self._clock, self._wait), journal)
        journal.write_unclaimed()
        if plans:
            settling.settle(self._sent(plans, changed), journal, self._clock())
        return changed

    def _sent(self, plans: Sequence[Plan], changed: set[str]) -> list[Settled]:
        """The ends of the messages that were claimed. Nothing is raised: those of the others have to be answered.

        The records of those that have to be judged anew are added to ``changed``.
        """
        turns = Turns(Counter(plan.attempt.go.channel for plan in plans), self._clock, self._wait)
        taken = self._taken(plans, turns)
        won: list[Plan] = []
        lost: list[Plan] = []
        for plan in plans:
            reason = NOT_WON.get(taken.get(plan.attempt.id))
            if reason is None:
                won.append(plan)
                continue
            lost.append(plan)
            if reason is CHANGED:
                changed.add(plan.record)
            else:
                self._journal.refuse(plan.record, reason, **plan.message.subject.ids)
        settled = self._delivered(won, taken, turns)
        unused = [each.plan for each in settled if each.settlement.ending not in USED]
        room.give_back([*lost, *unused])
        # A claim whose answer is missing may stand; that of a take-over stays, for its question is open.
        failed = [
            plan for plan in lost if plan.attempt.id not in taken and plan.attempt.go.takes_over is None
        ]
        return settled + [Settled(plan, Settlement(Ending.EXHAUSTED, CLAIM_FAILED)) for plan in failed]

    def _taken(self, plans: Sequence[Plan], turns: Turns) -> dict[str, Taken]:
        """The ends of the claims by attempt's id; those that could not be made are missing.

        Where they cannot be made together each is made alone, so that one that never can stops none of the others.
        An attempt knows the claim that it has made already. The channels' places are asked for along with them.
        """
        partners = {channel: partner_of(channel) for channel in {plan.attempt.go.channel for plan in plans}}
        attempts = [plan.attempt._replace(partner=partners[plan.attempt.go.channel]) for plan in plans]
        taken: dict[str, Taken] = {}
        together = StatementBatch()
        turns.ask(together)
        for group in (attempts, *([attempt] for attempt in attempts)):
            batch = together if group is attempts else None
            try:
                taken |= claims.take(group, self._ends + LEASE_MARGIN, self._clock(), batch)
            except Exception:
                ids = [attempt.message.contactId for attempt in group]
                logger.exception("claims could not be made", extra={"contactIds": ids})
            else:
                if group is attempts:
                    turns.keep()
                    break
        return taken

    def _delivered(self, plans: Sequence[Plan], taken: Mapping[str, Taken], turns: Turns) -> list[Settled]:
        """The ends of claimed messages; those that may go out are delivered at the same time."""
        going = [plan for plan in plans if taken[plan.attempt.id] is Taken.WON]
        turns.waiting = Counter(plan.attempt.go.channel for plan in going)
        courier = Courier(turns, self._ends - BOOKKEEPING, self._clock, self._wait)

        def end(plan: Plan) -> Settled:
            how = taken[plan.attempt.id]
            if how is Taken.WON:
                return courier.deliver(plan)
            return Settled(plan, Settlement(UNDELIVERED[how], how.value))

        with ThreadPoolExecutor(max(1, len(plans))) as threads:
            return list(threads.map(end, plans))
