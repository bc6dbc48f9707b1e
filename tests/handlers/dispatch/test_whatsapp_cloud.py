"""Messages through WhatsApp Cloud, within and outside the 24 hours after the contact last wrote."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.common.rules.envelope import Invitation
from handlers.common.rules.model import OFFERING_KINDS, Channel, Kind
from handlers.common.rules.references import Reference
from handlers.common.rules.steps import OUTREACH, Step
from handlers.common.storage import configuration, dynamo, keys
from handlers.dispatch.rules.whatsapp_bodies import WINDOW, WINDOW_MARGIN
from tests.handlers.dispatch.known import VARIABLES

PHONE = "+5511988000001"
LINE = "106540352242922"
ACCEPTED = (200, {"messages": [{"id": "wamid.1"}]})


@pytest.fixture(autouse=True)
def _a_line(world: Any) -> None:
    world.tenant()
    world.campaign()
    document = {"provider": "whatsapp-cloud", "accessToken": "t1", "apiUrl": f"{world.partner.url}/v23.0"}
    world.secret(phoneNumberId=LINE, **document)
    world.partner.answer = lambda request: (200, {"messages": [{"id": f"wamid.{request['to']}"}]})


def save_template(world: Any, kind: Kind, **changes: Any) -> None:
    values = {"body": "Olá! SAIR", "name": f"acme_{kind}", "language": "pt_BR", "parameters": ["company"]}
    item = {"pk": keys.tenant_pk("acme"), "sk": keys.template_sk(Channel.WHATSAPP, kind), **values | changes}
    dynamo.client().put_item(TableName=configuration.table(), Item=dynamo.encode(item))
    configuration.forget()


def wrote(world: Any, **ago: float) -> None:
    world.put_address(PHONE, lastWroteAt=keys.instant(world.clock() - timedelta(**ago)))


def refuse(world: Any, code: int, status: int = 400) -> None:
    world.partner.answer = lambda _: (status, {"error": {"code": code, "message": "(#1) …"}})


def further(world: Any, kind: Kind, step: str | None = None) -> Any:
    """A message beyond the first one, to a contact who has been written to."""
    state = "opted_out" if kind is Kind.OPT_OUT_ACK else "contacted"
    contact_id = world.contact(state=state, nextStep="follow_up#1")
    return world.message(contact_id, kind, step=step or Step.follow_up(1), variables=VARIABLES)


def humans(world: Any) -> list[dict[str, Any]]:
    return [detail for name, detail in world.events if name == "Human Attention Needed"]


def test_a_first_message_goes_out_as_the_tenants_template(world: Any) -> None:
    save_template(world, Kind.OUTREACH, optOutButton=True)
    message = world.queued()
    assert world.send(message) == []
    (request,) = world.partner.requests
    assert request["path"] == f"/v23.0/{LINE}/messages"
    assert request["authorization"] == "Bearer t1"
    assert request["key"] is None
    assert request["to"] == "5511988000001"
    assert request["template"]["name"] == "acme_outreach"
    assert request["template"]["components"][0]["parameters"] == [{"type": "text", "text": "Empresa 1"}]
    reference = Reference(message.contactId, OUTREACH, Channel.WHATSAPP)
    assert request["biz_opaque_callback_data"] == reference.text
    item = world.item(message.contactId)
    assert (item["state"], item["partnerMessageId"]) == ("contacted", "wamid.5511988000001")


def test_a_tenant_writes_from_its_own_line(world: Any) -> None:
    world.tenant(phoneNumberId="777")
    save_template(world, Kind.OUTREACH)
    assert world.send(world.queued()) == []
    assert world.partner.requests[0]["path"] == "/v23.0/777/messages"


def test_without_a_line_nothing_is_sent_and_the_channel_is_closed(world: Any) -> None:
    world.secret(provider="whatsapp-cloud", accessToken="t1", apiUrl=world.partner.url)
    save_template(world, Kind.OUTREACH)
    message = world.queued()
    assert world.send(message) == []
    assert not world.partner.requests
    assert world.item(message.contactId)["state"] == "new"
    assert world.close_channel()["reason"] == "refused_credentials"


def test_a_kind_without_a_template_waits_and_a_human_hears_how_to_save_one(world: Any) -> None:
    messages = [world.queued(number) for number in (1, 2)]
    assert world.send(*messages) == []
    assert not world.partner.requests
    assert {world.item(message.contactId)["state"] for message in messages} == {"new"}
    (human,) = humans(world)
    assert human["reason"] == "message_unwritable"
    assert "tenant acme has no template for outreach" in human["problem"]
    assert "python -m ops template put acme whatsapp outreach FILE" in human["problem"]
    assert not world.close_channel()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    ("ago", "is_open"),
    [
        (None, False),
        (timedelta(0), True),
        (WINDOW - WINDOW_MARGIN - timedelta(seconds=1), True),
        (WINDOW - WINDOW_MARGIN, False),
        (WINDOW, False),
    ],
)
def test_free_text_goes_out_only_while_the_window_is_open(
    world: Any, kind: Kind, ago: timedelta | None, is_open: bool
) -> None:
    save_template(world, kind)
    if ago is not None:
        wrote(world, seconds=ago.total_seconds())
    steps = {kind: Step.proposal("m1", number) for number, kind in enumerate(OFFERING_KINDS, 1)}
    steps |= {Kind.FOLLOW_UP: Step.follow_up(1)}
    message = (
        world.queued() if kind is Kind.OUTREACH else further(world, kind, steps.get(kind, Step(kind.value)))
    )
    assert world.send(message) == []
    (request,) = world.partner.requests
    assert (request["type"] != "template") is is_open


def test_the_window_of_another_number_of_the_contact_does_not_count(world: Any) -> None:
    save_template(world, Kind.OUTREACH)
    message = world.queued(otherAddresses=["+5511977000001"])
    world.put_address("+5511977000001", lastWroteAt=keys.instant(world.clock()))
    assert world.send(message) == []
    assert world.partner.requests[0]["type"] == "template"


@pytest.mark.parametrize("is_first", [True, False])
def test_a_window_that_meta_knows_to_be_closed_is_forgotten_and_the_message_comes_again_as_a_template(
    world: Any, is_first: bool
) -> None:
    save_template(world, Kind.OUTREACH)
    save_template(world, Kind.REMINDER)
    wrote(world, hours=1)
    message = world.queued() if is_first else further(world, Kind.REMINDER, "reminder_24h#m1#v1")
    refuse(world, 131047)
    assert world.send(message) == []
    assert "lastWroteAt" not in world.address(PHONE)
    assert len(world.partner.requests) == 1
    assert not humans(world)
    item = (
        world.item(message.contactId)
        if is_first
        else world.item(message.contactId, f"MESSAGE#{message.step}")
    )
    assert (item["state"] if is_first else item["status"]) == ("new" if is_first else "queued")
    assert item["backlogOrder"].endswith(keys.instant(world.clock()))
    world.partner.answer = lambda _: (200, {"messages": [{"id": "wamid.2"}]})
    assert world.release()
    bodies = [record["body"] for record in world.receive()]
    assert world.send(*bodies) == []
    assert [request["type"] for request in world.partner.requests][1:] == ["template"]


def test_what_the_contact_has_written_meanwhile_is_not_forgotten(world: Any) -> None:
    wrote(world, hours=23)
    message = world.queued()
    later = keys.instant(world.clock())

    def answer(_: Any) -> Any:
        world.put_address(PHONE, lastWroteAt=later)
        return 400, {"error": {"code": 131047}}

    world.partner.answer = answer
    assert world.send(message) == []
    assert world.address(PHONE)["lastWroteAt"] == later


@pytest.mark.parametrize("code", [132000, 132001, 132012, 132015, 132018, 131047, 100, 131008, 131009])
def test_a_refused_template_holds_its_kind_and_not_the_channel(world: Any, code: int) -> None:
    save_template(world, Kind.OUTREACH)
    refuse(world, code)
    messages = [world.queued(number) for number in (1, 2, 3)]
    assert world.send(*messages) == []
    assert len(world.partner.requests) == 3
    due = keys.instant(world.clock() + timedelta(hours=1))
    for message in messages:
        item = world.item(message.contactId)
        assert (item["state"], item["backlogOrder"]) == ("new", f"2#{due}")
    (human,) = humans(world)
    assert (human["reason"], human["kind"]) == ("message_unwritable", "outreach")
    assert str(code) in human["problem"]
    assert not world.close_channel()
    assert world.usage().day_count == 0


@pytest.mark.parametrize("code", [130472, 131049])
def test_whom_meta_does_not_deliver_to_for_now_waits_a_day(world: Any, code: int) -> None:
    save_template(world, Kind.OUTREACH)
    refuse(world, code)
    message = world.queued()
    assert world.send(message) == []
    item = world.item(message.contactId)
    due = keys.instant(world.clock() + timedelta(days=1))
    assert (item["state"], item["backlogOrder"]) == ("new", f"2#{due}")
    assert len(world.partner.requests) == 1
    assert not humans(world)


def test_a_line_that_is_restricted_for_its_quality_rests_for_an_hour(world: Any) -> None:
    save_template(world, Kind.OUTREACH)
    refuse(world, 131048)
    message = world.queued()
    assert world.send(message) == []
    assert len(world.partner.requests) == 1
    retry_at = keys.instant(world.clock() + timedelta(hours=1))
    assert world.close_channel()["retryAt"] == retry_at
    assert world.item(message.contactId)["backlogOrder"] == f"2#{retry_at}"


def test_an_expired_token_is_read_again_once_and_the_message_goes_out_under_the_new_one(world: Any) -> None:
    save_template(world, Kind.OUTREACH)
    document = {"provider": "whatsapp-cloud", "apiUrl": f"{world.partner.url}/v23.0", "phoneNumberId": LINE}

    def answer(request: Any) -> Any:
        if request["authorization"] == "Bearer t2":
            return 200, {"messages": [{"id": "wamid.1"}]}
        world.secret(accessToken="t2", **document)
        return 401, {"error": {"code": 190}}

    world.partner.answer = answer
    message = world.queued()
    assert world.send(message) == []
    assert [request["authorization"] for request in world.partner.requests] == ["Bearer t1", "Bearer t2"]
    assert world.item(message.contactId)["state"] == "contacted"


@pytest.mark.parametrize(("code", "status"), [(131000, 500), (2, 503), (135000, 400)])
def test_what_may_have_been_accepted_is_never_sent_again(world: Any, code: int, status: int) -> None:
    save_template(world, Kind.OUTREACH)
    refuse(world, code, status)
    message = world.queued()
    assert world.send(message) == []
    assert len(world.partner.requests) == 1
    item = world.item(message.contactId)
    assert (item["state"], item["failure"]) == ("unknown", str(code))


def test_a_code_that_nobody_knows_is_in_the_log_with_its_number(world: Any, caplog: Any) -> None:
    save_template(world, Kind.OUTREACH)
    refuse(world, 135000)
    world.send(world.queued())
    (record,) = [each for each in caplog.records if each.message == "a code of WhatsApp's is not known"]
    assert record.code == "135000"


def test_a_pair_that_is_written_to_too_often_is_tried_again_later(world: Any) -> None:
    save_template(world, Kind.OUTREACH)
    answers = [(429, {"error": {"code": 131056}}), (200, {"messages": [{"id": "wamid.1"}]})]
    world.partner.answer = lambda _: answers.pop(0)
    message = world.queued()
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == "contacted"
    assert 1.0 in world.clock.waits


@pytest.mark.parametrize(("code", "state"), [(131026, "undeliverable"), (131050, "opted_out")])
def test_the_contacts_own_end_is_recorded_as_that(world: Any, code: int, state: str) -> None:
    save_template(world, Kind.OUTREACH)
    refuse(world, code)
    message = world.queued()
    assert world.send(message) == []
    assert world.item(message.contactId)["state"] == state


def test_a_country_that_the_account_may_not_write_to_closes_the_channel_only_where_most_contacts_are(
    world: Any,
) -> None:
    save_template(world, Kind.OUTREACH)
    refuse(world, 130497, 403)
    abroad = world.queued(1, phone="+351912345678")
    assert world.send(abroad) == []
    assert world.item(abroad.contactId)["state"] == "undeliverable"
    assert not world.close_channel()
    at_home = world.queued(2)
    assert world.send(at_home) == []
    assert world.item(at_home.contactId)["state"] == "new"
    assert world.close_channel()["reason"] == "130497"


def test_a_secret_that_turns_to_whatsapp_cloud_meanwhile_lets_no_free_text_out(world: Any) -> None:
    document = {"provider": "whatsapp-cloud", "accessToken": "t2", "apiUrl": world.partner.url}

    def answer(_: Any) -> Any:
        world.secret(phoneNumberId=LINE, **document)
        return 401, {}

    world.secret()
    world.partner.answer = answer
    message = world.queued()
    assert world.send(message) == []
    assert len(world.partner.requests) == 1
    assert world.item(message.contactId)["state"] == "new"
    assert [human["reason"] for human in humans(world)] == ["message_unwritable"]


def test_ten_messages_cost_no_more_requests_than_through_a_gateway(world: Any) -> None:
    def cost(number: int) -> int:
        messages = [world.queued(number + each) for each in range(10)]
        world.send(world.queued(number + 10))
        world.requests.clear()
        assert world.send(*messages) == []
        return sum(world.requests.values())

    save_template(world, Kind.OUTREACH)
    through_cloud = cost(100)
    world.secret()
    assert through_cloud <= cost(200)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("wait"), st.integers(0, 30 * 60)),
            st.tuples(st.just("write"), st.just(0)),
            st.tuples(st.just("send"), st.sampled_from([400, 429, 200])),
        ),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 10_000),
)
def test_whatever_the_order_of_events_no_free_text_goes_out_more_than_a_day_after_the_last_message(
    world: Any, events: list[tuple[str, int]], run: int
) -> None:
    save_template(world, Kind.REMINDER)
    contact_id = world.contact(state="scheduled", backlog=None, backlogOrder=None)
    world.partner.requests.clear()
    last_wrote = None
    world.put_address(PHONE)
    for number, (event, amount) in enumerate(events):
        if event == "wait":
            world.clock.advance(minutes=amount)
        elif event == "write":
            last_wrote = world.clock()
            world.put_address(PHONE, lastWroteAt=keys.instant(last_wrote))
        else:
            asked_at: list[Any] = []

            def answer(request: Any, amount: int = amount, asked_at: list[Any] = asked_at) -> Any:
                asked_at.append((request["type"], world.clock()))
                first = len(asked_at) == 1
                codes = {400: 131047, 429: 130429}
                return (amount, {"error": {"code": codes[amount]}}) if first and amount in codes else ACCEPTED

            world.partner.answer = answer
            world.send(
                world.message(contact_id, Kind.REMINDER, step=f"reminder_{run}_{number}", variables=VARIABLES)
            )
            for kind, at in asked_at:
                assert kind == "template" or (last_wrote is not None and at < last_wrote + WINDOW)


def test_who_is_asked_back_may_press_yes_or_no(world: Any) -> None:
    wrote(world, hours=0)
    reply_id = "0a" * 16
    asked = {"question": "Quer cancelar a reunião de quinta-feira, 26/11, às 10h?"}
    contact_id = world.contact(state="scheduled", nextStep=None)
    step = Step.answering(Kind.CHECK, reply_id)
    assert world.send(world.message(contact_id, Kind.CHECK, step=step, variables=asked)) == []
    interactive = world.partner.requests[-1]["interactive"]
    assert interactive["body"]["text"] == f"{asked['question']}\n\n1) Sim\n2) Não"
    assert [each["reply"]["id"] for each in interactive["action"]["buttons"]] == [
        f"yes.{reply_id}",
        f"no.{reply_id}",
    ]


def test_the_end_of_an_offer_is_left_unsaid_on_record_where_no_template_says_it(world: Any) -> None:
    wrote(world, hours=25)
    contact_id = world.contact(state="interested", nextStep=None)
    step = Step.lapse("m1", 1)
    message = world.message(contact_id, Kind.LAPSE, step=step, variables={"standing": "Nada está marcado."})
    assert world.send(message) == []
    assert not world.partner.requests
    assert humans(world) == []
    item = world.item(contact_id, keys.message_sk(step))
    assert (item["status"], item["reason"]) == ("skipped", "no_template")


ANSWERS = (Kind.CHECK, Kind.UNCHANGED, Kind.HANDOVER, Kind.FAREWELL, Kind.PROPOSAL, Kind.CANCELLATION)


def told_late(world: Any, kind: Kind, **contact: Any) -> Any:
    """News of a meeting for a contact who wrote more than a day ago."""
    wrote(world, hours=25)
    start = world.clock() + timedelta(days=2)
    contact_id = world.contact(state="scheduled", nextStep=None, **contact)
    return world.message(
        contact_id,
        kind,
        step=Step.answering(kind, "0a" * 16),
        variables=VARIABLES | {"question": "Sim?"},
        expiresAt=start,
        invitation=Invitation(
            hostId="ana", start=start, end=start + timedelta(hours=1), stamp=world.clock(), sequence=2
        ),
    )


@pytest.mark.parametrize("kind", ANSWERS)
def test_where_no_template_carries_what_somebody_is_to_hear_a_human_is_called_for_them_at_once(
    world: Any, kind: Kind
) -> None:
    message = told_late(world, kind)
    assert world.send(message, message) == []
    assert not world.partner.requests
    item = world.item(message.contactId, keys.message_sk(message.step))
    assert (item["status"], item["reason"]) == ("failed", "no_template")
    of_person, of_tenant = sorted(humans(world), key=lambda each: each["reason"])
    assert (of_person["reason"], of_person["contactId"]) == ("message_failed", message.contactId)
    assert (of_person["problem"], of_tenant["reason"]) == (f"{kind}: no_template", "message_unwritable")


def test_of_five_people_without_news_for_want_of_a_template_each_is_named(world: Any) -> None:
    messages = [told_late(world, Kind.CANCELLATION, phone=f"+551198800002{each}") for each in range(5)]
    assert world.send(*messages) == []
    reasons = [(each["reason"], each["contactId"]) for each in humans(world)]
    assert {whose for reason, whose in reasons if reason == "message_failed"} == {
        message.contactId for message in messages
    }
    assert [reason for reason, _ in reasons].count("message_unwritable") == 1


def test_who_hears_of_it_by_email_needs_nobody_but_the_template_is_asked_for(world: Any) -> None:
    message = told_late(world, Kind.CANCELLATION, email="a@b.example")
    assert world.send(message) == []
    item = world.item(message.contactId, keys.message_sk(message.step))
    assert (item["status"], item["reason"]) == ("skipped", "no_template")
    assert [each["reason"] for each in humans(world)] == ["message_unwritable"]


@pytest.mark.parametrize("kind", [Kind.CANCELLATION, Kind.CONFIRMATION])
def test_news_of_the_host_reaches_who_wrote_days_ago_by_the_template_that_is_saved(
    world: Any, kind: Kind
) -> None:
    save_template(world, kind)
    assert world.send(told_late(world, kind)) == []
    assert [request["template"]["name"] for request in world.partner.requests] == [f"acme_{kind}"]
    assert humans(world) == []
