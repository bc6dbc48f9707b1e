"""The things that a function may use, and the operations on each that it may ask for, by the names that AWS gives them.

A grant says two things at once: the statement in the function's role (``iam``) and the environment variable by which
the function finds the thing (``environment``). Pure data.

AWS checks no batch, transaction or statement as such, but what is in it: the items of ``TransactWriteItems`` need
``PutItem``, ``UpdateItem``, ``DeleteItem`` and ``ConditionCheckItem``, those of ``TransactGetItems`` need ``GetItem``,
and a PartiQL statement needs ``PartiQLInsert``, ``PartiQLUpdate``, ``PartiQLDelete`` or ``PartiQLSelect``.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, ClassVar, Generic, Literal, TypeVar, get_args

TableOperation = Literal[
    "BatchGetItem",
    "BatchWriteItem",
    "ConditionCheckItem",
    "DeleteItem",
    "GetItem",
    "PartiQLDelete",
    "PartiQLInsert",
    "PartiQLSelect",
    "PartiQLUpdate",
    "PutItem",
    "Query",
    "Scan",
    "UpdateItem",
]
IndexOperation = Literal["PartiQLSelect", "Query", "Scan"]
QueueOperation = Literal["SendMessage"]
BucketOperation = Literal["DeleteObject", "GetObject", "ListBucket", "PutObject"]
ParameterOperation = Literal["GetParameter", "PutParameter"]

Operation = TypeVar("Operation", bound=str)


@dataclass(frozen=True, init=False)
class _Named(Generic[Operation]):
    """Operations on a thing; ``ValueError`` for none, and for one that AWS does not know."""

    name: str
    """The short name."""
    operations: tuple[Operation, ...]
    """The operations, without the service."""

    known: ClassVar[Any]
    """The operations that there are, as a ``Literal``."""

    def __init__(self, name: str, *operations: Operation) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "operations", operations)
        self._check(f"{type(self).__name__}({name!r})")

    def _check(self, grant: str) -> None:
        known = get_args(self.known)
        if not self.operations:
            raise ValueError(
                f"{grant} names no operation: add those that the function uses, of {', '.join(known)}"
            )
        for operation in self.operations:
            if operation not in known:
                close = get_close_matches(operation, known, 1)
                cure = f"name {close[0]}" if close else f"name some of {', '.join(known)}"
                raise ValueError(f"{grant} names {operation!r}, which is no operation on it: {cure}")


@dataclass(frozen=True, init=False)
class Table(_Named[TableOperation]):
    """Operations on the items of a table, not on its indexes."""

    keys: tuple[str, ...] = ()
    """Patterns of the only partition keys that it allows, with ``*`` and ``?``; empty for all."""

    known = TableOperation

    def __init__(self, name: str, *operations: TableOperation, keys: tuple[str, ...] = ()) -> None:
        object.__setattr__(self, "keys", keys)
        super().__init__(name, *operations)
        scanning = [operation for operation in operations if operation in ("Scan", "PartiQLSelect")]
        if keys and scanning:
            raise ValueError(
                f"Table({name!r}) allows {scanning[0]} for some keys alone, which need not name any: "
                "grant GetItem or Query instead, or leave out keys"
            )


@dataclass(frozen=True, init=False)
class Index(_Named[IndexOperation]):
    """Reading a global secondary index; of the table itself it allows nothing."""

    table: str
    """The short name of its table."""

    known = IndexOperation

    def __init__(self, table: str, name: str, *operations: IndexOperation) -> None:
        object.__setattr__(self, "table", table)
        super().__init__(name, *operations)


class Queue(_Named[QueueOperation]):
    """Sending to a queue. Taking from one follows from a function's ``source``: Lambda polls it with the same role."""

    known = QueueOperation


@dataclass(frozen=True, init=False)
class Bucket(_Named[BucketOperation]):
    """Operations on the objects of a bucket; listing them is a grant of its own."""

    prefix: str = ""
    """The beginning of the only keys that it allows, such as ``inbox/``; empty for all."""

    known = BucketOperation

    def __init__(self, name: str, *operations: BucketOperation, prefix: str = "") -> None:
        object.__setattr__(self, "prefix", prefix)
        super().__init__(name, *operations)
        if "*" in prefix or "?" in prefix:
            raise ValueError(
                f"Bucket({name!r}) has the prefix {prefix!r}: leave out * and ?, which IAM would fill"
            )
        if self.lists and len(operations) > 1:
            raise ValueError(
                f"Bucket({name!r}) names ListBucket, which is of the bucket, beside operations on its objects: "
                "give it a grant of its own"
            )

    @property
    def lists(self) -> bool:
        """True of the grant that allows to list the bucket's objects."""
        return "ListBucket" in self.operations


class Parameter(_Named[ParameterOperation]):
    """Operations on the value of a parameter of Systems Manager."""

    known = ParameterOperation


@dataclass(frozen=True)
class Secret:
    """Reading a secret, named as in the secret paths handed to the functions, such as ``email``."""

    name: str


@dataclass(frozen=True)
class Bus:
    """Raising events of the stack's own source on the event bus."""


@dataclass(frozen=True)
class Function:
    """Invoking another function of the stack."""

    name: str


@dataclass(frozen=True)
class Url:
    """Reading the public URL of another function of the stack."""

    name: str


@dataclass(frozen=True)
class Mail:
    """Sending e-mail from the stack's identity of SES; nothing in a stack without one."""

    unsubscribing: str | None = None
    """The function of the stack at whose URL people unsubscribe, which is then read; without it there are no links."""
    signing: str | None = None
    """The secret with which the links are signed, named as in the secret paths."""


@dataclass(frozen=True)
class InboundDomain:
    """Knowing the domain at which answers to e-mails arrive; it allows nothing."""


@dataclass(frozen=True)
class Model:
    """Asking the stack's model on Amazon Bedrock; nothing in a stack without one."""


Single = Table | Index | Queue | Bucket | Parameter | Secret | Bus | Function | Url
"""A grant that comes to exactly one statement."""
Grant = Single | Mail | InboundDomain | Model
