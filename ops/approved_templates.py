"""The comparison of a tenant's templates with those that Meta has approved."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from handlers.common.rules.model import PACED_KINDS, Channel, Kind
from handlers.common.rules.partner import WhatsAppCloudSecret
from handlers.common.storage import configuration
from handlers.dispatch.rules import templates
from handlers.dispatch.rules.templates import ApprovedTemplate
from ops import graph
from ops.documents import DocumentError
from ops.template_check import OPT_OUT_WORDS

FIELDS = "name,language,status,category,parameter_format,components"
"""Fields of a template (Meta, "Message templates")."""
ALWAYS_NEEDED: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.OUTREACH: "nobody hears of it",
        Kind.FOLLOW_UP: "nobody hears of it",
        Kind.REMINDER: "nobody is reminded",
        Kind.PROPOSAL: "whoever has not written is offered no slots when another system asks for them",
        Kind.CONFIRMATION: "whoever has not written is not told to where the host has moved the meeting",
        Kind.CANCELLATION: "whoever has not written is not told that the host has called the meeting off",
        Kind.LAPSE: "nobody is told that the slots are no longer held",
    }
)
"""The kinds that reach people who have not written for a day, and what it costs to have no template for one.

The others answer somebody who has just written.
"""
_AT_A_PLACE = frozenset({Kind.CONFIRMATION, Kind.REMINDER})
"""The kinds that say where the meeting is."""
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")

Component = Mapping[str, Any]


def saved(tenant_id: str) -> dict[Kind, ApprovedTemplate]:
    """The approved templates that the tenant has saved, by kind; ``DocumentError`` if there is no such tenant."""
    if configuration.tenant(tenant_id) is None:
        raise DocumentError(
            f"there is no tenant {tenant_id}: load it first with python -m ops tenant put FILE"
        )
    found: dict[Kind, ApprovedTemplate] = {}
    for kind in Kind:
        template = configuration.template(tenant_id, Channel.WHATSAPP, kind)
        if template is not None and (approved := templates.from_saved(template).approved) is not None:
            found[kind] = approved
    return found


def known(secret: WhatsAppCloudSecret) -> list[Mapping[str, Any]]:
    """The templates of the account at Meta; ``GraphError`` if they cannot be read."""
    if not secret.business_account_id:
        raise graph.GraphError(
            "businessAccountId: the secret has none: add the id of the WhatsApp Business account, which WhatsApp "
            f"Manager shows, to {graph.SECRET}"
        )
    path = f"{secret.business_account_id}/message_templates"
    return list(graph.collection(secret, path, fields=FIELDS))


def differences(
    tenant_id: str, saved: Mapping[Kind, ApprovedTemplate], known: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Return what differs, and what lacks, in sentences that begin with the kind and end with the cure."""
    found: list[str] = []
    for kind in Kind:
        put = f"python -m ops template put {tenant_id} whatsapp {kind} FILE"
        if (template := saved.get(kind)) is not None:
            found += [f"{kind}: {each}" for each in _of_template(kind, template, known, put)]
        elif kind in ALWAYS_NEEDED:
            found.append(
                f"{kind}: no template is saved: unless the contact wrote within a day, {ALWAYS_NEEDED[kind]}: "
                f"save name, language and parameters with {put}"
            )
    return found


def _of_template(
    kind: Kind, template: ApprovedTemplate, known: Sequence[Mapping[str, Any]], put: str
) -> Iterator[str]:
    named = [each for each in known if each.get("name") == template.name]
    there = next((each for each in named if each.get("language") == template.language), None)
    if not named:
        yield f"name: Meta knows no template {template.name}: create it in WhatsApp Manager, or correct it with {put}"
    elif there is None:
        languages = ", ".join(sorted(str(each.get("language")) for each in named))
        yield (
            f"language: {template.name} is there in {languages}, not in {template.language}: "
            f"correct it with {put}, or add the language in WhatsApp Manager"
        )
    else:
        yield from _of_standing(kind, there)
        yield from _of_body(kind, template, there, put)
        yield from _of_buttons(kind, template, there, put)


def _of_standing(kind: Kind, there: Mapping[str, Any]) -> Iterator[str]:
    status, category = there.get("status"), there.get("category")
    if status != "APPROVED":
        yield f"status: {there['name']} is {status}, and only APPROVED goes out: see the reason in WhatsApp Manager"
    expected = "MARKETING" if kind in PACED_KINDS else "UTILITY"
    if category != expected:
        why = (
            "Meta changes the category of such a text, or pauses it"
            if expected == "MARKETING"
            else "Meta holds marketing back from people who get much of it"
        )
        yield f"category: {there['name']} is {category}: {why}: make it {expected} in WhatsApp Manager"


def _of_body(kind: Kind, template: ApprovedTemplate, there: Mapping[str, Any], put: str) -> Iterator[str]:
    parts = {str(each.get("type")): each for each in there.get("components", ())}
    if there.get("parameter_format", "POSITIONAL") != "POSITIONAL":
        yield f"parameters: those of {template.name} have names: number them ({{{{1}}}}, …) in WhatsApp Manager"
        return
    wanted = len(set(_PLACEHOLDER.findall(parts.get("BODY", {}).get("text", ""))))
    if wanted != len(template.parameters):
        given = ", ".join(template.parameters) or "none"
        yield (
            f"parameters: the body of {template.name} has {wanted}, and saved are {given}: "
            f"name one for each placeholder, in order, with {put}"
        )
    if kind in _AT_A_PLACE and "place" not in template.parameters:
        yield (
            f"place: {template.name} names neither place nor link: add a placeholder to its body, and place to its "
            f"parameters with {put}"
        )
    header = parts.get("HEADER", {})
    if header.get("format", "TEXT") != "TEXT" or _PLACEHOLDER.search(header.get("text", "")):
        yield f"header: that of {template.name} has to be filled in, which is not done: make it plain text, or drop it"


def _of_buttons(kind: Kind, template: ApprovedTemplate, there: Mapping[str, Any], put: str) -> Iterator[str]:
    components = there.get("components", ())
    buttons = [button for each in components for button in each.get("buttons", ())]
    first = buttons[0].get("type") if buttons else None
    if template.opt_out_button and first != "QUICK_REPLY":
        yield (
            f"optOutButton: the first button of {template.name} is {first or 'not there'}: make it a quick reply in "
            f"WhatsApp Manager, or leave optOutButton out with {put}"
        )
    if any(_PLACEHOLDER.search(button.get("url", "")) for button in buttons):
        yield f"buttons: a link of {template.name} has to be filled in, which is not done: make it a fixed one"
    texts = [each.get("text", "") for each in (*components, *buttons)]
    if kind is Kind.OUTREACH and not template.opt_out_button and not any(map(OPT_OUT_WORDS.search, texts)):
        yield (
            f"optOutButton: {template.name} does not say how to opt out: add a quick reply as its first button and "
            f"save optOutButton, or a sentence such as “Para não receber mais mensagens, responda SAIR.”: {put}"
        )
