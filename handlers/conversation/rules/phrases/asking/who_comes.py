"""The words for who comes along to a meeting, who comes in somebody's place, and who is to be added to it."""

from handlers.conversation.rules.phrases.notation import any_of, group

_PEOPLE = group(r"""
    (?:soci[oa]s?|gerentes?|diretor(?:a|es)?|contador(?:a|es)?|contadora|secretari[oa]|marido|esposa|esposo|mulher|filh[oa]s?
        |irma(?:os?)?|colegas?|equipe|time|pessoal|pessoas?|amig[oa]s?|advogad[oa]s?|tecnic[oa]s?|chefe|patrao|patroa
        |supervisora?|coordenadora?|analistas?|consultora?|assistentes?|engenheir[oa]s?|parceir[oa]s?|encarregad[oa]
        |compradora?|funcionari[oa]s?|mae|pai|nora|genro|noiv[oa]|namorad[oa]|dra?|dona|sra?
        |soci[oa]s?|compane?r[oa]s?|companer[oa]s?|jef[ea]|espos[oa]|contadora?|equipo|personas)\b
""")
_PEOPLE_ENGLISH = group(r"""
    (?:colleagues?|partners?|boss|manager|wife|husband|spouse|team(?: ?mates?)?|accountant|associates?|assistant
        |director|co ?founder|lawyer|son|daughter|brother|sister|friend|people|persons?|cfo|cto|ceo|coo|head of \w+)\b
""")
_OWN = group(r"""
    (?:(?:(?:d?[ao]s?|me[iu]s?|minhas?|noss[ao]s?|um|uma|mais|outr[ao]s?|el|la|mis?|nuestr[ao]s?|una?|otr[ao]s?|\d|tres
        |todos) )+)
""")
_OWN_ENGLISH = r"(?:(?:(?:my|our|a|an|the|another|one|two|three|\d|some|few|of|more) )+)"
_COME = group(r"""
    (?:vou|vamos|irei|iremos|vou (?:ir|estar|participar|entrar)|vamos (?:estar|participar|entrar)|estarei|estaremos
        |(?:compare[cs]|particip)\w+|entro|entrarei|chego|voy|ire|iremos|estare|asist\w+)
""")
COMES_ALONG = any_of(rf"""
    (?:acompanhad|acompanad)[oa]s? (?:de|d[ao]s?|por|pel[ao]s?|del)\b
    me acompan(?:ha|ham|hara|harao|an|aran|ara)\b
    {_COME}(?: (?:sim|la|junto|ai))? (?:com|con) {_OWN}(?:\w+ )?{_PEOPLE}(?! (?:em|fora|num[a]?)\b)
    (?:levo|levarei|levamos|levaremos|trago|trarei|llevo|llevare) {_OWN}(?:\w+ )?{_PEOPLE}(?= ?(?:$
        |[.,!?]| (?:e|y|que|comigo|junto|conmigo|tambem)\b))
    (?:seremos|somos(?= em)|estaremos|vamos|iremos|vamos ser|vamos estar)(?: (?:em|nos|so|ao todo|los|las))* (?:[2-9]
        |dos|tres)\b(?! (?:min\w*|horas?|dias?|h\b)|[:/h])
    (?:vao|vai|van|va|irao|ira|vem|entram?|participam?) (?:comigo|conosco|conmigo|com a gente)\b
    presenca e (?:[ao] )?(?:presenca )?d[aeo]s? {_OWN}?\w
    (?<!so )(?<!tem )(?:eu|yo) [ey] (?!(?:[ao]s? )?(?:voces?|senhora?|ustedes)\b)(?:{_OWN}|dona |dra? )\w+(?! (?:escolh
        |decid|prefer|ach|quer|vimos|combin|pens)\w*)\b
    {_PEOPLE}(?: \w+){{0,2}} (?:tambem|tampoco)(?= ?(?:$|[.,!]| (?:vai|ira|participa|vem|entra|quer|estara|va|viene)))
    {_PEOPLE}(?: \w+){{0,2}} (?:participara|ira|comparecera|vem junto|vem comigo|vai comigo)\b(?! (?:cancel|n[ao]o?)\b)
    tambien (?:va|viene|vendra|participa|estara) {_OWN}{_PEOPLE}
    {_PEOPLE_ENGLISH}(?: \w+){{0,2}} (?:join(?:s|ing)?|coming|attend(?:s|ing)?|come[s]?)(?= ?(?:$|[.,!]| (?:too|me|us
        |along|with|as well|in|the|on)\b))
    (?:bring|bringing|joined by|accompanied by) {_OWN_ENGLISH}(?:\w+ )?{_PEOPLE_ENGLISH}
    (?:coming|come|attend|be there|join)(?: \w+)? with {_OWN_ENGLISH}(?:\w+ )?{_PEOPLE_ENGLISH}
    (?:there )?(?:will|ll) be (?:\d|two|three|four|five) of us\b|plus (?:one|1)\b
""")
"""Somebody who comes along: "vou com meu sócio", "seremos três", "my partner will join too"."""

IN_THEIR_PLACE = any_of(rf"""
    (?:no|em) (?:meu|nosso) lugar\b|en (?:mi|nuestro) lugar\b|in (?:my|our) (?:place|stead)\b|instead of (?:me|us)\b
    (?:on|in) (?:my|our) behalf\b
    (?:vai|ira|iria|participa|participara|entra|entrara|comparece|atende|atendera|fala|responde|estara|assume|va
        |asist\w+)(?: \w+)? (?:por (?:mim|nos|mi)|representando)\b
    (?:pode|poderia|podemos|pode ser|puede)(?: \w+)? (?:fazer|ser|falar|conversar)(?: \w+)? com {_OWN}(?:\w+ )?{_PEOPLE}
    (?:me|nos) (?:representa|representara|substitui|substituira)\w*\b
    quem (?:vai|ira|participa|entra)(?: \w+)? (?:e|sera) {_OWN}(?:\w+ )?{_PEOPLE}
""")
"""Somebody who comes in one's place, so that the meeting is none that is given up."""

_ADD = group(r"""
    (?:inclu(?:a|i|am)|adicion(?:a|e|em)|coloc(?:a|am)|coloque[m]?|copi(?:a|e|em)|acrescent(?:a|e|em)|convid(?:a|e|em)
        |add|invite|include|copy|loop|agreg(?:a|ue|uen)|incluy(?:e|a|an)|invit(?:a|e|en)|poe|ponh(?:a|am)|bot(?:a|e|em)
        |(?:favor|gentileza|pode[m]?|poderiam?|podia[m]?|consegue[m]?|da para|quer(?:o|ia)|gostaria de|preciso|peco para
        |please|podrian|pueden)(?: \w+){0,2} (?:incluir|adicionar|colocar|copiar|acrescentar|convidar|por|botar|agregar
        |add|invite|include|copy))
""")
_TO_IT = group(r"""
    (?:n?[ao] |para [ao] |em |to (?:the |our )|estou (?:the |our )|in (?:the |our )|on (?:the |our )|a la |en la |en el
        |al )(?:(?:noss[ao]|ess[ae]|mesm[ao]) )?(?:convite|convocacao|reuniao|chamada|call|conversa|invite|invitation
        |meeting|invitacion|reunion|llamada|copia|cc)\b
""")
TO_BE_ADDED = any_of(rf"""
    {_ADD}(?! (?:a |o |ess[ae] |noss[ao] )?(?:reuniao|meeting|call|conversa)\b)(?: [\w.]+){{1,8}} {_TO_IT}
    (?:copi(?:a|e|em)|cc|add|invite|convid(?:a|e|em)|inclu(?:a|i|am)) (?:{_OWN}|{_OWN_ENGLISH})(?:\w+ )?(?:{_PEOPLE}
        |{_PEOPLE_ENGLISH})
""")
"""Somebody who is to be added to the meeting, or to its invitation."""
