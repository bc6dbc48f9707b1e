"""The templates of the sample tenants: as Meta has approved them, and as the tenants name them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from handlers.common.rules.model import Channel, Kind
from handlers.dispatch.rules import templates
from ops import template_store
from ops.template_store import TemplateFile

LANGUAGE = "pt_BR"
OPT_OUT = "Não receber mais"
"""The words on the quick reply of the first message."""


class _Approved(NamedTuple):
    name: str
    category: str
    text: str
    parameters: tuple[str, ...]
    """The variables that fill in the placeholders, in order."""
    quick_reply: str = ""


_LEAVE = "Se preferir não receber mais mensagens, responda SAIR."
_CHANGE = "Se precisar remarcar ou cancelar, é só responder esta mensagem."
_APPROVED: Mapping[Kind, _Approved] = MappingProxyType(
    {
        Kind.OUTREACH: _Approved(
            "primeiro_contato",
            "MARKETING",
            "Olá, {{1}}! Aqui é da {{2}}.\n\nEntramos em contato para apresentar {{3}}. Faz sentido conversarmos "
            "alguns minutos sobre isso?\n\nSe tiver interesse, é só responder esta mensagem que enviamos opções de "
            f"horário. {_LEAVE}",
            ("contactName", "tenantName", "offer"),
            OPT_OUT,
        ),
        Kind.FOLLOW_UP: _Approved(
            "retomada",
            "MARKETING",
            "Olá, {{1}}! Aqui é da {{2}}, retomando nosso contato sobre {{3}}. Ainda faz sentido para você? Se sim, "
            f"responda esta mensagem e enviamos opções de horário para uma conversa rápida.\n\n{_LEAVE}",
            ("contactName", "tenantName", "offer"),
        ),
        Kind.REMINDER: _Approved(
            "lembrete",
            "UTILITY",
            "Olá, {{1}}! Passando para lembrar da sua reunião com {{2}}, da {{3}}, daqui a {{4}}: {{5}}.\n\nOnde: "
            f"{{{{6}}}}\n\n{_CHANGE}",
            ("contactName", "hostName", "tenantName", "lead", "when", "place"),
        ),
        Kind.PROPOSAL: _Approved(
            "horarios",
            "UTILITY",
            "Olá! {{1}}, da {{2}}, pode conversar com você em um destes horários:\n\n1) {{3}}\n2) {{4}}\n3) {{5}}\n\n"
            "Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.",
            ("hostName", "tenantName", "slot1", "slot2", "slot3"),
        ),
        Kind.CONFIRMATION: _Approved(
            "confirmacao",
            "UTILITY",
            "Sua reunião com {{1}}, da {{2}}, está confirmada para {{3}}.\n\nOnde: {{4}}\n\n" + _CHANGE,
            ("hostName", "tenantName", "when", "place"),
        ),
        Kind.CANCELLATION: _Approved(
            "cancelamento",
            "UTILITY",
            "Sua reunião com {{1}}, da {{2}}, de {{3}} foi cancelada.\n\nSe quiser marcar outro horário, é só "
            "responder esta mensagem.",
            ("hostName", "tenantName", "when"),
        ),
        Kind.LAPSE: _Approved(
            "horarios_encerrados",
            "UTILITY",
            "Os horários que enviamos não estão mais reservados para você. {{1}}\n\n{{2}} É só responder esta "
            "mensagem.",
            ("standing", "lateChoice"),
        ),
    }
)


def _definition(number: int, approved: _Approved) -> dict[str, Any]:
    """Return a template as the API of the business account shows it."""
    components: list[dict[str, Any]] = [{"type": "BODY", "text": approved.text}]
    if approved.quick_reply:
        components.append(
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": approved.quick_reply}]}
        )
    return {
        "id": f"{1_407_680_676_000_000 + number}",
        "name": approved.name,
        "language": LANGUAGE,
        "status": "APPROVED",
        "category": approved.category,
        "parameter_format": "POSITIONAL",
        "components": components,
    }


DEFINITIONS = tuple(_definition(number, approved) for number, approved in enumerate(_APPROVED.values()))
"""The templates of the business account."""


def save(tenant_id: str) -> None:
    """Save the templates for a tenant, as an operator does with ``template put``."""
    for kind, approved in _APPROVED.items():
        button = {"optOutButton": True} if approved.quick_reply else {}
        named = {"name": approved.name, "language": LANGUAGE, "parameters": approved.parameters, **button}
        body = templates.default(Channel.WHATSAPP, kind).body
        template_store.put(
            tenant_id, Channel.WHATSAPP, kind, TemplateFile.model_validate({"body": body, **named})
        )
