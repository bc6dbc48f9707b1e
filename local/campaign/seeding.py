"""The state that a run begins with: secrets, tenants with their templates, and campaigns."""

import json
from collections.abc import Iterable, Mapping

from handlers.common.rules.tenants import Campaign, Tenant
from local.campaign import whatsapp_templates
from local.campaign.access import Access, Provider
from local.campaign.stage import Stage
from ops import configuration


def seed(
    stage: Stage,
    tenants: Iterable[Tenant],
    campaigns: Iterable[Campaign],
    secret_paths: Mapping[str, str],
    access: Access,
) -> None:
    """Put the partners' secrets, the tenants and their campaigns where the functions look for them."""
    manager = stage.cloud.client("secretsmanager")
    for name, path in secret_paths.items():
        document = access.secret(name, stage.stand_ins.endpoints)
        manager.create_secret(Name=path, SecretString=json.dumps(document))
    if rule_set := stage.outputs.get("receiptRuleSet"):
        stage.cloud.client("ses").set_active_receipt_rule_set(RuleSetName=rule_set)
    with stage.as_operator():
        for tenant in tenants:
            configuration.put_tenant(tenant)
            if access.provider is Provider.CLOUD:
                whatsapp_templates.save(tenant.tenantId)
        for campaign in campaigns:
            configuration.put_campaign(campaign)
