"""The words by which a request names a meeting, and those beside them that name none."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group, one_of
from handlers.conversation.rules.phrases.parts import MEETING

_MOVE = one_of(r"""
    (?:remarc|reagend|reprogram|antecip|posterg|re ?schedul)\w*
    (?:mud|troc|pass|transfer|empurr|coloc|bot|deix|arrast|alter)(?:a|ar|e|em|amos|o)
    troquem?|jog(?:a|ar|o|uem?)|adi(?:a|ar|e|em|amos|o)|p(?:oe|oem|or|onham?)|mov(?:a|am|e|em|er|o)|mudanca
    push|postpone|change|swap
""")
_TO = group(r"""
    (?:para(?! (?:mim|nos|a gente|la)\b)|pel[ao]|to|estou
        |por(?! (?:volta|causa|conta|motivo|que|isso|mim|favor|email|telefone|aqui|enquanto|ora)\b))
""")
ELSEWHERE = Phrases(rf"\b{_MOVE}\b(?P<which>[^.!?]*?)\b{_TO}\b(?:(?!\b(?:cancel|desmarc|mant))[^.!?])*")
"""A time to which a meeting is to be moved, which is no name of it, behind the words for which one."""

WISHES = Phrases(
    r"\b(?<!nao )(?<!nem )(?:(?:so|somente|apenas) (?:posso|podemos|consigo|conseguimos|tenho|da)|prefiro|preferimos"
    r"|pode(?:ria)? ser|que tal|consigo|conseguimos|posso)\b[^.,!?;]*"
    r"|(?:^|(?<=[.,!?;]))[^.,!?;]*\b(?<!nao )(?:(?:e|fica|seria) melhor|(?:eu |nos )?(?:consigo|conseguimos|posso))\b"
    r"[^.,!?;]*"
)
"""A time that is wished for, which is no name of a meeting."""

MOVES = any_of(r"""
    (?:remarc|reagend|reprogram|adi(?:ar|amento)|antecip|posterg|transfer|mud(?:ar|em|anca)|trocar|re ?schedul|postpone
        |move)\w*
    (?:mud|troc)[aeo]\b|troquem?\b|adi[ae]\b
    (?<!me )(?:pass|jog|empurr|bot|coloc)(?:a|ar|e|em|ue|uem|amos)\b(?=[^.!?]* para (?!mim\b|nos\b|la\b))
""")
"""The moving of a meeting."""

_SLOTS = r"(?:horarios|datas|opcoes|dias|alternativas)"
_CHANGES_OFFERS = group(rf"""
    (?:mud|troc|troqu|alter|pass)\w* (?:tod[oa]s )?(?:[oa]s|(?:ess|est)[ea]s) {_SLOTS}\b
""")
CHANGES_OFFERS = any_of(_CHANGES_OFFERS)
"""The wish for other slots than were offered, in words that would move a meeting."""

OFFERS = any_of(rf"""
    (?:nenhum|none|neither|ningun)\w*
    {_CHANGES_OFFERS}
""")
"""An offer, of which other slots are wanted."""

OPTION_OF_SOMEBODY = Phrases(
    r"(?:(?:quero|prefiro|fico com|pode ser|vou de) )?(?:[ao] )?(?:opcao |numero )?[1-3] d[ao] "
    r"(?!tarde|manha|noite|madrugada)[a-z]+ ?[.!]*"
)
"""An option of a host's or of a campaign's, to be matched in full: "a 1 do Beto"."""

MEETINGS = any_of(MEETING)
"""A meeting as such."""

OF_A_MESSAGE = any_of(rf"""
    [dn]?(?:ess|est)[ae] (?:noss[ao] |nov[ao] )?{MEETING}
    this (?:meeting|call)\b|[ea]sta (?:reunion|llamada|cita)\b|esa (?:reunion|llamada|cita)\b
    (?:oferec|ofert|propus|propos|propuser|suger|sugir)\w*
    convites?\b|(?:offer|propos|suggest|invit)\w*
""")
"""The meeting that a message is about, or that is merely offered."""

_DAY = rf"(?:(?:{WORKDAYS})(?: feira)?)"
OF_A_WEEK = any_of(rf"""
    (?:[ao]s?|{MEETING}|{_DAY}) d(?:a|ess[ae]|est[ae]) (?:semana que vem|(?:proxima|outra) semana|semana)\b
""")
"""The week of a meeting, by which it is named."""
