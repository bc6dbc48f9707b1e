"""Words for what people say to the news that somebody else has called something off, and mean nothing to follow by."""

from handlers.conversation.rules.phrases.notation import any_of, group

_THANKS = group(r"""
    (?:obrigad[oa]s?|valeu|agradec\w+|gracias|thanks|thank you|grat[oa]s?)
""")
_NEWS = group(r"""
    (?:avis\w+|comunicar\w*|comunicado|informar\w*|(?:letting|telling) (?:me|us)(?: know)?|heads up)
    (?: com antecedencia| antes| logo| a tempo| in advance)?\b
""")
_FOR = "(?:por|pel[ao]|de|for) "
REGRETS = any_of(rf"""
    (?:que|uma|e uma|foi uma)? ?pena(?: mesmo)?\b
    que (?:chato|triste|azar|droga|chatice)(?: isso)?\b
    (?:que lastima|una lastima|(?:what a|that s a|such a) (?:pity|shame)|too bad|bummer
        |(?:so )?sorry(?: to hear(?: that)?)?)\b
    (?:puxa|poxa|pucha|nossa|caramba|putz|ah|eh|ih|vish|vixe|eita|oh|aff|ay|vaya|uy)(?: (?:vida|que pena))?\b
    (?:eu |nos )?(?:entend(?:o|i|ido|emos)|compreend(?:o|i|ido|emos)|entiendo|understood)(?: perfeitamente)?\b
    (?:imprevistos? )?acontecem?(?: mesmo)?\b
    (?:faz parte|de boa|relaxa|sem stress|sem estresse|sem crise|sem drama|no worries|all good|no pasa nada|ni modo)\b
    nao (?:tem|ha|foi|e) (?:nenhum )?(?:problema|nada)s?(?: nenhum| algum)?\b
    (?:no hay |sem )?(?:nenhum|ningun) problema\b|(?:no hay|no es|sin) problemas?\b
    nao (?:se |te )?(?:preocup[ae]m?|esquent[ae]m?|estress[ae]m?)\b|no (?:te|se) preocup\w+
    (?:no|nao) (?:importa|pasa nada)\b|fi(?:ca|que)m? tranquil[oa]s?\b|(?:don t|dont|no need to) worry(?: about it)?\b
    nao (?:faz|tem) (?:mal|por que|importancia)\b
    (?:sinto|lamento|lamentamos)(?: muito)?\b
    {_THANKS}(?: (?:muito|mesmo|a voces?|a lot|so much))? {_FOR}(?:(?:me|nos|ter|terem|o|the|seu) ){{0,2}}{_NEWS}
""")
"""Regret, understanding, and thanks for the news."""

ASSENTS = any_of(r"""
    (?:sim|claro|com certeza|yes|yep|sure|si|dale|isso|quero|vamos|bora)\b
""")
"""Words of courtesy that say yes, too: to the other hour for which one may ask."""
