"""The sample of the long proofs: the same for the same commit, another for the next, whole where that is asked for."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import sampling
from tests.granted import calls
from tests.granted.test_calls import READING, find, function

THINGS = [f"thing-{number}" for number in range(100)]


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Choose a sample by its name."""

    def choose(name: str) -> None:
        monkeypatch.setenv(sampling.SETTING, name)
        sampling.name.cache_clear()

    yield choose
    monkeypatch.undo()
    sampling.name.cache_clear()


def test_a_sample_is_the_same_each_time_and_another_under_another_name(
    chosen: Callable[[str], None],
) -> None:
    chosen("1")
    first = sampling.of(THINGS, 10)
    assert (len(first), sampling.of(reversed(THINGS), 10)) == (10, first)
    chosen("2")
    assert sampling.of(THINGS, 10) != first


def test_sooner_or_later_everything_is_in_a_sample(chosen: Callable[[str], None]) -> None:
    seen = set()
    for number in range(100):
        chosen(str(number))
        seen.update(sampling.of(THINGS, 10))
    assert seen == set(THINGS)


def test_what_is_always_there_comes_on_top(chosen: Callable[[str], None]) -> None:
    chosen("1")
    found = sampling.of(THINGS, 10, always=["thing-7", "thing-8"])
    assert {"thing-7", "thing-8"} < set(found)
    assert len(found) == 12


def test_all_leaves_nothing_out(chosen: Callable[[str], None]) -> None:
    chosen(sampling.ALL)
    assert sampling.of(THINGS, 1) == sorted(THINGS)
    assert (sampling.first("x", 97), sampling.step(97, 1)) == (0, 1)
    assert "nothing was left out" in sampling.told()


def test_the_end_of_a_run_says_how_to_have_the_same_sample_and_all(chosen: Callable[[str], None]) -> None:
    chosen("0123abcd")
    assert "make test SAMPLE=0123abcd;" in sampling.told()
    assert "make test SAMPLE=all" in sampling.told()


def test_without_a_setting_the_sample_is_the_commits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: Callable[[str], None]
) -> None:
    def git(*arguments: str) -> str:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        command = ["git", *who, *arguments]
        return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    monkeypatch.setattr(sampling, "ROOT", tmp_path)
    sampling._changed.cache_clear()
    chosen("")
    assert sampling.name() == sampling.UNCOMMITTED
    git("init", "--quiet")
    files = {name: tmp_path / name for name in ("old", "committed", "changed", "new")}
    for name in ("old", "changed"):
        files[name].touch()
    git("add", ".")
    git("commit", "--quiet", "--message", "1")
    files["committed"].touch()
    git("add", ".")
    git("commit", "--quiet", "--message", "2")
    files["changed"].write_text("more")
    files["new"].touch()
    sampling.name.cache_clear()
    sampling._changed.cache_clear()
    try:
        assert git("rev-parse", "HEAD").startswith(sampling.name())
        assert sampling.touched(files) == {"committed", "changed", "new"}
    finally:
        sampling._changed.cache_clear()


def test_a_law_has_a_part_of_its_examples_unless_nothing_is_left_out(chosen: Callable[[str], None]) -> None:
    @settings(max_examples=30)
    @given(st.integers())
    def law(number: int) -> None: ...

    def examples() -> int:
        return vars(law)["_hypothesis_internal_use_settings"].max_examples

    items = [SimpleNamespace(obj=law), SimpleNamespace(obj=law), SimpleNamespace(obj=chosen)]
    chosen(sampling.ALL)
    sampling.lessen(items)
    assert examples() == 30
    chosen("1")
    sampling.lessen(items)
    assert examples() == 10


@sampling.sampled
def test_what_only_some_runs_call_shows_no_use_of_a_right_and_is_refused_all_the_same(
    tables: dict[str, str], request: pytest.FixtureRequest
) -> None:
    before = dict(calls.made)
    with calls.unrecorded():
        function("handler")(find, None)
        assert READING in calls.made
    assert calls.made == before
    assert request.node.get_closest_marker(sampling.MARKER)
