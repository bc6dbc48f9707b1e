"""Reloading: what has changed, and nothing else."""

import json

import pytest

from local.errors import LocalError
from local.loop import program
from local.loop.reloading import Reloaded, reload
from tests.local.loop.conftest import Small


def greeting(small: Small) -> object:
    name = small.kept.outputs["functions"]["greet"]
    answer = small.kept.account().client("lambda").invoke(FunctionName=name, Payload=b"{}")
    return json.loads(answer["Payload"].read())["greeting"]


def test_only_the_function_whose_source_changed_is_updated_and_answers_anew(small: Small) -> None:
    assert greeting(small) == "hello"
    before = small.digests()
    (small.folder / "shared.py").write_text("GREETING = 'good day'\n")
    done = reload(small.kept, small.sources)
    assert (done.updated, done.unchanged) == (("greet",), ("count",))
    assert small.digests()["count"] == before["count"]
    assert greeting(small) == "good day"
    assert reload(small.kept, small.sources).updated == ()


def test_an_error_in_a_source_is_told_with_its_place_and_nothing_is_updated(small: Small) -> None:
    before = small.digests()
    (small.folder / "greet.py").write_text("def handler(event, context):\n    return {\n")
    (small.folder / "count.py").write_text("def handler(event, context):\n    return 4\n")
    with pytest.raises(LocalError, match=r"^functions/greet\.py:2: .*: return \{; nothing was updated$"):
        reload(small.kept, small.sources)
    assert small.digests() == before


def test_an_import_of_what_is_not_there_is_told_and_nothing_is_updated(small: Small) -> None:
    before = small.digests()
    (small.folder / "greet.py").write_text("import functions.nowhere\n")
    with pytest.raises(LocalError, match=r"functions\.nowhere is imported .*; nothing was updated$"):
        reload(small.kept, small.sources)
    assert small.digests() == before


def test_what_no_archive_holds_is_named_with_the_way_to_have_it(small: Small) -> None:
    kept = small.kept.model_copy(update={"program": {**program.digests("dev"), "components/gone.py": "1"}})
    assert reload(kept, small.sources).outside == ("components/gone.py",)
    assert Reloaded((), ("a",), ("Pulumi.yaml",)).lines() == [
        "nothing to update",
        "unchanged: a",
        "changed outside of the archives: Pulumi.yaml: make down, then make up KEEP=1",
    ]
