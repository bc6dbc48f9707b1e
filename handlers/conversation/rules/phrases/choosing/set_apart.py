"""The words of a reply to an offer that set apart what they name: refused, excepted, a bound, or of something else."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group, meanings, pattern

_DAY = group(rf"""
    (?:{WORKDAYS}|amanha|{WORKDAYS_SPANISH}|manana|{WORKDAYS_ENGLISH}|tomorrow|mon|tues?|wed|thurs?|fri)
""")
_BEGINNING = group(r"""
    (?:^|(?<=[.,!?] ))
""")
"""The beginning of a clause."""

REFUSED = pattern(rf"""
    \bno (?:(?:on|at|en|a|as|las|el|la) )*(?=(?:{_DAY}|fr[iy]\w+|thu\w+|tu?e\w+|mon\w+|wed\w+|vi?er\w+|lun\w+|jue\w+
        |mart\w+|mi?er\w+)\b)
    \bno (?:at|a las|as) (?=\d)
    {_BEGINNING}(?:no (?:[.,] )?)?(?:nada (?:de|el|en|n[ao])|nothing on|none on) (?:el |la )?
""")
"""A refusal right before what it names; the "no" of Portuguese is "in the"."""

_OF_ALL = group(r"""
    (?:(?:any|every|all)\w*(?: (?:of (?:them|these|those)|days?|times?|dates?|slots?|options?|one)){0,2} (?:but|bar
        |except|except for))
""")
EXCEPTED = any_of(rf"""
    {_OF_ALL} (?=[a-z0-9])
    (?:except|excepting|excluding|apart from|aside from|other than|besides|instead of|rather than) (?:for )?
    (?:(?:a parte|aparte|fuera|distint[oa]s?|diferentes?|en vez|en lugar|em vez|no lugar|ao inves) (?:del?|al?|d[ao])
        |que no sea|que nao seja|sem ser) (?:el |la )?
""")
"""An exception, right before what it names."""

_UNPOINTED = (
    r"(?<!day )(?<!dia )(?<!one )(?<!vespera )(?<!option )(?<!opcao )(?<!opcion )(?<!slot )(?<!horario )(?<!\b[ao] )"
    r"(?<!\b[ao] de )(?<!\bla )(?<!\bel )(?<!\bla de )(?<!\bel de )(?<!\bque e )(?<!\bque cai )(?<!\bque cae )"
)
_BOUND = group(r"""
    (?:before|after|past|beyond|prior to|(?:later|sooner|earlier) (?:than|on|in)
        |(?:antes|depois|despues|mas alla) d[aeo]l?|apos|a partir d[aeo]l?|desde|(?:an|pos)terior al?
        |starting(?: on| from)?)
""")
BOUNDS = pattern(rf"""
    {_UNPOINTED}\b{_BOUND} (?:the |el |la |[ao] )?(?!am[a-z]{{3,6}}\b|manana|tomorrow)
""")
"""A bound right before the day that it names, unless a word points at a slot by it: "a antes da sexta"."""
_ON = group(r"""
    (?:(?:(?:and|y|or|ou|o|e) )?(?:later(?! than| today)|earlier(?! than)|onwards?|ma[i]?s tarde|mas temprano|mais cedo
        |en adelante|em diante|at the (?:earliest|latest))\b(?! possivel))
""")
FROM_A_DAY = pattern(rf"""
    \b(?:from )?(?:the )?{_DAY}(?: feira)? {_ON}
    \bfrom (?:the )?{_DAY} on\b
""")
"""A day from which on, or in which at another hour: "sexta mais tarde"."""

_VERY = group(r"""
    (?:muy|muito|demasiado|too|very|so|tan|tao|meio|um pouco|un poc[oa]|un poquito|a bit|a little|bit|kind of|kinda
        |really|quite|rather|pretty|algo|bastante|far|way|bem)
""")
_OFF = group(r"""
    (?:late|early|far|soon|tarde|temprano|lejos|cedo|longe|(?<!\be )pronto)
""")
FOUND_WANTING = any_of(rf"""
    (?:is|are|it s|es|e|esta|queda|fica|parece|sounds|seems|looks|feels|cae|cai) (?:{_VERY} )*(?:{_OFF}|tricky|difficult
        |hard|tough|rough|awkward|inconvenient|dificil|complicad[oa])\b(?! (?:to|enough|ma[i]?s|bird|riser|y media
        |que))(?: off| away)?
    (?:too|demasiado|muy|tan|far too|way too) {_OFF}\b
    (?:bad|wrong|terrible|awful|busy|mal|mala|malo|pessimo) (?:day|time|moment|dia|hora|momento|fecha)\b
    (?:me |nos )(?:queda|viene|cae|va) (?:muy )?mal\b
""")
"""An evaluation that a slot does not stand."""

_OF_A_MESSAGE = group(r"""
    (?: (?:an?|un|uma?|el|la|[ao]|de|por|back|up|again|otra vez|nuevo|novo|novamente|mail|email|correo|mensaje|mensagem
        |message|note|line|text|call|toque|retorno|alo|recado|aviso|whatsapp|zap|on|eso|isso|about (?:it
        |this)|here|aqui|out|in|base|with (?:me|us)|to (?:me|us|you)|you|it))*
""")
ERRANDS = any_of(rf"""
    (?:ask|write|text|email|mail|ping|contact|remind|message|phone|ring|call|tell|try|hit|buzz|catch
        |nudge|find)(?: to)? (?:me|us){_OF_A_MESSAGE} (?:on |next |this )?
    (?:send|drop|give|shoot) (?:me|us) an? [a-z]+{_OF_A_MESSAGE} (?:on |next |this )?
    (?:check|get|come|circle|reach|touch|follow) (?:back|out|up|in|base){_OF_A_MESSAGE} (?:on |next |this )?
    (?:i|we)(?: will| ll| shall| can) (?:reply|answer|respond|write|send|email|text|message|call|ring|get back
        |let you know|tell|decide|confirm(?= (?:on|by)\b)){_OF_A_MESSAGE} (?:on |by |next )?
    let me (?:see|think|check)(?: about)? (?:on )?
    (?:escrib|busc|habl|contact|llam|mand|record|recuerd|pregunt|avis|envi|respond
        |consult)\w{{1,4}}(?:me|nos|melo)\b{_OF_A_MESSAGE} (?:el |la |este )?
    (?:te|les|le|os) (?:lo )?(?:confirm(?!o (?:para|la)\b)|avis|respond|contest|dig|escrib|llam|busc
        |cuent)o\b{_OF_A_MESSAGE} (?:el |este )?
    (?:(?:pode|podem|voces?) )?me (?:lig(?:a|ue)|cham[ae]|escrev[ae]|procur[ae]|lembr[ae]|avis[ae]|mand[ae]|envi[ae]
        |pergunt[ae]|contat[ae]|d[ae](?= um (?:toque|retorno|alo)))m?\b{_OF_A_MESSAGE} (?:n[ao] |em )?
    fal[ae]m? comigo (?:n[ao] |em )?
    (?<!sera )(?:(?:i m |i am |be )?back|de vuelta|vuelvo|regreso|volto|hasta|until|till) (?:on |el |n[ao] |em )?
""")
"""Something to be done on the day that is named right behind it, or a stay away until then: "call me friday"."""

_WRITE = r"(?:call|text|email|ping|message|phone|messag|writ)(?:e|ing)?"
BARE_ERRANDS = Phrases(
    rf"{_BEGINNING}(?:(?:ok|i|we|so|and|will|ll|can) )*{_WRITE} you{_OF_A_MESSAGE} (?:on |by |next )?"
    rf"|{_BEGINNING}(?:(?:ok|i|we|will|ll|so) )*"
    r"(?:reply|answer|respond|decide|deciding|talk|speak|chat|get back) (?:on |by )?"
    rf"|{_BEGINNING}(?:(?:ok|yo|ya|lo) )*"
    r"(?:(?:llam|respond|contest|escrib|avis|decid)o|hablo con (?:[a-z]+ ){1,3}?[a-z]+) (?:el |este )?"
)
"""The same without its subject or its object, at the beginning of a clause: "will call you friday"."""

CALLS = pattern(rf"""
    {_BEGINNING}(?:(?:oi|ola|entao|ok|e|(?:voces? )?pode[m]?) )*(?:me (?:lig(?:a|ue)m?|telefon[ae]m?)|me ligar
        |(?:please )?(?:call|ring|phone) (?:me|us)|llam(?:a|e|en)(?:me|nos))(?: (?!{_DAY}|as\b
        |a \d)[a-z]+){{0,4}}(?: [.,!?])+ (?:(?:e|pode ser|entao|n?[ao]|el|on) )*(?={_DAY}|as \d|de (?:manha|tarde)|\d)
""")
"""The wish for a call, with a day or an hour in a sentence of its own behind it: "me liga" / "sexta à tarde"."""

_ORDINAL = group(r"""
    (?:first|second|third|last|primer[ao]?|primeir[ao]|segund[ao]|tercer[ao]?|terceir[ao]|ultim[ao])
""")
OTHERS_COUNTED = any_of(rf"""
    (?:(?:the|la|el|a|o) )?{_ORDINAL} (?:quarter|weeks?|months?|half|semester|quincena|quinzena|semana|trimestre
        |semestre|mes|year|thoughts?|impressions?|place|messages?|email|mail|mensaje|mensagem|questions?|pregunta
        |pergunta|duda|duvida
        |thing|cosa|coisa|vez(?! que pued)|hand|to none|party|attempt|try|child|contact
        |reminder|chance)\b(?! (?:slot|option|opcao|works|is fine))
    {_ORDINAL}(?: time)? (?:that )?(?:i|you|we|they)(?: ve| have)? (?:hear\w*|wr[io]t\w+
        |contact\w*|call\w*|ask\w*)
    {_ORDINAL} time (?:hearing|ever|you|they)\b
    last time(?= ?[.!]*$)
    (?:un|uma?|1|so) segs?\b
    (?:(?:it|we|they|there)(?: will| ll) be|will be|vamos(?: a ser)?|seremos|somos|just us
        |(?:so )?nos) (?:just |only |so )?[1-9](?= ?[.!]*$)
    (?:just |only )?(?:the )?[1-9] of us\b
""")
"""Things that are numbered or counted and none of the offer: "second week", "2 of us", "un seg"."""

_WANTING = group(r"""
    (?:(?:i|we|you|what|who|how|why|let|tell|send|give|need|can|could|dime|dame|di|quien|que|cuanto|como|habl\w+
        |necesit\w+|quier\w+|quer\w+|precis\w+|pregunt\w+|teng\w+|tenho|mand\w+|envi\w+|qual|quem|quanto|vou|voy|debo
        |saber|ver|expl\w+|show|mostr\w+|muestr\w+)\b|me (?!sirve|viene|queda|va\b|conviene|serve|atende|funciona))
""")
FIRST_OF_ALL = pattern(rf"""
    (?:{_BEGINNING}|(?<=\bok )|(?<=\bpero )|(?<=\bbut )|(?<=\bmas ))(?:first|primero|primeiro)(?: (?:of all|que nada
        |de todo|que tudo|de tudo))?(?: [.,])? (?={_WANTING})
""")
"""The first thing that is asked for, before anything else."""
FIRST_THE = pattern(rf"""
    {_BEGINNING}(?:first|primero|primeiro)(?: que nada| of all)?(?: [.,])? (?=(?:the|el|la
        |l[ao]s|[ao]s?|una?|uma?|your|seu|su) )
""")
"""The same before an article, unless what it stands before is of the offer."""

ALL_OF_THEM = pattern(r"""
    (?:^|(?<=si )|(?<=sim ))l[ao]s (?:2|3|dos)(?= ?[.!]*$)
    \b(?:(?:ate|hasta|sera|para|queda para) )?(?:a|la) proxima(?= ?[.!]*$)
""")
"""All of the offer, or its second and third, or an hour; the next time, or the next day."""

_ANOTHER = group(r"""
    (?:(?:n?outr[oa]|otr[oa]|another|a different) (?:dia|data|semana|horario|hora|day|date|week|time|fecha|semana)
        |(?:mais|mas) (?:cedo|tarde|temprano)|earlier|later)
""")
BUT_ANOTHER = Phrases(
    r"\b(?:so que|mas|porem|pero|but|just|solo que)"
    r"(?: (?:em|n|para|on|at|an?|uma?|una?|bit|little|pouco|pouquinho|poco|poquito|bem|muito|much))*"
    rf" {_ANOTHER}(?: (?:por favor|please|obrigad[oa]|se der|se puder))*(?= ?(?:$|[.!]))"
)
"""The wish for another time right behind the name of a slot: "sexta, só que mais cedo"."""

_SERVES = group(r"""
    (?:pode|serve|da|works?|puede|sirve|funciona|rola|cabe|encaixa|fits?|suits?|fine|good|boa|bom|(?:queda|va) bien
        |(?:esta|e) (?:boa|bom|ok|otim[oa]))
""")
ALSO = Phrases(
    r"(?:(?:oi|ola|ok|sim|[ao]|la|el|the|opcao|option) )*"
    rf"(?:{_DAY}(?: feira)?|[1-3](?: (?:st|nd|rd))?|{_ORDINAL}(?: one| opcao)?)(?: (?:me|nos|is))?"
    rf" (?:tambem|tambien|also|too)(?: (?:me|nos))?(?: {_SERVES})?[ .!]*"
)
"""A reply, to be matched in full, of one slot that would do as well as others."""

TIMES = meanings(
    (r"\b(?:until|till|before) (\d{1,2}) ?pm\b", r" antes das \1 da tarde "),
    (r"\bfirst thing(?: on| in the)?\b", " antes das 10 "),
    (
        (
            r"(?<!\bdas )(?<!\bde )\b(?:ate|hasta|until|till|entre (?:as )?\d{1,2}h? e|between \d{1,2} and) "
            r"(?:(?:as?|las) )?(?=\d{1,2}(?:h|:\d| ?(?:$|[.,!])| (?:da|de|n[ao]|em|on|horas)\b))"
        ),
        " antes das ",
    ),
    (r"\b(?:en|in|dentro de) (\d) (?:dias?|days?)\b", r" daqui a \1 dias "),
)
"""Another part of a day, and a number of days, in the words of the grammar of slots."""
