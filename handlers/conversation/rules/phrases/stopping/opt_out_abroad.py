"""The ways of ordering silence in English and Spanish that are no translations of Portuguese ones."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import group, one_of
from handlers.conversation.rules.phrases.parts import NOT

_DONE = group(r"""
    (?= ?(?:$|[.,!?]|(?:please|pls|thanks|thank you|gracias|por favor|porfa|por fa|urgente|andele|ya|che|joven
        |nomas)\b))
""")
_OWN = group(r"""
    (?:my|our|this|the|that|mi|mis|nuestr[oa]s?|est[ea]|el|los|las)
""")
_NUMBER = group(r"""
    (?:number|numero|address|email|mail|contact|phone|telefono|celular|correo|domain|line|datos|details|data
        |records?)\b
""")
_TO_WRITE = group(r"""
    (?:contact|writ|send|sent|email|mail|messag|text|call|approach|escrib|contact|mand|envi|llam|molest|busc|insist)
""")
_MORE = group(r"""
    (?:again|any ?more|any further|further|more|anything|ever again|mas|mais|nada|nunca|jamais|otra vez)\b
""")
_NO_MESSAGE = group(r"""
    (?! (?:\w+ )?(?:times?|slots?|options?|dates?|links?|invit\w+|pdfs?|files?|attachments?|info\w*|horarios?
        |opcion\w*
        |fechas?)\b)
""")

ORDERS_ABROAD = one_of(rf"""
    (?:lose|forget|ditch|bin|comot|get rid of|dispose of) {_OWN} (?:\w+ )?{_NUMBER}
    (?:wipe|erase|delete|remove|scrub|destroy|purge|get rid of) (?:whatever|everything|anything
        |all|(?:the |any |all )?(?:personal )?(?:data|details|info\w*|records?))(?: \w+){{0,3}} (?:hold
        |have|keep|got|stored?|kept|collected)\b
    cease and desist\b|notice (?:to|estou) cease\b
    (?:un|de)list (?:me|us)\b
    (?:block|blacklist) (?:me|us|(?:my|our|this|these) (?:number|domain|address|addresses|email|line))\b
    (?:put|add) (?:me|us|this number|our domain) (?:on|to|estou) (?:your |the |a )?(?:blacklist|blocklist
        |block list)\b
    end (?:the|this|all|any) (?:contact|messages|emails|correspondence|outreach)\b
    (?:remove|delete|erase|scrub|wipe)(?: [\w,]+){{0,10}} all of (?:me|us) (?:from|out of|off)\b
    (?:let|make) (?:this|that|it) (?:be |\w+ )?(?:the|your) (?:last|final) (?:time|one|i hear|you|email|message|mail
        |text)\b
    (?:tak(?:e|ing)|took) back (?:the|my|our|any|that) (?:consent|permission)\b
    retract\w*(?: \w+){{0,2}} (?:consent|permission)\b
    leave (?:me|us) in peace\b
    (?:borr|elimin|saqu|sac|quit|limpi|suprim|tach|retir|desapunt)(?:[ae]n?|ad)(?:me|nos)(?: ya| de una vez
        | de inmediato
        | de (?:ahi|aqui|aca))*{_DONE}
    d(?:a|e|en|ad|ar)(?:me|nos|le|les) de baja\b
    desapunt(?:[ae]n?|ad)(?:me|nos) de (?!(?:la|el|es[ae]) (?:reunion|cita|llamada|{WORKDAYS_SPANISH}))
    olvid(?:e|en|a)n?(?:se|te) de (?:nosotros|mi{_DONE}|(?:mi|nuestro|este|el) (?:numero|telefono|celular|correo
        |contacto))
    suprim(?:a|an|ir|i)(?:la|lo|los)?(?: \w+){{0,3}} (?:mis?|nuestr[oa]s?|datos|informacion)\b
    fuera (?:mi|nuestro) (?:telefono|numero|correo|nombre|celular)\b
    salir(?:me|nos)(?: \w+)? (?:de|las?|los|su|esta)(?: \w+){{0,2}} listas?\b
    (?:paren|pare) (?:ya )?(?:con|de) (?:esto|eso)\b
    abst(?:engan?|engase|enganse|enerse|enga)(?: \w+)? de (?:\w+ )?(?:contact|envi|escrib|llam|mand|nuev|segu|volv)\w*
    (?:dej|par|ces)(?:a|e|en|ar) de (?:me )?(?:llegar|recib\w+|freg\w+|chingar)\b
    dejad (?:ya )?de (?:{_TO_WRITE}|llegar|spam)\w*
""")
"""Orders to be silent, which a negation before them takes back."""

REFUSALS_ABROAD = one_of(rf"""
    (?:don t|do not|dont|never|not)(?: to)? (?:write|send|contact|call|text|email|message)(?: to)?(?: (?:me|us
        |here))? {_MORE}{_NO_MESSAGE}
    (?:not|never)(?: to)? be (?:contacted|approached|emailed|messaged|texted|written to|mailed|called
        |included in)\b(?! (?:until|before|at|on|by (?:phone|whatsapp|email)))
    (?:aren t|are not|am not|is not|isn t) (?:contacted|written to|emailed|called|messaged) {_MORE}
    (?:don t|do not|dont|no longer|never) (?:want|wish|care|need) (?:to|estou) be (?:contacted|approached|email\w*
        |messaged|texted
        |written|mailed|called|bothered|chased)\b(?! (?:until|before|at|on|by|in|during|after|for an?|an?)\b)
    (?:don t|do not|dont) want you (?:to|estou) (?:write|contact|email|message|text)(?: (?:to |estou )?(?:me
        |us))?{_DONE}
    (?:don t|do not|dont|never) want (?:to|estou) see (?:your (?:name|messages?|email)|you)(?: \w+){{0,2}} (?:inbox
        |again|mailbox|phone)\b
    nothing (?:more|further|else)(?: \w+){{0,2}} (?:is|be|gets) sent\b|(?:nothing|no nothing)(?: more| else
        | further)? from (?:you
        |your|ye)\b
    (?:nobody|no one)(?: \w+){{0,3}} (?:sends|writes|contacts|calls|emails)(?: to)? (?:me|us)\b
    don t want (?:another|1 more|any more) (?:word|message|email|mail|text|call)s?\b
    (?:wish|want|like|prefer|rather)\w*(?: \w+)? not(?: to| 2)? (?:get|receive|be getting|be receiving
        |hear)\b(?! back)
    {NOT} (?:me |nos |le |les )?(?:vuelv[ae]n?|volver) a (?:{_TO_WRITE}|llegar)\w*
    {NOT} (?:se )?comuniquen? (?:mas|mais|de nuevo|otra vez|nunca)\b
    (?:ni|{NOT}) (?:quiero |queremos )?(?:que (?:me |nos )?sig\w+|seguir|continuar) {_TO_WRITE}\w*
    (?:ni|{NOT}) (?:quiero |queremos )?(?:seguir|continuar) recibiendo\b
    (?<![a-z] )(?:favor (?:de )?)?(?:no|nao) molestar{_DONE}
    {NOT} (?:me |nos |le |les )?(?:vuelv[ae]n?|volver) a (?:poner\w*|entrar) en contacto\b
    {NOT} recibir (?:mas|mais|ningun\w*|nad\w+)\b{_NO_MESSAGE}
    {NOT} {_TO_WRITE}[ai]r(?:me|nos|le|les)? {_MORE}{_NO_MESSAGE}
    {NOT} (?:desea\w*|quier\w+|queremos) (?:figurar|constar|estar|aparecer) en (?:\w+ )?(?:listas?|bases?|registros?
        |archivos?)\b
    {NOT} (?:desea\w*|quier\w+|queremos) (?:ser|que (?:le|les|me|nos) vuelvan a) {_TO_WRITE}\w*
    {NOT} (?:jod|molest|frieg|friegu|chingu|hinch)[ae][ns]? (?:mas|mais)\b
    (?:no|nao) (?:es|era|fue) para {_TO_WRITE}\w* (?:mas|mais)\b
    {NOT} (?:molesten|jodan){_DONE}
    {NOT} (?:quier\w+|queremos) (?:(?!perder|dej|esper|qued|que\b|pas|falt)[\w,]+ ){{0,6}}(?:noticias|mensajes
        |correos|llamadas|contacto) (?:suy[oa]s?
        |de (?:ustedes|vosotros|usted|su parte))\b
    {NOT} (?:quiero |queremos )?que (?:me|nos|le) sig(?:an|a|as) {_TO_WRITE}\w*
""")
"""Refusals of further messages, with their negation."""

_A_THING = group(r"""
    (?: me| us)? (?:the|an?|that|your) (?:brochure|video|link|invit\w+|deck|pdf|slides|presentation|proposal|quote
        |contract
        |catalog\w*|file)\b(?! (?:or|nor|and) (?:any|other|more|messages?|mails?|email))
""")
TOUCHES_ABROAD = one_of(rf"""
    (?:off|out of) (?:your|that|this) (?:\w+ )?(?:lists?|records?|database|contacts?|book|files?|mailings?|crm)\b
    (?:de|en) (?:su|sus|esa|esta|vuestr[oa]s?) (?:listas?|listado|bases?(?: de datos)?|registros?|archivos|difusion)\b
    (?:no|not|don t|nobody|no one|nothing|never)(?! mind| care| the right)(?: \w+){{0,3}} (?:contacted|contacting
        |writ\w+|send(?! it| them|{_A_THING})\w*|sent|emailed|mailings?
        |letters
        |correspondence|solicitations|hear from)\b
    (?:leave|left) (?:me|us|be|to be)? ?(?:off|out of)\b|get rid of\b|untick\w*
    (?:no|tampoco)(?: \w+){0, 3} (?:escrib\w+|contact(?:ar\w*|en)|mandar(?:me|nos|les?)|recib\w+|molest\w+)\b
    (?:suprim(?!ent)|abst(?:en|ien|uv)|(?:borr|saqu?|quit|tach|desapunt)(?:[ae]n?|ad)(?:me|nos))\w*
    (?:be|was|is|make (?:it|this)) (?:the|your) (?:last|final) (?:time|i hear|email|message|mail|text)\b
    never again(?= ?(?:$|[.,!]))|stop (?:all|everything)(?: of (?:it|this|them))?(?= ?(?:$|[.,!]))|and no (?:messages
        |emails|mails|texts)\b
    (?:ya |le )paren\b|cortenla\b|parenle\b|(?:hasta (?:aca|aqui|ahi)|basta) (?:\w+ )?con (?:\w+ )?mensa\w+
    finish (?:with )?(?:the )?(?:sending|writing)\b|(?:come|came|put) (?:\w+ )?(?:to|estou) an end\b
    (?:no|not) (?:any )?(?:more|further) (?:of )?(?:it|this|these|that)\b
""")
"""Anything about messages and data in English and Spanish."""

STOPS_ABROAD = one_of(r"""
    (?:get rid|leave (?:me|us) (?:off|out)|left (?:off|out)|unlist|delist|unsub|untick\w*|blacklist\w*|discontinu\w*
        |lose the|end|ended|finish|last time|strike|wip(?:e|ing)|erase|never again|out of your|paren|cortenla
        |suprim(?!ent)\w*|abst\w+|quit[ae]n\w*
        |limpiame|olvid\w+|sac[ae]me|sac[ae]nos|(?:borr|sac|quit|tach|desapunt)(?:[ae]n?|ad)(?:me|nos)|mailings?
        |no more|tampoco)\b
""")
"""The words for stopping and removing in English and Spanish."""
