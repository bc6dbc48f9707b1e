"""The closed grammars of replies that keep a booked meeting as it is, and the words that deny that it is kept."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.meetings.words_of_coming import COMES
from handlers.conversation.rules.phrases.notation import Phrases, group, one_of
from handlers.conversation.rules.phrases.parts import MARKS
from handlers.conversation.rules.phrases.short.courtesies import COURTESIES

_POLITE = one_of(r"""
    sim|claro|isso|opa|oi|ola|bom dia|boa (?:tarde|noite)|pode deixar|pode ser|esta (?:bom|bem|certo|otimo)|ate amanha
    confirmad[oa]|confirmo|estarei la|por enquanto|great|perfect|perfecto|vale|e|(?:so |very )?sorry|(?:my )?apologies
""")
_POLITE = rf"(?:{COURTESIES.pattern}|{_POLITE})"


def _beside_courtesies(said: str) -> str:
    """The pattern of a reply of one of those or more, and courtesies."""
    return rf"(?>{_POLITE}{MARKS} ?)*(?:{said})(?>{MARKS} ?(?:{said}|{_POLITE})(?![a-z]))*{MARKS}"


_OF_IT = r"(?: (?:a |o |de |da |do |[dn]?ess[ae] |[dn]?est[ae] )?(?:noss[ao] )?(?:reuniao|horario|data|dia|hora|nada))?"
_CHANGE = group(rf"""
    (?:remarcar|reagendar|mudar|trocar|alterar|adiar|antecipar|cancelar|desmarcar|reprogramar|reschedule|cancel|cambiar
        |change it|change anything|move it){_OF_IT}
""")
_CHANGES = rf"{_CHANGE}(?: (?:ou|e|nem|o|or) (?:de )?{_CHANGE})*"
_HINDRANCE = group(r"""
    (?:(?:algum|qualquer|um) )?(?:imprevisto|problema|contratempo|mudanca|necessidade)|alg(?:o|uma coisa)
        |qualquer coisa
""")
_NEEDED = r"(?:precis(?:ar|e|armos)|tiver(?:mos)? (?:que|de)|for (?:preciso|necessario))"
_IF = one_of(rf"""
    (?:se|caso) (?:eu |a gente |nos )?{_NEEDED}(?: (?:de )?{_CHANGES})?
    (?:se|caso) (?:eu |a gente |nos )?(?:houver|haja|surgir|surja|acontecer|tiver|mudar|mude|der) (?:{_HINDRANCE})
    (?:se|caso) (?:eu |a gente |nos )?nao (?:puder|possa|conseguir|consiga)(?: ir| entrar| participar)?
    precisando(?: (?:de )?{_CHANGES})?|(?:havendo|surgindo) (?:{_HINDRANCE})
    qualquer (?:coisa|imprevisto|problema|mudanca|alteracao|contratempo|novidade)
    si (?:necesito|tengo que|hay que) {_CHANGES}|cualquier (?:cosa|imprevisto|cambio|problema)
""")
_LET_KNOW = one_of(r"""
    (?:te |lhe |vos |les? )?(?:avis(?:o|amos|arei)|respond(?:o|emos|erei)|fal(?:o|amos|arei)|cham(?:o|amos|arei)
        |escrev(?:o|emos)|retorno|entro em contato|mando (?:uma )?mensagem|comunico|informo|remarco)
    vou (?:te |lhe )?(?:avisar|falar|responder|chamar)
""")
_TOLD_THEN = (
    rf"{_IF}(?: ,)? (?:eu |nos |a gente |ja )*{_LET_KNOW}"
    r"(?: (?:aqui|por aqui|voces?|voce|sim|antes|com antecedencia|por mensagem))*"
)
_TOLD_THEN_ABROAD = one_of(rf"""
    (?:(?:i|we) )?(?:ll|will) let you know if (?:(?:i|we) (?:need|have) (?:to|estou) {_CHANGES}|anything changes
        |(?:something|anything) comes up)
""")
_WITH_US = group(r"""
    (?: (?:(?:on|at|from|for) (?:my|our) (?:end|side|part)|(?:over )?here|for (?:me|us)))?
""")
_NO_CHANGE = one_of(rf"""
    (?:eu )?nao (?:(?:vou|irei) precisar|vai precisar|preciso|precisamos|precisarei|precisa|vou|vamos|irei|quero
        |pretendo|(?:sera|e|vai ser) (?:necessario|preciso)|ha necessidade|tem necessidade)(?: de)? {_CHANGES}(?: nao)?
    (?:sem|nenhuma) necessidade de {_CHANGES}|(?:nada a|sem) {_CHANGES}
    {_CHANGES} nao(?: (?:vou )?precis(?:a|o|ar))?
    (?:(?:i|we) )?(?:don t|dont|won t) (?:need|have) (?:to|estou) {_CHANGES}
    (?:no|nao) (?:necesito|necesitamos|quiero|hace falta|es necesario) {_CHANGES}
    (?:still )?(?:no changes?|(?:all )?unchanged|nothing (?:has |is |s |sim )?(?:changed|new|changes)){_WITH_US}
""")
_THE_MEETING = group(r"""
    (?: (?:de voces|disso|dela|(?:d?(?:a|o|ess[ae]|est[ae]) )?(?:noss[ao] |minha )?(?:reuniao|conversa|call|compromisso
        |encontro)))?
""")
_FORGET = group(r"""
    (?:me |nos )?(?:(?:vou|vamos|irei|tinha|havia|estou|tinhamos) )?(?:me )?(?:esqueci|esqueco|esquecemos|esqueceremos
        |esquecerei|esquecer|esquecid[oa]|esqueceu|olvide|olvido)
""")
_ABOUT_IT = r"(?: (?:about )?(?:it|you|(?:the|our) (?:meeting|call|appointment)))?"
_NO_WORRY = group(r"""
    (?:(?:you can )?stop (?:worrying|fretting|panicking)(?: about me)?|(?:no|never) (?:worries|fear|worry)
        |(?:don t|do not) (?:you )?(?:worry|fret|panic)|relax|rest assured)
""")
_REMEMBERS = one_of(rf"""
    (?:eu |a gente )?(?:nao|n) {_FORGET}(?: nao)?{_THE_MEETING}(?: nao)?
    (?:{_NO_WORRY}(?: ,)? )?(?:(?:i|we) )?(?:haven t|(?:have |ve )?not|didn t|won t) forg(?:o|e)t(?:ten)?{_ABOUT_IT}
    {_NO_WORRY}
    (?:(?:i|we) )?(?:can ?t|cannot|won ?t|would ?n ?t) miss (?:it|this)(?: for (?:the world|anything))?
    (?:no|nao) me l[ao] (?:pierdo|perderia)
    (?:ja )?(?:(?:estou|estamos) )?(?:bem )?lembrad[oa]s?|(?:ja )?(?:estou|estamos) (?:ciente|cientes|sabendo)
    obrigad[oa] por (?:me |nos )?lembrar
    (?:eu )?(?:lembrei|lembro)(?: sim)?|estou ligad[oa]|sem mudancas?
""")
_READY = one_of(r"""
    (?:(?:eu )?(?:ja )?(?:estou|estamos) |tudo )(?:pronto|pronta|prontos|prontas|em cima)
    (?:(?:i m|we re|all) )?ready|(?:(?:estoy|ya estoy|todo) )?list[oa]
""")
_THIS = group(r"""
    (?:(?:para mim|para nos|para a gente|ess[ae]|est[ae]|isso|assim|tambem|(?:o |a )?(?:nov[oa] )?(?:horario|data)
        |nov[oa]|dia) )*
""")
_ME = r"(?: (?:sim|bem|muito bem|tambem|perfeitamente|para (?:mim|nos|a gente)))*"
_FITS = one_of(rf"""
    {_THIS}(?:serve|funciona|da certo){_ME}
    {_THIS}(?:e |fica |ficou )?(?:ate |bem |muito )melhor(?: ainda| assim)?{_ME}|melhor (?:ainda|assim){_ME}
    (?:ess[ae]|est[ae]|assim)(?: (?:horario|data|dia))? (?:e|fica|ficou) melhor{_ME}|ficou melhor{_ME}
    ja (?:alterei|atualizei|ajustei|mudei)(?: (?:tudo|aqui|n?a (?:minha )?agenda|minha agenda|no (?:meu )?calendario))+
    (?:(?:that|it|this) )?works(?: (?:fine|great|well))?(?: for (?:me|us))?
    (?:fine|good|great) (?:with|for|by) (?:me|us)
    (?:me|nos) (?:sirve|funciona|viene bien|va bien)|even better|mejor (?:aun|asi|todavia)
""")

_ABROAD = one_of(r"""
    sounds (?:good|great|perfect|fine)|(?:ok )?sure|yup|suena bien|(?:ok )?dale|(?:looking|look) forward (?:to|estou) it
    looking forward|(?:i have )?(?:added|put) (?:it )?(?:to|in|on|estou) (?:my|the) (?:calendar|agenda|diary)
    (?:(?:i|we) )?(?:ll|will) (?:attend|join|be there|come|be ready)|(?:i|we) can make it
    (?:si |yes )?(?:alli )?(?:asistire|asistiremos)
    (?:ahi |alli )?(?:estare|estaremos|nos vemos)|si (?:puedo|podemos)|(?:me|nos) queda (?:muy )?bien
    (?:lo )?(?:tengo|tenemos) (?:presente|en cuenta|agendad[oa])|no se (?:me|nos) (?:olvida|olvido|ha olvidado)
    (?:i|we) remember|(?:i )?didn t forget|si[mn] cambios|no changes
    gracias por (?:recordarme|recordarnos|el recordatorio)
    si no puedo(?: ,)? (?:te|les?|os) (?:aviso|escribo)|(?:quedo |estoy )?atent[oa]
    if (?:i|we) can t(?: (?:make it|come))?(?: ,)? (?:i|we) (?:ll|will) let you know
""")

KEEPS = Phrases(
    _beside_courtesies(
        f"{_TOLD_THEN}|{_TOLD_THEN_ABROAD}|{_NO_CHANGE}|{_REMEMBERS}|{_READY}|{_FITS}|{_ABROAD}|{COMES}"
        "|amanha (?:estou|estarei) (?:la|ai)"
    )
)
"""A reply, to be matched in full, that leaves a booked meeting as it is: "se precisar remarcar eu aviso"."""

_I_LL = r"(?:(?:i|we)(?: ll| will| m| am| re| are)? |ll |will |just |sorry , )*"
_IN_MINUTES = group(r"""
    in (?:a (?:sec|second|minute|min|moment|few)|(?:[1-9]|10|one|two|three|four|five|six|seven|eight|nine
        |ten)(?: ?min\w*)?
        |a couple(?: of minutes)?)
""")
_IN_THE_ROOM = group(r"""
    (?:(?:i|we) )?(?:(?:m|am|re|are|already|now|sitting|waiting|here) )*(?:in|at) the (?:waiting room|lobby
        |reception|foyer
        |meeting room|virtual room|room|call|link)(?: (?:already|now))?
""")
_NO_HURRY = group(r"""
    (?:(?:absolutely |there s |there is )?no (?:rush|hurry|stress|pressure)(?: at all)?|take your time
        |whenever you re ready
        |whenever you are ready)
""")
_VERY_SOON = r"(?:daqui a pouco|daqui a pouquinho|daqui (?:a )?1 hora)"
SETS_OUT = Phrases(
    _beside_courtesies(
        one_of(rf"""
            (?:eu )?(?:ja )?(?:(?:estou|estamos) )?(?:a caminho|indo|chegando|online|conectad[oa])(?: ai)?
            {_VERY_SOON}|(?:{_VERY_SOON}|ja ja|logo) (?:estou|estarei|entro|chego|estamos)(?: ai| la)?
            (?:(?:i m|we re) )?on (?:my|our|the) way|(?:estoy |ya voy |voy )?en camino|ya voy
            omw|(?:i ll |will )?be right there
            {_I_LL}be (?:right )?(?:there|with you|in) {_IN_MINUTES}|(?:there|with you) {_IN_MINUTES}
            {_I_LL}(?:be )?(?:joining|connecting|logging (?:in|on)|diall?ing in) (?:(?:right )?now|{_IN_MINUTES})
            {_I_LL}coming {_IN_MINUTES}
            {_IN_THE_ROOM}{MARKS} (?:and )?{_NO_HURRY}|{_NO_HURRY}{MARKS} {_IN_THE_ROOM}
            (?:ya )?(?:voy|estoy) (?:saliendo|llegando|entrando)
        """)
    )
)
"""A reply, to be matched in full, of who is on the way: shortly before the meeting nobody has to do anything."""

_NOT = group(r"""
    (?:\b(?:nao|nem|n|nunca|jamais|tampouco|tampoco|ninguem|nadie|nada|sem|sin|not|never|isn t)
        |(?:^|[.,!] )no(?! (?:combinado|agendado|que)\b)
        |\bno(?= (?:esta|estoy|estamos|estare|estaremos|queda|quedo|se|lo|la)\b))
""")
_BETWEEN = group(r"""
    (?: (?:eu|nos|a gente|isso|ela|ele|nada|tudo|todo|mais|mas|ainda|muito|bem|se|lo|la|me|it|that|this|yet|is|sim
        |was|been|esta|estao|estou|estamos|estava|fica|ficou|ficam|fique|ficar|foi|e|era|sera|queda|quedo|quedamos|estoy|estamos
        |pode|podem|podemos|vai|vou|vamos|quero|queremos|posso|consigo|que|deixa|deixe|deixar|deixem|temos
        |tenho|na|no|minha|meu))*
""")
_KEPT = group(r"""
    (?:estarei|estaremos|estare|confirm\w+(?! antes\b)|mantid[oa]s?|mantem|mant(?:er|enho|enha|enham|emos)|mantiene\w*
        |marcad[oa]s?|agendad[oa]s?|agenda|combinad[oa]s?|combin(?:ei|amos)|fechad[oa]s?|acertad[oa]s?|de pe|en pie
        |valendo|ok|okay|certo|certa|bien|correto|como (?:esta|estava)|assim|asi|aceit\w+|acept\w+|concord\w+|topo
        |booked|scheduled|available|disponivel|agreed|coming|fica(?= ?(?:$|[.,!])))(?![a-z])
""")
_CLOSES_A_DENIAL = group(r"""
    \b(?:nao|nem|n) (?:[a-z]+ ){0,3}(?:cancel|desmarc|remarc|mud|troc|falt|desist|esquec|precis)\w* (?:[a-z]+ ){0,4}
""")
WHOLE_DENIALS = Phrases(rf"{_CLOSES_A_DENIAL}nao\b")
"""A denial that is said twice, where the second "não" says nothing of what follows: "não vou cancelar não"."""
_BLOCKED = r"^(?:just |now )?(?:blocked|bloquead[oa]s?) ?[.!]*$"
_AWAY = r"\bdesconfirm\w+|\b(?:estarei|estaremos|estare) (?:indisponive(?:l|is)|no disponible|em viagem)\b"
_NO_PARTING = rf"\bnao ate (?:la|logo|amanha|{WORKDAYS})\b"
_CANNOT_CANCEL = group(r"""
    \b(?:can ?(?:no)?t|can not|could ?n ?t|could not|unable (?:to|estou)|(?:nao|no) (?:pued|pod[ei]|pud)\w+)
        (?: (?:even|just|la|lo))? (?:cancel|anul)\w*
""")
_A_TIME = group(rf"""
    (?:(?:el|la|a las?|at|on|n[ao]|as?) )?(?:amanha|hoje|tomorrow|today|manana|hoy|(?:{WORKDAYS})(?: feira)?
        |{WORKDAYS_SPANISH}|(?:mon|tues|wednes|thurs|fri)day|\d{{1,2}} ?h?)
""")
_THANKED = r"(?= ?(?:[.,!]|(?:muchas |muito )?(?:gracias|obrigad|thank|valeu)))"
_NO_LONGER = group(rf"""
    ^(?:{_A_TIME} (?:no|nao|not){_THANKED}|(?:not|no|nao) {_A_TIME}{_THANKED}
        |(?:not (?:any ?more|now|after all)|no longer|no after all|nao mais|i (?:de|d|would) rather not
        |(?:i ll )?pass|paso|never ?mind){_THANKED})
        |\b(?:ya|al final|mejor|pensandolo bien|siempre|por ahora|actually|melhor|agora) (?:nao|no){_THANKED}
""")
NOT_KEPT = Phrases(
    rf"{_NOT}{_BETWEEN} {_KEPT}|{_NO_PARTING}|{_AWAY}|{_BLOCKED}|{_CANNOT_CANCEL}|{_NO_LONGER}"
)
"""A word of keeping that a "não" before it denies: "não está confirmado", "não estarei disponível".

Also the cancelling that cannot be done, in English and Spanish: it may be a wish. And the day that is refused, or the
"no longer", which thanks behind it make no politeness: "mañana no, gracias".
"""

_NO = r"(?:no|nope|nao|n)"
_SLIP = group(r"""
    (?:o+ps|opa|errei|perdao|desculp\w+|foi mal|sorry|me enganei|me confundi
        |(?:cliquei|apertei|toquei|digitei|respondi) errado)
""")
_YES = r"(?:sim|si|yes)"
SAYS_NO = Phrases(rf"(?:{_NO}(?: [.,!])* ?)+")
"""A bare "no", to be matched in full: of a meeting that stands nobody knows what it refuses."""
YES_AFTER_ALL = Phrases(
    rf"(?:{_SLIP}{MARKS} ?)*(?:(?:eu )?(?:quis|queria|era|e) (?:para )?(?:(?:dizer|ser|falar|responder) )?|quise decir "
    rf"|i meant |meant ){_YES}(?:{MARKS} {_SLIP})*{MARKS}"
    rf"|(?:{_SLIP}{MARKS} )+{_YES}{MARKS}|{_YES}{MARKS}(?: {_SLIP}{MARKS})+|{_NO} , {_YES}{MARKS}"
    rf"|{_YES}(?: ,)? na verdade{MARKS}|na verdade (?:, )?(?:era |e )?{_YES}{MARKS}"
)
"""A yes, to be matched in full, that corrects a no: whoever said that had been asked if something is to end."""
