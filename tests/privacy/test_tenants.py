"""A line of the log names the tenant that it is about, and no other whose turn it was before."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.common.rules.tenants import Campaign, Tenant
from handlers.common.storage import configuration as stored
from handlers.observability import about, invocation, logger
from ops import configuration
from tests.hostile import stage
from tests.privacy import flow
from tests.privacy.flow import Watched
from tests.simulation import scenarios, tables
from tests.simulation import world as worlds
from tests.simulation.world import FUNCTIONS, Ended

ROOT = Path(__file__).parents[2]
CAMPAIGNS = {"acme": "spring", "zeta": "autumn"}
APPENDING = ("append_keys", "append_context_keys", "set_correlation_id", "structure_logs", "inject_lambda")


class Told(Watched):
    """A world that gives every invocation an id of its own, and remembers its function and its event."""

    def __init__(self) -> None:
        super().__init__()
        self.given: dict[str, tuple[str, Any]] = {}

    def invoke(self, function: str, event: Any, request_id: str) -> Ended:
        own = f"{len(self.given)}-{request_id}"
        self.given[own] = function, event
        return super().invoke(function, event, own)


def both(of: Any) -> list[Any]:
    """Something of each tenant, one after the other."""
    return [of(tenant, campaign) for tenant, campaign in CAMPAIGNS.items()]


def number(tenant: str) -> str:
    return f"+551198765010{list(CAMPAIGNS).index(tenant)}"


def set_up(world: Told) -> None:
    scenarios.configure(world)
    acme = stored.tenant("acme")
    assert acme is not None
    hosts = [{**host.model_dump(mode="json"), "hostId": "zoe"} for host in acme.hosts]
    values = acme.model_dump(mode="json", exclude_none=True)
    configuration.put_tenant(
        Tenant.model_validate(values | {"tenantId": "zeta", "name": "Zeta", "hosts": hosts})
    )
    configuration.put_campaign(
        Campaign(tenantId="zeta", campaignId="autumn", name="Outono", offer="nossa consultoria")
    )


def request(tenant: str, campaign: str) -> dict[str, Any]:
    contact = {"company": f"Empresa {tenant}", "contactName": "Ana", "phone": number(tenant)}
    return {"tenantId": tenant, "campaignId": campaign, "contacts": [contact]}


def dropped(tenant: str, campaign: str) -> dict[str, Any]:
    stored = {"key": f"inbox/{tenant}/{campaign}/list.csv", "sequencer": "1"}
    return {"s3": {"bucket": {"name": "lists"}, "object": stored}}


def reply(world: Told, number_: int, text: str) -> Any:
    def said(tenant: str, _: str) -> dict[str, Any]:
        body = {
            "tenantId": tenant,
            "channel": "whatsapp",
            "from": number(tenant),
            "text": text,
            "messageId": f"{tenant}-{number_}",
            "receivedAt": world.clock.now().isoformat(),
        }
        return {"messageId": f"{tenant}-{number_}", "body": json.dumps(body)}

    return said


def settle(world: Told) -> None:
    world.settle(world.clock.now() + timedelta(minutes=20))


def both_in_turn(world: Told) -> None:
    """What every function does for two tenants: in batches that hold both, and one right after the other."""
    set_up(world)
    files = world.cloud.files
    for event in both(request):
        world.invoke("ingest-contacts", event, "ingest")
    for path in both(lambda tenant, campaign: f"inbox/{tenant}/{campaign}/list.csv"):
        files[f"{os.environ['AWS_ENDPOINT_URL']}/lists/{path}"] = b"Nome;Telefone\nPadaria;119\n"
    world.invoke("ingest-contacts", {"Records": both(dropped)}, "notified")
    # One that is refused, of a tenant, after one of the other.
    for tenant in (*CAMPAIGNS, "zeta"):
        world.invoke("ingest-contacts", request(tenant, "winter"), "refused")
        world.invoke("release-contacts", {"tenantId": tenant}, "release")
    settle(world)
    for at, text in enumerate(("Tenho interesse, quero agendar uma reunião", "1", "quanto custa?")):
        said = both(reply(world, at, text))
        bad = {"messageId": f"bad-{at}", "body": json.dumps({"tenantId": "zeta", "from": "?"})}
        world.invoke("handle-replies", {"Records": [said[0], bad, said[1]]}, "replies")
        for each in said:
            world.invoke("handle-replies", {**json.loads(each["body"]), "channel": "pigeon"}, "refused")
        settle(world)
    world.settle(world.clock.now() + timedelta(days=9))
    for name in ("receive-webhook", "receive-mail"):
        world.invoke(name, stage._webhook() if name == "receive-webhook" else {"Records": []}, "in")


def tenants_by_id() -> dict[str, str]:
    """The tenant of each contact, campaign and meeting."""
    items = [*tables.every("contacts"), *tables.every("meetings")]
    known = {campaign: tenant for tenant, campaign in CAMPAIGNS.items()}
    for item in items:
        for name in ("contactId", "meetingId"):
            if name in item and "tenantId" in item:
                known[item[name]] = item["tenantId"]
    return known


def strangers(lines: list[Mapping[str, Any]], given: Mapping[str, tuple[str, Any]]) -> Iterator[str]:
    """The lines that name a tenant of whom they are not."""
    known = tenants_by_id()
    for line in lines:
        if "requestId" not in line:
            yield f"no invocation: {line}"
            continue
        _, event = given[line["requestId"]]
        text = json.dumps(event, ensure_ascii=False)
        own = {
            tenant
            for named, tenant in (known | {name: name for name in CAMPAIGNS}).items()
            if named and named in text
        }
        named = line.get("tenantId")
        if named is not None and own and named not in own:
            yield f"its event is of {own}: {line}"
        of_ids = {
            known[line[name]] for name in ("campaignId", "contactId", "meetingId") if line.get(name) in known
        }
        if named is not None and of_ids - {named}:
            yield f"its ids are of {of_ids}: {line}"


def test_no_line_carries_the_tenant_of_another_record_or_of_an_earlier_invocation() -> None:
    world = Told()
    tables.restore(None)
    with worlds.running(world), flow.listening() as heard:
        both_in_turn(world)
        lines = [json.loads(line) for line in heard.getvalue().splitlines()]
        assert list(strangers(lines, world.given)) == []
    assert {function for function, _ in world.given.values()} == set(FUNCTIONS)
    spoke = {world.given[line["requestId"]][0] for line in lines}
    assert spoke >= set(FUNCTIONS) - {"receive-webhook", "receive-mail"}
    for message in (
        "took in",
        "message settled",
        "reply read",
        "a human is called",
        "choice of a slot answered",
    ):
        assert {line["tenantId"] for line in lines if line["message"] == message} == set(CAMPAIGNS), message
    refused = [line for line in lines if line["message"] == "refused"]
    assert [(line["tenantId"], line["campaignId"]) for line in refused if line["campaignId"] == "winter"] == [
        ("acme", "winter"),
        ("zeta", "winter"),
        ("zeta", "winter"),
    ]


def test_ids_last_as_long_as_their_block_and_an_invocation_begins_with_none() -> None:
    def said() -> dict[str, Any]:
        with flow.listening() as heard:
            logger.info("here")
        line = json.loads(heard.getvalue())
        return {name: line[name] for name in ("requestId", "tenantId", "campaignId") if name in line}

    with about(tenantId="outer"):
        with invocation("r-1"):
            assert said() == {"requestId": "r-1"}
            with about(tenantId="acme"), about(tenantId="zeta", campaignId="c"):
                assert said() == {"requestId": "r-1", "tenantId": "zeta", "campaignId": "c"}
            with about(tenantId="acme"), pytest.raises(KeyError), about(tenantId="zeta"):
                raise KeyError
            assert said() == {"requestId": "r-1"}
        assert said() == {"tenantId": "outer"}
    assert said() == {}


def test_a_lines_own_ids_go_before_those_of_its_block() -> None:
    with flow.listening() as heard, about(tenantId="acme"):
        logger.info("here", extra={"tenantId": "zeta"})
    assert json.loads(heard.getvalue())["tenantId"] == "zeta"


def test_no_module_appends_keys_to_the_logger_which_outlives_the_invocation() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in sorted((ROOT / "handlers").rglob("*.py"))
        for word in APPENDING
        if word in path.read_text("utf-8")
    ]
    assert found == []
