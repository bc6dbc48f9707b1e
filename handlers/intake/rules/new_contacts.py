"""New contacts: what a list says about somebody becomes a contact that can be written to, or the reasons why not.

The rules are those of docs/system.md, "Contacts: addresses" and "Contacts: other fields".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeVar, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handlers.common.rules.model import Channel
from handlers.common.rules.refusals import Problem, Refused, shown
from handlers.common.rules.tenants import ContactField
from handlers.intake.rules import extras, names, reach, tax_ids

FIELDS: tuple[ContactField, ...] = get_args(ContactField)

Segment = Literal["B2B", "B2C"]
PriorityName = Literal["hot", "warm", "cold"]

_T = TypeVar("_T")

MAX_NAME = 200

_SEGMENTS: Mapping[str, Segment] = {"b2b": "B2B", "b2c": "B2C"}
_SEGMENT_OF_TAX_ID: Mapping[str, Segment] = {"cnpj": "B2B", "cpf": "B2C"}
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
    """One contact as a list describes it, in text; an empty text is an absent one."""

    company: str = ""
    contactName: str = ""
    phone: str = ""
    """One phone or several, see `phones.first_valid`."""
    email: str = ""
    segment: str = ""
    document: str = ""
    priority: str = ""
    timezone: str = ""
    source: str = ""
    """The source of the contact's data."""
    consent: str = ""
    """The ground on which the contact may be written to."""
    optedOut: str = ""
    """The words of the list on a contact who is not to be written to; empty for all others."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    """Notes on what has been left out before."""


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact that can be written to."""

    channel: Channel
    main_address: str
    """The address to write to; with tenant and campaign, the contact's identity."""
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
    other_addresses: tuple[str, ...] = ()
    """Further valid addresses of the row: numbers in E.164, land lines included, and e-mail addresses."""
    source: str = ""
    """``""``: the campaign's."""
    consent: str = ""
    """``""``: the campaign's."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address of the row, each once."""
        known = (self.phone, self.email, *self.other_addresses)
        return tuple(dict.fromkeys(address for address in known if address))


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row as it was judged: a contact, or the problems that make it invalid; notes on what was left out."""

    contact: NewContact | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def judge(draft: Draft) -> JudgedRow:
    """Judge a draft: return the contact that it describes, or the problems that make the row invalid.

    A bad address is left out with a note as long as another way to the contact remains; so are a bad document and
    metadata beyond the limits. What the list states wrongly (segment, priority, time zone) makes the row invalid,
    and so does a name that is too long.
    """
    problems: list[Problem] = []
    notes = list(draft.notes)
    stated = _stated(draft, problems, notes)
    tax_id = _tax_id(draft.document, notes)
    metadata = extras.metadata(draft.metadata, notes)
    addresses = reach.addresses(draft.phone, draft.email)
    if addresses.main is None:
        return JudgedRow(None, (*problems, *addresses.unreachable), (*notes, *addresses.notes))
    notes.extend((*addresses.problems, *addresses.notes))
    if problems:
        return JudgedRow(None, tuple(problems), tuple(notes))
    return JudgedRow(_contact(stated, addresses, addresses.main, tax_id, metadata), (), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Stated:
    """The fields of a draft that must be right where they are given."""

    company: str
    contact_name: str
    segment: Segment | None
    priority: PriorityName | None
    timezone: str
    source: str
    consent: str


def _stated(draft: Draft, problems: list[Problem], notes: list[Problem]) -> _Stated:
    """Return the fields that are stated; a broken name or a ground that is too long is left out and noted."""
    return _Stated(
        company=_name("company", draft.company, problems, notes),
        contact_name=_name("contactName", draft.contactName, problems, notes),
        segment=_choice("segment", "unknown_segment", draft.segment, _SEGMENTS, "B2B or B2C", problems),
        priority=_choice(
            "priority", "unknown_priority", draft.priority, _PRIORITIES, "hot, warm or cold", problems
        ),
        timezone=_timezone(draft.timezone, problems),
        source=extras.text("source", draft.source, extras.MAX_SOURCE, notes),
        consent=extras.text("consent", draft.consent, extras.MAX_CONSENT, notes),
    )


def _contact(
    stated: _Stated,
    addresses: reach.Addresses,
    main: tuple[Channel, str],
    tax_id: tax_ids.TaxId | None,
    metadata: Mapping[str, str],
) -> NewContact:
    phone = addresses.phone
    channel, main_address = main
    return NewContact(
        channel=channel,
        main_address=main_address,
        company=stated.company,
        contact_name=stated.contact_name,
        phone=phone.e164 if phone else None,
        email=addresses.email,
        segment=stated.segment or (_SEGMENT_OF_TAX_ID[tax_id.kind] if tax_id else None),
        document=tax_id.number if tax_id else None,
        priority=stated.priority,
        timezone=stated.timezone or (phone.zone if phone else None),
        uf=phone.state if phone else None,
        metadata=metadata,
        other_addresses=addresses.others,
        source=stated.source,
        consent=stated.consent,
    )


def _name(field_name: str, written: str, problems: list[Problem], notes: list[Problem]) -> str:
    try:
        name = names.read(written, of_person=field_name == "contactName")
    except Refused as refused:
        notes.append(Problem.of(field_name, refused))
        return ""
    if len(name) > MAX_NAME:
        message = f"{shown(name)} has {len(name)} characters, more than {MAX_NAME}"
        problems.append(Problem(field_name, "too_long", message, name))
    return name


def _choice(
    field_name: str,
    code: str,
    written: str,
    choices: Mapping[str, _T],
    expected: str,
    problems: list[Problem],
) -> _T | None:
    if not (key := written.strip().casefold()):
        return None
    if key not in choices:
        problems.append(Problem(field_name, code, f"{shown(written)} is not {expected}", key))
    return choices.get(key)


def _timezone(written: str, problems: list[Problem]) -> str:
    name = written.strip()
    if name and not _is_zone(name):
        message = f"{shown(name)} is not an IANA time zone: write one such as America/Recife"
        problems.append(Problem("timezone", "unknown_timezone", message, name))
    return name


def _tax_id(written: str, notes: list[Problem]) -> tax_ids.TaxId | None:
    if not written.strip():
        return None
    try:
        return tax_ids.first_valid(written)
    except Refused as refused:
        # A dash in the cell is how people leave it empty.
        if refused.code != "empty":
            notes.append(Problem.of("document", refused))
        return None


@lru_cache(maxsize=1_000)
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
