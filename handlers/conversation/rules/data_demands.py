"""Demands about one's own data, as people make them when they opt out (LGPD, article 18)."""

import re
from functools import cache

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.notation import group

_OWN_DATA = group(r"""
    lgpd|rgpd|gdpr|anpd|dados pessoais|(?:meus|nossos) (?:\w+ )?dados|dados que (?:voces|vcs) tem
    |minhas informacoes|(?:my|our) (?:personal )?(?:data|information)|(?:mis|nuestros) datos
""")


def is_made(text: str) -> bool:
    """Return True for an opt-out of which more has to follow than silence: it speaks of the person's own data."""
    return _own_data().search(portuguese.words(text)) is not None


@cache
def _own_data() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_OWN_DATA})\b")
