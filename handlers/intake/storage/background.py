"""Requests to the table of contacts that run in the background, many at once, while a list is read."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Generic, TypeVar

from handlers.common.storage import contacts, dynamo, forgotten, keys, statements

WORKERS = 8
"""Requests under way at once: a new on-demand table takes 4,000 writes a second."""
KNOWN_OF_AN_ADDRESS = ("optedOut", "blocked", "blockedByJob", "blockedByRow")

_FORGOTTEN: dynamo.Item = {"optedOut": True, "blocked": True}
"""All that is known of an address of somebody whose data were erased."""

_T = TypeVar("_T")


@contextmanager
def workers() -> Generator[Executor]:
    """Run requests in the background; those that have not begun when the block ends never do."""
    pool = ThreadPoolExecutor(WORKERS)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


class Statements(Generic[_T]):
    """Statements that begin to run whenever a request is full, each with its subject: that which it is about."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool
        self._waiting: list[tuple[_T, statements.Statement]] = []
        self._running: list[tuple[list[_T], Future[list[statements.Verdict]]]] = []

    def add(self, subject: _T, statement: statements.Statement) -> None:
        """Let a statement run together with others; no two on the same item before the verdicts."""
        self._waiting.append((subject, statement))
        if len(self._waiting) == statements.STATEMENTS_A_REQUEST:
            self.begin()

    def begin(self) -> None:
        """Begin to run those that wait for others."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            run = self._pool.submit(statements.run, [statement for _, statement in waiting])
            self._running.append(([subject for subject, _ in waiting], run))

    def verdicts(self) -> Iterator[tuple[_T, statements.Verdict]]:
        """Return the verdicts of all since the last time, once they are there."""
        self.begin()
        running, self._running = self._running, []
        for subjects, run in running:
            yield from zip(subjects, run.result(), strict=True)


class Lookup:
    """Addresses of a tenant that are looked up as they come, a hundred in a request.

    Once the tenant has forgotten somebody, a further request looks for the same addresses among those.
    """

    def __init__(self, pool: Executor, tenant_id: str) -> None:
        self._pool = pool
        self._tenant_id = tenant_id
        self._salt = forgotten.salt_now(tenant_id)
        self._forgotten: dict[dynamo.Key, str] = {}
        self._wanted: dict[str, None] = {}
        self._waiting: list[str] = []
        self._running: list[Future[dict[dynamo.Key, dynamo.Item]]] = []

    def want(self, addresses: Iterable[str]) -> None:
        """Look addresses up, each once."""
        for address in addresses:
            if address not in self._wanted:
                self._wanted[address] = None
                self._waiting.append(address)
                if len(self._waiting) == dynamo.KEYS_A_REQUEST:
                    self.begin()

    def begin(self) -> None:
        """Begin to look up those that wait for others."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            wanted = [_key(self._tenant_id, address) for address in waiting]
            erased = forgotten.keys_of(self._tenant_id, waiting, self._salt)
            self._forgotten |= erased
            for some in filter(None, (wanted, list(erased))):
                self._running.append(self._pool.submit(dynamo.read_items, some, KNOWN_OF_AN_ADDRESS))

    def found(self) -> Mapping[str, dynamo.Item]:
        """Return what is known of those addresses of which something is, once it is there."""
        self.begin()
        items = {key: item for run in self._running for key, item in run.result().items()}
        own = len(keys.address_pk(self._tenant_id, ""))
        known = {key[1][own:]: item for key, item in items.items() if key not in self._forgotten}
        erased = [self._forgotten[key] for key in items if key in self._forgotten]
        return known | {address: known.get(address, {}) | _FORGOTTEN for address in erased}


def _key(tenant_id: str, address: str) -> dynamo.Key:
    return contacts.table(), keys.address_pk(tenant_id, address), keys.ADDRESS_SK
