"""The addresses of a new contact, and the one under which it is written to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from handlers.common.rules import emails, phones
from handlers.common.rules.model import Channel
from handlers.common.rules.phones import Phone
from handlers.common.rules.refusals import Problem, Refused, shown

MAX_OTHER = 20
"""The further addresses that are kept with a contact."""
_MAX_PROBLEMS = 5
"""The bad addresses that are named of each kind."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The first valid address of each kind, all others, and what is wrong with those that are not valid."""

    phone: Phone | None
    email: str | None
    others: tuple[str, ...] = ()
    """The further valid addresses: numbers as E.164, land lines included, then e-mails, in order, each once."""
    problems: tuple[Problem, ...] = ()
    """The faults of addresses that were left out."""
    notes: tuple[Problem, ...] = ()
    """Addresses that were read elsewhere than where it should stand."""

    @property
    def main(self) -> tuple[Channel, str] | None:
        """The channel and the address to write to: WhatsApp for a mobile, else e-mail, else None."""
        if self.phone is not None and self.phone.mobile:
            return Channel.WHATSAPP, self.phone.e164
        return None if self.email is None else (Channel.EMAIL, self.email)

    @property
    def unreachable(self) -> tuple[Problem, ...]:
        """The reasons why there is no main address."""
        return self.problems or (_no_address(self.phone),)


def addresses(phone_cell: str, email_cell: str) -> Addresses:
    """Return the addresses in the two cells of a row, each of which may hold several or none.

    A part of a cell that is wholly an address of the other kind counts as one, behind those that stand in their place.
    """
    found = _Found()
    for part in phones.read(phone_cell):
        found.take("phone", part)
    for part in emails.read(email_cell):
        found.take("email", part)
    return found.addresses()


@dataclass(slots=True)
class _Found:
    """The addresses that the cells of a row hold."""

    phones: list[Phone] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    misplaced_phones: list[Phone] = field(default_factory=list)
    misplaced_emails: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def take(self, field_name: str, part: Phone | str | Refused) -> None:
        """Take in a part of a cell as it was read in the column of the field."""
        match part:
            case Phone():
                self.phones.append(part)
            case str():
                self.emails.append(part)
            case Refused() if misplaced := _of_other_kind(field_name, part.value):
                self._misplaced(field_name, part.value, misplaced)
            case Refused() if [each.field for each in self.problems].count(field_name) < _MAX_PROBLEMS:
                self.problems.append(Problem.of(field_name, part))

    def addresses(self) -> Addresses:
        """Return the addresses, each once."""
        all_phones = list(dict.fromkeys((*self.phones, *self.misplaced_phones)))
        all_emails = list(dict.fromkeys((*self.emails, *self.misplaced_emails)))
        email = next(iter(all_emails), None)
        phone = next(iter(all_phones), None)
        if email is None and phone is not None and not phone.mobile:
            # The first valid number counts, unless that leaves nobody to write to.
            phone = next((each for each in all_phones if each.mobile), phone)
        others = [each.e164 for each in all_phones if each != phone] + all_emails[1:]
        return Addresses(
            phone, email, tuple(others[:MAX_OTHER]), (*self.problems, *_too_many(others)), (*self.notes,)
        )

    def _misplaced(self, field_name: str, value: str, found: Iterable[Phone | str]) -> None:
        for each in found:
            if isinstance(each, Phone):
                self.misplaced_phones.append(each)
            else:
                self.misplaced_emails.append(each)
        kind = "an e-mail" if field_name == "phone" else "a phone number"
        message = f"{shown(value)} is {kind} in the column of the {field_name}: it is read as {kind}"
        self.notes.append(
            Problem(
                field_name, f"{'email' if field_name == 'phone' else 'phone'}_in_{field_name}", message, value
            )
        )


def _of_other_kind(field_name: str, value: str) -> list[Phone | str]:
    """Return the addresses in a text that is refused in its column and wholly one or more of the other kind."""
    found: list[Phone | str | Refused] = [
        *(emails.read(value) if field_name == "phone" else phones.read(value))
    ]
    valid = [each for each in found if not isinstance(each, Refused)]
    return valid if len(valid) == len(found) else []


def _too_many(others: list[str]) -> tuple[Problem, ...]:
    if len(others) <= MAX_OTHER:
        return ()
    message = f"there are {len(others)} further addresses: the first {MAX_OTHER} are kept"
    return (Problem("phone", "left_out", message, ", ".join(others[MAX_OTHER:])),)


def _no_address(phone: Phone | None) -> Problem:
    if phone is None:
        return Problem("phone", "no_address", "there is neither a phone nor an e-mail: give one of them")
    message = f"{phone.e164} is a land line and there is no e-mail: give a mobile or an e-mail"
    return Problem("phone", "land_line", message, phone.e164)
