"""The import file that is joined from a preview of the program and a Terraform state."""

import copy
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ops.adopting.command import adopt
from tests.ops.adopting import old_module
from tests.recordings import recorded

TABLE = "aws:dynamodb/table:Table"
PREFIX = "micro-agente-disparo-agendamento-dev"


def previewed() -> tuple[dict[str, Any], dict[str, Any]]:
    """What the engine writes of a preview of dev, in an empty stack: `tests/engine` compares it with the real one's."""
    resources = recorded("dev", preview=True).resources
    names = {each.urn: each.name for each in resources}
    components = {each.name for each in resources if not each.custom}
    steps, entries = [], []
    for each in resources:
        state = {"urn": each.urn, "type": each.type, "custom": each.custom, "inputs": dict(each.inputs)}
        steps.append({"op": "create", "urn": each.urn, "newState": state})
        parent = {"parent": names[each.parent]} if each.parent in names else {}
        if not each.custom:
            entries.append({"type": each.type, "name": each.name, "component": True, **parent})
        elif each.name in components:
            alias = {"name": f"{each.name}Function", "logicalName": each.name}
            entries.append({"type": each.type, "id": "<PLACEHOLDER>", **alias, **parent})
        else:
            entries.append({"type": each.type, "name": each.name, "id": "<PLACEHOLDER>", **parent})
    return json.loads(json.dumps({"steps": steps}, default=repr)), {"resources": entries}


@pytest.fixture(scope="module")
def plan() -> tuple[dict[str, Any], dict[str, Any]]:
    return previewed()


@pytest.fixture
def state() -> dict[str, Any]:
    return old_module.state("dev")


class Joining:
    """One run of the command."""

    def __init__(self, folder: Path, plan: tuple[Any, Any]) -> None:
        self.out = folder / "import.json"
        self._folder = folder
        for name, document in zip(("preview", "skeleton"), plan, strict=True):
            (folder / f"{name}.json").write_text(json.dumps(document), "utf-8")

    def run(self, state: Mapping[str, Any], *options: str) -> Result:
        path = self._folder / "terraform.tfstate"
        path.write_text(json.dumps(state), "utf-8")
        files = [str(self._folder / "preview.json"), str(self._folder / "skeleton.json"), str(path)]
        return CliRunner().invoke(adopt, ["join", *files, "--out", str(self.out), *options])

    @property
    def imported(self) -> list[dict[str, Any]]:
        return json.loads(self.out.read_text("utf-8"))["resources"]

    def id(self, kind: str, name: str) -> str:
        (found,) = [
            each
            for each in self.imported
            if each["type"] == kind and each.get("logicalName", each["name"]) == name
        ]
        return found["id"]


@pytest.fixture
def joining(tmp_path: Path, plan: tuple[Any, Any]) -> Joining:
    return Joining(tmp_path, plan)


def attributes(state: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    (found,) = [each for each in state["resources"] if (each["type"], each["name"]) == (kind, name)]
    return found["instances"][0]["attributes"]


def refused(result: Result) -> str:
    assert result.exit_code == 1, result.output
    return " ".join(result.output.split())


def test_what_both_know_is_adopted_and_nothing_else(joining: Joining, state: dict[str, Any]) -> None:
    result = joining.run(state)
    assert result.exit_code == 0, result.output
    found = Counter(each["type"] for each in joining.imported if not each.get("component"))
    assert found == {
        TABLE: 5,
        "aws:sqs/queue:Queue": 2,
        "aws:sqs/queuePolicy:QueuePolicy": 2,
        "aws:cloudwatch/logGroup:LogGroup": 7,
        "aws:lambda/function:Function": 7,
        "aws:lambda/eventSourceMapping:EventSourceMapping": 1,
        "aws:lambda/permission:Permission": 3,
        "aws:cloudwatch/eventRule:EventRule": 3,
        "aws:cloudwatch/eventTarget:EventTarget": 3,
        # All of the old ones but that on the tables, which is one for each table now.
        "aws:cloudwatch/metricAlarm:MetricAlarm": 8,
    }
    assert f"{sum(found.values())} resources are adopted" in result.output


def test_each_has_the_id_that_the_provider_imports_it_by(joining: Joining, state: dict[str, Any]) -> None:
    joining.run(state)
    url = f"https://sqs.us-east-1.amazonaws.com/123456789012/{PREFIX}-send-queue"
    assert joining.id(TABLE, "rate-limit") == f"{PREFIX}-rate-limit"
    assert joining.id("aws:sqs/queue:Queue", "send-queue") == url
    assert joining.id("aws:sqs/queuePolicy:QueuePolicy", "send-queue-policy") == url
    assert joining.id("aws:lambda/function:Function", "send-messages") == f"{PREFIX}-send-messages"
    group = joining.id("aws:cloudwatch/logGroup:LogGroup", "send-messages-logs")
    assert group == f"/aws/lambda/{PREFIX}-send-messages"
    mapping = joining.id("aws:lambda/eventSourceMapping:EventSourceMapping", "send-messages-mapping")
    assert mapping == "0b1c2d3e-4f50-4161-8273-8495a6b7c8d9"
    rule = "meeting-confirmed"
    assert joining.id("aws:cloudwatch/eventRule:EventRule", rule) == f"{PREFIX}-{rule}"
    target = joining.id("aws:cloudwatch/eventTarget:EventTarget", f"{rule}-target")
    assert target == f"{PREFIX}-{rule}/confirm-meeting"
    permission = joining.id("aws:lambda/permission:Permission", f"{rule}-permission")
    assert permission == f"{PREFIX}-confirm-meeting/AllowEventBridge-{rule}"
    assert joining.id("aws:cloudwatch/metricAlarm:MetricAlarm", "dlq-messages") == f"{PREFIX}-dlq-messages"


def test_no_placeholder_is_left_and_every_parent_is_there(joining: Joining, state: dict[str, Any]) -> None:
    joining.run(state)
    names = {each["name"] for each in joining.imported}
    assert all(each.get("parent", next(iter(names))) in names for each in joining.imported)
    assert "PLACEHOLDER" not in joining.out.read_text("utf-8")
    # A component above nothing that is adopted is made by the next update.
    assert not {"mail", "intake", "parameters", "notify-team"} & names


def test_terraform_is_made_to_forget_what_is_adopted_and_keeps_what_is_not(
    joining: Joining, state: dict[str, Any]
) -> None:
    printed = joining.run(state).output
    assert "  terraform state rm module.agent.aws_dynamodb_table.config\n" in printed
    assert (
        """  terraform state rm 'module.agent.aws_lambda_function.function["send-messages"]'\n""" in printed
    )
    assert printed.partition("stay Terraform's:\n")[2].split() == [
        "module.agent.aws_iam_role.lambda",
        "module.agent.aws_iam_role_policy.lambda",
        "module.agent.aws_iam_role.scheduler",
        "module.agent.aws_iam_role_policy.scheduler",
        # In the default group of schedules: ours is in a group of its own, and no schedule can be moved.
        "module.agent.aws_scheduler_schedule.send_reminders",
        "module.agent.aws_cloudwatch_metric_alarm.dynamodb_throttles",
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"hash_key": "id"}, "its partition key is id and would be pk"),
        ({"range_key": None}, "its sort key is none and would be sk"),
        (
            {"attribute": [{"name": "pk", "type": "N"}, {"name": "sk", "type": "S"}]},
            "its types of the keys is {'pk': 'N', 'sk': 'S'} and would be {'pk': 'S', 'sk': 'S'}",
        ),
        (
            {"local_secondary_index": [{"name": "by-day"}]},
            "its local indexes is ['by-day'] and would be none",
        ),
    ],
    ids=["partition key", "sort key", "type of a key", "local index"],
)
def test_a_table_that_would_be_made_anew_is_named_beforehand_with_the_reason(
    joining: Joining, state: dict[str, Any], change: dict[str, Any], told: str
) -> None:
    attributes(state, "aws_dynamodb_table", "meetings").update(change)
    printed = refused(joining.run(state))
    assert f"meetings ({TABLE}) would be replaced" in printed
    assert told in printed
    assert not joining.out.exists()


def test_a_table_of_another_name_is_not_left_behind_unseen(joining: Joining, state: dict[str, Any]) -> None:
    attributes(state, "aws_dynamodb_table", "rate_limit")["name"] = f"{PREFIX}-rate_limit"
    printed = refused(joining.run(state))
    assert (
        f"module.agent.aws_dynamodb_table.rate_limit ({PREFIX}-rate_limit) is none of the program's"
        in printed
    )
    assert f"the nearest is {PREFIX}-rate-limit" in printed
    result = joining.run(state, "--leave", "module.agent.aws_dynamodb_table.rate_limit")
    assert result.exit_code == 0
    assert "  module.agent.aws_dynamodb_table.rate_limit\n" in result.output
    assert Counter(each["type"] for each in joining.imported)[TABLE] == 4


def test_two_that_could_be_the_same_are_refused_until_one_is_left(
    joining: Joining, state: dict[str, Any]
) -> None:
    (permission,) = [each for each in state["resources"] if each["type"] == "aws_lambda_permission"]
    again = copy.deepcopy(permission["instances"][0])
    again["index_key"] = "again"
    again["attributes"]["statement_id"] = "AllowAgain"
    permission["instances"].append(again)
    printed = refused(joining.run(state))
    assert "schedule-requested-permission (aws:lambda/permission:Permission) could be any of " in printed
    assert joining.run(state, "--leave", 'module.agent.aws_lambda_permission.events["again"]').exit_code == 0


def test_a_state_of_another_environment_or_account_is_refused(
    joining: Joining, state: dict[str, Any]
) -> None:
    printed = refused(joining.run(old_module.state("prod")))
    assert "nothing of the Terraform state is the program's" in printed
    elsewhere = json.loads(json.dumps(state).replace("123456789012", "210987654321"))
    assert "is of us-east-1 210987654321, and the preview of another account" in refused(
        joining.run(elsewhere)
    )


def test_what_is_no_state_or_of_another_preview_is_refused_with_the_cure(
    tmp_path: Path, plan: tuple[Any, Any], state: dict[str, Any]
) -> None:
    joining = Joining(tmp_path, plan)
    assert "only version 4 is read: write it with terraform state pull" in refused(
        joining.run({**state, "version": 3})
    )
    assert "is not a Terraform state: it has no version" in refused(joining.run({"resources": []}))
    assert "--leave aws_x.y: the Terraform state has no such address" in refused(
        joining.run(state, "--leave", "aws_x.y")
    )
    preview, skeleton = plan
    mixed = Joining(tmp_path, ({"steps": preview["steps"][:20]}, skeleton))
    assert "are not of one preview: write both with pulumi preview --json" in refused(mixed.run(state))


def test_a_root_module_and_what_terraform_has_still_to_delete_are_read_as_they_are(
    joining: Joining,
) -> None:
    state = old_module.state("dev", module=None)
    (mapping,) = [each for each in state["resources"] if each["type"] == "aws_lambda_event_source_mapping"]
    old = {**mapping["instances"][0], "deposed": "a1b2c3d4"}
    mapping["instances"].append(old)
    result = joining.run(state)
    assert result.exit_code == 0
    assert "  terraform state rm aws_dynamodb_table.config\n" in result.output


def judged(tmp_path: Path, steps: list[dict[str, Any]], imported: list[dict[str, Any]]) -> Result:
    preview, file = tmp_path / "after.json", tmp_path / "import.json"
    preview.write_text(json.dumps({"steps": steps}))
    file.write_text(json.dumps({"resources": imported}))
    return CliRunner().invoke(adopt, ["check", str(preview), str(file)])


def step(op: str, name: str, **more: Any) -> dict[str, Any]:
    state = {"type": TABLE, "urn": f"urn:pulumi:dev::p::{TABLE}::{name}"}
    return {"op": op, "urn": state["urn"], "newState": state, **more}


def test_a_preview_that_changes_what_was_adopted_in_place_passes(tmp_path: Path) -> None:
    imported = [{"type": TABLE, "name": "a"}, {"type": TABLE, "name": "b"}]
    result = judged(tmp_path, [step("same", "a"), step("update", "b"), step("create", "c")], imported)
    assert (result.exit_code, result.output) == (0, "nothing that was imported is replaced or deleted\n")


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (
            [step("replace", "a", replaceReasons=["hashKey"])],
            f"a ({TABLE}) would be deleted or replaced (hashKey)",
        ),
        ([step("delete", "a")], f"a ({TABLE}) would be deleted or replaced"),
        ([step("create", "a")], f"a ({TABLE}) was to be imported, and is not in the state"),
        ([], f"a ({TABLE}) was imported, and the program does not have it"),
    ],
    ids=["replaced", "deleted", "made again", "gone"],
)
def test_a_preview_that_would_lose_something_ends_with_3(
    tmp_path: Path, steps: list[dict[str, Any]], told: str
) -> None:
    result = judged(tmp_path, steps, [{"type": TABLE, "name": "a"}])
    assert result.exit_code == 3
    assert told in result.output
