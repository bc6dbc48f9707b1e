"""A table of contacts goes back to an earlier point, and an operator says what went out since: docs/recovery.md."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from handlers.common.rules.model import Kind, State
from handlers.common.rules.steps import Step
from handlers.common.storage import configuration, contacts, dynamo, fence, keys, stats
from ops.__main__ import main

FOLLOW_UP = Step.follow_up(1)


class Operator:
    """Somebody with the command line, and copies of the table of contacts."""

    def __init__(self, world: Any, folder: Path) -> None:
        self._world = world
        self._table = world.tables["contacts"]
        self.file = folder / "went-out.jsonl"
        self.copies: list[str] = []

    def run(self, *arguments: str, fails: bool = False) -> str:
        """The output of a command of ``recovery``."""
        configuration.forget()
        prefix = self._world.tables["config"].removesuffix("-config")
        result = CliRunner().invoke(main, ["--prefix", prefix, "recovery", *arguments])
        assert result.exit_code == int(fails), result.output
        return result.output

    def copy(self, name: str) -> str:
        """A copy of the table as it is now, as DynamoDB restores one: a new table."""
        copy = f"{self._table}-{name}"
        dynamo.client().restore_table_to_point_in_time(
            SourceTableName=self._table, TargetTableName=copy, UseLatestRestorableTime=True
        )
        self.copies.append(copy)
        return copy

    def put_back(self, copy: str) -> None:
        """Let the table be as in a copy."""
        client = dynamo.client()
        for item in client.scan(TableName=self._table)["Items"]:
            client.delete_item(TableName=self._table, Key={"pk": item["pk"], "sk": item["sk"]})
        for item in client.scan(TableName=copy)["Items"]:
            client.put_item(TableName=self._table, Item=item)
        fence.forget()


@pytest.fixture
def operator(world: Any, tmp_path: Path) -> Iterator[Operator]:
    client = dynamo.client()
    client.update_continuous_backups(
        TableName=world.tables["contacts"],
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
    )
    operator = Operator(world, tmp_path)
    yield operator
    for copy in operator.copies:
        client.delete_table(TableName=copy)


def put(world: Any, contact_id: str, **changes: Any) -> None:
    """Change attributes of a contact."""
    item = world.item(contact_id) | changes
    dynamo.client().put_item(TableName=world.tables["contacts"], Item=dynamo.encode(item))


def postpone(world: Any, contact_id: str, year: str) -> None:
    """Let somebody who waits in the backlog be due in another year."""
    key = {"pk": keys.contact_pk(contact_id), "sk": keys.CONTACT_SK}
    if world.item(contact_id)["state"] == "new":
        dynamo.client().update_item(
            TableName=world.tables["contacts"],
            Key=dynamo.encode(key),
            UpdateExpression="SET backlogOrder = :order",
            ExpressionAttributeValues=dynamo.encode({":order": f"2#{year}-01-01T00:00:00.000Z"}),
        )


def send_what_is_released(world: Any) -> None:
    world.release()
    records = [record["body"] for record in world.receive()]
    for start in range(0, len(records), 10):
        assert world.send(*records[start : start + 10]) == []


def requests(world: Any) -> Counter[tuple[str, str]]:
    """The requests to the partners by recipient and key, which is the same for every attempt at a message."""
    return Counter((request["to"], request["key"]) for request in world.partner.requests)


def test_a_campaign_goes_on_from_a_restored_table_and_each_contact_is_written_to_once(
    world: Any, operator: Operator
) -> None:
    world.tenant()
    world.campaign(followUpDays=[1])
    people = [world.contact(number, email=f"p{number}@empresa.example") for number in range(6)]
    for later in people[2:]:
        postpone(world, later, "2999")
    send_what_is_released(world)
    earlier = operator.copy("earlier")
    # After the point to which the table will be brought back: three first messages, a follow-up, an answer, an opt-out.
    for person in people[2:5]:
        postpone(world, person, "2020")
    send_what_is_released(world)
    assert world.send(world.message(people[0], Kind.FOLLOW_UP, step=FOLLOW_UP)) == []
    contacts.move(people[3], State.INTERESTED, world.clock(), "interested")
    world.put_address(world.item(people[5])["phone"], optedOut=True)
    for _ in range(6):
        world.release()
    before = requests(world)
    assert sum(before.values()) == 6
    old = operator.copy("old")
    operator.put_back(earlier)

    shown = operator.run("show", "--walk")
    assert "the fence is down" in shown
    assert "mark inside" in shown
    for person in people[2:]:
        postpone(world, person, "2020")
    send_what_is_released(world)
    assert requests(world) == before

    assert "5 entries" in operator.run("compare", "--old", old, str(operator.file))
    assert "5 put on record" in operator.run("went-out", str(operator.file))
    assert "5 on record already" in operator.run("went-out", str(operator.file))
    assert "0 entries" in operator.run("compare", "--old", old, str(operator.file))
    assert "nothing was changed" in operator.run("open", fails=True)
    send_what_is_released(world)
    assert requests(world) == before
    assert "the fence is open" in operator.run("open", "--yes-all-said")
    assert "was open" in operator.run("open", "--yes-all-said")
    assert "messages go out" in operator.run("show")

    send_what_is_released(world)
    world.send(world.message(people[0], Kind.FOLLOW_UP, step=FOLLOW_UP))
    assert requests(world) == before
    states = [world.item(person)["state"] for person in people]
    assert states == ["contacted", "contacted", "contacted", "interested", "contacted", "opted_out"]
    # Whoever has had the follow-up gets no other, and whoever has not waits for theirs.
    assert [world.item(person).get("nextStep") for person in people[:3]] == ["silence", FOLLOW_UP, FOLLOW_UP]
    assert world.item(people[2])["lastChannel"] == "whatsapp"
    assert world.address(world.item(people[2])["phone"])["contacts"] == {people[2]}


def test_a_message_that_was_under_way_and_one_that_nobody_knows_of_stay_unknown(
    world: Any, operator: Operator
) -> None:
    world.tenant()
    world.campaign(followUpDays=[1])
    lost, under_way, followed = (world.queued(number).contactId for number in range(3))
    put(world, followed, state="contacted", nextStep=FOLLOW_UP)
    earlier = operator.copy("earlier")
    put(world, lost, state="unknown")
    put(
        world,
        under_way,
        state="sending",
        attempt="a",
        attemptChannel="whatsapp",
        deadline="2026-01-01T00:00:00.000Z",
    )
    world.partner.answer = lambda request: None
    assert world.send(world.message(followed, Kind.FOLLOW_UP, step=FOLLOW_UP)) == []
    old = operator.copy("old")
    operator.put_back(earlier)
    operator.run("compare", "--old", old, str(operator.file))
    assert "3 put on record" in operator.run("went-out", str(operator.file))
    assert [world.item(each)["state"] for each in (lost, under_way, followed)] == [
        "unknown",
        "unknown",
        "contacted",
    ]
    assert world.item(followed, keys.message_sk(FOLLOW_UP))["status"] == "unknown"
    # Nobody is followed up by a machine whose last message may not have arrived.
    assert not {"backlog", "attempt"} & (world.item(followed).keys() | world.item(under_way).keys())


def test_an_export_of_the_log_is_placed_and_what_cannot_be_is_named(world: Any, operator: Operator) -> None:
    world.tenant()
    world.campaign()
    sent, booked = world.contact(1), world.contact(2)
    operator.file.write_text(
        "contactId,step,sentAt,channel,outcome\n"
        f"{sent},outreach,2026-11-26 01:02:03.000,whatsapp,sent\n"
        f"{booked},confirmation#m1#v2,2026-11-26 01:02:04.000,,unknown\n"
        f"{'f' * 32},outreach,,,\n"
        f"{sent},greeting,,,\n"
        f"{sent},outreach,yesterday,,\n"
    )
    told = operator.run("went-out", str(operator.file), fails=True)
    assert "2 put on record" in told
    assert f"line 4: contactId: {'f' * 32} is not in the table: load its list again" in told
    assert "line 5" in told
    assert "the step greeting is of no kind" in told
    assert 'line 6: sentAt: "yesterday" is refused' in told
    assert "3 lines were not placed" in told
    assert world.item(sent)["sentAt"] == "2026-11-26T01:02:03.000Z"
    # Who got a confirmation had been written to before.
    assert world.item(booked)["state"] == "contacted"
    confirmation = world.item(booked, "MESSAGE#confirmation#m1#v2")
    assert (confirmation["status"], confirmation["kind"], confirmation["meetingId"]) == (
        "unknown",
        "confirmation",
        "m1",
    )
    assert [line["what"] for line in world.history(booked)] == ["recovered", "recovered"]


def test_a_file_that_is_no_file_of_sendings_is_refused_whole(world: Any, operator: Operator) -> None:
    assert "cannot be read" in operator.run("went-out", str(operator.file), fails=True)
    operator.file.write_bytes(b"\xff\xfe")
    assert "is not UTF-8" in operator.run("went-out", str(operator.file), fails=True)
    operator.file.write_text(
        '{"contactId": "x", "step": "outreach"\n[]\n{"contactId": "x", "stap": "outreach"}\n'
    )
    told = operator.run("went-out", str(operator.file), fails=True)
    assert "line 1: not JSON" in told
    assert "line 2: [] is no object" in told
    assert "did you mean step?" in told


def test_sendings_are_counted_only_where_the_counters_were_restored_too(
    world: Any, operator: Operator
) -> None:
    world.tenant()
    world.campaign()
    contact = world.contact()
    for option, sent in (((), None), (("--count",), 1)):
        put(world, contact, state="new")
        operator.file.write_text(f'{{"contactId": "{contact}", "step": "outreach"}}\n')
        operator.run("went-out", str(operator.file), *option)
        assert stats.totals("acme", "spring").get("contacts_sent") == sent


def test_a_wish_not_to_be_written_to_comes_back_whoever_it_is_about(world: Any, operator: Operator) -> None:
    world.tenant()
    world.campaign()
    contact = world.queued().contactId
    phone = world.item(contact)["phone"]
    operator.file.write_text(
        f"tenantId,address,optedOut,blocked\nacme,{phone},true,\nacme,ana@empresa.example,,true\n"
    )
    assert "2 put on record" in operator.run("went-out", str(operator.file))
    assert "2 on record already" in operator.run("went-out", str(operator.file))
    assert world.send(world.message(contact)) == []
    assert world.item(contact)["state"] == "opted_out"
    assert world.address("ana@empresa.example")["blocked"]
    assert world.partner.requests == []


def test_a_contact_that_the_log_says_has_opted_out_is_never_written_to_under_any_address(
    world: Any, operator: Operator
) -> None:
    world.tenant()
    world.campaign()
    contact = world.contact(1, email="ana@empresa.example")
    operator.file.write_text(f'{{"contactId": "{contact}", "step": "outreach", "state": "opted_out"}}\n')
    operator.run("went-out", str(operator.file))
    assert world.item(contact)["state"] == "opted_out"
    assert world.address(world.item(contact)["phone"])["optedOut"] is True
    assert world.address("ana@empresa.example")["optedOut"] is True
    assert world.release()["released"] == 0


def test_an_operator_lets_the_fence_down_before_a_table_is_restored(world: Any, operator: Operator) -> None:
    world.tenant()
    world.campaign()
    world.contact()
    operator.run("hold")
    fence.forget()
    assert world.release()["released"] == 0
    assert "from the" not in operator.run("show")
    operator.run("hold")
    operator.run("open", "--yes-all-said")
    assert world.release()["released"] == 1
    world.release()
    operator.run("hold")
    assert world.send(world.queued(2)) == []
    assert world.partner.requests == []
