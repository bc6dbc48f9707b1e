"""Putting messages into queues, ten in a request."""

import time
from collections.abc import Mapping, Sequence
from typing import Any


def send(
    client: Any, url: str, entries: Sequence[Mapping[str, Any]], pauses: Sequence[float]
) -> dict[str, str]:
    """Send the entries of one request; those that the queue refuses by themselves are sent again after each pause.

    Return the codes of those that are still refused, by entry id: ``SendMessageBatch`` raises nothing for them.
    """
    refused: dict[str, str] = {}
    for pause in (0.0, *pauses):
        if pause:
            time.sleep(pause)
        answer = client.send_message_batch(QueueUrl=url, Entries=list(entries))
        refused = {each["Id"]: each.get("Code", "unknown") for each in answer.get("Failed", ())}
        if not refused:
            break
        entries = [entry for entry in entries if entry["Id"] in refused]
    return refused
