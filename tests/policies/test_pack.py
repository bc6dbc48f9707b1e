"""The pack as the Pulumi engine starts it, and its registry."""

import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import grpc
from google.protobuf.empty_pb2 import Empty  # ty: ignore[missing-module-member]
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from policies.guardrails import rules
from policies.guardrails.rules import RULES

ROOT = Path(__file__).parents[2]
PACK = ROOT / "policies"


def modules(folder: str) -> list[Path]:
    return sorted((PACK / "guardrails" / folder).rglob("*.py"))


def test_every_module_of_rules_is_registered_and_has_rules() -> None:
    registered = {module.__name__.rpartition(".")[2] for module in rules.MODULES}
    assert registered == {path.stem for path in modules("rules") if path.stem != "__init__"}
    assert all(module.RULES for module in rules.MODULES)


@contextmanager
def started(pack: Path) -> Generator[analyzer_pb2_grpc.AnalyzerStub]:
    """Start a pack as the engine's Python host does, in its own folder and environment, and connect to it."""
    process = subprocess.Popen(
        [PACK / ".venv/bin/python", "-u", "-m", "pulumi.policy", "127.0.0.1:1", "."],
        cwd=pack,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield analyzer_pb2_grpc.AnalyzerStub(channel)
    finally:
        process.terminate()
        process.communicate(timeout=60)


def configured_levels(info: analyzer_pb2.AnalyzerInfo) -> set[tuple[str, str]]:
    """Return the levels that the configuration beside the pack gives: settings alone must not make rules advisory."""
    name = analyzer_pb2.EnforcementLevel.Name
    return {(rule, name(given.enforcementLevel).lower()) for rule, given in info.initialConfig.items()}


def test_the_engine_gets_every_rule_from_a_pack_that_stands_alone(tmp_path: Path) -> None:
    copied = shutil.ignore_patterns("__pycache__", ".venv")
    pack = shutil.copytree(PACK, tmp_path / "another-name", ignore=copied)
    with started(pack) as analyzer:
        info = analyzer.GetAnalyzerInfo(Empty(), timeout=60)
        table = analyzer_pb2.AnalyzeRequest(
            type="aws:dynamodb/table:Table", name="contacts", urn="urn:pulumi:prod::agent::t::contacts"
        )
        answer = analyzer.Analyze(table, timeout=60)
    assert [policy.name for policy in info.policies] == [rule.name for rule in RULES]
    assert configured_levels(info) <= {(rule.name, rule.level.value) for rule in RULES}
    assert ("required-tags", "mandatory") in configured_levels(info)
    assert "table-point-in-time-recovery" in {found.policyName for found in answer.diagnostics}
