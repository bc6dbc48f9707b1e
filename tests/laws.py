"""A search for counterexamples of the laws: ``pytest -p tests.laws``, with each law tried ``LAWS`` times as often.

`make test` tries each law on the same examples at every run, so that a change is what makes it fail. Here they differ
from run to run.
"""

import os
from typing import Any

import pytest
from hypothesis import is_hypothesis_test, settings

TIMES = int(os.environ.get("LAWS", "10"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the laws alone, each with more examples than it has."""
    laws, others, known = [], [], set()
    for item in items:
        test: Any = getattr(item, "obj", None)
        test = getattr(test, "__func__", test)
        if not is_hypothesis_test(test):
            others.append(item)
            continue
        laws.append(item)
        if test not in known:
            known.add(test)
            own = test._hypothesis_internal_use_settings
            test._hypothesis_internal_use_settings = settings(
                own, max_examples=own.max_examples * TIMES, derandomize=False, database=None, deadline=None
            )
    items[:] = laws
    config.hook.pytest_deselected(items=others)
