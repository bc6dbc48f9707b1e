"""The stage of a script: a simulated world with one tenant, one host and one contact, and what each of them may do."""

import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from components import catalogue
from handlers.common.rules.model import Kind
from handlers.common.rules.references import Reference
from handlers.common.rules.tenants import Campaign, Host, Hours, Limits, Tenant
from handlers.common.storage import configuration, keys
from handlers.conversation.rules.whatsapp import webhooks
from handlers.dispatch.rules import default_texts
from handlers.dispatch.rules.templates import OPTIONAL_VARIABLES, OWN_VARIABLES
from tests.conversations.script import BEGINS, ZONE, Begins, Settings, instant
from tests.handlers.meetings.google import account
from tests.simulation import checkers, tables
from tests.simulation import world as worlds
from tests.simulation.cloud import PutEvent
from tests.simulation.partners import ACCEPT, Request
from tests.simulation.watch import Watch
from tests.simulation.way_in import APP_SECRET, LINE, SECRET
from tests.simulation.world import World, _Due, _working_hour, running

CAMPAIGN, OTHER_CAMPAIGN = "spring", "autumn"
OTHER_HOST = "beto"
HOST_MAIL, TEAM_MAIL = "ana@acme.example", "equipe@acme.example"
CONTACT_MAIL = "ze@cliente.example"
OFFERS = ("proposal", "other_slots", "apology")
HOUR, BUFFER = timedelta(hours=1), timedelta(minutes=15)
FREE = tuple(map(instant, ("Thu 26/11 10:00", "Fri 27/11 15:00", "Mon 30/11 11:00")))
THEN_FREE = tuple(map(instant, ("Tue 01/12 09:00", "Wed 02/12 16:00", "Thu 03/12 10:00")))
OPENING = BEGINS - HOUR
REPORTS = {"whatsapp": ((1.0, "sent"), (2.0, "delivered")), "email": ((1.0, "Send"), (2.0, "Delivery"))}
"""What providers report of every message, and after how many seconds."""
_PASSED = "spf=pass; dkim=pass; dmarc=pass"
_FAILED = "spf=fail; dkim=fail; dmarc=fail"


class StageError(Exception):
    """Something that a script asks for cannot happen; the message says what there is instead."""


@dataclass(frozen=True)
class Heard:
    """Something that somebody was sent, or a call for a human."""

    at: datetime
    who: str
    kind: str
    text: str
    channel: str = ""
    calendar: str = ""
    request: Request | None = None


class SimulatedWorld(World):
    """A world for one script, in which send-reminders runs once a day at least, whatever the simulator knows of."""

    prefix, tenant, line = "simulated", "acme", LINE
    wanted: Callable[[], bool] = staticmethod(lambda: True)
    """True once what a script waits for has come; here nothing is ever waited for."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._watch = Watch(self.clock)
        self.at_write.append(self._watch.look)

    def violations(self) -> Iterator[str]:
        """Yield the promises that were broken, as the simulator judges them."""
        yield from checkers.nobody_after_opting_out(self, self._watch)
        yield from checkers.meetings_still_stand(self, self._watch)
        yield from checkers.calendar_equals_meetings(self, self._watch)
        yield from checkers.account_holds(self)
        yield from checkers.nothing_is_stuck(self, letters=False)
        yield from checkers.hosts_are_told(self)
        for function, event in self.cloud.failed:
            yield f"{function} failed for good with {event}"
        for letter in (*self.cloud.dead, *self.cloud.inbound_dead):
            yield f"a dead letter: {letter.body}"

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the items of a table."""
        return tables.every(table)

    def put(self, table: str, item: dict[str, Any]) -> None:
        """Write an item past the functions."""
        worlds.put(table, item)

    def _reminders_due(self) -> _Due | None:
        day = datetime.fromtimestamp(self._reminded, ZONE) + timedelta(days=1)
        daily = _Due(
            max(_working_hour(day.replace(hour=12, minute=0).timestamp()), self.clock.seconds),
            2,
            self._remind,
        )
        return min(filter(None, (super()._reminders_due(), daily)), key=lambda due: due.at)


class Stage:
    """One script's world."""

    def __init__(self, settings: Settings, world: Any, number: str = "") -> None:
        """``world`` is simulated or deployed; ``number`` takes the place of the contact's."""
        self.settings = replace(settings, number=number or settings.number)
        self.world = world
        self.free = list(settings.free or FREE)
        self.then_free = list(settings.then_free or THEN_FREE)
        self.by_mail = settings.channel == "e-mail"
        self.mail = settings.mail or (CONTACT_MAIL if self.by_mail else "")
        self.contacts = {CAMPAIGN: "", OTHER_CAMPAIGN: ""}
        self._written = 0
        self._in_thread: tuple[Request, str] | None = None
        """The last e-mail below which the host wrote, and the Message-ID of what that was."""
        self._last_id = ""
        self._read_requests = 0
        self._read_events = 0

    # Before the script

    def prepare(self) -> None:
        """Let everything happen that a script begins with."""
        self._configure()
        self._take_in(CAMPAIGN)
        begins = self.settings.begins
        if begins is not Begins.LOADED:
            self._bring(CAMPAIGN, begins)
        if self.settings.other_campaign is not None:
            self._configure_campaign(OTHER_CAMPAIGN)
            self._take_in(OTHER_CAMPAIGN)
            self.pass_to(self.now + timedelta(minutes=5))
            self._bring(OTHER_CAMPAIGN, self.settings.other_campaign)
        self.pass_to(BEGINS)

    def _bring(self, campaign: str, begins: Begins) -> None:
        """Bring a contact as far as a script wants it; what is said on the way is certain."""
        self._wait_for(campaign, "contacted")
        if begins in (Begins.OFFERED, Begins.BOOKED):
            detail = {
                "tenantId": self.world.tenant,
                "campaignId": campaign,
                "contactId": self.contacts[campaign],
            }
            if campaign == CAMPAIGN:
                self.contact_writes("Tenho interesse, quero agendar uma reunião")
            else:
                # The customer's own system may ask for slots too.
                event = {"id": f"asked-{campaign}", "detail-type": "Schedule Requested", "detail": detail}
                self.world.start("schedule-meeting", event, f"asked-{campaign}")
            self._wait_for(campaign, "meeting_proposed")
        if begins is Begins.BOOKED:
            if self.by_mail:
                self.contact_writes("1")
            else:
                self.taps("1")
            self._wait_for(campaign, "scheduled")

    def _wait_for(self, campaign: str, state: str) -> None:
        """Let five minutes pass in which the contact comes to a state, and hears of it."""
        told = 1 + ("contacted", "meeting_proposed", "scheduled").index(state)
        self.world.wanted = lambda: self._state(campaign) == state and len(self._to_contact()) >= told
        self.pass_to(self.now + timedelta(minutes=5))
        if (found := self._state(campaign)) != state:
            raise StageError(f"the contact is {found}, and should be {state} before the script begins")

    def _state(self, campaign: str) -> str:
        return self.contact(campaign)["state"]

    def _configure(self) -> None:
        settings = self.settings
        host: dict[str, Any] = {
            "hostId": "ana", "name": "Ana Souza", "email": HOST_MAIL, "calendarId": self.world.tenant,
            "timezone": settings.host_zone or "America/Sao_Paulo",
        }  # fmt: skip
        if settings.host_zone:
            # The script names the free times; the hours must not take any of them away.
            host["hours"] = Hours(opens=time(0), closes=time(0))
        if settings.place:
            host["place"] = settings.place
        other: dict[str, Any] = host | {
            "hostId": OTHER_HOST,
            "name": settings.other_host,
            "calendarId": OTHER_HOST,
        }
        hosts = [Host(**each) for each in (host, other) if each["name"]]
        tenant: dict[str, Any] = {
            "tenantId": self.world.tenant, "name": "Acme", "hosts": tuple(hosts), "jitterSeconds": 0,
            "limits": Limits(perMinute=100, perHour=1000, perDay=1000), "phoneNumberId": self.world.line,
            "attention": TEAM_MAIL,
        }  # fmt: skip
        if settings.begins is Begins.LOADED:
            tenant["hours"] = Hours(opens=time(14))
        configuration.put_tenant(Tenant(**_known(Tenant, tenant)))
        for kind in sorted(settings.templates):
            self._put_template(kind)
        self._configure_campaign(CAMPAIGN)
        self.world.partners.google.agenda = lambda _, start, end: _rest(self._room(), start, end)

    def _put_template(self, kind: Kind) -> None:
        """Let the tenant have a template that Meta has approved."""
        parameters = ["company", *sorted(OWN_VARIABLES[kind] | OPTIONAL_VARIABLES.get(kind, frozenset()))]
        approved = {"name": f"acme_{kind}", "language": "pt_BR", "parameters": parameters}
        keyed = {"pk": keys.tenant_pk(self.world.tenant), "sk": keys.template_sk("whatsapp", kind)}
        item = {**keyed, **approved, "tenantId": self.world.tenant, "body": default_texts.WHATSAPP[kind]}
        self.world.put("config", item)

    def _room(self) -> Iterable[datetime]:
        """The hours that are free; once a first offer has been made, further ones are."""
        offered = any(_kind(self.world, each) in OFFERS for each in self._to_contact())
        return [*self.free, *self.then_free] if offered else self.free

    def _configure_campaign(self, campaign: str) -> None:
        values: dict[str, Any] = {
            "tenantId": self.world.tenant,
            "campaignId": campaign,
            "name": campaign.title(),
            "offer": "nossa consultoria",
        }
        if self.settings.other_host and campaign == OTHER_CAMPAIGN:
            values["hostId"] = OTHER_HOST
        if self.settings.follow_ups is not None:
            values["followUpDays"] = self.settings.follow_ups
        configuration.put_campaign(Campaign(**values))

    def _take_in(self, campaign: str) -> None:
        """Load the contact as an operator does."""
        row = {"company": "Padaria Sol", "contactName": "Zé Lima"}
        row |= {"email": self.mail} if self.mail else {}
        by_mail = self.by_mail or (campaign == OTHER_CAMPAIGN and self.settings.other_by_mail)
        row |= {} if by_mail else {"phone": self.settings.number}
        row |= {"timezone": self.settings.zone} if self.settings.zone else {}
        request = {"tenantId": self.world.tenant, "campaignId": campaign, "contacts": [row]}
        end = self.world.invoke("ingest-contacts", request, f"list-{campaign}")
        if end.how != "answered" or end.value["ingested"] != 1:
            raise StageError(f"the contact was not taken in: {end.value}")
        own = [
            each
            for each in self.world.rows("contacts")
            if each["sk"] == keys.CONTACT_SK
            and (each["tenantId"], each["campaignId"]) == (self.world.tenant, campaign)
        ]
        self.contacts[campaign] = own[0]["contactId"]

    def take_in_again(self) -> None:
        """Load the same person for the other campaign."""
        self._configure_campaign(OTHER_CAMPAIGN)
        self._take_in(OTHER_CAMPAIGN)

    # Time

    @property
    def now(self) -> datetime:
        return self.world.clock.now().astimezone(ZONE)

    def pass_to(self, at: datetime) -> None:
        """Let everything happen until an instant."""
        self.world.settle(at)
        self.world.clock.move_to(at.timestamp())

    # What the contact does

    def contact_writes(self, text: str) -> None:
        """Let the contact write, through the channel of the script."""
        if self.by_mail:
            self._answer_mail(text)
        else:
            self._whatsapp({"type": "text", "text": {"body": text}})

    def answers_mail(self, text: str) -> None:
        """Let the contact answer the last e-mail, whatever the channel of the script."""
        self._answer_mail(text)

    def quotes_offer(self, number: int, text: str) -> None:
        """Let the contact quote an offer, counted from 1."""
        offer = self._offer(number)
        if self.by_mail:
            self._answer_mail(text, answered=offer)
            return
        self._whatsapp(
            {
                "type": "text",
                "text": {"body": text},
                "context": {"from": self.world.line, "id": offer.message_id},
            }
        )

    def forwards(self, text: str) -> None:
        """Let the contact forward what somebody else has written."""
        self._whatsapp({"type": "text", "text": {"body": text}, "context": {"forwarded": True}})

    def taps(self, what: str) -> None:
        """Let the contact tap a button: ``2``, ``2 of offer 1``, or its title."""
        chosen, _, of = what.partition(" of offer ")
        requests = [self._offer(int(of))] if of else list(reversed(self._to_contact()))
        for request in requests:
            for kind, button_id, title in _buttons(request.content):
                is_slot = button_id.startswith("slot.")
                if title == chosen or (chosen.isdecimal() and is_slot and button_id.endswith(f".{chosen}")):
                    reply = {"type": kind, kind: {"id": button_id, "title": title}}
                    context = {"from": self.world.line, "id": request.message_id}
                    self._whatsapp({"type": "interactive", "interactive": reply, "context": context})
                    return
        raise StageError(f"the contact was sent no button {what!r}")

    def sends(self, what: str) -> None:
        """Let the contact send what is no text."""
        kind, _, words = what.partition(" ")
        media = {"id": "1", "mime_type": "image/jpeg", "sha256": "c2hh"}
        match kind:
            case "voice":
                content = {
                    "type": "audio",
                    "audio": {**media, "mime_type": "audio/ogg; codecs=opus", "voice": True},
                }
            case "picture":
                content = {"type": "image", "image": {**media, **({"caption": words} if words else {})}}
            case "location":
                content = {"type": "location", "location": {"latitude": -23.5, "longitude": -46.6}}
            case "reaction":
                last = self._to_contact()[-1].message_id
                content = {"type": "reaction", "reaction": {"message_id": last, "emoji": words}}
            case _:
                raise StageError(f"{kind!r} is nothing that can be sent: voice, picture, location, reaction")
        self._whatsapp(content)

    def edits(self, text: str) -> None:
        """Let the contact word their last message anew."""
        inner = {"type": "text", "text": {"body": text}}
        self._whatsapp(
            {"type": "edit", "edit": {"original_message_id": self._last_id, "message": inner}}, keep=True
        )

    def deletes(self) -> None:
        """Let the contact take their last message back."""
        self._whatsapp({"type": "revoke", "revoke": {"original_message_id": self._last_id}}, keep=True)

    def unsubscribes(self) -> None:
        """Let the contact's mail program use the link of the last e-mail that has one."""
        for request in reversed(self._to_contact()):
            if b"\nList-Unsubscribe:" in request.content.get("raw", b""):
                self.world.way_in.click(request)
                return
        raise StageError("the contact was sent no e-mail with a link")

    def answers_by_itself(self, text: str) -> None:
        """Let the contact's mail program answer the last e-mail."""
        self._answer_mail(text, automatic=True)

    def writes_from_another_address(self, text: str) -> None:
        self._answer_mail(text, sender="ze.lima@casa.example")

    def host_writes_in_the_thread(self, text: str) -> None:
        """Let the host, who had the last e-mail from the contact in copy, answer to all."""
        self._in_thread = self._last_mail(), self._answer_mail(text, sender=HOST_MAIL)

    def is_pretended(self, text: str) -> None:
        """Let somebody write under the contact's name."""
        self._answer_mail(text, results=_FAILED)

    def _whatsapp(self, content: dict[str, Any], *, keep: bool = False) -> None:
        """Post a signed webhook to the function's URL."""
        self._written += 1
        own = f"wamid.{self._written}"
        if not keep:
            self._last_id = own
        now = self.world.clock.seconds
        number = self.settings.number
        message = {"id": own, "from": number.removeprefix("+"), "timestamp": str(int(now)), **content}
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"phone_number_id": self.world.line},
            "messages": [message],
        }
        change = {"field": "messages", "value": value}
        document = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}
        body = json.dumps(document).encode()
        self.world.partners.wrote[number] = now
        event = {
            "rawPath": "/",
            "requestContext": {"http": {"method": "POST"}},
            "headers": {webhooks.SIGNATURE_HEADER: webhooks.sign(body, APP_SECRET)},
            "body": body.decode(),
            "isBase64Encoded": False,
        }
        end = self.world.invoke(catalogue.WEBHOOK, event, f"webhook-{self._written}")
        if end.how != "answered" or end.value["statusCode"] != 200:
            raise StageError(f"the webhook was answered {end.value}")

    def _answer_mail(
        self,
        text: str,
        *,
        answered: Request | None = None,
        automatic: bool = False,
        sender: str = "",
        results: str = _PASSED,
    ) -> str:
        """Answer an e-mail, the last one by default; return the Message-ID of the answer."""
        request = answered or self._last_mail()
        sent = message_from_bytes(request.content["raw"], policy=policy.default)
        self._written += 1
        mail = EmailMessage()
        mail["From"] = sender or request.to
        mail["To"] = sent["Reply-To"]
        mail["Subject"] = f"Re: {sent['Subject']}"
        mail["Message-ID"] = f"<answer-{self._written}@cliente.example>"
        thread = str(sent["References"] or sent["Message-ID"] or "").split()
        if self._in_thread is not None and self._in_thread[0] is request:
            thread.append(self._in_thread[1])
        mail["References"] = " ".join(thread)
        if automatic:
            mail["Auto-Submitted"] = "auto-replied"
        quoted = "\n".join(f"> {line}" for line in _text(request).splitlines())
        mail.set_content(
            f"{text}\n\nEm ter., 24 de nov. de 2026 às 09:15, Acme <{sent['From']}> escreveu:\n{quoted}\n"
        )
        raw = f"Authentication-Results: amazonses.com; {results}\n".encode() + mail.as_bytes()
        self.world.way_in.mail(f"answer-{self._written}", raw)
        return mail["Message-ID"]

    def _last_mail(self) -> Request:
        mails = [each for each in self._to_contact() if each.channel == "email"]
        if not mails:
            raise StageError("the contact was sent no e-mail")
        return mails[-1]

    def _to_contact(self) -> list[Request]:
        return [each for each in self.world.partners.requests if each.accepted and each.reference]

    def _offer(self, number: int) -> Request:
        offers = [each for each in self._to_contact() if _kind(self.world, each) in OFFERS]
        if len(offers) < number:
            raise StageError(f"there are {len(offers)} offers, and no offer {number}")
        return offers[number - 1]

    # What the host's calendar and the operators do

    def calendar_takes(self, at: datetime) -> None:
        """Let the host have something of their own."""
        self.world.partners.google.occupy(self.world.tenant, at, at + HOUR)

    def _own_events(self) -> list[tuple[tuple[str, str], dict[str, Any]]]:
        events = self.world.partners.google._events
        found = [(key, event) for key, event in events.items() if event["status"] != "cancelled"]
        if not found:
            raise StageError("there is no event in the host's calendar")
        return found

    def host_deletes(self) -> None:
        """Let the host delete the event of the meeting."""
        (calendar, event_id), event = self._own_events()[-1]
        self.world.partners.google._put(calendar, event_id, {**event, "status": "cancelled"})
        self._look_at_calendar()

    def host_moves(self, at: datetime) -> None:
        """Let the host move the event of the meeting."""
        (calendar, event_id), event = self._own_events()[-1]
        moved = {"start": {"dateTime": at.isoformat()}, "end": {"dateTime": (at + HOUR).isoformat()}}
        self.world.partners.google._put(calendar, event_id, {**event, **moved})
        self._look_at_calendar()

    def _look_at_calendar(self) -> None:
        """Keep what the partners say of the calendar in line with it; its checker compares the two."""
        from tests.simulation.partners import _google_event

        held = self.world.partners.google.held()
        self.world.partners.calendar = {name: _google_event(name, event) for name, event in held.items()}

    def host_says(self, answer: str) -> None:
        """Use one of the two links of the last mail that asks the host, and the button of the page behind it."""
        words = {"yes": "Sim, aconteceu", "no": "Não aconteceu"}[answer]
        for request in reversed(self.world.partners.requests):
            if request.to == HOST_MAIL and (found := re.search(rf"{words}: (https://\S+)", _text(request))):
                page = self._open("GET", found[1], "")
                (field, value) = re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', page)[0]
                self._open("POST", found[1], f"{field}={value}")
                return
        raise StageError(f"the host was sent no link that says {answer}")

    def _open(self, method: str, link: str, body: str) -> str:
        """Return the page behind a link."""
        self._written += 1
        event = {
            "rawPath": urlsplit(link).path,
            "requestContext": {"http": {"method": method}},
            "headers": {},
            "body": body,
            "isBase64Encoded": False,
        }
        end = self.world.invoke(catalogue.WEBHOOK, event, f"link-{self._written}")
        if end.how != "answered" or end.value["statusCode"] != 200:
            raise StageError(f"the link was answered {end.value}")
        return end.value["body"]

    # What the providers do

    def whatsapp_answers(self, said: str) -> None:
        """Let WhatsApp answer so to each request from now on; ``said`` is as for ``Partners``."""
        self.world.partners.behave = lambda _, channel: said if channel == "whatsapp" else ACCEPT

    def whatsapp_reports(self, last: str) -> None:
        """Let WhatsApp report this, in the end, of each message from now on."""
        reports = {**REPORTS, "whatsapp": ((1.0, "sent"), (2.0, last))}
        self.world.reports = lambda _, channel: reports[channel]

    # What everybody hears

    def heard(self) -> list[Heard]:
        """Return what was heard since this was last asked for, in order."""
        requests = self.world.partners.requests
        new = requests[self._read_requests :]
        self._read_requests = len(requests)
        events = self.world.cloud.events
        raised = events[self._read_events :]
        self._read_events = len(events)
        found = [self._of_request(each) for each in new if each.accepted]
        found += [
            Heard(
                datetime.fromtimestamp(each.at, ZONE),
                "human",
                each.detail["reason"],
                str(each.detail.get("text", "")),
            )
            for each in raised
            if each.detail_type == "Human Attention Needed"
        ]
        return sorted(found, key=lambda each: each.at)

    def wait_for(self, number: int) -> None:
        """Let the world go on until so many things have been heard by the contact and by humans."""
        requests, events = self._read_requests, self._read_events

        def heard() -> bool:
            new = [*self.world.partners.requests[requests:], *self.world.cloud.events[events:]]
            return sum(_is_for_contact_or_human(each) for each in new) >= number

        self.world.wanted = heard

    def _of_request(self, request: Request) -> Heard:
        at = datetime.fromtimestamp(request.at, ZONE)
        who = {HOST_MAIL: "host", TEAM_MAIL: "team"}.get(request.to, "contact")
        kind = _kind(self.world, request) if who == "contact" else ""
        channel = "e-mail" if request.channel == "email" else "WhatsApp"
        return Heard(at, who, kind, _text(request), channel, _method(request), request)

    # What stands

    def contact(self, campaign: str = CAMPAIGN) -> dict[str, Any]:
        """Return the contact of a campaign."""
        pk = keys.contact_pk(self.contacts[campaign])
        return next(
            each for each in self.world.rows("contacts") if (each["pk"], each["sk"]) == (pk, keys.CONTACT_SK)
        )

    def meetings(self, campaign: str = CAMPAIGN) -> list[dict[str, Any]]:
        """Return a contact's meetings, the latest last."""
        own = [
            each
            for each in self.world.rows("meetings")
            if each.get("contactId") == self.contacts[campaign] and "status" in each
        ]
        return sorted(own, key=lambda each: (str(each.get("createdAt", "")), str(each["scheduledAt"])))

    def calendar(self) -> list[datetime]:
        """Return the beginnings of the events in the host's calendar."""
        held = self.world.partners.google.held().items()
        own = [each for name, each in held if name.endswith(f"/{self.world.tenant}")]
        return sorted(datetime.fromisoformat(each["start"]["dateTime"]).astimezone(ZONE) for each in own)

    def is_closed(self) -> bool:
        """Return True if nobody may write to the contact's address any more."""
        address = self.mail if self.by_mail else self.settings.number
        pk = keys.address_pk(self.world.tenant, address)
        items = [each for each in self.world.rows("contacts") if each["pk"] == pk]
        return any(each.get("optedOutAt") or each.get("optedOut") for each in items)


@contextmanager
def on_stage(settings: Settings) -> Generator[Stage]:
    """Give a script's settings a world of their own, and everything that they say has happened."""
    world = SimulatedWorld(OPENING)
    world.reports = lambda _, channel: REPORTS[channel]
    secrets = world.cloud.secrets
    secrets["simulated/whatsapp"] = {
        "provider": "whatsapp-cloud",
        "accessToken": "t",
        "phoneNumberId": LINE,
        "apiUrl": "https://partner.example/cloud",
    }
    secrets["simulated/email"] = {"provider": "ses", "sender": "Vendas <vendas@example.com>"}
    secrets["simulated/webhook"] = SECRET
    secrets["simulated/calendar"] = account().secret("https://partner.example/google")
    with running(world):
        tables.restore(None)
        stage = Stage(settings, world)
        stage.prepare()
        yield stage


def _known(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in model.model_fields}


def _is_for_contact_or_human(each: Request | PutEvent) -> bool:
    if isinstance(each, Request):
        return bool(each.reference)
    return each.detail_type == "Human Attention Needed"


def _rest(free: Iterable[datetime], start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield all time between two instants but the free hours and the quarters around them."""
    at = start.astimezone(UTC)
    for each in sorted(free):
        first, last = (each - BUFFER).astimezone(UTC), (each + HOUR + BUFFER).astimezone(UTC)
        if at < min(first, end):
            yield at, min(first, end)
        at = max(at, last)
    if at < end:
        yield at, end.astimezone(UTC)


def _kind(world: Any, request: Request) -> str:
    reference = Reference.parse(request.reference)
    if reference is None:
        return ""
    envelope = world.cloud.sent.get((reference.contact_id, reference.step))
    return envelope["kind"] if envelope else str(reference.step).partition("#")[0]


def _buttons(content: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield kind of reply, id and title of the buttons and rows of a message."""
    interactive = content.get("interactive", {})
    action = interactive.get("action", {})
    for button in action.get("buttons", ()):
        yield "button_reply", button["reply"]["id"], button["reply"]["title"]
    for section in action.get("sections", ()):
        for row in section["rows"]:
            yield "list_reply", row["id"], row["title"]


def _text(request: Request) -> str:
    """The words of a message, those of buttons included."""
    content = request.content
    if "subject" in content:
        return f"{content['subject']}\n{content['body']}"
    if "raw" in content:
        mail = message_from_bytes(content["raw"], policy=policy.default)
        body = mail.get_body(("plain", "html"))
        return f"{mail['Subject']}\n{body.get_content() if body else ''}"
    if content["type"] == "text":
        return content["text"]["body"]
    if content["type"] == "template":
        values = [
            each.get("text", "")
            for part in content["template"].get("components", ())
            for each in part["parameters"]
        ]
        return "\n".join([content["template"]["name"], *values])
    return content["interactive"]["body"]["text"]


def _method(request: Request) -> str:
    """The method of the iCalendar in an e-mail; empty where there is none."""
    if "raw" not in request.content:
        return ""
    mail = message_from_bytes(request.content["raw"], policy=policy.default)
    for part in mail.walk():
        content = part.get_payload(decode=True) if part.get_content_subtype() in ("calendar", "ics") else None
        if isinstance(content, bytes) and (found := re.search(rb"METHOD:(\w+)", content)):
            return found[1].decode()
    return ""
