"""The phrases of somebody who is away, or is not the contact."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group, one_of

WRONG_PERSON = any_of(r"""
    (?:numero|pessoa|contato|telefone|email) (?:errad[oa]|trocad[oa])
    (?:foi |e |por )?engano\b(?! (?:d[ao]s? (?!su|voce)|d[ae] (?:meu|minha|noss)))
    nao sou (?:eu|mais|o|a|ess[ea]|est[ea]|dess[ea]|del[ae]|responsavel)\b
    nao (?:e|pertence) (?:mais )?(?:o numero|o contato|o telefone|d[ao]|del[ae]|a|ao)\b(?! caso| momento| minha
        | nosso)
    nao e (?:mais )?comigo
    nao conheco (?:nenhum|nenhuma|ess[ea]|est[ea]|o|a)\b
    nao (?:trabalh\w+|atua|esta|faz(?: parte)?) mais\b
    (?:saiu|se desligou|foi desligad[oa]) da empresa
    (?<!por )(?<!pelo )falec\w+
    (?:mensagem|conversa|grupo) errad[oa]|(?:esta|estao) enganad[oa]|equivocad[oa]|errou (?:de )?numero
        |wrong (?:number|person)
        |(?:got|have|reached) the wrong (?!impression|idea|end|time|date|day|link|way|price|slot)\w+|numero equivocado
    (?:era|foi) (?:\w+ )?(?:para o|para a|para outra|de outra) (?:\w+ )?(?:pessoa|delivery|grupo)|(?:conversa
        |chat) errad[oa]
    (?:nao|n) e mais (?:d|o |a )\w+|mudei de (?:numero|email)|comprei (?:o|esse|este) chip|esse (?:celular|numero
        |telefone|chip) (?:era|ficou|agora)
    used (?:to|estou) be (?:\w+ ){1,3}(?:number|phone|email)\b|want the other \w+
    (?:i m |i am )?not the (?:right|decision|person)|no longer (?:work|with|at)|(?:don t|doesn t) work (?:here|there)
    no soy (?:yo|la|el|quien)|ya no (?:trabaj\w+|esta)|se equivoc\w+|equivocad[oa]
    quem (?:vai |pode )?(?:cuida|decid\w+|resolv\w+|ve|trata|respond\w+|escolhe\w*|cancela\w*|desmarca\w*|manda
        |bate o martelo)(?: \w+){0,5} e (?:o|a|meu|minha|outr[oa])\b
    nao cabe a (?:mim|nos)\b|nao tenho autonomia\b
    (?:o|a|meu|minha)(?: \w+){1,3} (?:e|que e|seria) (?:quem|que) (?:cuida|decide|resolve|ve|trata|responde|mexe)\b
    nao (?:mexo|lido|trato|cuido|trabalho) (?:com|de|d) ?ess[ae] (?:parte|area|setor|assunto|lista|planilha|projeto)\b
    nao (?:e|seria)(?: \w+){1,2} [,.] (?:e com|fal[ae] com|fale com|ve com|veja com) [ao]\b
    nao (?:marquei|agendei|combinei|reconheco) (?:\w+ )?(?:reuniao|conversa|call|agendamento)\b
""")
"""The number or address belongs to somebody else."""

_TO_ANOTHER = group(rf"""
    para (?:outr[oa] (?:pessoa|grupo|contato|conversa|cliente|chat)|(?:[ao]|um|uma|meu|minha) (?!{WORKDAYS}|semana|mes
        |reuniao|call|proxim|primeir|terceir|ultim|outr|dia|de |d[ao] |que )\w+|(?!\w+r\b|ontem|hoje
        |agora|amanha|depois|mim|eu|voce
        |nos\b|[ao]\b|{WORKDAYS}|cima|baixo)[a-z]{{3,}}(?= ?(?:$|[.,!])))
""")
FOR_ANOTHER = any_of(rf"""
    (?:desculp\w*|perdao|ops|oops|opa|ih|ixi|eita|putz|vish|xi|sorry)\b[ ,.!]*(?:(?:mas|isso|ess[ae]
        |mensagem) )*(?:(?:era|foi)
        |mensagem) (?:\w+ )?{_TO_ANOTHER}
    (?:isso|ess[ae] (?:mensagem|recado|audio)) (?:era|foi) (?:\w+ )?{_TO_ANOTHER}
""")
"""A message that was meant for somebody else, to whom all of it is said."""

_CONTACT = r"(?:number|contact|details|email|mail|address|info)\b"
PASSED_ON = any_of(rf"""
    (?:passei|repassei|encaminhei|mandei|enviei)(?: \w+){{0,3}} (?:para|a
        |ao)(?: \w+){{1,4}} ,? ?(?:(?:el[ae]s?) (?:vai|vao
        |decide|que|quem|ve|avalia|responde)|avaliar|ver|decidir|responder)\b
    (?:encaminho|repasso) (?:a|ao|para) (?:\w+ ){{1,4}}, (?:que|quem)\b
    (?:takes|taking|take)(?: (?:this|it|that|everything|things|all|all this|my \w+))? over (?:from (?:me|us|here|now)
        |my \w+|this|the (?:project|matter|topic|account))
    (?:i|we|and|have|ve|already) (?:given|gave|passed|forwarded|left|handed)(?: \w+){{0,3}} your {_CONTACT}
    (?<!not )hand(?:ing|ed) (?:this|it|the \w+|everything|my \w+)(?: \w+)? over (?:to|estou) (?!you\b)\w+
""")
"""The matter was handed to somebody else, who decides it."""

BUSY = any_of(r"""
    (?:estou|ando|estoy|i m|estamos) (?:muito |bem |super |aqui )?(?:ocupad[oa]|dirigindo|manejando|driving|busy
        |n?[oa] (?:medico|transito|transit\w*|hospital|banco|meio d\w+|mercado)|sem (?:bateria|sinal|internet)
        |em (?:aula|reuniao|cirurgia|consulta|prova)|in a meeting|en (?:una|clase)\b
        |sem tempo (?:agora|hoje|no momento|n?ess[ae]|n?est[ae]))
    (?:can t|cannot) talk|busy (?:now|right)|(?:ahora|hoy) no puedo|bateria (?:acabando|no fim)
    agora nao (?:posso|consigo)\b
""")
"""Somebody who cannot answer now, and has said nothing else."""

_MENU = one_of(r"""
    (?:digite|tecle|marque|oprima|pulse|presione|elija|elige|escolha|selecione|opcao|assistente virtual
        |asistente virtual|virtual assistant|autoatendimento|choose|select
        |press)\b[^.!?]{0,200}[.!?][ .!?]{0,20}(?:[0-9]{1,2} [^.!?]{1,200}(?:[.!?][ .!?]{0,20}|$)){2,40}
    (?:selecione|escolha|seleccion[ae]|elija|elige|select|choose) (?:o|a|um|uma|el|la|un|una|an?|the) (?:assunto
        |opcao|departamento|setor|tema|area|option|topic|subject)\b[^?]{0,300}$
    ^menu(?: principal)? [.,] [^?]{0,300}$
""")
MENU = any_of(_MENU)
"""The menu of a bot: what to do, and two or more lines with a number, or what there is to select."""

MACHINES = any_of(rf"""
    {_MENU}
    (?:seu|sua) (?:contato|mensagem|email|solicitacao)(?: \w+)? (?:foi|sera) (?:\w+ )?(?:encaminhad|direcionad
        |registrad|recebid|enviad)[oa]
    (?:protocolo|ticket)\b
    digite [0-9]
    (?:atendimento|chamado|pedido|solicitacao) (?:foi )?(?:registrad[oa]|abert[oa]|entregue)
    (?:your|this) (?:request|ticket|message)(?: \w+){{0,3}} (?:received|created|queued|assigned)
    (?:mensagem|email) (?:entregue|registrad[oa]|deu entrada)
    bem vind[oa]s? (?:a[o]?|d[ao])\b|(?:assistente|atendente|secretari[oa]) virtual\b|virtual assistant\b
    (?:em (?:breve|instantes)|logo|ja ja|aguarde)(?: \w+){{0,3}} (?:atendente|consultor\w*|humano|alguem)\b
    (?:conversa|atendimento|sessao|chamado|chat) (?:foi )?(?:encerrad[oa]|finalizad[oa]) (?:por|devido)\b
""")
"""The menus and receipts of programs, which only a human can make sense of."""

INTRODUCES = any_of(r"""
    somos [ao]s?\b|aqui (?:e|fala) (?:d?[ao])\b|bem vind[oa]s?\b|voce (?:esta falando com|chegou|entrou em contato)\b
    (?:obrigad[oa]|agradecemos)(?: \w+){0,3} contato\b
""")
"""The greeting of a business, which says nothing beside what a program adds ("para sair digite SAIR")."""

INTRODUCES_ITSELF = Phrases(
    r"(?:(?:ola|oi|bom dia|boa tarde|boa noite|tudo bem|[,.!?]) ?)*"
    r"(?:somos [ao]s?|bem vind[oa]s? (?:ao?|d[ao])|voce esta falando com [ao]) \w+(?: \w+){0,6}[ .!]*"
)
"""The same, and nothing beside it: to be matched in full."""

GREETS_CUSTOMERS = any_of(r"""
    (?:como|em que|no que) (?:eu )?(?:posso|podemos|poderia|poderiamos) (?:te |lhe |o |a )?(?:ajuda[rl]o?|atende[rl]o?
        |ser util)
    (?:how can|how may) (?:i|we) (?:help|assist)|(?:como|en que) (?:puedo|podemos|le puedo) (?:ayudar|servir)\w*
""")
"""The greeting of who answers customers, a program most of all."""

_FOR_A_TIME = group(r"""
    (?: \w+){0,3} (?:ate|desde|por (?:uma?|\d+|tempo)|hoje|amanha|ontem|(?:n?ess[ae]|n?est[ae]|a) semana)\b
""")
_AWAY = one_of(r"""
    (?:de (?:folga|ferias|recesso|atestado|licenca|repouso)|ausente|(?:peguei
        |tirei) (?:\w+ )?folga)\b[^!?]{0,80} (?:(?:so |apenas )?(?:vejo|leio|olho
        |respondo|retorno|volto|acesso|verei|lerei|responderei|voltarei|retornarei))\b
    (?:ausente|afastad[oa]|licenca|ausencia)(?: \w+){0,3} (?:luto|falecimento|nojo)\b
    (?:por )?motivo de (?:luto|falecimento)\b|bereavement
""")
_CANNOT_ANSWER = group(r"""
    \b(?:nao|no) (?:posso|consigo|podemos|conseguimos|puedo)(?: \w+){0,2} (?:responder|atender|falar|contestar
        |hablar)\b
""")
_AT_WORK = group(r"""
    \b(?:estou|estamos|estoy|estare|estarei) (?:em|n[ao]s?|en)(?: \w+)? ?(?:atendimentos?|consultas?|consultorio
        |cirurgias?|aulas?|audiencias?|procedimentos?|sessao|sessoes|plantao|clases?|cirugias?|turnos?|obra
        |quirofano)\b
""")
_ANSWERS_LATER = group(r"""
    \b(?:retorn|respond|volt|escrib|contest|devuelv|escrev)\w+(?: (?:o|a|sua|su|tu|la|mensagem|contato
        |llamada))* (?:assim|logo|em|n[ao]|ao|apos|depois|en|apenas|cuando|quando|al|a la|mais tarde|mas tarde|ja ja)\b
        |\b(?:assim que|logo que|en cuanto|apenas|cuando|quando) [^.!?]{1,40} (?:retorn|respond|escrib|contest
        |escrev)\w+
""")
AUTOMATIC = any_of(r"""
    (?:resposta|mensagem|email|aviso|respuesta) automatic[ao]\b|auto ?reply\b|automatic (?:reply|response)\b
""")
"""The names that automatic answers give themselves."""

_UNREACHED = group(r"""
    (?:nao|nem|sem) (?:vai |vou |ira |vamos |pode |consegue )*(?:ler|le|leio|lera|ver|ve|vejo|vera|olh\w+|mex\w+|peg\w+
        |respond\w+|atend\w+
        |acess\w+)(?: \w+){0,2} (?:mensage\w+|email|recados?|telefone|celular|whatsapp|ninguem)\b
""")
AWAY = any_of(_AWAY)
"""The absence of somebody who says when messages are read again, or is in mourning: no day in it is a wish."""

OUT_OF_OFFICE = any_of(rf"""
    (?:resposta|mensagem|email) automatic[ao]
    auto ?(?:reply|resposta)|automatic (?:reply|response)|aviso automatico|respuesta automatica|whatsapp automatic\w+
    (?:annual|paternity|maternity|parental|sick|on) leave\b|on (?:vacation|holiday)|away from (?:my|the) (?:desk
        |office)|currently (?:away|out)
    (?<![a-z0-9] )o (?:till|until|today|back)\b|off work (?:for|until|till)\b
    (?:we re|we are|office is|shop is|store is|(?<![a-z0-9] )(?:is )?)(?: )?(?:shut|closed) (?:for|until|till
        |over)\b(?! good)
    (?:will not|won t|not) be (?:answering|reading|checking|replying)\b[^.!?]{{0,30}}(?:messages?|email|phone|until
        |till)\b
    away (?:at|on) (?:an?|the|my) (?:\w+ ){{1,6}}back (?:on|in|at)\b
    fuera de la oficina|de vacaciones|baja (?:medica|laboral)
    (?:nosso |fora do |fora de |nao estamos no |do |de )?(?:horario de (?:atendimento|funcionamento)
        |expediente)(?: \w+){{0,3}} (?:e|de|das|encerr\w+|ja)
    fora do (?:nosso )?horario|nao estamos no horario|funcionamos d[ea]s?
    (?:loja|clinica|escritorio|consultorio|empresa|oficina|studio|salao|padaria|escola) (?:fechad[oa]|em recesso)
    (?:retornamos|retornaremos|voltamos|voltaremos|respondemos|responderemos|reabrimos|atenderemos)\b
    deixe (?:sua|seu|o|a) (?:mensagem|recado|nome|pedido)
    ferias coletivas
    out of (?:the )?office
    (?<!work )(?<!working )in (?:the )?hospital\b[^.!?]{{0,20}} (?:till|until|til|for (?:an?|the|\d+)|this week
        |all week|today)\b
    (?:estou|estarei|estamos|estaremos|encontro me|esta|estara|ando)(?: \w+){{0,2}} (?:ausente|(?:de|em) (?:ferias
        |licenca
        |recesso))\b
    (?:estarei|estaremos) fora (?:ate|d[aeo]|entre|no periodo|a partir)
    (?:estou|estarei|estaremos) fora(?: [,.])? (?:e )?(?:so )?(?:volto|voltarei|voltamos|retorno|retornarei)\b
    ^(?:so )?(?:volto|voltamos|retorno|retornamos) (?:so )?(?:no mes que vem|proximo mes)
    (?:entrei|sai) (?:de|em) (?:ferias|licenca|recesso)
    ^(?:oi |ola )?(?:de|em) (?:ferias|recesso|licenca)\b
    licenca (?:maternidade|paternidade|medica)
    {_AWAY}
    ^(?=[^?]*{_CANNOT_ANSWER})(?=[^?]*{_AT_WORK})(?=[^?]*(?:{_ANSWERS_LATER}))
    (?:internad[oa]|hospitalizad[oa]|afastad[oa]|de (?:folga|repouso|atestado|licenca|cama)){_FOR_A_TIME}
    (?:peguei|estou com) (?:covid|dengue|gripe|virose|pneumonia)\b[^.!?]{{0,60}} (?:atestado|afastad[oa]|isolamento
        |cama)\b
    ^(?:recesso|ferias|folga) (?:ate|[.!,] (?:volto|retorno))\b
    (?:afastad[oa]|licenciad[oa])(?: \w+){{0,3}} ate\b
    (?:respondo|(?:volto|retorno) a (?:responder|atender|trabalhar)) (?:so|apenas|somente) (?:n?[ao]|em|dia)\b
    fora d[oa] (?:escritorio|empresa|cidade|pais)
    {_UNREACHED}[^!?]{{0,60}} (?:ate|antes d[aeo]|depois d[aeo]|nesse periodo|neste periodo|nesses dias|(?:so|apenas
        |somente) (?:volta|retorna))\b
    \bate (?:la|(?:o |[ao] )?(?:dia|fim|final|meados|domingo|{WORKDAYS}
        |\d)[^!?,.]{{0,40}})(?: [a-z]+){{0,3}} {_UNREACHED}
    so (?:vai )?(?:volta|voltar|retorna|retornar|desembarca|desce)(?: \w+){{0,6}} (?:mexer|mexe|atender|atende
        |responder|responde|falar|fala)\b
    so (?:ler|ver|responder|atender)(?:a|ei|emos|ao)\b[^!?]{{0,40}} (?:{WORKDAYS}|dia|semana
        |mes)\b
    (?:periodo de|ausencia temporaria|sem acesso)(?: \w+){{0,3}} (?:ferias|ausencia|recesso|email|emails)\b
    (?:retorno|retornarei|volto|voltarei|regresso) (?:ao (?:escritorio|trabalho)|as atividades|das ferias
        |de ferias)
    (?:agradecemos|obrigad[oa] p(?:or|elo))(?: \w+){{0,4}} contato(?: \S+){{0,6}} (?:retornaremos|responderemos
        |atenderemos|retornarei|responderei|atendente)
    nosso horario de (?:atendimento|funcionamento)
    (?:estamos|todos)(?: \w+){{0,4}} (?:atendendo outros|atendentes (?:estao )?ocupad[oa]s|atendimentos? em andamento)
    no momento (?:nao )?(?:posso|podemos|estamos|estou)(?: \w+){{0,2}} (?:atender|ausentes?|indisponiveis
        |indisponivel|fora do horario)
    (?:em breve|assim que possivel)(?: \w+){{0,2}} (?:retornaremos|responderemos|retornarei|responderei)
""")
"""Absence notices and automatic answers."""

ANOTHER_AWAY = any_of(r"""
    (?:he|she|they|who)(?: (?:is|s|sim|are|re|currently|now|still|out|away))* on (?:\w+ )?(?:leave|holidays?|vacation)\b
""")
"""The absence of somebody else."""
OTHERS_COME = any_of(r"""
    (?:the )?rest of (?:us|the team) (?:will|ll|are|is)\b|(?:we|i|the others|everybody else)(?: all)? (?:will
        |ll)(?: all)? (?:be
        |still be) there\b
""")
"""The others, who come to a meeting all the same."""

GONE = any_of(r"""
    ferias|inventario|balanco|recesso|licenca|(?<!el )(?<!la )licenciad[oa]|afastad[oa]|ausente|ausencia
    internad[oa]|hospitalizad[oa]
    (?:em|de) (?:viagem|folga|repouso|atestado)|viajando|viajo
    fora d[oa] (?:escritorio|empresa|cidade|pais)|estarei fora|estaremos fora
    (?<!work )(?<!working )in (?:the )?hospital\b
    out of (?:the )?office|away from (?:my|the) (?:desk|office)|on (?:\w+ )?(?:leave|vacation|holidays?)|vacaciones
    (?:currently|i am|i m|i ll be|i will be) away|fuera de la oficina|de baja|de viaje
""")
"""The absences of a person: more than being busy, or closed for the night."""
