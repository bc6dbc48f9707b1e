"""The commands that cure a stack's configuration, as the Pulumi CLI accepts them. Pure."""

import json
import re
import shlex
from collections.abc import Iterator

_LOOKS_SECRET = re.compile(r"passwd|password|pwd|pass|secret|token", re.IGNORECASE)
_SIMPLE = re.compile(r"[A-Za-z0-9_:-]+")


def set_to(key: str, value: object) -> str:
    """Return the command that gives ``key`` a value: text, or the list or object that a JSON text stands for."""
    parsed = _structure(value)
    if parsed is None:
        return command(key, shlex.join(["--", str(value)] if str(value).startswith("-") else [str(value)]))
    return " && ".join(
        command(path, shlex.quote(leaf), in_path=True) for path, leaf in _leaves(key, parsed)
    ) or removal(key)


def command(key: str, value: str, in_path: bool = False) -> str:
    """Return ``pulumi config set`` for a value as a shell takes it; ``in_path`` if ``key`` leads into a list or object.

    The CLI refuses a plain value whose key sounds like that of a secret unless it is told that it is none, and turns
    digits in a list into a number, which is no account of AWS.
    """
    flags = (" --path --type string" if in_path else "") + (
        " --plaintext" if _LOOKS_SECRET.search(key) else ""
    )
    return f"pulumi config set{flags} {shlex.quote(key) if in_path else key} {value}"


def secret(key: str) -> str:
    """Return the command that asks for a value without showing it, and encrypts it."""
    return f"pulumi config set --secret {key}"


def removal(key: str) -> str:
    """Return the command that unsets a key."""
    return f"pulumi config rm {shlex.quote(key)}"


def _structure(value: object) -> list[object] | dict[str, object] | None:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return None
    return value if isinstance(value, list | dict) else None


def _leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _leaves(f"{path}[{place}]", item)
    elif isinstance(value, dict):
        for name, item in value.items():
            step = f".{name}" if _SIMPLE.fullmatch(name) else f"[{json.dumps(name)}]"
            yield from _leaves(f"{path}{step}", item)
    else:
        yield path, value if isinstance(value, str) else json.dumps(value)
