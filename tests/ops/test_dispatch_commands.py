"""The commands around dispatch: templates, channels and a campaign's account."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from handlers.common.rules import accounting
from handlers.common.rules.model import Channel, Kind, State
from handlers.common.storage import configuration, dynamo, stats
from handlers.dispatch.rules import closures, templates
from handlers.dispatch.rules.templates import ApprovedTemplate
from handlers.dispatch.storage import channels
from ops.__main__ import main

SAMPLES = Path(__file__).parents[2] / "local" / "samples"


@pytest.fixture
def prefix(tables: dict[str, str]) -> str:
    dynamo.client.cache_clear()
    prefix = tables["config"].removesuffix("-config")
    ops(prefix, "tenant", "put", SAMPLES / "aurora.json")
    ops(prefix, "campaign", "put", SAMPLES / "aurora-primavera.json")
    return prefix


def ops(prefix: str, *arguments: Any) -> Result:
    configuration.forget()
    return CliRunner().invoke(main, ["--prefix", prefix, *map(str, arguments)])


def test_a_template_is_saved_only_if_it_passes_its_check(prefix: str, tmp_path: Path) -> None:
    file = tmp_path / "outreach.json"
    file.write_text(json.dumps({"body": "Oi {{ slot1 }}! SAIR"}))
    refused = ops(prefix, "template", "put", "aurora", "whatsapp", "outreach", file)
    assert refused.exit_code == 1
    assert "slot1" in refused.output
    assert configuration.template("aurora", Channel.WHATSAPP, Kind.OUTREACH) is None
    body = "Oi! Para parar, responda SAIR."
    file.write_text(json.dumps({"body": body, "templateId": "hello"}))
    assert ops(prefix, "template", "put", "aurora", "whatsapp", "outreach", file).exit_code == 0
    configuration.forget()
    saved = configuration.template("aurora", Channel.WHATSAPP, Kind.OUTREACH)
    assert saved == {"body": body, "templateId": "hello"}
    assert ops(prefix, "template", "remove", "aurora", "whatsapp", "outreach").exit_code == 0
    configuration.forget()
    assert configuration.template("aurora", Channel.WHATSAPP, Kind.OUTREACH) is None


def test_a_template_that_meta_has_approved_is_saved_with_all_that_its_messages_need(
    prefix: str, tmp_path: Path
) -> None:
    file = tmp_path / "outreach.json"
    document = {"body": "Oi! SAIR", "name": "hello", "language": "pt_BR", "parameters": ["company"]}
    file.write_text(json.dumps(document | {"optOutButton": True}))
    assert ops(prefix, "template", "put", "aurora", "whatsapp", "outreach", file).exit_code == 0
    configuration.forget()
    saved = configuration.template("aurora", Channel.WHATSAPP, Kind.OUTREACH)
    assert saved == document | {"optOutButton": True}
    assert templates.from_saved(saved).approved == ApprovedTemplate("hello", "pt_BR", ("company",), True)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"language": None}, "language is missing"),
        ({"name": None}, "name is missing"),
        ({"parameters": ["phone"]}, "parameters: messages of kind outreach have no phone"),
        ({"parameters": "company"}, "parameters: "),
        ({"optOutButton": "yes"}, "optOutButton: "),
    ],
)
def test_an_approved_template_that_is_described_wrongly_is_not_saved(
    prefix: str, tmp_path: Path, changes: dict[str, Any], problem: str
) -> None:
    file = tmp_path / "outreach.json"
    document = {"body": "Oi! SAIR", "name": "hello", "language": "pt_BR", "parameters": ["company"]}
    file.write_text(json.dumps(document | changes))
    refused = ops(prefix, "template", "put", "aurora", "whatsapp", "outreach", file)
    assert refused.exit_code == 1
    assert problem in refused.output
    assert configuration.template("aurora", Channel.WHATSAPP, Kind.OUTREACH) is None


def test_a_template_of_an_unknown_tenant_is_refused(prefix: str, tmp_path: Path) -> None:
    file = tmp_path / "outreach.json"
    file.write_text(json.dumps({"body": "Oi! SAIR"}))
    refused = ops(prefix, "template", "put", "nobody", "whatsapp", "outreach", file)
    assert refused.exit_code == 1
    assert "there is no tenant nobody" in refused.output


def test_a_closed_channel_is_shown_and_opened(prefix: str) -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    channels.close("aurora", closures.closed(Channel.WHATSAPP, "unauthorized", now, None), now)
    shown = ops(prefix, "channel", "show", "aurora").output
    assert re.split("  +", shown.splitlines()[1]) == [
        "aurora",
        "whatsapp",
        "unauthorized",
        "2026-11-23 12:00 UTC",
        "2026-11-23 12:05 UTC",
        "1",
    ]
    assert ops(prefix, "channel", "open", "aurora", "whatsapp").exit_code == 0
    assert ops(prefix, "channel", "show", "aurora").output == "all channels of tenant aurora are open\n"
    again = ops(prefix, "channel", "open", "aurora", "whatsapp")
    assert again.output == "whatsapp of tenant aurora is not closed: nothing was changed\n"


def test_the_closed_channels_of_all_tenants_are_listed(prefix: str) -> None:
    assert ops(prefix, "channel", "list").output == "all channels of all tenants are open\n"
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    ops(prefix, "tenant", "put", SAMPLES / "horizonte.json")
    for tenant in ("aurora", "horizonte"):
        channels.close(tenant, closures.closed(Channel.WHATSAPP, "unauthorized", now, None), now)
    _, *lines = ops(prefix, "channel", "list").output.splitlines()
    assert [line.split() for line in lines] == [
        [tenant, "whatsapp", "unauthorized", "2026-11-23", "12:00", "UTC", "2026-11-23", "12:05", "UTC", "1"]
        for tenant in ("aurora", "horizonte")
    ]
    listed = json.loads(ops(prefix, "channel", "list", "--json").output)
    assert [(each["tenantId"], each["channel"]) for each in listed] == [
        ("aurora", "whatsapp"),
        ("horizonte", "whatsapp"),
    ]


def test_an_address_is_blocked_under_the_form_in_which_it_is_written_to(prefix: str) -> None:
    def known(address: str) -> dict[str, Any]:
        return dynamo.read_item(f"{prefix}-contacts", f"ADDRESS#aurora#{address}", "ADDRESS") or {}

    blocked = ops(prefix, "address", "block", "aurora", "(11) 98765-4321")
    assert blocked.output == "tenant aurora writes to +5511987654321 no more\n"
    assert ops(prefix, "address", "block", "aurora", "5511987654322@s.whatsapp.net").exit_code == 0
    assert ops(prefix, "address", "block", "aurora", "ANA@ACME.example").exit_code == 0
    assert known("+5511987654321")["blocked"] is True
    assert known("ana@acme.example")["blocked"] is True
    assert ops(prefix, "address", "unblock", "aurora", "11 8765-4321").exit_code == 0
    assert "blocked" not in known("+5511987654321")


@pytest.mark.parametrize(
    ("tenant", "address", "problem"),
    [("nobody", "11987654321", "there is no tenant nobody"), ("aurora", "98765-4321", "has no area code")],
)
def test_what_cannot_be_blocked_is_explained(prefix: str, tenant: str, address: str, problem: str) -> None:
    refused = ops(prefix, "address", "block", tenant, address)
    assert refused.exit_code == 1
    assert problem in refused.output


def test_a_campaigns_account_adds_up(prefix: str) -> None:
    day = date(2026, 11, 23)
    stats.count("aurora", "primavera", day, accounting.entered(3))
    stats.count("aurora", "primavera", day, accounting.moved(State.SENDING, State.CONTACTED))
    printed = ops(prefix, "campaign", "account", "aurora", "primavera")
    assert printed.exit_code == 0
    assert [line.split() for line in printed.output.splitlines()] == [
        ["place", "counters"],
        ["ingested", "3"],
        ["waiting", "2"],
        ["sent", "1"],
        ["failed", "0"],
        ["unknown", "0"],
        ["opted", "out", "0"],
        ["erased", "0"],
    ]
    stats.count("aurora", "primavera", day, {"ingested": 1})
    assert ops(prefix, "campaign", "account", "aurora", "primavera").exit_code == 3


def test_the_counters_are_compared_with_the_contacts_themselves(prefix: str) -> None:
    table = f"{prefix}-contacts"
    for number, (campaign, state) in enumerate(
        [("primavera", State.NEW), ("primavera", State.SCHEDULED), ("outono", State.NEW)]
    ):
        item = {"pk": f"CONTACT#{number}", "sk": "CONTACT", "tenantId": "aurora", "campaignId": campaign}
        dynamo.client().put_item(TableName=table, Item=dynamo.encode(item | {"state": state.value}))
    day = date(2026, 11, 23)
    stats.count("aurora", "primavera", day, accounting.entered(2))
    differing = ops(prefix, "campaign", "account", "aurora", "primavera", "--walk")
    assert differing.exit_code == 3
    assert ["waiting", "2", "1"] in [line.split() for line in differing.output.splitlines()]
    assert "the counters differ from the contacts" in differing.output
    stats.count("aurora", "primavera", day, accounting.moved(State.SENDING, State.CONTACTED))
    assert ops(prefix, "campaign", "account", "aurora", "primavera", "--walk").exit_code == 0
