"""``python -m local.typedata``: write what the policy pack knows of AWS, and refuse what nobody has classified."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from local.typedata import authorization, cloudformation, sdk
from policies.guardrails.aws import knowledge

BUILD = Path(__file__).resolve().parents[2] / "build"


def unclassified(candidates: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the properties, by type and path, of which ``documents.json`` does not say what they are."""
    return [
        (name, path) for name, path in candidates if not knowledge.properties(name).classified(path.lower())
    ]


def types(build: Path) -> dict[str, Any]:
    """Return the content of ``types.json``: every type there is, with those that take tags apart."""
    aws, native, tagged = sdk.read(), cloudformation.read(build), set(cloudformation.tagged(build))
    return {
        "sdk": version("pulumi_aws"),
        "aliases": dict(sorted(aws.aliases.items())),
        "aws": _by_service(aws.tokens.keys() - aws.tagged),
        "aws with tags": _by_service(aws.tagged),
        "cloudformation": _by_service(native.keys() - tagged),
        "cloudformation with tags": _by_service(tagged),
    }


def _by_service(names: Iterable[str]) -> dict[str, list[str]]:
    services: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        separators = ("::", "::") if "::" in name else (":", "/")
        package, _, rest = name.partition(separators[0])
        if package.lower() == "aws":
            service, _, last = rest.partition(separators[1])
            services[service].append(_short(last))
    return services


def _short(name: str) -> str:
    """Return `Queue` for `queue:Queue`: nearly every token says it twice."""
    module, _, last = name.partition(":")
    return last if last and module == f"{last[0].lower()}{last[1:]}" else name


def _text(data: Mapping[str, Any]) -> str:
    """Return JSON with a line for each list of names."""
    lines = []
    for key, found in data.items():
        if isinstance(found, Mapping):
            inner = ",\n".join(f"    {json.dumps(name)}: {json.dumps(each)}" for name, each in found.items())
            lines.append(f"  {json.dumps(key)}: {{\n{inner}\n  }}")
        else:
            lines.append(f"  {json.dumps(key)}: {json.dumps(found)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> int:
    """Write the two files; return 1 where a property that may hold a policy document is not classified."""
    (knowledge.DATA / "types.json").write_text(_text(types(BUILD)), "utf-8")
    (knowledge.DATA / "actions.json").write_text(_text(authorization.without_resource(BUILD)), "utf-8")
    left = unclassified([*sdk.candidates(), *cloudformation.candidates(BUILD)])
    for name, path in left:
        print(
            f"{name} {path} may hold a policy document: say which in {knowledge.DATA / 'documents.json'}",
            file=sys.stderr,
        )
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
