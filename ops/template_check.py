"""The check of a tenant's own template before it is saved, so that no message fails because of it later.

Sending does not need it: ``dispatch.rules.templates`` renders, and refuses what is too long even so.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import minijinja

from handlers.common.rules.model import PACED_KINDS, Channel, Kind
from handlers.dispatch.rules import templates
from handlers.dispatch.rules.templates import ApprovedTemplate, Template, TemplateError

LONGEST_TEMPLATE: Mapping[Channel, int] = MappingProxyType({Channel.WHATSAPP: 3000, Channel.EMAIL: 50_000})
"""Characters of a part other than the subject, at the most."""

NAME = re.compile(r"[a-z0-9_]{1,512}")
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
"""Names of templates and codes of languages as Meta writes them (Meta, "Message templates", "Supported languages")."""
MOST_PARAMETERS = 20
DISPENSABLE = frozenset({"lead"})
"""Variables of a kind that an approved template may leave out: the message says enough without them."""
OPT_OUT_WORDS = re.compile(r"\b(sair|parar|stop|descadastr\w*)\b", re.IGNORECASE)

_TAG = re.compile(r"\{\{(?P<value>.*?)\}\}|\{%(?P<statement>.*?)%\}|\{#.*?#\}", re.DOTALL)
_STRING = r"(?:'[^'{}\\]*'|\"[^\"{}\\]*\")"
_FILTER = rf"\|\s*(?:upper|lower|title|capitalize|trim|default\(\s*{_STRING}\s*\))"
_VALUE = rf"(?:[A-Za-z_]\w*|{_STRING})(?:\s*{_FILTER})*"
_TERM = rf"(?:not\s+)?{_VALUE}(?:\s*(?:==|!=)\s*{_VALUE})?"
_CONDITION = rf"{_TERM}(?:\s+(?:and|or)\s+{_TERM})*"
_ALLOWED_VALUE = re.compile(rf"-?\s*{_VALUE}\s*-?")
_ALLOWED_STATEMENT = re.compile(rf"-?\s*(?:(?:if|elif)\s+{_CONDITION}|else|endif)\s*-?")


def check(channel: Channel, kind: Kind, template: Template) -> None:
    """Raise ``TemplateError`` for a template that could fail in any message, is too long, or lacks a required part."""
    if channel is Channel.EMAIL and not template.subject:
        raise TemplateError(f"the e-mail template for {kind} has no subject: add one")
    if channel is Channel.WHATSAPP and (template.subject or template.html):
        raise TemplateError(
            f"the WhatsApp template for {kind} has a subject or html: WhatsApp carries a body"
        )
    if channel is Channel.EMAIL and template.template_id:
        raise TemplateError(
            f"the e-mail template for {kind} has a templateId: only WhatsApp's provider has them"
        )
    if template.approved is not None:
        _check_approved(channel, kind, template.approved)
    for part, text in template.parts.items():
        _check_part(channel, kind, part, text)
    for contact_name in ("Maria da Silva", ""):
        samples = dict.fromkeys(templates.variables_of(kind), "exemplo") | {"contactName": contact_name}
        rendered = templates.render(channel, kind, template, samples)
        if not rendered.body.strip():
            raise TemplateError(f"the body of the {channel} template for {kind} comes out empty")
        if kind is Kind.OUTREACH and not OPT_OUT_WORDS.search(rendered.body):
            raise TemplateError(
                f"the {channel} template for {kind} does not say how to opt out: "
                "add a sentence such as “Para não receber mais mensagens, responda SAIR.”"
            )


def _check_approved(channel: Channel, kind: Kind, approved: ApprovedTemplate) -> None:
    """Raise ``TemplateError`` for an approved template that no message of the kind could fill in."""
    if channel is not Channel.WHATSAPP:
        raise TemplateError(f"name: the {channel} template for {kind} has one: only WhatsApp's have")
    if not NAME.fullmatch(approved.name):
        raise TemplateError(f"name: {approved.name!r} is none of Meta's: lower-case letters, digits and _")
    if not LANGUAGE.fullmatch(approved.language):
        raise TemplateError(
            f"language: {approved.language!r} is no code of Meta's: write it as pt_BR, en_US or es"
        )
    if approved.opt_out_button and kind not in PACED_KINDS:
        raise TemplateError(f"optOutButton: only outreach and follow_up have one, not {kind}: leave it out")
    if len(approved.parameters) > MOST_PARAMETERS:
        raise TemplateError(
            f"parameters: there are {len(approved.parameters)}: at most {MOST_PARAMETERS} are allowed"
        )
    _check_variables(kind, approved.parameters)


def _check_variables(kind: Kind, parameters: Sequence[str]) -> None:
    there = ", ".join(sorted(templates.variables_of(kind)))
    unknown = sorted(set(parameters) - templates.variables_of(kind))
    if unknown:
        raise TemplateError(
            f"parameters: messages of kind {kind} have no {', '.join(unknown)}: they have {there}"
        )
    lacking = sorted(templates.OWN_VARIABLES[kind] - DISPENSABLE - set(parameters))
    if lacking:
        raise TemplateError(
            f"parameters: {', '.join(lacking)} is missing, without which a {kind} says nothing: "
            "add a placeholder for it to the template, and its name here"
        )


def _check_part(channel: Channel, kind: Kind, part: str, text: str) -> None:
    where = f"the {part} of the {channel} template for {kind}"
    longest = templates.LONGEST_SUBJECT if part == "subject" else LONGEST_TEMPLATE[channel]
    if len(text) > longest:
        raise TemplateError(f"{where} has {len(text)} characters: at most {longest} are allowed")
    if part == "subject" and "\n" in text.strip():
        raise TemplateError(f"{where} has a line break: write it in one line")
    for tag in _TAG.finditer(text):
        value, statement = tag["value"], tag["statement"]
        if value is not None and not _ALLOWED_VALUE.fullmatch(value):
            raise TemplateError(
                f"{where} has {tag[0]!r}: only {{{{ variable }}}} with upper, lower, title, capitalize, trim or "
                "default('…') is allowed"
            )
        if statement is not None and not _ALLOWED_STATEMENT.fullmatch(statement):
            raise TemplateError(
                f"{where} has {tag[0]!r}: only if, elif, else and endif over variables are allowed"
            )
    try:
        used = templates.TEXT.undeclared_variables_in_str(text)
    except minijinja.TemplateError as error:
        raise TemplateError(f"{where} is no template: {error}") from None
    unknown = sorted(used - templates.variables_of(kind))
    if unknown:
        raise TemplateError(
            f"{where} uses {', '.join(unknown)}, which such a message does not have: "
            f"it has {', '.join(sorted(templates.variables_of(kind)))}"
        )
