"""What a user of the real engine gets: previews that can be judged, and updates of no more than what changed."""

import re

import pytest

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
    program = engine.project / "__main__.py"
    program.write_text(f"{program.read_text()}\n{BROKEN[family]}\n")
    initialised(engine, "dev")
    done = engine.pulumi("preview", "--stack", "dev", *PACK)
    assert done.returncode != 0
    assert "[mandatory]" in done.stdout, done.stdout
    assert "broken" in done.stdout.partition("Policies:")[2], done.stdout


def test_wrong_configuration_stops_the_program_with_the_command_that_cures_it(engine: Engine) -> None:
    initialised(engine, "dev").succeed("config", "set", "--stack", "dev", "environment", "staging")
    done = engine.pulumi("preview", "--stack", "dev")
    assert done.returncode != 0
    assert "pulumi config set environment dev" in done.stdout
    assert "Traceback" not in done.stdout
