"""The promise of somebody who gives up a meeting to see to another one later."""

from handlers.conversation.rules.phrases.calendar_names import (
    ANY_MONTH,
    WORKDAYS,
    WORKDAYS_ENGLISH,
    WORKDAYS_SPANISH,
)
from handlers.conversation.rules.phrases.notation import any_of, group

_I = r"(?:eu|nos|a gente|vou|vamos|irei|iremos)"
_TO_YOU = r"(?:(?:te|lhe|vos|depois|mais tarde) )?"
_SEE_TO_IT = group(r"""
    (?:remarc(?:ar|o|amos|arei|aremos)|reagend(?:ar|o|amos|arei|aremos)|marc(?:ar|a|o|amos)|agendar|combin(?:ar|a|o|amos)
        |ver|ve|vejo|vemos|tent(?:ar|a|o|amos)|acert(?:ar|a|o|amos))
""")

COMES_BACK = any_of(rf"""
    (?:te |lhe |vos |eu |nos |a gente )?(?:procur(?:o|amos|arei|aremos)|cham(?:o|amos|arei|aremos)|lig(?:o|amos|arei
        |aremos)|escrev(?:o|emos|erei)|avis(?:o|amos|arei|aremos)|retorn(?:o|amos|arei|aremos)|retom(?:o|amos
        |aremos)|entr(?:o|amos|arei|aremos) em contato|faremos? contato)\b
    (?:te|lhe) (?:falo|falamos|mando|mandamos|digo|dizemos)\b
    {_I} {_TO_YOU}(?:procurar?|chamar?|ligar?|liga|avisar?|retornar?|falar?|escrever|entrar em contato|fala|chama)\b
    (?:i|we) ?(?:ll|will)(?: \w+)? (?:get back|reach out|call|write|be in touch|let you know|contact|message|text
        |come back)\b
    (?:luego|despues|mas adelante|en cuanto|cuando)\b.{{0,40}}?\b(?:te|les?|os) (?:escribo|llamo|aviso|contacto|busco
        |escribimos|llamamos|avisamos)\b
""")
"""The person gets in touch again, by itself."""

SEES_TO_IT = any_of(rf"""
    {_I} {_TO_YOU}{_SEE_TO_IT}\b
    (?:remarcamos|remarcaremos|remarco|reagendamos|reagendaremos|reagendo|combinamos|vemos)\b
    (?:(?:i|we) ?(?:ll|will)|can|let s) (?:reschedule|rebook|find another)\b
    (?:reagendamos|reprogramamos|reagendo|vemos)\b
""")
"""The person, or both, arrange another time."""

LATER = any_of(rf"""
    (?:depois|(?:mais )?para (?:a )?frente|futuramente|mais tarde|em breve|outro (?:dia|momento)|outra (?:hora|semana)
        |assim que|quando|later|luego|despues|mas adelante|en otro momento)\b
    (?:(?:na )?proxima semana|semana que vem|mes que vem|ano que vem|proximo (?:mes|ano)|next (?:week|month|year))\b
    (?:em|depois d[eo]) (?:{ANY_MONTH}
        |carnaval)\b
""")
"""At some time that nobody has named."""

FOR_A_TIME = any_of(rf"""
    para (?:[ao] )?(?:{WORKDAYS}|dia|amanha|proxim|semana|outra|mes|\d)
    (?:to|estou|for|on) (?:{WORKDAYS_ENGLISH}|next)\b
    para el (?:{WORKDAYS_SPANISH})\b
""")
"""The time for which it is to be, which is a wish."""
