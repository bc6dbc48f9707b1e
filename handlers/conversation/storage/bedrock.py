"""Asking a model on Amazon Bedrock about a reply: once, for a bounded time, and so often a day for each tenant."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError

from handlers.common.storage import clients, keys, stats, writes
from handlers.common.storage.writes import Condition

READ_SECONDS = 3.0
"""Seconds for which the answer is waited for: a few words of a small model take less than one."""


class NotAnsweredError(RuntimeError):
    """There is no answer: too late, refused or throttled. The message names the error alone."""


def ask(model_id: str, question: Mapping[str, Any]) -> Any:
    """The answer of Converse to the ``question`` (its fields beside the model's id); ``NotAnsweredError``."""
    try:
        return _client().converse(modelId=model_id, **question)
    except ClientError as error:
        raise NotAnsweredError(error.response.get("Error", {}).get("Code", "ClientError")) from None
    except Exception as error:
        # A body of another shape than Converse's fails in botocore's parser, with whatever error that meets.
        raise NotAnsweredError(type(error).__name__) from None


@cache
def _client() -> Any:
    return clients.connected("bedrock-runtime", READ_SECONDS, attempts=1)


def take(tenant_id: str, day: date, most: int) -> bool:
    """Count one more question of the tenant's day; False if it has had its ``most``."""
    run = uuid4().hex
    room = Condition(
        "(attribute_not_exists(#asked) OR #asked < :most) AND (attribute_not_exists(#run) OR #run <> :run)",
        {"most": most, "run": run},
        own={"run": run},
    )
    key = {"pk": keys.model_pk(tenant_id), "sk": keys.counters_sk(day.isoformat())}
    values = {"date": day.isoformat(), "run": run}
    return most > 0 and writes.made(writes.update(stats.table(), key, values, room, add={"asked": 1}))
