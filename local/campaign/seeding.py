"""The state that a run begins with: secrets, tenants and campaigns."""

import json
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from handlers.common.rules.tenants import Campaign, Tenant
from local.campaign.stage import Stage
from ops import configuration


def new_api_keys() -> dict[str, str]:
    """Draw a key for each partner, for this run alone."""
    return {partner: secrets.token_urlsafe(24) for partner in ("whatsapp", "email", "calendar")}


def seed(
    stage: Stage,
    tenants: Iterable[Tenant],
    campaigns: Iterable[Campaign],
    secret_paths: Mapping[str, str],
    api_keys: Mapping[str, str],
) -> None:
    """Put the partners' secrets, the tenants and their campaigns where the functions look for them."""
    manager = stage.cloud.client("secretsmanager")
    for partner, path in secret_paths.items():
        if partner == "webhook":
            keys = {"appSecret": secrets.token_urlsafe(24), "verifyToken": secrets.token_urlsafe(24)}
            manager.create_secret(Name=path, SecretString=json.dumps(keys))
            continue
        document: dict[str, Any] = {
            "endpoint": stage.stand_ins.endpoints[partner],
            "apiKey": api_keys[partner],
        }
        if partner == "whatsapp":
            # The stand-ins recognise a repeated key; set for one of them only, so that both rules are in use.
            document["idempotent"] = True
        manager.create_secret(Name=path, SecretString=json.dumps(document))
    with stage.as_operator():
        for tenant in tenants:
            configuration.put_tenant(tenant)
        for campaign in campaigns:
            configuration.put_campaign(campaign)
