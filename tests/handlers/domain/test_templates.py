import pytest

from handlers.domain import template_check, templates
from handlers.domain.model import Channel, Kind
from handlers.domain.templates import Template, TemplateError

VARIABLES = {
    "company": "Padaria do João",
    "contactName": "Maria",
    "tenantName": "Alquimista",
    "campaignName": "Primavera",
    "hostName": "Ana Souza",
    "offer": "nossa consultoria de processos",
    "slot1": "quinta-feira, 26 de novembro, às 10h",
    "slot2": "sexta-feira, 27 de novembro, às 14h",
    "slot3": "segunda-feira, 30 de novembro, às 16h",
    "when": "quinta-feira, 26 de novembro, às 10h",
    "lead": "24 horas",
}
EVERY_MESSAGE = [(channel, kind) for channel in Channel for kind in Kind]


@pytest.mark.parametrize(("channel", "kind"), EVERY_MESSAGE)
def test_every_kind_and_channel_has_a_default_that_passes_its_own_check(channel: Channel, kind: Kind) -> None:
    template_check.check(channel, kind, templates.default(channel, kind))


@pytest.mark.parametrize(("channel", "kind"), EVERY_MESSAGE)
def test_a_default_leaves_no_tag_and_no_gap_where_the_name_is_unknown(channel: Channel, kind: Kind) -> None:
    rendered = templates.render(
        channel, kind, templates.default(channel, kind), VARIABLES | {"contactName": ""}
    )
    for text in (rendered.body, rendered.subject or ""):
        assert "{" not in text
        assert "  " not in text
        assert ", !" not in text


@pytest.mark.parametrize("channel", list(Channel))
def test_the_first_message_greets_by_name_and_says_how_to_opt_out(channel: Channel) -> None:
    rendered = templates.render(channel, Kind.OUTREACH, templates.default(channel, Kind.OUTREACH), VARIABLES)
    assert rendered.body.startswith("Olá, Maria!")
    assert "SAIR" in rendered.body


def test_a_contact_without_a_name_is_greeted_by_company() -> None:
    template = templates.default(Channel.WHATSAPP, Kind.OUTREACH)
    rendered = templates.render(Channel.WHATSAPP, Kind.OUTREACH, template, VARIABLES | {"contactName": ""})
    assert rendered.body.startswith("Olá, equipe da Padaria do João!")


def test_what_a_cell_holds_is_never_a_template_and_never_markup() -> None:
    template = Template("{{ company }} SAIR", "{{ company }}", "<p>{{ company }}</p>")
    hostile = VARIABLES | {"company": "{{ offer }}<script>\x00\nBcc: x"}
    rendered = templates.render(Channel.EMAIL, Kind.OUTREACH, template, hostile)
    assert rendered.body == "{{ offer }}<script>\nBcc: x SAIR"
    assert rendered.subject == "{{ offer }}<script> Bcc: x"
    assert rendered.html is not None
    assert "<script>" not in rendered.html


def test_a_message_without_a_variable_of_its_kind_is_refused_by_name() -> None:
    template = templates.default(Channel.WHATSAPP, Kind.REMINDER)
    with pytest.raises(TemplateError, match="needs when"):
        templates.render(Channel.WHATSAPP, Kind.REMINDER, template, VARIABLES | {"when": ""})


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


def test_a_value_is_cut_where_it_is_too_long_to_be_one() -> None:
    rendered = templates.render(
        Channel.WHATSAPP, Kind.OUTREACH, Template("{{ company }}"), VARIABLES | {"company": "a" * 10_000_000}
    )
    assert len(rendered.body) == templates.LONGEST_VALUE


def test_an_approved_template_carries_its_variables() -> None:
    template = Template("{{ company }} SAIR", template_id="first_contact")
    rendered = templates.render(Channel.WHATSAPP, Kind.OUTREACH, template, VARIABLES)
    assert rendered.template_id == "first_contact"
    assert rendered.variables["company"] == "Padaria do João"
