"""The questions and requests that people put beside a choice, an interest or a wish for another time."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group
from handlers.conversation.rules.phrases.parts import MEETING

_MATTERS = group(r"""
    (?:link|enlace|convite|invitacion|invite|invitation|video|zoom|teams|meet|skype|telefone|telefono|phone|ramal
        |presencial|online|on line|remot[ao]|in person|plataforma|platform|estacionamento|parking|endereco|address
        |direccion|precos?|precios?|price|pricing|valor|valores|custos?|costs?|taxa|desconto|discount|gratis
        |gratuit[oa]|de graca|contratos?|contracts?|documentos?|documents?|nota fiscal|nf|gravacao|gravad[ao]|grab\w+
        |record\w*
        |demo|deck|slides|catalogo|catalogue?|brochure|folder|material|duracao|duration|dur(?:a|am|an)|demor(?:a|am|an)
        |quanto(?! antes)|quantos|quantas|qts|cuant[oa]s?(?! antes)|horario de brasilia|hora de (?:brasil\w*|chile)
        |fuso|time ?zone)
""")
_YOU = r"(?:voces?|vcs|ustedes|you)"
_MAY = (
    r"(?:posso|podemos|pode|podem|poderia|da para|consegue|puedo|pueden?|podrian?|can|could|may|will|would)"
)
_TAKE_PART = (
    r"(?:levar|convidar|incluir|trazer|participar|assistir|join|bring(?!(?: \w+){0,3} forward)|add|sit|"
    r"invitar|llevar|conectar\w*|sumar\w*|meter|"
    r"explicar|explain|ligar|llamar\w*)"
)
_ASKED = group(rf"""
    (?:quem (?!sabe|dera)|quien|who|whos|how (?:much|long|many|does|do|did)|o que (?!(?:(?:voces?|vcs) )?(?:ach|tem
        |mais)\w*)|what (?:do|does|is|s|should|will)\b(?! (?:you (?:think|have|got)|your (?:diary|calendar
        |availability)))|onde|donde|where|why|como (?:funciona|seria|sera|vai ser|consegui\w+|obtuv\w+|me conecto)
        |(?:qual|quais|que|cual|which|what) (?:\w+ )?(?:empresa|servico|produto|company|service|product|plano)
        |{_MAY} (?:\w+ ){{0,4}}{_TAKE_PART}|(?:precis(?:a|o|amos)|necesit\w+) (?:\w+ )?(?:levar|llevar|prepar\w+
        |instalar|participar|ter|document\w+|alg\w+|que)|do (?:i|we) (?:have|need)|hace falta
        |{_YOU} (?:\w+ )?(?:emitem?|aceitam|fornecem|sell|issue)|vai ter|vao ter|havera|will there be|golpe|robo|bot
        |scam)
""")
QUESTION = Phrases(rf"\b(?:{_MATTERS}|{_ASKED})\b[^?]*\?$")
"""The sentences with a question mark that neither a time nor a confirmation answers."""

UNMARKED = any_of(r"""
    quanto tempo (?:dura|demora|leva)\b
    (?:quanto|cuanto) (?:custa|cuesta|fica|sai|vale|cobra\w*|dura|demora)\b|how (?:much|long) (?:is|does|do|will)\b
    (?:qual|cual) (?:(?:e|es|o|a|el|la|seria) )+(?:valor|preco|precio|custo|costo|link|enlace|plataforma|duracao
        |duracion|endereco)\b
    quem (?:vai|participa|apresenta|me atende)\b(?! .*\bs(?:ou|omos)\b)
    com quem (?:e|vai|sera|seria)\b
""")
"""The same without one, as people type."""

_GET = r"(?:quer\w*|gostaria\w*|precis\w+|prefir\w+|pode|podem|podia\w*|poderia\w*|manda\w*|mande\w*|envi\w+)"
_GET_ABROAD = (
    r"(?:could|can|would|please|send|email|want|need|like|quisiera|quiero|pueden?|podrian?|envi\w+|mand\w+)"
)
_PAPERS = (
    r"(?:info\w*|detalhes?|valor\w*|precos?|propostas?|materia\w+|apresentac\w+|details?|prices?|pricing|brochure|"
    r"proposal|deck|detalles|precios|propuesta|presentacion)"
)
_MEET = rf"(?:marcar|agendar|agendarmos|marcarmos|reunir|{MEETING})"
FIRST = any_of(rf"""
    antes (?:de |d[ao] )(?:(?:a|o|qualquer|nossa|essa|uma) )*{_MEET}(?:[^.!?]* )?{_GET}\b
    {_GET}\b(?:[^.!?]* )?antes (?:de |d[ao] )(?:(?:a|o|qualquer|nossa|essa|uma) )*{_MEET}
    {_GET} (?:[^.!?]* )?{_PAPERS}\b(?:[^.!?]* )?(?:antes|primeiro)(?= ?(?:$|[.,!?]))
    {_GET_ABROAD} (?:[^.!?]* )?{_PAPERS}\b(?:[^.!?]* )?(?:first|before(?:hand)?|antes|primero)(?= ?(?:$|[.,!?]))
    {_GET_ABROAD} (?:[^.!?]* )?(?:before (?:booking|scheduling|we (?:book|schedule|meet|talk)|(?:any|the|a) (?:call
        |meeting))|antes de (?:agendar|reunirnos|(?:la|una) (?:reunion|llamada)))\b
""")
"""Papers, prices or an answer that are wanted before a meeting is."""

CALLED = any_of(r"""
    (?:prefiro|prefiero|prefer|melhor|mejor) (?:que )?(?:\w+ ){0,2}(?:(?:me|nos) )?(?:lig(?:ue|uem|ar|acao)|telefon\w+
        |llam\w+|(?:a )?(?:phone )?call)\b
    (?:pode|podem|poderia|poderiam|consegue) (?:(?:me|nos) )?(?:ligar|telefonar)\b
    (?:me|nos) (?:liga|ligue|liguem|telefona|telefone)\b
    (?:can|could|please) (?:you )?(?:call|ring|phone) (?:me|us)\b|(?:pueden?|podrian?) llamar(?:me|nos)\b|llame[n]?me\b
""")
"""The wish to be called."""

_SEND = group(r"""
    (?:(?:re)?envi(?:a|e|ar|em|ando|ado|en)|mand(?:a|e|ar|em|ado|en)|encaminh(?:a|e|ar|em|ado)|pass(?:a|e|ar|em)|send)
""")
_INVITE = r"(?:convite|link|invite|agenda|enlace|invitacion|calendario)"
_TO_ANOTHER = group(rf"""
    (?:tambem|com copia|em copia|(?:para|por|n?[ao]|em) (?:\w+ )?(?:email|whatsapp|zap)|para (?:[ao]s? |meu |minha
        |nosso |nossa )(?!{WORKDAYS}|dia|reuniao|horario|data|gente|\d)\w)
""")
_TO_INCLUDE = group(r"""
    (?:inclu(?:a|i|ir|am)|adicion(?:a|e|ar|em)|coloc(?:a|ar)|coloque[m]?|copi(?:a|e|ar|em)|acrescent(?:a|e|ar|em)|add
        |include)
""")
_PAPERS_OF_IT = group(r"""
    (?:pautas?|nomes?|roteiro|topicos|temas|documentos?|apresentac(?:ao|oes))
""")
_TO_BRING = group(r"""
    (?:propostas?|contratos?|amostras?|catalogos?|materia(?:l|is)|exemplos?|tabelas?|precos|valores|modelos?|minuta)
""")
_TELL = r"(?:diz|diga|dizer|fala|fale|falar|conta|conte|explica|explique|informa|informe)"
_KNOW = r"(?:queria|quero|gostaria de|gostariamos de|preciso|precisava) (?:saber|entender|confirmar)"
_WHAT = r"(?:quem|onde|qual|quanto|o que|de onde|se (?:\w+ )?(?:voces?|e|tem|da|aceita\w*|vai)\b)"
TO_DO = any_of(rf"""
    {_SEND}(?: \w+){{0,3}} {_INVITE}(?: \w+){{0,5}} {_TO_ANOTHER}
    (?<!me ){_TO_INCLUDE} (?:[\w/]+ ){{0,7}}(?:n?[ao] )?(?:{_INVITE}|reuniao|chamada|em copia)\b
    {_SEND} (?:\w+ ){{0,3}}{_PAPERS_OF_IT}\b
    (?:traz(?:er)?|traga[m]?|leve[m]?|prepar(?:a|e|em)) (?:\w+ ){{0,2}}{_TO_BRING}\b
    (?:preciso|precisamos|vou precisar|precisaria|necessito) de (?:\w+ )?(?:interprete|recibo|nota|comprovante
        |declaracao)\b
    {_TELL} (?:antes )?{_WHAT}\b|{_KNOW} (?:antes )?{_WHAT}\b
    como (?:\w+ )?(?:consegui\w+|obtiv\w+|obteve|peg(?:ou|aram)|acharam|descobri\w+) (?:\w+ ){{0,2}}(?:meu|minha|nosso
        |esse|o)\b
""")
"""Things to be done, and questions in the words of a statement."""

OF_TIMES = any_of(r"""
    (?:quando|when|cuando|horarios?|dias?|datas?|semanas?|horas?|agend\w*|marc\w*|convers\w*|falar|falamos|fala|reuniao
        |call|talk|speak|meet\w*|chat|times?|days?|week|hablar|hablamos|conectamos|seguimos|platicar|reunirnos)\b
    (?:outr[oa]s?|opc(?:ao|oes)|options?|opcion(?:es)?|otr[oa]s?|another|other)\b
    proximos? passos?\b|next steps?\b|proximo paso\b
    como (?:e que )?(?:a gente |eu |nos )?(?:faz|faco|fazemos|fazer|seguimos|marca)\b
    (?:por que nao|why not|ainda|still|sigue|segui\w*|que tal|tudo|what have you got|do que se trata)\b
    (?:como|cuales|que) (?:vai|esta|estas)\b|how could i\b
    me (?:explica|conta|conte|diz)\b|(?:pode|podem|pudes\w+)(?: me| nos)? mostrar\b
""")
"""Questions for a meeting and its times, and those that only greet."""

_NODS = """
    blz verdade confirma confirme confirmam fechou visse hein heim entendeu entendido assim joia aqui ai uai saiba
    right alright verdad vale si no nao ou e ja logo mesmo serve doido agora acredita hoje amanha sabe imagina
"""
NODS = frozenset(_NODS.split())
"""The words of a question that asks for no more than a nod, beside those without a meaning of their own."""
