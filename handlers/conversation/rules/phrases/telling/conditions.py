"""The phrases of two conditions, of which one grants something."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group

_ARM = group(r"""
    (?:^|[.,!?] |\b(?:e|mas) )(?:se|caso|si|if)\b(?! nao (?:for|se|me)\b| (?:puder\w*|possivel|precis\w+|quiser\w*)\b)
""")
EITHER_WAY = Phrases(rf"{_ARM} .*{_ARM}")
"""Two conditions; one out of courtesy is none."""

IF_NEEDED = any_of(r"""
    (?:se|caso|si|if) (?:for |seja |fuera )?(?:precis\w*|necessari[oa]|necess\w+|nece(?:s)sit\w+|needed|necessary)
        |(?:se|caso) (?:voces? )?(?:quiser\w*|preferir\w*)
""")
"""A leave for later, should it be wanted."""

GRANTS = any_of(rf"""
    (?:{WORKDAYS}|pode deixar|pode ser|tudo bem|ok|esta bom|beleza|topo|quero|vamos
        |ouco|escuto|aceito|oigo|escucho|acepto|quiero|listen|i m in|let s talk
        |marc(?:a|ar|amos|em?))\b
""")
"""Conditional leave to write, from somebody who otherwise wants no more messages."""
