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

from handlers.common.storage import keys, writes
from handlers.common.storage.writes import Condition
from handlers.environment import required

REMEMBERED = timedelta(hours=24)


class StillRunningError(RuntimeError):
    """Another run holds the key and its lease is not over: let the event be delivered again later."""


def once(key: str, now: datetime, lease: timedelta, work: Callable[[], Any]) -> Any:
    """Return the answer of ``work``, which runs at most once per key while it succeeds.

    ``key``: ``<function>#<event id>``. ``lease``: longer than the function's timeout. A repeat gets the
    answer of the run that finished, so the answer must be JSON. If ``work`` raises, the lease is given back,
    the exception goes on and the next delivery runs it again, so its own steps must bear being repeated.
    Raises ``StillRunningError`` while another run holds the key.
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
    """Take the key for ``owner``; return whether its work is finished already, and with which answer."""
    item = {
        "pk": key,
        "status": "running",
        "owner": owner,
        "leaseUntil": keys.instant(now + lease),
        "ttl": int((now + REMEMBERED).timestamp()),
    }
    free = Condition(
        "attribute_not_exists(pk) OR #ttl <= :epoch OR #owner = :owner"
        " OR (#status = :running AND #leaseUntil <= :now)",
        {
            "epoch": int(now.timestamp()),
            "owner": owner,
            "running": "running",
            "now": keys.instant(now),
        },
    )
    held = writes.refusal(writes.put(_table(), item, free))
    if held is None:
        return False, None
    if held.get("status") == "done":
        return True, json.loads(held["result"])
    raise StillRunningError(
        f"another run holds {key} until {held.get('leaseUntil')}: deliver the event again after that"
    )


def _update(key: str, owner: str, values: dict[str, str]) -> None:
    """Change the key's item while it is still ``owner``'s; a run that was taken over leaves it alone."""
    writes.made(writes.update(_table(), {"pk": key}, values, Condition("#owner = :owner", {"owner": owner})))


def _table() -> str:
    return required("TABLE_IDEMPOTENCY")
