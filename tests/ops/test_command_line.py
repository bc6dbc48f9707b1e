"""python -m ops against a config table."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from handlers.common.storage import configuration, dynamo, keys, writes
from ops.__main__ import main

SAMPLES = Path(__file__).parents[2] / "local" / "samples"


@pytest.fixture(autouse=True)
def _new_process() -> None:
    dynamo.client.cache_clear()
    configuration.forget()


@pytest.fixture
def prefix(tables: dict[str, str]) -> str:
    return tables["config"].removesuffix("-config")


def ops(prefix: str, *arguments: Any) -> Result:
    configuration.forget()
    return CliRunner().invoke(main, ["--prefix", prefix, *map(str, arguments)])


def test_a_tenant_and_its_campaign_are_loaded_and_read_back(prefix: str) -> None:
    loaded = ops(prefix, "tenant", "put", SAMPLES / "aurora.json")
    assert (loaded.exit_code, loaded.output.splitlines()[-1]) == (0, "tenant aurora is loaded")
    loaded = ops(prefix, "campaign", "put", SAMPLES / "aurora-primavera.json")
    assert loaded.output.splitlines()[-1] == "campaign primavera is loaded"
    shown = json.loads(ops(prefix, "campaign", "show", "aurora", "primavera", "--json").output)
    assert shown == json.loads((SAMPLES / "aurora-primavera.json").read_text())
    assert json.loads(ops(prefix, "tenant", "show", "aurora", "--json").output)["limits"]["perMinute"] == 600


def test_what_is_shown_can_be_loaded_again(prefix: str, tmp_path: Path) -> None:
    ops(prefix, "tenant", "put", SAMPLES / "horizonte.json")
    file = tmp_path / "again.json"
    file.write_text(ops(prefix, "tenant", "show", "horizonte", "--json").output)
    assert ops(prefix, "tenant", "put", file).exit_code == 0


@pytest.mark.parametrize(
    ("what", "sample", "key", "spoilt"),
    [
        ("tenant", "aurora", keys.PROFILE_SK, '{"tenantId": "aurora", "limits": "none"}'),
        ("tenant", "aurora", keys.PROFILE_SK, "{"),
        ("campaign", "aurora-primavera", keys.campaign_sk("primavera"), '{"followUpDays": "soon"}'),
    ],
)
def test_what_is_stored_and_cannot_be_read_is_replaced_by_putting_it_again(
    prefix: str, what: str, sample: str, key: str, spoilt: str
) -> None:
    ops(prefix, "tenant", "put", SAMPLES / "aurora.json")
    ops(prefix, "campaign", "put", SAMPLES / "aurora-primavera.json")
    place = {"pk": keys.tenant_pk("aurora"), "sk": key}
    item = dynamo.read_item(configuration.table(), **place)
    writes.made(writes.put(configuration.table(), {**(item or {}), "document": spoilt}, writes.REPEATABLE))
    done = ops(prefix, what, "put", SAMPLES / f"{sample}.json")
    assert done.exit_code == 0
    assert "cannot be read by this version: the file replaces it whole" in done.output
    assert dynamo.read_item(configuration.table(), **place) == item


def test_a_campaign_of_an_unknown_tenant_is_refused_with_the_command_that_helps(prefix: str) -> None:
    result = ops(prefix, "campaign", "put", SAMPLES / "aurora-primavera.json")
    assert result.exit_code == 1
    assert (
        "there is no tenant aurora: there is none; load it first with python -m ops tenant put FILE"
        in result.output
    )
    assert len(result.output.splitlines()) == 1


def test_a_campaign_of_an_unknown_host_is_refused_with_those_there_are(prefix: str, tmp_path: Path) -> None:
    ops(prefix, "tenant", "put", SAMPLES / "aurora.json")
    file = tmp_path / "campaign.json"
    document = json.loads((SAMPLES / "aurora-primavera.json").read_text()) | {"hostId": "zoe"}
    file.write_text(json.dumps(document))
    result = ops(prefix, "campaign", "put", file)
    assert result.exit_code == 1
    assert "has no host zoe: did you mean bruno? Name one of ana, bruno, or none" in result.output


def test_a_host_id_that_is_there_twice_is_refused(prefix: str, tmp_path: Path) -> None:
    document = json.loads((SAMPLES / "aurora.json").read_text())
    document["hosts"][1]["hostId"] = "ana"
    file = tmp_path / "tenant.json"
    file.write_text(json.dumps(document))
    assert "hostId ana is there twice" in ops(prefix, "tenant", "put", file).output


@pytest.mark.parametrize("arguments", [("tenant", "show", "nobody"), ("campaign", "show", "aurora", "none")])
def test_what_is_not_there_is_said_with_the_command_that_creates_it(
    prefix: str, arguments: tuple[str, ...]
) -> None:
    result = ops(prefix, *arguments)
    assert result.exit_code == 1
    assert "put FILE" in result.output


def test_a_stack_that_is_not_deployed_is_named(tables: dict[str, str]) -> None:
    result = ops("no-such-stack", "tenant", "show", "aurora")
    assert result.exit_code == 1
    assert "there is no table no-such-stack-config: deploy the stack first" in result.output


def test_a_cloud_that_does_not_answer_is_one_line(
    tables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    dynamo.client.cache_clear()
    result = ops("any", "tenant", "show", "aurora")
    dynamo.client.cache_clear()
    assert result.exit_code == 1
    assert "AWS cannot be reached" in result.output
    assert len(result.output.splitlines()) == 1
