"""Amazon SES in the embedded cloud, with corrections; ``emulator`` runs this file.

Outbox: MiniStack keeps no more of an e-mail than its texts. Here each accepted one is a file of JSON in a folder, for
whoever plays its recipient: ``messageId``, ``to``, ``raw`` (base64), ``tags`` and ``configurationSet``.

Ids: AWS answers with an id alone; in the header ``Message-ID`` of what it sends, ``@email.amazonses.com`` follows it.

IAM: AWS asks for ``ses:SendEmail`` on the identity that the sender is of; MiniStack asks for it on everything.

Refusals: AWS takes no e-mail from a sender of no identity, with a tag of other signs than its own, or under a
configuration set that is not there.
"""

import itertools
import json
import re
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from ministack.core import iam_actions
from ministack.services import ses_v2

_resource_arn = iam_actions._ses_v2_resource_arn
_handle_request = ses_v2.handle_request
_TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SENT = "/v2/email/outbound-emails"


def resource_arn(method: str, path: str, body: bytes, region: str, account_id: str) -> str:
    """Return the ARN of what a request is about: that of the sender's identity for an e-mail."""
    if (method, path.rstrip("/")) != ("POST", _SENT):
        return _resource_arn(method, path, body, region, account_id)
    identity = _identity(json.loads(body))
    return f"arn:aws:ses:{region}:{account_id}:identity/{identity}"


def _identity(request: Mapping[str, Any]) -> str:
    """Return the identity of a request's sender, that of the address or of a domain above it; its domain if none is."""
    address = parseaddr(request.get("FromEmailAddress", ""))[1].lower()
    labels = address.rpartition("@")[2].split(".")
    candidates = [address, *(".".join(labels[start:]) for start in range(len(labels)))]
    return next((each for each in candidates if each in ses_v2._identities), candidates[1])


def _refused(request: Mapping[str, Any]) -> tuple[int, dict[str, str], bytes] | None:
    """Return the refusal of an e-mail; None for one that is sent."""
    if _identity(request) not in ses_v2._identities:
        failed = f"failed the check in region US-EAST-1: {request.get('FromEmailAddress')}"
        return _refusal(
            400, "MessageRejected", f"Email address is not verified. The following identities {failed}"
        )
    if not all(
        _TAG.fullmatch(tag[part]) for tag in request.get("EmailTags", ()) for part in ("Name", "Value")
    ):
        return _refusal(400, "BadRequestException", "Invalid email tag: ASCII letters, digits, _ and - alone")
    named = request.get("ConfigurationSetName")
    if named and named not in ses_v2._config_sets:
        return _refusal(404, "NotFoundException", f"Configuration set <{named}> does not exist.")
    return None


class Outbox:
    """SES, writing what it accepts into a folder."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._numbers = itertools.count(len(list(self._folder.iterdir())))

    async def handle_request(
        self, method: str, path: str, headers: Any, body: bytes, query_params: Any
    ) -> tuple[int, dict[str, str], bytes]:
        """Answer a request as MiniStack does, and keep the e-mail that it sends."""
        if (method, path.rstrip("/")) != ("POST", _SENT):
            return await _handle_request(method, path, headers, body, query_params)
        request = json.loads(body)
        if (refused := _refused(request)) is not None:
            return refused
        status, answered, content = await _handle_request(method, path, headers, body, query_params)
        if status != 200:
            return status, answered, content
        message_id = json.loads(content)["MessageId"].partition("@")[0]
        self._keep(message_id, request)
        content = json.dumps({"MessageId": message_id}).encode()
        return status, {**answered, "Content-Length": str(len(content))}, content

    def _keep(self, message_id: str, request: Mapping[str, Any]) -> None:
        kept = {
            "messageId": message_id,
            "from": request.get("FromEmailAddress", ""),
            "to": request.get("Destination", {}).get("ToAddresses", []),
            "raw": request.get("Content", {}).get("Raw", {}).get("Data", ""),
            "tags": {tag["Name"]: tag["Value"] for tag in request.get("EmailTags", [])},
            "configurationSet": request.get("ConfigurationSetName", ""),
        }
        file = self._folder / f"{next(self._numbers):06d}.json"
        unfinished = file.with_suffix(".part")
        unfinished.write_text(json.dumps(kept), encoding="utf-8")
        unfinished.rename(file)


def _refusal(status: int, code: str, message: str) -> tuple[int, dict[str, str], bytes]:
    content = json.dumps({"message": message}).encode()
    headers = {"Content-Type": "application/json", "x-amzn-ErrorType": code}
    return status, headers, content
