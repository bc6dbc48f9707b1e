"""Free text that WhatsApp took and then reported as failed, because by its clock the contact had not written lately."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.common.rules.envelope import Message
from handlers.common.rules.model import Channel, Kind
from handlers.common.rules.outcomes import Outcome
from handlers.common.rules.references import Reference
from handlers.common.rules.reports import Report, Reported
from handlers.common.rules.steps import Step
from handlers.common.storage import configuration, dynamo, keys
from handlers.dispatch import reports
from tests.handlers.dispatch.known import VARIABLES

PHONE = "+5511988000001"
CLOSED = "131047"
KINDS = [Kind.OUTREACH, Kind.FOLLOW_UP, Kind.REMINDER]


@pytest.fixture(autouse=True)
def _a_line(world: Any) -> None:
    world.tenant()
    world.campaign()
    document = {"provider": "whatsapp-cloud", "accessToken": "t1", "phoneNumberId": "106540352242922"}
    world.secret(apiUrl=f"{world.partner.url}/v23.0", **document)
    world.partner.answer = lambda _: (200, {"messages": [{"id": f"wamid.{len(world.partner.requests)}"}]})


def save_template(world: Any, kind: Kind, **values: Any) -> None:
    item = {
        "pk": keys.tenant_pk("acme"),
        "sk": keys.template_sk(Channel.WHATSAPP, kind),
        "body": "Olá! SAIR",
    }
    dynamo.client().put_item(TableName=configuration.table(), Item=dynamo.encode(item | values))
    configuration.forget()


def approve(world: Any, kind: Kind) -> None:
    save_template(world, kind, name=f"acme_{kind}", language="pt_BR", parameters=["company"])


def wrote(world: Any, **ago: float) -> None:
    before = world.address(PHONE)
    at = keys.instant(world.clock() - timedelta(**ago))
    world.put_address(PHONE, **{name: value for name, value in before.items() if name not in ("pk", "sk")})
    world.put_address(PHONE, optedOut=False, lastWroteAt=at)


def prepared(world: Any, kind: Kind, number: int = 1) -> Message:
    if kind is Kind.OUTREACH:
        return world.queued(number)
    steps = {Kind.FOLLOW_UP: Step.follow_up(1), Kind.PROPOSAL: Step.proposal("m1", 1)}
    waits = {"nextStep": Step.follow_up(1), "backlog": None, "backlogOrder": None}
    contact_id = world.contact(number, state="contacted", **waits)
    step = steps.get(kind, Step.reminder("24h", "m1", 1))
    return world.message(contact_id, kind, step=step, variables=VARIABLES)


def report(world: Any, message: Message, number: int = 1, status: Reported = Reported.FAILED) -> Report:
    """A status of the ``number``-th request for the message."""
    reference = Reference(message.contactId, message.step, Channel.WHATSAPP)
    code, outcome = (CLOSED, Outcome.WINDOW_CLOSED) if status is Reported.FAILED else ("", None)
    return Report(reference, status, world.clock(), f"wamid.{number}", code, outcome)


def settle(world: Any, *told: Report) -> None:
    assert reports.settle(told, world.clock()) == []


def where(world: Any, message: Message) -> str:
    """The state of a first message's contact, or the status of a further message."""
    if message.kind is Kind.OUTREACH:
        return world.item(message.contactId)["state"]
    return world.item(message.contactId, f"MESSAGE#{message.step}")["status"]


def goes_out_again(world: Any) -> None:
    world.release()
    records = world.receive()
    if records:
        assert world.send(*(record["body"] for record in records)) == []


def types(world: Any) -> list[str]:
    return [request["type"] for request in world.partner.requests]


def humans(world: Any) -> list[dict[str, Any]]:
    return [detail for name, detail in world.events if name == "Human Attention Needed"]


@pytest.mark.parametrize("kind", KINDS)
def test_it_goes_out_again_once_as_its_template(world: Any, kind: Kind) -> None:
    approve(world, kind)
    wrote(world, hours=23)
    message = prepared(world, kind)
    assert world.send(message) == []
    assert types(world) != ["template"]
    settle(world, report(world, message))
    assert "lastWroteAt" not in world.address(PHONE)
    goes_out_again(world)
    assert types(world)[1:] == ["template"]
    arrived = report(world, message, 2, Reported.DELIVERED)
    settle(world, arrived, report(world, message), report(world, message, 1, Reported.SENT))
    assert where(world, message) == ("contacted" if kind is Kind.OUTREACH else "sent")
    goes_out_again(world)
    assert len(types(world)) == 2
    assert humans(world) == []


def test_a_webhook_that_is_repeated_does_not_open_the_window_for_it_again(world: Any) -> None:
    approve(world, Kind.REMINDER)
    wrote(world, hours=20)
    message = prepared(world, Kind.REMINDER)
    world.send(message)
    settle(world, report(world, message))
    wrote(world, hours=20)
    goes_out_again(world)
    assert types(world)[1:] == ["template"]


def test_what_the_contact_has_written_since_opens_it(world: Any) -> None:
    approve(world, Kind.REMINDER)
    wrote(world, hours=23)
    message = prepared(world, Kind.REMINDER)
    world.send(message)
    world.clock.advance(seconds=5)
    wrote(world)
    settle(world, report(world, message))
    assert world.address(PHONE)["lastWroteAt"] == keys.instant(world.clock())
    goes_out_again(world)
    assert types(world) == ["text", "text"]


@pytest.mark.parametrize("own_text", [True, False])
def test_a_kind_without_a_template_has_failed_and_a_human_hears_of_it_once(
    world: Any, own_text: bool
) -> None:
    if own_text:
        save_template(world, Kind.PROPOSAL)
    wrote(world, hours=23)
    message = prepared(world, Kind.PROPOSAL)
    world.send(message)
    settle(world, report(world, message), report(world, message))
    settle(world, report(world, message))
    assert where(world, message) == "failed"
    assert world.item(message.contactId, f"MESSAGE#{message.step}")["reason"] == CLOSED
    human, about_the_person = humans(world)
    assert (human["reason"], human["channel"], human["kind"]) == (
        "message_unwritable",
        "whatsapp",
        "proposal",
    )
    assert about_the_person["reason"] == "message_failed"
    assert "python -m ops template put acme whatsapp proposal FILE" in human["problem"]
    assert [name for name, _ in world.events].count("Message Failed") == 1


def test_a_human_who_cannot_be_called_lets_the_report_come_again(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote(world, hours=23)
    message = prepared(world, Kind.PROPOSAL)
    world.send(message)
    told = report(world, message)
    with monkeypatch.context() as broken:
        broken.setattr("handlers.common.storage.events.raise_events", lambda *_: 1 / 0)
        assert reports.settle([told], world.clock()) == [told]
        assert where(world, message) == "sent"
    settle(world, told)
    assert where(world, message) == "failed"
    assert len(humans(world)) == 2


def test_a_template_that_is_not_delivered_either_has_failed_and_a_human_hears_of_it(world: Any) -> None:
    approve(world, Kind.OUTREACH)
    wrote(world, hours=23)
    message = prepared(world, Kind.OUTREACH)
    world.send(message)
    settle(world, report(world, message))
    goes_out_again(world)
    settle(world, report(world, message, 2))
    assert where(world, message) == "undeliverable"
    assert [human["reason"] for human in humans(world)] == ["message_unwritable"]
    goes_out_again(world)
    assert len(types(world)) == 2


@pytest.mark.parametrize("shown", [Reported.DELIVERED, Reported.READ])
def test_what_arrived_all_the_same_is_not_sent_again(world: Any, shown: Reported) -> None:
    approve(world, Kind.OUTREACH)
    wrote(world, hours=23)
    message = prepared(world, Kind.OUTREACH)
    world.send(message)
    settle(world, report(world, message, status=shown))
    settle(world, report(world, message))
    goes_out_again(world)
    assert len(types(world)) == 1


def test_a_status_that_comes_before_our_own_record_of_the_sending_sends_it_again_as_well(world: Any) -> None:
    approve(world, Kind.REMINDER)
    wrote(world, hours=23)
    message = prepared(world, Kind.REMINDER)

    def answer(_: Any) -> Any:
        settle(world, report(world, message))
        world.partner.answer = lambda _: (200, {"messages": [{"id": "wamid.2"}]})

    world.partner.answer = answer
    assert world.send(message) == []
    assert where(world, message) == "queued"
    goes_out_again(world)
    assert types(world) == ["text", "template"]


def test_whoever_has_answered_meanwhile_is_not_written_to_again(world: Any) -> None:
    approve(world, Kind.OUTREACH)
    wrote(world, hours=23)
    message = prepared(world, Kind.OUTREACH)
    world.send(message)
    world.contact(state="interested", backlog=None, backlogOrder=None)
    settle(world, report(world, message))
    goes_out_again(world)
    assert len(types(world)) == 1


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, 3]), st.sampled_from([Reported.SENT, Reported.FAILED])), max_size=6
    ),
    st.integers(2, 999_999),
)
def test_whatever_the_order_and_repetition_of_statuses_at_most_one_request_is_not_known_to_have_failed(
    world: Any, statuses: list[tuple[int, Reported]], number: int
) -> None:
    approve(world, Kind.OUTREACH)
    world.partner.requests.clear()
    world.partner.answer = lambda _: (
        200,
        {"messages": [{"id": f"wamid.{number}.{len(world.partner.requests)}"}]},
    )
    phone = f"+5511988{number:06}"
    world.put_address(phone, optedOut=False, lastWroteAt=keys.instant(world.clock() - timedelta(hours=1)))
    message = prepared(world, Kind.OUTREACH, number)
    world.send(message)
    failed: set[int] = set()
    for request, status in [*statuses, *statuses]:
        if request > len(world.partner.requests):
            continue
        told = report(world, message, request, status)._replace(
            partner_message_id=f"wamid.{number}.{request}"
        )
        settle(world, told)
        failed |= {request} if status is Reported.FAILED else set()
        goes_out_again(world)
    assert len(world.partner.requests) <= 2
    assert len(set(range(1, len(world.partner.requests) + 1)) - failed) <= 1
    state = world.item(message.contactId)["state"]
    assert state == ("undeliverable" if failed == {1, 2} else "contacted")
