"""One run per event, however often the event is delivered, for the 24 hours that the table remembers.

An item per key (``<function>#<event id>``): ``status`` running or done, ``owner`` (the run), ``leaseUntil``
(an instant), ``result`` (JSON of the finished run), ``ttl`` (epoch seconds). A run that crashed is taken over
when its lease is over. The table deletes expired items up to two days late, so the time itself is compared.
"""

import json
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from handlers.common.storage import dynamo, keys
from handlers.environment import required

REMEMBERED = timedelta(hours=24)


class StillRunningError(RuntimeError):
    """Another run holds the key and its lease is not over: let the event be delivered again later."""


def once(key: str, now: datetime, lease: timedelta, work: Callable[[], Any]) -> Any:
    """The answer of ``work``, which runs at most once per key while it succeeds.

    ``key``: ``<function>#<event id>``. ``lease``: longer than the function's timeout. A repeat gets the
    answer of the run that finished, so the answer must be JSON. If ``work`` raises, the lease is given back,
    the exception goes on and the next delivery runs it again, so its own steps must bear being repeated.
    Raises ``StillRunningError`` while another run is at it.
    """
    owner = uuid.uuid4().hex
    finished, result = _claim(key, owner, now, lease)
    if finished:
        return result
    try:
        result = work()
    except BaseException:
        _update(key, owner, {"leaseUntil": keys.instant(now)})
        raise
    _update(key, owner, {"status": "done", "result": json.dumps(result, ensure_ascii=False)})
    return result


def _claim(key: str, owner: str, now: datetime, lease: timedelta) -> tuple[bool, Any]:
    """Whether the key's work is finished, and its answer; otherwise the key is ``owner``'s from here on."""
    item = {
        "pk": key,
        "status": "running",
        "owner": owner,
        "leaseUntil": keys.instant(now + lease),
        "ttl": int((now + REMEMBERED).timestamp()),
    }
    try:
        dynamo.client().put_item(
            TableName=required("TABLE_IDEMPOTENCY"),
            Item=dynamo.encode(item),
            ConditionExpression=(
                "attribute_not_exists(pk) OR #ttl <= :epoch OR #owner = :owner"
                " OR (#status = :running AND leaseUntil <= :now)"
            ),
            ExpressionAttributeNames={"#ttl": "ttl", "#owner": "owner", "#status": "status"},
            ExpressionAttributeValues=dynamo.encode(
                {
                    ":epoch": int(now.timestamp()),
                    ":owner": owner,
                    ":running": "running",
                    ":now": keys.instant(now),
                }
            ),
        )
    except ClientError as error:
        if not dynamo.condition_failed(error):
            raise
        held = dynamo.get(required("TABLE_IDEMPOTENCY"), key) or {}
        if held.get("status") == "done":
            return True, json.loads(held["result"])
        raise StillRunningError(
            f"another run holds {key} until {held.get('leaseUntil')}: deliver the event again after that"
        ) from None
    return False, None


def _update(key: str, owner: str, values: dict[str, str]) -> None:
    """Changes the key's item while it is still ``owner``'s; a run that was taken over leaves it alone."""
    names = {f"#{name}": name for name in values} | {"#owner": "owner"}
    try:
        dynamo.client().update_item(
            TableName=required("TABLE_IDEMPOTENCY"),
            Key=dynamo.encode({"pk": key}),
            UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
            ConditionExpression="#owner = :owner",
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=dynamo.encode(
                {":owner": owner} | {f":{name}": value for name, value in values.items()}
            ),
        )
    except ClientError as error:
        if not dynamo.condition_failed(error):
            raise
