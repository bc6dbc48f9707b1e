"""The closed grammars of short replies in English and Spanish: what is moved, left, refused for now, or wanted anew."""

from handlers.conversation.rules.phrases.notation import Phrases, one_of
from handlers.conversation.rules.phrases.parts import MARKS

_BESIDE = one_of(r"""
    si|yes|sim|ok|vale|sorry|perdon|disculp\w+|lo siento|please|pls|por favor|porfa|gracias|thanks|thank you
    hola|hi|hello|mejor|better|entonces|then|unfortunately|lamentablemente|i m afraid|muchas gracias|ya
""")
_IT = one_of(r"""
    it|this|that|the (?:meeting|call|time|date|day|hour)|la (?:reunion|cita|llamada|fecha|hora)|el (?:dia|horario)
""")
_OPENING = rf"(?:(?:{_BESIDE}{MARKS}|(?:no|nao)(?: ?[.,!])+) )*"
_CLOSING = rf"(?:{MARKS} (?:{_BESIDE}))*(?: ?[.,!?])*"
_ASKED = one_of(r"""
    (?:i|we) (?:need|want|have) (?:to|estou)|can (?:we|i|you)|could (?:we|you)|quiero|quisiera|necesito
    (?:se )?(?:puede[ns]?|podemos|podria[ns]?|podriamos)
""")
_MOVE = one_of(rf"""
    (?:cambi|muev|mov|reprogram|reagend|pospon|posterg|aplac|aplaz|adelant)(?:[ae]n?|ar|er|[ae]mos|g[ae]n?|gamos)?l[ao]
    (?:reagend|reprogram|pospon|posterg|aplac|aplaz|cambi|mov)(?:ar|er|emos|amos|gamos)(?: {_IT})?
    (?:reschedule|rescedule|reshedule|reschedul|postpone|change|move|rebook)(?: {_IT})?
""")
MOVES = Phrases(
    rf"{_OPENING}(?:{_ASKED} )?{_MOVE}{_CLOSING}"
    rf"|{_OPENING}(?:can|could) (?:it|we|this) (?:be )?(?:a (?:bit|little) )?(?:later|earlier|moved|changed"
    rf"|rescheduled){_CLOSING}"
)
"""A reply beside a meeting, to be matched in full, that has it moved: "cámbiala", "no, move it"."""
_NOT = one_of(r"""
    (?:no|nao)(?: (?:hace falta|es necesario|precisa|quiero))?
    (?:dont|don t|do not)(?: (?:need|want|have) (?:to|estou))?
""")
_OF_MOVING = one_of(r"""
    (?:cambi|muev|mov|mud|remarc|remarqu|reagend|reprogram|pospon|aplac|aplaz|adi|troc|troqu|alter)(?:[aeo]?s?|[ae][ns]
        |ar|er|em|g[ae]s?|g[ae]n|emos|amos)(?:l[ao])?
    reschedule|postpone|change|move|rebook
""")
LEAVES = Phrases(rf"{_OPENING}{_NOT}(?: l[ao])? {_OF_MOVING}(?: (?:{_IT}|mais|nada|anything))?{_CLOSING}")
"""One that leaves it where it is: "no la cambies", "don't reschedule"."""
IS_WRONG = Phrases(
    rf"{_OPENING}(?:(?:i m |i am |count me )out|(?:ya )?no sigue(?: en pie)?"
    rf"|(?:esta|es) (?:mal|incorrect[oa])(?: {_IT})?"
    rf"|(?:(?:it|that|this) (?:sim|is) )?(?:bad|wrong|incorrect)(?: (?:time|day|date|hour))?){_CLOSING}"
)
"""One by which it does not stand, or not so."""

_THEM = one_of(r"""
    it|any(?: of (?:them|these|those))?|those|these|them|either|(?:en )?ningun[oa]|(?:en )?esos(?: dias| horarios)?
""")
CANNOT = Phrases(
    rf"{_OPENING}(?:no (?:puedo|podre|podemos|podremos|voy a poder|vamos a poder|llego|alcanzo)(?: (?:a )?{_THEM})?"
    rf"|(?:(?:i|we) )?(?:can t|cant|cannot|can not|won t be able (?:to|estou))(?: (?:make|do))?(?: {_THEM})?|no can do"
    r"|(?:still )?(?:no|not) (?:any )?good|no luck|imposible|impossible|impossivel"
    r"|(?:(?:esos )?tampoco|neither|none)(?: (?:puedo|work(?:s)?|suits?|me sirven?|me queda[n]?)(?: for me)?)?"
    rf"|bad tim(?:es|ing)|horarios malos)(?:{MARKS} (?:sorry|perdon|disculp\w+|lo siento|lamentablemente))*{MARKS}"
)
"""A reply to an offer, to be matched in full, by which none of it will do."""
_TIMES = r"(?:times?|dates?|days?|slots?|options?|opciones|horarios?|fechas?|dias?|alternativ[ae]s?)"
OTHERS = Phrases(
    rf"{_OPENING}(?:(?:do you have|have you got|are there|is there|tienen?|tienes|tendra[ns]?|hay|habra|any"
    r"|algun\w*) )*"
    rf"(?:others?|another(?: {_TIMES})?|other {_TIMES}|otr[oa]s?(?: {_TIMES})?|more {_TIMES}|mas {_TIMES})"
    rf"(?: (?:available|disponibles?))?{_CLOSING}"
)
"""One that asks for others."""

_NO_INTEREST = r"(?:not interested|(?:no|nao) (?:me|nos) interesa|(?:no|nao) (?:tengo|tenho) interes(?:se)?)"
_BY_PHONE = r"(?:in (?:a )?(?:phone )?calls?|by phone|por telefono|por telefone|en llamadas)"
NOT_NOW = Phrases(
    rf"{_OPENING}(?:not (?:today|this (?:week|month)|right now|before \w+)|(?:hoy|hoje|esta semana) (?:no|nao)"
    r"(?: (?:puedo|posso|da|consigo))?"
    r"|(?:no|nao) (?:puedo|posso|consigo|da) (?:ahora|ahorita|hoy|agora|hoje|esta semana)"
    r"|(?:ahora|ahorita|hoy) no puedo|no (?:antes de \w+|esta semana)"
    r"|(?:(?:i|we) )?(?:can t|cant|cannot) (?:today|now|right now|this week)"
    rf"|{_NO_INTEREST} (?:today|hoy|hoje|{_BY_PHONE})){_CLOSING}"
)
"""A reply to the first message, to be matched in full, that refuses a day or a way, and not to talk."""
