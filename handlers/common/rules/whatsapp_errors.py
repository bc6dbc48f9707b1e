"""The meaning of the answers of Meta's Graph API to a WhatsApp message.

Source: Meta's "Error codes" of the WhatsApp Business Platform (developers.facebook.com, read in November 2026), which
says to go by the code, whatever the HTTP status beside it. The same codes come in the reports of failed messages.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from handlers.common.rules.outcomes import LONGEST_ID, Outcome, PartnerAnswer, Reached, Verdict, classify

OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "0",  # the token is expired or withdrawn
                "3",  # a capability or permission is missing
                "10",  # a permission is not granted
                "33",  # the line was deleted
                "190",  # the token is expired
                *(str(code) for code in range(200, 300)),  # a permission is not granted
                "368",  # the account is blocked for a policy
                "130497",  # the account may not write to people in this country
                "131005",  # access denied
                "131031",  # the account is locked
                "131037",  # the line's display name is not approved
                "131042",  # the account has a problem with its payment
                "131045",  # the line's registration lacks its certificate
                "133010",  # the line is not registered
            ),
            Outcome.REFUSED_CREDENTIALS,
        ),
        "131048": Outcome.RESTRICTED,  # too many messages of the line were blocked or reported as spam
        **dict.fromkeys(
            (
                "132000",  # the number of parameters is not the template's
                "132001",  # there is no such template in this language
                "132005",  # the text is too long with its parameters
                "132007",  # the template breaks a policy on characters
                "132012",  # a parameter is not in the template's form
                "132015",  # paused, for its quality
                "132016",  # disabled, having been paused too often
                "132018",  # a parameter holds a line break, a tab or a run of blanks, or is none of the template's
                "132068",  # its form is blocked
                "132069",  # its form is throttled
            ),
            Outcome.KIND_REFUSED,
        ),
        "131047": Outcome.WINDOW_CLOSED,  # more than 24 hours since the person wrote
        **dict.fromkeys(
            (
                "4",  # the application's rate limit
                "80007",  # the account's rate limit
                "130429",  # the line's throughput
                "131056",  # too many messages of this line to this person
                "131057",  # the account is in maintenance, as while its throughput is raised
                # A fault of this system, which a release mends: refused before anything was accepted.
                "100",  # a parameter is wrong
                "131008",  # a parameter is missing
                "131009",  # the value of a parameter is wrong
                "131051",  # there is no such type of message
            ),
            Outcome.NOT_ACCEPTED,
        ),
        **dict.fromkeys(
            (
                "131021",  # the line's own number
                "131026",  # no WhatsApp, an old version, or its terms not accepted
                "131030",  # a test line, on whose list the number is not
            ),
            Outcome.CONTACT_FAULT,
        ),
        **dict.fromkeys(
            (
                "130472",  # the number is part of an experiment
                "131049",  # held back, to keep the person's messages few
            ),
            Outcome.NOT_NOW,
        ),
        "131050": Outcome.OPTED_OUT,  # the person stopped marketing messages of this line
        **dict.fromkeys(
            (
                "1",  # an invalid request, or a fault of Meta's
                "2",  # down or overloaded
                "131000",  # something went wrong
                "131016",  # a service is not available
            ),
            Outcome.AMBIGUOUS,
        ),
    }
)
"""Code of an error to its outcome."""

OF_REQUESTS = frozenset({"100", "131008", "131009"})
"""The codes of a request that Meta does not take as it is. Of a template they tell that it asks for other parts than
those that are saved, such as a picture or a link to be filled in."""
NO_ID = "no_message_id"
"""The code of a 2xx that names no message."""
HOME = "55"
"""The calling code of the country of most contacts: an account that may not write there can write to nobody."""
COUNTRY = "130497"
"""The code of a message to a country to which the account may not write."""
_NO_SUCH_LINE = "GraphMethodException"
"""The type of an error about a line that is not there or not the token's; the Cloud API's own errors have another."""


def outcome(code: str) -> Outcome:
    """Return the outcome of an error, by its code; ``AMBIGUOUS`` for one that is not known."""
    return OUTCOMES.get(code, Outcome.AMBIGUOUS)


def for_number(found: Outcome, code: str, number: str) -> Outcome:
    """Return what an error means for a message to a number: one abroad that may not be written to is no one else's.

    The account may write to everybody at home, so that closes no channel.
    """
    abroad = number != "" and not number.removeprefix("+").startswith(HOME)
    return Outcome.CONTACT_FAULT if code == COUNTRY and abroad else found


def verdict(answer: PartnerAnswer) -> Verdict:
    """Return the meaning of the answer to one message.

    An answer without an error of Meta's, as a proxy gives it, is judged by its status; a 2xx without the id of a
    message, which may be anybody's, leaves open if it was accepted. An error whose code is not known is judged by its
    status too, but only where that says by itself that nothing was accepted (401, 403, 429).
    """
    code, message_id = answer.error_code, _message_id(answer)
    if message_id is not None or not code or answer.reached is not Reached.ANSWERED:
        judged = classify(answer)
        if judged is Outcome.ACCEPTED and message_id is None:
            return Verdict(Outcome.AMBIGUOUS, NO_ID)
        return Verdict(judged, code, message_id, answer.retry_after)
    if code == "100" and _no_such_line(answer.body["error"]):
        return Verdict(Outcome.REFUSED_CREDENTIALS, "no_such_line")
    by_status = code not in OUTCOMES and answer.status in (401, 403, 429)
    return Verdict(classify(answer) if by_status else outcome(code), code, None, answer.retry_after)


def _no_such_line(error: Mapping[str, Any]) -> bool:
    return error.get("error_subcode") == 33 or error.get("type") == _NO_SUCH_LINE


def _message_id(answer: PartnerAnswer) -> str | None:
    """The ``messages[0].id`` of an accepted message, cut short."""
    messages = answer.body.get("messages")
    first = messages[0] if isinstance(messages, list) and messages else None
    known = first.get("id") if isinstance(first, Mapping) else None
    return known[:LONGEST_ID] if isinstance(known, str) and known else None
