"""The phrases that speak against a slot, because of what there is on its day, and those that make room for it."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group, one_of, pattern

DAY = group(rf"""
    (?:{WORKDAYS}|sabado|dia \d{{1,2}}|amanha|dezembro)
""")
"""A day, as the grammar of slots knows it."""

AT_HAND_WORDS = group(r"""
    (?:livre|disponive|na area|(?:on ?line|conectad[oa])(?! (?:n?uma?|em|com)\b)|no escritorio|em casa
        |n[ao] (?:loja|empresa|imobiliaria|oficina|clinica|consultorio
        |obra o dia)
        |aqui|por aqui|na sala(?! de)|(?:de |em )?home ?office|dentro|de boa
        |tranquil|sossegad|a disposicao|free|liberad|de pe\b|(?:sentad[oa] )?(?:te esperando
        |n[ao] (?:frente d[oe] )?(?:mesa|computador|posto)))
""")
"""The places and states in which somebody can be reached."""

AT_HAND = Phrases(rf"\b{AT_HAND_WORDS}\w*")
"""The same as whole words."""

EVENTS = pattern(rf"""
    \b(?:(?<!que )vem|vira|(?<!me )viene|vienen|comes|coming|chega|chegam|llega|llegan|arrives|busca|buscar|nasce|nace
        |comeca|comecam
        |comienza|empieza|empiezo|starts|termina|acaba|vence|vencem|ends|entregue|entregam|entregar|entregado
        |delivered
        |pago|aluguel|alquiler|rent|contrato|caso|me caso|opero|getting|having|tava|estava|estaba|was|were
        |ensaio
        |validade|valido|me (?:chama|lembra|liga|ligue|chame|avisa|procura)|call me|ligo|llamame|llame
        |sindicato|tecnico
        |encanador|eletricista|plumber)\b
    ^era (?:n?[ao] )?{DAY}
    (?:{DAY}|feira|\dh?|manha|tarde) (?:e|is|es) (?!a unic|o unic|(?:meu|minha)(?: ?$| e )|esta (?:resolvid|fechad
        |combinad|marcad)|ponto|pronto
        |acabou|nao se fala|bora|que|mais|meia|media|bom|boa|otim|melhor|ok|perfeit|massa|show|ideal|tri
        |fixe|tranq|certo|legal
        |good|great|fine|best|perfect|better|ok|free|mejor|buen|ideal|perfect|minha preferid|a melhor|o melhor
        |a que|o que
        |it|when|quando|cuando|\d)[a-z]
""")
"""Events on a day beside the meeting."""

_OF_OTHERS = one_of(rf"""
    (?<!que )(?<!que eu )(?:cancelei|desmarquei|cancelou|desmarcou)\b
    que (?:eu )?(?:cancelei|desmarquei|cancelou|desmarcou) (?:[ao]|uma?|meu|minha|tudo) \w+
    (?:cancel|cancelled) my (?!appointment|(?:mon|tues|wednes|thurs|fri)day|ap?pt|place|seat|spot|visit|attendance
        |session|meeting|call|booking|slot
        |demo)\w+
    (?:lo que|o que|what)(?: i| yo| eu)? cancel\w* (?:fue|was|foi|era)\b
    (?:flight|dentist|vuelo|trip|viaje|train|other \w+)(?: \w+){{0,3}} cancel\w*
    se (?:me |nos )?cancel\w+ (?:mi|el|un) (?:vuelo|viaje|dentista|otr[oa])\b
    (?:me |nos )?cancel(?:aron|e|amos) (?:un[ao]? |el |la |mi |al )?(?:dentista|medico|paciente|clase|viaje|turno
        |vuelo|cliente|cita (?:del|con)|reunion (?:del|con|de (?:la|los|mi)))
    (?:i|we)(?: ve| have)? (?:removed|moved|cancelled|canceled|cleared|dropped|shifted) (?:the|my|our|a) (?!meeting|call
        |slot|appointment|booking|{WORKDAYS_ENGLISH}|{WORKDAYS})\w+
    (?:removi|apaguei|tirei|desmarquei|mudei|remarquei) (?:uma?|o|a|tudo|meu|minha|outro|outra) (?!reuniao|conversa|call
        |horario)\w*
""")
MADE_ROOM = any_of(rf"""
    (?:exclui(?! (?:[ao]s? )?(?:\d|{DAY}|primeir|terceir|ultim))|ignore)\b
    (?:desmarcar|cancelar) (?:outr[oa]|otr[oa]|el|la|uma?|[ao]|(?:[ao] )?(?:meu|minha)) (?!{DAY}|de |d[ao]s? |\d|primeir
        |terceir|ultim|opcao|alternativ|sugest|reuni
        |conversa
        |meu|minha|nosso|nossa|dele|dela|que|marcac|bate|papo
        |encontro
        |encuentro|cita|llamada|video|sesion|junta|agend|hor|visita|solicit
        |compromisso [mn]|tudo|call|meeting|demo|apresent)\w+\b
    {_OF_OTHERS}
    nao (?:bat[ea]|conflit|coincid|atrapalh|choca)\w*
    nem preciso\b
    sem (?:aula|movimento|barulho|zoada|fila|correria|interrupc|client|pacient|aluno|ninguem)\w*
    nao (?:tem|tenho|ha|vai ter) (?!como|jeito|condic|vaga|agenda|disponib|horario|tempo|chance|possib|espaco
        |brecha
        |mais|nenhum|problem|pressa|preferenc|sentido|interes|ninguem|cabimento|conversa|cois)[a-z]+
""")
"""Cancellations of something else, which make room for the meeting."""

CALLED_OFF_ELSE = any_of(rf"""
    {_OF_OTHERS}
    (?:desmarcar|cancelar) [ao]s? (?:medic\w+|dentista|feriado|resto|gas|jantar|almoco|churrasco|viagem|voo|passeio
        |festa|treino|aula|consulta|cliente|paciente|compra|reserva)\b
    (?:avisos?|emails?|mensage(?:m|ns)|notificac(?:ao|oes)|notice|aviso) (?:de|of) (?:cancelamento|cancellation
        |cancelacion)
    nao (?:tem|tenho|temos|ha)(?: nem)? (?!como|jeito|problem)[a-z]+ mais
    (?:desmarcar|cancelar) (?:outr[oa]|otr[oa]|(?:[ao] )?(?:meu|minha)) (?!reuni|conversa|marcac|bate|papo|encontro
        |agend
        |hor|visita|solicit|compromisso [mn]|call|meeting|demo|apresent|particip|presenc|vaga|inscri|convite|filha
        |(?:soci|espos|irm|chef|gerent|diretor|mulher|mae|pai|marid)\w*)\w+\b
""")
"""Cancellations of what is not the meeting, told or wished for beside it."""

EXCUSES = any_of(rf"""
    (?:puxad[oa]|inviave\w*|impossive\w*|(?<!bom )(?<!boa )(?<!bao )demais|packed|slammed|swamped
        |booked|full|busy|day off|tough|apertad[oa]
        |enrolad[oa]
        |llen[oa]|ocupad[oa]|imposible|out of the question|surgery
        |doente|gripad[oa]|de cama|enferm[oa]|sick|my birthday|birthday|feira aqui|mudanca)\b
    (?:e|era) (?:[ao] )?(?:hora|horario) (?:d[aeo]s? (?!brasilia|voces?)|que )
    (?:so|apenas) quero (?!(?:[ao]s?|n[ao]|de|dia|{WORKDAYS}|dezembro|que)\b|convers|fal|marc
        |agend|confirm|sab)[a-z]+
    ^(?:out|doctor) (?:on )?(?={DAY})
    (?<!del )(?<!al )(?<!el )(?<!mi )(?<!no )(?<!sin )trabaj(?:o|amos|ando)\b
    (?:in (?:court|(?:a |another )?meetings?)|travell?ing|on leave
        |in transit|on tour|i (?:m|am) (?:off|out|away
        |at (?:sea|an?|another)|in (?!the office|town|all day|then|for|on|at|and|but)[a-z]+)
        |i (?:leave|fly)|teaching|on (?:a (?:plane|flight|train|bus|boat|shift|course|site visit)|the (?:road|roof))
        |at the (?:dentist|doctor|airport|hospital|vet|bank|hairdresser)s?
        |(?:i|we) (?:(?:already|also|ve) )*(?:have|got)(?: got)? (?:an?|another|my|our|two) (?!(?:\w+ )?(?:slot|gap
        |opening|window|hour|minute|moment|look|question|preference|bit|few|free|clear|open|chat
        |(?:call|meeting) with you)\b)\w+
        |clash\w*
        |(?:i|we) (?:work|travel)|working|dentist|exam|examen|wedding|boda|funeral|doctor(?= on| appointment| s )
        |me voy(?! con| por| de| a quedar)|vou embora
        |estoy (?!libre|disponible|(?:en|por) (?:la (?:oficina|tienda)|casa|el (?:local|pueblo|predio|taller|negocio))
        |de (?:vuelta|regreso|acuerdo)|list[oa]|aqui|ahi|tranquil
        |dispuest)[a-z]+)\b
    (?:viaj\w+|trabalh\w+|compromiss\w+|medic[oa]|dentista|consulta|plantao|lotad[oa]|chei[oa]|fechamento
        |ocupad[oa]
        |corrid[oa]
        |dificil|complicad[oa]|ruim|tenho|temos|tem
        |(?:tengo|tenemos)(?! (?:(?:un|una) )?(?:libre|disponible|huec[oa]|huequito
        |espacio|rat\w+|tiempo|lugar))
        |me toca|nos toca|salgo (?:a|para|con|de (?:viaje|vacaciones|licencia|turno))|(?:vou|vai) (?:viajar|ter)
        |(?:vou estar|vai estar|estou|estarei|estamos|estara)(?! {AT_HAND_WORDS})|ando|flying|ia|feriado|folga
        |congresso|auditoria|atendo|me dan|clinica|hospital|vuelo|viajo
        |aniversario|thanksgiving|holiday|ferias|em cima|too (?:soon|early|late|far)|muy (?:encima|pronto
        |tarde)|muito (?:cedo
        |tarde|perto|longe|proximo)|cumple\w*|cierre|cierro|fecha(?:mos)?|vou (?:a|ao) [a-z]{3})\b
""")
"""Reasons against what a segment mentions."""

NO_TIME = any_of(r"""
    (?:viagem|viaj(?:o|ar|ando|amos|arei)|ocupad\w+|lotad\w+|chei[oa]|dificil|complicad\w+|ruim|corrid\w+|medic[oa]|dentista
        |consulta|plantao|feriado|ferias|aniversario|formatura|audiencia|fechamento|compromisso|fora|longe
        |te(?:nho|mos) (?!tempo|hora|horario|agenda|disponib|espaco|vaga|livre|tarde|manha|um tempo
        |[ao] \w+ (?:so|tod[ao]|inteir[oa]) para mim))\b
""")
"""Reasons that leave no time on their day, even where an assent follows them."""

OBSTACLES = any_of(r"""
    (?:surgi(?:u|ram)|aparece(?:u|ram)|pint(?:ou|aram)|convoca(?:ram|do|da)|chama(?:ram|do|da)|intimad[oa]|caiu|esqueci)\b
    (?:cirurgias?|operacao|viagem|audiencia|formatura|festa|velorio|enterro|congresso|curso|auditoria|vistoria
        |evento|batizado|missa|mudanca|imprevisto|treinamento|palestra|inventario|exames?|parto|sessao|jogo|excursao|opera
        |confraternizacao|apresentacao d[aeo]|reuniao (?:de (?:pais|condominio|diretoria)|d[ao] escola))\b
    (?:complicou|complico|encheu|lotou|apertou|embolou|surgio|surgieron|salio algo)\b
    (?:(?:came|come|cropped) up|conflict|clash\w*|(?:got|gotten|become) (?:too |very |really )?(?:busy|crazy|hectic|full
        |complicated|tricky)|no longer (?:works|good|possible|suits)|(?:isn t|not) (?:good|possible) any ?more)\b
""")
"""Words for what comes in the way on its day, beside words without a wish."""

WISHES = any_of(r"""
    (?<!nao )(?<!nem )(?:(?:eu |so |ai |dai |entao )*(?:pode(?:mos|ria|riamos)? (?:ser|mudar|passar|marcar)
        |cons(?:igo|egue|eguimos)|posso|podemos|da para|daria|prefiro|preferia|quero|queria|tem como|serve|seria|bora
        |vamos|mud(?:a|ar|amos) para|pass(?:a|ar|amos) para|troc(?:a|ar|amos) para))\b
""")
"""The beginning of a wish, which nothing right before it denies."""
