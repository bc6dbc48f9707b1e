"""A recorder that hears every call to AWS of the default boto3 session, and adds up what it costs."""

import re
import threading
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import boto3

from components.specs import TableSpec
from handlers.common.storage import clients, dynamo
from local.bench.recording import capacity
from local.bench.recording.capacity import Item
from ops.scale.costs import Cost, Line, key_pattern

READS = ("GetItem", "BatchGetItem", "Query")
_WRITES = {"PutItem": "Item", "UpdateItem": "Key", "DeleteItem": "Key"}
_TRANSACTED = {"Put": "Item", "Update": "Key", "Delete": "Key", "ConditionCheck": "Key"}
_STATEMENT = re.compile(r'(?:INTO|UPDATE) "([^"]+)"')

Written = tuple[str, Mapping[str, Any], int]
"""A table's physical name, a key, and the factor of its units."""
Place = tuple[str, str, str]
"""A table's physical name, and the values of a key."""


class Recorder:
    """The cost of what ran since ``begin``; ``look`` is a client whose calls are not heard.

    ``events`` and ``messages`` are the entries that were put on the bus and into the queue.
    """

    def __init__(self, tables: Mapping[str, TableSpec], look: Any) -> None:
        self._tables = tables
        self._look = look
        self._lock = threading.Lock()
        self._lines: defaultdict[Line, float] = defaultdict(float)
        self.events: list[dict[str, str]] = []
        self.messages: list[str] = []

    def begin(self) -> None:
        """Forget what was recorded."""
        self._lines, self.events, self.messages = defaultdict(float), [], []

    @property
    def cost(self) -> Cost:
        """The cost so far."""
        return dict(self._lines)

    def before(self, params: dict[str, Any], model: Any, context: dict[str, Any], **_: object) -> None:
        """Look at the items that a call will write, as they are before it."""
        context["recorded"] = params
        if model.service_model.service_name == "dynamodb" and model.name not in READS:
            written = list(_written(model.name, params))
            context["written"] = written, self._items((table, key) for table, key, _ in written)

    def after(self, parsed: Any, model: Any, context: dict[str, Any], **_: object) -> None:
        """Add the cost of a call that was answered."""
        params, operation = context["recorded"], model.name
        service = model.service_model.service_name
        lines: list[tuple[Line, float]] = []
        if service == "dynamodb":
            lines += self._writes(*context["written"]) if "written" in context else []
            lines += self._reads(operation, params) if operation in READS else []
        with self._lock:
            self._lines[Line("requests", f"{service}.{operation}", self._resource(params))] += 1
            for line, units in lines:
                self._lines[line] += units
            self.events += params.get("Entries", ()) if service == "events" else ()
            self.messages += [each["MessageBody"] for each in params.get("Entries", ()) if service == "sqs"]

    def _items(self, wanted: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[Place, Item]:
        """Return those of the items that are there, by their places."""
        keys: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for table, key in wanted:
            keys[table].append(key)
        request = {table: {"Keys": each, "ConsistentRead": True} for table, each in keys.items()}
        answer = self._look.batch_get_item(RequestItems=request)
        return {_place(table, item): item for table, items in answer["Responses"].items() for item in items}

    def _writes(
        self, written: Sequence[Written], before: Mapping[Place, Item]
    ) -> Iterator[tuple[Line, float]]:
        after = self._items((table, key) for table, key, _ in written)
        for table, key, factor in written:
            spec, place = self._tables[table], _place(table, key)
            changed = before.get(place), after.get(place)
            for touched in capacity.writes(spec, *changed, key[spec.hash_key]["S"], factor):
                where = f"{spec.name}.{touched.index}" if touched.index else spec.name
                yield Line("writes", where, key_pattern(touched.hash_key)), touched.units

    def _reads(self, operation: str, params: Mapping[str, Any]) -> Iterator[tuple[Line, float]]:
        if operation == "Query":
            yield self._query(params)
            return
        single = {params.get("TableName", ""): {"Keys": [params.get("Key")], **params}}
        asked = params.get("RequestItems", single)
        found = self._items((table, key) for table, entry in asked.items() for key in entry["Keys"])
        for table, entry in asked.items():
            for key in entry["Keys"]:
                item = found.get(_place(table, key))
                sizes = [capacity.item_bytes(item)] if item else []
                units = capacity.read_units(sizes, consistent=entry.get("ConsistentRead", False))
                spec = self._tables[table]
                yield Line("reads", spec.name, key_pattern(key[spec.hash_key]["S"])), units

    def _query(self, params: Mapping[str, Any]) -> tuple[Line, float]:
        """A query's items count by their whole size, or by that of their entries in the index."""
        spec = self._tables[params["TableName"]]
        index = next((each for each in spec.indexes if each.name == params.get("IndexName")), None)
        asked = {name: value for name, value in params.items() if name != "ProjectionExpression"}
        items = self._look.query(**asked)["Items"]
        units = capacity.read_units(
            [capacity.item_bytes(item) for item in items], consistent=params.get("ConsistentRead", False)
        )
        hash_key = index.hash_key if index else spec.hash_key
        name = re.search(rf"#?{hash_key}\s*=\s*(:\w+)", _named(params))
        assert name is not None, params["KeyConditionExpression"]
        value = params["ExpressionAttributeValues"][name[1]]["S"]
        place = f"{spec.name}.{index.name}" if index else spec.name
        return Line("reads", place, key_pattern(value)), units

    def _resource(self, params: Mapping[str, Any]) -> str:
        """Return the short names of the tables that a request is about, or of the queue."""
        names = {params["TableName"]} if "TableName" in params else set(params.get("RequestItems", ()))
        names |= {entry["TableName"] for each in params.get("TransactItems", ()) for entry in each.values()}
        names |= {_statement_table(each["Statement"]) for each in params.get("Statements", ())}
        index = f".{params['IndexName']}" if "IndexName" in params else ""
        return "+".join(sorted(self._tables[name].name for name in names)) + index


def _named(params: Mapping[str, Any]) -> str:
    """Return the key condition with the attributes' own names."""
    text: str = params["KeyConditionExpression"]
    for placeholder, name in params.get("ExpressionAttributeNames", {}).items():
        text = text.replace(placeholder, name)
    return text


def _written(operation: str, params: Mapping[str, Any]) -> Iterator[Written]:
    """Yield the keys that a call writes; the same where it checks one, which costs as much."""
    if operation in _WRITES:
        yield params["TableName"], _key(params[_WRITES[operation]]), 1
    for each in params.get("TransactItems", ()):
        for kind, entry in each.items():
            yield entry["TableName"], _key(entry[_TRANSACTED[kind]]), 2
    for statement in params.get("Statements", ()):
        yield _statement_table(statement["Statement"]), _statement_key(statement), 1


def _place(table: str, item: Mapping[str, Any]) -> Place:
    return table, item["pk"]["S"], item["sk"]["S"] if "sk" in item else ""


def _key(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: attributes[name] for name in ("pk", "sk") if name in attributes}


def _statement_table(text: str) -> str:
    found = _STATEMENT.search(text)
    assert found is not None, text
    return found[1]


def _statement_key(statement: Mapping[str, Any]) -> dict[str, Any]:
    """Return the key of a PartiQL statement: the parameters that stand for ``pk`` and ``sk``."""
    before = statement["Statement"].split("?")[:-1]
    given = zip(before, statement["Parameters"], strict=True)
    return {found[1]: value for text, value in given if (found := re.search(r"\b(pk|sk)'?\s*[=:]\s*$", text))}


@contextmanager
def heard(recorder: Recorder) -> Generator[None]:
    """Let a recorder hear all clients of the functions, whose calls to each other are answered here."""
    hooks = {
        "before-parameter-build": recorder.before,
        "after-call": recorder.after,
        "before-call.lambda.Invoke": started,
    }
    session = new_clients()
    for event, hook in hooks.items():
        session.events.register(event, hook)
    try:
        yield
    finally:
        for event, hook in hooks.items():
            session.events.unregister(event, hook)
        new_clients()


def new_clients() -> boto3.Session:
    """Let the functions make new clients, which hear what is registered with the session that is returned."""
    for kept in (
        dynamo.client,
        clients.sqs,
        clients.events,
        clients.secretsmanager,
        clients.lambda_,
        clients.ssm,
        clients.s3,
    ):
        kept.cache_clear()
    if boto3.DEFAULT_SESSION is None:
        boto3.setup_default_session()
    session = boto3.DEFAULT_SESSION
    assert session is not None
    return session


def started(**_: object) -> tuple[SimpleNamespace, dict[str, Any]]:
    """Answer the invocation of a function, which does not exist here, as Lambda does."""
    return SimpleNamespace(status_code=202), {"StatusCode": 202}
