"""The configuration of a tenant: itself, its hosts, its hours and limits, and its campaigns.

These models are the shape of the items in the config table and of the files that operators load into it.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from handlers.common.rules.envelope import Identifier
from handlers.common.rules.model import Priority


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"{name!r} is no IANA time zone; write one such as America/Sao_Paulo") from None
    return name


_MAIL_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
"""An address as it stands in a letter's header, without a name."""


def _mail_address(text: str) -> str:
    if not _MAIL_ADDRESS.fullmatch(text):
        raise ValueError(f"{text!r} is no e-mail address; write one such as ana@example.com")
    return text


MailAddress = Annotated[str, AfterValidator(_mail_address)]
"""One e-mail address of a colleague, without a name."""
TimeZone = Annotated[str, AfterValidator(_known_zone)]
Weekday = Annotated[int, Field(ge=1, le=7)]
"""ISO weekday: Monday is 1."""

FollowUpDays = tuple[Annotated[int, Field(ge=1, le=60)], ...]


ContactField = Literal[
    "company",
    "contactName",
    "phone",
    "email",
    "segment",
    "document",
    "priority",
    "timezone",
    "source",
    "consent",
    "optedOut",
]
"""A field of a contact as a list describes it (docs/system.md, "Contacts: formats that are read")."""


class _Configured(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hours(_Configured):
    """The time in which something may happen: from ``opens`` (included) to ``closes`` (not included) on ``weekdays``.

    ``closes`` at 00:00 means midnight at the end of the day.
    """

    opens: time = time(8, 0)
    """The first minute."""
    closes: time = time(18, 0)
    """The minute after the last one; 00:00 is midnight at the end of the day."""
    weekdays: frozenset[Weekday] = frozenset({1, 2, 3, 4, 5})
    """Days of the week, 1 for Monday to 7 for Sunday; at least one."""
    holidays: bool = False
    """True where public holidays are working days too."""

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> "Hours":
        if not self.weekdays:
            raise ValueError("weekdays is empty: name at least one, Monday is 1")
        if self.closes != time(0, 0) and self.opens >= self.closes:
            raise ValueError(f"opens {self.opens} is not before closes {self.closes}")
        return self


def _not_none_at_all(limit: Any) -> Any:
    if limit == 0 and not isinstance(limit, bool):
        raise ValueError("nothing would go out: leave the limit, and use python -m ops tenant pause TENANT")
    return limit


class Limits(_Configured):
    """The paced messages that a tenant may send; the defaults are the customer's (docs/system.md, "Pace")."""

    perMinute: Annotated[int, Field(ge=1), BeforeValidator(_not_none_at_all)] = 10
    """Messages in a minute."""
    perHour: Annotated[int, Field(ge=1), BeforeValidator(_not_none_at_all)] = 100
    """Messages in an hour."""
    perDay: Annotated[int, Field(ge=1), BeforeValidator(_not_none_at_all)] = 500
    """Messages on a day of the tenant's clock."""


RETENTION_DAYS = 365
"""A year: whoever was written to in last year's campaign is still known in this year's, and nobody for longer."""

DO_NOT_CONTACT = "do-not-contact"
"""The name, in the place of a campaign's id, of the tenant's list of addresses that are not to be written to."""


def _no_list_of_ours(campaign_id: str) -> str:
    if campaign_id == DO_NOT_CONTACT:
        raise ValueError(
            f"{DO_NOT_CONTACT!r} is where lists of addresses that are not to be written to are put: choose another id"
        )
    return campaign_id


class RemovedError(LookupError):
    """A tenant, a host or a campaign is configured no longer: an operator cures that, no repeat does.

    ``problem``: a word for it, such as ``host_removed``.
    """

    def __init__(self, problem: str, message: str) -> None:
        super().__init__(message)
        self.problem = problem


class Host(_Configured):
    """A salesperson who takes meetings.

    Hours are in ``timezone``; the defaults are those of docs/system.md, "Meetings".
    """

    hostId: Identifier
    """The id, by which a campaign names its host; each once in a tenant."""
    name: str
    """The name that contacts read."""
    email: MailAddress
    """The address that briefings, invitations and questions about a meeting go to."""
    calendarId: str
    """The id of the calendar at its provider; at Google that of the calendar's settings, often the address."""
    timezone: TimeZone = "America/Sao_Paulo"
    """The IANA time zone of the hours."""
    hours: Hours = Hours(opens=time(9, 0), closes=time(18, 0))
    """The hours in which meetings may be."""
    meetingMinutes: Annotated[int, Field(ge=15, le=240)] = 60
    """Minutes of a meeting."""
    bufferMinutes: Annotated[int, Field(ge=0, le=120)] = 15
    """Minutes that stay free before and after each meeting."""
    conference: bool = False
    """True where the calendar is to give each event a link to a video conference."""
    place: Annotated[str, Field(max_length=300)] = ""
    """The place of the meetings, or a link that all share; the link of a meeting's own conference wins over it."""


class Tenant(_Configured):
    """A company that uses the agent."""

    tenantId: Identifier
    """The id, which every command and file names."""
    name: str
    """The name that contacts read."""
    timezone: TimeZone = "America/Sao_Paulo"
    """The IANA time zone of its day, and of contacts whose own is not known."""
    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "SP"
    """The federative unit whose holidays count where the contact's own is not known."""
    hours: Hours = Hours()
    """The hours of the contact in which first messages and follow-ups go out."""
    limits: Limits = Limits()
    """The pace of first messages and follow-ups."""
    holidays: frozenset[date] = frozenset()
    """The tenant's own days off, beside the public ones."""
    followUpDays: FollowUpDays = (3,)
    """Working days of silence after which each follow-up goes out; as many again after the last one, a contact is given
    up. Empty: none goes out (docs/system.md, "Pace: follow-ups")."""
    jitterSeconds: Annotated[int, Field(ge=0, le=900)] = 180
    """Each released message waits a random part of this, so that a campaign does not look like a machine."""
    modelRepliesPerDay: Annotated[int, Field(ge=0, le=100_000)] = 200
    """The replies of a day that the stack's model on Amazon Bedrock may be asked about, where it has one."""
    hosts: Annotated[tuple[Host, ...], Field(min_length=1)]
    """The salespeople who take meetings."""
    phoneNumberId: Annotated[str, Field(pattern=r"^[0-9]{0,32}$")] = ""
    """The tenant's line at WhatsApp Cloud; empty: that of the channel's secret."""
    turnSeconds: Annotated[int, Field(ge=0, le=120)] = 20
    """The pause, by WhatsApp, up to which the messages of a person are one reply; 0: each by itself."""
    mailSender: str = ""
    """The sender of its e-mails, ``Name <address>``, of the stack's identity; empty: that of the channel's secret."""
    attention: MailAddress | None = None
    """The e-mail address that hears of what needs a human; None: only the inbox and the alerts topic do."""
    attentionHours: Annotated[int, Field(ge=1, le=168)] = 4
    """The hours within which somebody touches an entry of the inbox; then an alarm rings."""
    humanHours: Annotated[int, Field(ge=1, le=720)] = 24
    """The hours without a word after which the agent speaks again with somebody whom a human has answered."""

    retentionDays: Annotated[int, Field(ge=30, le=3650)] | None = RETENTION_DAYS
    """The days after which a contact's data expire, from the last thing that happened with it; None: they are kept.

    Nothing expires of whom is still to be written to, has a meeting to come or waits for a human
    (docs/personal-data.md, "How long")."""

    def today(self, now: datetime) -> date:
        """The date at ``now`` by the tenant's clock."""
        return now.astimezone(ZoneInfo(self.timezone)).date()

    def host(self, host_id: str | None) -> Host:
        """The host of that id, or the first one if none is named; ``RemovedError`` for an unknown id."""
        if host_id is None:
            return self.hosts[0]
        for host in self.hosts:
            if host.hostId == host_id:
                return host
        raise RemovedError(
            "host_removed", f"tenant {self.tenantId} has no host {host_id}: add the host to the tenant again"
        )

    def host_zone(self, host_id: str) -> ZoneInfo | None:
        """The zone of the host of that id; None for an unknown one."""
        return next((ZoneInfo(host.timezone) for host in self.hosts if host.hostId == host_id), None)


class Campaign(_Configured):
    """One effort of a tenant over a list of contacts."""

    tenantId: Identifier
    """The tenant whose campaign it is."""
    campaignId: Annotated[Identifier, AfterValidator(_no_list_of_ours)]
    """The id, unique in the tenant."""
    name: str
    """The name, for people; contacts do not read it."""
    offer: str
    """The thing on offer, as a phrase that fits into the default templates."""
    hostId: Identifier | None = None
    """The host of its meetings; None: the tenant's first."""
    priority: Literal["hot", "warm", "cold"] = "warm"
    """Of contacts that bring none of their own."""
    followUpDays: FollowUpDays | None = None
    """As of the tenant; None: as the tenant has it."""
    columns: Mapping[str, ContactField] = {}
    """Names of columns in the campaign's lists, with the fields that they stand for; they win over the known ones."""
    onDuplicate: Literal["keep", "update"] = "keep"
    """The fate of a contact that a list brings again: it stays as it is, or takes newer names, documents, other
    addresses, source and consent over."""
    source: str = ""
    """The source of the contacts' data, for those whose list does not say."""
    consent: str = ""
    """The ground on which they may be written to, for those whose list does not say."""

    @property
    def release_priority(self) -> Priority:
        return Priority.named(self.priority)
