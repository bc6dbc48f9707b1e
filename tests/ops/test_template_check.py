from typing import Any

import pytest

from handlers.common.rules.model import Channel, Kind
from handlers.dispatch.rules import templates
from handlers.dispatch.rules.templates import ApprovedTemplate, Template, TemplateError
from ops import template_check

EVERY_MESSAGE = [(channel, kind) for channel in Channel for kind in Kind]


@pytest.mark.parametrize(("channel", "kind"), EVERY_MESSAGE)
def test_every_kind_and_channel_has_a_default_that_passes_its_own_check(channel: Channel, kind: Kind) -> None:
    template_check.check(channel, kind, templates.default(channel, kind))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 10**9 }}",
        "{{ company ~ company }}",
        "{% for i in range(9) %}a{% endfor %}",
        "{% set ns = namespace(x='a') %}{% set ns.x = ns.x ~ ns.x %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% include 'x' %}",
        "{{ company.__class__ }}",
        "{{ company[0] }}",
        "{{ company|center(99999999) }}",
        "{{ company|replace('a', 'b') }}",
        "{% if company %}",
        "{{ company",
        "{{ phone }}",
        "{% if phone %}x{% endif %}",
        "{{ slot1 }}",
        "a" * 3001,
        "",
        "Compre já.",
    ],
)
def test_a_template_that_could_grow_fail_or_forget_the_way_out_is_not_saved(text: str) -> None:
    with pytest.raises(TemplateError):
        template_check.check(Channel.WHATSAPP, Kind.OUTREACH, Template(text))


@pytest.mark.parametrize(
    "text",
    [
        "Oi {{ contactName|default('tudo bem')|title }}! SAIR",
        "{%- if contactName and not company -%}{{ contactName }}{%- else -%}Olá{%- endif -%}, para parar: PARAR",
        "{% if company == 'X' %}a{% elif contactName != '' %}b{% endif %} SAIR {# nota #}",
    ],
)
def test_what_a_letter_needs_is_allowed(text: str) -> None:
    template_check.check(Channel.WHATSAPP, Kind.OUTREACH, Template(text))


@pytest.mark.parametrize(
    ("channel", "template"),
    [
        (Channel.EMAIL, Template("SAIR")),
        (Channel.EMAIL, Template("SAIR", "a\nb")),
        (Channel.EMAIL, Template("SAIR", "a" * 201)),
        (Channel.EMAIL, Template("SAIR", "a", template_id="x")),
        (Channel.WHATSAPP, Template("SAIR", "a")),
        (Channel.WHATSAPP, Template("SAIR", html="a")),
    ],
)
def test_a_template_fits_its_channel(channel: Channel, template: Template) -> None:
    with pytest.raises(TemplateError):
        template_check.check(channel, Kind.OUTREACH, template)


def approved(kind: Kind, **changes: Any) -> ApprovedTemplate:
    needed = tuple(sorted(templates.OWN_VARIABLES[kind]))
    return ApprovedTemplate("acme", "pt_BR", ("contactName", *needed))._replace(**changes)


@pytest.mark.parametrize("kind", list(Kind))
def test_an_approved_template_that_every_message_of_the_kind_can_fill_in_is_saved(kind: Kind) -> None:
    template_check.check(Channel.WHATSAPP, kind, Template("SAIR", approved=approved(kind)))


@pytest.mark.parametrize(
    ("kind", "changes", "problem"),
    [
        (Kind.OUTREACH, {"name": "Acme Olá"}, "name: 'Acme Olá' is none of Meta's"),
        (Kind.OUTREACH, {"language": "pt-BR"}, "language: 'pt-BR' is no code of Meta's"),
        (Kind.OUTREACH, {"language": ""}, "language"),
        (Kind.OUTREACH, {"parameters": ("phone",)}, "parameters: messages of kind outreach have no phone"),
        (Kind.OUTREACH, {"parameters": ("offer",) * 21}, "parameters: there are 21"),
        (Kind.PROPOSAL, {"parameters": ("slot1", "slot2")}, "parameters: slot3 is missing"),
        (Kind.REMINDER, {"parameters": ("lead",)}, "parameters: when is missing"),
        (Kind.REMINDER, {"opt_out_button": True}, "optOutButton: only outreach and follow_up"),
    ],
)
def test_an_approved_template_that_no_message_could_fill_in_is_not_saved(
    kind: Kind, changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(TemplateError, match=problem):
        template_check.check(Channel.WHATSAPP, kind, Template("SAIR", approved=approved(kind, **changes)))


def test_only_whatsapp_has_approved_templates() -> None:
    template = Template("SAIR", "Olá", approved=approved(Kind.OUTREACH))
    with pytest.raises(TemplateError, match="only WhatsApp's have"):
        template_check.check(Channel.EMAIL, Kind.OUTREACH, template)
