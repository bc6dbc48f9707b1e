"""A deployment or a change of configuration in mid-campaign: docs/recovery.md, "Changes in mid-campaign"."""

from typing import Any

import pytest

from handlers.common.rules.model import Channel, Event, Kind
from handlers.common.rules.steps import OPT_OUT_ACK, Step
from handlers.common.rules.tenants import Tenant
from handlers.common.storage import configuration, dynamo, fence, keys, secrets
from handlers.dispatch.ledger import Ledger
from handlers.dispatch.storage import limits, tallies


@pytest.fixture(autouse=True)
def _a_campaign(world: Any) -> None:
    world.tenant()
    world.campaign(followUpDays=[1, 1])


def deploy() -> None:
    """Start with new processes, as after a deployment."""
    configuration.forget()
    secrets._kept.clear()
    limits._refusals.clear()
    tallies.forget()
    fence.forget()


def remove(world: Any, sk: str, tenant_id: str = "acme") -> None:
    """Remove an item of a tenant's configuration."""
    key = {"pk": keys.tenant_pk(tenant_id), "sk": sk}
    dynamo.client().delete_item(TableName=world.tables["config"], Key=dynamo.encode(key))
    configuration.forget()


def put_template(world: Any, kind: Kind, body: str) -> None:
    item = {"pk": keys.tenant_pk("acme"), "sk": keys.template_sk(Channel.WHATSAPP, kind), "body": body}
    dynamo.client().put_item(TableName=world.tables["config"], Item=dynamo.encode(item))
    configuration.forget()


def texts(world: Any) -> list[str]:
    return [request["message"] for request in world.partner.requests]


def dies_before_it_records(world: Any, message: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send a message with a function that dies before the end is on record; its lease is over afterwards."""
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "join", lambda *_: 1 / 0)
        assert world.send(message) == [0]
    world.clock.advance(minutes=31)


# A deployment of the same code


def test_a_deployment_between_any_two_steps_sends_nothing_twice(world: Any) -> None:
    world.contact()
    deploy()
    world.release()
    (record,) = world.receive()
    for _ in range(2):
        deploy()
        assert world.send(record["body"]) == []
    deploy()
    assert world.release()["released"] == 0
    assert len(world.partner.requests) == 1


def test_a_function_that_a_deployment_cut_short_is_taken_over_once_by_the_new_one(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.secret(idempotent=True)
    message = world.queued()
    dies_before_it_records(world, message, monkeypatch)
    deploy()
    for _ in range(2):
        assert world.send(message) == []
    assert [request["key"] for request in world.partner.requests] == [world.partner.requests[0]["key"]] * 2
    assert world.item(message.contactId)["state"] == "contacted"


# A rollback: what newer code has written is read by older code


@pytest.mark.parametrize(
    "newer",
    [
        ('"kind":"outreach"', '"kind":"survey"'),
        ('"version":1', '"version":2'),
        ('"version":1', '"version":1,"mood":"x"'),
    ],
)
def test_a_message_of_newer_code_waits_alone_and_goes_out_with_the_newer_code(
    world: Any, newer: tuple[str, str]
) -> None:
    good, other = world.queued(1), world.queued(2)
    body = other.model_dump_json()
    assert newer[0] in body
    assert world.send(body.replace(*newer), good) == [0]
    # Whatever the queue of failures holds is put back when the newer code is there again.
    assert world.send(other) == []
    assert len(world.partner.requests) == 2


@pytest.mark.parametrize(
    "changes", [{"state": "nurtured"}, {"channel": "telegram"}, {"undeliverableOn": ["pager"]}]
)
def test_a_contact_that_newer_code_has_changed_is_left_alone_by_older_code(
    world: Any, changes: dict[str, Any]
) -> None:
    good, other = world.queued(1), world.queued(2)
    before = world.item(other.contactId)
    put(world, before | changes)
    assert world.send(other, good) == [0]
    assert world.item(other.contactId) == before | changes
    put(world, before)
    assert world.send(other) == []
    assert len(world.partner.requests) == 2


def test_a_contact_that_waits_for_a_step_of_newer_code_goes_on_waiting(world: Any) -> None:
    strange, known = world.contact(1, nextStep="nurture#1", state="nurtured"), world.contact(2)
    before = world.item(strange)
    assert world.release()["released"] == 1
    assert [record["body"] for record in world.receive() if known in record["body"]]
    assert world.item(strange)["state"] == before["state"]
    assert {"company", "phone"} <= world.item(strange).keys()


def put(world: Any, item: dict[str, Any]) -> None:
    dynamo.client().put_item(TableName=world.tables["contacts"], Item=dynamo.encode(item))


# A changed template


def test_a_template_that_changed_between_two_follow_ups_holds_for_those_to_come(world: Any) -> None:
    contact = world.contact(1, state="contacted", nextStep=Step.follow_up(1))
    for number, text in (
        (1, "Tudo bem? Responda SAIR para parar."),
        (2, "E agora? Responda SAIR para parar."),
    ):
        put_template(world, Kind.FOLLOW_UP, text)
        assert world.send(world.message(contact, Kind.FOLLOW_UP, step=Step.follow_up(number))) == []
    assert texts(world) == ["Tudo bem? Responda SAIR para parar.", "E agora? Responda SAIR para parar."]


@pytest.mark.parametrize(("status", "state"), [(200, "contacted"), (422, "unknown"), (400, "unknown")])
def test_a_template_that_changed_between_a_claim_and_its_takeover_never_makes_a_second_message(
    world: Any, monkeypatch: pytest.MonkeyPatch, status: int, state: str
) -> None:
    world.secret(idempotent=True)
    message = world.queued()
    dies_before_it_records(world, message, monkeypatch)
    put_template(world, Kind.OUTREACH, "Outro texto. Responda SAIR para parar.")
    # The partner knows the key, and another body under it.
    world.partner.answer = lambda request: (status, {"messageId": "m", "error": {"code": "key_reused"}})
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == state
    assert len({request["key"] for request in world.partner.requests}) == 1
    requests = len(world.partner.requests)
    called = [detail["reason"] for name, detail in world.events if name == Event.HUMAN_ATTENTION_NEEDED]
    assert called == (["message_unknown"] if state == "unknown" else [])
    world.release()
    assert world.send(message) == []
    assert len(world.partner.requests) == requests


# A removed tenant, and a removed campaign


@pytest.mark.parametrize("removed", [keys.PROFILE_SK, keys.campaign_sk("spring")])
def test_what_a_removed_tenant_or_campaign_was_to_send_ends_once_and_on_record(
    world: Any, removed: str
) -> None:
    outreach = world.queued(1)
    person = world.contact(2, state="contacted")
    proposal = world.message(person, Kind.PROPOSAL, step=Step.proposal("m", 1), meetingId="m")
    remove(world, removed)
    for _ in range(2):
        assert world.send(outreach, proposal) == []
    assert world.partner.requests == []
    reason = "tenant_removed" if removed == keys.PROFILE_SK else "campaign_removed"
    item = world.item(person, keys.message_sk(proposal.step))
    assert (item["status"], item["reason"]) == ("failed", reason)
    assert [(line["what"], line["detail"]) for line in world.history(person)] == [("failed", reason)]
    assert world.item(outreach.contactId)["state"] == "queued"
    called = [detail["reason"] for name, detail in world.events if name == Event.HUMAN_ATTENTION_NEEDED]
    assert called == (["message_failed"] if reason == "campaign_removed" else [])


@pytest.mark.parametrize("removed", [keys.PROFILE_SK, keys.campaign_sk("spring")])
def test_who_waited_for_a_removed_tenant_or_campaign_is_written_to_when_it_is_back(
    world: Any, removed: str
) -> None:
    outreach = world.queued(1)
    remove(world, removed)
    assert world.send(outreach) == []
    assert world.release()["released"] == 0
    world.tenant()
    world.campaign()
    assert world.release()["released"] == 1
    assert world.send(*(record["body"] for record in world.receive())) == []
    assert world.item(outreach.contactId)["state"] == "contacted"


def test_a_kept_message_of_a_removed_campaign_is_brought_back_once_and_fills_no_queue_of_failures(
    world: Any,
) -> None:
    world.partner.answer = lambda request: (401, {"error": {"code": "unauthorized"}})
    person = world.contact(1, state="contacted")
    confirmation = world.message(person, Kind.CONFIRMATION, step=Step.confirmation("m", 1))
    assert world.send(confirmation) == []
    assert world.item(person, keys.message_sk(confirmation.step))["status"] == "queued"
    remove(world, keys.campaign_sk("spring"))
    brought = []
    for _ in range(3):
        due(world, person, confirmation.step)
        world.release()
        records = [record["body"] for record in world.receive()]
        brought.append(len(records))
        assert not records or world.send(*records) == []
    assert brought == [1, 0, 0]
    assert world.item(person, keys.message_sk(confirmation.step))["status"] == "failed"


def due(world: Any, contact_id: str, step: str) -> None:
    item = world.item(contact_id, keys.message_sk(step))
    if "backlogOrder" in item:
        put(world, item | {"backlogOrder": "0#2020-01-01T00:00:00.000Z"})


def test_a_removed_tenant_holds_up_nobody_elses_messages(world: Any) -> None:
    configuration.put_tenant(Tenant.model_validate_json(other_tenant()))
    world.campaign(tenantId="other")
    gone = world.queued(1)
    kept = world.queued(2, tenantId="other")
    acknowledgement = world.message(gone.contactId, Kind.OPT_OUT_ACK, step=OPT_OUT_ACK)
    remove(world, keys.PROFILE_SK)
    assert world.send(gone, acknowledgement, kept.model_copy(update={"tenantId": "other"})) == []
    assert len(world.partner.requests) == 1
    assert world.item(kept.contactId)["state"] == "contacted"


def other_tenant() -> str:
    tenant = configuration.tenant("acme")
    assert tenant is not None
    return tenant.model_copy(update={"tenantId": "other"}).model_dump_json()
