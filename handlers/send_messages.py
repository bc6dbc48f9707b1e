"""send-messages: sends the messages of the send queue through the WhatsApp and e-mail partners."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Any

from handlers.dispatch.sending import Batch
from handlers.observability import entry_point


@entry_point
def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """Send a batch of SQS records; answers with the ids of those to be delivered again."""
    remaining = timedelta(milliseconds=context.get_remaining_time_in_millis())
    return Batch(lambda: datetime.now(UTC), sleep, remaining).run(event["Records"])
