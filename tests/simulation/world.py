"""A world in one process: the functions, the services around them, the partners, and the environment that goes on.

``settle`` does what AWS would do until nothing is left to do: deliver events and messages, again where they failed,
start functions on schedule, and let time pass in between.
"""

import heapq
import json
import math
import os
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from components import catalogue, environment
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import dynamo, keys
from handlers.meetings.rules import after_meeting, ending, reminders
from tests import cloud_engines
from tests.granted.requests import INVENTORY
from tests.simulation import seams, tables
from tests.simulation.callouts import Answer, Called, CallOut, Fault, Faults, Kind, LostError, Plan
from tests.simulation.clock import CURRENT, Clock, KilledError
from tests.simulation.cloud import QUEUES, RETENTION, Cloud, QueuedMessage
from tests.simulation.partners import Partners, Request
from tests.simulation.threads import Group
from tests.simulation.transport import ACTIVE
from tests.simulation.way_in import WayIn

FUNCTIONS = {spec.name: spec for spec in catalogue.functions(inbound_mail=True)}
MAX_RECEIVES = {queue.name: queue.max_receives for queue in catalogue.queues(())}
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
RETRY_DELAYS = (60.0, 120.0)
"""Seconds before the two repeats of an asynchronous invocation."""
REPLY_DELAYS = (5.0, 60.0, 300.0, 900.0)
"""Seconds after which a provider delivers a reply again."""
MOST_STEPS = 300
"""Steps of the environment after which a world is taken for one that never comes to rest."""
SLOW_SECONDS = 3.0
LATE_SECONDS = 900.0
LATENCIES = {"dynamodb": 0.008, "partner": 0.3}
"""Seconds of a call-out."""


@dataclass(frozen=True)
class Source:
    """A queue that starts a function."""

    function: str
    queue: str
    batch_size: int
    window: float
    visibility: float
    """Seconds for which a message that was received stays hidden; the stack's figure, written again."""


SOURCES = {
    spec.source.queue: Source(
        spec.name,
        spec.source.queue,
        spec.source.batch_size,
        spec.source.window,
        6 * spec.timeout + spec.source.window,
    )
    for spec in FUNCTIONS.values()
    if spec.source is not None
}
_INBOUND = SOURCES[catalogue.INBOUND_QUEUE]


class NeverQuietError(Exception):
    """The world goes on and on."""


class Context(NamedTuple):
    """Lambda's context."""

    aws_request_id: str
    ends: float
    clock: Clock
    function_name: str

    def get_remaining_time_in_millis(self) -> int:
        """The time that is left by the world's clock."""
        return max(0, int((self.ends - self.clock.seconds) * 1000))


class Ended(NamedTuple):
    """The end of an invocation: ``answered`` with a value, ``raised`` or ``killed``."""

    how: str
    value: Any = None


@dataclass
class Invocation:
    """A running invocation."""

    function: str
    request_id: str
    ends: float
    number: int = 0
    killed: bool = False


@dataclass(frozen=True)
class Happening:
    """A line of the history; its text is worked out when somebody reads it."""

    at: float
    told: str | Callable[[], str]
    depth: int = 0

    @property
    def text(self) -> str:
        return self.told if isinstance(self.told, str) else self.told()


@dataclass
class Paused:
    """A pause of a campaign or of its tenant, by the world's clock; ``until`` is None while it lasts."""

    since: float
    until: float | None = None


@dataclass(order=True)
class _Due:
    at: float
    order: int
    act: Callable[[], None] = field(compare=False)


class World:
    """The world of one history."""

    def __init__(self, start: datetime, plan: Plan | None = None, skews: Sequence[float] = (0.0,)) -> None:
        self.clock = Clock(start)
        self.clock.waited = self._wait
        self.plan = plan or Faults()
        self.met: list[Fault] = []
        """The faults that the history has met."""
        self.skews = skews
        """Seconds by which the clocks of the functions' instances are fast, one after the other."""
        self.cloud = Cloud(self.clock, self.start, self._written)
        self.partners = Partners(self.clock)
        self.cloud.mail = self.partners.mail
        self.partners.reported = self._accepted
        self.way_in = WayIn(self)
        self.reports: Callable[[int, str], Sequence[tuple[float, str]]] = lambda *_: ()
        """What providers report of a message that they have accepted, and after how many seconds."""
        self.story: list[Happening] = []
        self.others: Mapping[str, Callable[[], None]] = {}
        """What other instances may do at a call-out, by name."""
        self.numbering = False
        self.calls: list[Called] = []
        """The call-outs that have a number."""
        self.waits = 0
        self.at_write: list[Callable[[], None]] = []
        """What looks at the tables after every write."""
        self.pauses: list[Paused] = []
        """The pauses that an operator has made."""
        self.replies: dict[str, str] = {}
        """The ends of the replies that were delivered, by message id."""
        self.given_up: list[dict[str, Any]] = []
        """The replies that whoever passes them on no longer repeats, for each of his calls ended in an error."""
        self._numbers: dict[str, int] = {}
        self._stack: list[Invocation] = []
        self._variables: dict[str, str] = {}
        """Those of all functions."""
        self._agenda: list[_Due] = []
        self._order = 0
        self._warm: dict[str, list[dict[Any, Any]]] = {}
        self._release_after = 0.0
        self._release_idle = 0
        self._reminded = start.timestamp()
        self._invocations = 0

    # The functions

    def invoke(self, function: str, event: Any, request_id: str) -> Ended:
        """Run a function from beginning to end, in the process that it has, or in one of its own."""
        spec = FUNCTIONS[function]
        self._invocations += 1
        ends = self.clock.seconds + spec.timeout
        invocation = Invocation(function, request_id, ends, self._invocations)
        self.tell(f"{function} runs ({request_id})")
        with self._process(invocation):
            context = Context(request_id, invocation.ends, self.clock, function)
            try:
                end = Ended("answered", seams.entry_point(function)(json.loads(json.dumps(event)), context))
            except KilledError:
                invocation.killed = True
                end = Ended("killed")
            except Exception as error:
                end = Ended("killed") if invocation.killed else Ended("raised", error)
        self.tell(f"{function} {end.how}{'' if end.value is None else f': {end.value!s:.300}'}")
        return end

    @contextmanager
    def _process(self, invocation: Invocation) -> Generator[None]:
        """Give the invocation a process of its own: what others remember is put aside for the time."""
        state = seams.process_state()
        outer = [dict(each) for each in state]
        mine = self._warm.pop(invocation.function, None)
        for number, each in enumerate(state):
            each.clear()
            each.update(mine[number] if mine else {})
        limit, self.clock.limit = self.clock.limit, invocation.ends
        group, Group.current = Group.current, None
        process, CURRENT.process = CURRENT.process, invocation.number
        skew, self.clock.skew = self.clock.skew, self.skews[invocation.number % len(self.skews)]
        self._stack.append(invocation)
        try:
            with self.clock.paused_by(self.clock.advance), self._environment(invocation.function):
                yield
        finally:
            self._stack.pop()
            Group.current, self.clock.limit = group, limit
            CURRENT.process, self.clock.skew = process, skew
            if not invocation.killed:
                self._warm[invocation.function] = [dict(each) for each in state]
            for before, each in zip(outer, state, strict=True):
                each.clear()
                each.update(before)

    @contextmanager
    def _environment(self, function: str) -> Generator[None]:
        """Show a function those variables that the stack gives it, and no others."""
        names = self.cloud.variables().keys()
        before = {name: os.environ.pop(name) for name in names if name in os.environ}
        if len(self._stack) == 1:
            self._variables = before
        told = _told(function)
        os.environ.update({name: value for name, value in self._variables.items() if name in told})
        try:
            yield
        finally:
            for name in names:
                os.environ.pop(name, None)
            os.environ.update(before)

    def call_out(self, call: CallOut, refusal: Answer) -> Answer:
        """A request leaves the running function; raises ``LostError`` where no answer comes back."""
        if not self._stack:
            return call.perform()
        invocation = self._stack[-1]
        if invocation.killed:
            raise KilledError
        number, again = self._number(call)
        fault = self.plan.at(number) if number else None
        if fault and fault not in self.met:
            self.met.append(fault)
        if fault and fault.kind is Kind.OTHER and not again:
            self._other(fault)
        self.clock.sleep(LATENCIES.get(call.name.partition(".")[0], 0.02))
        if invocation.killed:
            raise KilledError
        self._tell_call(call, number, fault, again)
        if fault is None or fault.kind is Kind.OTHER:
            return call.perform()
        return self._faulty(call, fault, refusal, again)

    @property
    def spared(self) -> bool:
        """True if no fault can meet the next call-out."""
        if not self.numbering or len(self._stack) != 1:
            return True
        fault = self.plan.at(len(self.calls) + 1)
        return fault is None or fault.kind is Kind.OTHER

    def _number(self, call: CallOut) -> tuple[int, bool]:
        """The call-out's number, 0 where none are given, and True for a repeat of one that has it already."""
        if not self.numbering or len(self._stack) > 1:
            return 0, False
        if call.same_as and call.same_as in self._numbers:
            return self._numbers[call.same_as], True
        number = len(self.calls) + 1
        self.calls.append(Called(number, call.name, self._stack[-1].number, self.clock.seconds))
        if call.same_as:
            self._numbers[call.same_as] = number
        return number, False

    def _wait(self, seconds: float) -> None:
        """Let the running code wait; another instance may run in the middle of it."""
        if not self.numbering or len(self._stack) != 1:
            self.clock.sleep(seconds)
            return
        self.waits += 1
        fault = self.plan.at(self.waits, in_wait=True)
        if fault is None:
            self.clock.sleep(seconds)
            return
        self.met.append(fault)
        began = self.clock.seconds
        self.clock.sleep(seconds / 2)
        self._other(fault)
        self.clock.sleep(max(0.0, began + seconds - self.clock.seconds))

    def _other(self, fault: Fault) -> None:
        self.tell(f"another instance: {fault.other}")
        self.others[fault.other]()

    def _faulty(self, call: CallOut, fault: Fault, refusal: Answer, again: bool) -> Answer:
        invocation = self._stack[-1]
        match fault.kind:
            case Kind.KILLED_BEFORE:
                invocation.killed = True
                raise KilledError
            case Kind.KILLED_AFTER:
                call.perform()
                invocation.killed = True
                raise KilledError
            case Kind.SLOW:
                # A limit counts a request to a partner when it is made, so only the answer may be late.
                answer = call.perform() if call.of_partner else None
                if not again:
                    self.clock.sleep(SLOW_SECONDS)
                return answer or call.perform()
            case Kind.LATE:
                with self._late():
                    return call.perform()
            case Kind.PARTLY:
                return call.perform() if again or call.partly is None else call.partly()
            case Kind.REFUSED:
                return refusal
            case Kind.FAILED:
                if not again:
                    call.perform()
                return Answer(500, {}, b"{}") if call.of_partner else refusal
            case _:
                answer = call.perform()
                if again:
                    return answer
                raise LostError("timeout" if call.of_partner else "reset")

    @contextmanager
    def _late(self) -> Generator[None]:
        self.cloud.delay = LATE_SECONDS
        try:
            yield
        finally:
            self.cloud.delay = 0.0

    # The environment

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Let something happen after that many seconds."""
        self._order += 1
        heapq.heappush(self._agenda, _Due(self.clock.seconds + seconds, self._order, act))

    def settle(self, until: datetime) -> None:
        """Go on until nothing is left to do, or the instant has come; raises ``NeverQuietError``."""
        end = until.timestamp()
        self.clock.between = self._meanwhile
        try:
            for _ in range(MOST_STEPS):
                due = self._next(end)
                if due is None:
                    return
                self.clock.seconds = max(self.clock.seconds, due.at)
                due.act()
        finally:
            self.clock.between = None
        raise NeverQuietError(f"{MOST_STEPS} steps, and no end")

    def redrive(self) -> None:
        """Put the dead letters back, and play failed events and replies again, as an operator does or asks for."""
        now = self.clock.seconds
        given_up, self.given_up = self.given_up, []
        for event in given_up:
            self.later(0.5, partial(self._deliver_reply, event, 0))
        for name in QUEUES:
            dead = self.cloud.messages(name, dead=True)
            self.cloud.messages(name).extend(
                QueuedMessage(each.message_id, each.body, now, now) for each in dead
            )
        self._expire()
        for name in QUEUES:
            self.cloud.messages(name, dead=True).clear()
        again, self.cloud.failed = self.cloud.failed, []
        for function, event in again:
            self.start(function, event, f"replay-{len(self.story)}")

    def reply(self, message_id: str, sender: str, text: str, channel: str = "whatsapp") -> None:
        """Let a contact's reply come in, again and again until it has been answered."""
        event = {
            "tenantId": "acme",
            "channel": channel,
            "from": sender,
            "text": text,
            "messageId": message_id,
            "receivedAt": self.clock.now().isoformat(),
        }
        self.tell(f"{sender} writes: {text}")
        self.replies[message_id] = "under way"
        self._deliver_reply(event, 0)

    def _deliver_reply(self, event: dict[str, Any], attempt: int) -> None:
        end = self.invoke("handle-replies", event, f"{event['messageId']}-{attempt}")
        if end.how == "answered":
            self.replies[event["messageId"]] = "answered"
        elif attempt < len(REPLY_DELAYS):
            self.later(REPLY_DELAYS[attempt], lambda: self._deliver_reply(event, attempt + 1))
        else:
            self.replies[event["messageId"]] = "given up"
            self.given_up.append(event)

    def _accepted(self, request: Request) -> None:
        for after, what in self.reports(request.number, request.channel):
            self.later(after, partial(self.way_in.report, request, *what.split("+")))

    def start(self, function: str, event: dict[str, Any], request_id: str, delay: float = 0.0) -> None:
        """An asynchronous invocation: repeated twice, then put into the failures' queue."""
        age = FUNCTIONS[function].event_age or 21_600
        first = self.clock.seconds + delay
        self.later(0.5 + delay, lambda: self._run_async(function, event, request_id, 0, first + age))

    def _run_async(
        self, function: str, event: dict[str, Any], request_id: str, attempt: int, too_old: float
    ) -> None:
        end = self.invoke(function, event, request_id)
        if end.how == "answered":
            return
        if attempt < len(RETRY_DELAYS) and self.clock.seconds + RETRY_DELAYS[attempt] < too_old:
            again = lambda: self._run_async(function, event, request_id, attempt + 1, too_old)  # noqa: E731
            self.later(RETRY_DELAYS[attempt], again)
            return
        self.tell(f"{function}'s event goes to failed-events")
        self.cloud.failed.append((function, event))

    def _meanwhile(self, until: float) -> None:
        """What is due while a function waits runs beside it, each in a process of its own.

        What waits in the inbound queue does, too; a function that sends waits long.
        """
        while len(self._stack) < 4:
            due = self._first(until, (self._poll_due(_INBOUND),))
            if due is None:
                return
            self.clock.seconds = max(self.clock.seconds, due.at)
            due.act()

    def _next(self, end: float) -> _Due | None:
        """The next thing to do until ``end``: of the agenda, the queues or the schedules."""
        polls = (self._poll_due(source) for source in SOURCES.values())
        return self._first(end, (*polls, self._release_due(), self._reminders_due()))

    def _first(self, end: float, planned: Sequence[_Due | None]) -> _Due | None:
        """The first of the agenda and what is planned; it is taken from the agenda."""
        found = [self._agenda[0]] if self._agenda else []
        due = min([*found, *(each for each in planned if each)], default=None)
        if due is None or due.at > end:
            return None
        if found and due is found[0]:
            heapq.heappop(self._agenda)
        return due

    def _poll_due(self, source: Source) -> _Due | None:
        waiting = self.cloud.messages(source.queue)
        if not waiting:
            return None
        first = min(message.visible for message in waiting)
        return _Due(max(self.clock.seconds, first) + source.window, 0, partial(self._poll, source))

    def _poll(self, source: Source) -> None:
        batch: list[QueuedMessage] = []
        self._expire()
        waiting = self.cloud.messages(source.queue)
        for message in list(waiting):
            if message.visible > self.clock.seconds or len(batch) == source.batch_size:
                continue
            if message.receives >= MAX_RECEIVES[source.queue]:
                self.tell(f"{message.message_id} goes to the dead-letter queue")
                waiting.remove(message)
                self.cloud.messages(source.queue, dead=True).append(message)
                continue
            message.receives += 1
            message.visible = self.clock.seconds + source.visibility
            batch.append(message)
        if batch:
            self._deliver(source, batch)

    def _expire(self) -> None:
        """Let the queues forget what they have kept for as long as they may."""
        for name in QUEUES:
            for messages in (self.cloud.messages(name), self.cloud.messages(name, dead=True)):
                for message in list(messages):
                    if self.clock.seconds - message.sent > RETENTION[name]:
                        self.tell(f"{message.message_id} is too old for {name}, and gone")
                        messages.remove(message)

    def _deliver(self, source: Source, batch: list[QueuedMessage]) -> None:
        records = [{"messageId": message.message_id, "body": message.body} for message in batch]
        end = self.invoke(source.function, {"Records": records}, f"batch-{batch[0].message_id}")
        # An answer that names no failures is one for the whole batch.
        failures = end.value.get("batchItemFailures", []) if end.how == "answered" else None
        failed = None if failures is None else {failure["itemIdentifier"] for failure in failures}
        waiting = self.cloud.messages(source.queue)
        for message in batch:
            if failed is not None and message.message_id not in failed and message in waiting:
                waiting.remove(message)

    def _release_due(self) -> _Due | None:
        """The next minute at which something in the backlog is due; later and later while nothing comes of it."""
        orders = _backlog_orders()
        if not orders:
            return None
        first = min(datetime.fromisoformat(order.partition("#")[2]).timestamp() for order in orders)
        at = math.ceil(max(first, self._release_after, self.clock.seconds) / 60) * 60
        return _Due(at, 1, self._release)

    def look_again(self) -> None:
        """Let the next minute's run of release-contacts look, although the last ones found nothing to do."""
        self._release_idle, self._release_after = 0, 0.0

    def _release(self) -> None:
        before = _backlog_orders()
        self.invoke("release-contacts", {"source": "scheduler"}, f"minute-{int(self.clock.seconds)}")
        moved = _backlog_orders() != before
        self._release_idle = 0 if moved else min(self._release_idle + 1, 6)
        self._release_after = self.clock.seconds + 1 + 60 * (2**self._release_idle - 1)

    def _reminders_due(self) -> _Due | None:
        """The next run of send-reminders that has something to do."""
        instants = [
            instant.timestamp()
            for partition in tables.raw("meetings").values()
            for item in partition.values()
            if "status" in item
            for instant in _instants(tables.plain(item))
        ]
        due = [_working_hour(instant) for instant in instants if _working_hour(instant) > self._reminded]
        return _Due(max(min(due), self.clock.seconds), 2, self._remind) if due else None

    def _remind(self) -> None:
        self._reminded = self.clock.seconds
        self._run_async(
            "send-reminders", {"detail": {}}, f"hour-{int(self.clock.seconds)}", 0, self.clock.seconds + 3600
        )

    # The story

    def tell(self, text: str | Callable[[], str]) -> None:
        """Add a line to the story."""
        self.story.append(Happening(self.clock.seconds, text, len(self._stack)))

    def _tell_call(self, call: CallOut, number: int, fault: Fault | None, again: bool) -> None:
        mark = f"  <<< {fault.kind}" if fault else ""
        repeat = " again" if again else ""
        label = f"{number}. " if number else ""
        name, content = call.name, call.content
        self.tell(lambda: f"{label}{name}{repeat} {_gist(content)}{mark}")

    def _written(self) -> None:
        for look in self.at_write:
            look()

    @property
    def running(self) -> str:
        """The function that runs; empty if none does."""
        return self._stack[-1].function if self._stack else ""


@cache
def _told(function: str) -> frozenset[str]:
    """The names of the variables that the stack gives a function."""
    return frozenset(environment.variables(INVENTORY, FUNCTIONS[function], ""))


def _backlog_orders() -> list[str]:
    """The places of all that is in the backlog; an entry of an inbox waits there for a human and not for a release."""
    return [
        item["backlogOrder"]["S"]
        for partition in tables.raw("contacts").values()
        for item in partition.values()
        if "backlog" in item and item["backlog"]["S"] != keys.INBOX_WAITING
    ]


def _instants(meeting: dict[str, Any]) -> list[datetime]:
    """The instants after which send-reminders has something to do about a meeting."""
    if meeting["status"] == "proposed":
        return [datetime.fromisoformat(meeting["expiresAt"]) + timedelta(minutes=10)]
    if meeting["status"] != "confirmed":
        return []
    start, end = (datetime.fromisoformat(meeting[name]) for name in ("start", "end"))
    due = [
        run for run in reminders.runs(start, datetime.fromisoformat(meeting["confirmedAt"])).values() if run
    ]
    offered = meeting["round"] > meeting.get("bookedRound", meeting["round"])
    over = [datetime.fromisoformat(meeting["expiresAt"]) + timedelta(minutes=10)] if offered else []
    document = tables.raw("config")[keys.tenant_pk(meeting["tenantId"])]["PROFILE"]["document"]["S"]
    last = max([end, *over])
    return [*due, *over, end, _answered_by(document, last), last + ending.CORRECTED_WITHIN]


@cache
def _answered_by(tenant_document: str, over: datetime) -> datetime:
    """The instant from which no host's answer is waited for; all meetings are the first host's."""
    tenant = Tenant.model_validate_json(tenant_document)
    return after_meeting.answered_by(over, tenant, tenant.hosts[0])


def _working_hour(instant: float) -> float:
    """The first run of send-reminders that is not before an instant."""
    hour = datetime.fromtimestamp(math.ceil(instant / 3600) * 3600, SAO_PAULO)
    while hour.isoweekday() > 5 or not 8 <= hour.hour <= 18:
        hour += timedelta(hours=1)
    return hour.timestamp()


def _gist(content: bytes) -> str:
    """What a request says, in short."""
    try:
        document = json.loads(content)
    except ValueError:
        return ""
    if "Statements" in document:
        texts = [each["Statement"].split(" WHERE ")[0] for each in document["Statements"]]
        return "; ".join(text.replace('"', "")[:160] for text in texts)
    if "Entries" in document:
        return ", ".join(entry.get("DetailType") or _step(entry) for entry in document["Entries"])
    for name in ("TransactItems", "Key", "Item", "KeyConditionExpression", "RequestItems"):
        if name in document:
            told = {name: document[name], **{k: document[k] for k in ("UpdateExpression",) if k in document}}
            return json.dumps(told, ensure_ascii=False)[:300]
    return json.dumps(document, ensure_ascii=False)[:200]


def _step(entry: dict[str, Any]) -> str:
    body = json.loads(entry["MessageBody"]) if "MessageBody" in entry else {}
    return str(body.get("step") or body.get("kind", "?"))


@contextmanager
def running(world: World) -> Generator[World]:
    """Make a world the one in which the handlers run."""
    before = dict(os.environ)
    os.environ.update(world.cloud.variables())
    seams.HEARD.listener = lambda record: world.tell(f"log: {_logged(record)}")
    ACTIVE.current = world
    try:
        with seams.virtual():
            seams.begin(world.clock)
            yield world
    finally:
        ACTIVE.current = None
        seams.HEARD.listener = None
        os.environ.clear()
        os.environ.update(before)


def _logged(record: Any) -> str:
    extra = {
        name: getattr(record, name)
        for name in ("reason", "problem", "ending", "step")
        if hasattr(record, name)
    }
    error = f" ({record.exc_info[1]!r:.200})" if record.exc_info else ""
    return f"{record.getMessage()}{f' {extra}' if extra else ''}{error}"


def put(table: str, item: dict[str, Any]) -> None:
    """Write an item past the functions."""
    body = {"TableName": tables.name(table), "Item": dynamo.encode(item)}
    status, _, content = cloud_engines.call("PutItem", json.dumps(body).encode())
    if status != 200:
        raise RuntimeError(f"the item could not be written: {content!r}")
