"""Sentences with the words of an order to stop that are about something or somebody else."""

from handlers.conversation.rules.phrases.asking.questions import FORGETS, OF_DATA
from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import any_of, group, one_of
from handlers.conversation.rules.phrases.parts import END, NOT, SEND
from handlers.conversation.rules.phrases.stopping.stops_nothing import LISTS_ELSEWHERE, STOPS_NOTHING

NOT_MEANT = any_of(rf"""
    (?:(?:re)?tir\w+|sanar|esclarecer) (?:uma |umas |a |as |minhas? |algumas? |d?essas? )?duvidas?\b
    (?:me |nos )?esqueci(?:mos)? de\b|chega mais(?= ?(?:$|[.,!]| k))
    (?:vaza(?:r|m|ndo|do|mento|mentos)|risco)\b
    bloque\w+ (?:a |minha |na |esse |este |o |d\w+ |(?:{WORKDAYS}) )*(?:agenda
        |horario|dia
        |data|{WORKDAYS})\b
    par(?:a|e|ar|o|ei|amos) (?:[.,] )?(?:para (?:pensar|ver|olhar|analisar)|tudo(?! que\b))
    par(?:a|e|em|ar|o|ei|amos|am) de (?:me |nos |te |lhe )?(?!(?:me |nos |ficar |te |lhe )*(?:{SEND}|m\w+dar
        |rec\w+|chegar
        |spam\w*|telefon\w+|persegu\w+|cutuc\w+|torr\w+|assedi\w+|pergunt\w+|oferec\w+|apit\w+|reveb\w+
        |(?:usar|utilizar) (?:[ao]s? )?(?:meus?|minhas?|nosso|nossa|ess[ae]|est[ae]|email|numero|telefone|contato
        |nome|dados|celular|endereco)\b|exist))\w+r\b
    par(?:a|e|em|ar) (?:logo |ja )?(?:de|com) (?:ess[ae]s? |tant[oa]s? |muit[oa]s? )?(?:rodeios?|enrola\w+
        |frescuras?|drama
        |embroma\w+|historia|misterio|vueltas|formalidades?|cerimonias?)\b
    stop (?!(?:send|messag|email|text|call|writ|contact|spam|bother|harass|pester|ping|reach|follow|hit|chas
        |annoy|sell|(?:get|receiv)\w* (?:these|this|your|them|messages|texts)
        |advertis|market\w* (?:(?:to|estou|at) )?(?:me|us)\b|pitch|push|stalk|reply|disturb|nag|bug|land|arriv
        |appear|process|us|stor
        |shar|track|com|mess|msg|txt)\w*)\w+ing\b
    dej(?:a|e|en) de (?:me )?(?!(?:mand|envi|escrib|molest|llam|contact|busc|insist|spam|jod|hinch|romp
        |fastid|recib|lleg|freg|chin|import|persegu|usar (?:mis?|nuestr|est[ea]|mi )|utilizar (?:mis?
        |nuestr))\w*)\w+r(?:me|te|nos)?\b(?![^.!?]* (?:conmigo|en mi)\b)
    (?:ca(?:ir|iu|i|e)|caixa|pasta|folder)(?: \w+)? (?:de |em |no |na )?spam\b
    (?:deix(?:a|e|em|ar)|mant(?:em|er|enha\w*)|keep|leave)(?: \w+){{0,3}} (?:na|no|on|en) (?:\w+ )?(?:lista
        |list|base|cadastro|mailing)\b
    (?:chega|basta|cansei) de (?!(?:\w+ ){{0,2}}(?:mensage|mensaj|email|contat|contact|ligac|ligar|spam
        |propagand|receb|mand
        |envi|insist|isso|voce|papo|conversa|lembrete|whatsapp|sms|ench|perturb|incomod|me|abord|vend|ofert
        |promoc
        |anunci|prospec|follow))\w+
    (?<!nao )(?:dejaron|dejo|deixaram|pararam|parou|stopped) (?:de )?(?:me )?\w+
    (?:ajuda\w*|serve|evita\w*|permite\w*|jeito de voces) (?:a |para )?(?:parar|sair|bloquear|apagar
        |excluir)\b
    (?:se|si|if|caso) (?:\w+ ){{0,3}}(?:quiser\w*|quiero|quiere\w*|want\w*|decid\w+|precisar\w*|contrata\w*)\b
    (?:acesso|acceso|access)(?: \w+){{0,6}} (?:dados|datos|data)\b
    pode[m]? (?:me |nos )?(?:mandar|enviar|escrever|chamar|ligar)\b
    (?:inclu\w+|adicion\w+|coloc\w+|add)(?: \w+){{0,3}} lista\b
    nao (?:quer |vai |vao )?par(?:a|am|ar) de\b
    (?:nao|num) (?:quero|queremos) mais (?!(?:e )?(?:nad|mensag|email|contat)|nad|nd\b|saber|isso|disso|r[ei](?:c
        |ss?[ceiy])|ser|fic|segu|que|voc|ness|falar
        |conversar|papo
        |nenhum|ver|ess
        |mensag|cont(?!ra|inu|ar)|convite|novidade|noticia|email|ligac|propaganda|lembrete|spam|aviso|ouvir|nem|me|por
        |viu|nao|ok|obrigad
        |[.,!?])\w+\b(?! nem | reuniao nem |[^.!?]* (?:nem|e) (?:mensag|contato|nada))
    sair (?:com|d[aeo] (?:empresa|planilha|caderno|ramo|sistema(?! (?:de|d[aeo]s?) (?:mensag|envio|disparo|aviso
        |contato))|papel|duvida)|cedo|mais cedo|do escritorio)\b
    (?:lista|tabela) de precos?\b
    lista de (?:prioridades?|compras|tarefas|espera|desejos|presenca)\b|(?:minha|nossa) lista de (?!contatos)\w+
    (?:ia|iria|pensei em|quase|(?:da|deu|dava)(?: ate)? vontade de) (?:\w+ ){{0,2}}(?:sair|parar|bloque\w+
        |denunci\w+|apagar|cancelar|responder|ped\w+)
    (?:continuar\w*|seguir\w*|continua) (?:assim|desse jeito|ness[ea] (?:ritmo|tom))\b
    (?<!.)(?!.{{0,900}}\b(?:elimin|exclu|apag|remov|delet|eras|stop|destroy|wip|object|unsub|tir[ae]|retir|risc|risq
        |par[ae]m?\b|parar|cess|chega\b
        |basta\b
        |revog|oponho|oposic|bloque|descadastr|sair\b|nao (?:quero|autoriz|me )|nem )).{{0,600}}\b{OF_DATA}
    (?<!.)(?=.{{0,900}}[?])(?!.{{0,900}}\b(?:elimin|exclu|apagu?[aei]|remov|delet|tir(?:a|e|em|ar)\b|retir
        |risc|risq
        |par(?:em?|ar)\b|para(?= (?:de|com)\b)|cess|chega\b|basta\b|revog|oponho|oposic|bloque|denunci
        |descadastr|sair\b
        |nao (?:quero|autoriz|me (?!lembr|record|inscrev|cadastr))|nem )).{{0,600}}\b{FORGETS}
    acab\w+ de (?:remov|exclu|tir|retir|cort|elimin)\w+|(?:remov|exclu|tir|retir|cort|elimin)(?:amos|emos|imos)\b
    (?:email|mensage\w+|messages?|correos?)(?: \w+){{0,2}} (?:recebid[oa]s|enviad[oa]s|recibidos|sent
        |received)(?: \w+){{0,3}} (?:serao|seran|will be) (?:\w+ )?(?:exclu|apag
        |delet|elimin|descart)\w+
    (?:est[ea]|ess[ea]|noss[oa]) (?:caixa|canal|conta)(?: \w+){{0,5}} nao (?:recebe|aceita)\b
    (?<!agradeco )(?<!recebi )(?<!recebemos )(?<!vi )(?<!por )(?:outr[ao]s?|as|os) (?:opcoes|horarios|datas)\b
    nao (?:e|era) para (?:parar|sair|remover)\b(?! (?:mais|nad\w+|nenhum\w*)\b)
    nao (?:precisa[m]?|carece[m]?|quero que) (?:(?:voces?|me|nos) )*(?:tir|remov|exclu|apag|delet|elimin)\w+\b
    (?:sair|saindo) de (?:uma|outra|um|outro)\b
    nao (?:recebi|chegou|veio)(?: \w+)? (?:o|a|meu|minha|nada|nenhum\w*)\b
    nunca mais (?:recebi|chegou|veio|mandaram|escreveram|ligaram|apareceram)\b
    nao mando\b|perd(?:i|emos) o (?:contato|numero)\b|stop by\b|{STOPS_NOTHING}
    {NOT} (?:mais )?(?:compro|fecho|contrato|negocio|trato)\b
    lgpd (?:deixa|permite|autoriza)\b
    (?:tir(?:a|e|em|ar)|remov(?:a|e|am|er)|remove|apag(?:a|ue|ar)) (?:a|o|as|os
        |the) (?![0-9]{END})(?!(?:\w+ )?(?:domain|address|dominio|meus?|minhas?|nosso|nossa|numero
        |num|nome|contato|dados|email|telefone|whatsapp|cadastro|registro|ficha|inscricao|assinatura|gente
        |conta|lista|number|name
        |contact|data|details|account|entry|record|empresa|loja|que|celular|endereco|mensage|clinica|escola
        |condominio|firma|pe)\b)\w+(?![^.!?]* (?:lista|mailing|base|cadastro|sistema|list|envios?|campaigns?|dai
        |daqui)\b)
""")
"""Sentences about something else with the words of an order to stop."""

TO_SOMEBODY_ELSE = any_of(rf"""
    {SEND}(?: \w+){{0,3}} (?:meu|minha|meus|minhas|nosso|nossa|d?ele|d?ela|outra pessoa) ?(?:socio|socia
        |marido
        |esposa|mulher|chefe|mae|pai|colega|filho|filha|funcionari[oa]|secretaria|equipe|cliente|gerente|irma
        |irmao|$|[.,!?])
""")
"""Messages to somebody else than the contact."""

_OFF_A_MEETING = one_of(rf"""
    (?:take|remove|move|get) (?:me|us|him|her) (?:off|from|out of) (?:(?:the|this|that|your|our
        |next) )?(?:{WORKDAYS_ENGLISH})\b
    (?:saqu|sac|quit|elimin|borr)\w* (?:mi|la|es[ae]|est[ae]|nuestra) (?:cita|reunion|llamada|videollamada|junta)\b
    (?:(?:me|nos) (?:saqu|sac|quit|elimin|borr)\w*|(?:saqu|sac|quit|elimin|borr)\w*(?:me|nos)) del? (?:(?:la|el|es[ae]
        |est[ae]) )?(?:cita|reunion|llamada|videollamada|junta|{WORKDAYS_SPANISH})\b
    (?:tir|retir|remov|exclu|apag|risc|sai|take|remove|saqu|quit|saca)\w*(?: (?!lista|base
        |cadastro)\w+){{0,3}} (?:d[aeo]|dess[ae]
        |dest[ae]|de la
        |from the|from this|off the|del) (?:agenda(?! d[ae] voces?)|reuniao|conversa|meeting|call|cita|reunion
        |convites?
        |invite|invitation
        |horario|encontro|evento|fila|pauta|participantes|convidados|lista de (?:participantes|presenca|espera
        |convidados))\b(?! list)(?! e d[ae] )
""")
LEAVES_MEETING = any_of(_OFF_A_MEETING)
"""The wish to be taken off a meeting, an invitation or a calendar, which is no opt-out."""

_LIST_OF_THOSE = group(r"""
    lista d(?:e quem|[aeo]s? (?!envio|voces?)(?:\w+ )?que) (?!(?:nao )?(?:\w+ )?(?:quer|receb|contat|lig|incomod
        |perturb|cham
        |voces?)\w*)
""")
_SLOT = group(r"""
    (?:(?:mon|tues|wednes|thurs|fri)day|first|second|third|last|(?:option|number) (?:\w+)|\d+ ?(?:st|nd|rd|th))
        (?: (?:one|option|slot))?
""")
_YOUR = r"(?:the|your|my|our|that|this)"
ABOUT_THINGS = any_of(rf"""
    (?:delet|remov|eras|cancel)\w*(?: \w+){{0,3}} (?:double|duplicate|extra|spare|second) (?:one|invite|invitation
        |copy|entry|email)\b
    (?:mensage\w+|recados?) (?:de|por|em) (?:voz|audio)\b(?! nem)
    (?:numero|email|telefone|contato|endereco|celular|cadastro)s? (?:antig|velh|anterior|errad|duplicad)\w+
    [ao]s outr[ao]s\b
    (?:tir|apag|exclu|remov|risc)\w* (?:(?:[ao]|ess[ae]|est[ae]) )?(?:(?:meu|minha|nosso|nossa) (?:horario|hora|vaga
        |agendamento|marcacao|evento)
        |(?:horario|evento|agendamento) (?:meu|nosso|d[ae] agenda))\b
    (?:take|strike|cross|scratch|remove|drop|cut|rule) (?:out )?(?:the )?{_SLOT} (?:off|from) {_YOUR} (?:list|table)\b
    (?:tir|risc|cort|exclu|remov|apag)\w* d?[ao] lista (?:[ao]s? )?(?:{WORKDAYS}|dia \d|opcao)
    (?:tir|risc|cort|exclu|remov|apag)\w* (?:[ao]|ess[ae]) (?:{WORKDAYS}|opcao|horario)(?: feira| \d)? da lista\b
    (?:nao|nem) (?:quero|aceito|gosto de|preciso de)(?: \w+){{0,2}} (?:ligac|chamada|reuniao|conversa|visita
        |apresentac)\w*\b(?! mais| nem| e (?!sim))
    nao precisa (?:mais )?(?:me )?(?:mandar|enviar|lembrar|avisar)(?: \w+)? (?:de novo|novamente|outr[oa]|o
        |mais o
        |link|convite)\b(?![^.!?]{{0,60}} nunca\b)
    (?:mand(?!o\b)|envi|apag|tir|remov|exclu|delet|cancel|par(?!a\b)|bloque|chega|bast)\w*(?: \w+){{0,4}} (?:fotos?
        |audios?|pdf
        |videos?|links?
        |convites?|notas?|pedidos?|boletos?|itens|item|exames?|uber|faturas?|academia|entregas?|encomendas?
        |mesa|carro
        |maquinas?
        |elevador|luz|obra|meu plano|cartao)\b(?! (?:d[ao]s?|n[ao]s?) (?:lista|cadastro|base
        |sistema)| (?:nem|ou) (?:\w+ )?(?:mensage|email|contato|comunicac|texto|nada))
    (?:reminders?|lembretes?|recordatorios?|avisos?|mensage\w+|mensajes?) (?:2x|twice|(?:2|duas) vezes
        |dos veces|duplicad\w+|repetid\w+
        |em dobro|em duplicidade)\b
    (?:lembr\w+|recordatorios?|recordar\w*|remind\w*)\b[^.!?]* (?:vou|estarei|estare|ire|estou la|i ll be
        |esquec\w+|olvid\w+)\b
    (?:every|each|cada|todo) (?:reminder|lembrete|recordatorio)\b
    (?:mand|envi|mostr|suger|propo|procur|busc|send
        |offer)\w* (?:me )?(?:mais |mas |novas? |outr[ao]s |tant[oa]s? |nenhum\w* |any |todo |more |cada )*(?:horarios?
        |opca?o(?:es)?|opcion(?:es)?|datas?|sugestoes
        |alternativas|link|robos?|bots?|materia(?:l|is)
        |slots?|times|options?)\b(?! (?:n[ei]m?|e|y|or|ou) )
    {_OFF_A_MEETING}
    {_LIST_OF_THOSE}
    {LISTS_ELSEWHERE}
""")
"""Things that are no messages, and yet may be removed, sent and stopped."""

_FEATURE = one_of(rf"""
    (?:parte|demo|modulo|funcao|funcionalidade|politica|processo|rotina|fluxo|tela|ferramenta|recurso
        |assunto|tema|questao
        |gestao|controle|botao|link|opcao|feature)s? (?:de |da |do )(?:\w+ de )?(?:exclusao|eliminacao
        |remocao|apagamento
        |descadastr\w+|opt ?out|cancelamento|unsubscribe)
    {_LIST_OF_THOSE}
    {LISTS_ELSEWHERE}
""")
FEATURES = any_of(_FEATURE)
"""Parts of a program with which others unsubscribe, and lists of no messages: "a lista de quem faltou"."""

ABOUT_SOMETHING_ELSE = any_of(rf"""
    lembretes?\b(?! (?:nem|e|ou)\b)(?<!e lembrete)(?<!e lembretes)(?<!nem lembrete)(?<!nem lembretes)
    (?:lista|tabela) de precos?\b(?! e)
    (?:clientes?|pacientes?|hospedes?|alun[oa]s?|filh[oa]s?|produtos?|estoque|venda|reserva|planilha
        |boletos?)(?: |$)(?=$)
    (?:spam|golpe)$(?<=de spam)
    (?:nao|nem) (?:mand|envi|escrev)\w+ (?:nada |isso |mensage\w+ )?(?:por|pelo|no) (?:email|aqui|la|whatsapp
        |telefone|sms)\b(?! (?:nem|mais))
    (?:este|esse|esta|essa) (?:email|mensagem|mail)\b
    (?:reminders?|recordatorios?)\b(?! (?:and|or|nor|y|o|ni)\b)
    {_FEATURE}
    (?!esta empresa)(?:d[ao]|n[ao]|d?ess[ae]|d?est[ae]|ness[ae]|the|this|la|esta) (?:{WORKDAYS}|agenda|reuniao
        |ideia|cabeca|empresa|ramo|conversa
        |(?:meeting|call|reunion|cita)(?! (?:and|y) (?:also |tambien )?(?:take|remove|delete|erase|stop|block|leave
        |borr
        |elimin|saqu|quit|suprim|dej)))\b
""")
"""Orders about something else than messages to the contact."""

_SPARES = group(r"""
    nao (?:precisa[m]?|carece[m]?) (?:\w+ ){0,2}(?:mand|envi|lembr|avis|escrev|repet|cham|lig)\w+
""")
SPARES = any_of(rf"""
    {_SPARES}\b(?! (?:\w+ ){{0,3}}nunca\b)(?! mais (?:nenhum\w* )?(?:mensage|email|contato|propaganda))
""")
"""Courtesies beside a meeting that is booked, which spare us the trouble."""

SPARES_ALL = any_of(rf"""
    {_SPARES}(?: (?:ninguem|de volta|nao|o link|(?:o )?convite))?{END}
""")
"""Those of them that speak of nothing else."""
