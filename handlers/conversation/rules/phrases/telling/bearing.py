"""The words without which a reply about a meeting means none of what could change it, whatever it resembles."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import any_of, group

_REASONS = group(r"""
    (?:imprevist|complic|colid|collid|clash|coincid|choc|conflit|conflict|ocupad|busy|apert|apurad|emergenc|urgenc
        |surgi|came up|something came|stuck|pres[oa] n|dificil|dificult|hard to|impossi|imposi|inviavel|ruim|trabad
        |enrolad|confus|esqueci|olvid|forgot|internad|hospital|viaj|travel|medic|dentist|consulta|audienc|reuniao de
        |ferias|vacac|holiday|doente|enferm|sick|ill)
""")
CHANGES = any_of(rf"""
    (?:cambi|corr[aeio]|mov|mud[aeo]|troc|alter|transf|atrasa|atrase|atraz|adiant|adia|antecip|aplaz|posterg|prorrog
        |empurr|reprog|reagen|remarc|remarac|renarc|resched|postpon|prepon|push|shift|swap|switch|rearrang|rebook
        |recorr|pospon|desplaz|jog[ae]|pass[ae]|bot[ae]|slid[ei])\w*
    (?:later|earlier|sooner|after|before|another|other|else|instead|rather|different|next|depois|depos|dps|dpois|antes
        |despues|luego|outr[oa]s?|otr[oa]s?|seguinte|siguiente|proxim[oa]s?|vispera|nov[oa]s?|nuev[oa]s?|semana|week
        |mes|month|datas?|fechas?|dates?)\b
    (?:cedo|temprano|early)\b
    (?:mais (?:cedo|tarde|(?:para |p )?frente)|mas (?:temprano|tarde|adelante))\b
    (?:meia hora|media hora|half an hour|\d+ (?:min\w*|horas?|hs?|hours?)|uma hora|una hora|an hour|one hour)\b
    (?:sugiro|sugerimos|sugiere|suggest|propon\w+|propose|proponho|prefir\w+|prefier\w+|prefer\w*|melhor|mejor|better
        |so posso|solo puedo|only|so consigo|tem como|da para|daria|rola|seria possivel|possible|chance)\b
    {_REASONS}\w*
""")
"""The words of which a wish for another time is made, and the reasons that people give for one."""

_LEAVE_IT = group(r"""
    (?:deix\w+ (?:isso |essa |[ao] |quiet\w* )*(?:para la|quiet\w*)|dej\w+|let go|give|free up|stand down)
""")
ENDS = any_of(rf"""
    (?:cancel|canc|cance|cnc|dwsm|desmarc|desagend|desanot|desfaz|desmanch|deshac|anul|suspen|desist|desiti|renunci
        |retract|retrat|arrepent|arrepend|encerr|elimin|borr|dispens|descart|retir|liber|declin|recus|rechaz|withdr
        |scrap|scrub|scratch|strike|nix|void|unmark|unbook|delet|remov|exclu|apag|derrub|tumb|disengag|abort)\w*
    (?:abr\w+ mao|tir[ae]\w*|sai[or]?|saindo|fora|faltar\w*|fur[aeo]\w*|esquec\w*|forget\w*|olvid\w+|{_LEAVE_IT}|baixa
        |baja|sem efeito|sin efecto|perd\w+ (?:o )?(?:objeto|sentido)|desencan\w+|para tras|pa tras|se ca(?:e|yo)
        |bow out|back out|call\w* (?:\w+ )?off|drop\w*|pull|stop\w*|skip\w*|quit\w*|going with|went with|fechamos
        |fechei|fechou|contrat\w+|vendi|morreu|acab\w+|already|resolv\w+|error|engano|mistake|no more|enough|basta
        |chega|over|done|another|outr[oa]|otr[oa])\b
    (?:nao|nem|nunca|jamais|sem|impossivel|imposible|no|not|none|never|can t|cant|cannot|don t|dont|won t|wont|wouldn t
        |couldn t|unable|ningun\w*|nenhum\w*|sin|tampoco|n)\b
""")
"""The words of which giving up a meeting is made, and every negation."""

NO_CHANGE = any_of(r"""
    (?:desist\w+ de|cancel\w+ (?:a|o pedido de)) (?:remarc\w+|mudanca|troca|mudar|trocar)\b
    (?:nao|nem|no|not|sem|n|don t|dont|par(?:ar?|e|em) de)(?: \w+){0,4} (?:remarc|mud|troc|reagend|adi|mov|chang
        |resched|cambi|reprogram|procur|buscar)\w*(?: (?:nada|mais|de|dia|[oa]|outro|horario|data|la))*(?![a-z])
""")
"""The words by which no other time is wanted any more."""

DROPS = any_of(r"""
    (?:deix\w+|larg\w+)(?: isso| essa| quiet\w*)* para la\b
    (?:nao|no) (?:precisa|preciso|necesito|hace falta)(?: mais| mas)?(?= ?(?:$|[.,!]))
    (?:esquec[ae]|never mind|nevermind|olvid[ae]\w*|deix\w+ quiet\w*)(?= ?(?:$|[.,!]))
""")
"""The words that drop what was said last: a question or a wish as likely as the meeting."""

_TO_FAIL = group(r"""
    (?:mais )?(?:faltar|cancelar|desmarcar|perder|esquecer|furar|remarcar|mudar|atrasar|desistir|me|nao|deixar)
""")
NOT_COMING = any_of(rf"""
    (?:nao|nem|n) (?:mais )?(?:vou|vamos|irei|iremos|posso|podemos|consigo|conseguirei|poderei|vai dar
        |rola)\b(?! {_TO_FAIL})
    (?:can t|cant|cannot|won t|wont|not able|unable|couldn t)\b(?! (?:wait|miss|cancel|complain))
    (?:nao|nem|no) (?:(?:posso|podemos|consigo|puedo) )?confirm(?:o|amos|ei|ar)\b(?! (?:antes|ainda|agora|desculp))
    (?:nao|no|opa) ,? ?(?:pera|perai|espera|calma|segura|aguarda|wait)\b
    no (?:voy|puedo|podre|podremos|vamos|alcanzo)\b(?! a (?:cancelar|faltar|perder))
    (?:mas|porem|pero|but|so que|however) (?!(?:\w+ ){{0,3}}(?:vou|estarei|estarem\w+|tudo|ok|combinado|confirm\w*
        |estare|firme|mant\w+|entro|i ll|ahi|participo|segue|certo|continua|fica|mantid\w+|de pe)\b)
    (?:vou|vamos|estarei|estaremos|voy a|estare|i ll be|i will be|be)(?: estar| ficar)? (?:viajando|viajar|fora|fuera
        |de viaje|no aviao|em voo|de ferias|ausente|ocupad\w+|travel\w+|away|out of|abroad|busy|on a (?:plane|flight))
    (?:marquei|tenho|tengo|marcaram)(?: \w+)? (?:dentista|medic\w+|consulta|exame|prova|aula|audiencia|cirurgia
        |velorio)\b
    (?:estou|estamos|ando) (?:\w+ )?(?:atolad|sobrecarregad|enrolad)\w+|swamped
    (?:vou|preciso|tenho|vamos|vou ter)(?: ter)?(?: que| de)? (?:mudar|remarcar|trocar|adiar|sair(?= ?(?:entao|$)))\b
    (?:not|no longer) interested|(?:nao tenho|sem|perdi o|nao temos)(?: mais)? interesse
    ja (?:nao precis\w+|resolv\w+|fech(?:ei|amos)|contrat\w+|compr(?:ei|amos))
    (?:muito |meio |achei |bem )car[oa]\b|nao (?:gost(?:ei|amos)|(?:me )?lembro)|expensive
""")
"""Words beside an assent that speak against coming, or against the meeting."""

PAPERS = any_of(r"""
    (?:links?|enlaces?|convites?|invit\w+|copia|cc|telefone|email|endereco|propostas?|contratos?|materia(?:l|is))\b
""")
"""Papers and addresses that are sent beside a meeting, which does not give it up."""

WISHED = group(r"""
    (?:dias?|tardes?|noites?|noches?|fim de semana|final de semana|feriado|descanso|trabalho|viagem|semana|finde
        |fin de semana|morning|afternoon|evening|day|week|weekend|trip|restinho de \w+)
""")
"""The days and times that people wish each other good ones of."""

_A_DAY = group(rf"""
    (?:amanha|hoje|{WORKDAYS}|dia|semana|que|vem|feira|proxim[ao]|tomorrow|soon|later|pronto
        |manana|luego|{WORKDAYS_SPANISH}|{WORKDAYS_ENGLISH}|la|\d\S*)
""")
_PARTING = group(r"""
    (?:ate|hasta|see you|see u|te vejo|nos vemos|nos falamos|a gente se (?:ve|fala)|vejo voces?)
""")
_JOINING = group(r"""
    (?:a|o|as|la|el|na|no|on|at|en|em|de|the|mais|logo|breve|entao|then|there|daqui a pouco|ja ja)
""")
THANKED_FOR = group(r"""
    (?:reuni\w+|conversa|atencao|tempo|lembrete|aviso|retorno|apresentacao|papo|call|meeting|time|reminder|atendimento
        |explicac\w+|paciencia|compreensao|disponibilidade|contato|convite|confirmacao|charla|recordatorio|tiempo
        |atencion|attention|patience|ajuda|ayuda|help|carinho|gentileza|gesto|resposta|rapidez|agilidade|presteza
        |informac\w+|oportunidade)
""")
"""The things that people thank for."""

COURTESIES = any_of(rf"""
    (?:obrigad[oa]s?|agradec\w+|gracias|thanks|thank you|grat[oa]s?)(?: \w+){{0,2}} (?:pel[ao]s?|por
        |for)(?: \w+){{0,3}} {THANKED_FOR}\b
    (?:b(?:om|oa)|buen[oa]s?|good|great|nice|lovely|feliz|lind[oa]|otim[oa]|excelente) {WISHED}\b
    {_PARTING}(?: {_JOINING})*(?: {_A_DAY})*(?![a-z])
""")
"""Greetings, good wishes and words of parting, in which a day or a week is no wish for one."""

_GREETING = group(r"""
    (?:oi+|ola|opa|alo|hello|hi|hey|hola|(?:bom|boa|good|buen[oa]s?) (?:dias?|tardes?|noites?|noches?|morning|afternoon
        |evening))
""")
GREETING = any_of(rf"""
    {_GREETING}(?:[ ,.!]+{_GREETING})*[ ,.!]*$
""")
"""A greeting alone, behind which something may be to come."""

_POLITE = group(r"""
    (?:oi+|ola|opa|hello|hi|hey|hola|alo|obrigad[oa]s?|obg|brigad[oa]|valeu|vlw|grat[oa]|agradecid[oa]|agradeco|thanks?
        |thank|you|gracias|ok|okay|beleza|blz|combinado|certo|certinho|tudo|bem|bom|tranquilo|show|perfeito|otimo|legal
        |joia|joinha|maravilha|fechado|anotado|isso|sim|claro|yes|great|perfect|dale|vale|listo|amem|abraco|abracos|abs
        |att|beijos?|bjs|um|uma|muito|muita|muchas|so|much|igualmente|para|voces?|ti|tambem|too|e|a|o|senhora?|dr|dra
        |dona|seu|amig[oa]|querid[oa]|kk+|rs+|haha+|deus|abencoe|fica|com|tenham?|tks|thx|ty|tysm|cool|set|awesome
        |prazer|foi|ser|sera|adorei|rapidez|have|sem|problemas?|no|problem|imagina|disponha|nada|esta|ta|que|tenha
        |tengas?|tengan|all|todos)
""")
POLITE = any_of(rf"""
    {_POLITE}(?>[ ,.!]+{_POLITE}\b)*[ ,.!]*$
""")
"""Words of courtesy and nothing else, once the ``COURTESIES`` are taken out."""
