"""The run's folder and its lock."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from local.cloud import workplace
from local.cloud.processes import Supervised
from local.errors import LocalError


def test_a_second_run_beside_the_first_is_refused_in_one_line(tmp_path: Path) -> None:
    with (
        workplace.occupied(tmp_path),
        pytest.raises(LocalError, match="another make up is running"),
        workplace.occupied(tmp_path),
    ):
        pass


def test_nothing_is_left_of_a_run_but_the_lock_file(tmp_path: Path) -> None:
    with workplace.occupied(tmp_path) as state:
        (state / "some.log").write_text("…")
    assert [entry.name for entry in tmp_path.iterdir()] == ["local.lock"]


def test_after_an_error_the_logs_that_it_names_stay_until_the_next_run(tmp_path: Path) -> None:
    def fail() -> None:
        with workplace.occupied(tmp_path) as state:
            (state / "some.log").write_text("…")
            raise LocalError(f"see {state / 'some.log'}")

    with pytest.raises(LocalError):
        fail()
    assert (tmp_path / "local" / "up" / "some.log").exists()
    with workplace.occupied(tmp_path) as state:
        assert list(state.iterdir()) == []


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    def interrupt() -> None:
        with workplace.occupied(tmp_path) as state:
            (state / "some.log").write_text("…")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupt()
    assert not (tmp_path / "local").exists()


def test_the_lock_of_a_killed_run_is_free(tmp_path: Path) -> None:
    hold = (
        "import sys, time, pathlib\nfrom local.cloud import workplace\n"
        "with workplace.occupied(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", hold, tmp_path], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"held\n"
        run.kill()
    with workplace.occupied(tmp_path):
        pass


def test_what_a_killed_run_has_left_is_cleared_by_make_down_unless_another_one_is_going_on(
    tmp_path: Path,
) -> None:
    left = tmp_path / "local" / "up" / "some.log"
    left.parent.mkdir(parents=True)
    left.touch()
    assert workplace.release(tmp_path) == 0
    assert not (tmp_path / "local").exists()
    with workplace.occupied(tmp_path) as state:
        assert workplace.release(tmp_path) == 0
        assert state.exists()


def test_a_cloud_that_was_kept_is_in_the_way_until_it_is_released(tmp_path: Path) -> None:
    with workplace.occupied(tmp_path) as state:
        environment = {"PATH": os.environ["PATH"]}
        process = Supervised("sleeper", ["sleep", "60"], environment, state)
        process.keep()
    with pytest.raises(LocalError, match="stop it with make down"), workplace.occupied(tmp_path):
        pass
    assert workplace.release(tmp_path) == 1
    process.stop()
    assert workplace.release(tmp_path) == 0
    with workplace.occupied(tmp_path):
        pass
