"""The templates of the messages to contacts, and their rendering.

A template is text with ``{{ variable }}``, ``{{ variable|upper }}`` and
``{% if variable %}…{% else %}…{% endif %}``, a part of Jinja without loops and calls: the size of the output is
bounded by that of the input, beside the engine's own bound on work. A tenant's own template is checked when it
is saved, so that no message fails because of it.
"""

from collections.abc import Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

import minijinja

from handlers.common.rules.model import Channel, Kind
from handlers.dispatch.rules import default_mails, default_texts
from handlers.dispatch.rules.rendered import FilledTemplate, Rendered

COMMON_VARIABLES = frozenset({"company", "contactName", "tenantName", "campaignName", "hostName", "offer"})
"""The variables of every message; ``contactName`` may be empty, so a template tests it."""
OWN_VARIABLES: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {
        Kind.OUTREACH: frozenset(),
        Kind.FOLLOW_UP: frozenset(),
        Kind.PROPOSAL: frozenset({"slot1", "slot2", "slot3"}),
        Kind.CONFIRMATION: frozenset({"when"}),
        Kind.REMINDER: frozenset({"when", "lead"}),
        Kind.APOLOGY: frozenset({"slot1", "slot2", "slot3"}),
        Kind.OTHER_SLOTS: frozenset({"slot1", "slot2", "slot3"}),
        Kind.SLOT_LOST: frozenset({"standing"}),
        Kind.OPT_OUT_ACK: frozenset(),
        Kind.CHECK: frozenset({"question"}),
        Kind.WHICH_SLOT: frozenset({"slot1", "slot2", "slot3"}),
        Kind.UNCHANGED: frozenset(),
        Kind.HANDOVER: frozenset(),
        Kind.FAREWELL: frozenset(),
        Kind.CANCELLATION: frozenset({"when"}),
        Kind.LAPSE: frozenset({"standing"}),
        Kind.ANSWER: frozenset({"answer"}),
    }
)
"""The further variables of each kind, all of them required."""
OPTIONAL_VARIABLES: Mapping[Kind, frozenset[str]] = MappingProxyType(
    dict.fromkeys((Kind.CONFIRMATION, Kind.REMINDER), frozenset({"place"}))
    | dict.fromkeys((Kind.APOLOGY, Kind.OTHER_SLOTS), frozenset({"standing"}))
    | {Kind.LAPSE: frozenset({"lateChoice"}), Kind.OPT_OUT_ACK: frozenset({"cancelled"})}
)
"""The variables of a kind that may be empty, so a template tests them: ``place`` is the place or the link, ``standing``
says that a meeting keeps its time until another one is chosen, ``lateChoice`` that a slot may still be chosen,
``cancelled`` which meetings an opt-out has called off.
"""

LONGEST_VALUE = 1000
"""The longest value of a variable, in characters; the rest is cut off."""
LONGEST_TEXT: Mapping[Channel, int] = MappingProxyType({Channel.WHATSAPP: 4096, Channel.EMAIL: 200_000})
"""The longest text that each channel carries, in characters."""
LONGEST_SUBJECT = 200
"""The longest subject, in characters; the rest is cut off."""
LONGEST_PARAMETER = 300
"""The longest value in an approved template, in characters; the rest is cut off. The whole text may have 1,024."""
INSTEAD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"contactName": ("company",), "company": ("contactName",)}
)
"""The variables that stand in for one that is empty, in an approved template."""
UNNAMED: Mapping[str, str] = MappingProxyType(
    {
        "contactName": "cliente",
        "company": "sua empresa",
        "place": "a combinar",
        "standing": "Escolha o que for melhor para você.",
        "lateChoice": "Se preferir outros, é só dizer que enviamos.",
        "cancelled": "Obrigado pela atenção.",
    }
)
"""The words for what is not known, in an approved template."""
FUEL = 10_000
"""The instructions that one rendering may take; the longest default takes about 60."""


class TemplateError(ValueError):
    """A template that breaks its rules, or a message that lacks a variable of its template."""


class ApprovedTemplate(NamedTuple):
    """A template of the tenant that Meta has approved, which WhatsApp Cloud fills in."""

    name: str
    language: str
    """As Meta writes it: ``pt_BR``."""
    parameters: tuple[str, ...] = ()
    """The variables of the kind that fill in the body, in the order of its placeholders."""
    opt_out_button: bool = False
    """True where its first button is a quick reply that opts out."""


class Template(NamedTuple):
    """The texts of one kind of message on one channel, before their variables are filled in."""

    body: str
    subject: str | None = None
    """The subject, which every e-mail has."""
    html: str | None = None
    """The HTML form of an e-mail."""
    template_id: str | None = None
    """The name under which a gateway to WhatsApp knows the text that was approved."""
    approved: ApprovedTemplate | None = None
    """The template that Meta has approved for this kind."""

    @property
    def parts(self) -> dict[str, str]:
        """The texts of the template by name: ``body``, and ``subject`` and ``html`` where they are given."""
        named = {"subject": self.subject, "body": self.body, "html": self.html}
        return {name: text for name, text in named.items() if text is not None}


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
    """Return the names of all variables that a template of this kind may use."""
    return COMMON_VARIABLES | OWN_VARIABLES[kind] | OPTIONAL_VARIABLES.get(kind, frozenset())


def default(channel: Channel, kind: Kind) -> Template:
    """Return the template for tenants that have none of their own."""
    if channel is Channel.WHATSAPP:
        return Template(default_texts.WHATSAPP[kind])
    subject, body = default_mails.MAILS[kind]
    return Template(body, subject)


def from_saved(saved: Mapping[str, Any]) -> Template:
    """Return a template of the config table.

    ``body``, and perhaps ``subject``, ``html``, ``templateId``; ``name`` with ``language``, ``parameters`` and
    ``optOutButton``.
    """
    approved = None
    if "name" in saved:
        parameters, button = tuple(saved.get("parameters", ())), bool(saved.get("optOutButton"))
        approved = ApprovedTemplate(saved["name"], saved["language"], parameters, button)
    return Template(saved["body"], saved.get("subject"), saved.get("html"), saved.get("templateId"), approved)


def render(channel: Channel, kind: Kind, template: Template, variables: Mapping[str, str]) -> Rendered:
    """Return the texts of a message; variables are data, whatever they hold.

    Raise ``TemplateError`` if a variable of the kind is missing or a text is too long for the channel.
    """
    missing = sorted(name for name in OWN_VARIABLES[kind] if not variables.get(name))
    if missing:
        raise TemplateError(f"the kind {kind} needs {', '.join(missing)}: queue it with them")
    known = {name: _clean(variables.get(name, "")) for name in variables_of(kind)}
    body = _render(TEXT, template.body, known)
    subject = None if template.subject is None else " ".join(_render(TEXT, template.subject, known).split())
    html = None if template.html is None else _render(HTML, template.html, known)
    for name, text in (("body", body), ("html", html or "")):
        _check_length(channel, kind, name, text)
    variables_sent = known if template.template_id else {}
    approved = None if template.approved is None else _filled(kind, template.approved, known)
    return Rendered(
        body, subject and subject[:LONGEST_SUBJECT], html, template.template_id, variables_sent, approved
    )


def _filled(kind: Kind, template: ApprovedTemplate, known: Mapping[str, str]) -> FilledTemplate:
    """The values of an approved template: in one line each, none too long, and none empty, which Meta refuses."""
    values: list[str] = []
    for name in template.parameters:
        others = (known.get(other, "") for other in INSTEAD.get(name, ()))
        value = " ".join(next((text for text in (known.get(name, ""), *others) if text), "").split())
        values.append(value[:LONGEST_PARAMETER] or UNNAMED.get(name, ""))
        if not values[-1]:
            raise TemplateError(
                f"{name} is empty, a parameter of the template {template.name} for {kind}: "
                "fill it in where the tenant or the campaign is described, or save the template without it"
            )
    return FilledTemplate(template.name, template.language, tuple(values), template.opt_out_button)


def _check_length(channel: Channel, kind: Kind, name: str, text: str) -> None:
    if len(text) > LONGEST_TEXT[channel]:
        raise TemplateError(
            f"the {name} of a {kind} has {len(text)} characters: "
            f"{channel} carries {LONGEST_TEXT[channel]}, shorten it"
        )


def _render(environment: minijinja.Environment, text: str, variables: Mapping[str, str]) -> str:
    try:
        return environment.render_str(text, **variables)
    except minijinja.TemplateError as error:
        raise TemplateError(f"the template cannot be rendered: {error}") from None


def _clean(value: str) -> str:
    """Return a value without control characters, those that part words as blanks, cut after ``LONGEST_VALUE``."""
    spaced = (" " if sign.isspace() and sign != "\n" else sign for sign in value)
    printable = (sign for sign in spaced if sign.isprintable() or sign == "\n")
    return "".join(islice(printable, 2 * LONGEST_VALUE)).strip()[:LONGEST_VALUE]
