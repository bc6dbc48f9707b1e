"""The phrases of courtesy in English and Spanish, over ``portuguese.words``, which makes "it sim" of "it's"."""

from handlers.conversation.rules.phrases.notation import group, one_of

_DAY = r"(?:day|one|weekend|week|evening|afternoon|night|trip|time|rest of (?:the|your) (?:day|week))"
_DIA = r"(?:dia|tarde|noche|semana|finde|fin de semana|jornada)"
_FOR = group(r"""
    (?:avisar(?:me|nos)?|record\w+|informar(?:me|nos)?|todo|responder(?:me)?|entender|letting (?:me|us) know
        |the (?:reminder|heads up|update|info\w*|help|reply)|reminding (?:me|us)
        |your (?:help|time|patience|reply|understanding)|everything|understanding)
""")
THANKS = one_of(rf"""
    (?:(?:muchas|muchisimas|mil) )?gracias(?: (?:por|a) {_FOR})?
    (?:thanks|thank you|thx)(?: (?:a lot|a million|again|so much|very much|indeed))*(?: for {_FOR})?
    ty|cheers|(?:muy|que) amable
    (?:(?:i|we) )?(?:really )?appreciate (?:it|that)|(?:much )?appreciated|(?:te|le|les|lo|se) (?:lo )?agradec\w+
""")
_FINE = r"(?:buen|buena|lindo|linda|bonito|bonita|excelente|feliz)"
WISHES = one_of(rf"""
    (?:have a |enjoy (?:the|your) )(?:(?:good|great|nice|lovely) )?{_DAY}|warm regards|bye now|goodbye
    (?:que )?(?:tengan?|tengas|pasen?|pases) (?:un |una )?(?:muy )?{_FINE} {_DIA}
    una? {_FINE} {_DIA}|(?:feliz|lindo|bonito|excelente) {_DIA}|(?:muchos )?exitos
    que (?:te|le|les|os) vaya (?:muy )?bien|chao|chau|cuidate|cuidense|un abrazo|bendiciones
""")
_GREAT = group(r"""
    (?:perfect|great|excellent|awesome|cool|fine|alright|all right|lovely|wonderful|brilliant)
""")
NOTED = one_of(rf"""
    (?:that sim |it sim )?{_GREAT}|(?:it|that) (?:sim|is) (?:ok|fine|alright|all right)(?: (?:by|with|for) (?:me|us))?
    got it|understood|(?:duly )?noted|all (?:good|clear|set)|will do|roger(?: that)?|likewise|you (?:too|as well)
    perfecto|vale|list[oa]|genial|estupendo|buenisimo|super|chido|padre|barbaro|excelente|entendid[oa]|tomo nota
    (?:queda )?anotad[oa]|recibid[oa]|(?:estoy |quedo )?(?:enterad[oa]|al tanto)|todo (?:bien|ok|claro|perfecto)
    de acuerdo|esta bien|muy bien|igualmente|bueno
""")
"""Words that take note. "Sounds good" and "sure" say yes, too, and are none of it."""
_TELL = r"(?:yo )?(?:te|les?|os) (?:aviso|avisamos|escribo|contacto|llamo|busco)"
_TELL_YOU = r"(?:let you know|reach out|be in touch|contact you|write(?: (?:to|estou) you)?|get back (?:to|estou) you)"
_IF = r"(?:if (?:anything changes|i change my mind|needed|i need (?:it|you|anything)|something comes up))"
ENDINGS = one_of(rf"""
    (?:cualquier cosa|si (?:(?:lo |algo )?necesito(?: algo)?|algo cambia|cambio de opinion))(?: ,)? {_TELL}
    (?:(?:i|we) )?(?:ll|will|can) {_TELL_YOU} {_IF}|{_IF}(?: ,)? (?:i|we) (?:ll|will|can) {_TELL_YOU}
    por fin|finally|at last
""")
"""Words that leave it at that."""
DECLINES = one_of(rf"""
    {_TELL}|(?:(?:i|we) )?(?:ll|will) {_TELL_YOU}(?: then)?
    (?:(?:quizas?|tal vez|a lo mejor) )?mas adelante|(?:quizas?|tal vez|maybe|perhaps) (?:later|luego|en el futuro)
    (?:ahora|por ahora|por el momento) no|no por ahora|not right now
""")
"""Words that want nothing now, at the end."""
