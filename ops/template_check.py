"""The check of a tenant's own template before it is saved, so that no message fails because of it later.

Sending does not need it: ``dispatch.rules.templates`` renders, and refuses what is too long even so.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

import minijinja

from handlers.common.rules.model import Channel, Kind
from handlers.dispatch.rules import templates
from handlers.dispatch.rules.templates import Template, TemplateError

LONGEST_TEMPLATE: Mapping[Channel, int] = MappingProxyType({Channel.WHATSAPP: 3000, Channel.EMAIL: 50_000})
"""Characters of a part other than the subject, at the most."""

_OPT_OUT_WORDS = re.compile(r"\b(sair|parar|stop|descadastr\w*)\b", re.IGNORECASE)

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
    for part, text in template.parts.items():
        _check_part(channel, kind, part, text)
    for contact_name in ("Maria da Silva", ""):
        samples = dict.fromkeys(templates.variables_of(kind), "exemplo") | {"contactName": contact_name}
        rendered = templates.render(channel, kind, template, samples)
        if not rendered.body.strip():
            raise TemplateError(f"the body of the {channel} template for {kind} comes out empty")
        if kind is Kind.OUTREACH and not _OPT_OUT_WORDS.search(rendered.body):
            raise TemplateError(
                f"the {channel} template for {kind} does not say how to opt out: "
                "add a sentence such as “Para não receber mais mensagens, responda SAIR.”"
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
