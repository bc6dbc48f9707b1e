"""receive-webhook against odd requests, with queues that only remember what they were given."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from handlers import receive_webhook
from handlers.common.storage import clients, webhook_secret
from handlers.conversation.rules.whatsapp import webhooks
from tests.handlers.conversation import taken_for
from tests.handlers.conversation import webhook_mutants as mutants
from tests.handlers.conversation import webhook_requests as cases
from tests.handlers.conversation.way_in import APP_SECRET, VERIFY_TOKEN
from tests.handlers.meetings.appointments import CONTEXT

MUTANTS = int(os.environ.get("MUTANTS", "200"))


class Queues:
    """The queues and the secret, without a network."""

    def __init__(self) -> None:
        self.queued: list[str] = []
        self.kept: list[str] = []
        self.requests = 0

    def send_message_batch(self, **request: Any) -> dict[str, Any]:
        entries = request["Entries"]
        assert 1 <= len(entries) <= 10
        bodies = [each["MessageBody"] for each in entries]
        assert sum(len(body.encode()) for body in bodies) <= 1_048_576
        assert len({each["Id"] for each in entries}) == len(entries)
        self._taken(request["QueueUrl"], bodies)
        return {"Successful": [{"Id": each["Id"]} for each in entries]}

    def send_message(self, **request: Any) -> dict[str, Any]:
        self._taken(request["QueueUrl"], [request["MessageBody"]])
        return {"MessageId": "1"}

    def get_secret_value(self, **_: Any) -> dict[str, str]:
        return {"SecretString": json.dumps({"appSecret": APP_SECRET, "verifyToken": VERIFY_TOKEN})}

    def _taken(self, url: str, bodies: list[str]) -> None:
        for body in bodies:
            assert body.encode(), "the wire carries UTF-8"
            json.loads(body)
        self.requests += 1
        (self.queued if url == "inbound" else self.kept).extend(bodies)


@pytest.fixture
def queues(monkeypatch: pytest.MonkeyPatch) -> Iterator[Queues]:
    made = Queues()
    monkeypatch.setattr(clients, "hasty", lambda _: made)
    monkeypatch.setattr(clients, "sqs", lambda: made)
    monkeypatch.setenv("INBOUND_QUEUE_URL", "inbound")
    monkeypatch.setenv("FAILED_EVENTS_URL", "kept")
    monkeypatch.setenv("SECRET_WEBHOOK", "webhook")
    webhook_secret.forget()
    yield made
    webhook_secret.forget()


def answer(queues: Queues, event: dict[str, Any]) -> str:
    queues.queued.clear()
    queues.kept.clear()
    answered = receive_webhook.handler(event, CONTEXT)
    return f"{answered.get('statusCode', 200)} {len(queues.queued)} {len(queues.kept)}"


def signed(body: bytes) -> dict[str, Any]:
    headers = {webhooks.SIGNATURE_HEADER: webhooks.sign(body, APP_SECRET)}
    return cases.request("POST", "/", body, headers=headers)


def named(of: list[tuple[Any, ...]]) -> Any:
    return [pytest.param(*each[1:], id=each[0]) for each in of]


@pytest.mark.parametrize(("document", "expected"), named(cases.ELEMENTS))
def test_a_signed_document_is_split_and_what_cannot_be_read_is_kept(
    queues: Queues, document: Any, expected: str
) -> None:
    assert answer(queues, signed(json.dumps(document).encode())) in expected.split("|")


@pytest.mark.parametrize(("body", "expected"), named(cases.BODIES))
def test_a_signed_body_that_is_odd_is_queued_or_kept(queues: Queues, body: bytes, expected: str) -> None:
    assert answer(queues, signed(body)) in expected.split("|")


@pytest.mark.parametrize(("headers", "expected"), named(cases.SIGNATURES))
def test_only_what_is_signed_as_documented_gets_in(
    queues: Queues, headers: dict[str, str] | None, expected: str
) -> None:
    assert answer(queues, cases.request("POST", "/", cases.PLAIN, headers=headers)) in expected.split("|")


@pytest.mark.parametrize(("event", "expected"), named(cases.REQUESTS))
def test_every_other_request_has_its_answer(queues: Queues, event: dict[str, Any], expected: str) -> None:
    assert answer(queues, event) in expected.split("|")


def leaves(found: Any) -> set[str]:
    """The texts in a document, as JSON writes them."""
    if isinstance(found, dict):
        return set().union(*(leaves(each) for each in found.values()))
    if isinstance(found, list):
        return set().union(*(leaves(each) for each in found))
    return {json.dumps(found)} if isinstance(found, str) and found else set()


def reported(document: dict[str, Any]) -> set[str]:
    """The texts of the elements that a document reports, wherever they stand."""
    changes = [
        entry["changes"] for entry in document["entry"] if isinstance(entry, dict) and "changes" in entry
    ]
    held = [change for found in changes for change in (found if isinstance(found, list) else [found])]
    values = [change.get("value") if isinstance(change, dict) else change for change in held]
    return leaves([{**each, "contacts": None} if isinstance(each, dict) else each for each in values])


def test_of_a_webhook_in_which_anything_is_altered_nothing_is_lost_and_nothing_stops_the_rest(
    queues: Queues,
) -> None:
    outcomes: Counter[str] = Counter()
    for document in mutants.documents(MUTANTS):
        body = json.dumps(document).encode()
        answered = answer(queues, signed(body))
        assert answered.startswith("200 "), document
        assert sum(mutants.BYSTANDER in each for each in queues.queued) == 1, document
        taken = " ".join(queues.queued)
        assert queues.kept or all(text in taken for text in reported(document)), document
        for each in queues.queued:
            outcomes[taken_for.outcome(each)] += 1
    assert len(outcomes) >= 5, outcomes
