"""The commands that cure a configuration, typed into the CLI: it takes each, and what it stores is right."""

import json
import re
import shlex

import pytest

from components import configuration, cures, settings
from local.deployment.recorder import PROJECT
from tests.components.test_cures import Told, told
from tests.engine.conftest import Engine

SETTINGS = configuration.keys(settings.Settings)
PLACEHOLDERS = {"<account>": "123456789012", "<value>": "value"}


@pytest.fixture
def stack(engine: Engine) -> Engine:
    engine.succeed("stack", "init", "dev")
    return engine


def typed(engine: Engine, commands: str) -> None:
    """Type commands that stand behind one another, as a shell would."""
    for command in commands.split(" && "):
        words = [PLACEHOLDERS.get(word, word) for word in shlex.split(command)]
        engine.succeed(*words[1:])


def stored(engine: Engine) -> dict[str, str]:
    """Return the configuration as the program is handed it."""
    shown = json.loads(engine.succeed("config", "--json", "--stack", "dev").partition("\nwarning")[0])
    return {key: entry["value"] for key, entry in shown.items()}


def test_every_setting_is_cured_by_the_command_that_its_error_prints(stack: Engine) -> None:
    for key in SETTINGS:
        typed(stack, configuration.cure_of(settings.Settings, key))
    found = settings.parse(stored(stack), PROJECT)
    assert found.account_id == "123456789012"
    assert found.secret_paths["whatsapp"].endswith("/whatsapp")
    assert found.in_vpc


def test_every_command_of_documents_and_messages_is_taken(stack: Engine) -> None:
    def plain(each: Told) -> bool:
        return not any(sign in each.value for sign in "{}")

    commands = {re.sub(r"--stack \S+", "--stack dev", each.command) for each in told() if plain(each)}
    assert len(commands) > 5
    for command in sorted(commands):
        typed(stack, command)


@pytest.mark.parametrize(
    ("wrong", "value", "right"),
    [
        ("whatsappSecretPaths", "/repo/terraform/x", "whatsappSecretPath"),
        ("aws:allowedAccountId", '["123456789012"]', "aws:allowedAccountIds"),
        ("aws:defaultTag", '{"tags": {"Owner": "a team"}}', "aws:defaultTags"),
    ],
)
def test_a_misspelt_key_is_moved_to_the_right_one(stack: Engine, wrong: str, value: str, right: str) -> None:
    typed(stack, cures.set_to(wrong, value))
    typed(stack, f"{cures.set_to(right, value)} && {cures.removal(wrong)}")
    full = right if ":" in right else f"{PROJECT}:{right}"
    found = stored(stack)
    assert (json.loads(found[full]) if value[0] in "[{" else found[full]) == (
        json.loads(value) if value[0] in "[{" else value
    )
    assert not any(key.endswith(wrong) for key in found)
