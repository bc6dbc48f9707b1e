"""The pack as the Pulumi engine starts it, and the directions of its imports."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty  # ty: ignore[missing-module-member]
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc

from policies import rules
from policies.rules import RULES

ROOT = Path(__file__).parents[2]
PACK = ROOT / "policies"
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()}


def imported(path: Path) -> set[str]:
    """Return the full names that a module imports; relative imports are not allowed."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def ours(path: Path) -> set[str]:
    return {name for name in imported(path) if name.partition(".")[0] in FOLDERS}


def modules(folder: str) -> list[Path]:
    return sorted((PACK / folder).rglob("*.py"))


@pytest.mark.parametrize("path", modules("framework"), ids=lambda path: path.stem)
def test_the_machinery_knows_no_rule_and_no_other_folder(path: Path) -> None:
    assert {name for name in ours(path) if not name.startswith("policies.framework")} == set()


@pytest.mark.parametrize("path", modules("rules"), ids=lambda path: path.stem)
def test_a_rule_knows_the_machinery_alone_and_only_the_registry_knows_rules(path: Path) -> None:
    allowed = ("policies.framework", "policies.rules") if path.stem == "__init__" else ("policies.framework",)
    assert {name for name in ours(path) if not name.startswith(allowed)} == set()


def test_every_module_of_rules_is_registered_and_has_rules() -> None:
    registered = {module.__name__.rpartition(".")[2] for module in rules.MODULES}
    assert registered == {path.stem for path in modules("rules") if path.stem != "__init__"}
    assert all(module.RULES for module in rules.MODULES)


@contextmanager
def started(pack: Path) -> Generator[analyzer_pb2_grpc.AnalyzerStub]:
    """Start a pack as the engine's Python host does, in its own folder, and connect to it."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "pulumi.policy", "127.0.0.1:1", "."],
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


def test_the_engine_gets_every_rule_from_a_pack_that_stands_alone(tmp_path: Path) -> None:
    pack = shutil.copytree(PACK, tmp_path / "policies", ignore=shutil.ignore_patterns("__pycache__"))
    with started(pack) as analyzer:
        info = analyzer.GetAnalyzerInfo(Empty(), timeout=60)
        table = analyzer_pb2.AnalyzeRequest(
            type="aws:dynamodb/table:Table", name="contacts", urn="urn:pulumi:prod::agent::t::contacts"
        )
        answer = analyzer.Analyze(table, timeout=60)
    assert [policy.name for policy in info.policies] == [rule.name for rule in RULES]
    assert "table-point-in-time-recovery" in {found.policyName for found in answer.diagnostics}
