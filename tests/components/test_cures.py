"""The commands that cure a configuration: which there are, everywhere in the repository, and how they are written."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import boto3
import pulumi_aws.config
import pytest

from components import configuration, cures, provider_keys, settings

ROOT = Path(__file__).resolve().parents[2]
KEYS = {*configuration.keys(settings.Settings), *(f"aws:{key}" for key in provider_keys.KEYS)}
_COMMAND = re.compile(
    r"pulumi config set ((?:(?:--stack|-s|--type) [<\w>]+ |--\w+ )*)'?([\w:]+)(?:\[0\])?'? +([^\s`\")]+)"
)
_SOURCES = ("README.md", "Pulumi.*.yaml", "docs/**/*.md", *(
    f"{folder}/**/*.{kind}"
    for folder in ("components", "handlers", "ops", "policies", "local", "examples")
    for kind in ("py", "md", "yaml")
))  # fmt: skip


class Told(NamedTuple):
    """A command that the repository tells somebody to type."""

    place: str
    command: str
    flags: str
    key: str
    value: str


def told() -> list[Told]:
    """Return every ``pulumi config set`` of documents and messages that names a key of its own."""
    found = []
    for source in sorted({path for pattern in _SOURCES for path in ROOT.glob(pattern)}):
        if ".venv" in source.parts:
            continue
        for match in _COMMAND.finditer(source.read_text(encoding="utf-8")):
            place = str(source.relative_to(ROOT))
            found.append(Told(place, match.group(), *(part.strip() for part in match.groups())))
    return found


def test_the_repository_tells_somebody_to_set_a_key_in_many_places() -> None:
    assert {"README.md", "Pulumi.prod.yaml", "docs/connecting.md", "ops/provider_checks/email.py"} <= {
        each.place for each in told()
    }


@pytest.mark.parametrize("each", told(), ids=lambda each: f"{each.place}: {each.key}")
def test_a_command_that_the_repository_tells_is_one_that_the_tool_would_print(each: Told) -> None:
    assert each.key in KEYS
    listed = f"{each.key}[0]" in each.command
    printed = cures.command(f"{each.key}[0]" if listed else each.key, each.value, in_path=listed)
    assert re.sub(r"(--stack|-s) \S+ ", "", each.command) == printed


def test_the_keys_of_the_provider_are_all_that_it_can_be_told() -> None:
    source = Path(pulumi_aws.config.__file__).with_name("vars.py").read_text(encoding="utf-8")
    declared: Any = re.findall(r"__config__\.get(?:_\w+)?\('(\w+)'\)", source)
    assert set(declared) == provider_keys.KEYS


def test_the_regions_are_those_in_which_functions_run() -> None:
    assert list(provider_keys.REGIONS) == sorted(boto3.Session().get_available_regions("lambda"))


@pytest.mark.parametrize(
    ("key", "value", "command"),
    [
        ("protect", "true", "pulumi config set protect true"),
        ("namePrefix", "a b", "pulumi config set namePrefix 'a b'"),
        ("namePrefix", "-x", "pulumi config set namePrefix -- -x"),
        ("emailSecretPath", "/x", "pulumi config set --plaintext emailSecretPath /x"),
        (
            "aws:allowedAccountIds",
            "[123456789012]",
            "pulumi config set --path --type string 'aws:allowedAccountIds[0]' 123456789012",
        ),
        (
            "aws:defaultTags",
            '{"tags": {"a": "1", "b.c": "2"}}',
            (
                "pulumi config set --path --type string aws:defaultTags.tags.a 1 && "
                "pulumi config set --path --type string 'aws:defaultTags.tags[\"b.c\"]' 2"
            ),
        ),
        ("vpcSubnetIds", "[]", "pulumi config rm vpcSubnetIds"),
    ],
)
def test_a_value_is_set_as_the_tool_of_the_engine_takes_it(key: str, value: str, command: str) -> None:
    assert cures.set_to(key, value) == command
