from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.briefing.rules.composition import NOTHING_KNOWN, compose
from handlers.briefing.rules.facts import BriefingFacts, HistoryLine, ReplyLine
from handlers.common.rules.contact import Contact, Place
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


def said(text: str, intent: Intent = Intent.UNKNOWN) -> ReplyLine:
    return ReplyLine(text, intent, NOW - timedelta(hours=2))


def facts(*replies: ReplyLine, history: tuple[HistoryLine, ...] = (), **contact: Any) -> BriefingFacts:
    return BriefingFacts(
        contact=Contact("c1", "acme", "spring", State.MEETING_PROPOSED)._replace(**contact),
        campaign=Campaign(tenantId="acme", campaignId="spring", name="Primavera", offer="uma novidade"),
        host=Host(hostId="ana", name="Ana", email="ana@acme.example", calendarId="ana-cal"),
        meeting=PROPOSED,
        place=Place(ZoneInfo("America/Sao_Paulo"), "SP"),
        replies=replies,
        history=history,
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


def test_the_history_tells_changes_and_replies_in_order_by_the_hosts_clock() -> None:
    history = (
        HistoryLine(
            NOW - timedelta(hours=4), "sent", State.QUEUED, State.CONTACTED, Kind.OUTREACH, Channel.WHATSAPP
        ),
        HistoryLine(NOW - timedelta(hours=3), "reply", State.CONTACTED, State.CONTACTED),
        HistoryLine(NOW - timedelta(hours=1), "interested", State.CONTACTED, State.INTERESTED),
    )
    markdown = compose(facts(said("quero saber mais", Intent.INTERESTED), history=history))
    assert section(markdown, "Histórico").splitlines() == [
        "- 23/11/2026 05:00: enviada por WhatsApp: primeira mensagem",
        "- 23/11/2026 07:00: respondeu: “quero saber mais”",
        "- 23/11/2026 08:00: passou a: interessado",
    ]


def test_a_recommendation_is_given_for_each_pain_and_for_the_tone() -> None:
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
    markdown = compose(BriefingFacts(known.contact, known.campaign, known.host, booked, known.place, (), ()))
    assert "Reunião marcada: quarta-feira, 25/11, às 9h" in section(markdown, "Próximos passos")


@given(text=st.text(max_size=600), name=st.text(max_size=60))
@settings(deadline=None, max_examples=100)
def test_somebody_elses_text_makes_no_heading_no_link_and_no_line_of_its_own(text: str, name: str) -> None:
    markdown = compose(facts(said(text, Intent.QUESTION), company=name, metadata={name: text}))
    headings = [line for line in markdown.split("\n") if line.startswith("#")]
    assert [line[3:] for line in headings[1:]] == list(HEADINGS)
    unescaped = markdown.replace("\\\\", "").replace("\\<", "").replace("\\[", "")
    assert "<" not in unescaped
    assert "[" not in unescaped
