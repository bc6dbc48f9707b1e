"""The metrics that send-messages and release-contacts publish of what becomes of messages."""

import json
from typing import Any

import pytest

from handlers import observability
from handlers.common.rules.model import Channel


@pytest.fixture
def published(capsys: pytest.CaptureFixture[str]) -> Any:
    """Returns the metrics of the invocations so far, with all that stands beside them, and forgets them."""
    observability.flush()
    capsys.readouterr()

    def read() -> dict[str, Any]:
        found: dict[str, Any] = {}
        for line in capsys.readouterr().out.splitlines():
            document = json.loads(line) if line.startswith("{") else {}
            if "_aws" in document:
                found |= document
        return found

    return read


def test_what_is_sent_is_counted_by_channel_and_kind(world: Any, published: Any) -> None:
    world.tenant()
    world.campaign()
    world.send(world.queued(1), world.queued(2, phone=None, email="a@b.example", channel="email"))
    found = published()
    assert {name: value for name, value in found.items() if name.startswith("Sent_")} == {
        "Sent_whatsapp": [1.0],
        "Sent_email": [1.0],
        "Sent_outreach": [1.0, 1.0],
    }


def test_a_metric_has_no_dimension_but_the_function(world: Any, published: Any) -> None:
    world.tenant()
    world.campaign()
    world.send(world.queued(1))
    (directive,) = published()["_aws"]["CloudWatchMetrics"]
    # The function's name, which Lambda sets, and nothing that differs from tenant to tenant.
    assert {name for each in directive["Dimensions"] for name in each} <= {"service"}


def test_the_tenants_whose_channels_were_closed_stand_beside_the_metric(world: Any, published: Any) -> None:
    world.partner.answer = lambda request: (401, {"error": {"code": "unauthorized", "message": ""}})
    for tenant in ("acme", "other"):
        world.tenant(tenantId=tenant)
        world.campaign(tenantId=tenant)
    world.send(world.queued(1), world.queued(2, tenantId="other").model_copy(update={"tenantId": "other"}))
    found = published()
    assert sum(found["ChannelClosed"]) == 2
    assert sorted(found["tenantId"]) == ["acme", "other"]
    assert world.close_channel(Channel.WHATSAPP)
    world.send(world.queued(3))
    assert "tenantId" not in published()


def test_what_is_lost_refused_and_held_back_is_counted(world: Any, published: Any) -> None:
    world.tenant()
    world.campaign()
    answers = {"+5511988000001": 503, "+5511988000002": 422}
    world.partner.answer = lambda request: (
        answers.get(request["to"], 200),
        {"error": {"code": "undeliverable", "message": ""}},
    )
    world.send(world.queued(1), world.queued(2))
    found = published()
    assert (found["MessagesUnknown"], found["MessagesFailed"]) == ([1.0], [1.0])
    world.partner.answer = lambda request: (401, {"error": {"code": "unauthorized", "message": ""}})
    world.send(world.queued(3))
    world.send(world.queued(4))
    assert published()["HeldBack_channel_closed"] == [1.0]


def test_what_leaves_the_backlog_is_counted(world: Any, published: Any) -> None:
    world.tenant()
    world.campaign()
    world.contact(1)
    world.contact(2)
    world.release()
    assert published()["Backlog_released"] == [2.0]


@pytest.mark.parametrize("step", ["letter", "follow_up#x"])
def test_a_contact_whose_next_step_is_of_newer_code_waits_and_is_counted(
    world: Any, published: Any, step: str
) -> None:
    world.tenant()
    world.campaign()
    unknown = world.contact(1, nextStep=step)
    known = world.contact(2)
    world.release()
    assert published()["BacklogUnreadable"] == [1.0]
    assert (world.item(unknown)["state"], world.item(known)["state"]) == ("new", "queued")
    assert len(world.receive()) == 1
