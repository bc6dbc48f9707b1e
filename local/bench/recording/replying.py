"""Replies as the inbound queue brings them, each a turn of its own."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from handlers import handle_replies
from local.bench.recording.place import context
from local.bench.recording.recorder import Recorder


def of(tenant_id: str, phone: str) -> Callable[[str], dict[str, Any]]:
    """Return a function that makes the contact's reply with a text."""
    return lambda text: {
        "tenantId": tenant_id,
        "channel": "whatsapp",
        "from": phone,
        "text": text,
        "messageId": f"reply-{len(text)}",
        "receivedAt": datetime.now(UTC).isoformat(),
    }


def read(reply: Mapping[str, Any], recorder: Recorder) -> None:
    """Deliver a reply, then the message that closes its turn."""
    _deliver(json.dumps(reply))
    closings = [body for body in recorder.messages if json.loads(body).get("kind") == "turn"]
    if len(closings) != 1:
        raise RuntimeError(f"{len(closings)} messages close the turn of one reply")
    _deliver(closings[0])


def _deliver(body: str) -> None:
    """Hand a message of the inbound queue to handle-replies, without the poller's requests."""
    answer = handle_replies.handler({"Records": [{"messageId": "1", "body": body}]}, context())
    if answer["batchItemFailures"]:
        raise RuntimeError("a reply was not dealt with: run with LOG_LEVEL=INFO")
