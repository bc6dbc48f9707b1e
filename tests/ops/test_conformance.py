"""The checks of what the code takes for granted of AWS, on the embedded cloud and against clients that lie."""

import json
import os
import re
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from click.testing import CliRunner, Result

from local import cloud as embedded
from ops.__main__ import main
from ops.conformance import command, running
from ops.conformance.checks import Check, Finding, expect
from ops.conformance.checks import Result as End
from ops.conformance.mailboxes import Mailbox
from ops.conformance.scratch import Scratch
from tests.docs import markdown
from tests.ops import lying
from tests.ops.lying import LIES, Lie

DOCUMENT = markdown.ROOT / "docs" / "assumptions.md"
BEYOND = ("events-each-entry", "events-undelivered")
"""The checks that the embedded cloud does not pass, as the document says."""
WAITING = ("batch-failures", "schedule-trust")
"""The checks that take many seconds, in which they mostly wait."""
NAMES = [check.name for check in running.CHECKS]
KNOWN = {check.name: check for check in running.CHECKS}

SERVICES = {"monitoring": "cloudwatch"}
ACTIONS = {
    "lambda:Invoke": "lambda:InvokeFunction",
    "s3:ListObjectsV2": "s3:ListBucket",
    "s3:PutBucketNotificationConfiguration": "s3:PutBucketNotification",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}
"""Requests to their actions, where those have another name."""
FREE = {
    # An action of each of their parts is asked for.
    "dynamodb:BatchExecuteStatement",
    "dynamodb:TransactWriteItems",
    # Everybody may.
    "sts:GetCallerIdentity",
    # By the role that was made for it.
    "secretsmanager:GetSecretValue",
}
IMPLIED = {
    "dynamodb:ConditionCheckItem",
    "dynamodb:PartiQLInsert",
    "dynamodb:PartiQLUpdate",
    "iam:PassRole",
    "iam:TagRole",
    "sqs:TagQueue",
    *(
        f"{service}:TagResource"
        for service in ("cloudwatch", "dynamodb", "events", "lambda", "scheduler", "secretsmanager", "sns")
    ),
}
"""Actions that no request is named after."""

Wrap = Callable[[str, Any], Any]


def unchanged(service: str, client: Any) -> Any:
    return client


def scratch_of(cloud: embedded.Cloud, patience: float, wrap: Wrap = unchanged) -> Scratch:
    def connect(service: str, credentials: Mapping[str, str] | None = None) -> Any:
        # A client costs up to 100 ms, and most checks can share those of the cloud.
        return wrap(
            service, _client_of(cloud, service, credentials) if credentials else cloud.client(service)
        )

    return Scratch(connect, cloud.account_id, cloud.region, 0.1, patience)


def _client_of(cloud: embedded.Cloud, service: str, credentials: Mapping[str, str]) -> Any:
    return cloud.session().client(
        service,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )


def lie_of(service: str, operation: str, lie: Lie) -> Wrap:
    return lambda asked, client: lying.Client(client, {operation: lie}) if asked == service else client


def tried(cloud: embedded.Cloud, name: str, patience: float, wrap: Wrap) -> Finding:
    scratch = scratch_of(cloud, patience, wrap)
    try:
        return running.tried(scratch, KNOWN[name])
    finally:
        assert scratch.remove_all() == []


@pytest.fixture(scope="module")
def asked_for() -> Iterator[set[str]]:
    """The actions that the requests of boto3's clients need, as IAM calls them."""
    found: set[str] = set()
    real = BaseClient._make_api_call

    def call(client: BaseClient, operation: str, parameters: Any) -> Any:
        service = client.meta.service_model.signing_name
        action = f"{SERVICES.get(service, service)}:{operation}"
        found.add(ACTIONS.get(action, action))
        return real(client, operation, parameters)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(BaseClient, "_make_api_call", call)
        yield found


@pytest.fixture(scope="module")
def trials(cloud: embedded.Cloud, asked_for: set[str]) -> Iterator[Mapping[str, Future[Finding]]]:
    """Each check where its own lie is told, and under ``true`` those that wait for long; all at once."""
    with ThreadPoolExecutor(len(NAMES) + len(WAITING)) as threads:
        lied = {name: threads.submit(tried, cloud, name, 1.5, lie_of(*LIES[name])) for name in NAMES}
        true = {f"true {name}": threads.submit(tried, cloud, name, 60, unchanged) for name in WAITING}
        yield lied | true


def ops(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(main, ["conformance", *arguments], input=answer)


def left_behind(cloud: embedded.Cloud, output: str) -> list[str]:
    """The queues and tables of the run whose output it is."""
    run = output.partition("tagged Run=")[2].partition(",")[0]
    assert run.startswith("conformance-"), output
    queues = cloud.client("sqs").list_queues(QueueNamePrefix=run).get("QueueUrls", [])
    pages = cloud.client("dynamodb").get_paginator("list_tables").paginate()
    return queues + [name for page in pages for name in page["TableNames"] if name.startswith(run)]


@pytest.mark.parametrize("name", NAMES)
def test_a_cloud_that_answers_otherwise_is_found_out(
    trials: Mapping[str, Future[Finding]], name: str
) -> None:
    finding = trials[name].result()
    assert finding.result is End.DIFFERS, finding.line
    assert "expected " in finding.detail
    assert "seen " in finding.detail


def test_what_is_waited_for_comes_true(trials: Mapping[str, Future[Finding]]) -> None:
    for name in WAITING:
        finding = trials[f"true {name}"].result()
        assert finding.result is End.HOLDS, finding.line


def test_the_permissions_of_the_document_are_those_that_are_needed(
    trials: Mapping[str, Future[Finding]], asked_for: set[str]
) -> None:
    for trial in trials.values():
        trial.result()
    policy = re.search(r"```json\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert policy
    assert set(json.loads(policy[1])["Action"]) == (asked_for - FREE) | IMPLIED


def test_everything_holds_on_the_embedded_cloud_and_nothing_is_left_there(cloud: embedded.Cloud) -> None:
    names = [name for name in NAMES if name not in (*BEYOND, *WAITING)]
    result = ops(*(argument for name in names for argument in ("--only", name)))
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == f"{len(names)} holds, 0 DIFFERS, 0 not tried"
    assert left_behind(cloud, result.output) == []


def test_what_the_embedded_cloud_lacks_holds_where_it_is_added(cloud: embedded.Cloud) -> None:
    undelivered = lying.undelivered_by(cloud.client("sqs"), f"arn:aws:sqs:{cloud.region}:{cloud.account_id}")
    for name, lie in zip(BEYOND, (lying.REFUSING_MALFORMED, undelivered), strict=True):
        finding = tried(cloud, name, 30, lie_of("events", "put_events", lie))
        assert finding.result is End.HOLDS, finding.line


def test_the_document_has_a_row_for_each_check_and_no_other() -> None:
    rows = markdown.table(DOCUMENT, "check", under="What is tried")
    assert [markdown.code(row[0])[0] for row in rows] == NAMES
    assert [row[1] for row in rows] == [check.claim for check in running.CHECKS]


def _with(monkeypatch: pytest.MonkeyPatch, run: Callable[[Scratch], None]) -> None:
    monkeypatch.setattr(running, "CHECKS", (Check("one", "it holds", run),))


def test_one_difference_is_told_and_ends_with_3_and_what_was_made_is_removed(
    cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(scratch: Scratch) -> None:
        Mailbox(scratch, "box")
        expect("1", False, 2)

    _with(monkeypatch, run)
    result = ops()
    assert (result.exit_code, "DIFFERS    one                      expected 1; seen 2" in result.output) == (
        3,
        True,
    )
    assert left_behind(cloud, result.output) == []


def test_ctrl_c_removes_what_was_made(cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(scratch: Scratch) -> None:
        Mailbox(scratch, "box")
        os.kill(os.getpid(), signal.SIGINT)
        scratch.until(lambda: None, 600)

    _with(monkeypatch, run)
    result = ops()
    assert result.exit_code == 1
    assert "stopped: removing what was made" in result.output
    assert left_behind(cloud, result.output) == []


def test_what_cannot_be_removed_is_named(cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    def remove() -> None:
        raise ClientError({"Error": {"Code": "Busy", "Message": "in use"}}, "DeleteTable")

    _with(monkeypatch, lambda scratch: scratch.remove_later("table t", remove))
    monkeypatch.setattr("ops.conformance.scratch.REMOVAL_TRIES", 2)
    result = ops()
    assert result.exit_code == 1
    assert "NOT REMOVED: table t: DeleteTable: Busy: in use: remove it by hand" in result.output
    assert "1 things were not removed" in result.output


def test_a_real_account_is_named_and_asked_for_first(
    cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Scratch] = []
    _with(monkeypatch, made.append)
    monkeypatch.setattr(command, "_scratch", lambda endpoint: scratch_of(cloud, 1))
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    declined = ops(answer="n\n")
    assert (declined.exit_code, made) == (1, [])
    assert f"Make them in account {cloud.account_id}, us-east-1?" in declined.output
    assert ops(answer="y\n").exit_code == 0
    assert ops("--yes").exit_code == 0
    assert len(made) == 2


def _one_line(result: Result, *parts: str) -> None:
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1, result.output
    for part in parts:
        assert part in result.output


def test_wrong_credentials_are_one_line_with_the_cure(
    cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAWRONG")
    _one_line(ops(), "AWS refused (InvalidClientTokenId)", "check with aws sts get-caller-identity")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    _one_line(ops(), "Unable to locate credentials", "check AWS_PROFILE")


def test_a_cloud_that_does_not_answer_is_one_line_with_the_cure(cloud: embedded.Cloud) -> None:
    _one_line(ops("--endpoint", "http://127.0.0.1:9"), "AWS cannot be reached", "and the network")


def test_missing_permissions_are_a_line_for_each_check_with_the_cure(
    cloud: embedded.Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    iam, user = cloud.client("iam"), "conformance-without-grants"
    iam.create_user(UserName=user)
    key = iam.create_access_key(UserName=user)["AccessKey"]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key["AccessKeyId"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key["SecretAccessKey"])
    result = ops("--only", "partiql-absent", "--only", "queue-delays")
    iam.delete_access_key(UserName=user, AccessKeyId=key["AccessKeyId"])
    iam.delete_user(UserName=user)
    told = [line for line in result.output.splitlines() if line.startswith("not tried")]
    assert result.exit_code == 0
    assert len(told) == 2
    assert all("AccessDenied" in line and running.PERMISSIONS in line for line in told)
    assert "0 holds, 0 DIFFERS, 2 not tried" in result.output
