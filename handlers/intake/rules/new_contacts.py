"""From what a list says about somebody to a contact that can be written to, or to the reasons why not (section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handlers.common.rules import emails, phones
from handlers.common.rules.model import Channel
from handlers.common.rules.refusals import Problem, Refused, shown
from handlers.intake.rules import cells, tax_ids

FIELDS = ("company", "contactName", "phone", "email", "segment", "document", "priority", "timezone")

Segment = Literal["B2B", "B2C"]
PriorityName = Literal["hot", "warm", "cold"]

_T = TypeVar("_T")

MAX_NAME = 200
MAX_METADATA = 20
MAX_METADATA_NAME = 64
MAX_METADATA_VALUE = 500

_SEGMENTS: Mapping[str, Segment] = {"b2b": "B2B", "b2c": "B2C"}
_SEGMENT_OF_DOCUMENT: Mapping[str, Segment] = {"cnpj": "B2B", "cpf": "B2C"}
_PRIORITIES: Mapping[str, PriorityName] = {
    "hot": "hot",
    "warm": "warm",
    "cold": "cold",
    "quente": "hot",
    "morno": "warm",
    "morna": "warm",
    "frio": "cold",
    "fria": "cold",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a list says about one contact, as text; an empty text is an absent one."""

    company: str = ""
    contactName: str = ""
    phone: str = ""
    """One or several, see `phones.first_valid`."""
    email: str = ""
    segment: str = ""
    document: str = ""
    priority: str = ""
    timezone: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    """What has been left out before."""


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact that can be written to; ``main_address`` is where: with tenant and campaign, its identity."""

    channel: Channel
    main_address: str
    company: str
    contact_name: str
    phone: str | None
    email: str | None
    segment: Segment | None
    document: str | None
    priority: PriorityName | None
    """``None``: the campaign's."""
    timezone: str | None
    """The contact's own, else its area code's; ``None``: the tenant's."""
    uf: str | None
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row as it was judged: a contact, or the problems that make it invalid; notes on what was left out."""

    contact: NewContact | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def judge(draft: Draft) -> Verdict:
    """The contact that a draft describes.

    A bad address is left out with a note as long as another way to the contact remains; so are a bad document and
    metadata beyond the limits. What the list states wrongly (segment, priority, time zone) makes the row invalid,
    and so does a name that is too long.
    """
    problems: list[Problem] = []
    notes: list[Problem] = list(draft.notes)
    company = _name("company", draft.company, problems)
    contact_name = _name("contactName", draft.contactName, problems)
    segment = _choice("segment", draft.segment, _SEGMENTS, "B2B or B2C", problems)
    priority = _choice("priority", draft.priority, _PRIORITIES, "hot, warm or cold", problems)
    timezone = draft.timezone.strip()
    if timezone and not _is_zone(timezone):
        problems.append(
            Problem(
                "timezone", "unknown_timezone", f"{shown(timezone)} is no IANA zone such as America/Recife"
            )
        )
    document = _document(draft.document, notes)
    metadata = _metadata(draft.metadata, notes)

    addresses: list[Problem] = []
    phone = _phone(draft.phone, addresses)
    email = _email(draft.email, addresses)
    if email is None and phone is not None and not phone.mobile:
        # The first valid number counts, unless that leaves nobody to write to.
        phone = phones.first_mobile(draft.phone) or phone
    if phone is not None and phone.mobile:
        channel, main_address = Channel.WHATSAPP, phone.e164
    elif email is not None:
        channel, main_address = Channel.EMAIL, email
    else:
        problems.extend(addresses or [_unreachable(phone)])
        return Verdict(None, tuple(problems), tuple(notes))
    notes.extend(addresses)
    if problems:
        return Verdict(None, tuple(problems), tuple(notes))
    contact = NewContact(
        channel=channel,
        main_address=main_address,
        company=company,
        contact_name=contact_name,
        phone=phone.e164 if phone else None,
        email=email,
        segment=segment or (_SEGMENT_OF_DOCUMENT[document.kind] if document else None),
        document=document.number if document else None,
        priority=priority,
        timezone=timezone or (phone.zone if phone else None),
        uf=phone.state if phone else None,
        metadata=metadata,
    )
    return Verdict(contact, (), tuple(notes))


def _name(field_name: str, written: str, problems: list[Problem]) -> str:
    name = cells.clean(written)
    if len(name) > MAX_NAME:
        problems.append(
            Problem(field_name, "too_long", f"{shown(name)} has {len(name)} characters, more than {MAX_NAME}")
        )
    return name


def _choice(
    field_name: str, written: str, choices: Mapping[str, _T], expected: str, problems: list[Problem]
) -> _T | None:
    if not (key := written.strip().casefold()):
        return None
    if key not in choices:
        problems.append(Problem(field_name, f"unknown_{field_name}", f"{shown(written)} is not {expected}"))
    return choices.get(key)


def _document(written: str, notes: list[Problem]) -> tax_ids.Document | None:
    if not written.strip():
        return None
    try:
        return tax_ids.first_valid(written)
    except Refused as refused:
        # A dash in the cell is how people leave it empty.
        if refused.code != "empty":
            notes.append(Problem("document", refused.code, refused.message))
        return None


def _phone(written: str, problems: list[Problem]) -> phones.Phone | None:
    if not written.strip():
        return None
    try:
        return phones.first_valid(written)
    except Refused as refused:
        problems.append(Problem("phone", refused.code, refused.message))
        return None


def _email(written: str, problems: list[Problem]) -> str | None:
    if not written.strip():
        return None
    try:
        return emails.first_valid(written)
    except Refused as refused:
        problems.append(Problem("email", refused.code, refused.message))
        return None


def _unreachable(phone: phones.Phone | None) -> Problem:
    if phone is None:
        return Problem("phone", "no_address", "there is neither a phone nor an e-mail: give one of them")
    return Problem(
        "phone",
        "land_line",
        f"{phone.e164} is a land line and there is no e-mail: give a mobile or an e-mail",
    )


def _metadata(given: Mapping[str, str], notes: list[Problem]) -> Mapping[str, str]:
    """The entries that are short enough, up to the limit; the others are noted."""
    kept = {
        name: value
        for name, value in given.items()
        if len(name) <= MAX_METADATA_NAME and len(value) <= MAX_METADATA_VALUE
    }
    kept = dict(islice(kept.items(), MAX_METADATA))
    if len(kept) < len(given):
        left_out = ", ".join(name for name in given if name not in kept)
        notes.append(
            Problem(
                "metadata",
                "left_out",
                f"{shown(left_out)} is left out: up to {MAX_METADATA} entries are kept, with names of up to "
                f"{MAX_METADATA_NAME} characters and values of up to {MAX_METADATA_VALUE}",
            )
        )
    return kept


@lru_cache(maxsize=1_000)
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
