"""What a user of the real engine gets: previews that can be judged, a second run with nothing to do."""

import re
import shutil

import pytest

from .conftest import Engine

pytestmark = pytest.mark.skipif(
    shutil.which("pulumi") is None,
    reason="the pulumi CLI is not on the path: the engine tests need it, all others do not",
)

PACK = ("--policy-pack", "policies")


def initialised(engine: Engine, stack: str) -> Engine:
    engine.succeed("stack", "init", stack)
    return engine


@pytest.mark.parametrize("stack", ["dev", "prod"])
def test_a_preview_is_judged_whole_by_the_pack_and_passes(engine: Engine, stack: str) -> None:
    printed = initialised(engine, stack).succeed("preview", "--stack", stack, *PACK)
    assert "can't run policy" not in printed
    assert "mandatory" not in printed.lower() or "0 mandatory" in printed.lower(), printed
    assert re.search(r"\+ \d+ to create", printed), printed


def test_a_second_up_has_nothing_to_do(engine: Engine) -> None:
    initialised(engine, "dev").succeed("up", "--yes", "--stack", "dev", *PACK)
    engine.succeed("up", "--yes", "--stack", "dev", "--expect-no-changes")
