"""The phrases of somebody who wants to be called at another time, in months rather than days."""

from handlers.conversation.rules.phrases.calendar_names import ANY_MONTH
from handlers.conversation.rules.phrases.notation import Phrases, group

_MONTH = group(rf"""
    (?:{ANY_MONTH}|january|february|march
        |april|june|july|august|september|october|november|december|enero|febrero|marzo|septiembre|octubre)
""")
_WHEN = group(rf"""
    (?:{_MONTH}|(?:ano|mes|semestre|trimestre|semana) que vem|proxim[oa] (?:ano|mes|semestre|trimestre|semana|safra)
        |depois d[eoa]s? (?!\d)\w+|apos [oa]s? \w+|passad[oa] [oa] \w+|(?:mais|la) para (?:a )?frente|mais adiante
        |futuramente|outr[oa] (?:epoca|ocasiao|momento)|segundo semestre
        |(?:inicio|comeco|meio|fim|final) d[eo] (?:ano|mes|semestre)
        |daqui (?:a )?\w+ (?:mes(?:es)?|semanas)|20[2-4]\d|next (?:year|month|quarter)|(?:el )?proximo (?:ano|mes)
        |(?:ano|mes) (?:seguinte|novo))
""")
_CALL = group(r"""
    (?:(?:me |nos )?(?:(?:cham|procur|contat|retorn|retom|acion|cobr)(?:a|e|em|ar)|lig(?:a|ue|uem|ar)|busquem?)
        |(?:me|nos) (?:fal(?:a|e|em)|escrev(?:a|am))|(?:fal(?:a|e|em)|convers(?:a|e|em)) (?:comigo|conosco|com a gente)
        |volt(?:a|e|em|ar) (?:a )?(?:falar|chamar|procurar|ligar|me|nos|entrar|fazer contato)
        |entr(?:a|e|em|ar) em contato|(?:a gente|nos|vamos|podemos) (?:se |nos )?(?:convers|fal|retom|combin
        |marc)(?:a|ar|amos)|conversamos|(?:call|contact|reach out to|get back to|ping) (?:me|us)|check back
        |touch base|reach out|(?:llam|contact|escrib|busqu)(?:a|e|en)(?:me|nos))
""")
_BETWEEN = r"(?:(?: (?!nao\b|nem\b|nunca\b|not\b)\w+| ,)){0,4}"
CALL_LATER = Phrases(rf"\b(?:{_CALL}{_BETWEEN} {_WHEN}|{_WHEN}{_BETWEEN} {_CALL})\b")
"""The wish to be called, or to talk, in some months, after a feast, or some day."""
