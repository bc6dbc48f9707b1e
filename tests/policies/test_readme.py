"""The README's tables against the rules."""

import json
from pathlib import Path

from policies.guardrails.judging.rule import Rule, StackRule
from policies.guardrails.rules import RULES
from tests import lines

README = (Path(__file__).parents[2] / "policies" / "README.md").read_text(encoding="utf-8").splitlines()


def rows(heading: str) -> list[str]:
    """The body of the table below a heading."""
    start = README.index(heading)
    end = next((i for i, line in enumerate(README) if i > start and line.startswith("## ")), len(README))
    return [line for line in README[start:end] if line.startswith("| `")]


def row(rule: Rule) -> str:
    scope = "stack" if isinstance(rule, StackRule) else "resource"
    cells = (rule.level.value, rule.severity.value, scope, rule.description, ", ".join(rule.sources))
    return f"| `{rule.name}` | {rule.family} | {' | '.join(cells)} |"


def test_the_table_of_rules_is_what_the_rules_say_in_their_order() -> None:
    assert rows("## The rules") == [row(rule) for rule in RULES]


def test_the_table_of_settings_is_what_the_rules_take() -> None:
    assert rows("## Settings") == [
        f"| `{rule.name}` | `{key}` | `{json.dumps(schema['default'])}` | {schema['description']} |"
        for rule in RULES
        for key, schema in rule.parameters.items()
    ]


@lines.over("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_asks_for_why_and_how_to_fix_it(rule: Rule) -> None:
    for words in (rule.description, rule.why):
        assert words.endswith("."), words
    assert len(rule.cure) > len("Set it."), rule.cure
    assert rule.name == rule.name.lower().replace(" ", "-")
