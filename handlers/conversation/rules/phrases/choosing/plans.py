"""The phrases of what goes on beside the meeting on a day of the offer, and of what is counted like its slots."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import any_of, group

_ORDINAL = group(r"""
    (?:(?:primeir|segund|terceir)[ao]|quarto|quinto)
""")
_COUNTED = group(r"""
    (?:pessoa|empresa|loja|processo|numero|contato|chip|email|denuncia|ligacao|recado|convite)
""")

COUNTS = any_of(rf"""
    (?:ess[ae]|est[ae]|isso|mais um[a]?|agora)(?: ja)? (?:vai ser|sera|seria|vira|foi) [ao] {_ORDINAL}\b[^.,!?]*
    (?:e|foi|sera|ser|sou|fui|serei) [ao] {_ORDINAL} (?:que (?:eu|me)|a [a-z]+r|{_COUNTED})\b[^.,!?]*
    [ao] {_ORDINAL} (?:que|a|{_COUNTED}) (?:eu )?(?:me |nos )?(?:lig\w+|bloque\w+|denunci\w+|mand\w+|escrev\w+
        |perturb\w+|reclam\w+|receb\w+|process\w+|abr\w+)[^.,!?]*
    n?[ao] {_ORDINAL} (?:eu )?(?:ja )?(?:bloque\w+|denunci\w+|process\w+)[^.,!?]*
    bloque\w+ (?:[ao]s? )?(?:{_ORDINAL}|outro|esse|este|o|\d) {_COUNTED}[^.,!?]*
    unic[ao] (?:coisa|pessoa)[^.,!?]*
    ordinal[1-3] (?:party|parties|week|time|floor|month|quarter|try|attempt|person|thing)s?\b
    (?:primeira|ultima) opcao (?:priorit|concern|issue|problem|question|reason|line\b)[^.,!?]*
""")
"""Messages, callers and other things that are counted: "esse vai ser o terceiro" that is blocked, "3rd party"."""

KIN = group(r"""
    (?:(?:[ao]s?|el|l[ao]s|d[ao]s?|meus?|minhas?|mis?|noss[oa]s?) )+(?:(?:crianc|filh|menin|pequen|hij|niet|nin[oa]
        |abuel|sogr|sobrin|marid)\w*|(?:net[oa]|bebe|nene[mn]?|chic[oa]|mae|pai|mama|papa|avo|irma|mulher|espos[oa])s?\b)
""")
"""Those whom somebody looks after."""

BESIDE = any_of(rf"""
    fech(?:o|amos|arei) (?:o (?:mes|caixa|ano|trimestre|balanco|faturamento)|a (?:loja|folha|empresa))
    fech\w+ com (?:o |a |um |uma )?(?:outr[oa]|concorren\w+|fornecedor\w*|cliente|banco)
    (?:fic(?:o|a|amos)|(?:me )?quedo|nos quedamos|estou|estoy) (?:com|con) {KIN}
    fic(?:o|amos) (?:devendo|de |com (?:[ao]s? )?(?:meus?|minhas?) )
    (?:reservad|marcad|combinad|agendad)[oa] (?:com (?:outr|uma? )|para (?:[ao]|uma?|outr[oa]|meu
        |minha) (?!reuniao|conversa
        |call|gente|papo|{WORKDAYS}|dia|outr))
    (?:me |nos )?(?:cobr[ae]|pergunt[ae])\b
    (?:lig(?:a|ue)|fal[ae]|convers[ae]) (?:com|para) (?:o|a|meu|minha) (?!gente|{WORKDAYS}
        |dia|d[ao]\b|d[ao]s\b)[a-z]+
    (?:fal(?:o|ar|amos)|convers(?:o|ar|amos)) com (?:meu|minha|nosso|nossa) [a-z]+
    (?:mand\w+|envi\w+|preciso d?\w*)(?: [a-z]+){0, 2} (?:material|proposta|apresentacao|orcamento|contrato|documentos?
        |isso|disso|resposta|relatorio)\b
    (?:fic(?:ou|a)|esta|foi) (?:marcad|agendad|reservad|combinad)[oa] (?:[ao]|uma?|meu|minha) (?!reuniao|conversa|call
        |papo|nossa|gente|sua|seu|encontro|chamada|opcao|horario|d[aeo]\b|primeir|segund|terceir|ultim)[a-z]+
    data (?:de|do) (?:vencimento|nascimento|entrega|validade|pagamento)
    (?:tinha|tinhamos|havia|haviamos) (?:escolhid|marcad|pedid|reservad|combinad)o
    o que (?:vai ser|e|sera|seria|tem)\b
    (?:agendei|marquei|reservei)\b[^.,!?]* (?:exame|terapia|fisio\w*|salao|treino|viagem|prova)\b
    (?:reservei|mudei|dei|passei|deixei|agendei|marquei)\b[^.,!?]* para (?:outr[oa]|(?:a |minha )?familia
        |meus? filh\w+
        |minha (?:filha|mae|esposa))\b
    reuniao (?:del[ea]s?|com outr\w+)
    quem (?:fica|esta|vai|atende|cuida)\b
    ^(?:cuida|ve|resolve|trata|decide) (?:d?isso|d?ess[ea])\b
    e (?:o )?(?:meu|minha|nosso|nossa) (?:horario|hora|dia) d[aeo]\b
""")
"""Acts of the day, and things once said of it, in words that would take a slot elsewhere."""

_TIME_SAID = group(rf"""
    (?:{WORKDAYS}|feira|amanha|hoje|dia \d{{1,2}}|\d{{1,2}}h(?:\d\d)?|\d:\d\d|as \d{{1,2}}|manha
        |tarde|cedo)
""")
_WHO = group(r"""
    (?:eu|a gente|nos|(?:meu|minha|meus|minhas|nosso|nossa) [a-z]{3,}(?: d[aeo] [a-z]+)?)
""")
_DAY_ABROAD = group(rf"""
    (?:el|los|este) (?:{WORKDAYS})(?: feira)?(?: \d{{1,2}})?
""")
_CONSENTS_ABROAD = group(r"""
    (?:pued|pod|qued|prefer|prefier|quier|quer|est|vemos|(?:hablamos|reunimos)(?! con (?!ustedes|usted|vos|ti))
        |convers|conect|esper|confirm|agend|tom|acept|elij|eleg
        |escoj|escog|bloque|apunt|recib|atiend|atend|reserv|anot|marc|particip|cre|perfect|buen|list|mucho|mism|pero|com[oa]
        |clar|cuand|barbar|tod|sol[oa]|entonc|complet|dej|hag|ahi|acord|acuerd|arregl|hech|teng|ten|dispon|agarr|gust
        |vamos|nos\b|fij|proxim|pasad|tempran|medi|ocup|asist|acud|acomod|present|anim|apunt|sum|compr|cont|dig|pong
        |llam|compromet|no)
""")
_THEN = group(r"""
    (?:(?:agora|ja|so|sempre|tambem|nao|ai|aqui|cedo|te|lhe|vos) )
""")
_CONSENTS = group(r"""
    (?:poss|pod|consig|conseg|quer|queri|prefi|prefer|top[aoe]|encaix|fic|aceit|vou|vamos|vai|acho|ach|fech|marc
        |agend|cheg
        |entr(?!eg)|sou\b|est|ten|tem|particip|comparec|atend|receb|convers|fal[oa]|esper|aguard|confirm|aguent
        |escolh|dou\b|da\b
        |(?:me|te|lhe|vos|ai|aqui)\b|agora\b|sempre\b|cedo\b|serv|funcion|rol[ao]|cai|peg[oa](?: [ao])?$|tambem\b
        |disse|ped|deix|compr|gost|ador|and|nao\b|ja\b
        |so\b|que\b|mesm[oa]|e\b|livr
        |libera|d[ao]\b|n[ao]\b|com\b|em\b|para\b|por\b|as?\b|os?\b)
""")
"""The beginnings of words that take a day for the meeting, and of those that tell nothing yet."""

_ITS = "(?:ya|yo|me|nos|le|les|lo|la|recien|tambien) "
_LE = r"(?<=\ble )(?:damos|entr|met|hac|hag)"
TOLD = any_of(rf"""
    {_TIME_SAID} {_THEN}*{_WHO} {_THEN}*(?!{_CONSENTS})[a-z]{{3,}}
    {_TIME_SAID} (?:{_WHO} )?(?:ja |tambem |so )*(?:te|lhe) (?!esper|aguard|receb|atend|encontr|vej)[a-z]+
    {_TIME_SAID} (?:{_WHO} )?(?:ja |tambem |so )*(?:dou|da|damos|vou dar|vamos dar) (?:aula|plantao|treino|curso
        |palestra)\b
    (?:amanha|segunda feira|terca|quarta|quinta|sexta) (?:ja |tambem |so )*(?:{_WHO} )?(?:aviso|converso com
        |falo com|entrego|embarco)\b(?! (?:voce|ele))
    (?:faz|fazem|completa|completam|fara) \d{{1,3}} (?:anos|meses)
    {_TIME_SAID} (?:[ao] )?(?:bicho|mundo|coisa|cobra|bagulho) (?:pega|acaba|cai|desaba|fuma)\b
    (?:pode|vai|deve|costuma) (?:demor|dur|atras)ar (?:ate|mais|um)\b
    (?<![a-z0-9] )(?:ele|ela|eles|elas) (?!.*para (?:falar|conversar))(?!disse|atend|fal|ped|pod|quer|prefer|escolh
        |top[ao]|marc|fic|vai|acei|consegue|que\b|esta|vem)[a-z]{{3,}}
    (?:recebi|paguei|abri|perdi|gastei|tentei|esperei|ouvi|assisti)\b
    dia \d{{1,2}} l[oae]s? (?!{_CONSENTS_ABROAD}|hac)[a-z]{{2,}}mos\b
    {_DAY_ABROAD} (?:{_ITS})*(?!{_CONSENTS_ABROAD}|{_LE})[a-z]{{2,}}(?:o|mos)\b
    fica (?:aqui|por aqui|la)\b
    (?<!entao )(?<!tchau )(?<!abraco )(?<!valeu )(?<!obrigado )(?<!obrigada )(?<=[a-z] )ate (?:n?[ao] )?(?:{WORKDAYS}
        |dia \d)
    (?:estoy|estamos|estare|ando|andamos|vuelvo|volvemos|regreso|fuera
        |paso)(?: [a-z]+){{0,6}} hasta (?:el )?(?:{WORKDAYS}|dia \d|amanha)
    so (?:apareceu|veio|chegou|abriu|carregou|recebi|passa|vem|aparece|chega|volta|trabalha)\b(?! bem)
    (?:marcaram|puseram|botaram|meteram|colocaram|encaixaram) (?!voces|isso|ela|ele|para\b|por\b|em\b|na?o?\b|a \d
        |o \d)(?:uma? |o |a )?[a-z]+
    (?:voces )?(?:marcaram|combinaram|agendaram|acertaram|fecharam) com (?:ele|ela|[ao] [a-z]+)\b
""")
"""Statements of what somebody does on a day, and of days that are somebody else's."""

DUTIES = any_of(rf"""
    v(?:ou|amos) (?!ser|estar|poder|conseguir|querer|preferir|escolher|ficar|marcar|participar|atender|falar|conversar
        |entrar|comparecer|optar|aceitar|topar|agendar|confirmar|reservar|fechar|deixar|aguardar|esperar|encaixar
        |bloquear|te |dar)[a-z]+(?:ar|er|ir|por)\b
    (?:pego|busco|levo) (?:o|a|os|as|meu|minha|meus) (?!d[aeo]\b|primeir|terceir|ultim|maiscedo|maislonge
        |{WORKDAYS})[a-z]{{2,}}
    (?:viajo|saio|volto|retomo|comeco|assino|rezo|resolvo|vejo|recebo|recebe|recebemos|trabalho|caso|embarco|opero
        |acabo(?! de)|termino
        |abro)\b
    (?:abre|abrem|forma|casa|nasce|opera)\b(?! (?:de|do|da|dele|dela|boa|bom))
    (?:meu|minha|o|a) (?:chefe|patrao|socio|socia|gerente) esta (?:ai|aqui)\b
    (?<!nao )(?:complica|aperta|conflita|coincide|bate com|(?:me|nos) (?:quebra(?! um)|atrapalha|pega|derruba|mata))\b
    (?:prometi|comprometi|perdi|requisitad[oa]|cancelaram)\b|foi embora\b|pega (?:meu|minha|o meu|a minha)\b
    (?:decido|tento|tentamos|a gente tenta|odeio|detesto|ninguem merece|ocupa|ocupam|furaram|sozinh[oa]|ja foi
        |meio assim|no meio d[ao] (?!tarde|manha|semana|dia)[a-z]+|plano b|volt(?:a|amos) a)\b
    (?:chover|longe|tomad[oa]|em cima|cedo demais|tarde demais|me enrol\w+)\b
""")
"""Duties on a day, and days that are too near, too far or taken."""
