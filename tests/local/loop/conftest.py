"""A small kept cloud: two functions on the emulator of the tests, and nobody behind the partners' ports."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from components import archives
from components.sources import Sources
from local.cloud import Account
from local.loop.kept import Kept, StandIns

SHARED = "GREETING = 'hello'\n"
GREET = """
from functions.shared import GREETING

def handler(event, context):
    return {"greeting": GREETING, "to": event.get("name")}
"""
COUNT = """
import json

def handler(event, context):
    if "fail" in event:
        raise ValueError(f"cannot count {event['fail']}")
    print(json.dumps({"level": "INFO", "message": "counted", "correlation_id": event["id"], "of": 3}))
    return 3
"""


TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}


@dataclass(frozen=True)
class Small:
    """The note, and the sources of its functions ``greet`` and ``count``."""

    kept: Kept
    sources: Sources

    @property
    def folder(self) -> Path:
        return self.sources.root / self.sources.package

    def digests(self) -> dict[str, str]:
        """The digest of each function's code, as the cloud tells it."""
        client, functions = self.kept.account().client("lambda"), self.kept.outputs["functions"]
        return {
            short: client.get_function_configuration(FunctionName=name)["CodeSha256"]
            for short, name in functions.items()
        }


def note(account: Account, functions: dict[str, str]) -> Kept:
    return Kept(
        stack="dev",
        provider="cloud",
        environment=account.environment(),
        outputs={"functions": functions},
        stand_ins=StandIns(
            endpoints={}, key="k", app_secret="a", verify_token="v", lines={}, sent_mail="/nowhere"
        ),
        told_time="/nowhere",
        program={},
    )


@pytest.fixture
def small(cloud: Account, tmp_path: Path) -> Iterator[Small]:
    (tmp_path / "functions").mkdir()
    for name, text in (("__init__", ""), ("shared", SHARED), ("greet", GREET), ("count", COUNT)):
        (tmp_path / "functions" / f"{name}.py").write_text(text)
    sources = Sources(tmp_path, "functions")
    prefix = uuid.uuid4().hex[:8]
    functions = {short: f"{prefix}-{short}" for short in ("greet", "count")}
    client, iam = cloud.client("lambda"), cloud.client("iam")
    role = iam.create_role(RoleName=prefix, AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
    for short, name in functions.items():
        client.create_function(
            FunctionName=name,
            Role=role,
            Runtime=archives.RUNTIME,
            Handler=f"functions.{short}.handler",
            Code={"ZipFile": archives.archive(short, "host", sources).read_bytes()},
        )
        client.get_waiter("function_active_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1})
    yield Small(note(cloud, functions), sources)
    for name in functions.values():
        client.delete_function(FunctionName=name)
    iam.delete_role(RoleName=prefix)
