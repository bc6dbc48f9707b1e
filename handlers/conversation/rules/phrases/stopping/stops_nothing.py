"""Sentences, English and Spanish ones above all, with the words of an order to stop that stop no messages."""

from handlers.conversation.rules.phrases.notation import Phrases, group, one_of

STOPS_NOTHING = one_of(r"""
    (?<!you )(?<!they )(?:don t|dont|do not|never) stop\b(?! (?:by|writing|sending|texting|calling|messaging)\b)
    (?:i|we|he|she|they) (?:just |really )?(?:can t|can not|cannot|could not|couldn t) stop\b(?! (?:you|them|these
        |those|the|your|getting|receiving)\b)
    (?:never|didn t|did not|haven t) (?:ask(?:ed)?|told|tell|said|say|want(?:ed)?)(?: you)? (?:to |estou )?(?:stop
        |unsubscribe
        |opt out)\b
    (?:(?:i|we)(?: ve| have)? (?:never|not|haven t|havent)|nobody|no one)(?: has)?(?: ever)? (?:unsubscribed
        |opted out)\b
    stop (?:and|to|estou) (?:write|say|think|look|talk|ask|chat|read|speak|consider|listen|wonder)\b
    stop me (?:if|when)\b
    (?:can t|cannot|can not|couldn t) (?:get|remove|shake|erase)(?: \w+){0,6} (?:head|mind)\b
    spam (?:filter|folder|box)|(?:filtro|carpeta|bandeja) (?:de |del )?spam\b
    (?:almost|nearly|casi|a punto de|about (?:to|estou)) (?:\w+ ){0,3}(?:delet|remov|block|mark|report|unsubscrib
        |stop|send|sent|spam|trash|borr|elimin|bloque|mand|manda|marc|pedir|ped[ií])\w*
    (?:filed|file|had|put|thrown|threw|sent|filtered)(?: \w+){0,3} (?:under|to|estou|in|into|as) (?:\w+ )?spam\b
    (?:me voy|me fui|estoy|estare|esta|sigue|anda|ando|estuve|entro) de baja\b
    me di de baja (?:del?|en) (?!(?:(?:la|las|los|el|su|sus|esta|este) )*(?:lista|boletin|newsletter|suscrip
        |correo|mail|base))
    (?<!don t )(?<!not )(?<!never )(?:add|put)(?: (?!block|black|opt|not?\b|suppress|unsub|exclu)\w+){1,6} list\b
    (?:apunt|agreg|inclu)\w*(?:me|nos)(?: \w+){1,3} lista\b
    (?:assim|logo|depois|antes) que (?:eu )?sair\b|quando (?:eu )?sair\b(?! d)
    (?:me|nos) (?:cobr(?:aron|aram|ou|an|a|aste)|descont(?:aron|aram|ou))\b|(?:recebi|chegou|veio|recibi
        |llego)(?: \w+)? (?:uma?|una?|outra|otra|d[oa]s|2|a|la) (?:cobranc\w+|cobro|fatura|factura|boleto|multa)\b
    cobranc\w+ (?:indevid|duplicad|errad|em (?:dobro|duplicidade)|a mais)\w*|(?:charged|billed) (?:me|us|twice|double
        |for|the)\b|double charged\b
    (?:nome|sobrenome|nombre|apellido|name|surname|razao social|cargo|empresa)(?: (?!fora\b)\w+){0,4} (?:escrit[oa]
        |grafad[oa]|spelled|spelt|misspelled|misspelt)\b|(?:escreve\w*|escrib\w+|spell\w*
        |mis ?spel\w*) (?:\w+ ){0,3}(?:meu|my|mi) (?:nome|name|nombre|sobrenome|apellido)\b
    no me quejo\b|nao me quejo\b|nao (?:estou (?:\w+ )?(?:reclamando|me queixando)|e (?:uma )?(?:reclamacao|queixa)
        |reclamo)\b|no es (?:una )?(?:queja|reclamo)\b|(?:not|isn t) (?:a )?complain(?:t|ing)\b
    no longer (?:deal\w*|work\w*|handl\w*|responsib\w*|in charge|in|part of|do|doing|the (?:contact|person|right
        |buyer|manager)|look\w* after)\b
    (?:les|lhes?|le) dan? (?:a )?borrar|(?:de los que|dos que|das que|one of those who) (?:\w+ ){0,3}(?:borr|apag
        |delet|ignor)\w*
    (?:sua|seu|a|o|essa|esse) (?:mensagem|recado|audio|texto)(?: \w+){0,4} (?:apagad|deletad|excluid|removid)[oa]\b
""")
"""Idioms, sick leaves, what was nearly done, additions to a list, and messages that were deleted."""

NOT_OF_LISTS = group(r"""
    (?! (?:\w+ )?(?:reserva|cita|turno|reunion|agenda|calendario|calendar|side|lado|booking|slot|appointment|meeting
        |session
        |call|head|mind|cabeza|diary)\b)
""")
"""The things behind a possessive that are no message, list or datum."""

LISTS_ELSEWHERE = one_of(r"""
    (?:off|from|out of) (?:the|your|this|that|any)(?: \w+)? (?:short ?list|wait(?:ing)? ?list|guest list|pilot|trial
        |tender|raffle|beta)\b(?! \w*(?:list|mail))
    list (?:of|for) (?:the )?(?:bidders|vendors|suppliers|candidates|attendees|participants|pilot|trial|demo)\b
    unsubscrib\w* (?:me |us )?from (?:(?:mon|tues|wednes|thurs|fri)days?\b|(?:(?:my|our|the|an?) )?(?:current|old
        |previous
        |former|existing|other|another) \w+)
""")
"""Lists, trials and providers that somebody leaves without wanting silence: a shortlist, the old supplier."""

_LEAVE = group(r"""
    (?:sair|salir\w*|descadastr\w+|cancelar|desinscrev\w+|dar(?:me|nos)? de baja|borrar(?:me|nos)?|retirar\w*
        |remover|tirar|unsubscribe|opt out|leave|cancel)
""")
_MAY = group(r"""
    (?:posso|podemos|podemos|consigo|conseguimos|da para|tem como|e possivel|puedo|podria|podriamos|se puede|es posible
        |can (?:i|we)|could (?:i|we)|(?:is it|it s) possible (?:to|estou)|will (?:i|we) be able (?:to|estou))
""")
LEAVES_LATER = Phrases(rf"\b{_MAY}\b[^.!?]{{0,40}}\b{_LEAVE}\b")
"""A question whether one may leave, an order only of whom is on the list already."""
_GIVES = group(r"""
    (?:d(?:er|ou|oy|amos|ejo|ejamos)|pass(?:ar|o|armos)|pas(?:o|amos)|deix(?:ar|o|armos)|give|share|leave)
""")
_JOINS = group(r"""
    (?:cadastr\w+|inscrev\w+|inscrib\w+|assin\w+|aceit\w+|acept\w+|topar|entrar|entro|receber|suscrib\w+|anot\w+
        |apunt\w+|registr\w+|sign\w*|join\w*|subscrib\w+|accept\w*|say yes|(?:nao|no) (?:me )?(?:gost\w+|gust\w+)
        |(?:don t|do not) like)
""")
IF_JOINED = Phrases(
    rf"\b(?:se|si|caso|if|once|after|depois de|despues de)(?: (?:eu|yo|nos|a gente|i|we|les?|te|lhe|os|me|ya|ja))*"
    rf" (?:{_GIVES}|{_JOINS})\b"
)
"""The condition that somebody joins, who is on no list yet."""
WHENEVER = Phrases(
    r"\b(?:quando (?:eu |a gente )?quiser\w*|cuando (?:yo )?quiera\w*|a qualquer (?:momento|hora|tempo)"
    r"|en cualquier momento|any ?time|at any (?:time|point)|whenever|depois|despues|mais (?:tarde|para (?:a )?frente)"
    r"|mas adelante|later|then|no (?:me )?gusta\w*|nao gost\w+)\b"
)
"""The time at which it may be, which is not now."""

_OFF = r"(?:cancelad|descadastrad|desinscrit|removid|excluid|apagad|retirad|unsubscribed|removed|deleted)"
ASKS_IF_OUT = Phrases(
    rf"\b(?:fui|estou|estava|estoy|am i|was i|foi|esta)(?: \w+){{0,3}} {_OFF}[^.!?]*\?"
    r"|\b(?:estou|continuo|ainda estou|sigo|am i)(?: \w+){0,3} (?:lista|cadastro|base|list)\b[^.!?]*\?"
)
"""The question whether one is off, or on, a list."""
NO_NEED = Phrases(
    r"\b(?:(?:nao|no) (?:hace falta|es necesario|hay necesidad|precisa[mn]?|e (?:preciso|necessario)"
    r"|ha necessidade)|no need)(?: (?:que|de|to|estou|me|nos|voces?|a|lo|la|for|you|ustedes|vcs)){0,4}"
    r" (?:d(?:ar|e|es|en|ad)(?:me|nos)? de baja|descadastr\w+|(?:re)?tir\w+|remov\w+|exclu\w+|borr\w+|elimin\w+"
    r"|unsubscribe|delete|saqu\w+|quit\w+)\b"
)
"""The removal of which somebody says that there is no need."""

ANOTHER_MIND = Phrases(
    r"\b(?:cambi(?:e|o|amos) de (?:opinion|idea|parecer)|mudei de (?:ideia|opiniao)(?! sobre)"
    r"|some(?: other)? (?:time|day)|contacts? saved|no falta(?:ba|ria) mai?s|nao falta(?:ba|ria) mai?s"
    r"|never (?:a )?better (?:time|timing))\b"
)
"""A change of mind, another time and an assent, which by themselves say nothing of messages."""
