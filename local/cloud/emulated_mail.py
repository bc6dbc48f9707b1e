"""Amazon SES in the embedded cloud, with corrections; ``emulator`` runs this file.

Outbox: MiniStack keeps no more of an e-mail than its texts. Here each accepted one is a file of JSON in a folder, for
whoever plays its recipient: ``messageId``, ``to``, ``raw`` (base64), ``tags`` and ``configurationSet``.

Ids: AWS answers with an id alone; in the header ``Message-ID`` of what it sends, ``@email.amazonses.com`` follows it.

IAM: AWS asks for ``ses:SendEmail`` on the identity that the sender is of; MiniStack asks for it on everything.

Configuration sets: AWS refuses an e-mail that names one that is not there.
"""

import itertools
import json
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from ministack.core import iam_actions
from ministack.services import ses_v2

_resource_arn = iam_actions._ses_v2_resource_arn
_handle_request = ses_v2.handle_request
_SENT = "/v2/email/outbound-emails"


def resource_arn(method: str, path: str, body: bytes, region: str, account_id: str) -> str:
    """Return the ARN of what a request is about: that of the sender's identity for an e-mail."""
    if (method, path.rstrip("/")) != ("POST", _SENT):
        return _resource_arn(method, path, body, region, account_id)
    address = parseaddr(json.loads(body).get("FromEmailAddress", ""))[1].lower()
    labels = address.rpartition("@")[2].split(".")
    candidates = [address, *(".".join(labels[start:]) for start in range(len(labels)))]
    identity = next((each for each in candidates if each in ses_v2._identities), candidates[1])
    return f"arn:aws:ses:{region}:{account_id}:identity/{identity}"


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
        named = request.get("ConfigurationSetName")
        if named and named not in ses_v2._config_sets:
            return _refusal("NotFoundException", f"Configuration set <{named}> does not exist.")
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


def _refusal(code: str, message: str) -> tuple[int, dict[str, str], bytes]:
    content = json.dumps({"message": message}).encode()
    headers = {"Content-Type": "application/json", "x-amzn-ErrorType": code}
    return 404, headers, content
