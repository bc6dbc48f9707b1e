"""The access to the partners of a run: secrets that the functions read, and stand-ins that answer to them."""

import json
from pathlib import Path
from typing import Any

import pytest

from handlers.common.rules import secret_documents
from local.campaign import whatsapp_templates
from local.campaign.access import DEFAULT, PARTNERS, Access, Provider
from local.campaign.stand_ins import process
from local.campaign.stand_ins.process import Brief, CloudBrief
from local.campaign.stand_ins.whatsapp.bodies import Template
from local.campaign.stand_ins.whatsapp.templates import Catalogue

ENDPOINTS = {partner: f"http://127.0.0.1:1{number}" for number, partner in enumerate(PARTNERS)}
PROVIDERS = {
    Provider.GATEWAY: ["gateway", "gateway", "gateway"],
    Provider.CLOUD: ["whatsapp-cloud", "ses", "google-calendar"],
}


@pytest.mark.parametrize("provider", Provider)
def test_the_functions_can_read_every_secret(provider: Provider) -> None:
    access = Access.new(provider)
    documents = {partner: json.dumps(access.secret(partner, ENDPOINTS)) for partner in PARTNERS}
    read = [secret_documents.parse(partner, partner, text) for partner, text in documents.items()]
    assert [secret.provider.value for secret in read] == PROVIDERS[provider]
    assert set(access.secret("webhook", ENDPOINTS)) == {"appSecret", "verifyToken"}


def test_no_two_runs_have_a_key_in_common() -> None:
    one, another = Access.new(DEFAULT), Access.new(DEFAULT)
    assert not set(one.api_keys.values()) & set(another.api_keys.values())
    assert one.app_secret != another.app_secret
    assert one.app_secret not in repr(one)


def test_a_gateway_needs_nothing_of_the_stacks_configuration() -> None:
    assert Access.new(Provider.GATEWAY).configuration == {}


@pytest.mark.parametrize("definition", whatsapp_templates.DEFINITIONS, ids=lambda each: each["name"])
def test_the_sample_templates_can_be_filled_in(definition: dict[str, Any]) -> None:
    count = definition["components"][0]["text"].count("{{")
    parameters = [{"type": "text", "text": f"valor {number}"} for number in range(count)]
    filled = {
        "name": definition["name"],
        "language": {"code": definition["language"]},
        "components": [{"type": "body", "parameters": parameters}],
    }
    text, _ = Catalogue([definition]).rendered(Template.model_validate(filled))
    assert all(parameter["text"] in text for parameter in parameters)


@pytest.mark.parametrize("definition", whatsapp_templates.DEFINITIONS, ids=lambda each: each["name"])
def test_no_sample_template_begins_or_ends_with_a_variable_which_meta_refuses(
    definition: dict[str, Any],
) -> None:
    text = definition["components"][0]["text"]
    assert not text.startswith("{{")
    assert not text.endswith("}}")


def test_the_process_serves_the_providers_that_are_asked_over_http(tmp_path: Path) -> None:
    access = Access.new(Provider.CLOUD)
    assert access.google is not None
    aws = {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    cloud = CloudBrief(
        webhook_url="https://abc.lambda-url.us-east-1.on.aws/",
        app_secret=access.app_secret,
        account_id="1",
        lines={"2": "551140028922"},
        templates=whatsapp_templates.DEFINITIONS,
        google_email=access.google.client_email,
        google_key=access.google.public_key,
        sent_mail=str(tmp_path / "mail"),
    )
    brief = Brief(access.api_keys, "aurora", "handle-replies", aws, cloud=cloud)
    with process.start(brief, tmp_path) as stand_ins:
        assert set(stand_ins.endpoints) == {"whatsapp", "calendar"}
        record = stand_ins.record()
    assert (record["accepted"], record["events"], record["pending"]) == ([], {}, 0)
    assert record["webhooks"] == {"taken": 0, "open": []}
    assert record["mailFaults"] == []
