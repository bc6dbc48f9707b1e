import pytest

from handlers.common.rules.model import Channel, Kind
from handlers.dispatch.rules import templates
from handlers.dispatch.rules.templates import ApprovedTemplate, Template, TemplateError

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
    "question": "Quer cancelar a reunião?",
    "standing": "Nenhum desses horários foi marcado.",
    "answer": "Custa R$ 100 por mês.",
}
EVERY_MESSAGE = [(channel, kind) for channel in Channel for kind in Kind]


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


def test_the_content_of_a_cell_is_never_run_as_a_template_nor_shown_as_markup() -> None:
    template = Template("{{ company }} SAIR", "{{ company }}", "<p>{{ company }}</p>")
    hostile = VARIABLES | {"company": "{{ offer }}<script>\x00\nBcc: x"}
    rendered = templates.render(Channel.EMAIL, Kind.OUTREACH, template, hostile)
    assert rendered.body == "{{ offer }}<script>\nBcc: x SAIR"
    assert rendered.subject == "{{ offer }}<script> Bcc: x"
    assert rendered.html is not None
    assert "<script>" not in rendered.html


@pytest.mark.parametrize("gap", ["\t", "\r\n", "\r", "\u2028", "\xa0", "\v", " \t \t  "])
def test_what_parts_two_words_of_a_name_goes_on_parting_them(gap: str) -> None:
    template = Template("{{ company }} SAIR", approved=ApprovedTemplate("primeira", "pt_BR", ("company",)))
    variables = VARIABLES | {"company": f"Padaria{gap}Aurora"}
    rendered = templates.render(Channel.WHATSAPP, Kind.OUTREACH, template, variables)
    assert rendered.body.split() == ["Padaria", "Aurora", "SAIR"]
    assert rendered.approved is not None
    assert rendered.approved.values == ("Padaria Aurora",)


def test_a_message_without_a_variable_of_its_kind_is_refused_by_name() -> None:
    template = templates.default(Channel.WHATSAPP, Kind.REMINDER)
    with pytest.raises(TemplateError, match="needs when"):
        templates.render(Channel.WHATSAPP, Kind.REMINDER, template, VARIABLES | {"when": ""})


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
