"""The texts that go out: defaults in Portuguese for every kind and channel, the tenant's own in their place.

A template is text with ``{{ variable }}``, ``{{ variable|upper }}`` and ``{% if variable %}…{% else %}…{% endif %}``, a
corner of Jinja in which nothing can loop, call or grow: what comes out is bounded by what was put in, on top of the
engine's own bound on work. ``check`` judges a template when it is saved, so that no message finds it wanting.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import minijinja

from handlers.domain.model import Channel, Kind

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
LONGEST_TEMPLATE: Mapping[Channel, int] = MappingProxyType({Channel.WHATSAPP: 3000, Channel.EMAIL: 50_000})
LONGEST_TEXT: Mapping[Channel, int] = MappingProxyType({Channel.WHATSAPP: 4096, Channel.EMAIL: 200_000})
"""Characters that the channel carries."""
LONGEST_SUBJECT = 200
FUEL = 10_000
"""Instructions that one rendering may take; the longest default takes about 60."""


class TemplateError(ValueError):
    """A template is not what it should be, or a message lacks what its template needs."""


@dataclass(frozen=True)
class Template:
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


@dataclass(frozen=True)
class Rendered:
    """What a contact reads."""

    body: str
    subject: str | None = None
    html: str | None = None
    template_id: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)


_OPT_OUT_WORDS = re.compile(r"\b(sair|parar|stop|descadastr\w*)\b", re.IGNORECASE)

_TAG = re.compile(r"\{\{(?P<value>.*?)\}\}|\{%(?P<statement>.*?)%\}|\{#.*?#\}", re.DOTALL)
_STRING = r"(?:'[^'{}\\]*'|\"[^\"{}\\]*\")"
_FILTER = rf"\|\s*(?:upper|lower|title|capitalize|trim|default\(\s*{_STRING}\s*\))"
_VALUE = rf"(?:[A-Za-z_]\w*|{_STRING})(?:\s*{_FILTER})*"
_TERM = rf"(?:not\s+)?{_VALUE}(?:\s*(?:==|!=)\s*{_VALUE})?"
_CONDITION = rf"{_TERM}(?:\s+(?:and|or)\s+{_TERM})*"
_ALLOWED_VALUE = re.compile(rf"-?\s*{_VALUE}\s*-?")
_ALLOWED_STATEMENT = re.compile(rf"-?\s*(?:(?:if|elif)\s+{_CONDITION}|else|endif)\s*-?")


def _environment(html: bool) -> minijinja.Environment:
    return minijinja.Environment(
        fuel=FUEL,
        undefined_behavior="strict",
        pycompat=False,
        debug=False,
        auto_escape_callback=lambda _: html,
    )


_TEXT, _HTML = _environment(False), _environment(True)


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


def check(channel: Channel, kind: Kind, template: Template) -> None:
    """Raises ``TemplateError`` for a template that could fail, or say too much or too little, in any message."""
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
        samples = dict.fromkeys(variables_of(kind), "exemplo") | {"contactName": contact_name}
        rendered = render(channel, kind, template, samples)
        if not rendered.body.strip():
            raise TemplateError(f"the body of the {channel} template for {kind} comes out empty")
        if kind is Kind.OUTREACH and not _OPT_OUT_WORDS.search(rendered.body):
            raise TemplateError(
                f"the {channel} template for {kind} does not say how to opt out: "
                "add a sentence such as “Para não receber mais mensagens, responda SAIR.”"
            )


def _check_part(channel: Channel, kind: Kind, part: str, text: str) -> None:
    where = f"the {part} of the {channel} template for {kind}"
    longest = LONGEST_SUBJECT if part == "subject" else LONGEST_TEMPLATE[channel]
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
        used = _TEXT.undeclared_variables_in_str(text)
    except minijinja.TemplateError as error:
        raise TemplateError(f"{where} is no template: {error}") from None
    unknown = sorted(used - variables_of(kind))
    if unknown:
        raise TemplateError(
            f"{where} uses {', '.join(unknown)}, which such a message does not have: "
            f"it has {', '.join(sorted(variables_of(kind)))}"
        )


def render(channel: Channel, kind: Kind, template: Template, variables: Mapping[str, str]) -> Rendered:
    """The message's texts; variables are data, whatever they hold.

    ``TemplateError`` if the message lacks a variable of its kind, or if the text is too long for the channel.
    """
    missing = sorted(name for name in OWN_VARIABLES[kind] if not variables.get(name))
    if missing:
        raise TemplateError(f"a {kind} needs {', '.join(missing)}: whoever queued it must give them")
    known = {name: _clean(variables.get(name, "")) for name in variables_of(kind)}
    body = _render(_TEXT, template.body, known)
    subject = None if template.subject is None else " ".join(_render(_TEXT, template.subject, known).split())
    html = None if template.html is None else _render(_HTML, template.html, known)
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
