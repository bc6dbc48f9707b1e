"""The commands that list, put, pause and let go on tenants and campaigns."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from handlers.common.rules import accounting
from handlers.common.rules.model import Channel
from handlers.common.storage import configuration, dynamo, keys, stats
from handlers.dispatch.rules import closures
from handlers.dispatch.storage import channels, pauses
from ops import audit
from ops.__main__ import main

SAMPLES = Path(__file__).parents[2] / "local" / "samples"
COMPLAINTS = ("--reason", "too many complaints")


@pytest.fixture
def prefix(tables: dict[str, str]) -> str:
    dynamo.client.cache_clear()
    prefix = tables["config"].removesuffix("-config")
    assert ops(prefix, "tenant", "put", SAMPLES / "aurora.json").exit_code == 0
    assert ops(prefix, "campaign", "put", SAMPLES / "aurora-primavera.json").exit_code == 0
    return prefix


def ops(prefix: str, *arguments: Any) -> Result:
    configuration.forget()
    return CliRunner().invoke(main, ["--prefix", prefix, *map(str, arguments)])


def listed(prefix: str, what: str, *arguments: str) -> list[dict[str, Any]]:
    return json.loads(ops(prefix, what, "list", *arguments, "--json").output)


def changed(folder: Path, sample: str, **changes: Any) -> Path:
    file = folder / sample
    file.write_text(json.dumps(json.loads((SAMPLES / sample).read_text()) | changes))
    return file


def wait_for(
    prefix: str, contact_id: str, due: datetime, priority: str = "2", step: str = "outreach"
) -> None:
    """Put a contact into the backlog of aurora's campaign."""
    item = {
        "pk": keys.contact_pk(contact_id),
        "sk": keys.CONTACT_SK,
        "contactId": contact_id,
        "nextStep": step,
        "backlog": keys.backlog_partition("aurora", "primavera", contact_id),
        "backlogOrder": f"{priority}#{keys.instant(due)}",
    }
    dynamo.client().put_item(TableName=f"{prefix}-contacts", Item=dynamo.encode(item))


@pytest.mark.parametrize("path", [("tenant", "aurora"), ("campaign", "aurora", "primavera")])
def test_a_pause_is_listed_with_its_reason_who_made_it_and_when_and_ends_with_resume(
    prefix: str, path: tuple[str, ...]
) -> None:
    what, *names = path
    paused = ops(prefix, what, "pause", *names, *COMPLAINTS)
    assert (paused.exit_code, "is paused: no outreach and no follow-up goes out" in paused.output) == (
        0,
        True,
    )
    (pause,) = pauses.paused("aurora").values()
    (row,) = listed(prefix, what)
    assert row["paused"] == {
        "since": pause.since.isoformat(),
        "by": audit.caller(),
        "reason": "too many complaints",
    }
    assert f"by {audit.caller()}: too many complaints" in ops(prefix, what, "list").output
    assert "too many complaints" in ops(prefix, what, "show", *names).output
    again = ops(prefix, what, "pause", *names, "--reason", "holidays")
    assert (again.exit_code, "already: nothing was changed" in again.output) == (0, True)
    assert ops(prefix, what, "resume", *names).exit_code == 0
    assert pauses.paused("aurora") == {}
    assert "is not paused: nothing was changed" in ops(prefix, what, "resume", *names).output
    assert [change.deed for change in audit.changes()][:2] == [f"{what} resume", f"{what} pause"]


def test_a_pause_of_the_tenant_is_that_of_its_campaigns_and_outlives_the_resume_of_one(prefix: str) -> None:
    ops(prefix, "tenant", "pause", "aurora", *COMPLAINTS)
    ops(prefix, "campaign", "pause", "aurora", "primavera", *COMPLAINTS)
    resumed = ops(prefix, "campaign", "resume", "aurora", "primavera")
    assert "python -m ops tenant resume aurora" in resumed.output
    (row,) = listed(prefix, "campaign", "aurora")
    assert row["isTenantPaused"] is True


def test_a_pause_without_a_reason_is_refused(prefix: str) -> None:
    assert ops(prefix, "tenant", "pause", "aurora").exit_code == 2
    refused = ops(prefix, "tenant", "pause", "aurora", "--reason", " ")
    assert (refused.exit_code, "--reason is empty" in refused.output, pauses.paused("aurora")) == (
        1,
        True,
        {},
    )


def test_a_put_ends_no_pause(prefix: str, tmp_path: Path) -> None:
    ops(prefix, "campaign", "pause", "aurora", "primavera", *COMPLAINTS)
    file = changed(tmp_path, "aurora-primavera.json", name="Outono")
    assert ops(prefix, "campaign", "put", file).exit_code == 0
    assert list(pauses.paused("aurora")) == ["primavera"]


def test_a_put_shows_what_differs_and_writes_it_once(prefix: str, tmp_path: Path) -> None:
    file = changed(tmp_path, "aurora.json", name="Aurora SA", limits={"perMinute": 7})
    before = configuration.tenant("aurora")
    assert before is not None
    dry = ops(prefix, "tenant", "put", file, "--dry-run")
    rows = [line.split() for line in dry.output.splitlines()]
    assert rows[0] == ["field", "stored", "file"]
    assert ["limits.perMinute", str(before.limits.perMinute), "7"] in rows
    assert ops(prefix, "tenant", "show", "aurora", "--json").output == before.model_dump_json(indent=2) + "\n"
    assert ops(prefix, "tenant", "put", file).exit_code == 0
    again = ops(prefix, "tenant", "put", file)
    assert again.output == "tenant aurora is stored as the file has it: nothing was changed\n"
    (change,) = [each for each in audit.changes("aurora") if each.note != "new"]
    assert change.deed == "tenant put"
    assert "limits.perMinute" in change.note
    assert "Aurora SA" not in change.note


def test_hosts_are_compared_by_their_ids_whatever_their_order(prefix: str, tmp_path: Path) -> None:
    hosts = json.loads((SAMPLES / "aurora.json").read_text())["hosts"]
    file = changed(tmp_path, "aurora.json", hosts=[hosts[1], {**hosts[0], "place": "Rua A"}])
    rows = ops(prefix, "tenant", "put", file, "--dry-run").output.splitlines()
    assert [row.split()[0] for row in rows[1:-1]] == [f"hosts[{hosts[0]['hostId']}].place"]


def test_a_limit_of_nothing_is_refused_with_the_command_that_pauses(prefix: str, tmp_path: Path) -> None:
    file = changed(tmp_path, "aurora.json", limits={"perDay": 0})
    refused = ops(prefix, "tenant", "put", file)
    assert refused.exit_code == 1
    assert "limits.perDay: 0 is refused" in refused.output
    assert "python -m ops tenant pause TENANT" in refused.output


def test_a_line_of_another_tenant_is_refused_in_one_line(prefix: str, tmp_path: Path) -> None:
    assert ops(prefix, "tenant", "put", changed(tmp_path, "aurora.json", phoneNumberId="77")).exit_code == 0
    refused = ops(prefix, "tenant", "put", changed(tmp_path, "horizonte.json", phoneNumberId="77"))
    assert (refused.exit_code, "another tenant's line" in refused.output) == (1, True)


def test_campaigns_are_listed_with_their_contacts_by_outcome(prefix: str) -> None:
    stats.count("aurora", "primavera", datetime.now(UTC).date(), accounting.entered(1200))
    now = datetime.now(UTC)
    channels.close("aurora", closures.closed(Channel.EMAIL, "unauthorized", now, None), now)
    (row,) = listed(prefix, "campaign")
    assert (row["contacts"]["ingested"], row["contacts"]["waiting"], row["contacts"]["sent"]) == (
        1200,
        1200,
        0,
    )
    assert (row["closedChannels"], row["nextMessage"]) == (["email"], None)
    assert "1,200" in ops(prefix, "campaign", "list", "aurora").output
    assert "closed: email" in ops(prefix, "campaign", "list", "aurora").output
    (tenant,) = listed(prefix, "tenant")
    assert (tenant["campaigns"], tenant["closedChannels"]) == (["primavera"], ["email"])


def test_the_next_message_is_the_first_that_is_due_within_the_hours(prefix: str, tmp_path: Path) -> None:
    always = {"opens": "00:00", "closes": "00:00", "weekdays": [1, 2, 3, 4, 5, 6, 7], "holidays": True}
    assert ops(prefix, "tenant", "put", changed(tmp_path, "aurora.json", hours=always)).exit_code == 0
    later = datetime.now(UTC) + timedelta(days=30)
    wait_for(prefix, "0" * 32, later + timedelta(days=3), "0", "follow_up#1")
    wait_for(prefix, "1" * 32, later, "3")
    wait_for(prefix, "2" * 32, later - timedelta(days=9), "0", "silence")
    (row,) = listed(prefix, "campaign")
    opens = datetime.fromisoformat(row["nextMessage"])
    assert abs(opens - later) <= timedelta(milliseconds=1)


def test_a_campaign_that_cannot_be_read_is_one_line(prefix: str) -> None:
    key = {"pk": keys.tenant_pk("aurora"), "sk": keys.campaign_sk("primavera")}
    broken = dynamo.encode(key | {"document": "{}", "active": True})
    dynamo.client().put_item(TableName=f"{prefix}-config", Item=broken)
    refused = ops(prefix, "campaign", "show", "aurora", "primavera")
    assert refused.exit_code == 1
    assert len(refused.output.splitlines()) == 1
    assert "cannot be read by this version" in refused.output


def test_without_tenants_the_lists_say_how_to_load_one(tables: dict[str, str]) -> None:
    prefix = tables["config"].removesuffix("-config")
    for what in ("tenant", "campaign"):
        assert f"python -m ops {what} put FILE" in ops(prefix, what, "list").output
        assert listed(prefix, what) == []
