"""Blocks of addresses, many at a time: nobody is written to under one of them, in any campaign of the tenant.

A block carries the job and the row that brought it (``blockedByJob``, ``blockedByRow``), so that a repeated write
knows its own work from an address that was on the list before.
"""

from concurrent.futures import Executor
from datetime import datetime
from typing import Any, NamedTuple

from handlers.common.storage import contacts, dynamo, keys, statements, writes
from handlers.common.storage.writes import Condition
from handlers.intake.storage.background import Statements
from handlers.intake.storage.inserts import Origin


class Block(NamedTuple):
    """An address to block, and the row that brings it."""

    tenant_id: str
    address: str
    origin: Origin
    now: datetime

    @property
    def key(self) -> dict[str, str]:
        return {"pk": keys.address_pk(self.tenant_id, self.address), "sk": keys.ADDRESS_SK}

    @property
    def values(self) -> dict[str, Any]:
        job_id, row = self.origin
        marks = {"blockedByJob": job_id, "blockedByRow": row}
        return {"blocked": True, "blockedAt": keys.instant(self.now), **marks}


def blocked_by(item: dynamo.Item) -> Origin:
    """Return the job and the row that have blocked an address; of neither where an operator has."""
    return Origin(item.get("blockedByJob"), item.get("blockedByRow"))


class BlockWriter:
    """A writer of blocks in the background; no address may be given twice before they are settled."""

    def __init__(self, pool: Executor) -> None:
        self._table = contacts.table()
        self._statements: Statements[Block] = Statements(pool)

    def block(self, block: Block, known: dynamo.Item | None) -> None:
        """Begin to block an address of which that much is known; None: there is no item of it."""
        if known is None:
            statement = statements.insert(self._table, {**block.key, **block.values})
        else:
            pk, sk = block.key["pk"], block.key["sk"]
            statement = statements.update(self._table, pk, sk, block.values, where="blocked IS MISSING")
        self._statements.add(block, statement)

    def begin(self) -> None:
        """Begin to write those that wait for others."""
        self._statements.begin()

    def settle(self) -> set[Origin]:
        """Wait until everything is written; return the rows that have put an address on the list."""
        settled = list(self._statements.verdicts())
        return {
            block.origin for block, verdict in settled if verdict.done or _blocked_alone(self._table, block)
        }


def _blocked_alone(table: str, block: Block) -> bool:
    """Block an address that others have written meanwhile; False if it was blocked before, by another row."""
    open_to_messages = Condition("attribute_not_exists(#blocked)", own=block.values)
    refused_by = writes.refusal(writes.update(table, block.key, block.values, open_to_messages))
    return refused_by is None or blocked_by(refused_by) == block.origin
