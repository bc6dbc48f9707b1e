"""The words that tell what an order is about, and those that agree to whatever was said."""

from handlers.conversation.rules.phrases.notation import Phrases, any_of

MESSAGES = any_of(r"""
    (?:mensage|mensaj|lista|list\b|cadastr|numero|telefone|celular|whats|zap|contat|contact|dados|data\b|datos|propagand|spam
        |promoc|ofert|email|mail|inbox|correo|unsubscri|descadastr|desinscr|inscric|lgpd|gdpr|bloque|sistema|disparo
        |divulga|ligac|text|number|phone|nunca|jamais|nothing|anything|tir[ae]|remov|exclu|apag|risc|esquec)\w*
    (?:base|nada|ligar|em paz|leave me alone)\b
""")
"""The things that an opt-out is about: messages, lists, data, or anything at all."""

SENDS_NOTHING = any_of(r"""
    (?:nao|no|n) (?:(?:me|nos|precisa\w*) )*(?:mand|envi|encaminh)\w* nada\b(?! (?:mais|mas|nunca)\b)
""")
"""Things not to be sent, which may be messages, or what a human has just spoken of."""

WANTS_NO_MORE_OF_IT = Phrases(
    r"(?:(?:eu|infelizmente|obrigad[oa]|desculpa|ja|[.,!]) )*nao (?:quero|queremos) (?:mais )?saber(?: mais)?"
    r"(?: (?:disso|nao|obrigad[oa]|valeu|[.,!]))*"
)
"""A reply, to be matched in full, of nothing but that: of the messages, or else of what was said last."""

ATTENDS = any_of(r"""
    (?:comparec\w*|particip\w*|ir\b(?! (?:querer|precisar))|estar\b|attend\w*|make it|asistir|faltar)
    (?:nao|no) (?:vou|vamos|irei|posso|poderei|consigo|podemos)(?: mais)? (?:ir|poder|conseguir)\b
""")
"""Coming or not, which is said of a meeting."""

ASSENTS = any_of(r"""
    (?:ok|okay|sim|s|isso|claro|certo|certeza|com certeza|perfeito|perfeita|fechado|fechou|combinado|combinada|beleza
        |otimo|otima|show|topo|aceito|bora|vamos|maravilha|excelente|tranquilo|de acordo|concordo|boa|legal|massa|top
        |joinha|pode (?:ser|sim|marcar|agendar|confirmar|mandar ver)|quero sim|yes|sure|deal|fine|great|perfect|dale
        |vale|de acuerdo|claro que sim|perfecto)\b
""")
"""The first words of an assent."""
