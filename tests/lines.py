"""A law over a table: all lines are tried in one test, which names every line that breaks it.

Each test of pytest costs some five thousandths of a second in the processes that share the work, ten times what a rule
takes for a line; so a table of dozens of lines is one test. It is for pure functions: no line has a fixture of its own.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any


def over(
    names: str | tuple[str, ...], lines: Iterable[Any], *, ids: Callable[[Any], object] | Iterable[str] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Try a function on every line, as ``pytest.mark.parametrize`` does with the same arguments, in one test."""
    keys = [each.strip() for each in names.split(",")] if isinstance(names, str) else list(names)
    table = list(_named(keys, lines, ids))

    def decorated(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def tried(**others: Any) -> None:
            broken = [error for name, line in table if (error := _broken(test, name, line, others))]
            if len(broken) == 1:
                raise broken[0]
            if broken:
                raise ExceptionGroup(f"{len(broken)} of {len(table)} lines", broken)

        given = inspect.signature(test)
        left = [each for name, each in given.parameters.items() if name not in keys]
        del tried.__wrapped__
        tried.__signature__ = given.replace(parameters=left)  # ty: ignore[missing-attribute]
        return tried

    assert table, f"no line for {names}"
    return decorated


def _named(
    keys: list[str], lines: Iterable[Any], ids: Callable[[Any], object] | Iterable[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    given = None if callable(ids) else list(ids)
    for number, each in enumerate(lines):
        # A line may be one of pytest's own, with its name.
        values = getattr(each, "values", None) if hasattr(each, "marks") else None
        line = values if values is not None else (each,) if len(keys) == 1 else tuple(each)
        name = getattr(each, "id", None) if values is not None else None
        if name is None and given:
            name = given[number]
        elif name is None and callable(ids):
            name = ", ".join(str(ids(value)) for value in line)
        yield name or ", ".join(map(repr, line)), dict(zip(keys, line, strict=True))


def _broken(
    test: Callable[..., None], name: str, line: dict[str, Any], others: dict[str, Any]
) -> Exception | None:
    try:
        test(**others, **line)
    except Exception as error:
        error.add_note(f"with {name}")
        return error
    return None
