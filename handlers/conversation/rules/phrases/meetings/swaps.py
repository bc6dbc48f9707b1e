"""The phrases that give one time for another: "troca quinta por sexta", "cancela a de quinta e marca sexta".

They are looked for in ``portuguese.words`` and in the words of the grammar of slots alike.
"""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group

_DAY = group(rf"""
    (?:(?:{WORKDAYS}|{WORKDAYS_SPANISH}|{WORKDAYS_ENGLISH}|amanha|manana|tomorrow|depois de amanha|semana que vem
        |proxima semana)\b|dia \d)
""")
_TIME = group(rf"""
    (?:{_DAY}|\d{{1,2}} ?(?:h\b|:|am\b|pm\b|horas?\b|/\d)|as \d)
""")
_GIVES_UP = group(r"""
    (?:cancel(?:a|ar|e|em|amos|emos|o)?|desmar(?:ca|car|co|camos|que|quem|quemos)|anul(?:a|ar|e|em|o)
        |suspend(?:a|e|er|am|o))
""")
_TAKES_AWAY = group(r"""
    (?:(?:re)?tir(?:a|ar|e|em|o)|remov(?:a|am|e|er|o)|apag(?:a|ar|ue|uem)|saca|quita)
""")
_SETS = group(r"""
    (?:(?:re)?mar(?:ca|car|co|camos|que|quem|quemos)|(?:re)?agend(?:a|ar|e|em|amos|emos|o)|reserv(?:a|ar|e|em|o)
        |coloc(?:a|ar|o)|coloquem?|bot(?:a|ar|e|em|o)|p(?:oe|or|oem|onha|on|onga)|jog(?:a|ar|ue|o)
        |(?:encaix|mud|troc|pass|transfer)(?:a|ar|e|ir|o)|troque|faz(?:er|emos)?|faca|vamos(?= de\b)
        |re ?schedule|re ?book|book|set|put|schedule|move)
""")
_WANTS = group(r"""
    (?:quero|queria|prefiro|preferia|pode ser)
""")
_BEFORE_SETTING = group(rf"""
    (?:[.,;!?]|(?<!nao )(?<!nem )\b(?:e|y|and|ou melhor|melhor|entao|pode[m]?|da para|please|favor|me|nos|ai|ja|then
        |depois|vamos|tenta|tentar|quero|queria|reuniao|call|conversa|essa|esse|isso|{_DAY}))
""")
_OBJECTS = group(r"""
    (?:(?:a|o|na|no|para|de|da|do|me|mim|nos|el|la|it|us|on|for|in|at|ela|ele|isso|uma|um|outra|nova|reuniao|call
        |conversa|encontro|horario|meeting) )
""")

_SETTING = rf"(?:{_SETS} {_OBJECTS}{{0,5}}(?={_TIME})|{_WANTS} (?:na |a |el )?(?={_DAY}))"

_GIVE_ME = group(r"""
    (?:(?<!don t )(?<!not )(?<!no need to )(?<!no need estou )(?<!t need to )(?<!t have to )(?<!t have estou )
        (?:give|send|find|offer|get|book|show|suggest|propose)(?: (?:me|us))?
        |(?:can|could|may) (?:i|we) (?:have|get)|(?:would|d|de|i|we) (?:like|want|need|prefer))
""")
_ANOTHER = group(r"""
    (?:(?:an?|some|the|1|one) (?:new|fresh|different|other|alternative) (?:one|1|slot|horario|date|data|time
        |day|appointment)s?\b
        |(?:new|fresh|different|other) (?:ones|slots|dates|times|days|appointments)\b|another(?! (?:company
        |supplier|firm))\b)
""")
SET_INSTEAD = any_of(rf"""
    (?:cancel|call off|scrap|drop)\b[^;?]{{0,80}}? {_GIVE_ME} {_ANOTHER}
    (?<!se )(?<!se eu )(?<!caso )(?<!caso eu )(?:{_GIVES_UP}|{_TAKES_AWAY})\b[^;?]{{0,60}}?{_BEFORE_SETTING} {_SETTING}
""")
"""One time that is given up, and another that is set in its place, up to that."""

GIVEN_UP = Phrases(
    rf"\b(?:{_GIVES_UP}\b[^.,;!?]*?(?=$|[.,;!?]|\b(?:e|y|and|then|ou)\b(?! (?:[ao] |d[aeo] |el ){{0,2}}{_DAY}))"
    rf"|(?:{_TAKES_AWAY}|sai)\b[^.;!?]*?(?=,? ?\b(?:e|y|and|entra)\b (?!(?:[ao] |d[aeo] |el ){{0,2}}{_DAY})))"
)
"""A time that is given up, in a reply that asks for another one."""

_EXCHANGES = group(r"""
    (?:troc|troqu|substitu|invert|permut|alter|mud|pass|swap|switch|exchang|replac|chang|cambi|move|muev)\w*
""")
_CARRIES = r"(?:mex|jog|empurr|bot|coloc|p(?:oe|or|onh)|lev|pux|arrast|push|shift)\w*"
_OF_A_TIME = rf"(?= (?:(?:[ao]|it|el|la) )?(?:reuniao |call )?(?:d[aeo]s? )?(?:as )?(?:{_DAY}|\d))"
_FOR = r"(?:por(?! (?:volta|causa|conta|motivo|que|isso|mim)\b)|pel[ao]s?|para(?! (?:mim|nos)\b)|pras?|for|with|to)"
EXCHANGED = Phrases(
    rf"\b(?:{_EXCHANGES}\b|{_CARRIES}\b{_OF_A_TIME})(?P<given>[^.;!?]*?)\b{_FOR}\b (?P<to>.*)"
)
"""One time that is given for another."""
