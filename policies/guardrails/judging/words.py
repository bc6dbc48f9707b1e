"""The words of a violation: what was found, why it matters, and the fix."""

from pathlib import Path
from traceback import extract_tb
from typing import Protocol

from pulumi_policy.proxy import UnknownValueError

from ..resources.redaction import shown

_RULES = Path(__file__).parents[1]


class Worded(Protocol):
    """The words that a rule brings along."""

    @property
    def name(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def cure(self) -> str: ...


def violation(rule: Worded, field: str, found: object, problem: str) -> str:
    """Return the text for a value that breaks the rule, a line each for the value, the reason and the fix."""
    what = f"{field} is {shown(found, field)}{f': {problem}' if problem else ''}."
    return f"{what}\nWhy: {rule.why}\nFix: {rule.cure}"


def unknown(rule: Worded, error: UnknownValueError, owner: str) -> str:
    """Return the text for a value that the rule needs and that a preview cannot know.

    `owner` is the Pulumi name of the resource that has the value, where it is not the one under judgement.
    """
    field = f"{'.'.join(error.props)}{f' of {owner}' if owner else ''}"
    return (
        f"{field} is not known before the deployment, so whether the rule holds cannot be told.\n"
        f"Why: {rule.why}\n"
        f"Fix: Make {field} of values that are known from the start: names and ARNs as plain strings, not as outputs"
        f' of other resources. Or accept unknown values of this rule: "unknown": "ignored" in its configuration.'
    )


def failure(rule: Worded, error: Exception, name: str, resource_type: str) -> str:
    """Return the text for a rule that failed on a resource; it names the kind of error, and no value."""
    return (
        f"The rule {rule.name} failed on {name} ({resource_type}) with {type(error).__name__}{_place(error)}, so it"
        " judged nothing of it.\n"
        "Why: A resource that a rule cannot judge may break it.\n"
        "Fix: Look for a property of an unusual form on the resource, and mend the rule so that it takes this form;"
        " until then, exempt the resource from the rule."
    )


def _place(error: Exception) -> str:
    """Return the innermost line of the pack in which the error was raised."""
    for frame in reversed(extract_tb(error.__traceback__)):
        if Path(frame.filename).is_relative_to(_RULES):
            return f" at {Path(frame.filename).relative_to(_RULES).as_posix()}:{frame.lineno}"
    return ""
