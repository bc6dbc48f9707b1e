"""The phrases by which a contact moves or cancels a meeting."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH
from handlers.conversation.rules.phrases.choosing.rest_of_offer import NOT_THESE
from handlers.conversation.rules.phrases.meetings.changes_abroad import (
    CANCEL_ORDERS_ABROAD,
    MOVES_ABROAD,
    RESCHEDULES_ABROAD,
)
from handlers.conversation.rules.phrases.meetings.given_back import GIVES_BACK
from handlers.conversation.rules.phrases.meetings.not_coming import INSTEAD_OF_ENDING
from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import END, MEETING, NO_NAME, NOT

_OF_CONTENT = group(r"""
    (?:\w+ ){0,3}(?:tabela|precos?|valor(?:es)?|proposta|assunto|material|apresentacao|pauta|conteudo|documentos?
        |informac\w+)\b
""")
RESCHEDULE = any_of(rf"""
    (?:remarc(?:ar|armos|acao|(?<!ja remarc)amos)|reagend(?:ar|armos|amento|(?<!ja reagend)amos)|adiar|adiarmos
        |postergar|antecipar)\b
    (?<!me )adiantar\b(?! {_OF_CONTENT})
    (?:reprogram\w+|empurr\w+|reschedul\w+)\b
    (?:vou|vamos|preciso|precisamos|tenho|temos)(?: ter)?(?: que| de)? mudar(?: mesmo)?{END}
    (?:mudar|trocar|alterar|mudarmos|transferir|mover)(?: \w+){{0,3}} (?:horario|dia|data
        |reuniao|hora|encontro|call|conversa)\b
    (?:mudar|transferir|passar|jogar|empurrar|mover)(?: \w+){{0,2}} para (?:outr[oa]|a?\s?semana|{WORKDAYS}|amanha
        |depois|mais|dia|o dia|as)\b
    (?:mud|troc|pass|transfer|mov)\w+(?: \w+){{0,2}} (?:para [ao]|pel[ao])(?: (?:opcao|data|horario))? (?:primeir
        |segund|terceir|ultim|outr)[ao]\b(?! (?:pessoa|sala|link))
    (?:mud|troc|pass|transfer)\w+(?: \w+){{0,2}} (?:para |pel)(?:[ao] )?opcao [1-3]\b
    (?:switch|change|move) (?:to|estou) the (?:first|second|third|last|other)\b
    {RESCHEDULES_ABROAD}
    {INSTEAD_OF_ENDING}
    outr[oa]s? (?:horarios?|dias?|datas?|opcao|opcoes|semana)\b
    nenhum[a]? (?:d[eao]|dess[ea]s?|dest[ea]s?|d[ao]s|del[ea]s|horario|opcao|data|dia|serve|da|funciona
        |me atende|fica|e bom|e boa|bate|encaixa)\b
    (?:tem|pode ser|poderia ser) outr[oa]s?\b
    {NOT} (?:quero|queremos) (?:mais )?ness[ea]s? (?:horarios?|datas?|dias?)\b
    {NOT} (?:quero|queremos) (?:mais )?(?:ess[ea]s?|nenhum[a]?|o|a|est[ea]s?) (?:horarios?|datas?|dias?|opcao
        |opcoes)\b
    nem um[a]? (?:dess[ea]s|dest[ea]s|d[ao]s)\b
    ningun[oa]? (?:me |nos )?(?:sirve|queda|puedo|va)\w*|no (?:me|nos) sirven? ningun[oa]
    (?:none|neither|(?:can t|cannot|don t|not)(?: \w+){{0,4}} any) of (?:these|those|them)|none works?\b
    (?:[ao]s|ess[ea]s) 3(?: \w+)? (?:bate|colid|cai|coincid|esta|fica|pega)\w*
    {NOT} (?:posso|consigo|da|tenho|poderei|serve|servem|funciona|funcionam|rola|vai dar|vou conseguir
        |vou poder|conseguirei|encaixa
        |batem?|temos|podemos|conseguimos|estou disponivel|estarei disponivel)(?: \w+){{0,3}} (?:ness[ea]s
        |dess[ea]s|est[ea]s|ess[ea]s|nest[ea]s|nesse horario|horarios|datas|dias|opcoes)\b
    (?:ess[ea]s|est[ea]s|os|as) (?:horarios|dias|datas|opcoes) (?:nao|sao ruins|ficam ruins|estao ruins)\b
    (?:tem|teria|teriam|haveria|ha|existe) (?:mais |algum |outro |alguma )+(?:horario|dia|data|opcao|opcoes
        |horarios)
    (?:tem|teria) (?:na|no|para|algo|alguma coisa) (?:a |o )?(?:semana|dia|outr[oa]|{WORKDAYS}|inicio|fim|final)
    (?:tem|teria|pode ser|poderia ser|da para ser|da para|podemos|so posso|so consigo|so tenho|prefiro
        |consegue)(?: \w+){{0,2}} (?:mais tarde|mais cedo|depois das|a partir das|antes das|no fim da tarde
        |no final da tarde|a noite|de noite)\b
""")
"""The wish for another time."""

RESCHEDULE_OFFER = any_of(rf"""
    nenhum[a]?{END}|outra hora\b|{NOT_THESE}
    (?<!responder )(?<!respondo )(?<!volto )(?<!retorno )(?<!atender )(?:so|apenas|somente) (?:posso|consigo|tenho
        |na|no|semana|a (?:noite|tarde|partir)|depois|mes|de)\b(?![^.!?]* (?:sei|saberei|sai|libera|sabe|respond\w*
        |decido)\b)
    (?:na|pode ser|so|para a|melhor)? ?(?:proxima semana|semana que vem|outra semana)\b
    (?<![a-z] )(?:eu |infelizmente |poxa |que pena )*{NOT} (?:posso|consigo|vou poder|vou conseguir|estarei
        |tenho agenda|tenho disponibilidade){END}
""")
"""The wish for another time, in words that mean it only while slots are on offer."""

_CANCEL_VERB = group(r"""
    (?:cancelar|cancelo|cancelamos|cancelamento|cancelad[oa]|desmarcar|desmarco|desmarcamos)
""")

CANCEL = any_of(rf"""
    {_CANCEL_VERB}(?: \w+){{0,4}} {MEETING}
    (?:desist(?:i|o|imos|ir)|abr(?:o|i|ir|imos|indo) mao) d(?:[aoe]|ess[ae]|est[ae])(?: \w+)? ?{MEETING}
    (?:estou|estamos|vim|venho) (?:cancelando|desmarcando)(?: \w+){{0,3}} {MEETING}
    desconsider(?:a|e|em|ar|ada) (?:(?:[ao]|ess[ae]|est[ae]|noss[ao]|meu|minha) )+(?:convite|{MEETING})
""")
"""The cancellation of a meeting that is named as one."""

CANCEL_STANDING = any_of(rf"""
    {_CANCEL_VERB}(?: (?:tudo|isso|ai|para mim|de (?:hoje|amanha|{WORKDAYS})|ela
        |a de (?:hoje|amanha|{WORKDAYS})|hoje|entao|mesmo))?{END}
    desist(?:i|o|imos|ir){END}
    (?:(?:estou|estamos|vim|venho) (?:cancelando|desmarcando)|(?:avis|diz|dig|fal)\w*(?: \w+){{0,4}} que (?:(?:eu|nos
        |a gente) )?(?:cancelei|desmarquei|cancelamos|desmarcamos))(?= ?(?:$|[.,!])| em cima)
""")
"""A cancellation without the word "meeting", which needs a meeting to cancel."""

_KEEPING = group(r"""
    (?!(?: \w+){0,2} (?:cancel|desmarc|anul|suspend|desist|adi|remarc|reagend|perder|faltar|sair|mudar|trocar)\w*)
""")
_OF_A_KIND = group(r"""
    (?! (?:por (?:video|telefone|ligacao|chamada)|com (?:robo|camera)|gravad|long|curt|demorad|presencia|online|virtua
        |remot)\w*)
""")
CANCEL_REFUSALS = any_of(rf"""
    {NOT} (?:quero|queremos|desejo|tenho interesse|vou querer|vamos querer|preciso
        |precisamos){_KEEPING}(?: \w+){{0,4}} {MEETING}{_OF_A_KIND}
    {NOT} far(?:ei|emos) (?:mais )?(?:\w+ )?{MEETING}
    {NOT} (?:vai|vamos|vou) (?:mais )?(?:ter|haver|fazer|precisar|rolar|acontecer|dar certo)(?: \w+){{0,3}} {MEETING}
    {MEETING}(?: \w+){{0,3}} {NOT} (?:(?:vai|ira|vao) (?:mais )?(?:rolar|acontecer|sair|ser (?:mais )?necessari[oa]
        |se realizar)|faz mais sentido
        |(?:sera|e) mais necessari[oa]|tem mais (?:razao|sentido|cabimento)|acontecera|se realizara)
""")
"""Refusals of a meeting, with their negation."""

MEETING_DECLINED = any_of(rf"""
    {NOT} (?:quero|quer|queremos|desejo|tenho interesse)(?: (?!mais)\w+){{0,3}} (?!papo)(?:{MEETING}|marcar
        |agendar)(?:{END}| (?:nenhum\w*|nada|agora|nem|por que|isso)\b)
""")
"""The refusal of a meeting that is merely on offer, which declines the offer."""

LETS_GO = any_of(r"""
    (?:deix(?:a|e|em|ar)|let it) (?:para la|quieto|go)\b
""")
"""Words that give up what was being arranged."""

NONE_OF_THEM = any_of(rf"""
    nenhum[a]?(?: (?:d?[aeo]s|dess[ea]s|del[ea]s|horarios?|datas?|dias?|opcao|opcoes|3))*{END}
    (?:none|neither)(?: of (?:them|these|those|the 3|the 2))?{END}|ningun[oa]? de (?:los|las|ell[oa]s|est[oa]s)(?: 3
        | tres)?\b
    no (?:me|nos) sirve ningun\w+(?: de \w+ \w+)?
    ,? nem outr[oa] \w+{END}
""")
"""The refusal of each slot on offer."""

_NOT_COUNTING = group(rf"""
    {NOT} (?:pode[m]? )?(?:cont(?:a|e|em|ar|ando)|conta) (?:mais )?(?:comigo|conosco|com a gente
        |com (?:a )?minha presenca)\b|don t count on me\b
""")
_GO = "(?:irei|iremos|vou|vamos)(?: mais)?"
_DAY = f"(?:(?:{WORKDAYS})(?: feira)?|amanha)"
_ON_A_DAY = rf"(?: (?:{WORKDAYS_ENGLISH}|\\d\\d?(?:th|st|nd|rd)?))?{END}"
CANCEL_ABSENCE = any_of(rf"""
    {_NOT_COUNTING}
    (?:i m|we re|i am|we are) not coming\b(?! (?:alone|by|from|back))|(?:i|we) (?:won t|will not) be (?:there|coming
        |joining
        |attending)(?= ?(?:$|[.,!]|(?:and|on)\b|because))
    {NOT} (?:vou|vamos|poderei|posso|consigo|conseguirei|poderemos|conseguiremos)(?: mais)?(?: poder
        | conseguir)?(?: mais)? (?:comparecer|participar|ir|estar presente)\b
    {NOT} (?:irei|iremos)(?: mais)?{END}
    {NOT} {_GO} (?:(?:n?[ao]|ao|para (?:a|o)) )?(?:(?:noss|ess|est)[ao] )?(?:{MEETING}|{_DAY}){END}
    {_DAY} (?:(?:eu|nos|a gente) )?{NOT} {_GO}{END}
    {NOT} (?:compareceremos|comparecerei|participar(?:ei|emos|a)|estar(?:ei|emos) presentes?)\b
    declin(?:o|amos|ar) d[aeo] (?:\w+ )?(?:{MEETING}|convite)
    (?:will not|won t|cannot|can t|is not|isn t|are not|aren t) (?:be )?attend(?:ing)?(?: on)?(?: the)?{_ON_A_DAY}
""")
"""The announcement of not coming, which cancels a meeting that is agreed on."""

CANCEL_VERB = any_of(r"""
    (?:cancel\w*|desmarc\w*|anul\w+|suspend\w+|desist\w+|abr(?:o|i|imos|ir) mao|drop\w* (?:the|this|our) (?:meeting
        |call)
        |call\w* it off)\b
""")
"""Every form of the verbs for giving up a meeting."""

WAVERS = any_of(r"""
    (?:pensando|penso|pensei|pensamos|thinking) (?:em|of|about) (?:cancel|desmarc)\w+(?=[^.!?]{0,80} (?:vou (?:ver
        |conversar|falar|pensar)|nao (?:decidi|sei)|let you know)\b)
    (?:se|caso) [^.!?]{0,80}(?: (?:eu|a gente|nos) (?:cancel|desmarc)(?:ar|o|amos)
        | , (?:cancel|desmarc)(?:o|amos))\b
    (?:olha|cuidado|senao|ve la)(?: que)?(?: eu)? (?:cancelo|desmarco)\b
    (?:cancelo|desmarco) ,? ?hein\b
    talvez (?:\w+ ){0,2}(?:precis\w+|ten\w+ (?:que|de)) (?:cancel|desmarc)\w+
    (?:wants?|ask(?:ed|s)|told|expects?) (?:me|us) (?:to|estou) (?:cancel|call it off)\b(?=.{0,80} (?:not (?:so )?sure
        |let you know|undecided|disagree|don t agree)\b)
    brincadeira (?:[.,!] )*ou nao\b
    (?:might|may) (?!as well)(?:(?:have|need|to|estou) )*cancel\b(?=[^?]{0,60}\b(?:know|(?:might|may) not)\b)
    (?:cancel|desmarc)\w* ou (?:nao|mant\w+|segu\w+)\b|(?:mant|segu)\w+ ou (?:cancel|desmarc)\w+
    (?<!schedule )(?<!move )(?<!change )or (?:not )?cancel\b
    cancel(?: it| this)? or (?!rather|else|re ?schedul|move|mov|postpone|push|change|rebook)
    (?:pergunt|decid|resolv|defin|escolh)\w+(?: \w+){0,4} se (?:\w+ )?(?:cancel|desmarc)\w+
    (?:quem|so [ao]s? \w+(?: \w+)?) (?:pode[m]?|tem poder para) (?:cancel|desmarc)\w+
    (?:ele|ela|el[ea]s) (?:cancel|desmarc)\w+ se\b
""")
"""A cancellation that is thought of, threatened or made to depend on something."""

CANCEL_ORDERS = any_of(rf"""
    {CANCEL_ORDERS_ABROAD}
    {GIVES_BACK.pattern}
    (?:cancelar|desmarcar|anul(?:a|ar|e|em|emos)|suspend(?:a|e|er|am)|cancel(?:en|emos|a la|ela|ad)|anulad|desmarquem
        |cancelem
        |cancel|call(?:ing)? it off|cancelamento
        |canclea|cnacela)\b
    (?:fica|ficam|torn\w+) sem efeito\b|(?:dej(?:a|emos|amos)|queda) si[mn] efecto\b
    (?<![a-z0-9] )fica[m]? (?:cancelad|desmarcad)[oa]s?(?:{END}| (?:[ao]|noss[ao]) {MEETING})
    (?:comunico|solicito)(?: \w+)? desistencia d[ae]\b
    se (?:suspende|cancela[r]?) (?:nuestra|la) (?:reunion|llamada|cita)\b
    (?:drop|dropping|scrap|bin)(?: out of)?(?: the| this| our)? (?:meeting|call)
    (?:desist(?:i|o|imos|ir)|(?:a gente|eu) desist(?:iu|e)|renunci\w+|(?:abro|(?:vou|vamos|quero|queremos|resolvemos
        |decidimos) abrir) mao)\b
    (?:reuniao|agenda|conversa|encontro|compromisso)(?: \w+){{0,2}} (?:fica|esta|deve ser|seja|sera) (?:cancelad[ao]
        |sem efeito)
    {NOT} (?:quero|quer|queremos|deseja|vou querer){_KEEPING}(?: mais)?(?: \w+){{0,2}} (?:{MEETING}{_OF_A_KIND}|marcar
        |agendar)
    (?:tir(?:a|e|em|ar)|apag(?:a|ue|uem|ar)|remov(?:a|e|am|er)|exclu(?:a|i|am|ir))(?: \w+){{0,2}} (?:agenda|compromisso
        |reuniao|agendamento|evento d[ae] agenda)\b
    (?:tir(?:a|e|em|ar)) (?:o )?(?:meu|nosso) horario(?! d[aeo])|tira ess[ae] horario meu\b
    {MEETING} sem efeito\b
    (?:encerr(?:a|e|em)|(?:pode[m]?|favor|vamos|quero) (?:encerrar|dar por encerrad[oa]))(?: (?:o|a|esse|essa|este
        |esta|nosso|nossa))? (?:agendamento|agenda|marcacao|reuniao (?:agendada|marcada))(?: ai)?{END}
    (?:pode[m]?|favor|queira[m]?) (?:ja )?liberar (?:o|esses?|estes?|nosso) horarios?{END}
    (?:quero|queria|vou) sair d[ae](?! uma| outra)(?: \w+)? ?{MEETING}
    {_NOT_COUNTING}
    (?:deix(?:a|e|em|ar)|larg(?:a|ue))(?: (?:ess[ae]|est[ae]|a|o|noss[ao]))* {MEETING} para la\b
    esque(?:ce|ca|cam|cer)(?: \w+){{0,2}} {MEETING}|forget the (?:meeting|call)
    {NOT} (?:vou|vamos|irei) (?:mais )?(?:participar|comparecer)(?: mais)?{END}
    {NOT} vou mais{END}
    {NOT} (?:marca|marque[m]?|agende[m]?)(?: mais)?(?: d[ao]| a)? ?(?:marcar|{MEETING}|mais|nada){END}
    {NOT} precisa(?: mais)?(?: d[ao]| a)? ?(?:marcar|{MEETING}){END}
    nao (?:quiero|queremos)(?: mais?)? (?:la |esta )?(?:cita|reunion|llamada)
    (?:don t|do not|dont) (?:want|need) (?:the|this|a) (?:meeting|call)
    sem {MEETING}
""")
"""Plain orders to give up a meeting, with the negation of the refusals among them."""

THE_OTHERS = any_of(r"""
    (?:outr|otr)[oa]s?\b|opcoes\b
""")
"""Something that is left or wanted beside what is given up."""

MOVES = any_of(rf"""
    {MOVES_ABROAD}
    (?:remarc|reagend|adi(?:ar|a|e)(?!nta)|antecip|transfer|muda(?!nca)|mude(?!i)|trocar|troque|reschedul|postpone
        |move it|push it|aplac|posterg)\w*
    (?<!me )(?<!nao )(?<!nem )adianta\w*\b(?! {_OF_CONTENT})
    (?:outr[oa]s?|nova|novo) (?:horarios?|dias?|datas?|semana|hora)\b
    (?:marc|bot|coloc|jog|pass|pon|po[em]?)\w* (?:\w+ ){{0,3}}(?:{WORKDAYS}|amanha
        |{NO_NAME}semana|mes|dia
        |outro|outra)\b
    (?:instead|rather)\b
    {NO_NAME}(?:(?:semana|mes) que vem|proxim[ao] (?:semana|mes))|next (?:week|month)
    (?:tem|teria) (?:\w+ )?(?:{WORKDAYS}|horario)\b
    (?:so|preciso|prefiro|melhor)(?: \w+){{0,2}} (?:{WORKDAYS}|outro|outra|depois)\b
    um[a]? (?:{WORKDAYS})\b
    (?:bus(?:car|quemos|quen)|mand\w+) (?:otr|outr)[oa]s?\b
    (?:move|moved|moving|pas(?:ar?|en|e)(?:la|lo)?|pasemos|mov\w+la|corr?er(?:la|lo)|redesigna\w+|proponho|propongo)\b
    (?:nov[ao]s?|outr[ao]s?|otr[ao]s?|another|other) (?:alternativas?|datas?|horarios?|dias?|fechas?|time|date|day
        |opcoes|semana)
    (?:indiqu\w+|suger\w+|arruma|arranja)(?: \w+){{0,3}} (?:nova|outr[ao]|uma)\b
    ninguno|none of (?:these|those|them)|nenhum[a]?\b(?! (?:cancel|interess|problem|motiv|duvid|rancor|ressent))
""")
"""The wish for another time beside a cancellation, which then is none."""
