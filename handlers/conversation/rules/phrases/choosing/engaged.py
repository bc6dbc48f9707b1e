"""The words of who is at work on a day or in a part of it, and of what somebody does at an hour, in three languages."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import any_of, group, pattern

_PLACE = group(r"""
    (?:lojas?|loj[ai]nha|consultorios?|escritorio|oficina|clinica|hospital|caixa|balcao|empresa|fabrica|obra|canteiro
        |sal(?:ao|oes)|recepcao|cozinha|restaurante|padaria|lanchonete|mercado|mercearia|escola|creche|faculdade
        |posto|deposito|galpao|estoque|banca|forum|laboratorio|farmacia|academia|estudio|studio|atelie|secretaria
        |portaria|barbearia|imobiliaria|agencia|sede|filial|matriz|usina|planta|servico|trabalho)
""")
_LUGAR = group(r"""
    (?:tienda|consultorio|oficina|clinica|hospital|obra|taller|negocio|local|caja|mostrador|escuela|fabrica|farmacia
        |restaurante|salon|peluqueria|panaderia|trabajo)
""")
_HERE = group(r"""
    (?:shop|store|office|clinic|practice|counter|till|factory|warehouse|workshop|studio|salon|kitchen|school|restaurant
        |bakery|pharmacy|lab|garage|site|surgery|hospital)
""")
AT_WORK = pattern(rf"""
    (?<!nao )\b(?:(?:eu|a gente|nos) )?(?:ja |sempre )?(?:estou|estarei|estamos|estaremos|vou estar|vamos estar|fico
        |ficarei|ficamos|vou ficar|(?<=gente )(?:fica|esta)) (?:(?:aqui|la|so|sempre|sozinh[oa]) )?n[ao]s? {_PLACE}\b
    (?<!nao )(?<!no )\b(?:yo )?(?:estoy|estare|estamos|estaremos|voy a estar) en (?:la|el|mi|nuestra) {_LUGAR}\b
    \b(?:i m|i am|i ll be|i will be|we re|we are|we ll be) (?:(?:at|in|on) (?:the|my|our) {_HERE}|on site)\b
    \b(?:i m|i am|i ll be|we re|we are) (?:always )?with (?:my |our |the )?(?:patients?|clients?|customers?|students?
        |kids)\b
    \b(?:i|we) (?:always )?see (?:my |our |the )?(?:patients|clients|customers|students)\b
""")
"""Somebody is at the place of their work, or at it."""

HOUR = pattern(r"""
    \d ?h|:\d\d|\bas? \d|\d horas|\bmeio dia\b|\bopcao\b
""")
"""An hour, or a number: with one a whole slot is named, and the place is where somebody can be called."""

ASSENT = pattern(r"""
    (?:ok|okay|sim|certo|beleza|combinado|fechado|fechou|perfeito|otimo|claro|pode ser|pode|blz|yes|sure|great|si|dale
        |listo|bom|show|isso|confirmado|confirmo)(?: entao| sim| claro)?
""")
"""A clause, to be matched in full, that assents to what follows."""

_FEIRA = rf"(?:{WORKDAYS})(?: feira)?"
_CLOCK = group(r"""
    (?: (?:de |a |por la |in the |at )?(?:manha|tarde|noite)| (?:at )?as \d{1,2}(?:h(?:\d\d)?|:\d\d)?
        |(?: (?:at )?as \d{1,2}(?:h(?:\d\d)?|:\d\d)? da (?:manha|tarde|noite)))
""")
_WANTS = group(r"""
    (?:can|could|m|am|ll|will|would|d|ve|prefer|like|want|wish|choose|chose|take|took|opt|vote|accept|agree|confirm
        |think
        |guess|believe|suppose|reckon|say|said|mean|hope|saw|look|book|block|booked|blocked|reserve|keep|put|need|shall
        |may|might|should|must|was|told|meet|speak|talk|chat|join|attend|fit|make|made|manage|find|found|love|appreciate
        |suggest|propose|request|select|pick(?! up)|understand|know|await|wait|expect|be|just|also|only|then|go (?:for
        |with)
        |get (?:the|a)|don|didn|couldn|haven|never|hardly|have (?:no|none|nothing|time|availability|free|it|an? hour
        |a (?:(?:free|small) )?(?:slot|gap|window|opening|moment))
        |do (?:have|mind|think|like|prefer|believe)|should|see (?:you|it|that|this|no)|got (?:time|it)|guarantee
        |promise)
""")
_PUEDE = group(r"""
    (?:pued|pod|qued|prefer|prefier|quier|quer|est|vemos|hablamos|reunimos|convers|conect|esper|confirm|agend|tom|acept
        |elij|eleg|escoj|escog|bloque|apunt|recib|atiend(?!o (?:la|el|en|mi)\b)|atend(?!emos (?:la|el|en|mi)\b)|reserv
        |anot|marc|particip|cre|perfect|buen|list|much|mism
        |pero|com[oa]|clar|cuand|todo|solo|entonc|complet|dej|hag|ahi|acuerd|arregl|hech|teng|dispon|agarr|vamos|fij
        |proxim|temprano|asist|acud|acomod|present|anim|sum|dig|pong|llam|compromet|entr|lleg|encuentr|salud|veo|no\b)
""")
TOLD = any_of(rf"""
    {_FEIRA}{_CLOCK}? (?:i|we) (?:always |usually |normally )?(?!{_WANTS}\b)[a-z]{{2,}}
    (?:el|los|este) {_FEIRA}{_CLOCK} (?:(?:ya|yo|siempre) )*(?!{_PUEDE})[a-z]{{2,}}(?:o|mos)\b
    (?:el|los|este) {_FEIRA}{_CLOCK}? (?:(?:ya|yo|siempre) )*(?:doy|damos|tengo) (?:una? )?(?:clases?|cursos?
        |taller(?:es)?
        |consultas?|terapia|entrenamiento)\b
""")
"""Acts at an hour, in the words of English and Spanish: "Monday at 11 I teach"."""

OCCUPIES = any_of(rf"""
    (?:atend(?:o|emos|endo)|atiendo|atendemos|trabalh(?:o|amos|ando)|trabaj(?:o|amos)|leciono|opero|ocupad[ao])\b
    (?:dou|damos|doy) (?:aulas?|clases?|plantao|consultas?)\b
    (?:levo|busco|pego|llevo|recojo) (?:a )?(?:l?[ao]s?|el|meus?|minhas?|mis?) (?!primeir|terceir|ultim|segunda\b
        |terca\b
        |quarta\b|quinta\b|sexta\b|d[aeo]\b)[a-z]+
    (?:tenho|temos|tengo|tenemos|i have|we have) (?:aulas?|clases?|pacientes?|consultas?|plantao|treino|classes|patients
        |clients)\b
    (?:i|we) (?:always |usually )?(?:work|teach|am busy|m busy|are busy|re busy)\b
    (?:is|are|s|re|m) (?:always |usually |all )?(?:busy|full|booked|packed|taken|crazy|hectic)\b
    {AT_WORK.pattern}
""")
"""Things that somebody does in a part of a day, which is no wish for it where another part is wanted."""
