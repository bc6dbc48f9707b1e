"""The phrases of interest, consent, doubt and refusal."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group
from handlers.conversation.rules.phrases.parts import END, MEETING, NOT
from handlers.conversation.rules.phrases.telling import suppliers

_NOT_NOW = group(r"""
    (?:agora|no momento|por enquanto|por ora|nesse momento|neste momento) nao (?:da|rola|tem como|cabe
        |conseguimos)(?: nao| mesmo)?(?! (?:para|de)\b| pra)
""")
"""A refusal for now, as far as a reason for it follows."""
_NO_PRODUCT = group(r"""
    (?:don t|do not) (?:want|need) (?:the|your|this|any) (?:product|service|software|system|tool|offer|solution|crm
        |platform)\b(?! (?:to|estou|that|which|without|if|until|before)\b)
""")
NOT_INTERESTED = any_of(rf"""
    {NOT} (?:tenho|temos|ha|estou|estamos|tem|fiquei|tinha|teria|teriamos)(?: (?!pouc)\w+){{0,2}} interess\w*
    (?:sem|zero|nenhum) (?:nenhum )?interesse
    interesse (?:nenhum|zero)\b|(?<!nao e )(?<!nao e por )(?<!nao por )falta de interesse\b
    desinteress\w+
    {NOT} (?:me |nos )?interes+\w+
    (?:ni (?:regalad[oa]|loc[oa]|en suenos)|nem (?:de graca|dado)){END}
    nada (?:disso|d[aeo]\w*)(?: \w+)? (?:me|nos) interess\w+
    {NOT} (?:quero|queremos|desejo|pretendo|preciso|precisamos|gostaria){END}
    {NOT} (?:quero|queremos|pretendo|pretendemos|preciso|precisamos|desejo)(?: mais)? (?:isso|disso|ess[ea]
        |est[ea]|o|a|de nada|nada|comprar|contratar|mudar de|trocar de|saber|conversar|marcar|agendar|participar
        |fazer|conhecer|no momento|agora|desse|dessa|do|da|seu|sua|investir|gastar)\b(?! (?:sem|antes|sair|parar|perder
        |primeir|segund|terceir|ultim|opcao|data|dia|horario|\d))
    nao (?:,? ?muito )?,? ?obrigad[oa]\b
    (?:agora|no momento|por enquanto|por ora|esse ano|este ano|hoje em dia|nesse momento|neste momento
        |atualmente) nao{END}
    (?:obrigad[oa]|valeu|agradeco)(?: \w+){{0,3}} ,? ?mas (?:nao|ja|dispens\w+|vou passar|passo)\b(?! (?:entendi
        |sei|vi))
    {_NOT_NOW} , (?!(?:estou|to) (?:em|n[oa]|dirigindo|saindo|ocupad)|n[oa] |depois|(?:me|te|lhe|a gente
        |eu) |mais |mand)
    nao e (?:o )?(?:momento|nossa prioridade|prioridade|minha prioridade)
    nao (?:e|seria) para (?:mim|nos|a gente|minha)
    nao (?:faz sentido|se aplica|se encaixa|se enquadra|e do (?:meu|nosso) interesse|estou a ?fim|(?:vamos
        |vou) precisar(?! (?:cancel|desmarc|remarc|adiar|sair|mudar))
        |vamos (?:seguir|prosseguir|avancar)|(?:vamos|vou|vai) (?:contratar|comprar|aderir))
    {suppliers.STAYS}
    {suppliers.MAY_HAVE_ONE}
    ja (?:tenho|temos|uso|usamos|contratei|contratamos|fechei|fechamos|possuo|possuimos){END}
    (?:estou|estamos) (?:muito |bem )?satisfeit[oa]s?
    (?:dispenso|dispensamos|declino|deus me livre|nem pensar|de jeito nenhum|de forma alguma|de modo algum)\b
    (?:vou passar|passo|estou fora|passo dessa vez|passo essa){END}
    (?:fica|deixa|deixamos|vamos deixar) para (?:a |uma )?proxima
    (?:sem|nao (?:temos|tenho|ha)) (?:\w+ )?(?:verba|orcamento|budget|condicoes|dinheiro|necessidade|demanda
        |grana)\b
    {NOT} precis(?:o|amos|a)(?: mais)?(?: disso| de nada| desse servico| desse tipo)?{END}
    (?:claro que|infelizmente|acho que|creio que|melhor|prefiro|obvio que) nao{END}
    nao (?:agora|pode deixar){END}|nao , pode deixar|^ainda nao{END}
    nao e (?:o )?(?:nosso|meu) (?:foco|perfil|ramo)
    (?:bem|ja estou|ja estamos|ja somos|ja sou) atendid[oa]s?
    {NOT} (?:compro|compramos|compra)(?: nada| mesmo| nao)?(?:{END}| k\b)
    quero nao{END}
    (?<!nao )(?:me|nos) (?:cham|procur|lig|contat)\w+(?: so)? (?:n?o )?(?:ano que vem|proximo ano)\b
    nao (?:vai rolar|rola|vou querer|vamos querer|obrigad[oa])\b
    (?:optamos|optei|decidimos|decidi|resolvemos) (?:por )?nao (?:avancar|prosseguir|seguir|contratar|continuar|mudar
        |trocar|fechar)\b
    (?:fech\w+|assin\w+) (?:\w+ )?(?:com|c) (?:uma? )?(?:outr[oa] (?:empresa|fornecedor|sistema|agencia)|concorrente)\b
    (?<!nao )(?:me|nos) (?:cham|procur|lig|contat)\w+ (?:\w+ ){{0,2}}(?:em|por) (?:janeiro|fevereiro|marco
        |abril|maio|junho|julho
        |agosto|setembro)\b
    {_NO_PRODUCT}
    (?:not|no longer) interested\b|it s a no (?!for|on)|thanks but no\b|we ll pass\b(?! (?:it|this|that|on|your))
    count (?:me|us) out\b|(?:won t|will not|not going (?:to|estou)) be (?:buying|purchasing|taking (?:this|it))\b
    not something (?:i|we) (?:d|de|would|ll|will|need|want)\b|not (?:needed|useful|relevant)(?= ?(?:$|[.,!])| (?:to
        |estou|for|here)\b)
    (?:bit|too|little) early for us\b|(?:can t|cannot) say yes\b|not just yet{END}|don t think so{END}
    (?:signed(?: up)?|gone|went) with (?:some(?:body|one)|another|a (?:different|local)|your competitor)\b
    don t want (?:to|estou) (?:go ahead|proceed|continue|move forward|take (?:it|this) (?:any )?further)\b
    leave it (?:for now|at that)\b|no (?:money|budget|cash) for (?:it|this|that)\b
    no (?:me|nos) interesa\b
    (?:going to|have to|ll|must) decline(?! th| your| mon| tue| wed| fri)
    (?:no|nao) vamos a (?:comprar|contratar|invertir)\b
""")
"""Refusals of the offer, with their negation."""

BARE_NO = Phrases(
    group(r"""
    (?>(?:nao|naum|nope|nops|negativo|no|n) ?[.,!]? ?)+(?>(?:obrigad[oa]|valeu|abs|desculpa|ok) ?[.,!]? ?)*
""")
)
"""A reply, to be matched in full, of nothing but "no" and courtesy."""

INTERESTED = any_of(rf"""
    show (?:me|us)(?= (?:it|how|more)\b| ?(?:$|[.,!]))
    (?:aceito|aceitamos|queremos|topo|topamos) (?:a |essa |esta |uma |o )?{MEETING}
    (?:i m|i am|we re|we are|we am|still|definitely) (?:very |really )?(?:interested|keen)\b
    couldn t (?:be more interested|agree more)|wouldn t miss (?:it|this|that)|(?:can t|cannot|couldn t) say no\b
    don t want (?:to|estou) miss (?:this|it|out|the)\b|count (?:me|us) (?:in|curious)\b|now we do{END}
    (?:let sim|lets) (?:do it|talk|chat|meet)\b|set (?:something|it) up\b|right (?:moment|timing)\b
    me interesa\b|me late\b|suena bien|(?<!nao )(?:hagamos|tengamos|agendemos) (?:la|esa) (?:reunion|llamada|cita)\b
        |sounds (?:good|great|interesting)|interested{END}
    (?:would|d) (?:like|love|be (?:happy|pleased|glad)) to
    (?:aguard\w+|esper\w+|indiqu\w+|mand\w+|envi\w+)(?: \w+){{0,3}} (?:sugestao|sugestoes|indicacao) de (?:datas?
        |horarios?)
    (?:tenho|temos|ha|teria|teriamos|tenho sim|demonstro)(?: \w+){{0,2}} interesse
    (?:estou|estamos|fiquei|sou|ficamos)(?: \w+)? interessad[oa]s?
    (?:me|nos) interess(?:a|ei|ou|amos)\b
    interess(?:a|ad[oa])(?: sim)?{END}
    (?:muito|achei|parece|bem|super) interessante
    (?:vieram|veio|chegaram|chegou|apareceram|apareceu)(?: \w+){{0,3}} (?:(?:em|na) (?:muito )?(?:boa|otima) hora
        |na hora certa)\b
    quero (?:sim )?(?:continuar )?receb(?:er|endo)(?: sim){END}
    quero(?: muito| sim| e)? (?:saber mais|conhecer|agendar|marcar|conversar|ver|entender|participar|fazer|falar
        |ouvir|contratar|a reuniao|uma reuniao|essa reuniao|mais (?:informac\w+|detalhes))
    (?:queria|gostaria|gostariamos)(?: muito)?(?: de)? (?:saber mais|conhecer|agendar|marcar
        |conversar|entender|ver|ouvir|participar)
    (?:(?:me )?(?:conta|conte|fala|fale|explica|explique|diga)(?: \w+)?
        |(?:cuent|expli[qc]u?|dig)[ae]n?(?:me|nos)) mai?s\b
    saber mais|(?:adoraria|seria (?:otimo|bom|excelente)|gostei|adorei|amei|curti)\b
    nao quero (?:perder|ficar de fora|deixar passar)
""")
"""Interest in the offer."""

CONSENT = any_of(rf"""
    joinha{END}
    quero(?: sim| muito)?{END}
    (?:sim|claro|certeza|com prazer|positivo|uhum|aham|yes|aceito|aceitamos|topo|topamos|bora|partiu|demoro|demorou
        |fechou|fechado|obvio|perfeito|otimo|vamos|podemos|pode ser|pode sim|pode){END}
    (?:sim|claro|bora|opa) (?:quero|pode|podemos|vamos|claro|por favor|com certeza|tenho|que sim|sim|bora|marca)
    com certeza|claro que sim|quero sim|boa ideia|otima ideia|conte[m]? comigo|pode[m]? contar (?:comigo|conosco)
        |manda (?:ver|bala)|bora (?:la|marcar
        |conversar|sim)
    vamos (?:marcar|agendar|conversar|la|sim|nessa|falar|nos falar|fazer|combinar|bater um papo)
    (?:pode|podem|podemos|poderia|poderiamos) (?:ser|marcar|agendar|me ligar|ligar|conversar|falar|nos falar|sim
        |me chamar|mandar (?:os |as )?(?:horarios|opcoes|datas|agenda)|enviar (?:os |as )?(?:horarios|opcoes
        |datas|agenda))
    (?:manda|mande|envia|envie|me passa|passa|me fala|quais)(?: \w+){{0,3}} (?:horarios|disponibilidades?|dias
        |agenda|datas)\b
    (?:me liga|me ligue|liga para mim|me ligar|marca ai|agenda ai|pode marcar|tenho disponibilidade
        |estou disponivel)\b
    (?:estou|estarei) (?:livre|disponivel)
    estou dentro{END}
    quando (?:podemos|podem|pode|voce pode|da|seria|fica|voces podem)
    aguardo (?:o |os |seu )?(?:contato|horarios|retorno)
""")
"""Consent to what was asked."""

YES_FIRST = Phrases(
    r"^(?:(?:oi|ola|opa) ,? ?)?(?:quero|aceito|topo|claro|bora|yes|sure|go on)(?: sim| muito| then)? [,.] "
)
"""A yes with which a reply begins, and which a question behind it does not take back."""

ACKNOWLEDGED = any_of(rf"""
    (?:ok|certo|combinado|confirmad[oa]|confirmo|beleza|perfeito|otimo|show|joinha|fechado|estarei la
        |obrigad[oa]|valeu|ate la|ate breve|ate amanha|ate mais|confirmadissimo|tranquilo|blz|falou|maravilha
        |excelente|anotado|agendado|legal|gracias|thanks|thank you|nos vemos){END}
    (?:ate|hasta|see you)(?: el| la| na| on)? (?:{WORKDAYS}|{WORKDAYS_SPANISH}|{WORKDAYS_ENGLISH}|manana|luego
        |tomorrow|then)(?: feira)?{END}
    (?:estou|estamos) la\b(?! (?:n|em|fora))
    (?:estarei|estaremos) (?:la|presente|no horario|aguardando)
    (?:ahi|alli|ali|aca) (?:estar\w+|nos vemos)\b|i ll be there\b|see you there\b
    deix[ae](?: \w+)? (?:como esta|do jeito que esta|marcad[oa])\b
    chega logo (?:esse|o) dia\b|que chegue logo\b|estou (?:\w+ )?(?:ansios[oa]|animad[oa])\b
    (?<!nao )(?<!nem )(?:confirmo|confirmad[oa]|confirmamos) (?:a |minha |nossa |sim|presenca|participacao|o horario)
        |confirmando (?:amanha|hoje|(?:a |nossa )?reuniao)\b
""")
"""The acknowledgement of a meeting."""

_DAY = group(rf"""
    (?:{WORKDAYS}|sabado|amanha|dia [0-9]+|as [0-9]+)
""")
PROPOSED_TIME = any_of(rf"""
    (?:que tal|consigo|posso|podemos|pode ser|marc(?:a|ar|amos|e)|da para)(?: \w+){{0,3}} {_DAY}\b
    {_DAY}(?: \w+){{0,4}} (?:consigo|posso|pode ser|da para|esta bom|fica bom|seria (?:bom|otimo))\b
""")
"""A time that the contact proposes, who has been offered none yet."""

DOUBT = any_of(r"""
    (?:talvez|quem sabe|depende|sei la|futuramente|mais para frente|mais adiante)\b
    (?:vou|preciso|deixa eu|vamos) (?:pensar|avaliar|ver|verificar|analisar|consultar|checar|(?:conversar
        |falar) com (?:meu|minha|o|a))\b
    nao sei\b
    para pensar\b
    se (?:for|fosse|tiver|houver|der|puder|voces?)\b
    (?:mes|ano|trimestre|semestre) que vem
""")
"""Doubt, or a decision put off."""

DOUBTS_COMING = any_of(r"""
    (?:talvez|quem sabe|pode ser que|na duvida|nao sei se|ainda nao sei|maybe|not sure|quiza\w*|no se si)\b
    (?:acho|creio) que (?:nao )?(?:vou|consigo|da|poderei)\b
    (?:te|lhe|vos|le) (?:aviso|falo|confirmo|digo|retorno)\b|(?:ja|depois) (?:te )?confirmo\b
    (?:deixa eu|vou|preciso) (?:ver|olhar|checar|conferir|confirmar)\b
    se (?:eu )?(?:conseguir|der|puder|liberar\w*|nao chover|chover)\b
""")
"""Doubt if the contact will come to a meeting that is booked."""

LATER = any_of(r"""
    (?:te|eu) (?:aviso|retorno|chamo|respondo|falo)\b
    (?:depois|mais tarde|outra hora|outro momento)(?: \w+)? (?:a gente|te|eu|nos|vejo|falamos)\b
    (?:agora|hoje|no momento) nao (?:posso|consigo|da)\b
    nao (?:posso|consigo|da)(?: \w+)? (?:agora|no momento)\b
    me (?:liga|ligue|chama|chame|procura|procure)(?: \w+){0,2} (?:mais tarde|depois|semana que vem|mes que vem
        |outra hora|outro dia)
""")
"""An answer put off: no consent, but compatible with a stated interest."""

URGENT = any_of(r"""
    (?:urgente|urgencia|quanto antes|mais rapido possivel|asap|hoje|agora mesmo|imediat\w+|ja ja
        |o mais cedo possivel)\b
""")
"""Urgency."""

_NO_DAY_BEFORE = group(r"""
    (?<!(?:nd|rc|rt|nt|xt|ir)a )(?<!(?:nd|rc|rt|nt|xt|ir)a eu )
""")
PLAIN_REFUSALS = any_of(rf"""
    {NOT} (?:tenho|temos|ha|estou|estamos|tem|possui|possuimos)(?: (?!pouc)\w+){{0,2}} inter+es+\w*
    (?:sem|zero) (?:nenhum )?interesse
    {NOT} (?:me |nos )?interes+(?:a|ou|am)\b
    (?:nao|no),? ?(?:muito )?(?:obrigad[oa]|gracias|thanks|thank you)\b
    {NOT} (?:quero|queremos|preciso|precisamos)(?: nao| disso| isso| de nada| mesmo| mais nada)*{END}
    quero nao\b
    (?:dispenso|dispensamos|declin(?:o|a|amos)|recuso|recusamos|(?<!te )(?<!lhe )passo)\b(?! para)
    {suppliers.HAVE_ONE}
    (?:fechei|fechamos|fechando|fechou) com (?:\w+ )?(?:outr[oa]|concorrente)
    {NOT} (?:e|seria) (?:(?!hora|momento)\w+ )?para (?:mim|nos|gente|a gente)
    (?<!nao e )(?<!nao e por )(?<!nao por )falta de interesse\b
    {_NO_PRODUCT}
    (?:don t|do not) need (?:this|that|your|it|any)\b
    {NOT} (?:vamos|vou|vai) (?:querer|contratar|aderir|precisar)(?! (?:sem|ficar|perder))
    {NOT} (?:faz sentido|se aplica|compensa|serve|vejo (?:vantagem|utilidade)|viu utilidade)
    {suppliers.STAYS}
    {_NO_DAY_BEFORE}(?:estou|esta) fora{END}
    no (?:me|nos) interesa|no es para (?:nosotros|mi)|ya (?:tenemos|trabajamos|tengo)
    not interested|no thanks|not for (?:us|me)|we already have|i ll have to decline|it s a no
""")
"""Refusals that leave nothing open."""

LISTENS = any_of(r"""
    (?:mas|porem|pero|but|so que|however)(?: \w+)? (?:posso|podemos|quero|queremos|gostaria|aceito|topo|estou aberto
        |estamos abertos|puedo|quiero|i can|we can|i could|happy)(?: \w+){0,2} (?:ouvir|escutar|conhecer|ver|conversar
        |saber|avaliar|comparar|oir|escuchar|conocer|hear|listen|look|compare|talk)\b
""")
"""Interest behind a reason against it: "já temos fornecedor, mas posso ouvir"."""

STILL_WANTS = any_of(r"""
    (?:quero|vamos|bora|aceito|topo|pode|podemos) (?:\w+ )?(?:conversar|marcar|agendar|reuniao|saber|conhecer|ver
        |falar)\b
    (?:me conta|manda os horarios|tenho interesse|i m interested|interested in)\b
""")
"""The wish for the meeting, which contradicts a refusal."""
