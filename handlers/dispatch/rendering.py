"""Writing each message of a batch, in the tenant's words or the default ones."""

from collections.abc import Sequence
from typing import Any

from handlers.common.storage import configuration
from handlers.dispatch import room
from handlers.dispatch.journal import Journal
from handlers.dispatch.partners import messaging
from handlers.dispatch.plans import Plan
from handlers.dispatch.rules import templates
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.facts import Facts


def rendered(plans: Sequence[Plan], journal: Journal) -> list[Plan]:
    """The plans with their contents; those whose text cannot be written are delivered again."""
    kept: list[Plan] = []
    for plan in plans:
        try:
            kept.append(plan._replace(content=_content(plan.attempt)))
        except Exception as error:
            journal.refuse_for(plan.record, plan.message, error)
            room.give_back([plan])
    return kept


def _content(attempt: Attempt) -> dict[str, Any]:
    """The body of the request to the partner."""
    message, (channel, address, *_) = attempt.message, attempt.go
    saved = configuration.template(message.tenantId, channel, message.kind)
    template = templates.from_saved(saved) if saved else templates.default(channel, message.kind)
    text = templates.render(channel, message.kind, template, _variables(attempt.facts))
    return messaging.body(channel, address, text, message.invitation)


def _variables(facts: Facts) -> dict[str, str]:
    return {
        "company": facts.contact.company,
        "contactName": facts.contact.name,
        "tenantName": facts.tenant.name,
        "campaignName": facts.campaign.name,
        "hostName": facts.tenant.host(facts.campaign.hostId).name,
        "offer": facts.campaign.offer,
        **facts.message.variables,
    }
