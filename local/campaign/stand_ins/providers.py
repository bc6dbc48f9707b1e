"""The stand-ins for the real providers, put together: WhatsApp Cloud, the world behind Amazon SES, Google Calendar."""

import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from local.campaign.stand_ins.api import Api
from local.campaign.stand_ins.courier import Courier
from local.campaign.stand_ins.function_urls import FunctionUrls
from local.campaign.stand_ins.google_accounts import TokenDesk
from local.campaign.stand_ins.google_calendar import SCOPES, GoogleCalendarStandIn
from local.campaign.stand_ins.ledger import RequestLedger
from local.campaign.stand_ins.mail.mailbox import EMAIL, Mailboxes
from local.campaign.stand_ins.mail.receiving import Receiving
from local.campaign.stand_ins.personas import CLOUD_CAST, Casting
from local.campaign.stand_ins.process import Brief, CloudBrief
from local.campaign.stand_ins.whatsapp.api import Account, GraphApi
from local.campaign.stand_ins.whatsapp.limits import Window
from local.campaign.stand_ins.whatsapp.payloads import Change
from local.campaign.stand_ins.whatsapp.people import WHATSAPP, People
from local.campaign.stand_ins.whatsapp.played import Played
from local.campaign.stand_ins.whatsapp.templates import Catalogue
from local.campaign.stand_ins.whatsapp.webhooks import Webhooks

Client = Callable[[str], Any]
"""Returns a boto3 client of the embedded cloud for a service."""


class Deliveries:
    """The fate of the messages and statuses that webhooks brought. Safe for threads."""

    def __init__(self, ledger: RequestLedger) -> None:
        self._ledger = ledger
        self._open: dict[str, str] = {}
        self._taken = 0
        self._lock = threading.Lock()

    def note(self, change: Change, problem: str) -> None:
        """Take note of a delivery, or of what went wrong with it."""
        name = f"{change.kind} {change.item['id']} {change.item.get('status', '')}".strip()
        with self._lock:
            if problem:
                self._open[name] = problem
            else:
                self._open.pop(name, None)
                self._taken += 1
            if change.kind == "messages":
                self._ledger.delivered(change.item["id"], problem)

    def as_data(self) -> dict[str, Any]:
        """Return the number of messages and statuses that were taken, and those that were not, each with the reason."""
        with self._lock:
            return {
                "taken": self._taken,
                "open": [f"{name}: {problem}" for name, problem in self._open.items()],
            }


class Providers:
    """The stand-ins for the providers, and their common record."""

    def __init__(self, brief: Brief, cloud: CloudBrief, client: Client) -> None:
        self.ledger = RequestLedger(frozenset({WHATSAPP, EMAIL}))
        self.courier = Courier(brief.reply_attempts)
        self.deliveries = Deliveries(self.ledger)
        self._urls = FunctionUrls(brief.aws["AWS_ENDPOINT_URL"])
        casting, window = Casting(CLOUD_CAST), Window()
        self._graph = self._whatsapp(cloud, brief.api_keys[WHATSAPP], casting, window)
        tokens = TokenDesk(cloud.google_email, cloud.google_key, SCOPES)
        self._calendar = GoogleCalendarStandIn(self.ledger, tokens)
        self._mail = self._mailboxes(cloud, casting, frozenset(brief.colleagues), client)
        self._mail.watch()

    @property
    def apis(self) -> dict[str, Api]:
        """The APIs that are asked over HTTP; SES is the embedded cloud's own."""
        return {WHATSAPP: self._graph, "calendar": self._calendar}

    @property
    def pending(self) -> int:
        """The number of webhooks, e-mails and reports that are still on their way."""
        return self.courier.pending + len(self._mail.unread)

    def as_data(self) -> dict[str, Any]:
        """Return the record for the runner."""
        return {
            **self.ledger.as_data(),
            **self._calendar.as_data(),
            "faults": {},
            "webhooks": self.deliveries.as_data(),
            "mailFaults": list(self._mail.faults),
            "unsubscribed": list(self._mail.unsubscribed),
        }

    def _whatsapp(self, cloud: CloudBrief, token: str, casting: Casting, window: Window) -> GraphApi:
        def post(body: bytes, headers: Mapping[str, str]) -> int:
            return self._urls.post(cloud.webhook_url, body, headers)

        note = self.deliveries.note
        webhooks = Webhooks(cloud.account_id, cloud.app_secret, cloud.lines, post, self.courier, note)
        self.played = Played(window, webhooks.tell)
        people = People(casting, self.ledger, window, webhooks.tell, taken=self.played.take)
        account = Account(cloud.account_id, token, cloud.lines)
        return GraphApi(account, Catalogue(cloud.templates), self.ledger, window, people.receive)

    def _mailboxes(
        self, cloud: CloudBrief, casting: Casting, colleagues: frozenset[str], client: Client
    ) -> Mailboxes:
        bus, receiving = client("events"), Receiving(client("ses"), client("s3"))

        def report(event: Mapping[str, Any]) -> None:
            answer = bus.put_events(Entries=[event])
            if answer["FailedEntryCount"]:
                raise ConnectionError(json.dumps(answer["Entries"]))

        return Mailboxes(
            Path(cloud.sent_mail),
            casting,
            self.ledger,
            self.courier,
            receiving.receive,
            report,
            self._urls.post,
            colleagues,
        )
