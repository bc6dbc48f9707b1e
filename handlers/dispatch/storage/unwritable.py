"""The kinds of message that cannot be written, in the config table: a human hears of each once a day."""

from datetime import datetime, timedelta

from handlers.common.storage import configuration, keys, writes
from handlers.common.storage.writes import Condition
from handlers.dispatch.rules.attempts import Attempt

SILENCE = timedelta(days=1)
"""The time for which nobody is told again."""


def first_told(attempt: Attempt, problem: str, now: datetime) -> bool:
    """Note that such messages cannot be written; False if a human has heard of it within a day."""
    message = attempt.message
    item = {
        "pk": keys.tenant_pk(message.tenantId),
        "sk": keys.unwritable_sk(message.campaignId, attempt.go.channel, message.kind),
        "at": keys.instant(now),
        "attempt": attempt.id,
        "problem": problem,
    }
    due = Condition(
        "attribute_not_exists(pk) OR #at <= :due",
        {"due": keys.instant(now - SILENCE)},
        own={"attempt": attempt.id},
    )
    return writes.made(writes.put(configuration.table(), item, due))
