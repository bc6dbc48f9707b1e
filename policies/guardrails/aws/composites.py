"""The rules of composite alarms: states of other alarms, joined by AND, OR and NOT."""

import ast
import re
from collections.abc import Set

_STATE = re.compile(r"\b(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^()\"']*?))\s*\)")
_WORDS = {"AND": "and", "OR": "or", "NOT": "not", "TRUE": "True", "FALSE": "False"}


def holds(rule: str, ringing: Set[str]) -> bool:
    """Return True if a rule is true while these alarms ring, by name, and all others are in order.

    A rule that is more than AND, OR and NOT (`AT_LEAST`) is taken to be true when it names one of them.
    """

    def state(match: re.Match[str]) -> str:
        name = next(found for found in match.groups()[1:] if found is not None).rpartition(":")[2]
        return str(match[1] == ("ALARM" if name in ringing else "OK"))

    text = _STATE.sub(state, rule)
    text = re.sub(r"\b(AND|OR|NOT|TRUE|FALSE)\b", lambda match: _WORDS[match[0]], text)
    try:
        return _truth(ast.parse(" ".join(text.split()), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError):
        return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", rule) for name in ringing)


def _truth(node: ast.expr) -> bool:
    """Return the value of an expression. Raises `ValueError` where it is more than a composite alarm's."""
    match node:
        case ast.Constant(value=bool(found)):
            return found
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _truth(operand)
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_truth(part) for part in parts)
        case ast.BoolOp(values=parts):
            return any(_truth(part) for part in parts)
    raise ValueError(ast.dump(node))
