"""The words of who will not have a meeting moved, or cancels it instead, as the plain ones: "prefiro não remarcar"."""

from handlers.conversation.rules.phrases.notation import any_of, meanings

_MOVE = (
    r"(?:remarcar|reagendar|mudar|adiar|trocar|transferir|alterar|move(?: it)?|reschedule|rescheduling|moving(?: it)?"
    r"|postpone|postponing|cambiar(?:l[ao])?|mover(?:l[ao])?|reprogramar(?:l[ao])?|aplazar(?:l[ao])?)"
)
_THE_DAY = (
    r"(?: (?:d?[eo] (?:dia|data|horario)|a (?:data|reuniao|conversa)|the meeting|la (?:reunion|cita)))?"
)
_AWAY = (
    r"(?:jogar|passar|empurrar|levar|mudar|remarcar|deixar) (?:(?:a reuniao|ela|isso|tudo) )?para (?:a |o )?"
)
_LATER = (
    r"(?:outr[oa] (?:dia|data|semana|hora|horario|mes)|(?:proxima )?semana(?: que vem| seguinte)?|depois)"
)
_CANCEL = r"(?:(?:prefiro|quero|melhor|pode(?:m)?|prefiero|then|just) )?(?:cancel\w*|desmarc\w*)"
_INSTEAD = r"(?:em vez de|no lugar de|en vez de|en lugar de|instead of|rather than|(?:do )?que)"

MEANINGS = meanings(
    (
        (
            r"\b(?:prefer(?:iria|ia)|prefiro|prefiero|preferiria|i (?:d|would|de) (?:rather|prefer)|melhor)"
            rf" (?:eu )?(?:nao|no|not)(?: to| estou)? {_MOVE}{_THE_DAY}(?= ?(?:$|[.,!]))"
        ),
        "nao quero remarcar",
    ),
    (
        rf"\b(?:nao|no) (?:precisa|quero|precisamos|vamos|queremos)(?: \w+)? {_AWAY}{_LATER}\b(?! (?:nao )?[a-z])",
        "nao quero remarcar",
    ),
    (
        r"\b(?:reagendamento|remarcacao|mudanca|adiamento) (?:nao|no) (?:sera|vai ser|e) (?:preciso|necessari[oa])\b",
        "nao precisa remarcar",
    ),
    (r"\bnao (?:vamos|vou) ter que (?:adiar|remarcar|mudar)(?: nao)?\b", "nao precisa remarcar"),
    (
        rf"^(?:entao |ok )?{_INSTEAD} {_MOVE}{_THE_DAY}(?: ,)? {_CANCEL}(?= ?[.!]*$)",
        "ao inves de remarcar , cancelar",
    ),
    (
        rf"^(?:entao |ok |melhor |e melhor )*{_CANCEL}(?: it)? {_INSTEAD} {_MOVE}{_THE_DAY}(?= ?[.!]*$)",
        "ao inves de remarcar , cancelar",
    ),
)
"""Plain words for each, as the rules of a booked meeting know them."""

INSTEAD = any_of(r"""
    ao inves de remarcar , cancelar\b
""")
"""The cancellation that is wanted instead of another time, in those words."""
