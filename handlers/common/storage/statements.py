"""Many conditional writes in one request: PartiQL statements in BatchExecuteStatement.

Each statement is judged alone, so one that is refused stops none of the others, and the item that refused it comes
back with the verdict. An UPDATE never creates an item; an INSERT never overwrites one.
"""

import random
import time
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from handlers.common.storage import dynamo

STATEMENTS_A_REQUEST = 25
PASSING = frozenset(
    {
        "InternalServerError",
        "ProvisionedThroughputExceeded",
        "RequestLimitExceeded",
        "ThrottlingError",
        "TransactionConflict",
    }
)
"""Errors of a single statement that say nothing about its condition: it is run again."""
TRIES = 6
FIRST_PAUSE = 0.05
"""Seconds before the first repeat; twice as long before each further one, half of it by chance."""


class StatementFailedError(RuntimeError):
    """A statement could not be judged: throttled to the end, not allowed, or wrong."""


class Result(StrEnum):
    """The end of one statement."""

    DONE = "done"
    REFUSED = "refused"
    """Its condition did not hold; of an UPDATE also: there is no such item."""
    DUPLICATE = "duplicate"
    """An INSERT found the item there."""
    INVALID = "invalid"
    """An UPDATE computes with an attribute that is not there."""


class Verdict(NamedTuple):
    """The end of one statement, and what stood in its way."""

    result: Result
    item: dynamo.Item | None = None
    """The item that refused the statement, as it was at that moment."""

    @property
    def done(self) -> bool:
        return self.result is Result.DONE


class Statement(NamedTuple):
    """PartiQL text with ``?`` for each of the plain ``parameters``, in order; ``key`` is the item that it touches."""

    text: str
    parameters: tuple[Any, ...]
    key: tuple[Any, ...]
    computes: bool = False
    """True where it computes with attributes that may not be there, and may then be ``INVALID``."""
    own: Mapping[str, Any] = MappingProxyType({})
    """Attributes that the item has only after this very statement, among them a token of the run that makes it.

    boto3 repeats a request whose answer was lost; a statement that is refused by an item that has them all was made
    before, and counts as made.
    """


def insert(table: str, item: Mapping[str, Any], own: Mapping[str, Any] | None = None) -> Statement:
    """The statement that writes an item if its key is free; ``own`` as in ``Statement``."""
    fields = ", ".join(f"'{name}': ?" for name in item)
    key = (table, item["pk"], item.get("sk"))
    text = f'INSERT INTO "{table}" VALUE {{{fields}}}'
    return Statement(text, tuple(item.values()), key, own=own or {})


def update(
    table: str,
    pk: str,
    sk: str,
    values: Mapping[str, Any],
    remove: Sequence[str] = (),
    where: str = "",
    parameters: Sequence[Any] = (),
    own: Mapping[str, Any] | None = None,
) -> Statement:
    """The statement that sets and removes attributes of an item that is there and for which ``where`` holds.

    ``where``: PartiQL over the item's attributes, those named like keywords in double quotes, with ``?`` for each
    of ``parameters``. ``own`` as in ``Statement``.
    """
    clauses = [f'SET "{name}" = ?' for name in values] + [f'REMOVE "{name}"' for name in remove]
    condition = f" AND {where}" if where else ""
    return Statement(
        f'UPDATE "{table}" {" ".join(clauses)} WHERE pk = ? AND sk = ?{condition}',
        (*values.values(), pk, sk, *parameters),
        (table, pk, sk),
        own=own or {},
    )


class Pending:
    """A statement of a batch; its verdict is there once the batch has run."""

    __slots__ = ("statement", "verdict")

    verdict: Verdict

    def __init__(self, statement: Statement) -> None:
        self.statement = statement

    @property
    def done(self) -> bool:
        return self.verdict.done


class StatementBatch:
    """Statements that are gathered one by one and run together."""

    def __init__(self) -> None:
        self._pending: list[Pending] = []

    def add(self, statement: Statement) -> Pending:
        """Let a statement go along; keep the answer to ask for its verdict after ``run``."""
        pending = Pending(statement)
        self._pending.append(pending)
        return pending

    def run(self) -> None:
        """Run the statements, as ``run`` does, and give each its verdict."""
        for pending, verdict in zip(
            self._pending, run([each.statement for each in self._pending]), strict=True
        ):
            pending.verdict = verdict


def run(batch: Sequence[Statement]) -> list[Verdict]:
    """Run statements and return the verdict of each, in order.

    25 go in a request; where two touch the same item, which a request may not, the second begins a new one.
    ``StatementFailedError`` if one is still without a verdict after the last try; what was done by then stays done.
    """
    verdicts: list[Verdict] = []
    request: list[Statement] = []
    touched: set[tuple[Any, ...]] = set()
    for statement in batch:
        if len(request) == STATEMENTS_A_REQUEST or statement.key in touched:
            verdicts += _request(request)
            request, touched = [], set()
        dynamo.forget_ahead(statement.key)
        request.append(statement)
        touched.add(statement.key)
    return verdicts + (_request(request) if request else [])


def _request(batch: Sequence[Statement]) -> list[Verdict]:
    verdicts: dict[int, Verdict] = {}
    waiting = list(range(len(batch)))
    codes: set[str] = set()
    for attempt in range(TRIES):
        if attempt:
            pause = FIRST_PAUSE * 2 ** (attempt - 1)
            time.sleep(pause / 2 + random.uniform(0, pause / 2))
        answer = dynamo.client().batch_execute_statement(
            Statements=[encoded(batch[number]) for number in waiting]
        )
        again: list[int] = []
        codes = set()
        for number, response in zip(waiting, answer["Responses"], strict=True):
            code = response.get("Error", {}).get("Code", "")
            if code in PASSING:
                again.append(number)
                codes.add(code)
            else:
                verdicts[number] = _verdict(batch[number], code, response["Error"] if code else {})
        waiting = again
        if not waiting:
            return [verdicts[number] for number in range(len(batch))]
    raise StatementFailedError(
        f"{len(waiting)} of {len(batch)} statements found no verdict in {TRIES} tries ({', '.join(codes)})"
    )


def encoded(statement: Statement) -> dict[str, Any]:
    """The statement as BatchExecuteStatement takes it."""
    parameters = dynamo.encode({str(number): value for number, value in enumerate(statement.parameters)})
    return {
        "Statement": statement.text,
        "Parameters": list(parameters.values()),
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }


_RESULTS = {
    "": Result.DONE,
    "ConditionalCheckFailed": Result.REFUSED,
    "DuplicateItem": Result.DUPLICATE,
    "ValidationError": Result.INVALID,
}
_REFUSALS = frozenset({"ConditionalCheckFailed", "DuplicateItem"})
"""Errors behind which an item may stand. DynamoDB sends it along with the first of them only."""


def _verdict(statement: Statement, code: str, error: Mapping[str, Any]) -> Verdict:
    if code not in _RESULTS or (code == "ValidationError" and not statement.computes):
        raise StatementFailedError(f"{code} in {statement.text}")
    item = dynamo.decode(error["Item"]) if error.get("Item") else None
    if statement.own and code in _REFUSALS and item is None:
        item = dynamo.read_item(*statement.key)
    if statement.own and item and all(item.get(name) == value for name, value in statement.own.items()):
        return Verdict(Result.DONE)
    return Verdict(_RESULTS[code], item)
