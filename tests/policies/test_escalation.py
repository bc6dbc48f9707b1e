"""The known ways to more rights, as data."""

import json
import re

from policies.guardrails.rules import escalation

KNOWN = json.loads(escalation.DATA.read_text(encoding="utf-8"))


def test_every_way_names_its_actions_what_it_gives_and_a_source_that_is_linked() -> None:
    for method in KNOWN["methods"]:
        assert all(re.fullmatch(r"[a-z0-9-]+:[A-Z]\w+", action) for action in method["actions"]), method
        assert method["gives"], method
        assert KNOWN["sources"][method["source"].split()[0]].startswith("https://")
        assert method.get("spared", "own") in ("own", "bound", "lent")


def test_no_way_is_listed_twice() -> None:
    ways = [frozenset(method["actions"]) for method in KNOWN["methods"]]
    assert len(ways) == len(set(ways))
