"""receive-webhook in one process: what its requests cost, what it does when AWS fails, and what it logs."""

import io
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from handlers import receive_webhook
from handlers.common.rules import attendance, unsubscribing
from handlers.common.rules.attendance import Answer, Attendance
from handlers.common.rules.secret_documents import MalformedSecretError
from handlers.common.storage import clients, queues, webhook_secret
from handlers.conversation.rules.inbound import bodies
from handlers.conversation.rules.whatsapp import webhooks
from handlers.conversation.storage.inbound import NotQueuedError
from handlers.observability import logger
from local.cloud import Cloud
from tests import own_time
from tests.handlers.conversation.way_in import APP_SECRET, VERIFY_TOKEN, webhook
from tests.handlers.meetings.appointments import CONTEXT

BODY = webhook(1)


class Here:
    """The queues, the secret, and the requests that go to AWS."""

    def __init__(self, cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
        prefix = uuid.uuid4().hex[:8]
        self.now = 1_000.0
        self.requests: Counter[str] = Counter()
        self.answers: list[dict[str, Any]] = []
        """Answers of SendMessageBatch that take the place of the queue's own."""
        self.cloud, self.secret = cloud, f"{prefix}-webhook"
        self.urls = {
            name: cloud.client("sqs").create_queue(QueueName=f"{prefix}-{name}")["QueueUrl"]
            for name in ("inbound-queue", "failed-events")
        }
        cloud.client("secretsmanager").create_secret(Name=self.secret, SecretString="{}")
        self.change_secret(APP_SECRET)
        monkeypatch.setenv("INBOUND_QUEUE_URL", self.urls["inbound-queue"])
        monkeypatch.setenv("FAILED_EVENTS_URL", self.urls["failed-events"])
        monkeypatch.setenv("SECRET_WEBHOOK", self.secret)
        own_time.give(monkeypatch, webhook_secret, monotonic=lambda: self.now)
        own_time.give(monkeypatch, queues, sleep=lambda _: None)
        self._count(monkeypatch)

    def _count(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made = {service: clients.hasty.__wrapped__(service) for service in ("sqs", "secretsmanager")}
        for client in made.values():
            client.meta.events.register("before-send", self._before_send)
            client.meta.events.register("before-call", self._before_call)
        monkeypatch.setattr(clients, "hasty", made.__getitem__)

    def _before_send(self, event_name: str, **_: object) -> None:
        self.requests[event_name.rpartition(".")[2]] += 1

    def _before_call(self, event_name: str, model: Any, **_: object) -> Any:
        if model.name == "SendMessageBatch" and self.answers:
            self.requests["SendMessageBatch"] += 1
            response = type("Response", (), {"status_code": 200, "headers": {}})()
            return response, self.answers.pop(0)
        return None

    def change_secret(self, app_secret: str) -> None:
        text = json.dumps({"appSecret": app_secret, "verifyToken": VERIFY_TOKEN})
        self.cloud.client("secretsmanager").put_secret_value(SecretId=self.secret, SecretString=text)

    def post(
        self, body: bytes = BODY, key: str = APP_SECRET, path: str = "/", signature: str | None = None
    ) -> Any:
        signed = webhooks.sign(body, key) if signature is None else signature
        event = {
            "rawPath": path,
            "requestContext": {"http": {"method": "POST"}},
            "headers": {webhooks.SIGNATURE_HEADER: signed} if signed else {},
            "body": body.decode(),
            "isBase64Encoded": False,
        }
        return receive_webhook.handler(event, CONTEXT)

    def get(self, path: str) -> Any:
        event = {"rawPath": path, "requestContext": {"http": {"method": "GET"}}, "headers": {}}
        return receive_webhook.handler(event, CONTEXT)

    def waiting(self, queue: str = "inbound-queue") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        asked = {"QueueUrl": self.urls[queue], "MaxNumberOfMessages": 10}
        while messages := self.cloud.client("sqs").receive_message(**asked).get("Messages"):
            found += [json.loads(message["Body"]) for message in messages]
        return found


@pytest.fixture
def here(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[Here]:
    webhook_secret.forget()
    yield Here(cloud, monkeypatch)
    webhook_secret.forget()


@pytest.mark.parametrize(("messages", "requests"), [(1, 1), (10, 1), (11, 2), (95, 10)])
def test_a_webhook_costs_one_request_for_ten_messages(here: Here, messages: int, requests: int) -> None:
    assert here.post()["statusCode"] == 200
    here.requests.clear()
    assert here.post(webhook(*range(messages)))["statusCode"] == 200
    assert here.requests == {"SendMessageBatch": requests}


def test_what_is_not_signed_makes_no_request_at_all(here: Here) -> None:
    for signature in ("", "sha256=", "sha256=" + "g" * 64, "sha1=" + "0" * 40):
        assert here.post(signature=signature)["statusCode"] == 401
    assert here.requests == {}


def test_a_flood_of_forged_webhooks_reads_the_secret_once_a_minute_and_calls_no_queue(here: Here) -> None:
    for _ in range(200):
        assert here.post(key="guess")["statusCode"] == 401
        here.now += 1
    assert here.requests == {"GetSecretValue": 4}


def test_a_changed_secret_is_known_a_minute_after_the_last_reading_and_the_old_one_no_longer(
    here: Here,
) -> None:
    assert here.post()["statusCode"] == 200
    here.change_secret("changed")
    assert here.post(key="changed")["statusCode"] == 401
    here.now += webhook_secret.RENEWED_SECONDS
    assert here.post(key="changed")["statusCode"] == 200
    assert here.post()["statusCode"] == 401
    assert here.requests["GetSecretValue"] == 2


def test_a_secret_that_is_not_there_is_an_error_that_costs_a_request_every_few_seconds(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_WEBHOOK", "no-such-secret")
    for _ in range(10):
        with pytest.raises(Exception, match="ResourceNotFoundException in GetSecretValue"):
            here.post()
        here.now += 1
    assert here.requests == {"GetSecretValue": 2}


@pytest.mark.parametrize(
    "text", ["no json", "[]", '{"appSecret": "hush"}', '{"appSecret": " ", "verifyToken": "v"}']
)
def test_a_malformed_secret_is_named_with_an_example_and_never_shown(here: Here, text: str) -> None:
    here.cloud.client("secretsmanager").put_secret_value(SecretId=here.secret, SecretString=text)
    with pytest.raises(MalformedSecretError, match=here.secret) as refusal:
        webhook_secret.current()
    assert '{"appSecret": "…", "verifyToken": "…"}' in str(refusal.value)
    assert "hush" not in str(refusal.value)


def failed(*numbers: int) -> dict[str, Any]:
    entries = [{"Id": str(number), "Code": "InternalError", "SenderFault": False} for number in numbers]
    return {"Successful": [], "Failed": entries}


def test_what_the_queue_did_not_take_is_sent_again_and_nothing_else_is(here: Here) -> None:
    here.answers = [failed(1, 2)]
    assert here.post(webhook(1, 2, 3))["statusCode"] == 200
    assert [each["value"]["messages"][0]["id"] for each in here.waiting()] == ["wamid.2", "wamid.3"]


def test_a_queue_that_goes_on_refusing_makes_the_provider_repeat(here: Here) -> None:
    here.answers = [failed(0)] * 3
    with pytest.raises(Exception, match=r"does not take 1 of 1 messages \(InternalError\)") as failure:
        here.post()
    assert type(failure.value).__name__ == NotQueuedError.__name__
    assert here.post()["statusCode"] == 200


def test_a_queue_that_is_not_there_makes_the_provider_repeat(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INBOUND_QUEUE_URL", f"{here.urls['inbound-queue']}-gone")
    with pytest.raises(Exception, match="in SendMessageBatch") as failure:
        here.post()
    assert "Ana" not in str(failure.value)


def test_the_part_that_cannot_be_read_is_kept_and_the_rest_of_the_webhook_waits(here: Here) -> None:
    document = json.loads(BODY)
    document["entry"].append({"id": "2", "changes": [{"field": "messages"}]})
    answered = here.post(json.dumps(document).encode())
    assert answered["error"]["field"] == "entry.1.changes.0.value"
    assert "statusCode" not in answered, "a function's URL answers 200 to what has no status"
    (kept,) = here.waiting("failed-events")
    assert kept["requestPayload"]["rawPath"] == "/"
    assert len(here.waiting()) == 1


def test_an_event_that_is_no_request_waits_for_an_operator(here: Here) -> None:
    answered = receive_webhook.handler({"Records": []}, CONTEXT)
    assert answered["error"]["field"] == "requestContext.http.method"
    (kept,) = here.waiting("failed-events")
    assert kept["requestPayload"] == {"Records": []}


@pytest.mark.parametrize(("given", "told"), [(Answer.YES, "reunião aconteceu"), (Answer.NO, "não aconteceu")])
def test_a_hosts_link_asks_first_and_counts_once_its_button_is_pressed(
    here: Here, given: Answer, told: str
) -> None:
    token = attendance.token(Attendance("m1", 2, given), APP_SECRET)
    looked = here.get(f"/attendance/{token}")
    assert looked["statusCode"] == 200
    assert told in looked["body"]
    assert "<form" in looked["body"]
    assert here.waiting() == []
    pressed = here.post(b"confirm=1", path=f"/attendance/{token}")
    assert (pressed["statusCode"], told in pressed["body"]) == (200, True)
    (message,) = here.waiting()
    assert (message["version"], message["kind"], message["token"]) == (1, "attendance", token)
    assert bodies.read(json.dumps(message)) == Attendance("m1", 2, given)


def test_a_hosts_link_that_is_forged_or_not_confirmed_changes_nothing(here: Here) -> None:
    token = attendance.token(Attendance("m1", 2, Answer.NO), APP_SECRET)
    forged = attendance.token(Attendance("m1", 2, Answer.NO), "guess")
    assert here.get(f"/attendance/{forged}")["statusCode"] == 404
    assert here.post(b"confirm=1", path=f"/attendance/{forged}")["statusCode"] == 404
    assert here.post(b"", path=f"/attendance/{token}")["statusCode"] == 400
    assert here.post(b"x" * 5_000, path=f"/attendance/{token}")["statusCode"] == 413
    assert here.waiting() == []


def test_nothing_of_what_people_write_is_logged(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    (written,), stream = logger._logger.handlers, io.StringIO()
    monkeypatch.setattr(written, "stream", stream)
    token = unsubscribing.token("reference", "ana@example.com", APP_SECRET)
    here.post()
    here.post(key="guess")
    here.post(b'{"entry": 1, "Ana": "+5511987654321"}')
    here.post(b"List-Unsubscribe=One-Click", path=f"/unsubscribe/{token}")
    here.answers = [failed(0)] * 3
    with pytest.raises(Exception, match="does not take"):
        here.post()
    logged = stream.getvalue()
    assert "webhook queued" in logged
    for personal in ("Ana", "5511987654321", "ana@example.com", token, "wamid"):
        assert personal not in logged
