"""The meaning of what Amazon SES answers to ``SendEmail``.

Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html and, for what every service of AWS may
answer, https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from handlers.common.rules.outcomes import LONGEST_CODE, Outcome, Verdict

OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "TooManyRequestsException",
                "LimitExceededException",
                "ThrottlingException",
                "Throttling",
                "RequestLimitExceeded",
            ),
            Outcome.NOT_ACCEPTED,
        ),
        **dict.fromkeys(
            (
                "MessageRejected",
                "MailFromDomainNotVerifiedException",
                "AccountSuspendedException",
                "SendingPausedException",
                "NotFoundException",
                "AccessDeniedException",
                "AccessDenied",
                "ExpiredTokenException",
                "IncompleteSignature",
                "InvalidClientTokenId",
                "InvalidSignatureException",
                "MissingAuthenticationToken",
                "NotAuthorized",
                "OptInRequired",
                "RequestExpired",
                "RequestTimeTooSkewed",
                "SignatureDoesNotMatch",
                "UnrecognizedClientException",
            ),
            Outcome.REFUSED_CREDENTIALS,
        ),
    }
)
"""Error code to its outcome. ``NotFoundException``: the configuration set is not there."""

# The recipient is the one address of a request that is not checked before.
_BLACKLISTED = re.compile(r"blacklisted", re.IGNORECASE)
# It is there again when earlier e-mails are a day old: no wait of seconds helps.
_DAILY_QUOTA = re.compile(r"daily (?:message|sending) quota", re.IGNORECASE)
_BAD_ADDRESS = re.compile(r"(?:address|recipient|domain|local part|missing final)", re.IGNORECASE)


def refused(code: str, message: str) -> Verdict | None:
    """Return the verdict on an error of SES; None for a code that is not known.

    A ``BadRequestException`` about an address is the contact's fault; any other is a fault of this system, which leaves
    the message where it can be sent again. An account whose quota of a day is used up is restricted.
    """
    if OUTCOMES.get(code) is Outcome.NOT_ACCEPTED and _DAILY_QUOTA.search(message):
        outcome = Outcome.RESTRICTED
    elif code == "MessageRejected" and _BLACKLISTED.search(message):
        outcome = Outcome.CONTACT_FAULT
    elif code in ("BadRequestException", "ValidationException", "InvalidParameterValue"):
        outcome = Outcome.CONTACT_FAULT if _BAD_ADDRESS.search(message) else Outcome.NOT_ACCEPTED
    elif code in OUTCOMES:
        outcome = OUTCOMES[code]
    else:
        return None
    return Verdict(outcome, as_code(code))


def as_code(code: str) -> str:
    """Return an error code as it is kept: ``too_many_requests`` for ``TooManyRequestsException``."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", code.removesuffix("Exception"))
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:LONGEST_CODE]
