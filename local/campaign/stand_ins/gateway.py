"""The gateway: the contract that is given for messages and calendars (docs/system.md, "Sending: providers")."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from local.campaign.stand_ins.api import Answer, Request
from local.campaign.stand_ins.bodies import ErrorResponse
from local.campaign.stand_ins.calendar import CalendarStandIn
from local.campaign.stand_ins.faults import FaultPlan
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.messaging import Messaging, Reply
from local.campaign.stand_ins.server import Desk, serve


class StandIns:
    """The three partners behind the gateways, and their common record."""

    def __init__(
        self,
        ledger: RequestLedger,
        reply: Reply,
        colleagues: frozenset[str] = frozenset(),
        faults: FaultPlan | None = None,
    ) -> None:
        self.ledger = ledger
        self.faults = faults or FaultPlan()
        self.messaging = Messaging(ledger, reply, colleagues)
        self.calendar = CalendarStandIn(ledger)

    def as_data(self) -> dict[str, Any]:
        """Return the record for the runner."""
        return {**self.ledger.as_data(), **self.calendar.as_data(), "faults": self.faults.as_data()}


@dataclass(frozen=True)
class Gateway:
    """One of the three partners: ``whatsapp``, ``email`` or ``calendar``."""

    name: str
    stand_ins: StandIns
    api_key: str

    routes: ClassVar[Mapping[str, frozenset[str]]] = {
        "whatsapp": frozenset({"POST /send"}),
        "email": frozenset({"POST /send"}),
        "calendar": frozenset(
            {"POST /availability", "POST /events", "GET /events", "PATCH /events", "DELETE /events"}
        ),
    }
    keyed: ClassVar[frozenset[str]] = frozenset({"POST /send", "POST /events"})

    def authorize(self, request: Request) -> None:
        """Refuse a request without this partner's key."""
        if not hmac.compare_digest(
            request.header("Authorization").encode(), f"Bearer {self.api_key}".encode()
        ):
            raise ErrorResponse(401, "unauthorized", "the API key is missing or wrong")

    def answer(self, request: Request) -> Answer:
        """Return the answer to a request. Raises ``ErrorResponse``."""
        key = request.header("Idempotency-Key")
        body = request.json() if request.method in ("POST", "PATCH") else {}
        path, _, rest = request.path.removeprefix("/").partition("/")
        route = f"{request.method} /{path}"
        if route not in self.routes[self.name]:
            raise ErrorResponse(404, "not_found", f"{self.name} has no {request.method} {request.path}")
        if route in self.keyed and not key:
            message = "Idempotency-Key: the header is missing"
            raise ErrorResponse(400, "invalid_request", message, wrong_field="Idempotency-Key")
        match route:
            case "POST /send":
                return Answer(200, self.stand_ins.messaging.send(self.name, key, body))
            case "POST /availability":
                return Answer(200, self.stand_ins.calendar.availability(body))
            case "POST /events":
                return Answer(201, self.stand_ins.calendar.book(key, body))
            case "GET /events":
                return Answer(200, self.stand_ins.calendar.read(rest))
            case "PATCH /events":
                return Answer(200, self.stand_ins.calendar.move(rest, body))
            case _:
                self.stand_ins.calendar.cancel(rest)
                return Answer(204)


def serve_gateways(
    stand_ins: StandIns,
    api_keys: Mapping[str, str],
    pending: Callable[[], int],
    commands: Mapping[str, Callable[[], None]] = MappingProxyType({}),
) -> dict[str, str]:
    """Serve the partners named in ``api_keys``; return their endpoints (``server.serve``)."""
    keys = frozenset(api_keys.values())
    desk = Desk(keys, stand_ins.ledger, stand_ins.as_data, pending, stand_ins.faults, commands)
    return serve({name: Gateway(name, stand_ins, key) for name, key in api_keys.items()}, desk)
