"""The texts that go out: defaults in Portuguese for every kind and channel, the tenant's own in their place.

A template is text with ``{{ variable }}``, ``{{ variable|upper }}`` and ``{% if variable %}…{% else %}…{% endif %}``, a
corner of Jinja in which nothing can loop, call or grow: what comes out is bounded by what was put in, on top of the
engine's own bound on work. A tenant's own template is judged when it is saved, so that no message finds it wanting.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import minijinja

from handlers.common.rules.model import Channel, Kind

COMMON_VARIABLES = frozenset({"company", "contactName", "tenantName", "campaignName", "hostName", "offer"})
"""Known of every message. ``contactName`` may be empty, and so must be asked for with ``{% if contactName %}``."""
OWN_VARIABLES: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {
        Kind.OUTREACH: frozenset(),
        Kind.FOLLOW_UP: frozenset(),
        Kind.PROPOSAL: frozenset({"slot1", "slot2", "slot3"}),
        Kind.CONFIRMATION: frozenset({"when"}),
        Kind.REMINDER: frozenset({"when", "lead"}),
        Kind.APOLOGY: frozenset({"slot1", "slot2", "slot3"}),
        Kind.OPT_OUT_ACK: frozenset(),
    }
)
"""What a kind's message brings with it and must not be without."""

LONGEST_VALUE = 1000
"""Characters of one variable; the rest is cut off."""
LONGEST_TEXT: Mapping[Channel, int] = MappingProxyType({Channel.WHATSAPP: 4096, Channel.EMAIL: 200_000})
"""Characters that the channel carries."""
LONGEST_SUBJECT = 200
FUEL = 10_000
"""Instructions that one rendering may take; the longest default takes about 60."""


class TemplateError(ValueError):
    """A template is not what it should be, or a message lacks what its template needs."""


class Template(NamedTuple):
    """``subject`` is for e-mail, which must have one; ``html`` an e-mail's second form; ``template_id`` the name
    under which WhatsApp's provider has approved the text."""

    body: str
    subject: str | None = None
    html: str | None = None
    template_id: str | None = None

    @property
    def parts(self) -> dict[str, str]:
        """The texts in it, by name."""
        named = {"subject": self.subject, "body": self.body, "html": self.html}
        return {name: text for name, text in named.items() if text is not None}


class Rendered(NamedTuple):
    """What a contact reads."""

    body: str
    subject: str | None = None
    html: str | None = None
    template_id: str | None = None
    variables: Mapping[str, str] = MappingProxyType({})


def _environment(html: bool) -> minijinja.Environment:
    return minijinja.Environment(
        fuel=FUEL,
        undefined_behavior="strict",
        pycompat=False,
        debug=False,
        auto_escape_callback=lambda _: html,
    )


TEXT, HTML = _environment(False), _environment(True)


def variables_of(kind: Kind) -> frozenset[str]:
    """All that a template of this kind may use."""
    return COMMON_VARIABLES | OWN_VARIABLES[kind]


def default(channel: Channel, kind: Kind) -> Template:
    """The text for tenants that have none of their own."""
    if channel is Channel.WHATSAPP:
        return Template(_WHATSAPP[kind])
    subject, body = _EMAIL[kind]
    return Template(body, subject)


def from_saved(saved: Mapping[str, str]) -> Template:
    """A template of the config table: ``body``, perhaps ``subject``, ``html`` and ``templateId``."""
    return Template(saved["body"], saved.get("subject"), saved.get("html"), saved.get("templateId"))


def render(channel: Channel, kind: Kind, template: Template, variables: Mapping[str, str]) -> Rendered:
    """The message's texts; variables are data, whatever they hold.

    ``TemplateError`` if the message lacks a variable of its kind, or if the text is too long for the channel.
    """
    missing = sorted(name for name in OWN_VARIABLES[kind] if not variables.get(name))
    if missing:
        raise TemplateError(f"a {kind} needs {', '.join(missing)}: whoever queued it must give them")
    known = {name: _clean(variables.get(name, "")) for name in variables_of(kind)}
    body = _render(TEXT, template.body, known)
    subject = None if template.subject is None else " ".join(_render(TEXT, template.subject, known).split())
    html = None if template.html is None else _render(HTML, template.html, known)
    for name, text in (("body", body), ("html", html or "")):
        if len(text) > LONGEST_TEXT[channel]:
            raise TemplateError(
                f"the {name} of a {kind} has {len(text)} characters: {channel} carries {LONGEST_TEXT[channel]}"
            )
    return Rendered(
        body,
        subject and subject[:LONGEST_SUBJECT],
        html,
        template.template_id,
        known if template.template_id else {},
    )


def _render(environment: minijinja.Environment, text: str, variables: Mapping[str, str]) -> str:
    try:
        return environment.render_str(text, **variables)
    except minijinja.TemplateError as error:
        raise TemplateError(f"the template cannot be rendered: {error}") from None


def _clean(value: str) -> str:
    """Without control characters, which a spreadsheet cell may hold, and no longer than a value may be."""
    printable = "".join(character for character in value if character.isprintable() or character == "\n")
    return printable.strip()[:LONGEST_VALUE]


_GREETING = (
    "{% if contactName %}Olá, {{ contactName }}!{% elif company %}Olá, equipe da {{ company }}!"
    "{% else %}Olá!{% endif %}"
)
_SLOTS = "1) {{ slot1 }}\n2) {{ slot2 }}\n3) {{ slot3 }}"

_WHATSAPP: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.OUTREACH: f"""{_GREETING} Aqui é da {{{{ tenantName }}}}.

Entramos em contato para apresentar {{{{ offer }}}}. Faz sentido conversarmos alguns minutos sobre isso?

Se tiver interesse, é só responder esta mensagem que enviamos opções de horário. Se preferir não receber mais \
mensagens, responda SAIR.""",
        Kind.FOLLOW_UP: f"""{_GREETING} Aqui é da {{{{ tenantName }}}}, retomando nosso contato sobre {{{{ offer }}}}.

Ainda faz sentido para você? Se sim, responda esta mensagem e enviamos opções de horário para uma conversa rápida.

Se preferir não receber mais mensagens, responda SAIR.""",
        Kind.PROPOSAL: f"""Que bom que você tem interesse! {{{{ hostName }}}}, da {{{{ tenantName }}}}, pode conversar \
com você em um destes horários:

{_SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.""",
        Kind.CONFIRMATION: """Tudo certo! Sua reunião com {{ hostName }}, da {{ tenantName }}, está confirmada para \
{{ when }}.

Se precisar remarcar ou cancelar, é só responder esta mensagem.""",
        Kind.REMINDER: f"""{_GREETING} Passando para lembrar da sua reunião com {{{{ hostName }}}}, da \
{{{{ tenantName }}}}, daqui a {{{{ lead }}}}: {{{{ when }}}}.

Se precisar remarcar ou cancelar, é só responder esta mensagem.""",
        Kind.APOLOGY: f"""Pedimos desculpas: o horário que você escolheu acabou de ser preenchido. {{{{ hostName }}}} \
pode conversar com você em um destes outros horários:

{_SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.""",
        Kind.OPT_OUT_ACK: """Pronto, seu pedido foi registrado: a {{ tenantName }} não enviará mais mensagens para \
você. Obrigado pela atenção.""",
    }
)

_SIGNATURE = "Atenciosamente,\n{{ hostName }}\n{{ tenantName }}"

_EMAIL: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.OUTREACH: (
            "{{ tenantName }}: uma conversa rápida{% if company %} com a {{ company }}{% endif %}",
            f"""{_GREETING}

Meu nome é {{{{ hostName }}}} e falo em nome da {{{{ tenantName }}}}. Gostaria de apresentar {{{{ offer }}}}.

Faz sentido conversarmos alguns minutos sobre isso? Se tiver interesse, basta responder este e-mail que enviamos \
opções de horário.

{_SIGNATURE}

Se preferir não receber mais mensagens, responda com a palavra SAIR.
""",
        ),
        Kind.FOLLOW_UP: (
            "{{ tenantName }}: ainda faz sentido conversarmos?",
            f"""{_GREETING}

Escrevo para retomar nosso contato sobre {{{{ offer }}}}. Ainda faz sentido para você? Se sim, basta responder este \
e-mail que enviamos opções de horário para uma conversa rápida.

{_SIGNATURE}

Se preferir não receber mais mensagens, responda com a palavra SAIR.
""",
        ),
        Kind.PROPOSAL: (
            "Opções de horário para nossa conversa",
            f"""{_GREETING}

Que bom que você tem interesse! Posso conversar com você em um destes horários:

{_SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.

{_SIGNATURE}
""",
        ),
        Kind.CONFIRMATION: (
            "Reunião confirmada: {{ when }}",
            f"""{_GREETING}

Sua reunião com {{{{ hostName }}}}, da {{{{ tenantName }}}}, está confirmada para {{{{ when }}}}.

Se precisar remarcar ou cancelar, basta responder este e-mail.

{_SIGNATURE}
""",
        ),
        Kind.REMINDER: (
            "Lembrete da nossa reunião: {{ when }}",
            f"""{_GREETING}

Este é um lembrete da sua reunião com {{{{ hostName }}}}, da {{{{ tenantName }}}}, daqui a {{{{ lead }}}}: \
{{{{ when }}}}.

Se precisar remarcar ou cancelar, basta responder este e-mail.

{_SIGNATURE}
""",
        ),
        Kind.APOLOGY: (
            "Novas opções de horário para nossa conversa",
            f"""{_GREETING}

Pedimos desculpas: o horário que você escolheu acabou de ser preenchido. Posso conversar com você em um destes \
outros horários:

{_SLOTS}

Qual deles é melhor para você? Responda com 1, 2 ou 3. Se nenhum servir, é só dizer que enviamos outros.

{_SIGNATURE}
""",
        ),
        Kind.OPT_OUT_ACK: (
            "Seu pedido foi registrado",
            """Olá!

Seu pedido foi registrado: a {{ tenantName }} não enviará mais mensagens para você. Obrigado pela atenção.

{{ tenantName }}
""",
        ),
    }
)
