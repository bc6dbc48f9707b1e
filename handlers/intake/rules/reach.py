"""The addresses of a new contact, and the one under which it is written to."""

from dataclasses import dataclass

from handlers.common.rules import emails, phones
from handlers.common.rules.model import Channel
from handlers.common.rules.refusals import Problem, Refused


@dataclass(frozen=True, slots=True)
class Addresses:
    """The first valid address of each kind, and what is wrong with a kind that has none."""

    phone: phones.Phone | None
    email: str | None
    problems: tuple[Problem, ...]

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
    """Return the addresses in the two cells of a row, each of which may hold several or none."""
    problems: list[Problem] = []
    phone, email = _phone(phone_cell, problems), _email(email_cell, problems)
    if email is None and phone is not None and not phone.mobile:
        # The first valid number counts, unless that leaves nobody to write to.
        phone = phones.first_mobile(phone_cell) or phone
    return Addresses(phone, email, tuple(problems))


def _phone(written: str, problems: list[Problem]) -> phones.Phone | None:
    if not written.strip():
        return None
    try:
        return phones.first_valid(written)
    except Refused as refused:
        problems.append(Problem.of("phone", refused))
        return None


def _email(written: str, problems: list[Problem]) -> str | None:
    if not written.strip():
        return None
    try:
        return emails.first_valid(written)
    except Refused as refused:
        problems.append(Problem.of("email", refused))
        return None


def _no_address(phone: phones.Phone | None) -> Problem:
    if phone is None:
        return Problem("phone", "no_address", "there is neither a phone nor an e-mail: give one of them")
    message = f"{phone.e164} is a land line and there is no e-mail: give a mobile or an e-mail"
    return Problem("phone", "land_line", message)
