"""The resource types of the AWS SDK, read from its sources: importing its two hundred modules would take a minute."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from policies.guardrails.aws.knowledge import sounds_like_a_document

TAGGED_BY_ITSELF = frozenset({"aws:autoscaling/group:Group"})
"""Types whose tags are a list, and get none of the provider's defaults."""

_TYPE = re.compile(r'type_token\("([^"]+)"\)\nclass (\w+)\(')
_SIGNATURE = "Args:\n    def __init__(__self__, *,\n"
_PARAMETER = re.compile(r"^\s+(\w+): pulumi\.Input\[(.+?)\](?: = None)?,?$", re.MULTILINE)
_ALIAS = re.compile(r'pulumi\.Alias\(type_="([^"]+)"\)')
_NESTED = re.compile(r"'(\w+)Args'")
_DOCUMENT_TYPE = "PolicyDocument"

Signatures = Mapping[tuple[str, str], str]
"""The text of a class's parameters, by module and class."""


@dataclass(frozen=True)
class Sdk:
    """The types that the SDK has."""

    tokens: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Module and class, by type token."""
    aliases: dict[str, str] = field(default_factory=dict)
    """The token that took an older one's place."""
    tagged: set[str] = field(default_factory=set)
    """Tokens of the types that take tags, those of `autoscaling.Group` included, to which a provider adds none."""
    signatures: dict[tuple[str, str], str] = field(default_factory=dict)


@cache
def read() -> Sdk:
    """Return the types of the installed SDK."""
    spec = find_spec("pulumi_aws")
    assert spec is not None, "pulumi_aws is not installed: run make env"
    assert spec.submodule_search_locations is not None
    sdk = Sdk()
    for path in sorted(Path(next(iter(spec.submodule_search_locations))).rglob("*.py")):
        if not path.name.startswith("get_") and path.name not in ("outputs.py", "__init__.py", "_enums.py"):
            _read(path, sdk)
    return sdk


def _read(path: Path, sdk: Sdk) -> None:
    text, module = path.read_text("utf-8"), path.parent.name
    # Searched by plain text: a pattern over a hundred megabytes takes five times as long.
    for part in text.split("\nclass ")[1:]:
        name, found, rest = part.partition(_SIGNATURE)
        if found and name.isidentifier():
            sdk.signatures[module, name] = rest.partition("):\n")[0]
    for match in _TYPE.finditer(text):
        sdk.tokens[match[1]] = (module, match[2])
        if "\n    def tags_all(self)" in text or match[1] in TAGGED_BY_ITSELF:
            sdk.tagged.add(match[1])
        for old in _ALIAS.findall(text):
            if old != match[1]:
                sdk.aliases[old] = match[1]


def candidates() -> Iterator[tuple[str, str]]:
    """Yield token and path (`inlinePolicies.policy`) of each property that may hold a policy document."""
    sdk = read()
    for token, key in sorted(sdk.tokens.items()):
        yield from ((token, path) for path in _paths(sdk.signatures, key, "", frozenset({key})))


def _paths(
    signatures: Signatures, key: tuple[str, str], before: str, seen: frozenset[tuple[str, str]]
) -> Iterator[str]:
    for name, kind in _parameters(signatures.get(key, "")):
        path = f"{before}{_camel(name)}"
        nested = [(key[0], found) for found in _NESTED.findall(kind) if found != _DOCUMENT_TYPE]
        for inner in nested:
            if inner not in seen:
                yield from _paths(signatures, inner, f"{path}.", seen | {inner})
        if (
            not nested
            and ("str" in kind or "Any" in kind)
            and (sounds_like_a_document(_camel(name)) or _DOCUMENT_TYPE in kind)
        ):
            yield path


@cache
def _parameters(signature: str) -> tuple[tuple[str, str], ...]:
    return tuple((match[1], match[2]) for match in _PARAMETER.finditer(signature))


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)
