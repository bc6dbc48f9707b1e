"""The words for the meeting that a request is not about: it is excepted, it is kept, or another one is meant."""

from handlers.conversation.rules.phrases.notation import any_of, group, pattern

EXCEPTED = any_of(r"""
    (?:exceto|excepto|salvo|menos|tirando|fora|except(?: for)?|but not) (?:por )?(?:[ao]|the|la) (?:reuniao |meeting
        |reunion )?(?:d[aeo]|de la|with|com|con|on|one|que)\b
    nao (?:(?:e|seja|era|sendo) )?[ao] d[aeo]\b
    (?:not|no) (?:the|la) (?:one )?(?:de|del|on|with)\b
""")
"""A meeting that is named only to leave it out."""

_AS_AN_OBJECT = group(r"""
    (?= ?(?:$|[.,!?;]|reuni\w+|call|conversa|meeting|cancel|desmarc|remarc|reagend|adi|nao|preciso|precisamos|quero|pode
        |podem|eu|por favor|e|mas|tem|deix))
""")
ANOTHER = pattern(rf"""
    (?<!ou )\b(?:[ao]|as|na|nas|da|das|essa|the|la) (?:outras?|otras?|other(?: one)?){_AS_AN_OBJECT}
    (?:cancel|desmarc|remarc)\w*(?: todo)? o resto\b(?! d[aeo]\b)|\bo resto (?:pode |podem )?(?:cancel|desmarc|remarc)
    \b(?:cancel|call off|move|reschedule)\w* the (?:rest|other)\b(?! of)
""")
"""Another one than that which is named, or all others."""

KEPT = any_of(r"""
    (?:mantem|mantenho|mantemos|mantenha|mantida|confirm(?:o|ad[oa]|amos)|de pe|keep|stays?|sigue)\b
    (?:fica|continua|permanece)(?= ?$| de pe| mantid| como | confirmad)
    (?:esta )?(?:ok|okay|(?<!da )certo|certa|tudo certo|tranquil[oa])(?= ?$)
    (?:eu )?vou(?= ?$| sim| n[ao]\b| ness[ae]\b)
""")
"""The words that keep the meeting of their clause."""

REQUESTED = any_of(r"""
    (?:cancel|desmarc|remarc|reagend|reprogram|adi(?:a|e|ar|o)\b|antecip|mud|troc|transfer|resched|postpone|move
        |call off)\w*
    (?:nao|nem|no|not)\b
""")
"""The words of a request or a refusal, beside which a clause keeps nothing."""
