"""The words of a choice that is not made for certain: for now, almost, or until somebody has confirmed it."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import any_of

_A_DAY = rf"(?:{WORKDAYS})"
_FOR_NOW = r"(?:por (?:enquanto|ora|ahora|el momento)|for now)"
PROVISIONAL = any_of(rf"""
    (?:a|em) principio\b
    pre ?(?:agend|reserv|marc)\w*
    (?:quase|praticamente|casi|almost|practicamente) (?:com )?(?:certeza|cert[oa]|fechad[oa]|la|confirmad[oa]|segur[oa]
        |list[oa]|certain|sure)\b
    (?:most |more |very )?likely\b
    (?:sujeit[oa]|sujet[oa]|subject|pending|pendente de|pendiente de (?:aprob|confirm|autoriz)[a-z]+)\b
    (?:(?:vou|preciso|precisamos|tenho|temos|falta) (?:so|apenas)
        |(?:so|apenas) (?:preciso|precisamos|falta)) (?:que )?(?:confirmar|alinhar|ver|consultar|checar|combinar|falar
        |validar|perguntar) (?:com|se)\b
    need (?:estou|for|to) (?:just )?(?:check|confirm|align|ask|clear|run)\b(?! (?:the|what|how|where|you)\b)
    (?:so|solo|only) tengo que (?:consult|habl|confirm|pregunt|ver)[a-z]* con
    aguard(?:o|amos|ando) (?:so |apenas )?(?:[ao] )?(?:ok|confirmacao|aprovacao|aval) (?:d[ao] (?!senhor|convite)
        |de (?!voce))
    {_FOR_NOW} (?:e )?(?:(?:[ao]|n[ao]|la|el|opcao) )*(?:[1-3]\b|primeir|terceir|ultim|{_A_DAY}\b)
    (?:[1-3]|feira|opcao|{_A_DAY}|(?:primeir|terceir|ultim)[ao]) (?:, )?{_FOR_NOW}(?= ?(?:$|[.,!]))
""")
"""A choice that is none yet."""
