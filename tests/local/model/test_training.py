"""The environment in which the model of replies is trained. The training itself is `make model`: a minute."""

from pathlib import Path

from local.model.__main__ import LOCK, ROOT


def pinned(lock: Path) -> dict[str, str]:
    """The distributions of a lock file, each with its line."""
    lines = [line for line in lock.read_text("utf-8").splitlines() if "==" in line and line[0] not in " #"]
    return {line.partition("==")[0]: line for line in lines}


def test_the_environment_is_locked_by_hashes() -> None:
    assert "scikit-learn" in pinned(LOCK)
    assert [line for line in pinned(LOCK).values() if not line.endswith("\\")] == []


def test_neither_the_program_nor_the_functions_carry_what_trains() -> None:
    for lock in (ROOT / "requirements.txt", ROOT / "handlers" / "requirements.txt"):
        assert pinned(lock).keys() & {"scikit-learn", "scipy", "numpy"} == set()
