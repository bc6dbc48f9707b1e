"""The words of a reply to an offer that name no one slot: stretches of days, habits, questions for times, "segunda".

"No fim da semana que vem" and "só às sextas" are true of a slot that happens to lie there, and choose none. ``said`` is
a result of ``notation.spoken`` or ``in_sentences``.
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import Phrases, meanings, reworded
from handlers.meetings.rules.times import Slot

_DAY = (
    rf"(?:{WORKDAYS}|seg|qua|qui|sex|amanha|{WORKDAYS_SPANISH}|monday|tuesday|"
    r"wednesday|thursday|friday)"
)
_PART = (
    r"(?:comeco|comecinho|inicio|principios?|meio|meados|mediados|mitad|metade|fim|final|finalzinho|finzinho|"
    r"fin(?:al(?:es)?)?|beginning|start|middle|end)"
)
_BEFORE = (
    r"(?:(?:so|la|pel[ao]|para|pro|n[ao]|em|al?|el|at|by|in|towards?|depois d[eo]|apos|antes d[eo]) ){0,4}"
)
_POINTED_AT = (
    r"(?<!\b[ao] d[aeo] )(?<!\bess[ae] d[aeo] )(?<!\bl[ao] de )(?<!\bel de )(?<!\bl[ao] del )"
    r"(?<!\bel del )(?<!\bthe )"
)
"""Right before it no word that points at a slot of the offer: "a do fim do mês"."""
_WEEK = (
    r"(?:the |this |next |la |outra |otra |proxima |essa |esta |nessa |nesta )*(?:semana|week)\b"
    r"(?: que vem| que viene| que entra| seguinte| siguiente| proxima)?"
)
_PERIOD = (
    r"(?:as |a |de |da |pela |no |na |bem |la |logo |agora |depois |apos |antes |do |parte |periodo )*"
    r"(?:\d{1,2}(?:h|:| horas)|(?<=as )\d{1,2}\b"
    r"|manha\w*|tarde\w*|tardinha|noite|noitinha|cedo|almoco|meio dia|fim|final|finalzinho)"
)
_HAVE = r"(?:tem|teria[mn]?|tens|ha|haveria|hay|tienen?|tienes|tendria[ns]?|have you|do you have)"

_MEANINGS = meanings(
    (rf"{_POINTED_AT}\b{_BEFORE}{_PART} (?:da|de la|del|of|de(?= (?:proxima|otra|esta))) {_WEEK}", " "),
    (
        (
            r"\b(?:fica|deixa\w*|vai ficar|vamos deixar|ficar|quem sabe)\b(?: [a-z]+){0,2}? para (?:a |uma )?proxima"
            r"(?= ?(?:$|[.,!]))"
        ),
        " ",
    ),
    (
        rf"{_POINTED_AT}\b(?:(?:para|em|n?a|numa|uma) ){{0,3}}proxima (?:oportunidade|ocasiao|chance|vez)\b",
        " ",
    ),
    (
        r"\b(?:na|numa) proxima(?= (?:eu|a gente|nos|com certeza|quem sabe|entao|vez)\b| ?[.!]*$)|^proxima(?= ?[.!]*$)",
        " ",
    ),
    (r"\b(?:early|late|later|mid) (?:in )?(?:the |this |next )+week\b", " "),
    (rf"{_POINTED_AT}\b{_BEFORE}(?:{_PART}|virada) d[oe]l? (?:mes|ano)\b", " "),
    (r"\b(?:primeira|segunda) (?:quinzena|metade)\b(?: d[eo] \w+)?", " "),
    (
        (
            rf"(?:^|(?<=[.,!?] ))(?:(?:e|mas|ai|voces?|ola|oi|pero|and) )*{_HAVE}\b(?! que\b| como\b)"
            rf"[^.!?\d]*\b{_DAY}\b[^.!?\d]*\?"
            rf"|\b{_DAY}\b[^.!?\d]*\b{_HAVE}(?: (?:vaga|horario|algo|agenda|lugar))? ?\?"
        ),
        " ",
    ),
    (rf"(?<!\ba )(?<!\bla )(?<!\bpela )(?<!\bda )\bsegunda (?={_PERIOD})", "segunda feira "),
)
_EVERY = tuple(
    Phrases(
        rf"\b(?:(?:so|nas|as|todas|de|por) ){{0,3}}{portuguese}s\b(?: feiras)?"
        rf"|\b(?:(?:solo|todos) ){{0,2}}los {spanish}\b|\b(?:on )?{english}s\b"
    )
    for portuguese, spanish, english in (
        ("segunda", "lunes", "monday"),
        ("terca", "martes", "tuesday"),
        ("quarta", "miercoles", "wednesday"),
        ("quinta", "jueves", "thursday"),
        ("sexta", "viernes", "friday"),
    )
)
"""A day of every week, from Monday to Friday."""


def without(said: str, weekday: int) -> str:
    """Return the words without what names no one slot, and with Monday by its name where a day is likelier.

    ``weekday`` is that of the slot that they seem to choose: what they say of another day every week is left.
    """
    plain = reworded(said, _MEANINGS)
    return " ".join((_EVERY[weekday].sub(" ", plain) if weekday < len(_EVERY) else plain).split())


def merely_fits(said: str, found: Slot, zone: ZoneInfo, choose: Callable[[str], Slot | None]) -> bool:
    """Return True if the words that ``choose`` has found a slot by are true of it, but choose it no more without these.

    ``zone`` is the person's own.
    """
    plain = without(said, found.start.astimezone(zone).weekday())
    return plain != said and choose(plain) != found
