"""The questions and requests that people put beside a choice, an interest or a wish for another time."""

from handlers.conversation.rules.phrases.notation import Phrases, any_of, group
from handlers.conversation.rules.phrases.parts import MEETING
from handlers.conversation.rules.phrases.questions import OF_DATA

_MATTERS = group(r"""
    (?:link|enlace|convite|invitacion|invite|invitation|video|zoom|teams|meet|skype|telefone|telefono|phone|ramal
        |presencial|online|on line|remot[ao]|in person|plataforma|platform|estacionamento|parking|endereco|address
        |direccion|precos?|precios?|price|pricing|valor|valores|custos?|costs?|taxa|desconto|discount|gratis
        |gratuit[oa]|contratos?|contracts?|documentos?|documents?|nota fiscal|nf|gravacao|gravad[ao]|grab\w+|record\w*
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

OF_THE_FIRM = any_of(rf"""
    {_YOU} (?:\w+ ){{0,2}}(?:tem|vendem?|fazem|atendem?|trabalham|cobram|entregam|oferecem|ficam|have|offer|tienen
        |venden|hacen|atienden)\b
    {OF_DATA}
""")
"""The questions about the firm, and about the data that it keeps: times and meetings are none beside an end."""

TO_BE_TOLD = any_of(r"""
    (?:saber|dizer|di(?:z|ga|gam)|explicar|expli(?:ca|que|quem)|inform(?:ar|a|e|em)|respond(?:er|a|e|am)|know
        |tell me|explain|saber|decir|diga[n]?me) (?:de |a |do )?(?:onde|como|quem|por que|qual|quais|where|how|who|why
        |which|donde|quien|cual)\b
    (?:quero|queremos|gostaria de|preciso|quiero|want (?:to|estou)) (?:fazer )?(?:uma )?(?:reclam(?:ar|acao)|queixa
        |complain)\b
    (?:me |nos )?(?:pass(?:a|e|em)|mand(?:a|e|em)|inform(?:a|e|em)|di(?:z|ga|gam)|quero|give me) (?:qual )?(?:o |the
        |a |)(?:contato|telefone|numero|whatsapp|email|phone|number) (?:d[aeo]|of) (?!voces?\b)\w+
""")
"""What somebody wants to be told, or to complain of, without a question mark."""

SOMEBODY = any_of(r"""
    (?:quero|queremos|queria|gostaria de|exijo|desejo|quiero|quisiera|(?:want|like|need) (?:to|estou)) (?:falar
        |conversar|tratar|reclamar|hablar|speak|talk|complain) (?:com|con|to|estou|with) (?:o|a|os|as|um|uma|algum
        |alguma|alguem|quem|seu|sua|teu|el|la|su|un|alguien|your|the|some(?:one|body))\b(?! (?:gente|meu|minha
        |senhora?)\b)
""")
"""Somebody with whom a person wants to speak, as who complains does: beside an order to stop it is no interest."""

REFERRED = any_of(r"""
    (?:(?:fal[ae]|falem|trat[ae]|tratem) com|procur(?:a|e|em)|lig(?:a|ue|uem) para|cham(?:a|e|em)|contat(?:a|e|em)) (?:o
        |a|meu|minha|nosso|nossa) (?!gente\b)\w+
    (?:talk to|speak (?:to|with)|contact|write to) (?:my|our)\b|hablen con (?:el|la|mi)\b
    quem (?:\w+ ){1,3}(?:agora|hoje) (?:e|sera) (?:[oa]|meu|minha|noss[oa])\b
""")
"""Somebody else who is to be spoken with instead."""

GOT = Phrases(r"\b(?:tir(?:ou|aram)|sac(?:o|aron))\b")
"""Where a number was got from, in a verb that orders to take it off in its other forms."""

AND = Phrases(
    r" e (?=(?:me|nos|quero|queremos|qual|quais|quem|como|(?:de )?onde|preciso|par(?:a|e|em) de|nao|depois|tir[ae])\b)"
)
"""The "and" before something that is asked or ordered."""
