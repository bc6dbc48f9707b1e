import json
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers.common.rules.model import Channel
from handlers.common.rules.tenants import Hours, Limits
from handlers.common.storage import dynamo, keys, outbox, statements
from handlers.dispatch import releasing
from handlers.dispatch.rules import closures
from handlers.dispatch.storage import channels, limits
from handlers.release_contacts import ReleaseFailedError

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
OF_A_RUN = 3
"""Requests of a run, however many messages it releases: its marks are read and advanced, the inboxes looked at."""


def paced(per_minute: int) -> Limits:
    return Limits(perMinute=per_minute, perHour=1000, perDay=1000)


def open_here_and_closed_in_tokyo() -> Hours:
    """Hours that São Paulo is in now and Tokyo, twelve hours ahead, is not."""
    hour = datetime.now(SAO_PAULO).hour
    opens, closes = (time(0), time(hour + 2)) if hour < 12 else (time(hour - 1), time(0))
    return Hours(opens=opens, closes=closes, weekdays=frozenset(range(1, 8)), holidays=True)


def released(world: Any) -> list[dict[str, Any]]:
    return [json.loads(record["body"]) for record in world.receive()]


def test_follow_ups_go_first_then_hot_warm_and_cold(world: Any) -> None:
    world.tenant(limits=paced(5))
    world.campaign()
    cold = world.contact(1, priority="cold", due=world.clock() - timedelta(days=3))
    warm = world.contact(2, priority="warm", due=world.clock() - timedelta(days=2))
    hot = [world.contact(number, priority="hot") for number in (3, 4, 5)]
    follow_up = world.contact(6, priority="follow_up", state="contacted", nextStep="follow_up#1")
    # Far more of the highest priority, but not due yet.
    for number in range(10, 40):
        world.contact(
            number,
            priority="follow_up",
            state="contacted",
            nextStep="follow_up#1",
            due=datetime.now(UTC) + timedelta(days=1),
        )
    assert world.release() == {"released": 5, "postponed": 0, "given_up": 0}
    messages = released(world)
    assert {message["contactId"] for message in messages} == {follow_up, *hot, warm}
    assert world.item(cold)["state"] == "new"
    assert world.item(warm)["state"] == "queued"
    assert {message["kind"] for message in messages if message["contactId"] == follow_up} == {"follow_up"}


def test_campaigns_take_turns_within_a_priority(world: Any) -> None:
    world.tenant(limits=paced(10))
    for campaign_id in ("spring", "autumn"):
        world.campaign(campaignId=campaign_id)
    for number in range(40):
        world.contact(number, campaignId="spring")
    for number in range(40, 48):
        world.contact(number, campaignId="autumn")
    assert world.release()["released"] == 10
    assert Counter(message["campaignId"] for message in released(world)) == {"spring": 5, "autumn": 5}


def test_a_run_releases_no_more_than_the_coming_minutes_allow_run_after_run(world: Any) -> None:
    world.tenant(limits=Limits(perMinute=10, perHour=35, perDay=1000), jitterSeconds=120)
    world.campaign()
    for number in range(60):
        world.contact(number)
    released_now = [world.release()["released"] for _ in range(5)]
    assert 20 <= released_now[0] <= 35
    assert sum(released_now) <= 35


def test_messages_wait_a_few_random_minutes(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    world.tenant(limits=paced(100), jitterSeconds=300)
    world.campaign()
    for number in range(40):
        world.contact(number)
    kept_back: list[int] = []
    enqueue = outbox.enqueue

    def watched(messages: Any, delays: Any = None) -> None:
        kept_back.extend(delays or [])
        enqueue(messages, delays)

    monkeypatch.setattr(outbox, "enqueue", watched)
    assert world.release()["released"] == 40
    assert all(0 <= delay <= 300 for delay in kept_back)
    assert len(set(kept_back)) > 10


def test_a_release_that_dies_before_the_queue_is_made_up_for(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.tenant()
    world.campaign()
    contact_id = world.contact()
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "enqueue", lambda *_: 1 / 0)
        with pytest.raises(ReleaseFailedError, match="acme"):
            world.release()
    assert world.item(contact_id)["state"] == "queued"
    assert world.release()["released"] == 0
    overdue = "2#" + keys.instant(datetime.now(UTC) - timedelta(seconds=1))
    statements.run(
        [
            statements.update(
                world.tables["contacts"],
                keys.contact_pk(contact_id),
                keys.CONTACT_SK,
                {"backlogOrder": overdue},
            )
        ]
    )
    assert world.release()["released"] == 1
    assert len(released(world)) == 1


def test_who_may_not_be_written_to_now_is_moved_once_to_the_hour_that_is_permitted(world: Any) -> None:
    world.tenant(hours=open_here_and_closed_in_tokyo())
    world.campaign()
    far = world.contact(1, timezone="Asia/Tokyo")
    world.contact(2)
    assert world.release() == {"released": 1, "postponed": 1, "given_up": 0}
    due = datetime.fromisoformat(world.item(far)["backlogOrder"].partition("#")[2])
    assert due > datetime.now(UTC)
    assert world.item(far)["state"] == "new"
    world.requests.clear()
    assert world.release() == {"released": 0, "postponed": 0, "given_up": 0}
    assert not world.requests["BatchExecuteStatement"]


def test_a_tenant_whose_hours_are_over_everywhere_costs_next_to_nothing(world: Any) -> None:
    another_day = (datetime.now(UTC).isoweekday() + 2) % 7 + 1
    world.tenant(hours=Hours(weekdays=frozenset({another_day}), holidays=True))
    world.campaign()
    world.contact()
    quiet = datetime.now(UTC).replace(minute=releasing.QUIET_MINUTES // 2)
    world.requests.clear()
    releasing.release("acme", quiet, random.Random(1))
    assert sum(world.requests.values()) <= 2


def test_nothing_is_released_while_every_channel_is_closed(world: Any) -> None:
    world.tenant()
    world.campaign()
    world.contact()
    now = datetime.now(UTC)
    for channel in Channel:
        channels.close("acme", closures.closed(channel, "unauthorized", now, None), now)
    assert world.release()["released"] == 0
    channels.reopen("acme", Channel.EMAIL)
    assert world.release()["released"] == 1


def test_who_waits_for_what_is_over_is_taken_out_of_the_backlog(world: Any) -> None:
    world.tenant()
    world.campaign()
    answered = world.contact(1, state="interested", nextStep="follow_up#1", priority="follow_up")
    assert world.release()["released"] == 0
    assert "backlog" not in world.item(answered)
    assert world.item(answered)["state"] == "interested"


def test_runs_at_the_same_time_release_nobody_twice(world: Any) -> None:
    world.tenant(limits=paced(30))
    world.campaign()
    for number in range(60):
        world.contact(number)
    with ThreadPoolExecutor(6) as runs:
        totals = list(runs.map(lambda _: world.release()["released"], range(6)))
    contacts = [message["contactId"] for message in released(world)]
    assert sum(totals) == len(contacts) == len(set(contacts)) <= 30


def test_one_tenants_trouble_is_not_anothers(world: Any) -> None:
    world.tenant()
    world.campaign()
    world.contact()
    world.tenant(tenantId="broken")
    broken = {"pk": keys.tenant_pk("broken"), "sk": keys.PROFILE_SK, "document": "{}"}
    dynamo.client().put_item(TableName=world.tables["config"], Item=dynamo.encode(broken))
    with pytest.raises(ReleaseFailedError, match="broken"):
        world.release()
    assert len(released(world)) == 1


def fill(world: Any, first: int, last: int) -> None:
    """Contacts in the backlog, many at a time."""
    items = []
    for number in range(first, last):
        contact_id = keys.contact_id("acme", "spring", str(number))
        items.append(
            {
                "pk": keys.contact_pk(contact_id),
                "sk": keys.CONTACT_SK,
                "state": "new",
                "tenantId": "acme",
                "campaignId": "spring",
                "backlog": keys.backlog_partition("acme", "spring", contact_id),
                "backlogOrder": "2#" + keys.instant(world.clock()),
                "nextStep": "outreach",
            }
        )
    statements.run([statements.insert(world.tables["contacts"], item) for item in items])


def test_a_run_costs_what_it_releases_and_not_what_waits(world: Any) -> None:
    world.tenant(limits=Limits(perMinute=50, perHour=1000, perDay=1000))
    world.campaign()
    costs = []
    for first, last in ((0, 100), (100, 2600)):
        fill(world, first, last)
        world.requests.clear()
        limits._refusals.clear()
        dynamo.client().delete_item(TableName=world.tables["rate-limit"], Key={"pk": {"S": "PLAN#acme"}})
        assert world.release()["released"] == 50
        costs.append(sum(world.requests.values()))
    assert costs[0] == costs[1]


def test_a_released_message_costs_less_than_a_fifth_of_a_request(world: Any) -> None:
    world.tenant(limits=Limits(perMinute=200, perHour=1000, perDay=1000))
    world.campaign()
    fill(world, 0, 200)
    world.requests.clear()
    assert world.release()["released"] == 200
    assert sum(world.requests.values()) <= 0.19 * 200 + OF_A_RUN
