"""receive-mail: a mail in the inbound bucket waits in the inbound queue, and none is lost."""

import json
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from botocore.exceptions import ClientError

from handlers import receive_mail
from handlers.common.storage import clients
from handlers.conversation import receiving_mail
from handlers.conversation.storage import inbound_mail
from local.cloud import Cloud
from tests.handlers.meetings.appointments import CONTEXT
from tests.hostile import strategies

MAILS = Path(__file__).with_name("mail")
AT = "2026-11-23T13:42:08.000Z"


class Here:
    """The bucket and the queues."""

    def __init__(self, cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
        prefix = uuid.uuid4().hex[:8]
        self.sqs, self.bucket = cloud.client("sqs"), f"{prefix}-inbound"
        cloud.client("s3").create_bucket(Bucket=self.bucket)
        self.urls = {
            name: self.sqs.create_queue(QueueName=f"{prefix}-{name}")["QueueUrl"]
            for name in ("inbound-queue", "failed-events")
        }
        monkeypatch.setenv("INBOUND_QUEUE_URL", self.urls["inbound-queue"])
        monkeypatch.setenv("FAILED_EVENTS_URL", self.urls["failed-events"])
        monkeypatch.setenv("INBOUND_MAIL_DOMAIN", "respostas.acme.com.br")

    def arrived(self, raw: bytes, name: str = "") -> dict[str, Any]:
        """Put a mail as SES does, and return the record of it in a notification."""
        key = f"mail/{name or uuid.uuid4().hex}"
        clients.s3().put_object(Bucket=self.bucket, Key=key, Body=raw)
        return self.record(key)

    def record(self, key: str) -> dict[str, Any]:
        stored = {"key": quote_plus(key, safe="/"), "sequencer": "01"}
        return {"eventTime": AT, "s3": {"bucket": {"name": self.bucket}, "object": stored}}

    def waiting(self, queue: str = "inbound-queue") -> list[dict[str, Any]]:
        found, url = [], self.urls[queue]
        while messages := self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                found.append(json.loads(message["Body"]))
        return found


def mail(name: str) -> bytes:
    return (MAILS / f"{name}.eml").read_bytes()


def handle(*records: Any) -> Any:
    return receive_mail.handler({"Records": list(records)}, CONTEXT)


@pytest.fixture
def here(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(cloud, monkeypatch)


def test_a_mail_in_the_bucket_waits_in_the_queue_with_the_persons_words_alone(here: Here) -> None:
    assert handle(here.arrived(mail("gmail-web-pt"))) == {"mails": ["mail"]}
    (body,) = here.waiting()
    assert body == {
        "version": 1,
        "kind": "mail",
        "receivedAt": "2026-11-23T13:42:08+00:00",
        "messageId": "CAJ7x+1a2b3c4d5e@mail.cliente-exemplo.com.br",
        "from": "joao.modelo@cliente-exemplo.com.br",
        "to": ["0f1e2d3c4b5a69788796a5b4c3d2e1f0.5d1f0c9a7b3e@respostas.acme.com.br"],
        "references": [
            "0f1e2d3c4b5a69788796a5b4c3d2e1f0.a1b2c3d4e5f6@respostas.acme.com.br",
            "0100019a7c1e4f20-6b1d0c52-3f47-4c9e-8a2d-5e6f7a8b9c0d-000000@email.amazonses.com",
        ],
        "subject": "Re: Estoque",
        "text": "Oi! Tenho interesse, sim. Pode ser na quinta às 15h.",
        "automatic": False,
        "trusted": True,
    }


def test_every_mail_of_a_notification_waits_reports_too(here: Here) -> None:
    records = [here.arrived(mail(name)) for name in ("iphone-pt", "bounce-gmail", "complaint-arf")]
    assert handle(*records) == {"mails": ["mail", "mail-report", "mail-report"]}
    assert [body.get("report") for body in here.waiting()] == [None, "bounce", "complaint"]


def test_a_mail_that_is_notified_twice_gives_the_same_message(here: Here) -> None:
    record = here.arrived(mail("no-message-id-pt"))
    handle(record)
    handle(record)
    first, again = here.waiting()
    assert first == again


def test_a_mail_far_over_the_limit_is_read_as_far_as_its_text_goes(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbound_mail, "MOST_BYTES", 4_000)
    raw = mail("attachment-names-rfc2231-pt").rpartition(b"--b2--")[0]
    handle(here.arrived(raw + b"--b2\r\nContent-Type: application/pdf\r\n\r\n" + b"x" * 100_000))
    assert [body["text"] for body in here.waiting()] == ["Segue o contrato."]


def test_what_ses_puts_there_to_try_the_bucket_out_is_no_mail(here: Here) -> None:
    record = here.arrived(b"Hello", receiving_mail.SETUP_NOTICE)
    assert handle(record) == {"mails": ["ignored"]}
    assert here.waiting() == []


def test_what_is_no_mail_at_all_waits_too_for_somebody_to_look_at(here: Here) -> None:
    handle(here.arrived(b"\x89PNG\r\n\x1a\n\x00\x00"))
    (body,) = here.waiting()
    assert (body["kind"], body["from"], body["to"]) == ("mail", "", [])


def test_a_mail_that_is_not_there_is_kept_for_an_operator_and_the_others_wait(here: Here) -> None:
    record = here.record("mail/gone")
    answer = handle(record, here.arrived(mail("iphone-pt")))
    assert answer["error"]["field"] == "Records"
    assert len(here.waiting()) == 1
    (kept,) = here.waiting("failed-events")
    assert kept["requestPayload"]["Records"][0] == record
    assert "mail/gone" in kept["responsePayload"]["errorMessage"]


@pytest.mark.parametrize("event", [{}, {"Records": [{"s3": {}}]}, {"Records": "x"}, None])
def test_a_notification_that_cannot_be_understood_is_kept_for_an_operator(here: Here, event: Any) -> None:
    assert "error" in receive_mail.handler(event, CONTEXT)
    (kept,) = here.waiting("failed-events")
    assert kept["requestPayload"] == event


def test_a_hostile_value_anywhere_in_a_notification_is_named_and_kept(here: Here) -> None:
    valid = {"Records": [here.arrived(mail("iphone-pt"))]}
    key = valid["Records"][0]["s3"]["object"]["key"]
    # SES names the objects: a key that is none of its own never gets here.
    events = [event for event in strategies.every_single(valid) if key in json.dumps(event)]
    for event in events[::19]:
        answer = receive_mail.handler(event, CONTEXT)
        kept = [json.dumps(each["requestPayload"]) for each in here.waiting("failed-events")]
        told = answer.get("error")
        assert kept == ([] if told is None else [json.dumps(event)])
        assert told is None or told["field"] in told["message"]


def test_a_queue_that_cannot_be_reached_leaves_the_mail_to_the_next_attempt(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = here.arrived(mail("iphone-pt"))
    monkeypatch.setenv("INBOUND_QUEUE_URL", here.urls["inbound-queue"] + "-gone")
    with pytest.raises(Exception, match=r"QueueDoesNotExist|NonExistentQueue"):
        handle(record)
    monkeypatch.setenv("INBOUND_QUEUE_URL", here.urls["inbound-queue"])
    handle(record)
    assert len(here.waiting()) == 1


def test_a_bucket_that_fails_leaves_the_mail_to_the_next_attempt(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise ClientError({"Error": {"Code": "SlowDown"}}, "GetObject")

    record = here.arrived(mail("iphone-pt"))
    with monkeypatch.context() as broken:
        broken.setattr(clients.s3(), "get_object", fail)
        with pytest.raises(Exception, match="SlowDown"):
            handle(record)
    handle(record)
    assert len(here.waiting()) == 1


def test_no_line_of_the_log_tells_who_wrote_or_what(here: Here, caplog: pytest.LogCaptureFixture) -> None:
    handle(here.arrived(mail("gmail-web-pt")))
    (line,) = [record for record in caplog.records if record.message == "mail queued"]
    assert "joao" not in str(line.__dict__).lower()
    assert "quinta" not in str(line.__dict__).lower()
