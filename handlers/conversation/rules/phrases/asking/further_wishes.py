"""The wishes of somebody whose meeting is booked for something beside it."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group
from handlers.conversation.rules.phrases.parts import MEETING

_STANDS = group(rf"""
    (?: (?:e|so|muito|sim|mesmo|tambem|de novo|entao) )*(?:(?:cancel|desmarc|remarc|adi(?:ar|e|o)\b|mud|troc|tir|sair
        |par(?:ar|em)\b|mant|confirm|particip|comparec|entr(?:ar|o)\b|agradec|avis|lembr|perd|esquec|faltar|furar|mov
        |chang|reschedul|drop|keep|call off|attend|thank|respond)\w*|(?:ess[ae]|est[ae]|sim|muito|mesmo|estar|ir
        |sossego|paz|nada)\b|fazer (?:logo )?ess|$|[.,!?]
        |(?:[ao]s? |n?[ao] |dia |opcao )*(?:terca|quarta|quinta|sexta|amanha|segunda(?! (?:via|{MEETING}))|primeir[ao]
        |terceir[ao]|\dh|\d\dh|\d+:)|(?:[ao]s? |dia |opcao )+\d)
""")
"""The wishes that are about the meeting that stands."""
_FEW = group(r"""
    (?: (?!(?:cancel|desmarc|remarc|adi|mud|troc|tir|sai|par|mov|chang|reschedul|drop|lembr|perd|mant|keep)\w*)\w+)
""")
"""A word between a wish and what is wished for, unless it is one of the meeting that stands."""
_GIVE = group(r"""
    (?:(?:re)?(?:mand|envi)(?:a|e|ar|am|em|ame|eme|anos|enos|enme)|pass(?:a|e|ar|em|ame|eme)|encaminh(?:a|e|ar|em)
        |inform(?:e|em|ar)|compart\w+|disponibiliz\w+|adiant(?:a|e|ar|em)|send|forward|share|give|provide)
""")
_GOODS = group(r"""
    (?:contratos?|minutas?|propostas?|precos?|valor|valores|orcamentos?|cotac(?:ao|oes)|tabelas?|planos|pacotes
        |condicoes|descontos?|custos?|boletos?|pix|faturas?|nota fiscal|fichas?|cnpj|catalogos?|folder|portfolio
        |materia(?:l|is)|apresentac(?:ao|oes)|informac(?:ao|oes)|infos?|detalhes?|documentac(?:ao|oes)|referencias?
        |cases?|endereco|precios?|cotizacion|presupuesto|propuesta|informacion|detalles|folleto|presentacion
        |pric(?:es?|ing)|quotes?|quotation|costs?|offer|contracts?|proposal|brochure|deck|slides|information|details
        |catalogue?|discount|invoice|address)
""")
_TIMES = group(r"""
    (?:horarios|datas|dias|disponibilidades?|fechas|dates|times)
""")
_ANOTHER = group(r"""
    (?:(?:mais|tambem) (?:uma?|1)|outr[oa]s?|segund[oa]|nov[oa]|2|(?:una? )?(?:otr[oa]|segund[oa]|nuev[oa])|another
        |(?:a )?second|one more|an extra)
""")
_NOW = group(r"""
    (?:agora|ja|hoje|imediatamente|urgente|logo|antes|quanto antes|amanha cedo|ahora|hoy|ya|now|today|asap|sooner
        |right away|straight away)
""")
_TALK = group(r"""
    (?:conversar|conversamos|falar|falamos|nos falar|bater um papo|hablar|hablemos|hablamos|conversemos|talk|speak
        |chat)
""")
_CALL = group(r"""
    (?:lig(?:a|ue|ar|uem)|cham(?:a|e|ar|em)|procur(?:a|e|ar|em)|telefon(?:a|e|ar|em))
""")
_WANT = group(r"""
    (?:quer(?:o|emos|eria|eriamos)|gostaria(?:mos)?|precis(?:o|amos)|prefir(?:o|imos)|preferi(?:a|riamos?)|desej(?:o
        |amos)|solicit(?:o|amos)|peco|pedimos|necessit(?:o|amos)|quier(?:o|es)|quisier\w+|necesit(?:o|amos)|prefiero
        |(?:i|we) (?:need|want|prefer)|(?:i|we) (?:d|de|would) (?:like|love|prefer)(?: to)?)
""")

TO_MEET = any_of(rf"""
    (?:{_WANT}|vamos|bora|vou|let s|lets|queria){_FEW}{{0,2}} (?:(?:re)?agend(?:ar|em)|marcar|marquem|schedule|book
        |arrange)\b
    (?:{_WANT}|marcar|marque[m]?|agend(?:a|e|ar|em|amos|emos)|podemos|poderiamos|fazer|faz|ter|have|hacer|tener|schedule
        |book|arrange){_FEW}{{0,4}} {_ANOTHER} (?:\w+ )?(?:{MEETING}|meeting|session|sessao|reunion|llamada|cita|charla)
    {_GIVE}{_FEW}{{0,5}} {_TIMES}\b
""")
"""Another meeting, or one as if none were booked."""

TO_BE_SENT = any_of(rf"""
    {_GIVE}{_FEW}{{0,5}} {_GOODS}\b
""")
"""Papers and prices that somebody has to send."""

TO_GET = any_of(rf"""
    {_WANT} (?!{_STANDS})
    (?:vamos|bora|vou|decidi(?:mos)?|let s|lets|queria){_FEW}{{0,2}} (?:contratar|comprar|assinar|aderir|encomendar
        |testar|fechar|comecar|sign|start)\b
    (?:me |nos )?(?:cont(?:a|e|em)|fal(?:a|e|em)|expli\w+|dig(?:a|am))(?: \w+){{0,3}} mais\b
    (?:cuent\w+|cont[ae](?:me|nos)|expli\w+|dig(?:a|an)(?:me|nos)) (?:algo )?(?:mas|mais)\b|saber (?:mais|mas)\b
    tell (?:me|us) (?:more|about)\b|more (?:info\w*|details)\b|mais (?:informac\w+|detalhes|infos?)\b|mas (?:informacion
        |detalles|info)\b
    {_TALK}{_FEW}{{0,3}} (?:ainda )?{_NOW}\b
    {_CALL}{_FEW}{{0,3}} {_NOW}\b
    (?:me|nos) (?:lig(?:a|ue|uem)|telefon(?:a|e|em)|ajud(?:a|e|em)(?! (?:a|com)\b)|indi(?:ca|que|quem)|mostr(?:a|e|em)
        |expli(?:ca|que|quem))\b
    {_CALL} (?:o|a|os|as|el[ae]s?|para (?:o|a|mim|meu|minha|nosso|nossa))\b
    (?:call|ring|phone) (?:me|us)\b|llam(?:eme|ame|enme|eme|enos)\b
    (?:fal[ae]|falem|trat[ae]|tratem|habl[ae]n?|speak|talk) (?:com|c|con|to|with) (?:o|a|os|as|meu|minha|nosso|nossa|el
        |la|mi|my|our|the)\b
    (?:pode|poderia|podia)(?:m|mos)? (?:ser (?:por|pelo|via|n[oa]|em|presencial)|lig\w+|cham\w+|incluir|adicionar
        |fazer)\b
    (?:e|esta|estou|estamos|muito|bem|super|caso de|com|it s|is|es) (?:urgente|urgencia|urgent)\b
    vou querer (?:uma?|o|os|as|ver|mais|saber)\b
    quanto antes\b|mais (?:rapido|cedo) possivel\b|as soon as possible\b|asap\b|lo antes posible\b
    cade\b
""")
"""Something else that somebody has to give or do: to tell more, a call, another person, the contract itself."""

TO_BE_LEFT_OUT = any_of(r"""
    (?:me|nos) (?:(?:re)?tir(?:a|e|em|ar)|remov(?:a|e|am|er)|exclu(?:a|am|ir)|(?:descadastr|desinscrev)\w+) (?:(?:so
        |apenas|somente) )?d(?:[aeo]s?|ess[ae]s?|est[ae]s?) (?:\w+ )?(?:listas?|grupos?|mailing|newsletter|boletim
        |email|base|cadastro|transmissao|ofertas|promoc\w+|propagandas?|divulgac\w+)\b
""")
"""The wish to be taken off a list, whatever is said of the meeting."""

_PAPERS = group(r"""
    (?:links?|convites?|enlace|enderecos?|acesso|invite|invitation|retorno|resposta|contato)
""")
_GET_IN = group(r"""
    (?:entrar|acessar|conectar|ouvir|escutar|abrir|logar|get in|join|hear|connect|log in|open|oir)
""")
_WAITING_ROOM = group(r"""
    (?:recepcao|portaria|guarita|sala de espera|lobby|reception|waiting room|recepcion)
""")
_HERE = group(r"""
    (?:estou|estamos|cheguei|chegamos|estoy|llegue|i m|we re|im|ja|aqui|sentad[oa])
""")
NEEDS_SOMEBODY = any_of(rf"""
    (?:ninguem|nobody|no one|nadie)(?: (?:ainda|mais|todavia|has|have|is|ha|se|me|esta|apareceu|e))* (?:entr|aparec
        |atend|veio|veo|cheg|respond|conect|vino|lleg|contest|here|came|show|joined|answer)\w*
    (?:nao|n) (?:estou |to )?(?:conseg(?:ui|uindo|uimos)|consigo)(?: \w+)? {_GET_IN}\b
    (?:no (?:puedo|logro|pude)|can t|cannot|couldn t)(?: \w+)? {_GET_IN}\b
    (?:sem|sin|no) (?:som|audio|sonido|imagem|camera|sound|video)\b|(?:minha|a|mi) internet (?:caiu|cayo|nao|se)\b
    (?:esperando|waiting)(?: \w+){{0,3}} (?:ninguem|nadie|nobody|aqui|sala|link|recepcao|portaria|ha|faz|desde|minutos?
        |minutes?|min)\b
    {_HERE}(?: \w+)? (?:na|en la|in the|at the|at) {_WAITING_ROOM}\b
    sala esperando\b
    (?:i m|we re|still) waiting\b
    (?<!ja )(?:aguard(?:o|ando|amos)|no aguardo d[aeo]s?|espero|esperamos|waiting for|awaiting) (?:\w+ )?(?:{_PAPERS}
        |{_GOODS})\b
    (?:ainda nao|nao|haven t|hasn t|didn t|todavia no|aun no|no) (?:me |nos |\w+ve )?(?:recebi|recebemos|chegou
        |chegaram|veio|vieram|recibi|recibimos|llego|llegaron|received|get|got|arrived)\b
    (?<!recebi o )(?<!tenho o )(?:link|enlace)(?: (?:da|de la|para la|for the) \w+)? (?:por favor|please|pf\w*|pls|plz
        |porfa\w*)\b
    ^(?:o |el |the )?(?:link|enlace) ?[.!]?$
    (?:favor|please) {_GIVE}{_FEW}{{0,3}} {_PAPERS}\b
    (?:(?:estou|esta|fui|foi|estoy|esta|ficou|fiquei) (?:\w+ )?(?:internad[oa]|hospitalizad[oa]|doente|enferm[oa]
        |de luto)|luto|velorio|falec(?:eu|imento d)\w*|morreu|fallecio|murio|passed away|died|fui demitid[oa]
        |fui desligad[oa]|laid off|fui despedid[oa]|assaltad[oa]|acidente)\b
    (?:atras(?:o de|ad[oa] \w+ min|arei|ar (?:um|uns|\d|pouco))|running (?:\w+ ){{0,3}}late|llego (?:\w+ )?tarde
        |preso no transito|stuck in traffic)\b
    (?:falta de respeito|perda de tempo|palhacada|decepcion\w+|waste of time|falta de respeto|perdida de tiempo)\b
    resolv(?:i|emos|ido) (?:internamente|sozinh[oa]|de outro jeito)\b
""")
"""Words that somebody has to see: who waits or cannot get in, what did not come, trouble, and complaints."""

GIVES_UP = Phrases(
    rf"\b(?<!nao )(?:preciso|precisamos|quero|queremos|vou ter que|vou precisar|gostaria de) (?:cancelar|desmarcar)"
    rf" (?:[ao]|essa|nossa) (?:{MEETING}|d[eao] |{WORKDAYS})"
    r"|\b(?:[ao]|d[eao]) (?:\w+ ){1,3}(?:preciso|precisamos|quero|queremos) (?:cancelar|desmarcar)"
)
"""A meeting that is given up in a sentence, whatever is said beside it."""
