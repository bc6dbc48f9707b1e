"""The rules' type tokens against the SDK: a misspelt token makes a rule that never fires."""

import importlib

import pytest

from policies.guardrails.aws import tokens
from policies.guardrails.resources.tags import taggable

TOKENS = {name: token for name, token in vars(tokens).items() if name.isupper() and token.startswith("aws:")}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", TOKENS)
def test_a_token_is_that_of_the_sdks_own_class(name: str) -> None:
    token = TOKENS[name]
    service, class_name = token.removeprefix("aws:").split("/")[0], token.rpartition(":")[2]
    module = importlib.import_module(f"pulumi_aws.{'lambda_' if service == 'lambda' else service}")
    assert getattr(module, class_name).pulumi_type == token


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (tokens.QUEUE, True),
        (tokens.FUNCTION, True),
        (tokens.QUEUE_POLICY, False),
        ("aws:nothing/known:Known", False),
        ("aws:sqs/unheardOf:UnheardOf", False),
        ("micro-agente-disparo-agendamento:queueing:Queueing", False),
        (tokens.PROVIDER, False),
    ],
)
def test_what_takes_tags_is_what_the_sdk_gives_tags(token: str, expected: bool) -> None:
    assert taggable(token) is expected
