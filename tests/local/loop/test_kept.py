"""The note about a cloud that was kept."""

import json
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.cloud import workplace
from local.errors import LocalError
from local.loop import kept
from local.loop.kept import Kept, StandIns


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def note(listener: socket.socket) -> Kept:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    return Kept(
        stack="dev",
        provider="cloud",
        environment={
            "AWS_ENDPOINT_URL": url,
            "AWS_ACCESS_KEY_ID": "AKIA0",
            "AWS_SECRET_ACCESS_KEY": "s",
            "AWS_DEFAULT_REGION": "us-east-1",
        },
        outputs={"functions": {"send-messages": "p-send-messages"}},
        stand_ins=StandIns(
            endpoints={"whatsapp": url},
            key="k",
            app_secret="a",
            verify_token="v",
            lines={"1": "5511"},
            sent_mail="/mail",
        ),
        told_time="/ahead",
        program={"__main__.py": "1"},
    )


@pytest.fixture
def build(tmp_path: Path) -> Path:
    (tmp_path / "local").mkdir()
    return tmp_path


def test_what_was_noted_is_read_again(build: Path, listener: socket.socket) -> None:
    kept.leave(build, note(listener))
    assert kept.read(build) == note(listener)
    assert kept.read(build).account().endpoint == note(listener).environment["AWS_ENDPOINT_URL"]


def test_the_note_is_for_its_owner_alone_also_over_an_older_one(build: Path, listener: socket.socket) -> None:
    file = workplace.kept_file(build)
    file.write_text("{}")
    file.chmod(0o644)
    kept.leave(build, note(listener))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text()).keys() == {
        "stack",
        "provider",
        "environment",
        "outputs",
        "standIns",
        "toldTime",
        "program",
    }


def test_where_nothing_is_kept_the_error_says_how_to_keep_something(build: Path) -> None:
    with pytest.raises(LocalError, match=r"no cloud is kept: start one with make up KEEP=1"):
        kept.read(build)


def test_a_cloud_that_has_ended_is_named_with_the_way_to_another(
    build: Path, listener: socket.socket
) -> None:
    kept.leave(build, note(listener))
    listener.close()
    with pytest.raises(LocalError, match=r"embedded cloud that was kept no longer runs: make down, then"):
        kept.read(build)


def test_a_note_of_another_version_is_refused_with_the_field(build: Path, listener: socket.socket) -> None:
    kept.leave(build, note(listener))
    file = workplace.kept_file(build)
    file.write_text(json.dumps({**json.loads(file.read_text()), "stack": 1}))
    with pytest.raises(LocalError, match=r"kept.json is not of this version \(stack: .*\): make down"):
        kept.read(build)


def test_the_note_goes_with_the_cloud_and_never_outlives_a_next_one(
    build: Path, listener: socket.socket
) -> None:
    kept.leave(build, note(listener))
    workplace.release(build)
    assert not (build / "local").exists()
    (build / "local").mkdir()
    kept.leave(build, note(listener))
    with workplace.occupied(build):
        assert not workplace.kept_file(build).exists()
