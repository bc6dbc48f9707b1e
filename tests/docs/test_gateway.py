"""The examples of docs/gateway.md, against the code of the stand-in and of the functions."""

import json
import re
from typing import Any

import pytest

from handlers.common.rules import outcomes
from handlers.common.rules.outcomes import Outcome, PartnerAnswer, Reached
from local.campaign.stand_ins.api import Answer, Request
from local.campaign.stand_ins.bodies import ErrorResponse
from local.campaign.stand_ins.gateway import Gateway, StandIns
from local.campaign.stand_ins.ledger import RequestLedger
from tests.docs import markdown

PAGE = markdown.ROOT / "docs" / "gateway.md"
BLOCKS = re.findall(r"^```json (.+)\n((?:.*\n)*?)```$", PAGE.read_text("utf-8"), re.MULTILINE)
COLLEAGUE = frozenset({"ana@example.com"})


def exchanges() -> list[tuple[str, str, str, str]]:
    """The head and body of each request with the status and body of its answer."""
    calls = [block for block in BLOCKS if block[0] != "replies"]
    return [(*asked, *answered) for asked, answered in zip(calls[::2], calls[1::2], strict=True)]


def ask(stand_ins: StandIns, partner: str, method: str, path: str, body: str) -> Answer:
    gateway = Gateway(partner, stand_ins, "k")
    headers = {"authorization": "Bearer k", "idempotency-key": f"{partner}-{path}"}
    request = Request(method, path, headers=headers, content=body.encode())
    gateway.authorize(request)
    return gateway.answer(request)


def shape(value: Any) -> Any:
    """The names and kinds of a document, whatever its ids."""
    return {name: shape(each) for name, each in value.items()} if isinstance(value, dict) else type(value)


def test_the_stand_in_takes_every_request_and_gives_the_answer_that_is_shown() -> None:
    stand_ins = StandIns(RequestLedger(), lambda *reply: None, COLLEAGUE)
    event_id = ""
    assert len(exchanges()) == 6
    for head, body, status, answer in exchanges():
        method, partner, path = head.split(" ")
        found = ask(stand_ins, partner, method, path.replace("{eventId}", event_id), body)
        assert found.status == int(status), head
        shown = json.loads(answer) if answer.strip() else None
        if path == "/availability":
            assert found.body is not None
            assert shown is not None
            assert found.body.keys() == shown.keys()
            continue
        assert (found.body and shape(found.body)) == (shown and shape(shown)), head
        event_id = str((found.body or {}).get("eventId", event_id))


@pytest.mark.parametrize("number", range(6))
def test_a_request_with_a_field_more_is_refused(number: int) -> None:
    head, body, _, _ = exchanges()[number]
    method, partner, path = head.split(" ")
    if method == "POST":
        stand_ins = StandIns(RequestLedger(), lambda *reply: None, COLLEAGUE)
        with pytest.raises(ErrorResponse) as refused:
            ask(stand_ins, partner, method, path, json.dumps({**json.loads(body), "colour": "red"}))
        assert refused.value.status == 400


def test_every_code_that_the_page_names_means_what_its_row_says() -> None:
    meanings = {
        "tried again with growing delay": {Outcome.NOT_ACCEPTED},
        "the other channel, else undeliverable": {Outcome.CONTACT_FAULT},
        "opted out at once": {Outcome.OPTED_OUT},
        "the channel is closed for the tenant, and an alarm rings": {Outcome.REFUSED_CREDENTIALS},
        "the same": {Outcome.REFUSED_TEMPLATE},
    }
    rows = [row for row in markdown.table(PAGE, "status", under="Messages") if row[2] in meanings]
    assert {row[2] for row in rows} == meanings.keys()
    for row in rows:
        for code in markdown.code(row[1]):
            answer = PartnerAnswer(Reached.ANSWERED, 422, {"error": {"code": code}})
            assert {outcomes.classify(answer)} == meanings[row[2]], code


def test_the_reply_is_one_that_handle_replies_takes() -> None:
    from handlers.conversation.rules.inbound import incoming

    ((_, text),) = [block for block in BLOCKS if block[0] == "replies"]
    reply = incoming.Reply.model_validate(json.loads(text))
    assert (reply.tenantId, reply.text) == ("aurora", "a segunda opção")
