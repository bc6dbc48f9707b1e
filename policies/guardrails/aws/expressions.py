"""The arithmetic of alarms: metric math worked out for given values, as far as it is arithmetic.

CloudWatch's expressions are close to Python's, so Python parses them. Functions over time and anomaly bands are
left alone: of those only the names in them are known.
"""

import ast
import operator
import re
from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence

Values = ChainMap[str, float]
"""The values of metrics, as the first map, and of other expressions."""

_SPELLINGS = (
    (re.compile(r"&&|\bAND\b"), " and "),
    (re.compile(r"\|\||\bOR\b"), " or "),
    (re.compile(r"\^"), "**"),
)
_OPERATORS: Mapping[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_OVER_ALL: Mapping[str, Callable[[Sequence[float]], float]] = {
    "SUM": sum,
    "MAX": max,
    "MIN": min,
    "AVG": lambda found: sum(found) / len(found),
}


class UnclearError(Exception):
    """An expression holds something that is not arithmetic."""


def names(expression: str) -> set[str]:
    """Return the identifiers in an expression, `METRICS` among them where it takes every metric."""
    return set(re.findall(r"[A-Za-z_]\w*", expression))


def evaluate(expression: str, values: Values) -> float:
    """Return an expression's value where metrics and other expressions have these values.

    Raises `UnclearError` where it holds more than arithmetic, or cannot be worked out.
    """
    for pattern, python in _SPELLINGS:
        expression = pattern.sub(python, expression)
    try:
        return _number(ast.parse(expression.strip(), mode="eval").body, values)
    except (SyntaxError, ArithmeticError, ValueError, KeyError, RecursionError) as error:
        raise UnclearError(expression) from error


def _number(node: ast.AST, values: Values) -> float:
    match node:
        case ast.Constant(value=int() | float() as found):
            return float(found)
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_number(operand, values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_number(left, values), _number(right, values))
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _OPERATORS:
            return float(_OPERATORS[type(op)](_number(left, values), _number(right, values)))
        case ast.BoolOp(op=op, values=parts):
            found = [_number(part, values) for part in parts]
            return float(all(found) if isinstance(op, ast.And) else any(found))
        case ast.Call(func=ast.Name(id=function), args=arguments):
            return _call(function.upper(), arguments, values)
    raise UnclearError(ast.dump(node))


def _call(function: str, arguments: Sequence[ast.AST], values: Values) -> float:
    if function == "IF" and len(arguments) > 1:
        condition, *choices = arguments
        chosen = choices[:1] if _number(condition, values) else choices[1:]
        return _number(chosen[0], values) if chosen else 0.0
    if function in ("FILL", "ABS") and arguments:
        found = _number(arguments[0], values)
        return abs(found) if function == "ABS" else found
    if function in _OVER_ALL:
        return _OVER_ALL[function]([found for each in arguments for found in _several(each, values)])
    raise UnclearError(function)


def _several(node: ast.AST, values: Values) -> list[float]:
    match node:
        case ast.List(elts=entries):
            return [found for entry in entries for found in _several(entry, values)]
        case ast.Call(func=ast.Name(id="METRICS"), args=arguments):
            part = arguments[0].value if arguments and isinstance(arguments[0], ast.Constant) else ""
            return [found for name, found in values.maps[0].items() if str(part) in name]
        case _:
            return [_number(node, values)]
