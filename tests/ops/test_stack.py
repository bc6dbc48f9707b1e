"""The stack that a command is about: named by Pulumi, by the kept cloud or by a prefix."""

import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from ops import stack
from ops.__main__ import main

OUTPUTS = {
    "environment": "dev",
    "region": "sa-east-1",
    "eventSource": "ours",
    "sendQueueUrl": "https://queue/send",
    "sendDlqUrl": "https://queue/dlq",
    "inboundQueueUrl": "https://queue/inbound",
    "inboundDlqUrl": "https://queue/inbound-dlq",
    "failedEventsQueueUrl": "https://queue/failed",
    "tables": {
        short: f"named-{short}"
        for short in ("config", "contacts", "meetings", "stats", "rate-limit", "idempotency")
    },
    "functions": {"send-messages": "named-send-messages"},
    "parameters": {"fence": "named-fence"},
    "secretNames": {"whatsapp": "/repo/whatsapp"},
    "intakeBucket": "named-bucket",
}


@pytest.fixture(autouse=True)
def _environment_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # What a command puts into the environment is for its own process.
    monkeypatch.delenv("STACK_PREFIX", raising=False)
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def pulumi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in of the Pulumi CLI, which prints what a test has written, or fails with it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    file = folder / "pulumi"
    file.write_text(
        '#!/bin/sh\nhere="$(dirname "$0")"\necho "$*" > "$here/asked"\n'
        'if [ -f "$here/refusal" ]; then cat "$here/refusal" >&2; exit 255; fi\ncat "$here/outputs"\n'
    )
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    (folder / "outputs").write_text(json.dumps(OUTPUTS))
    return folder


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "kept.json"
    monkeypatch.setattr(stack, "KEPT", file)
    monkeypatch.setattr(stack, "ROOT", tmp_path)
    return file


def keep(file: Path, **changes: Any) -> None:
    environment = {"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ACCESS_KEY_ID": "k"}
    file.write_text(json.dumps({"environment": environment, "outputs": OUTPUTS} | changes))


def names(of: stack.Stack) -> Mapping[str, str | None]:
    return {
        "prefix": of.prefix,
        "region": of.region,
        "table": of.table("contacts"),
        "function": of.function("send-messages"),
        "parameter": of.parameter("fence"),
        "source": of.event_source,
    }


def test_a_prefix_names_everything_by_the_rule_and_asks_nobody() -> None:
    assert names(stack.by_prefix("ours-dev")) == {
        "prefix": "ours-dev",
        "region": "us-east-1",
        "table": "ours-dev-contacts",
        "function": "ours-dev-send-messages",
        "parameter": "ours-dev-fence",
        "source": "ours",
    }


def test_a_stack_of_pulumi_is_named_by_its_outputs(pulumi: Path) -> None:
    found = stack.by_pulumi("acme/dev")
    assert names(found) == {
        "prefix": "ours-dev",
        "region": "sa-east-1",
        "table": "named-contacts",
        "function": "named-send-messages",
        "parameter": "named-fence",
        "source": "ours",
    }
    assert (found.bucket, found.secret("whatsapp")) == ("named-bucket", "/repo/whatsapp")
    urls = [
        found.queue_url(short)
        for short in ("send-queue", "send-dlq", "inbound-queue", "inbound-dlq", "failed-events")
    ]
    assert urls == [OUTPUTS[name] for name in OUTPUTS if name.endswith("Url")]
    asked = (pulumi / "asked").read_text()
    assert asked.startswith("stack output --json --stack acme/dev")
    assert "--non-interactive" in asked


@pytest.mark.parametrize(
    ("said", "cure"),
    [
        ("error: no stack named 'dev' found", "pulumi stack ls"),
        (
            "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
            "pulumi login",
        ),
        (
            "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE",
            "set PULUMI_CONFIG_PASSPHRASE",
        ),
        ("error: something else", "try pulumi stack output --stack dev"),
    ],
)
def test_what_pulumi_refuses_is_one_line_with_its_cure(pulumi: Path, said: str, cure: str) -> None:
    (pulumi / "refusal").write_text(said)
    result = CliRunner().invoke(main, ["--stack", "dev", "tenant", "show", "acme"])
    assert result.exit_code == 1
    assert said.removeprefix("error: ") in result.output
    assert cure in result.output
    assert len(result.output.splitlines()) == 1


def test_without_the_cli_of_pulumi_its_stack_is_refused_with_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = CliRunner().invoke(main, ["--stack", "dev", "tenant", "show", "acme"])
    assert result.exit_code == 1
    assert "no pulumi on the path: install it" in result.output


def test_a_stack_that_was_never_deployed_is_refused_with_the_command_that_deploys_it(pulumi: Path) -> None:
    (pulumi / "outputs").write_text("{}")
    result = CliRunner().invoke(main, ["--stack", "dev", "tenant", "show", "acme"])
    assert result.exit_code == 1
    assert "has no output eventSource: deploy it with pulumi up --stack dev" in result.output


def test_the_kept_cloud_is_taken_with_its_settings_in_place_of_the_machines(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "production")
    keep(kept)
    assert stack.kept_cloud().table("contacts") == "named-contacts"
    mine = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    assert mine == {"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ACCESS_KEY_ID": "k"}


def test_where_no_cloud_is_kept_local_is_refused_with_the_command_that_keeps_one(kept: Path) -> None:
    result = CliRunner().invoke(main, ["--local", "tenant", "show", "acme"])
    assert (result.exit_code, "make up KEEP=1" in result.output) == (1, True)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"environment": 1, "outputs": {}}'])
def test_a_description_of_the_kept_cloud_that_is_broken_is_refused(kept: Path, text: str) -> None:
    kept.write_text(text)
    with pytest.raises(click.ClickException, match="cannot be read"):
        stack.kept_cloud()


def test_a_kept_cloud_is_not_taken_unless_it_is_asked_for(kept: Path) -> None:
    keep(kept)
    assert stack.chosen("ours-dev", None, local=False)().table("contacts") == "ours-dev-contacts"


@pytest.mark.parametrize(
    "options",
    [["--local", "--stack", "dev"], ["--local", "--prefix", "p"], ["--stack", "d", "--prefix", "p"]],
)
def test_two_ways_to_name_the_stack_are_a_wrong_usage(options: list[str]) -> None:
    result = CliRunner().invoke(main, [*options, "tenant", "show", "acme"])
    assert result.exit_code == 2
    assert "give one of them" in result.output


def test_a_command_finds_the_stack_in_the_environment(monkeypatch: pytest.MonkeyPatch, pulumi: Path) -> None:
    stack.by_pulumi("dev").enter()
    assert os.environ["TABLE_RATE_LIMIT"] == "named-rate-limit"
    assert os.environ["PARAMETER_FENCE"] == "named-fence"
    assert os.environ["AWS_DEFAULT_REGION"] == "sa-east-1"


def test_an_output_of_an_earlier_version_that_is_missing_is_named() -> None:
    old = {name: value for name, value in OUTPUTS.items() if name != "parameters"}
    found = stack.by_outputs(old, "the stack", "deploy it")
    with pytest.raises(click.ClickException, match=r"has no output parameters: .* deploy it again"):
        found.enter()
    with pytest.raises(click.ClickException, match="names no ingest among its functions"):
        found.function("ingest")
