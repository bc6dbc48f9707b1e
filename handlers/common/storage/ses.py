"""Sending through Amazon SES: one request for an e-mail, and what the answer means."""

import os
import threading
import time
from email.utils import formataddr
from typing import Any, NamedTuple

from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ProxyConnectionError,
)

from handlers.common.rules import ses_answers
from handlers.common.rules.letters import Letter, raw
from handlers.common.rules.outcomes import Outcome, Verdict
from handlers.common.storage import clients
from handlers.observability import logger

IDLE_LIMIT = 10.0
"""Seconds after which kept connections are given up: what is written to a dead one may or may not have arrived."""
REFERENCE_TAG = "reference"
"""The name of the tag that comes back in every event of an e-mail."""
_NEVER_REACHED = (ConnectTimeoutError, EndpointConnectionError, NoCredentialsError, ProxyConnectionError)

_guard = threading.Lock()
_last_use = time.monotonic()


class Mailroom(NamedTuple):
    """The things of the stack by which it sends, and hears of, e-mails."""

    identity: str
    """The domain or address that it sends from; empty where the stack has none."""
    configuration_set: str
    inbound_domain: str
    """The domain at which answers arrive; empty where they go to the sender."""


def mailroom() -> Mailroom:
    """Return what the function's environment says."""
    names = ("SES_IDENTITY", "SES_CONFIGURATION_SET", "INBOUND_MAIL_DOMAIN")
    return Mailroom(*(os.environ.get(name, "") for name in names))


def send(letter: Letter, reference: str = "") -> Verdict:
    """Make one request for an e-mail, once; ``reference`` comes back in its events.

    Nothing is raised for what the network or SES does.
    """
    request: dict[str, Any] = {
        "FromEmailAddress": formataddr(letter.sender),
        "Destination": {"ToAddresses": [letter.to]},
        "Content": {"Raw": {"Data": raw(letter)}},
        "ConfigurationSetName": mailroom().configuration_set,
    }
    if reference:
        request["EmailTags"] = [{"Name": REFERENCE_TAG, "Value": reference}]
    try:
        return Verdict(Outcome.ACCEPTED, message_id=_client().send_email(**request)["MessageId"])
    except ClientError as error:
        told = error.response.get("Error", {})
        return _verdict(str(told.get("Code", "")), str(told.get("Message", "")))
    except _NEVER_REACHED as error:
        return Verdict(Outcome.NOT_ACCEPTED, ses_answers.as_code(type(error).__name__))
    except Exception as error:
        # Whatever it is, the request may have been written by then.
        return _open_question(type(error).__name__)


def _verdict(code: str, message: str) -> Verdict:
    return ses_answers.refused(code, message) or _open_question(code)


def _open_question(code: str) -> Verdict:
    logger.warning("nobody knows if Amazon SES has accepted an e-mail", extra={"code": code})
    return Verdict(Outcome.AMBIGUOUS, ses_answers.as_code(code))


def _client() -> Any:
    """The client, with connections that are fresh enough to tell if they are alive."""
    global _last_use
    client = clients.sesv2()
    with _guard:
        now = time.monotonic()
        if now - _last_use > IDLE_LIMIT:
            client.close()
        _last_use = now
    return client
