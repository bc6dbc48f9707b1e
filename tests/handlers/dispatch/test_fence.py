"""A table that was brought back to an earlier point writes to nobody again by itself."""

from collections.abc import Callable
from typing import Any

import pytest

from handlers import observability
from handlers.common.rules.fence import Mark, Standing
from handlers.common.rules.model import Kind, State
from handlers.common.rules.steps import OPT_OUT_ACK
from handlers.common.storage import clients, dynamo, fence
from tests import own_time


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(observability.metrics, "add_metric", lambda name, **_: found.append(name))
    return found


def everything(table: str) -> list[dict[str, Any]]:
    return dynamo.client().scan(TableName=table)["Items"]


def restorer(table: str) -> Callable[[], None]:
    """Keep what is in the table now; the result brings the table back to it."""
    kept = everything(table)

    def restore() -> None:
        for item in everything(table):
            dynamo.client().delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})
        for item in kept:
            dynamo.client().put_item(TableName=table, Item=item)
        fence.forget()

    return restore


def out_of_order(**_: Any) -> None:
    raise RuntimeError("out of order")


def minutes_pass(world: Any, number: int = 6) -> None:
    """Let release-contacts run every minute: a table can be restored to five minutes ago at the latest."""
    for _ in range(number):
        world.release()


def campaign_sent_after_a_restore_point(
    world: Any, table: str = "contacts"
) -> tuple[list[str], Callable[[], None]]:
    world.tenant()
    world.campaign()
    contacts = [world.contact(number) for number in range(3)]
    world.release()
    restore = restorer(world.tables[table])
    assert world.send(*(record["body"] for record in world.receive())) == []
    assert len(world.partner.requests) == 3
    minutes_pass(world)
    return contacts, restore


def test_nobody_is_written_to_again_from_a_table_that_was_restored(world: Any, counted: list[str]) -> None:
    contacts, restore = campaign_sent_after_a_restore_point(world)
    restore()
    assert [world.item(contact)["state"] for contact in contacts] == ["queued"] * 3
    # Neither what is still queued, nor what the lease of a release would bring back.
    assert world.send(*(world.message(contact) for contact in contacts)) == []
    for number, _ in enumerate(contacts):
        world.contact(number, state=State.NEW.value)
    assert world.release() == {"released": 0, "postponed": 0, "given_up": 0}
    assert len(world.partner.requests) == 3
    assert "FenceDown" in counted


def test_what_was_held_back_is_in_the_queue_again_as_it_was_and_no_table_has_changed(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    contacts, restore = campaign_sent_after_a_restore_point(world)
    restore()
    before = everything(world.tables["contacts"])
    delays: list[int] = []
    send = clients.sqs().send_message_batch

    def watched(**request: Any) -> Any:
        for entry in request["Entries"]:
            delays.append(entry["DelaySeconds"])
            entry["DelaySeconds"] = 0
        return send(**request)

    monkeypatch.setattr(clients.sqs(), "send_message_batch", watched)
    paced, acknowledgement = (
        world.message(contacts[0]),
        world.message(contacts[1], Kind.OPT_OUT_ACK, step=OPT_OUT_ACK),
    )
    of_nobody = world.message("f" * 32, Kind.PROPOSAL, step="proposal#m#1")
    assert world.send(paced, acknowledgement, of_nobody) == []
    assert delays == [300] * 3
    bodies = {record["body"] for record in world.receive()}
    assert bodies == {each.model_dump_json(exclude_none=True) for each in (paced, acknowledgement, of_nobody)}
    assert everything(world.tables["contacts"]) == before
    assert len(world.partner.requests) == 3


def test_messages_that_cannot_be_put_back_are_delivered_again(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    contacts, restore = campaign_sent_after_a_restore_point(world)
    restore()

    monkeypatch.setattr(clients.sqs(), "send_message_batch", out_of_order)
    assert world.send(*(world.message(contact) for contact in contacts)) == [0, 1, 2]


def test_a_restored_table_of_meetings_holds_messages_too(world: Any) -> None:
    contacts, restore = campaign_sent_after_a_restore_point(world, "meetings")
    restore()
    assert world.send(world.message(contacts[0], Kind.OPT_OUT_ACK, step=OPT_OUT_ACK)) == []
    assert world.release()["released"] == 0
    assert len(world.partner.requests) == 3


def test_an_empty_table_in_place_of_the_marked_one_is_known_too(world: Any) -> None:
    world.tenant()
    world.campaign()
    empty = restorer(world.tables["contacts"])
    minutes_pass(world, 2)
    empty()
    world.contact()
    assert world.release()["released"] == 0


def test_a_table_with_marks_in_a_stack_that_has_none_is_known_too(world: Any) -> None:
    world.tenant()
    world.campaign()
    minutes_pass(world, 3)
    world.contact()
    name = fence.required("PARAMETER_FENCE")
    clients.ssm().put_parameter(Name=name, Value="{}", Type="String", Overwrite=True)
    assert world.release()["released"] == 0


def test_a_first_deployment_begins_by_itself_and_each_minute_has_a_mark_of_its_own(world: Any) -> None:
    world.tenant()
    world.campaign()
    world.contact()
    assert world.send(world.queued(2)) == []
    for number in range(1, 4):
        assert world.release()["released"] == (1 if number == 1 else 0)
        assert {table: mark.number for table, mark in fence.inside().items()} == {
            "contacts": number,
            "meetings": number,
        }
        assert fence.outside() == fence.inside()
    assert len(world.partner.requests) == 1


@pytest.mark.parametrize("lived", [0, 1, 5])
def test_a_run_that_died_between_its_marks_released_nothing_and_is_made_up_for(
    world: Any, monkeypatch: pytest.MonkeyPatch, lived: int
) -> None:
    world.tenant()
    world.campaign()
    minutes_pass(world, lived)
    world.contact()
    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(clients.ssm(), "put_parameter", out_of_order)
            assert world.release()["released"] == 0
        assert fence.inside()["contacts"].number == lived + 1
        assert fence.standing(fence.inside()) is Standing.OPEN
    assert world.release()["released"] == 1
    assert fence.outside() == fence.inside()


def test_of_two_runs_at_once_one_advances_the_marks(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    minutes_pass(world, 2)
    read = fence.inside

    def and_another_run() -> dict[str, Mark]:
        found = read()
        monkeypatch.setattr(fence, "inside", read)
        assert fence.advance(world.clock()) is Standing.OPEN
        return found

    monkeypatch.setattr(fence, "inside", and_another_run)
    assert fence.advance(world.clock()) is Standing.OPEN
    assert {mark.number for mark in fence.inside().values()} == {3}
    assert fence.outside() == fence.inside()


def test_marks_that_are_advanced_while_they_are_read_are_no_restored_table(world: Any) -> None:
    world.tenant()
    world.campaign()
    world.release()
    before = fence.inside()
    world.release()
    fence.forget()
    assert fence.outside()["contacts"].number > before["contacts"].number
    assert fence.standing(before) is Standing.OPEN


def test_a_process_that_read_before_the_first_mark_of_a_new_stack_takes_no_table_for_a_restored_one(
    world: Any,
) -> None:
    assert fence.outside() == {}
    kept = dict(fence._kept)
    minutes_pass(world, 2)
    fence._kept.update(kept)
    assert fence.standing(fence.inside()) is Standing.OPEN


def test_whoever_sends_marks_the_table_where_release_contacts_does_not_run(world: Any) -> None:
    world.tenant()
    world.campaign()
    minutes_pass(world, 2)
    for minutes, mark in ((1, 2), (3, 3), (1, 3)):
        world.clock.advance(minutes=minutes)
        world.send(world.queued(minutes * 10 + mark))
        assert fence.inside()["contacts"].number == mark
    assert fence.outside()["contacts"].number == 3


def test_the_marks_outside_are_read_once_a_minute(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    minutes_pass(world, 1)
    reads: list[dict[str, Any]] = []
    now = [1_000.0]
    get = clients.ssm().get_parameter
    monkeypatch.setattr(
        clients.ssm(), "get_parameter", lambda **request: reads.append(request) or get(**request)
    )
    own_time.give(monkeypatch, fence, monotonic=lambda: now[0])
    fence.forget()
    inside = fence.inside()
    for after, expected in ((0, 1), (59, 1), (2, 2), (10, 2)):
        now[0] += after
        assert fence.standing(inside) is Standing.OPEN
        assert len(reads) == expected


def test_marks_that_cannot_be_read_hold_everything_after_two_minutes(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes_pass(world, 1)
    now = [1_000.0]
    own_time.give(monkeypatch, fence, monotonic=lambda: now[0])
    inside = fence.inside()
    fence.forget()
    assert fence.standing(inside) is Standing.OPEN
    clients.ssm().delete_parameter(Name=fence.required("PARAMETER_FENCE"))
    now[0] += 119
    assert fence.standing(inside) is Standing.OPEN
    now[0] += 1
    assert fence.standing(inside) is Standing.UNREADABLE


def test_marks_that_are_no_marks_hold_everything(world: Any) -> None:
    name = fence.required("PARAMETER_FENCE")
    for nonsense in ("[]", "not JSON", '{"contacts": {"mark": "many"}}'):
        clients.ssm().put_parameter(Name=name, Value=nonsense, Type="String", Overwrite=True)
        fence.forget()
        assert fence.standing(fence.inside()) is Standing.UNREADABLE
