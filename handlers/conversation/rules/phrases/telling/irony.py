"""The phrases of irony that nobody means: a reply that has one says the opposite of its yes."""

from handlers.conversation.rules.phrases.notation import any_of, group

_UNWANTED = group(r"""
    (?:robos?|bots?|vendedor\w*|spam|propaganda|telemarketing|golpes?|mensage(?:m|ns) (?:de vendas?|automatic\w+)
        |(?:proposta|oferta|oportunidade|promocao) (?:imperdivel|irrecusavel|milagros\w+|unica))
""")
IRONY = any_of(rf"""
    mais (?:um|uma|1) {_UNWANTED}\b
    era so o que (?:me )?faltava\b
    papai noel\b|coelh\w+ da pascoa\b|fada do dente\b|rainha da inglaterra\b
    dia de sao nunca\b|quando (?:a )?galinha (?:criar|tiver) dentes?\b
    senta la claudia\b|me engana que eu gosto\b|conta outra\b
    por que (?:eu )?nao tenho (?:mais )?(?:nada|o que)(?: melhor)?(?: mais)? (?:para|a) fazer\b
    love (?:spam|robots|bots|cold calls)\b
""")
"""Sayings, and praise of what nobody wants."""
