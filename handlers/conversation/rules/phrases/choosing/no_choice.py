"""The phrases of a reply to an offer that chooses nothing, although it may name a slot."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.choosing import others_decide, to_be_confirmed
from handlers.conversation.rules.phrases.notation import any_of, group, pattern

IRONY = any_of(r"""
    (?:so que nao|(?<!e )(?<!depois )(?<!ai )so deus sabe
        |estao (?:doid|maluc|louc)[oa]s|ate parece|quem (?:me )?dera|que sonho|nem sonhando|nem morto
        |nem pensar (?:nisso|em)
        |ta doid[oa]|esta doid[oa]|ficou (?:doid|maluc|louc)[oa]|you kidding|estas loc[oa]
        |ni en suenos|ojala|in your
        |dream on|i wish|as if)\b(?! quinta| sexta)
    (?:bem|justo|justamente|logo) n[ao] (?:hora|horario|dia) (?:d[aeo]|em que|que)\b(?! (?:[a-z]+ ){0,4}(?:livre
        |folga|posso))
    (?:horario|hora|dia) exat[oa] (?:em que|que|d[aeo])\b(?! (?:[a-z]+ ){0,4}(?:livre|folga|posso))
    em plen[oa]\b
    voces sao (?:uns |umas |muito |bem )?(?:otimist|geni|comedi|corajos|engracad)\w*
""")
"""The opposite of what is said, or a mere dream."""

FAR = any_of(rf"""
    (?:ano que vem|proximo ano|ano proximo|outro ano|next year)\b
    daqui (?:a )?(?:9|[1-9]\d+) dias\b
    (?:n?a )?(?:{WORKDAYS})(?: feira)? mais cedo\b(?! possivel)
    mais (?:cedo|tarde) n(?:o mesmo dia|esse dia|este dia|ess[ae]|a (?:{WORKDAYS}))\b
""")
"""A time beside the offer, by words that sound like a part of it."""

DEFERRED = any_of(rf"""
    (?:don t|do not) hold (?:me|us)\b
    i ll (?:write|reply|answer)(?: (?:you|back))? (?:hoje|tonight|later|amanha|soon|when|once|after)\b
    (?:sem|sin) (?:ele|ela|el|ella|(?:[ao]|meu|minha|mi) [a-z]+) (?:[a-z]+ )?(?:eu |yo )?(?:nao|no) (?:posso|consigo
        |fecho|marco|confirmo|decido|puedo|cierro|decid\w+)\b
    (?:consigo|posso|vou|vamos) (?:te|lhe) (?:responder|retornar|dar (?:uma? |o |a )?(?:retorno|resposta))\b
    (?:convers\w+|fal\w+) (?:sobre|d)(?: ?[ao]s?)? (?:agenda|datas?|horarios?|marcacao)\b
    (?:olho|vejo|confiro|consulto)(?: a| na)?(?: minha)? agenda\b
    (?:(?:lo |la |todavia |aun ){{0,3}}(?:tengo|tenemos|hay|falta|necesito|debo|habria) (?:que )?(?:confirmar
        |consultar
        |preguntar|revisar|verificar|chequear|checar|hablar))\b
    (?:dejame|dejeme|dejanos|dejenme|permitame|permiteme|deja que|deja) (?:lo |la |me )?(?:ver|revis\w+
        |confirm\w+
        |consult\w+|chec\w+|chequ\w+|pens\w+|mir\w+|pregunt\w+|valid\w+)\b
    (?:dame|deme|denme|give me|gimme|me da|me de|me deem|me dao|me deixa|preciso de|so) (?:un|uma?|so um|a
        |another|1
        |mais um|mais 1) (?:momento|momentinho|rato|ratito|minut\w*|segund(?:o|inho)|dia|dias|tempo|tempinho
        |bit|moment
        |sec\w*|mins?|while|couple|few|instante|hora|hour|day)\b
    (?:let me|lemme|need to|have to|got to|gotta|must|want to|going to|gonna|i ll|we ll|will
        |should) (?:just |first
        |quickly |double )*(?:check(?! (?:everything|the (?:invit\w+|link))\b)|see (?:if|how|what|with)|look|ask|think
        |run it|run this|talk|speak|consult
        |verify
        |confirm (?:with|later|tomorrow|tonight|by|after|asap)|get back|come back|let you know)\b
    looking at my (?:calendar|diary|schedule)
    (?:provavelmente|probably|probablemente|possivelmente|possibly|posiblemente|perhaps|might|puede que
        |a lo mejor|tal vez
        |talvez|tentativ\w+|pencil\w*|to be confirmed|tbc|not sure|no (?:lo )?se (?:si|aun|todavia)
        |no estoy segur[oa])\b
    (?:quem|quien) (?:manda|decide|define|resolve|bate o martelo|da a palavra|da o ok
        |autoriza)\b(?! (?:aqui |la )?(?:sou|somos) )
    (?:voy|vamos) a (?:ver|consultar|confirmar|preguntar|revisar|chequear|pensar)\b
    (?:nao|nem|sem) (?:precisa |me )?(?:confirm|fech|marc|agend|mand|envi|reserv)\w*(?: \w+){{0,2}} (?:ainda
        |por enquanto|por ora|agora)\b
    ainda (?:nao|sem) (?:e |esta |da para )?(?:confirm|fech|marc|agend|certez|cert|definid|defini)\w*
    vamos (?:ainda )?decidir\b
    a gente ve(?: isso)? ?(?:$|[.,!])
    confirmar(?:a|ei|emos|ao)\b
    (?:fal[ae]|trat[ae]|ve|vej[ae]|combin[ae]|marc[ae]|marque)(?: isso)? com (?:ele|ela)\b
    a confirmar\b(?! (?:o|a|que|para|minha|nossa))
    (?:pre reserv|provisori|provisional|tentativ)\w*|visto bueno
    (?:aguard\w+|esper\w+|falta(?:ndo)?)(?: so| apenas)? (?:o |a )?(?:meu |minha )?(?:ok|aval|aprovacao|autorizacao
        |confirmacao|sinal verde)\b(?! d[eoa]s? (?:voce|senhor|convite))
    (?:ainda )?depend(?:o|emos|endo) d
    (?:{WORKDAYS}|amanha)(?: feira)? (?:ja )?(?:eu|a gente|te) (?:te |lhe )?(?:confirm[oa]
        |avis[oa]
        |respond[oe]|dig[oa]|diz|d(?:ou|a) (?:um |uma |a )?(?:retorno|resposta|posicao))\b(?! (?:o|a|que|se|meu
        |minha|para)\b)
    (?<!me )deix[ae] (?:passar|virar|acabar|terminar)\b(?! d[aeo]s? \d)
    falta (?:so |apenas )?(?:[ao] )?(?!voce)(?:(?:meu|minha|nosso|nossa) )?[a-z]+ (?:dizer|dizerem|confirmar|ver
        |responder
        |autorizar|aprovar|liberar|topar)\b
    (?:el[ea]s?|socia?|chefe|marido|esposa) (?:ainda )?(?:esta|estao|vai|vao) (?:decidi\w+|pensa\w*)\b
    (?:e que|quem) (?:sabe|decide|manda|resolve|define)\b(?! (?:aqui |la )?sou eu)
    vou (?:la )?perguntar(?! (?:tudo|muit|um|na|no|la)\w*)
    so (?:quem sabe|[ao]s? (?:meu|minha) [a-z]+ (?:que )?sabe)\b
    ainda (?:nao (?:disse|falei|respondi|topei|aceitei)|falta)\b
    e com (?:ele|ela)\b(?=.*\bnao (?:e )?comigo)
    ainda (?:vou|tenho que|preciso) (?:bater|falar|ver|confirmar|consultar|checar|alinhar|conversar|combinar)
    te (?:lo )?(?:confirmo|aviso|digo)(?: luego| manana| amanha| mas| en| despues| depois| mais| hoje| ate
        | ya)* ?(?:$|[.,!?])
""")
"""The choice is put off, or is somebody else's."""

_SOMEBODY = r"(?:(?:[ao]|meu|minha|nosso|nossa) )?(?!(?:eu|voces?|a gente|senhora?)\b)[a-z]+"
_ASKS_ON = r"(?!poss|preciso)[^.!?]{1,40} [.,] [^.!?]*\?$"
UNDECIDED = any_of(rf"""
    (?:can ?t|can ?not|don t|couldn t|didn t) (?:quite |yet )?agree\b(?! (?:more|less|with)\b)
    (?:nao|nunca) (?:\w+ )?(?:cheg\w+|entr\w+) (?:a|em|n?um) (?:acordo|consenso)\b
    no (?:nos|se) (?:ponemos|ponen|pusimos) de acuerdo\b
    so (?:uma?|1)(?: d[ao]s (?:\d|[a-z]+))?(?: que| eu| me)* nao\b
    (?:mas|porem|so que) {_SOMEBODY} (?:tem que|tem de|precisa|tera que) (?:\w+ )?(?:confirmar|liberar|autorizar
        |aprovar|concordar|dar o ok|ver se)\b
    (?:pode|podem|podemos|bora|vamos) (?:marcar|tentar|ver|achar|arrumar|buscar)(?: para)? (?:uma? )?outr[oa] (?:dia
        |horario|data|hora|semana|momento)\b
    ^(?:se|caso) (?:eu |a gente )?(?:for|fosse|marcar|pegar|escolher|fechar|ficar com) {_ASKS_ON}
    (?:desde que(?! (?:eu |ela |ele |a gente )?(?:era|nasci|casei|abri|comec(?:ei|ou)|cheg(?:uei|ou)|me \w+ou)\b)
        |contanto|com a condicao|as long as|provided|siempre que|siempre y cuando|con tal
        |a condicion)\b
    if (?:my|the|our|his|her|i|we|they|he|she) (?!can|could|may|possible)
    (?<!lembrete )(?<!recordatorio )(?<!reminder )(?:uma|una|1|2|dos|meia|media) horas? (?:antes
        |depois|despues|ma(?:i?s) (?:cedo|tarde|temprano|de manha))\b
    se (?:voces|vcs|o preco|o valor|o custo) \w
    (?:se|si) (?:nao|no) (?:for|der|rolar|puder|tiver|conseguir|for possivel|se puede
        |hay)(?: mais)? ?,? ?(?:a |na |o |no |pode
        |ser |entao |vai |la |el )*(?:\d|{WORKDAYS}|primeir|terceir|opcao)
    mas (?:agora )?(?:eu )?nao (?:posso|consigo|da|vou poder)(?: mais)? ?[.!]*$
    (?:es|e|me e|esta) (?:todo )?(?:igual|indiferente)\b(?! a| que| ao)
    (?:(?:me|nos) )?(?:da|dan) (?:igual|lo mismo|no mesmo)\b
    all (?:the )?same (?:estou|to|for|with) (?:me|us)\b
    (?:(?<!make )(?<!do )any of (?:them|these|those|the)|whichever (?:works|suits|you|one|is (?:best|easi))
        |whatever suits
        |cualquier\w*|no matter|all (?:three|3) work)\b
""")
"""Any slot would do, or none is cared for, or only on a condition."""

DECLINED = any_of(r"""
    (?:no|nao) (?:vamos?|voy|vou|queremos|quero|querem|pretend\w+|pens\w+) (?:a )?(?:comprar|contratar
        |adquirir|gastar
        |investir|invertir)\b
    no (?:me|nos|le) interes\w+
    (?:not (?:going|gonna|planning|looking) (?:estou|for|to)|won t be) (?:buy|purchas|spend|invest|sign)\w*
    not (?:really )?(?:(?:my|our) (?:cup of tea|thing)|(?<!and not )(?<!but not )for (?:me|us) ?(?:$|[.,!]))
    no (?:quiero|queremos) (?:hablar|saber|recibir|que me|que nos|nada)\b
    (?:not|no longer|aren t|isn t) (?:\w+ )?(?:interested|buying|looking to buy)\b
    (?:ja )?(?:fechei|fechamos|contratei|contratamos|assinei|assinamos) (?:com|c) (?:um )?(?:outr[oa]s?
        |concorr\w+)\b
    (?:ya )?(?:contrate|contratamos|firmamos|cerramos) con (?:un )?otr[oa]
""")
"""The thing itself is refused."""

NOTICES = pattern(rf"""
    ^(?:oi |ola |hi |hola |bom dia )?(?:amor|mae|pai|mozao|grupo|mom|dad|honey|babe|mama|papa|mami) ?[,.]
    \b(?:ooo|o (?:until|till)|out of (?:the )?office(?![^.!?]*\bso (?:the
        |make it )?(?:dia|{WORKDAYS})\b)|annual leave|automatic reply|auto ?reply
        |resposta automatica
        |respuesta automatica|mensagem automatica|fuera de la oficina|fora do escritorio|delayed response
        |limited access|no momento nao est\w+|recesso|receso)\b
    \b(?:out|away|off|fora|fuera|ausente|viajando|em viagem|de (?:viagem|viaje|ferias|vacaciones|folga|licenca
        |atestado)
        |on leave|afastad[oa]|licenciad[oa]|internad[oa]|de repouso)(?: \w+){{0,3}} (?:until|till|ate|hasta
        |through)\b(?! hoje\b)(?![^.!?]*\bso (?:make it |put me |lets do |the )*(?:dia
        |{WORKDAYS}|as
        |primeir|ultim)\b)
    ^(?:(?:oi|ola|hi|hello|hola|bom dia|boa tarde) [,.!] )?(?:eu |so )*(?:volto|volvo|vuelvo|regreso|retorno
        |back|estarei de volta
        |estare de vuelta|i m back|i am back)\b(?![^.!?]* (?:entao|por isso|asi que|so)\b[^.!?]*\d)
    \b(?:respondo|(?:volto|retorno) a (?:responder|trabalhar|atender|ler)|alta|(?:internad[oa]|de luto
        |em retiro)\b[^.!?]*
        (?:respondo|volto|retorno)) (?:so |apenas |somente )+(?:n?[ao] |em |dia )?(?:dia|{WORKDAYS}|\d)
    \b(?:your|su|tu|sua|seu|vosso) (?:appointment|booking|reservation|order|package|parcel|delivery|flight
        |cita|turno|reserva
        |pedido|consulta|encomenda|compra|exame
        |horario) (?:is |esta |foi |sera |con |de |for |n |no |numero |ha sido |has )
    \b(?:(?<!me a )(?<!us a )(?<!me the )(?<!send a )(?<!send the )reminder
        |(?<!mand[ae] )(?<!mandar )(?<!mand[ae] o )(?<!mand[ae] um )(?<!mandar o )(?<!mandar um )lembrete)\b(?! me)
    ^(?:hello [,.] )?(?:este es |es )?(?:un |el )?recordatorio\b
    \b(?:estara|estaremos|estarei|ficara|ficaremos|estaran) (?:fechad|cerrad)(?!.*\b(?:fico com|aceito|prefiro|pode ser
        |resta\w*|fica (?:perfeit[oa]|otim[oa]|bom|boa))\b)
    \b(?:reabr\w+|reopen\w*|reabierto)\b
    \b(?:chamado|ticket|protocolo|solicitacao|ocorrencia|incidente|case|pedido
        |orden) (?:n |no |numero |number )?\d{{3}}
    \b(?:prioridade|priority|prioridad) (?:baixa|media|alta|low|high|medium|normal|urgente)\b
    \b(?:assunto|subject|asunto) \w+
    \bfyi\b
    \b(?:consegue|pode|podes|puedes|puede|poderia|can you|could you|da para voce) (?:me )?(?:cobrir|cubrir
        |cover
        |substituir|sustituir)\b
    \b(?<!as )(?<!one )(?<!that )(?<!time )(?<!day )(?<!horario )(?:you|voce|voces|vc|ustedes|usted|tu) (?:wrote|said
        |offered|proposed|suggested|escreveu|escreveram
        |disse|disseram
        |propos|escribio|dijo|dijeron|escribieron)\b(?! (?:que )?(?:podia|pode|could))(?![^?]* entao [^?]*$)
    \b\d{{1,2}} , \d{{1,2}} (?:e|y|and) \d{{1,2}}\b
    \b(?:passei|mandei|repassei|encaminhei|reenviei|repasse|reenvie|pase|forwarded
        |passed) (?:as |los |las |the |tudo|it
        |isso|sua|seu|su |this|para (?:o|a|ele|ela)\b)(?!.*\b(?:topou|concordou|aceitou|aprovou
        |liberou|el[ea] (?:tambem )?(?:quer|prefere|pode))\b)
    \bdel? \d{{1,2}} (?:a|al|ate) \d{{1,2}} de [a-z]
    \b(?:from|between) (?:dia )?\d{{1,2}} (?:to|and|until) (?:dia )?\d{{1,2}}\b
""")
"""A program's or an absentee's notice, a word to a colleague, the offer told again."""

_MEANS = r"(?:video\w*|telefone|phone|ligacao|chamada|zoom|meet|teams|whatsapp|zap)"
_HOW = group(rf"""
    (?:online|on line|virtual|presencial\w*|pessoalmente|remot[ao]|in person|(?:por|via|pel[ao]|by) {_MEANS}|de graca
        |gratis|gratuit[ao]|free|sem (?:custo|compromisso|cobr\w+)|rapid\w+|ligeir\w+|curt[ao]|breve|quick|short
        |barat[ao]|(?:uns |ate )?\d+ ?min\w*|meia hora(?! (?:depois|antes|mais))
        |(?:com )?(?:uma )?(?:gente|human[oa]|pessoa)
        |serio|verdade|seguro|aqui|n[ao] (?:minha|meu|nossa|nosso)|em (?:portugues|ingles|espanhol|libras))
""")
_THE_MEETING = r"(?:(?:a|essa|la|the) (?:reuniao|conversa|chamada|call|reunion|meeting)|it|isso)"
_RATHER = r"(?:(?:mesmo|tudo|bem|realmente|so|apenas|for|coisa|uma?|conversa|papo) )*"
_HARMLESS = group(r"""
    (?:qualquer|algu[mn]\w*|imprevist|mudanc|problem|duvid|dud|necessid|necesid|alterac|disponib|vag|horario|cambi|outr
        |interes|possib|posib|novidad|noved|cualquier|mais|mas)
""")
_DAY_OR_NUMBER = rf"(?:{WORKDAYS}|amanha|dia|opcao|primeir|terceir|ultim)"
_WILL_SEE = "(?:veremos|vemos|vejo|veo|ve|vamos ver|vamos viendo|quem sabe)"
_BRINGS = r"(?:ll?ev|trag|pag|traig|invit|ofere|ofrezc|prepar|passo um)\w*"
TREATS = any_of(rf"""
    {_BRINGS} (?:(?!{_DAY_OR_NUMBER})[a-z]+ ){{1,6}}(?:, )?(?:se|caso|si) (?:{_THE_MEETING} )?(?:for|es) {_HOW}
""")
"""The treats that somebody brings, should the meeting be one that it can be brought to."""
CONDITIONAL = any_of(rf"""
    (?:se|caso|si|if) (?:{_THE_MEETING} )?(?:for|fosse|es|is) {_RATHER}{_HOW}\b
    (?:se|caso|si) n[ao]o? (?:(?:for|tiver|houver|me) )?(?:cobr\w+|pag(?:ar|o)\b|cust\w+|demor\w+|golpe|robo)
    (?:em )?(?:havendo|habiendo|existindo)(?: a| el| la| o)? (?!{_HARMLESS}|[a-z]+(?:[ai]do|cho)\b)[a-z]+
    (?:tendo|sobrando|dando|conseguindo|saindo|teniendo|consiguiendo) (?:[ao]s? |el |la )?(?:quorum|sala|gente
        |tempo|tiempo|verba|autorizacao|liberacao|aval|certo(?= ?$| [.,])|equipe|equipo|permiso|ok|espaco|brecha)\b
    de haber (?!{_HARMLESS})[a-z]+
    (?:se|si|caso) (?:houver|tiver|hay|haya|hubiera|tenemos|tivermos) (?:quorum|sala|gente|verba|permiso|equipo)\b
    (?:(?:caso|do|de lo|del) contrario|senao|se nao|si no) [,.]? ?(?:a gente |nos |eu |ja |ya )*{_WILL_SEE}\b
    (?<!dios )(?<!deus )mediante \w|condicionad[oa] a\b
""")
"""A condition on what the meeting is like, of which a calendar knows nothing."""

_LATER = group(rf"""
    (?:depois|amanha|ate|mais tarde|em breve|hoje|logo|assim que|quando|(?:n?[ao] )?(?:{WORKDAYS})|(?:de|a
        |pela) (?:manha|tarde|noite))
""")
_CONFIRM = r"(?:(?:eu|te|lhe|vos|ja|so|a gente) )*(?:confirm(?:o|amos)|dou (?:a )?certeza)"
_BEFORE = r"(?<=[a-z\d] )(?:[.,] )?(?:(?:que|e|mas|so) )?"
_END = r"(?= ?(?:$|[.,!?]))"
CONFIRMED_LATER = pattern(rf"""
    {_BEFORE}{_CONFIRM} {_LATER}(?: [a-z]+)?{_END}
    {_BEFORE}{_LATER}(?: cedo)? {_CONFIRM}{_END}
""")
"""The confirmation that is to come, behind a choice: "confirmo amanhã 9h" is one itself."""

HELD = (CONDITIONAL, to_be_confirmed.PROVISIONAL, others_decide.DECIDE, others_decide.UNLESS)
"""Words for what a choice is held by."""
ALL = (FAR, IRONY, DEFERRED, UNDECIDED, DECLINED, NOTICES)
"""All of them."""
