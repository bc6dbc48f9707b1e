"""The closed grammars of short answers to our own words: what is asked for, taken up, or makes sense."""

from handlers.conversation.rules.phrases.notation import Phrases, group
from handlers.conversation.rules.phrases.parts import MARKS
from handlers.conversation.rules.phrases.short.short_replies import NO, YES

_POLITE = r"(?:por favor|porfa(?:vor)?|por gentileza|por obsequio|please|pls|plz)"
_HELLO = r"(?:oi+|ola|opa|(?:bom|boa) (?:dia|tarde|noite)|hi|hello|hola)"
_OPENING = group(rf"""
    (?>(?:{YES}|{_HELLO}|si|yes|yeah|sure|pode sim|que (?:legal|bom)|legal|interessante|muito|hum+|blz|entendi|ah
        |{_POLITE}){MARKS} )*
""")
_LAST_WORD = rf"(?:sim|ai|la|entao|ja|logo|mesmo|viu|obrigad[oa]|para (?:mim|nos|a gente)|{_POLITE}|[.,!])"
_CLOSING = rf"(?: {_LAST_WORD})*"

PLEASE = Phrases(rf"(?:{_HELLO}{MARKS} )*{_POLITE}{MARKS}(?: {_POLITE}{MARKS})*")
"""A reply, to be matched in full, of nothing but "por favor"."""

STOPS_SOMETHING = Phrases(
    r"\b(?:remo[vc]|exclu|elimin|apag|delet|retir|tir[ae]|sai|descadastr|cancel|bloque|silenc|unsub|stop|baja"
    r"|baixa|par(?:e|em|ar)\b)"
)
"""Words by which something is to end beside it, be it ever so unclear what."""

_TIMES = r"(?:opc(?:ao|oes)|horarios?|datas?|alternativas?|times?|slots?|options?)"
OPTIONS = Phrases(
    rf"{_OPENING}(?:(?:as|os|suas|seus|algumas|alguns) )*(?:opcoes|horarios|datas|alternativas){_CLOSING}"
)
"""A reply, to be matched in full, that names the times to be offered."""
MORE_OPTIONS = Phrases(
    rf"{_OPENING}(?:(?:as|os) )?(?:mais|outr[oa]s|nov[oa]s) (?:mais )?(?:opcoes|horarios|datas|alternativas){_CLOSING}"
)
"""The same for others, or for more of them."""

_SEND = r"(?:mand(?:a|e|em|ar|en)|envi(?:a|e|em|ar|en)|send)"
_OTHERS = rf"(?:(?:os |as |mais )?(?:outr[oa]s?|otr[oa]s?|others?|them)(?: {_TIMES})?|(?:os |as )?{_TIMES})"
_SENDS = rf"{_OPENING}(?:podem? |puede[ns]? |can you )?(?:me |nos )?{_SEND}(?: me| us| nos)?(?: sim)?"
SENDS = Phrases(rf"{_SENDS}(?: (?:(?:os|as) )?{_TIMES})?{_CLOSING}")
"""A reply, to be matched in full, that has sent what was held out: "manda aí", "pode enviar"."""
TAKES_OTHERS = Phrases(
    rf"{_POLITE}{MARKS}|{_SENDS}(?: {_OTHERS})?{_CLOSING}"
    rf"|{_OPENING}(?:quero|queria|gostaria(?: de)?|quiero)(?: sim)?(?: (?:ver |receber )?{_OTHERS})?{_CLOSING}"
    rf"|{_OPENING}(?:prefiro|prefero|prefiero|i prefer) {_OTHERS}{_CLOSING}"
    rf"|(?:e )?qua(?:l|is) (?:sao )?(?:os |as )?outr[oa]s?(?: {_TIMES})?(?: ?[?!.])*"
    rf"|(?:{YES}|si|yes){MARKS} (?:{_OTHERS}|{_POLITE}){_CLOSING}"
)
"""A reply, to be matched in full, that takes up "se preferir outros, é só dizer"."""
_BARE_YES = group(r"""
    (?:sim|si|yes|yeah|sure|claro|pode ser|pode sim|pode|aceito|com certeza|positivo|aham|uhum|isso|bora|topo
        |ainda quero)
""")
MAY_TAKE_OTHERS = Phrases(rf"{_OPENING}{_BARE_YES}(?> (?:{_BARE_YES}|{_LAST_WORD})(?![a-z]))*")
"""A reply, to be matched in full, that may take it up, or may only take note of what stands."""

_OF_IT = r"(?:(?:sobre|a respeito|disso|do que se trata|da|do|de)(?: \w+){0,6})"
TELL_MORE = Phrases(
    rf"{_OPENING}(?:(?:podem?|poderiam?|quero|queria|gostaria de|me|nos) )*(?:"
    r"(?:fal|cont|explic|expliqu|detalh)(?:a|e|em|ar)(?: me| nos)?(?: um pouco)? mais(?: (?:detalhes|informacoes))?"
    r"|(?:mand(?:a|e|em|ar) |envi(?:a|e|em|ar) |saber |ter )?(?:mais|maiores) (?:informac(?:ao|oes)|infos?|detalhes)"
    r"|cuent[ae](?:me|nos) mais|tell me more|more (?:info|information|details)"
    rf")(?: {_OF_IT})?{_CLOSING}"
)
"""A reply, to be matched in full, that wants to be told more."""

_SENSE = r"sentido(?: (?:sim|ainda|demais|total|com certeza|para (?:mim|nos|a gente|ca)))*"
_TO_ME = r"(?:para (?:mim|nos|a gente)|acho que|eu acho que|creio que|acredito que|ainda|,)"
MAKES_SENSE = Phrases(
    rf"{_OPENING}(?:{_TO_ME} )*faz(?: (?:sim|muito|todo|total|bastante|bem))*(?: {_SENSE})?{_CLOSING}"
    rf"|{_OPENING}(?:it )?(?:(?:does|it) )?(?:still )?makes? (?:(?:a lot of|total|perfect) )?sense"
    rf"(?: (?:to|for|estou) (?:me|us))?{_CLOSING}"
    rf"|{_OPENING}(?:me )?(?:tiene|hace) (?:mucho |todo )?sentido(?: para (?:mi|nosotros))?{_CLOSING}"
)
"""A reply, to be matched in full, by which it makes sense to talk."""
MAKES_NO_SENSE = Phrases(
    rf"(?:(?:{_HELLO}|{NO}|ja|infelizmente){MARKS} )*(?:{_TO_ME} )*(?:ja )?nao faz(?: mais)?(?: {_SENSE})?"
    rf"(?: mais| nao)?{_CLOSING}"
)
"""A reply, to be matched in full, by which it makes none."""

_GOES = group(r"""
    (?:podem(?: ser)?|servem|funcionam|dao(?: certo| para mim)?|rolam|cabem|encaixam|atendem|(?:sao|estao|ficam)
        (?:bo[nm]s|boas|otim[oa]s|ok|tranquil[oa]s))
""")
BOTH = Phrases(
    rf"{_OPENING}(?:os 2|as 2 {_GOES}|(?:qualquer )?(?:um|uma) d[oa]s 2)(?: (?:me |nos )?{_GOES})?(?: bem)?"
    rf"{_CLOSING}"
)
"""A reply, to be matched in full, that is content with two slots. "As duas" alone may be an hour."""
