"""The function receive-webhook behind its URL on the embedded cloud, and a provider that calls it."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import urllib3

from handlers.conversation.rules.whatsapp import webhooks
from local.cloud import Cloud
from local.deployment.deploy import deploy

PROGRAM = Path(__file__).with_name("stack")
SECRET = "way-in/webhook"
APP_SECRET, VERIFY_TOKEN = "app-secret", "verify-token"
ATTEMPTS = 20


@dataclass
class WayIn:
    """The deployed function with its queues."""

    cloud: Cloud
    url: str
    function: str
    queues: Mapping[str, str]

    def __post_init__(self) -> None:
        self._http = urllib3.PoolManager(maxsize=16, retries=False, timeout=60)

    def request(
        self, method: str, path: str = "/", body: bytes = b"", **headers: str
    ) -> urllib3.BaseHTTPResponse:
        """Call the URL: the embedded cloud answers it at its own port, to whoever names the URL's host."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._http.request(
            method,
            self.cloud.endpoint + path,
            body=body,
            headers={"Content-Type": "application/json", **named, "Host": urlsplit(self.url).netloc},
        )

    def post(self, body: bytes, signature: str | None = None, **headers: str) -> int:
        """Post a webhook, signed by the app unless a signature is given; return the status."""
        signed = webhooks.sign(body, APP_SECRET) if signature is None else signature
        return self.request("POST", "/", body, X_Hub_Signature_256=signed, **headers).status

    def deliver(self, body: bytes) -> int:
        """Post a webhook as the provider does, again until it is answered 200; return how often that was."""
        for attempt in range(1, ATTEMPTS + 1):
            if self.post(body) == 200:
                return attempt
            time.sleep(0.2)
        raise AssertionError("the webhook was never answered 200")

    def waiting(self, queue: str = "inbound-queue") -> list[dict[str, Any]]:
        """Take everything out of a queue."""
        sqs, found = self.cloud.client("sqs"), []
        while messages := sqs.receive_message(
            QueueUrl=self.queues[queue], MaxNumberOfMessages=10, WaitTimeSeconds=0
        ).get("Messages"):
            for message in messages:
                sqs.delete_message(QueueUrl=self.queues[queue], ReceiptHandle=message["ReceiptHandle"])
                found.append(json.loads(message["Body"]))
        return found


def deployed(cloud: Cloud) -> WayIn:
    """Deploy the function with its secret."""
    document = json.dumps({"appSecret": APP_SECRET, "verifyToken": VERIFY_TOKEN})
    cloud.client("secretsmanager").create_secret(Name=SECRET, SecretString=document)
    outputs = deploy(cloud, root=PROGRAM).outputs
    queues = {name: outputs[name] for name in ("inbound-queue", "failed-events")}
    return WayIn(cloud, outputs["url"], outputs["function"], queues)


def webhook(*numbers: int) -> bytes:
    """A webhook with a message for each number."""
    messages = [
        {"id": f"wamid.{number}", "from": "5511987654321", "type": "text", "text": {"body": "Olá, é a Ana"}}
        for number in numbers
    ]
    value = {"metadata": {"phone_number_id": "106540352242922"}, "messages": messages}
    entry = {"id": "1", "changes": [{"field": "messages", "value": value}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def ids(messages: list[dict[str, Any]]) -> list[str]:
    """The ids of the messages in bodies of the inbound queue."""
    return [message["value"]["messages"][0]["id"] for message in messages]
