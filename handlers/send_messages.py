"""send-messages: sends the messages of the send queue through the WhatsApp and e-mail partners."""

from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Any

from handlers.common.rules.contracts import parse
from handlers.dispatch.rules.requests import QueueBatch
from handlers.dispatch.sending import Batch
from handlers.entry_point import entry_point


@entry_point
def handler(event: Any, context: Any) -> dict[str, Any]:
    """Send a batch of SQS records; answers with the ids of those to be delivered again."""
    records = parse(QueueBatch, event, "the batch").Records
    remaining = timedelta(milliseconds=context.get_remaining_time_in_millis())
    return Batch(lambda: datetime.now(UTC), sleep, remaining).run(records)
