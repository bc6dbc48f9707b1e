"""The phrases of two conditions, of which one grants something."""

from handlers.conversation.rules.phrases.notation import Phrases, any_of, group

_ARM = group(r"""
    (?:^|[.,!?] |\b(?:e|mas) )(?:se|caso|si|if)\b(?! nao (?:for|se|me)\b| (?:puder\w*|possivel|precis\w+|quiser\w*)\b)
""")
EITHER_WAY = Phrases(rf"{_ARM} .*{_ARM}")
"""Two conditions; one out of courtesy is none."""

GRANTS = any_of(r"""
    (?:segunda|terca|quarta|quinta|sexta|pode deixar|pode ser|tudo bem|ok|esta bom|beleza|topo|quero|vamos
        |marc(?:a|ar|amos|em?))\b
""")
"""Conditional leave to write, from somebody who otherwise wants no more messages."""
