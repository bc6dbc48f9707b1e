"""The words of who had arranged themselves for a meeting that somebody else has called off, and says so."""

from handlers.conversation.rules.phrases.notation import any_of, group

_ARRANGED = group(r"""
    (?:bloque|desmarc|remarc|reagend|cancel|organiz|reserv|separ|prepar|program|arrum|troc|adi|antecip|fech|mud|deix|abr
        |perd|falt|par|combin|avis|confirm|marc|agend|rejeit|recus|dispens)
""")
_IN_VAIN = group(r"""
    (?:por causa|para (?:isso|isto|ess[ae]|est[ae]|nada|voces?)|a toa|tudo|paciente\w*|cliente\w*|viagem|agenda)
""")
_HAD = r"(?:(?:eu|nos|a gente|ja|ate|aqui) ){0,4}(?:tinha\w*|havia\w*)(?: (?:ja|me|nos|ate|todo|toda))*"
COMPLAINS = any_of(rf"""
    {_HAD} \w+(?:ad|id)[oa]s?\b
    {_ARRANGED}(?:ei|uei|quei|i|emos|amos)\b[^.,!?]*\b{_IN_VAIN}\b
    perd(?:i|emos) (?:o |a |meu |minha |nosso |nossa |um |uma )*(?:manha|tarde|dia|tempo|horario|viagem|semana)\b
    (?:i|we)(?: (?:had|already|even|ve))+ \w+(?:ed|t)\b
    (?:i|we) (?:blocked|cleared|moved|cancelled|canceled|kept|rearranged)\b
    (?:ya )?(?:habia|habiamos|tenia)(?: ya)? \w+(?:ad|id)[oa]s?\b
    assim (?:nao (?:da|pode|dava|tem como|fica)|fica dificil|e dificil|complica)\b|asi no se puede\b
    falta de (?:respeito|consideracao|educacao|compromisso|profissionalismo|palavra)\b
    desrespeito\w*|absurd[oa]\b|palhacada\b|sacanagem\b|descaso\b|amador\w*|pouca vergonha\b
    brincadeira(?: de mau gosto)?\b
    (?:nao e|ja e) a (?:primeira|segunda|terceira) vez\b|de novo isso\b|outra vez isso\b|unprofessional\b|ridiculous\b
""")
"""Things arranged for the meeting in vain, and reproaches."""
