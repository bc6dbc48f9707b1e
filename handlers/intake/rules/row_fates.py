"""The fate of a row that is good and yet brings nobody new: it repeats another one, or must be left out."""

from collections.abc import Sequence

from handlers.common.rules.refusals import Problem, shown

OPTED_OUT, BLOCKED = "opted_out", "blocked"
_WISHES = {OPTED_OUT: "has opted out", BLOCKED: "is on the do-not-contact list"}


def masked(address: str) -> str:
    """Return an address so that its owner knows it again and nobody else learns it: ``+5511*****4321``."""
    name, at, domain = address.partition("@")
    if at:
        return f"{name[:1]}***@{domain}"
    return f"{address[:5]}{'*' * (len(address) - 9)}{address[-4:]}"


def field_of(address: str) -> str:
    """Return the name of the field that holds an address of this kind."""
    return "email" if "@" in address else "phone"


def closed(address: str, code: str) -> Problem:
    """Return the reason to leave a row out: ``code`` is ``OPTED_OUT`` or ``BLOCKED``."""
    message = f"{masked(address)} {_WISHES[code]}: the contact is not written to under any address"
    return Problem(field_of(address), code, message, masked(address))


def opted_out_in_list(written: str) -> Problem:
    """Return the reason to leave out a row of which the list itself says that it has opted out."""
    message = (
        f"the list itself says {shown(written.strip())}: the contact is left out of this load; to close its "
        "addresses for good, load them as a do-not-contact list"
    )
    return Problem("optedOut", OPTED_OUT, message, written.strip())


def repeats_row(row: int) -> Problem:
    """Return the reason not to take in a row of the same contact as an earlier one of the list."""
    return Problem("row", "duplicate_of_row", f"the contact is that of row {row} of this list", str(row))


def repeats_contact(names: Sequence[str], address: str, day: str) -> Problem:
    """Return the reason not to take in a row whose contact came in before, on a ``day`` such as ``2026-11-16``.

    The contact is called by the first of its names that is known, else by its address.
    """
    name = next((each for each in names if each), masked(address))
    came = f" ({'/'.join(reversed(day.split('-')))})" if day else ""
    message = f"the contact came in before, as {name}{f' on {day}' if day else ''}"
    return Problem("row", "duplicate_of_contact", message, f"{name}{came}")


def updated() -> Problem:
    """Return the note that a contact that came in before has been brought up to date."""
    return Problem("row", "updated", "the contact was brought up to date with this row")


def already_blocked(address: str) -> Problem:
    """Return the reason why a row adds nothing to the list of addresses that are not to be written to."""
    message = f"{masked(address)} is on the do-not-contact list already"
    return Problem(field_of(address), "already_blocked", message, masked(address))
