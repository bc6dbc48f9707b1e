"""The marks by which a table that was restored is known: inside it, and outside in a parameter of Systems Manager.

docs/recovery.md, "The fence". The item inside is read with whatever is read anyway; the parameter is kept by a process
for a minute. That is enough: a table can be restored to five minutes ago at the latest, and marks are a minute or two
apart, so that even the mark that was outside two minutes ago is ahead of every restored table.
"""

import time
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from botocore.exceptions import BotoCoreError, ClientError

from handlers.common.rules import fence as rules
from handlers.common.rules.fence import Mark, Marks, Standing
from handlers.common.storage import clients, contacts, dynamo, keys, writes
from handlers.common.storage.dynamo import Key
from handlers.common.storage.writes import Condition
from handlers.environment import required
from handlers.observability import logger

KEPT_SECONDS = 60.0
"""Seconds for which a process takes the marks outside as it has read them."""
LONGEST_KEPT_SECONDS = 120.0
"""The same where they cannot be read again; after that nothing goes out."""
OVERDUE = timedelta(minutes=2)
"""The age at which the contacts' mark is advanced by whoever sends: release-contacts does so every minute."""
PAUSE = timedelta(minutes=5)
"""The time after which what was held back is looked at again."""

_kept: dict[str, tuple[float, Marks]] = {}


def forget() -> None:
    """Read the marks outside again, as a new process does."""
    _kept.clear()


def inside_keys() -> dict[str, Key]:
    """The keys of the items that hold the marks inside, by table."""
    physical = {"contacts": contacts.table(), "meetings": required("TABLE_MEETINGS")}
    return {table: (name, keys.FENCE_PK, keys.FENCE_SK) for table, name in physical.items()}


def inside_of(items: Mapping[Key, dynamo.Item]) -> dict[str, Mark]:
    """The marks inside, from items that were read under ``inside_keys``."""
    return {table: Mark.of(items.get(key)) for table, key in inside_keys().items()}


def inside() -> dict[str, Mark]:
    """The marks inside as they are now."""
    return inside_of(dynamo.read_items(inside_keys().values()))


def outside() -> dict[str, Mark]:
    """The marks outside as they are now; raises boto's errors, and ``ValueError`` if they are no marks."""
    name = required("PARAMETER_FENCE")
    marks = rules.parse(clients.ssm().get_parameter(Name=name)["Parameter"]["Value"])
    _kept[name] = (time.monotonic(), marks)
    return marks


def standing(marks: Marks) -> Standing:
    """The standing of the marks inside against those outside, which may be a minute old."""
    never: tuple[float, Marks] = (-LONGEST_KEPT_SECONDS, {})
    read_at, known = _kept.get(required("PARAMETER_FENCE"), never)
    age = time.monotonic() - read_at
    if age >= KEPT_SECONDS:
        try:
            known = outside()
        except (BotoCoreError, ClientError, ValueError):
            logger.exception("the marks outside the tables cannot be read")
            if age >= LONGEST_KEPT_SECONDS:
                return Standing.UNREADABLE
    found = rules.standing(marks, known)
    return found if found is Standing.OPEN else _standing_now(known)


def _standing_now(known: Marks) -> Standing:
    """The standing of the marks as they are now; those outside are ``known`` where they cannot be read.

    Those inside may have been advanced since they were read, and those outside were kept from before the first one was
    there, as in a new stack. Inside goes first: read last, it is not behind.
    """
    try:
        known = outside()
    except (BotoCoreError, ClientError, ValueError):
        logger.exception("the marks outside the tables cannot be read again")
    return rules.standing(inside(), known)


def advance(now: datetime, tables: Iterable[str] | None = None) -> Standing:
    """Advance the marks of the tables, of all without any, and return the standing; one that is not open stays.

    Inside goes first, unless another run has advanced it meanwhile, and outside follows: so a run that dies in between,
    and two at once, leave inside ahead. Raises boto's errors.
    """
    known = outside()
    # Read after those outside, so that a run that advances both meanwhile is not taken for a restored table.
    marks = inside()
    found = rules.standing(marks, known)
    if found is Standing.OPEN:
        before = {table: marks[table] for table in tables or marks}
        # An earlier run may have died in between.
        known = follow(known, before)
        after = {table: Mark(mark.number + 1, now) for table, mark in before.items()}
        if set_inside(before, after):
            follow(known, after)
    return found


def keep_up(marks: Marks, now: datetime) -> None:
    """Advance the contacts' mark if release-contacts has not done so for a while, before anything goes out under it.

    Raises boto's errors.
    """
    mark = marks["contacts"]
    if mark.at is not None and now - mark.at > OVERDUE:
        advance(now, ["contacts"])


def follow(known: Marks, marks: Marks) -> Marks:
    """Write marks outside, beside those that are known there, and return all."""
    new = {**known, **{table: mark for table, mark in marks.items() if mark.number}}
    if new != known:
        name = required("PARAMETER_FENCE")
        clients.ssm().put_parameter(Name=name, Value=rules.written(new), Type="String", Overwrite=True)
        _kept[name] = (time.monotonic(), new)
    return new


def set_inside(before: Marks, marks: Marks) -> bool:
    """Write marks inside their tables, all or none; False if one is no longer as it was ``before``."""
    keyed = inside_keys()
    try:
        writes.transact([_put(keyed[table], before[table], mark) for table, mark in marks.items()])
    except writes.ChangedError:
        return False
    return True


def _put(key: Key, before: Mark, mark: Mark) -> writes.Write:
    table, pk, sk = key
    seen = Condition("#mark = :before", {"before": before.number}) if before.at else writes.ABSENT
    return writes.put(table, {"pk": pk, "sk": sk, **mark.document}, seen)
