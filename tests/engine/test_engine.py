"""What a user of the real engine gets: previews that can be judged, and updates of no more than what changed."""

import inspect
import json
import re
from pathlib import Path

import pulumi_aws as aws
import pytest

from local.deployment.recorder import PROJECT, record_program
from local.judges.analysis import analyze
from local.judges.state import state
from tests.engine.conftest import Engine

PACK = ("--policy-pack", "policies", "--policy-pack-config", "policies/config.json")

BROKEN = {
    "recovery": (
        'aws.dynamodb.Table("broken", name="broken", billing_mode="PAY_PER_REQUEST", hash_key="pk", '
        'attributes=[{"name": "pk", "type": "S"}], tags=tags)'
    ),
    "tagging": 'aws.sqs.Queue("broken", name="broken", tags={"Project": "AlquimistaAI"})',
    "least privilege": (
        'aws.iam.RolePolicy("broken", name="broken", role="some-role", policy=\'{"Version": "2012-10-17", '
        '"Statement": [{"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}]}\')'
    ),
}


def initialised(engine: Engine, stack: str) -> Engine:
    engine.succeed("stack", "init", stack)
    return engine


@pytest.mark.parametrize("stack", ["dev", "prod"])
def test_a_preview_is_judged_by_every_policy_and_passes(engine: Engine, stack: str) -> None:
    printed = initialised(engine, stack).succeed("preview", "--stack", stack, *PACK)
    assert "serverless-guardrails@v" in printed.partition("Policies:")[2], printed
    assert "can't run policy" not in printed
    assert "violation" not in printed.lower(), printed
    assert re.search(r"\+ \d+ to create", printed), printed


def test_a_second_up_has_nothing_to_do_and_a_changed_line_updates_one_function(engine: Engine) -> None:
    initialised(engine, "dev").succeed("up", "--yes", "--stack", "dev", *PACK)
    engine.succeed("up", "--yes", "--stack", "dev", "--expect-no-changes", *PACK)

    with (engine.project / "handlers/generate_briefing.py").open("a") as source:
        source.write("# one more line\n")
    expecting_none = engine.pulumi("preview", "--stack", "dev", "--expect-no-changes")
    assert expecting_none.returncode != 0
    # By these words the pipeline tells a difference from a comparison that failed.
    assert "no changes were expected" in expecting_none.stderr
    printed = engine.succeed("up", "--yes", "--stack", "dev", *PACK)
    assert re.findall(r"^ ~ +(\S+) (\S+) updated", printed, re.MULTILINE) == [
        ("aws:lambda:Function", "generate-briefing")
    ]
    assert re.search(r"~ 1 updated", printed), printed

    engine.succeed("destroy", "--yes", "--stack", "dev")
    assert engine.state("dev") == []


def test_what_is_protected_in_prod_refuses_to_be_destroyed(engine: Engine) -> None:
    initialised(engine, "prod").succeed("up", "--yes", "--stack", "prod", *PACK)
    before = {resource["urn"] for resource in engine.state("prod")}
    done = engine.pulumi("destroy", "--yes", "--stack", "prod")
    assert done.returncode != 0
    refused = set(re.findall(r"(aws:\S+) \((\S+)\):\n +error: [^\n]*cannot be deleted", done.stdout))
    tables = {"config", "rate-limit", "idempotency", "stats", "meetings", "contacts"}
    assert {name for kind, name in refused if kind == "aws:dynamodb:Table"} == tables
    assert {resource["urn"] for resource in engine.state("prod")} == before


@pytest.mark.parametrize("family", BROKEN)
def test_a_broken_program_is_blocked_before_anything_changes(engine: Engine, family: str) -> None:
    engine.add(BROKEN[family])
    initialised(engine, "dev")
    done = engine.pulumi("preview", "--stack", "dev", *PACK)
    assert done.returncode != 0
    assert "[mandatory]" in done.stdout, done.stdout
    assert "broken" in done.stdout.partition("Policies:")[2], done.stdout


def test_a_run_that_is_given_no_configuration_has_that_of_the_pack(engine: Engine) -> None:
    engine.add(BROKEN["tagging"])
    done = initialised(engine, "dev").pulumi("preview", "--stack", "dev", "--policy-pack", "policies")
    assert done.returncode != 0
    assert "required-tags" in policies(done.stdout), done.stdout


def test_wrong_configuration_stops_the_program_with_the_command_that_cures_it(engine: Engine) -> None:
    initialised(engine, "dev").succeed("config", "set", "--stack", "dev", "environment", "staging")
    done = engine.pulumi("preview", "--stack", "dev")
    assert done.returncode != 0
    assert "pulumi config set environment dev" in done.stdout
    assert "Traceback" not in done.stdout


def policies(printed: str) -> str:
    """Return what the CLI printed of the policies."""
    return printed.partition("Policies:")[2].partition("Diagnostics:")[0]


def test_an_update_that_only_a_policy_of_the_whole_stack_objects_to_makes_nothing(engine: Engine) -> None:
    alone = 'aws.sqs.Queue("broken", name="broken", sqs_managed_sse_enabled=True, tags=tags)'
    engine.add(alone)
    done = initialised(engine, "dev").pulumi("up", "--yes", "--stack", "dev", *PACK)
    assert done.returncode != 0
    assert "queue-has-dead-letter-queue" in policies(done.stdout), done.stdout
    assert engine.state("dev") == []


def permission_of_an_unknown_source() -> None:
    aws.lambda_.Permission(
        "broken",
        action="lambda:InvokeFunction",
        function="some-function",
        principal=aws.sns.Topic("topic").arn.apply(lambda arn: "sns.amazonaws.com"),
    )


def test_a_value_unknown_at_preview_stops_the_update_and_a_fork_hears_the_same(
    engine: Engine, tmp_path: Path
) -> None:
    source = inspect.getsource(permission_of_an_unknown_source)
    engine.add(f"{source}\npermission_of_an_unknown_source()")
    done = initialised(engine, "dev").pulumi("up", "--yes", "--stack", "dev", *PACK)
    assert done.returncode != 0
    assert engine.state("dev") == []
    assert "can't run policy" not in done.stdout

    recording = record_program(permission_of_an_unknown_source, preview=True)
    recorded = tmp_path / "recorded.json"
    recorded.write_text(json.dumps(state(recording.resources, PROJECT, "dev", {})))
    told = analyze("dev", recorded, tmp_path / "sarif")
    (unknown,) = [each for each in told.blocking if each["policyName"] == "permission-bound-to-source"]
    assert "principal is not known before the deployment" in unknown["message"]
    assert unknown["position"].startswith("tests/engine/test_engine.py:")
    for line in unknown["message"].splitlines():
        assert line in done.stdout


SECRET = """
aws.dynamodb.Table(
    "broken", name="broken", billing_mode=pulumi.Output.secret("hunter2-of-the-billing"), hash_key="pk",
    attributes=[{"name": "pk", "type": "S"}], tags={**tags, "Environment": "canary-of-the-tags"},
)
"""


def test_no_secret_and_no_tag_is_printed_by_the_policies(engine: Engine) -> None:
    engine.add(SECRET)
    done = initialised(engine, "dev").pulumi("preview", "--stack", "dev", *PACK)
    assert done.returncode != 0
    told = policies(done.stdout)
    assert "table-on-demand" in told
    assert "required-tags" in told
    assert "hunter2" not in done.stdout
    assert "canary" not in told


CRASH = """
import guardrails.rules.tagging as tagging

def _fails(resource, settings):
    if resource.name == "broken":
        raise TypeError("hunter2")
    return iter(())

for name in ("required-tags", "prod-account-pinned"):
    rule = next(rule for rule in RULES if rule.name == name)
    object.__setattr__(rule, "check", lambda resource, settings, stack=None: _fails(resource, settings))
    object.__setattr__(rule, "types", None)
"""


def test_a_rule_that_fails_is_named_with_its_resource_and_the_others_go_on(engine: Engine) -> None:
    entry = engine.project / "policies/__main__.py"
    entry.write_text(entry.read_text().replace("\nengine.install()", f"{CRASH}\nengine.install()"))
    engine.add(BROKEN["recovery"])
    done = initialised(engine, "dev").pulumi("preview", "--stack", "dev", *PACK)
    assert done.returncode != 0
    told = policies(done.stdout)
    for rule in ("required-tags", "prod-account-pinned"):
        assert f"The rule {rule} failed on broken (aws:dynamodb/table:Table) with TypeError" in told
        # Also of a rule that only advises.
        assert re.search(rf"\[mandatory\].*{rule} ", told), told
    assert "table-point-in-time-recovery" in told
    assert "hunter2" not in done.stdout
