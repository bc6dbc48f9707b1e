"""The plain words of a decision for a slot, right before or behind its name, whatever else a reply tells."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import any_of, one_of, pattern

_PLEASE = one_of(r"""
    pode(?:m|mos)?
    (?:eu |a gente |nos )?(?:quero|prefiro)
    (?:eu |a gente |nos )queria
""")
_BOOK = one_of(r"""
    marca(?:r|mos)?
    marque[mi]?
    bot(?:a|ar|e|em)
    poe
    poem
    coloca(?:r|mos)?
    coloque[m]?
    deixa(?:r|mos)?(?! para la\b)
    deixe[m]?(?! para la\b)
    agenda(?:r|mos)?
    agende[m]?
    anota(?:r)?
    anote[m]?
    confirm(?:a|ar|e|em|o|amos)
    fech(?:ar|e|em|o|amos)
    (?:^|(?<=[.,!] )|(?<=entao )|(?<=ai )|(?<=pode )|(?<=bora )|(?<=ja )|(?<=me )|(?<=moca ))fecha
    reserv(?:a|ar|e|em)
    crava(?:r)?
    (?<!me )(?<!nos )manda
    joga(?:r)?
    lanca(?:r)?
""")

BEFORE = any_of(rf"""
    (?:{_PLEASE} )?{_BOOK}(?: ai| logo| eu| nos| ja| a gente)?(?: para)?
    (?:entao|portanto|logo|agora|por eliminacao|o jeito) (?:e|fica|ficamos|ficou|sera|vai ser|so|vamos (?:de
        |com|na|no)|vai)
    (?:(?<=\bai )|(?<=\bo )|(?<=[.,] ))fica
    (?:entao|portanto)
    por eliminacao(?: ,)?
    (?:eu |a gente |nos )?(?:vou ficar|fico|fiquei|ficamos|fica|ficaria) com
    (?:eu |a gente |nos )?(?:vou|vamos|iremos) (?:de|com|querer|ja)
    (?:vamos|bora) (?:fazer|falar|conversar)(?: logo| ja)?
    (?:eu |a gente |nos )queria
    (?:eu |a gente |nos )?(?:quero|prefiro|preferimos|escolho|escolhi|escolhemos|optei por|optamos por|opto por)
    pode(?:ria)? ser(?: logo| ja)?
    pode ir (?:de|com|na|no)
    (?:eu )?(?:quis|quero|queria) dizer
    (?:me|nos) (?:serve|servem|convem|atende)(?: bem)?
    (?:sobr|rest)(?:a|ou) (?:me|nos)(?: ,)? (?:entao|portanto|assim)(?: ,)?
    (?:me |nos )?(?:sobra|sobrou|resta|restou)(?: so| foi| e| apenas)?
    (?:o )?que (?:cabe|sobra|sobrou|resta|restou|serve|da certo|encaixa)(?: para mim| sem risco)? (?:e|foi|fica)
    (?:tem que|vai ter que|ha de|so pode) ser
    (?:melhor|o melhor|a melhor)(?: para mim| para nos| para gente)?(?: e| seria| ja)?
    (?:me|nos) (?:bota|bote|poe|ponha|coloca|coloque|encaixa|encaixe|marca|liga|ligue|chama|chame|espera|espere
        |de|da)(?: para)?
    (?:decidi|decidimos|decidido|resolvi|fechado|combinado)(?: eu)?(?: ,| .)*
    (?:te|lhe|os|vos) (?:atendo|espero|aguardo|recebo)
    confirmad[oa](?: ,| para)*
    foco
    (?:me |nos )?(?:quedo|quedamos|quedare|quedaremos|quedemos)(?: entonces)? (?:con|en|para)
    (?:tomo|tomamos|agarro|agarramos|elijo|elegimos|escojo|escogemos|bloqueo|bloqueamos)(?: en mi calendario)?
    (?:lo |la )?(?:dej(?:amos|emos(?:l[oa])?|[ae]me|el[oa])|hagamosl[oa])(?: fij[oa])?(?: para| en)?
    (?:me )?(?:anoto|apunto|sumo)(?: en| para| a)?
    (?:acepto|aceptamos|aceptaremos|se acepta|acoge|acogemos)(?: la (?:reunion|cita|llamada))?
    (?:(?:por descarte )?nos reunimos|(?:me voy|nos vamos|voy|vamos) por)
    (?:tiene|tendra|tendria) que ser
    (?:ponga|pongan|poned)(?:me|nos|lo)?
    (?:agend|apunt|anot|reserv)(?:[ae]|emos|[ae]me|[ae]nos|enme)(?: para)?
    (?:ponme|poneme|pongame|ponganos|ponganme|ponlo|pongalo)(?: para| en)?
    (?:nos vemos|hablamos|conversamos)(?: entonces)?(?: ,)?
    asi que(?! (?:el|los|este) )|por descarte(?: ,)?|por (?:lo )?tanto(?: ,)?(?! (?:el|los|este) )
        |(?:entonces|pues) (?:el|la)
    pued[eo]n? (?:recibir|atender)(?:l[oae]s?|te)
    (?:tiene|tengo|tenemos) (?:disponible|libre)
    (?:mand|envi)(?:a|e|en|ame|eme|enme|anos|enos)(?: el| la)? (?:enlace|link|invitacion|convocatoria)(?: para| del?)
    (?:la|el|lo) (?:unic[ao]|que (?:mejor|mas))(?! (?:que )?(?:no (?:(?:me|nos) (?!choc|cruz|estorb|complic|molest)
        |puedo)|complic))[a-z ]{{0,60}} es
""")
"""The words of a decision before the name of its slot."""

_GOOD = one_of(r"""
    bom
    boa
    otim[oa]
    perfeit[oa]
    ok
    joia
    beleza
    certo
    certinh[oa]
    fechad[oa]
    aprovad[oa]
    reservad[oa]
    marcad[oa]
    tranquil[oa]
    confirmad[oa]
    combinad[oa]
    resolvid[oa]
    ideal
    legal
    massa
    show
    de bom tamanho
    de boa
    no ponto
    valendo
    limp(?:a|o|inha|inho)
    livre
    em branco
    vag[oa]
    garantid[oa]
""")
_ME = r"(?:eu |a gente |nos |para mim |para nos |ja |me |te |ai |aqui |bem |muito |e |que ){0,4}"
_GOES = "(?:parece|queda|viene|va|sienta|resulta|vendria|quedaria|iria|esta|estaria)"
_WELL = "(?:bien|perfect[oa]|genial|excelente|barbar[oa]|estupendo|comod[oa]|joya|de (?:lujo|perlas|maravilla|10))"
BEHIND = any_of(rf"""
    {_ME}(?:esta|estaria|fica|ficaria|ficou|foi|e|seria) (?:muito |bem |ate |super |mais )?{_GOOD}\b(?! (?:de
        |com (?!voce|[ao] senhor|ele|ela)|[ao] (?!gente)|para (?!mim|nos|gente|voce|ele|ela|tod|ambos|os? 2)|que nao))
    (?:que )?eu (?:ja )?(?:quero|prefiro|escolho|topo)\b(?! (?:que|sab|ver|el[ea]|falar com [mo]))
    {_ME}(?:serve|encaixa|funciona|rola|convem|consigo|conseguimos|consegue|posso|podemos)\b(?! (?:\w+ )?(?:nao
        |so|ate|se)\b
        | n?[ao] (?:{WORKDAYS}|dia)\b
        | (?:\w+ )?(?:conversar|falar|ver) (?!com (?:voce|a senhora|o senhor)))
    {_ME}(?:fico|ficamos|fechou|fechado|fechamos|topado|bora|combinado)\b(?! (?:de|fora|sem|na|no|em|ate
        |devendo|dentro
        |com (?:meus?|minhas?|[ao]s? (?!senhor|primeir|segund|terceir|ultim|opcao|gente|que|d[aeo]\b|\d))))
    {_ME}(?:da|dara|vai dar|deu|casou|caiu) (?:certo|certinho|bom|direitinho|super certo)\b
    {_ME}(?:cai|caiu|veio|vem|cabe)(?: que nem| como)? (?:(?:uma )?luva|bem|direitinho|certinho|a calhar|perfeito)\b
    {_ME}pode (?:ser|marcar|confirmar|lancar|botar|por|colocar|deixar|agendar|anotar|reservar|contar comigo
        |fechar|mandar o (?:link|convite))\b(?! (?:outr|n?[ao] (?:{WORKDAYS}|dia)|para))
    {_ME}(?:estou|estamos|estarei|estaremos|vou estar) (?:dentro|livre|na area
        |(?:on ?line|conectad[oa])(?! (?:n?uma?|em|com)\b)|a toa|a disposicao|disponivel|inteir[oa]
        |de boa|garantid[oa]|esperando|aguardando)\b
    {_ME}(?:te|os|vos|lhe) (?:atendo|espero|aguardo|recebo)\b
    {_ME}(?:atendo|espero|aguardo|recebo|recebemos) (?:voces?|[ao] senhora?)\b
    (?:tem|ganha|leva|ganhou) (?:o )?meu voto\b
    (?:eu )?(?:paro|largo|suspendo) tudo\b
    (?:esta )?(?:aprobad|aprovad|confirmad|confirmed|approved|agreed)[oa]?(?= ?(?:$|[.,!])| (?:por|by|from) (?:ella
        |el|ele|ela
        |her|him|my|our|us)\b)
    (?:eu )?sou tod[oa] (?:seu|sua|de voces|ouvidos)\b
    (?:e )?(?:mais )?(?:que|a que|o que) (?:eu |a gente |nos )?(?:quero|prefiro|fico|posso|consigo|me serve)\b
    (?:si )?(?:me |nos )?{_GOES} (?:muy |super |re |mas |todo )?{_WELL}\b
    (?:si )?(?:me|nos) (?:acomoda|conviene|cuadra|encaja|funciona|calza|late|salva)\b(?! (?:mas|solo|si)\b)
    si(?: (?:puedo|podemos|podria|voy|vamos|llego|tengo tiempo|me conecto))?(?= ?(?:$|[.,!]|por que\b|gracias\b))
    (?:si )?(?:estoy|estamos|estare|estaremos) (?:libre|disponible|desocupad[oa])s?\b
    (?:tengo|tenemos) (?:libre|disponible|hueco|espacio|un hueco|un espacio|un ratito|tiempo)\b
    (?:si )?(?:me conecto|nos conectamos)\b
    (?:si )?(?:me |nos )?(?:viene|cae|queda)(?: como)? anillo al dedo|(?:si )?(?:me |nos )?{_GOES} de maravilla
    es la buena\b
    e nois\b
""")
"""The words of a decision behind the name of its slot."""

THAT = any_of(rf"""
    (?:(?:entao|portanto) )?(?:(?:{_PLEASE} )?{_BOOK}(?: eu| ai| a gente)?(?: para)?|vamos(?: com| de)?|bora
        |fico com|quero|prefiro|(?<=entao )e|(?<=que )e|(?<=, )e(?! el[ea]\b(?! (?:que|quem|mesm)))
        |pode ser|te espero|te atendo|vou
        |considere|(?:voce|voces) poe eu|eu fico|fica|entao)(?: logo| so)? (?:ness[ae]|ess[ae]|este|nest[ae]
        |el[ea]|nel[ea])(?: mesm[oa]| ai| dia| horario| data)*\b(?! (?:que (?:e|seria)|de|da|do|das|ou
        |(?:dia |horario |data )?(?:eu |a gente )?nao
        |junt[oa]s?|as? \d|semana|mes|ano|tipo|negocio
        |assunto|cois|conversa|reuniao|{WORKDAYS}
        |(?:mesm[oa] )?(?:numero|email|endereco|telefone|whats\w*|zap|contato|grupo|canal))\b)
    (?:so|then|yes|yeah|ok ,|put (?:me|us) (?:down |in )?for|lets (?:take|do|book|go (?:with|for))|go (?:with
        |for)|give me|book (?:me |us )?(?:in )?for|(?:i|we) ll (?:take|have|go (?:with|for))) that(?: one| day
        | horario)?(?: then| please| pls| it is| works)*(?= ?(?:$|[.,!]|and ))
    (?<=[.!] )that (?:one|day)(?: then| please)*(?= ?(?:$|[.!]))
    entao ness[ae] (?:eu |a gente )?(?:estou|estamos) (?:garantid[oa]|dentro|livre)\b
""")
"""The words of a decision for the slot that was named last."""

THINKS_ALOUD = any_of(r"""
    deixa (?:eu )?(?:ver|olhar|conferir|pensar|te contar)\b(?! (?:com|se|depois))
    (?:nao )?(?:pera|espera|calma)(?: ai| la)?\b
    (?:eu )?nao sei (?!se\b|ainda|qual|bem|direito|quando|o que)(?=[a-z])
    ainda (?:esta|tem)\b(?! (?:disponi|vag|livre|aquel|a de|o de|de pe))
    de qualquer (?:jeito|forma|maneira|modo)\b
    qualquer coisa\b
""")
"""Thoughts that leave no choice open: what comes behind them is the decision."""

CONDITION = any_of(r"""
    (?<!dizer )(?<!saber )(?<!ver )(?<!avisa )(?<!aviso )(?<!digo )(?<!sei )(?:se|caso|si|if) (?!bem
        |nao me (?:engano|falha)|eu nao me (?:engano|falha)|quiser|precis|fosse|eu fosse|houver|for (?:preciso
        |necessario|o caso)|der\b|chama)
""")
"""A condition, which is none where it is only a question put into words."""

REPORTED = any_of(r"""
    (?:nao|nem|nunca|jamais|sem|se|caso|quando|talvez|ni|si|no|cuando
        |para|de|quem sabe|ia|iria|tinha|queriam?|quis)(?: eu| me
        | te| a gente| nos| que| so)*$
""")
"""Words before a decision that is none: a refusal of it, a condition, an aim."""

ONLY_BEGINS = pattern(rf"""
    entao (?:n?[ao] )?(?:{WORKDAYS}|amanha|dia \d)
""")
"""The beginning of a voice note, which decides nothing where a tale follows it: "então terça eu tô na estrada"."""

TALE = pattern(r"""
    (?:eu |a gente |meu [a-z]+ |minha [a-z]+ |nos )(?:ja |nao )*(?!poss|pod|consig|conseg|quer|fic|prefir|top|vou de
        |dou|te\b|lhe\b
        |acho|confirm|aceit|escolh|marc|serv|atend|esper|aguard)[a-z]+
""")
"""Words for what somebody does on a day, right behind its name."""

LEAVES_OPEN = pattern(rf"""
    (?:[,.] )?(?:mas|so que|porem|but|pero) (?:as?|d[aeo]l?|el|la|o|pela|na|so|nao|se|depois|antes|apos|no|si|en
        |por la|solo|hacia|mas|un[ao]?
        |\d)
    (?:ou|or|nem|nao|no(?! mas)|ni|sino|tampoco|menos|exceto|antes|depois|apos|ate|a partir|so que nao|so nao|seria|era
        |tinha
        |se (?:eu )?fosse|passar|virar|acabar|terminar|esquec\w+|risc\w+|descart\w+|cort\w+)\b
    e (?:n?[ao] )?(?:{WORKDAYS}|dia \d+)\b[^.!?]{{0,20}}\btambem\b
    (?:e|y|and) (?:a |o |as |la |el |the |opcao |numero )*(?:[1-3]\b(?! ?(?:h|:|/|\d|pessoas|e meia))
        |(?:primeir|segund|terceir|ultim)[ao]\b)
""")
"""Words right behind the name of a slot that leave it open or refuse it."""

REST = any_of(r"""
    (?:quedo|quedamos|agarro|agarramos|tomo|tomamos|elijo|elegimos|voy|vamos|acepto|aceptamos|fico|ficamos
        |vou) (?:con |por |com )?(?:la|el|[ao]) (?:que (?:me |nos )?(?:sobr|rest|qued|fic)\w+|restante)(?= ?$| [.,!])
""")
"""The decision for the slot that is left."""
