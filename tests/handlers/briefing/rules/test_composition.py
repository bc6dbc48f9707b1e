from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.briefing.rules.composition import (
    LONGEST_QUOTE,
    NOTHING_KNOWN,
    Answer,
    Facts,
    Step,
    compose,
    objections,
    pains,
    sentiment,
)
from handlers.common.rules.contact import Contact
from handlers.common.rules.model import Channel, Intent, Kind, State
from handlers.common.rules.tenants import Campaign, Host
from handlers.meetings.rules import meeting as rules
from handlers.meetings.rules.meeting import Slot

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HEADINGS = (
    "Empresa",
    "Contato",
    "Histórico",
    "Sentimento",
    "Objeções",
    "Dores",
    "Recomendações",
    "Próximos passos",
)
PROPOSED = rules.proposed(
    meeting_id="m1",
    tenant_id="acme",
    campaign_id="spring",
    contact_id="c1",
    host_id="ana",
    slots=[Slot(NOW + timedelta(days=d), NOW + timedelta(days=d, hours=1)) for d in (1, 2, 4)],
    request_id="e1",
    now=NOW,
)


def said(text: str, intent: Intent = Intent.UNKNOWN) -> Answer:
    return Answer(text, intent, NOW - timedelta(hours=2))


def facts(*answers: Answer, steps: tuple[Step, ...] = (), **contact: Any) -> Facts:
    return Facts(
        contact=Contact("c1", "acme", "spring", State.MEETING_PROPOSED)._replace(**contact),
        campaign=Campaign(tenantId="acme", campaignId="spring", name="Primavera", offer="uma novidade"),
        host=Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana-cal"),
        meeting=PROPOSED,
        answers=answers,
        steps=steps,
    )


def section(markdown: str, heading: str) -> str:
    return markdown.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0].strip()


def test_a_briefing_has_every_section_in_order() -> None:
    markdown = compose(facts(company="Padaria Sol"))
    assert [line[3:] for line in markdown.splitlines() if line.startswith("## ")] == list(HEADINGS)
    assert markdown.startswith("# Briefing: Padaria Sol\n")


def test_a_section_of_which_nothing_is_known_says_so() -> None:
    markdown = compose(facts())
    assert [heading for heading in HEADINGS if section(markdown, heading) == NOTHING_KNOWN] == list(
        HEADINGS[:-1]
    )


def test_what_is_known_of_company_and_contact_is_told() -> None:
    markdown = compose(
        facts(
            company="Padaria Sol",
            segment="B2B",
            document="11222333000181",
            metadata={"cidade": "Recife"},
            name="Zé",
            phone="+5581987654321",
            priority="hot",
        )
    )
    assert section(markdown, "Empresa").splitlines() == [
        "- Nome: Padaria Sol",
        "- Segmento: empresa (B2B)",
        "- CNPJ/CPF: 11.222.333/0001-81",
        "- cidade: Recife",
    ]
    assert section(markdown, "Contato").splitlines() == [
        "- Nome: Zé",
        "- Telefone: +5581987654321",
        "- Prioridade: alta",
    ]


def test_the_history_tells_changes_and_answers_in_order_by_the_hosts_clock() -> None:
    steps = (
        Step(
            NOW - timedelta(hours=4), "sent", State.QUEUED, State.CONTACTED, Kind.OUTREACH, Channel.WHATSAPP
        ),
        Step(NOW - timedelta(hours=3), "reply", State.CONTACTED, State.CONTACTED),
        Step(NOW - timedelta(hours=1), "interested", State.CONTACTED, State.INTERESTED),
    )
    markdown = compose(facts(said("quero saber mais", Intent.INTERESTED), steps=steps))
    assert section(markdown, "Histórico").splitlines() == [
        "- 23/11/2026 05:00: enviada por WhatsApp: primeira mensagem",
        "- 23/11/2026 07:00: respondeu: “quero saber mais”",
        "- 23/11/2026 08:00: passou a: interessado",
    ]


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ([said("Tenho interesse, adorei!", Intent.INTERESTED)], "positivo"),
        ([said("não tenho interesse", Intent.NOT_INTERESTED)], "negativo"),
        ([said("gostei, mas achei caro e complicado")], "misto"),
        ([said("qual o endereço?", Intent.QUESTION)], "neutro"),
        ([said("não gostei")], "negativo"),
        ([said("Estou de férias", Intent.OUT_OF_OFFICE)], None),
        ([], None),
    ],
)
def test_the_sentiment_follows_from_words_and_intents(answers: list[Answer], verdict: str | None) -> None:
    assert sentiment(answers) == verdict


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("achei muito caro", "Preço"),
        ("quanto custa?", "Preço"),
        ("já temos um sistema", "Já tem fornecedor"),
        ("estou sem tempo essa semana", "Falta de tempo"),
        ("agora não, quem sabe mais pra frente", "Momento"),
        ("preciso falar com meu sócio", "Não decide sozinho"),
        ("isso é golpe?", "Desconfiança"),
    ],
)
def test_an_objection_is_named_and_quoted(text: str, name: str) -> None:
    assert [(found.name, found.quote) for found in objections([said(text)])] == [(name, text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("estamos perdendo clientes", "Perda de vendas ou clientes"),
        ("faço tudo na planilha", "Trabalho manual"),
        ("a entrega atrasa... demora demais", "Demora"),
        ("hoje gastamos muito com isso", "Custo alto hoje"),
        ("falta de gente aqui", "Falta de gente ou de controle"),
        ("nosso sistema trava", "Problemas com a solução atual"),
    ],
)
def test_a_pain_is_named_and_quoted(text: str, name: str) -> None:
    assert [found.name for found in pains([said(text)])] == [name]


def test_a_denied_pain_is_none() -> None:
    assert pains([said("não temos problemas"), said("aqui nunca atrasa")]) == []


def test_each_kind_of_finding_comes_once_with_the_first_words_that_show_it() -> None:
    found = objections([said("caro"), said("muito caro mesmo")])
    assert [(each.name, each.quote) for each in found] == [("Preço", "caro")]


def test_recommendations_follow_from_what_was_found() -> None:
    markdown = compose(facts(said("tudo na planilha, mas tenho interesse", Intent.INTERESTED)))
    assert "trabalho manual" in section(markdown, "Recomendações")
    assert "favorável" in section(markdown, "Recomendações")


def test_the_next_steps_name_the_offer_its_end_and_the_open_questions() -> None:
    steps = section(compose(facts(said("atendem no sábado?", Intent.QUESTION))), "Próximos passos")
    assert "terça-feira, 24/11, às 9h; quarta-feira, 25/11, às 9h; sexta-feira, 27/11, às 9h" in steps
    assert "A oferta vale até terça-feira, 24/11, às 9h" in steps
    assert "atendem no sábado?" in steps


def test_a_booked_meeting_is_named_with_its_time() -> None:
    booked = rules.confirmed(PROPOSED, PROPOSED.slots[1], 15, "e2", NOW, ())
    known = facts()
    markdown = compose(Facts(known.contact, known.campaign, known.host, booked, (), ()))
    assert "Reunião marcada: quarta-feira, 25/11, às 9h" in section(markdown, "Próximos passos")


def test_what_was_quoted_below_an_answer_is_not_quoted_in_the_briefing() -> None:
    markdown = compose(
        facts(said("Quero sim\n\nEm seg., 23 de nov. de 2026, Ana escreveu:\n> responda SAIR"))
    )
    assert "SAIR" not in markdown


@given(text=st.text(max_size=600), name=st.text(max_size=60))
@settings(deadline=None, max_examples=100)
def test_somebody_elses_text_makes_no_heading_no_link_and_no_line_of_its_own(text: str, name: str) -> None:
    markdown = compose(facts(said(text, Intent.QUESTION), company=name, metadata={name: text}))
    headings = [line for line in markdown.split("\n") if line.startswith("#")]
    assert [line[3:] for line in headings[1:]] == list(HEADINGS)
    unescaped = markdown.replace("\\\\", "").replace("\\<", "").replace("\\[", "")
    assert "<" not in unescaped
    assert "[" not in unescaped


def test_a_long_answer_is_cut() -> None:
    (found,) = objections([said("caro " + "x" * 2000)])
    assert len(found.quote) == LONGEST_QUOTE
