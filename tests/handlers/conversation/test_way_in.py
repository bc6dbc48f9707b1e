"""Webhooks over the function's URL on the embedded cloud, with its role: what is signed gets in, nothing else does."""

import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from handlers.common.rules import unsubscribing
from handlers.conversation.rules.whatsapp import webhooks
from local.cloud import Cloud
from tests.handlers.conversation.way_in import (
    APP_SECRET,
    VERIFY_TOKEN,
    WayIn,
    deployed,
    ids,
    webhook,
)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pulumi_aws")

SAMPLE = 60
"""Webhooks that come at once; ``make webhooks`` sends a thousand."""


@pytest.fixture(scope="module")
def there(cloud: Cloud) -> WayIn:
    return deployed(cloud)


@pytest.fixture
def way_in(there: WayIn) -> Iterator[WayIn]:
    yield there
    for queue in there.queues:
        there.waiting(queue)


def test_a_signed_webhook_is_answered_200_and_waits_message_by_message(way_in: WayIn) -> None:
    assert way_in.post(webhook(1, 2)) == 200
    waiting = way_in.waiting()
    assert sorted(ids(waiting)) == ["wamid.1", "wamid.2"]
    assert {message["line"] for message in waiting} == {"106540352242922"}


def test_a_body_that_the_url_hands_over_in_base64_is_read_by_its_bytes(way_in: WayIn) -> None:
    assert way_in.post(webhook(1), Content_Type="application/octet-stream") == 200
    assert ids(way_in.waiting()) == ["wamid.1"]


BODY = webhook(1)
SIGNED = webhooks.sign(BODY, APP_SECRET)


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        pytest.param(BODY, "", id="unsigned"),
        pytest.param(BODY, webhooks.sign(BODY, "another-secret"), id="forged"),
        pytest.param(BODY.replace(b"wamid.1", b"wamid.2"), SIGNED, id="altered"),
        pytest.param(BODY[:-1], SIGNED, id="truncated"),
        pytest.param(BODY + b" ", SIGNED, id="lengthened"),
        pytest.param(BODY.decode().encode("utf-16"), SIGNED, id="wrongly encoded"),
        pytest.param(b"\xff\xfe\x80", SIGNED, id="no text at all"),
        pytest.param(b"", SIGNED, id="empty"),
        pytest.param(gzip.compress(BODY, mtime=0), SIGNED, id="packed"),
        pytest.param(BODY, SIGNED.upper(), id="in capitals"),
        pytest.param(BODY, SIGNED.removeprefix("sha256="), id="without its method"),
        pytest.param(BODY, SIGNED.replace("sha256", "sha1"), id="by another method"),
    ],
)
def test_what_is_not_signed_as_it_is_is_answered_401_and_nothing_is_kept(
    way_in: WayIn, body: bytes, signature: str
) -> None:
    assert way_in.post(body, signature) == 401
    assert way_in.waiting() == way_in.waiting("failed-events") == []


def test_a_body_that_is_larger_than_any_of_the_providers_is_answered_413(way_in: WayIn) -> None:
    body = b" " * (3 * 1024 * 1024 + 1)
    assert way_in.post(body) == way_in.post(body, "") == 413
    assert way_in.waiting() == []


def test_a_webhook_that_is_played_again_is_the_same_message_again(way_in: WayIn) -> None:
    assert way_in.post(webhook(1)) == way_in.post(webhook(1)) == 200
    assert ids(way_in.waiting()) == ["wamid.1", "wamid.1"]


@pytest.mark.parametrize("body", [b'{"entry": [', b"[]", b"\x80", b"null"])
def test_what_is_signed_and_cannot_be_read_is_answered_200_and_kept_for_an_operator(
    way_in: WayIn, body: bytes
) -> None:
    assert way_in.post(body, Content_Type="application/octet-stream") == 200
    (kept,) = way_in.waiting("failed-events")
    assert kept["requestContext"]["condition"] == "Malformed"
    assert kept["requestPayload"]["requestContext"]["http"]["method"] == "POST"


def test_the_largest_body_that_cannot_be_read_is_kept_by_its_beginning(way_in: WayIn) -> None:
    assert way_in.post(b"?" * webhooks.LARGEST_BODY) == 200
    (kept,) = way_in.waiting("failed-events")
    assert "???" in kept["requestPayload"]["cut"]


def test_a_queue_that_cannot_be_reached_is_answered_5xx_and_the_repeat_gets_in(way_in: WayIn) -> None:
    lambda_ = way_in.cloud.client("lambda")
    before = lambda_.get_function_configuration(FunctionName=way_in.function)["Environment"]["Variables"]
    gone = before | {"INBOUND_QUEUE_URL": f"{before['INBOUND_QUEUE_URL']}-gone"}
    lambda_.update_function_configuration(FunctionName=way_in.function, Environment={"Variables": gone})
    assert way_in.post(webhook(1)) >= 500
    lambda_.update_function_configuration(FunctionName=way_in.function, Environment={"Variables": before})
    way_in.deliver(webhook(1))
    assert ids(way_in.waiting()) == ["wamid.1"]


def test_the_right_verify_token_is_answered_with_the_challenge_alone(way_in: WayIn) -> None:
    asked = f"/?hub.mode=subscribe&hub.verify_token={VERIFY_TOKEN}&hub.challenge=1158201444"
    answered = way_in.request("GET", asked)
    assert (answered.status, answered.data) == (200, b"1158201444")
    assert answered.headers["Content-Type"].startswith("text/plain")
    assert way_in.request("GET", asked.replace(VERIFY_TOKEN, "guess")).status == 403
    assert way_in.request("GET", "/").status == 403


def test_an_unsubscribe_link_asks_first_and_counts_once_it_is_posted_to(way_in: WayIn) -> None:
    token = unsubscribing.token("reference", "ana@example.com", APP_SECRET)
    page = way_in.request("GET", f"/unsubscribe/{token}")
    assert (page.status, "Parar de receber" in page.data.decode()) == (200, True)
    assert way_in.waiting() == []
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    assert (
        way_in.request("POST", f"/unsubscribe/{token}", b"List-Unsubscribe=One-Click", **form).status == 200
    )
    (wish,) = way_in.waiting()
    assert (wish["version"], wish["kind"], wish["token"]) == (1, "unsubscribe", token)


def test_a_link_that_is_not_signed_and_a_post_that_is_no_click_change_nothing(way_in: WayIn) -> None:
    token = unsubscribing.token("reference", "ana@example.com", APP_SECRET)
    forged = unsubscribing.token("reference", "ana@example.com", "guess")
    click = b"List-Unsubscribe=One-Click"
    assert way_in.request("POST", f"/unsubscribe/{forged}", click).status == 404
    assert way_in.request("GET", f"/unsubscribe/{forged}").status == 404
    assert way_in.request("POST", f"/unsubscribe/{token}", b"").status == 400
    assert way_in.request("POST", f"/unsubscribe/{token}", b"x" * 5_000).status == 413
    assert way_in.waiting() == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/favicon.ico", 404),
        ("POST", "/webhook", 404),
        ("PUT", "/", 405),
        ("DELETE", "/unsubscribe/x", 405),
    ],
)
def test_nothing_else_is_answered(way_in: WayIn, method: str, path: str, status: int) -> None:
    assert way_in.request(method, path).status == status


def test_of_many_webhooks_at_once_none_is_lost(way_in: WayIn) -> None:
    bodies = [webhook(*range(number * 3, number * 3 + 3)) for number in range(SAMPLE)]
    with ThreadPoolExecutor(8) as providers:
        list(providers.map(way_in.deliver, bodies))
    assert set(ids(way_in.waiting())) == {f"wamid.{number}" for number in range(SAMPLE * 3)}
