"""A closed list of answers, at the end, to "Se quiser marcar outro horário" and "Se precisar de nós"."""

from handlers.conversation.rules.phrases.notation import Phrases, group, one_of
from handlers.conversation.rules.phrases.short import courtesies_abroad
from handlers.conversation.rules.phrases.short.courtesies import WITH_ENDINGS

_FAR = r"(?:(?:bem )?mais (?:adiante|para frente)|futuramente|(?:no|num) futuro)"
_LATER = group(rf"""
    (?:{_FAR}|mais tarde|depois|(?:um )?outr[oa] (?:dia|hora)|em outr[oa] (?:momento|hora)|qualquer (?:hora|dia)
        |quando (?:eu )?(?:puder|quiser|der|precisar))
""")
_SHALL = group(r"""
    (?:(?:eu|a gente|nos|te|lhe|os) ){0,2}(?:(?:re)?marc(?:o|a|amos)|reagend(?:o|a|amos)|agend(?:o|a|amos)|vejo|vemos
        |ve|avis(?:o|amos)|cham(?:o|amos)|procur(?:o|amos)|respond(?:o|emos)|retorno|entr(?:o|amos) em contato|falo)
""")
_SAVED = group(r"""
    (?:salv[oa]|anotad[oa]|guardad[oa]|registrad[oa])
""")
_MARK_ONE = r"(?:(?:re)?marcar|reagendar|agendar)"
_OTHER = r"(?:(?:um |uma )?outr[oa](?: (?:horario|dia|data|reuniao|hora|momento))?)"
_IT = r"(?: (?:isso|outr[oa]|de novo|aqui|por aqui|com calma|com voces?|voces?|novamente))*"
_IF = r"(?:se|caso|quando|precisando|querendo|qualquer coisa)"
_DECLINES = one_of(rf"""
    (?:nao|no)(?: [.,!])*(?= (?:obrigad|muito obrigad|valeu|agradeco|thank|gracias|sem interesse|brigad))
    (?:nao(?: [.,!])* )?nao (?:precisa|quero|vou|pretendo|preciso|vou querer)(?: mais)? {_MARK_ONE}(?: {_OTHER})?
    (?:nao(?: [.,!])* )?nao (?:quero|preciso de|vou querer)(?: mais)? {_OTHER}|sem interesse
    (?:nao(?: [.,!])* )?nao (?:precisa|quero)(?! (?:mais|cancel|desmarc|que|perder|deixar))
    (?:(?:por enquanto|no momento|por ora|por agora|agora|ainda) ){{1,3}}nao(?: (?:quero|preciso))?
    nao (?:por enquanto|no momento|por ora|agora)
    (?:acho que )?nao (?:vou precisar|preciso|precisarei|sera preciso|sera necessario)(?: nao)?
    acho (?:dificil|improvavel)(?: (?:eu )?precisar)?
    (?:(?:quem sabe|talvez) ){{0,2}}{_LATER} (?:(?:quem sabe|talvez) ){{0,2}}{_SHALL}{_IT}
    {_FAR}(?:(?: ,)? (?:quem sabe|talvez))*|(?:quem sabe|talvez) {_LATER}
    {_IF} (?:(?:eu|a gente|nos|precis\w+|quis\w+|quer\w*|mudar de ideia|for o caso|marcar) )*{_SHALL}{_IT}
    vou (?:ver|olhar|checar|consultar)(?: (?:a |minha |meu |na )?(?:agenda|calendario))? e (?:te |lhe )?(?:aviso|marco
        |retorno)
    ate uma proxima|(?:e |era )?(?:so )?isso mesmo|(?:e |era )?so isso
    (?:vou )?(?:salvar|guardar|anotar|deixar)(?: (?:o|seu|esse))? contato(?: {_SAVED})?|contato {_SAVED}
    adios|suerte|not (?:now|at the moment)
    maybe (?:later|another time|next time|in the future)|no thanks|no thank you|por ahora no|de acuerdo|de nada
    (?:same |and |thank )?you too|same (?:to|estou) you|you re welcome|(?:ok )?will do|lo tendre en cuenta
    tal vez mas adelante
    (?:if|si) (?:i )?(?:need|necesito)(?: (?:it|anything|algo))?(?: i ll (?:call|write|let you know)| aviso| escribo)
    esta ok|tudo ok
""")
DECLINES = Phrases(rf"\b(?:{_DECLINES}|{courtesies_abroad.DECLINES})(?![a-z0-9])|{WITH_ENDINGS.pattern}")
"""A person who wants nothing more now, or later, if at all; with the courtesies that end a conversation."""
PICKS_UP_A_FAREWELL = Phrases(rf"\bpode deixar(?![a-z0-9])|{DECLINES.pattern}")
"""The same with "pode deixar", which may let a meeting stand where one has just been called off."""
