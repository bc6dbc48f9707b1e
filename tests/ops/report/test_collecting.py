"""The report of a stack, as python -m ops report reads it from tables, bucket, queues and metrics."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from handlers.common.rules.model import Channel
from handlers.common.storage import clients, configuration, dynamo, keys
from handlers.dispatch.rules import closures
from handlers.dispatch.storage import channels, pauses
from local import cloud as embedded
from ops.__main__ import main
from ops.report.collecting import answers, counting, talks
from ops.report.data import ReportData

SAMPLES = Path(__file__).parents[3] / "local" / "samples"
NOW = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
ANA, BIA, CAIO, DORA, EVA = (letter * 32 for letter in "abcde")
QUEUES = ("send-queue", "send-dlq", "inbound-queue", "inbound-dlq", "failed-events")


def at(minutes: float) -> str:
    return keys.instant(NOW + timedelta(minutes=minutes))


def contact(contact_id: str, state: str, tenant: str = "aurora", **more: Any) -> dict[str, Any]:
    return {
        "pk": keys.contact_pk(contact_id), "sk": keys.CONTACT_SK, "contactId": contact_id, "tenantId": tenant,
        "campaignId": "primavera", "state": state, "channel": "whatsapp", "createdAt": at(0), "updatedAt": at(1),
        **more,
    }  # fmt: skip


def of(contact_id: str, sk: str, **more: Any) -> dict[str, Any]:
    return {"pk": keys.contact_pk(contact_id), "sk": sk, **more}


CONTACTS = (
    contact(ANA, "scheduled", phone="+5511987654321", contactName="Ana <b>Souza</b>", sentAt=at(2),
            lastChannel="whatsapp", deliveredAt=at(3), readAt=at(4), meetingId="m1"),
    of(ANA, keys.reply_sk("r1"), channel="whatsapp", text="Sim! Me liga: 11 98765-4321. Ana Souza", intent="interested",
       receivedAt=at(5)),
    of(ANA, keys.message_sk("proposal#m1#1"), status="sent", kind="proposal", step="proposal#m1#1", sentAt=at(6),
       channel="whatsapp", updatedAt=at(6),
       envelope=json.dumps({"variables": {"slot1": "s1", "slot2": "s2", "slot3": "s3"}})),
    of(ANA, keys.history_sk(NOW, "meeting_confirmed"), what="meeting_confirmed", at=at(7), to="scheduled",
       **{"from": "meeting_proposed"}, detail="0123456789abcdef0123456789abcdef"),
    contact(BIA, "unknown", email="bia@loja.example", lastChannel="email"),
    contact(CAIO, "new", phone="+5511912345678", backlogOrder="2#2026-11-27T11:00:00.000Z"),
    contact(DORA, "contacted", tenant="horizonte", phone="+5592987654321", contactName="Dora", sentAt=at(9),
            lastChannel="whatsapp"),
    of(DORA, keys.reply_sk("r2"), channel="whatsapp", text="Estou de férias", intent="out_of_office",
       receivedAt=at(10)),
    contact(EVA, "undeliverable", phone="+5511955555555", sentAt=at(8), lastChannel="whatsapp", failure="no_account"),
    {"pk": keys.address_pk("aurora", "+5511900000000"), "sk": keys.ADDRESS_SK, "optedOut": True},
    {"pk": keys.address_pk("horizonte", "x@y.example"), "sk": keys.ADDRESS_SK, "blocked": True},
    {"pk": keys.inbox_pk("aurora"), "sk": keys.entry_sk("e1"), "backlogOrder": "0#2026-11-26T14:00:00.000Z"},
)  # fmt: skip
MEETING = {
    "pk": keys.meeting_pk("m1"), "sk": keys.MEETING_SK, "tenantId": "aurora", "scheduledAt": at(6000), "contactId": ANA,
    "campaignId": "primavera", "hostId": "ana", "status": "confirmed", "start": at(6000), "end": at(6060),
    "confirmedAt": at(7),
}  # fmt: skip
ANSWER = {
    "ingested": 3, "duplicates": 0, "invalid": 1, "optedOut": 0, "blank": 0,
    "errors": [
        {"row": 4, "field": "phone", "code": "x", "message": "'11 9999' is no phone number", "outcome": "invalid"}
    ],
    "notes": [],
}  # fmt: skip


@pytest.fixture
def prefix(tables: dict[str, str], cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A stack in which some has happened, by the prefix of its names."""
    dynamo.client.cache_clear()
    clients.forget()
    configuration.forget()
    prefix = tables["config"].removesuffix("-config")
    bucket, s3, sqs = f"{prefix}-intake-{embedded.ACCOUNT_ID}", cloud.client("s3"), cloud.client("sqs")
    s3.create_bucket(Bucket=bucket)
    folder = "reports/aurora/primavera/leads.xlsx/2026-11-26T15-00-00Z-1"
    s3.put_object(Bucket=bucket, Key=f"{folder}/report.json", Body=json.dumps(ANSWER).encode())
    s3.put_object(Bucket=bucket, Key=f"{folder}/report.html", Body=b"")
    urls = {name: sqs.create_queue(QueueName=f"{prefix}-{name}")["QueueUrl"] for name in QUEUES}
    sqs.send_message(QueueUrl=urls["send-dlq"], MessageBody="{}")
    metric = {"Dimensions": [{"Name": "FunctionName", "Value": f"{prefix}-send-messages"}], "Timestamp": NOW}
    cloud.client("cloudwatch").put_metric_data(
        Namespace="AWS/Lambda",
        MetricData=[
            {**metric, "MetricName": "Invocations", "Value": 1}, {**metric, "MetricName": "Invocations", "Value": 1},
            {**metric, "MetricName": "Errors", "Value": 1}, {**metric, "MetricName": "Duration", "Value": 120},
            {**metric, "MetricName": "Duration", "Value": 480},
        ],
    )  # fmt: skip
    for table, items in ((tables["contacts"], CONTACTS), (tables["meetings"], (MEETING,))):
        for item in items:
            dynamo.client().put_item(TableName=table, Item=dynamo.encode(item))
    for file in ("aurora.json", "horizonte.json"):
        assert ops(prefix, "tenant", "put", SAMPLES / file).exit_code == 0
    assert ops(prefix, "campaign", "put", SAMPLES / "aurora-primavera.json").exit_code == 0
    pauses.pause("aurora", "primavera", pauses.Pause(NOW, "an operator", "a test"))
    channels.close("aurora", closures.closed(Channel.EMAIL, "locked", NOW, None), NOW)
    yield prefix
    for key in ("json", "html"):
        s3.delete_object(Bucket=bucket, Key=f"{folder}/report.{key}")
    s3.delete_bucket(Bucket=bucket)
    for url in urls.values():
        sqs.delete_queue(QueueUrl=url)


def ops(prefix: str, *arguments: Any) -> Result:
    configuration.forget()
    return CliRunner().invoke(main, ["--prefix", prefix, *map(str, arguments)])


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> list[ReportData]:
    """The data of each page that is rendered."""
    found: list[ReportData] = []

    def render(data: ReportData) -> str:
        found.append(data)
        return _render(data)

    from ops.report import page

    _render = page.render
    monkeypatch.setattr(page, "render", render)
    return found


def test_a_report_tells_what_a_stack_has_done(
    prefix: str, tmp_path: Path, collected: list[ReportData]
) -> None:
    file = tmp_path / "report.html"
    done = ops(prefix, "report", "--out", file)
    assert done.exit_code == 0, done.output
    assert str(file) in done.output
    (data,) = collected
    assert {step.name: step.contacts for step in data.funnel} == {
        "Ingested": 5, "Written to": 2, "Answered": 1, "Interested": 1, "Meeting proposed": 1, "Booked": 1, "Held": 0,
    }  # fmt: skip
    assert data.states == {"scheduled": 1, "unknown": 1, "new": 1, "contacted": 1, "undeliverable": 1}
    assert data.messages == {("whatsapp", "outreach"): 2, ("whatsapp", "proposal"): 1}
    assert data.intents == {"interested": 1, "out_of_office": 1}
    assert {line.tenant: sum(bar.paced for bar in line.bars) for line in data.timelines} == {
        "Aurora Soluções": 1,
        "Horizonte Consultoria": 1,
    }
    (calendar,) = data.calendars
    assert calendar.host == "Ana Prado"
    assert [(each.who, each.status) for each in calendar.meetings] == [("Contact aaaaaaaa", "confirmed")]
    health = data.health
    assert (health.unknown, health.failed, health.opt_outs, health.blocked) == (1, 1, 1, 1)
    assert (health.inbox_open, health.inbox_overdue) == (1, 1)
    assert health.waiting == {"aurora/primavera": 1}
    assert health.paused == ["aurora/primavera"]
    assert health.failures == 1
    assert [(each.tenant, each.channel) for each in health.closed] == [("Aurora Soluções", "email")]
    sender = next(each for each in data.functions if each.name == "send-messages")
    assert (sender.invocations, sender.errors, sender.average_ms, sender.longest_ms) == (2, 1, 300, 480)
    (answer,) = data.lists
    assert (answer.campaign, answer.source, answer.counts["invalid"]) == ("aurora/primavera", "leads.xlsx", 1)
    assert answer.refusals[0].reason == "'11•••' is no phone number"
    assert data.costs.messages == 3
    assert data.costs.usd > 0
    markup = file.read_text(encoding="utf-8")
    for personal in ("98765", "bia@", "loja.example", "Souza", "91234"):
        assert personal not in markup


def test_a_conversation_has_both_sides_in_their_order(
    prefix: str, tmp_path: Path, collected: list[ReportData]
) -> None:
    assert ops(prefix, "report", "--out", tmp_path / "report.html", "--tenant", "aurora").exit_code == 0
    (data,) = collected
    assert [talk.contact for talk in data.talks] == ["Contact aaaaaaaa", "Contact eeeeeeee"]
    assert [(each.tick, each.note) for each in data.talks[1].bubbles] == [("failed", "no account")]
    assert [(each.side, each.kind, each.tick) for each in data.talks[0].bubbles] == [
        ("us", "outreach", "read"),
        ("contact", "interested", ""),
        ("us", "proposal", "sent"),
        ("event", "meeting_confirmed", ""),
    ]
    first, answer, proposal, event = data.talks[0].bubbles
    assert "Aurora Soluções" in first.text
    assert first.told_at == NOW + timedelta(minutes=4)
    assert answer.text == "Sim! Me liga: 119•••21. ‹name› ‹name›"
    assert "1) s1" in proposal.text
    assert event.note == ""
    assert data.talks[0].address == "+55•••21"


def test_names_are_shown_where_they_are_asked_for_and_addresses_never(
    prefix: str, tmp_path: Path, collected: list[ReportData]
) -> None:
    file = tmp_path / "report.html"
    assert ops(prefix, "report", "-o", file, "--names").exit_code == 0
    assert {talk.contact for talk in collected[0].talks} == {"Ana <b>Souza</b>", "Dora", "Contact eeeeeeee"}
    markup = file.read_text(encoding="utf-8")
    assert "Ana &lt;b&gt;Souza&lt;/b&gt;" in markup
    assert "98765" not in markup


def test_a_report_of_a_tenant_and_of_a_time_leaves_the_others_out(
    prefix: str, tmp_path: Path, collected: list[ReportData]
) -> None:
    file = tmp_path / "report.html"
    assert ops(prefix, "report", "-o", file, "--tenant", "horizonte").exit_code == 0
    assert ops(prefix, "report", "-o", file, "--from", "2026-11-27", "--to", "2026-11-28").exit_code == 0
    one, later = collected
    assert one.tenants == ["Horizonte Consultoria"]
    assert one.funnel[0].contacts == 1
    assert one.messages == {("whatsapp", "outreach"): 1}
    assert (one.health.opt_outs, one.health.blocked, one.health.inbox_open) == (0, 1, 0)
    assert one.lists == []
    assert later.funnel[0].contacts == 0
    assert not later.messages
    assert not later.talks
    assert later.health.waiting == {"aurora/primavera": 1}


def test_an_unknown_tenant_and_times_that_go_back_are_refused(prefix: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    unknown = ops(prefix, "report", "-o", file, "--tenant", "auror")
    assert unknown.exit_code == 1
    assert "did you mean aurora?" in unknown.output
    backwards = ops(prefix, "report", "-o", file, "--from", "2026-11-28", "--to", "2026-11-27")
    assert backwards.exit_code == 2
    assert "--from is not before --to" in backwards.output
    nowhere = ops(prefix, "report", "-o", tmp_path / "no" / "report.html")
    assert nowhere.exit_code == 1
    assert "name another file" in nowhere.output
    assert not file.exists()


def test_a_contact_that_is_gone_has_no_conversation(tables: dict[str, str]) -> None:
    dynamo.client.cache_clear()
    from handlers.common.rules.tenants import Tenant

    tenant = Tenant.model_validate_json((SAMPLES / "aurora.json").read_text("utf-8"))
    assert talks.talk("f" * 32, tenant, None, named=False) is None
    assert talks.names(["f" * 32], named=True) == {}
    assert counting.count(None, NOW).people == {}


def test_the_first_part_of_a_long_answer_is_read_to_its_last_whole_entry() -> None:
    head = json.dumps({"ingested": 1, "invalid": 9})[:-1]
    entries = ",".join(f'\n{{"row": {row}, "message": "{"x" * 90}"}}' for row in range(9_000))
    whole = f'{head}, "errors": [{entries}], "notes": []}}\n'.encode()
    cut = answers.document(whole[: answers.MOST_BYTES])
    assert cut["invalid"] == 9
    assert 1_000 < len(cut["errors"]) < 9_000
    assert cut["errors"][-1]["row"] == len(cut["errors"]) - 1
    assert answers.document(whole[:0] + b'{"errors": []}') == {"errors": []}
