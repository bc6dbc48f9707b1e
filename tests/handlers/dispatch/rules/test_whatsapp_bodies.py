from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.common.rules import buttons
from handlers.common.rules.buttons import NO_SLOT
from handlers.common.rules.contact import Contact
from handlers.common.rules.envelope import Message
from handlers.common.rules.model import SLOT_KINDS, Channel, Kind, State
from handlers.common.rules.references import Reference
from handlers.common.rules.steps import Step
from handlers.common.rules.tenants import Campaign, Host, Tenant
from handlers.dispatch.rules import templates, whatsapp_bodies
from handlers.dispatch.rules.attempts import Attempt
from handlers.dispatch.rules.facts import Facts
from handlers.dispatch.rules.judgements import Go
from handlers.dispatch.rules.outgoing import Outgoing
from handlers.dispatch.rules.rendered import FilledTemplate, Rendered
from handlers.dispatch.rules.templates import ApprovedTemplate, Template
from handlers.dispatch.rules.whatsapp_bodies import WINDOW, WINDOW_MARGIN, is_window_open

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOST = Host(hostId="ana", name="Ana Souza", email="ana@acme.example", calendarId="ana")
TENANT = Tenant(tenantId="acme", name="Acme", hosts=(HOST,))
CAMPAIGN = Campaign(tenantId="acme", campaignId="spring", name="Primavera", offer="nossa consultoria")
SLOTS = {
    "slot1": "quinta-feira, 26/11, às 10h",
    "slot2": "sexta-feira, 27/11, às 14h30",
    "slot3": "sábado, 28/11, à 1h",
}
STEPS = {
    Kind.PROPOSAL: Step.proposal("m1", 2),
    Kind.APOLOGY: Step.proposal("m1", 3),
    Kind.OTHER_SLOTS: Step.proposal("m1", 3),
    Kind.WHICH_SLOT: Step.which_slot("m1", 3),
    Kind.CONFIRMATION: Step.confirmation("m1", 1),
    Kind.REMINDER: Step.reminder("24h", "m1", 1),
    Kind.FOLLOW_UP: Step.follow_up(1),
    Kind.CHECK: Step.answering(Kind.CHECK, "0a" * 16),
}
APPROVED = FilledTemplate("primeiro_contato", "pt_BR", ("Maria", "nossa consultoria"), opt_out_button=True)


def outgoing(
    kind: Kind, text: Rendered, window_open: bool, variables: dict[str, str] | None = None, **changes: Any
) -> Outgoing:
    values = {
        "kind": kind,
        "step": STEPS.get(kind, kind.value),
        "tenantId": "acme",
        "campaignId": "spring",
        "contactId": "c1",
        "correlationId": "c",
        "createdAt": NOW,
        "variables": variables or {},
    }
    message = Message.model_validate(values | changes)
    contact = Contact("c1", "acme", "spring", State.QUEUED, phone="+5511987654321")
    facts = Facts(message, TENANT, CAMPAIGN, contact)
    attempt = Attempt("a", facts, Go(Channel.WHATSAPP, "+5511987654321"))
    return Outgoing(attempt, text, window_open=window_open)


def built(*arguments: Any, **changes: Any) -> dict[str, Any]:
    body = whatsapp_bodies.body(outgoing(*arguments, **changes))
    assert body is not None
    return body


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("window_open", [True, False])
def test_every_message_names_its_addressee_in_digits_and_the_message_that_its_reports_are_about(
    kind: Kind, window_open: bool
) -> None:
    body = built(kind, Rendered("Olá", approved=APPROVED), window_open, SLOTS)
    assert body["messaging_product"] == "whatsapp"
    assert body["to"] == "5511987654321"
    reference = Reference.parse(body["biz_opaque_callback_data"])
    assert reference == ("c1", STEPS.get(kind, kind.value), Channel.WHATSAPP)
    assert body["type"] in body
    assert (body["type"] == "template") is not window_open


def test_outside_the_window_a_template_goes_out_with_its_values_in_order_and_its_way_out() -> None:
    body = built(Kind.OUTREACH, Rendered("Olá", approved=APPROVED), False)
    assert body["template"] == {
        "name": "primeiro_contato",
        "language": {"code": "pt_BR"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {"type": "text", "text": "Maria"},
                    {"type": "text", "text": "nossa consultoria"},
                ],
            },
            {
                "type": "button",
                "sub_type": "quick_reply",
                "index": "0",
                "parameters": [{"type": "payload", "payload": "opt_out"}],
            },
        ],
    }


def test_a_template_without_parameters_and_button_is_named_alone() -> None:
    body = built(Kind.REMINDER, Rendered("Olá", approved=FilledTemplate("lembrete", "pt_BR")), False)
    assert body["template"] == {"name": "lembrete", "language": {"code": "pt_BR"}}


@pytest.mark.parametrize("kind", list(Kind))
def test_outside_the_window_nothing_goes_out_without_a_template(kind: Kind) -> None:
    assert whatsapp_bodies.body(outgoing(kind, Rendered("Olá"), False, SLOTS)) is None


@pytest.mark.parametrize("kind", sorted(set(Kind) - SLOT_KINDS - {Kind.OUTREACH, Kind.CHECK}))
def test_within_the_window_what_leaves_nothing_to_choose_is_text(kind: Kind) -> None:
    body = built(kind, Rendered("Olá, Maria!", approved=APPROVED), True)
    assert body["text"] == {"body": "Olá, Maria!", "preview_url": False}


@pytest.mark.parametrize(("kind", "round_"), [(Kind.PROPOSAL, 2), (Kind.APOLOGY, 3), (Kind.WHICH_SLOT, 3)])
def test_within_the_window_slots_are_buttons_whose_ids_name_meeting_round_and_slot(
    kind: Kind, round_: int
) -> None:
    body = built(kind, Rendered("Três horários"), True, SLOTS)
    assert body["interactive"] == {
        "type": "button",
        "body": {"text": "Três horários"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": f"slot.m1.{round_}.1", "title": "qui, 26/11, às 10h"}},
                {"type": "reply", "reply": {"id": f"slot.m1.{round_}.2", "title": "sex, 27/11, às 14h30"}},
                {"type": "reply", "reply": {"id": f"slot.m1.{round_}.3", "title": "sáb, 28/11, à 1h"}},
            ]
        },
    }


def test_within_the_window_a_check_has_a_button_for_yes_and_one_for_no_that_name_it() -> None:
    body = built(Kind.CHECK, Rendered("Quer cancelar?"), True)
    first, second = (each["reply"] for each in body["interactive"]["action"]["buttons"])
    assert (first["title"], second["title"]) == ("Sim", "Não")
    assert buttons.check(first["id"]) == (True, "0a" * 16)
    assert buttons.check(second["id"]) == (False, "0a" * 16)


def test_slots_that_no_button_can_name_are_a_list() -> None:
    phrases = {f"slot{n}": f"quinta-feira, 26/11, às 1{n}h (horário de Brasília)" for n in (1, 2, 3)}
    body = built(Kind.PROPOSAL, Rendered("Três horários"), True, phrases)
    assert body["interactive"]["action"] == {
        "button": "Ver horários",
        "sections": [
            {
                "title": "Horários",
                "rows": [
                    {"id": f"slot.m1.2.{n}", "title": f"Opção {n}", "description": phrases[f"slot{n}"]}
                    for n in (1, 2, 3)
                ],
            }
        ],
    }


def test_the_place_of_a_slot_that_there_is_not_has_no_button() -> None:
    body = built(Kind.PROPOSAL, Rendered("Um horário"), True, SLOTS | {"slot2": NO_SLOT, "slot3": NO_SLOT})
    (button,) = body["interactive"]["action"]["buttons"]
    assert button["reply"]["id"] == "slot.m1.2.1"


@pytest.mark.parametrize("step", ["proposal", "proposal#m1", "proposal#m1#100", "proposal#m1#x"])
def test_an_offer_whose_ids_would_not_be_read_again_is_text(step: str) -> None:
    body = built(Kind.PROPOSAL, Rendered("Três horários"), True, SLOTS, step=step)
    assert body["type"] == "text"


def test_within_the_window_the_first_message_has_its_way_out_as_a_button() -> None:
    body = built(Kind.OUTREACH, Rendered("Olá"), True)
    (button,) = body["interactive"]["action"]["buttons"]
    assert button["reply"] == {"id": buttons.OPT_OUT, "title": "Não receber mais"}


@pytest.mark.parametrize(
    ("since", "is_open"),
    [
        (timedelta(0), True),
        (WINDOW - WINDOW_MARGIN - timedelta(milliseconds=1), True),
        (WINDOW - WINDOW_MARGIN, False),
        (WINDOW, False),
        (timedelta(days=400), False),
    ],
)
def test_the_window_is_open_for_a_day_after_the_last_message_less_a_margin(
    since: timedelta, is_open: bool
) -> None:
    assert is_window_open(NOW - since, NOW) is is_open


def test_the_window_of_somebody_who_never_wrote_is_closed() -> None:
    assert not is_window_open(None, NOW)


def test_the_margin_covers_the_longest_run_of_the_function_that_sends() -> None:
    assert timedelta(seconds=300) < WINDOW_MARGIN < timedelta(hours=1)


_TEXTS = st.text(min_size=1, max_size=1200)
_PHRASES = st.one_of(_TEXTS, st.sampled_from([*SLOTS.values(), NO_SLOT]))


@given(st.sampled_from(Kind), _TEXTS, st.fixed_dictionaries(dict.fromkeys(SLOTS, _PHRASES)))
def test_no_message_passes_a_limit_of_metas(kind: Kind, text: str, slots: dict[str, str]) -> None:
    body = built(kind, Rendered(text), True, slots)
    if body["type"] == "text":
        return
    interactive = body["interactive"]
    assert len(interactive["body"]["text"]) <= 1024
    if interactive["type"] == "button":
        replies = [each["reply"] for each in interactive["action"]["buttons"]]
        assert 1 <= len(replies) <= 3
        assert len({reply["title"] for reply in replies}) == len(replies)
        for reply in replies:
            assert 1 <= len(reply["title"]) <= 20
            assert len(reply["id"]) <= 256
    else:
        assert len(interactive["action"]["button"]) <= 20
        (section,) = interactive["action"]["sections"]
        assert len(section["title"]) <= 24
        assert 1 <= len(section["rows"]) <= 10
        for row in section["rows"]:
            assert 1 <= len(row["title"]) <= 24
            assert 1 <= len(row["description"]) <= 72
            assert buttons.slot(row["id"]) is not None


_VALUES = st.text(max_size=1500)


@given(st.sampled_from(Kind), _VALUES, _VALUES)
def test_the_values_of_a_template_are_one_line_each_never_empty_and_never_too_long(
    kind: Kind, company: str, name: str
) -> None:
    approved = ApprovedTemplate("t", "pt_BR", ("contactName", "company", "tenantName"))
    variables = {"company": company, "contactName": name, "tenantName": "Acme", **SLOTS} | {
        "when": "amanhã",
        "lead": "1 hora",
        "question": "Quer cancelar?",
        "standing": "Nada está marcado.",
        "answer": "Custa R$ 100.",
    }
    rendered = templates.render(Channel.WHATSAPP, kind, Template("Olá", approved=approved), variables)
    assert rendered.approved is not None
    for value in rendered.approved.values:
        assert value.strip()
        assert len(value) <= templates.LONGEST_PARAMETER
        assert not set(value) & set("\n\t\r")
        assert "  " not in value


def test_a_parameter_that_somebody_has_to_fill_in_is_named() -> None:
    template = Template("Olá", approved=ApprovedTemplate("oferta", "pt_BR", ("offer",)))
    with pytest.raises(templates.TemplateError, match="offer is empty, a parameter of the template oferta"):
        templates.render(Channel.WHATSAPP, Kind.OUTREACH, template, {"offer": " "})
