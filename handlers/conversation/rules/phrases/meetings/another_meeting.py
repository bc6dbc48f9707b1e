"""A meeting beside the one that is booked: it is wished for, or given up ("não quero outra reunião")."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import END, MEETING

BESIDE_IT = any_of(rf"""
    (?:mais (?:uma?|1)|uma segunda|one more|a second|una segunda) (?:{MEETING}|horario|reunion|meeting|llamada|session)
    (?:agend|marc|reserv|book|schedule|agreg)\w* (?:mais (?:uma?|1)|outra(?! (?:data|hora|vez|semana|ocasiao|opcao))
        |otra(?! (?:fecha|hora|vez|semana))|another(?! (?:time|day|date|slot|hour|week))|one more)\b
    (?<![a-z0-9] )mais uma (?:n[ao]|para)\b
    (?:quero|queria|pode ser|podemos|agendar|marcar) tambem (?:a|na|para) (?:de )?(?:{WORKDAYS})\b
    alem d(?:e|a|essa|esta)(?: (?:reuniao|de|que|ja|temos))* (?:{WORKDAYS})\b
    outra {MEETING}[^.!?]{{0,30}} tambem\b
""")
"""One more meeting that is wished for beside the booked one."""
INSTEAD = any_of(r"""
    (?:remarc|reagend|mud|troc|adi(?:ar|e|o)\b|transfer|antecip|reprogram|cambi|resched|mov)\w*|em vez|ao inves
    (?:no|em) lugar|instead|rather
""")
"""The words of who would have it in the place of that one."""

_BEFORE_IT = group(r"""
    (?:(?:d?[ao]s?|n[ao]s?|[dn]?(?:ess|est|aquel)[ae]s?|uma?|de|em|ter|fazer|marcar|agendar|participar|mais
        |nenhuma?) ){0,5}
""")
_ANOTHER = group(rf"""
    (?:(?:outr[ao]s?|nov[ao]s?|segund[ao]|terceir[ao]|mais uma?|(?<=mais )uma|duas|dois|2|tantas) {MEETING}
        |{MEETING} (?:nov[ao]|adicional|extra|a mais)\b|outra(?= ?(?:$|[.,!?])))
""")
_UNWANTED = group(r"""
    (?:nao|no) (?:quero|quer|queremos|queria|deseja|desejo|desejamos|precisa|preciso|precisamos|aceito|aceitamos
        |pretendo|vou querer|vamos querer|(?:tenho|temos) interesse|marquem?|marcar|marca|agendem?|agendar|agenda)
""")
_GIVE_UP = group(r"""
    (?:(?:cancel|suspend|descart)(?:ar|o|amos|a|e|em)|desmar(?:c(?:ar|o|amos|a)|quem?)|dispens(?:o|a|amos|ar|e|em)
        |recus(?:o|amos|ar)|declin(?:o|amos|ar)|desist(?:o|imos|ir|i)|(?:re)?tir(?:a|e|em|ar)|exclu(?:a|am|ir)
        |esque(?:ce|ca|cam))
""")
_ABROAD = group(r"""
    (?:meetings?|calls?|reunion(?:es)?|citas?|llamadas?|videollamada)\b
""")
_GIVEN_UP_ABROAD = r"(?:me |nos )?(?:cancel|anul|suspend)[a-z]*"
_LAST_TIME = group(r"""
    (?:(?:the|la) )?(?:(?:last|other|previous) time|(?:otra|ultima) vez|vez (?:pasada|anterior))\b
""")
ANOTHER_MEETING = any_of(rf"""
    (?:{_UNWANTED}|{_GIVE_UP}) {_BEFORE_IT}{_ANOTHER}
    {_UNWANTED}(?: \w+){{0,4}} alem d(?:[aeo]|ess[ae]|est[ae]|el[ae]|aquel[ae])\b
    (?<![a-z] )(?:(?:(?:ess|est|aquel)[ae] |a )?{_ANOTHER}|(?:ess[ae]|a) outra) (?:(?:eu|nos|a gente
        |ja) )*(?:{_UNWANTED}|(?:pode[m]? )?{_GIVE_UP}){END}
    (?:don t|do not|dont) (?:want|need) (?:(?:to|estou|have|book|an?|the|that|this) )*(?:another|new|second|extra
        |further|one more|other|2|two) {_ABROAD}
    (?:cancel|drop|skip|scrap) (?:the|that|this) (?:other|new|second|extra) (?:{_ABROAD}|one\b)
    (?:nao|no) (?:quiero|queremos|necesito|necesitamos) (?:(?:mas|tener|agendar|la|es[ae]|una) )*(?:otra|nueva|segunda|2
        |dos) {_ABROAD}
    {_GIVEN_UP_ABROAD} (?:(?:a|la|es[ae]|mi|nuestra|una|an|the|that|my|our) ){{0,2}}(?:otra|nueva|segunda|other|another
        |new|second) (?:{_ABROAD}|one\b|cosa\b|thing\b)
    {_GIVEN_UP_ABROAD} (?:otra|lo otro|something else|another|my other)(?= ?(?:$|[.,!?]| para\b))
    {_GIVEN_UP_ABROAD} (?:(?:it|la|lo|tambien|one) )?{_LAST_TIME}
    {_LAST_TIME} (?:(?:que|yo|i|we|you|they|ustedes|me|la|lo|tambien|have|had|also) ){{0,2}}{_GIVEN_UP_ABROAD}
""")
"""Another meeting, a new or a second one, that is refused or given up, or one of another time."""
