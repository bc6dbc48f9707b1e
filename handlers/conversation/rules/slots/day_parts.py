"""The parts of a day that people name in words of their own, in those of the grammar of slots: "bem cedo", "no almoço".

``known`` is a result of ``vocabulary.known``. None of these words is an option, nor is it nothing: "sexta bem
cedo" is no slot on a Friday afternoon, and "logo no primeiro horário" is not the first slot of an offer.
"""

from handlers.conversation.rules.phrases.calendar_names import ANY_WEEKDAY
from handlers.conversation.rules.phrases.notation import meanings, reworded

_DAY = (
    rf"(?:{ANY_WEEKDAY}|amanha|hoje|dia \d{{1,2}})(?: feira)?"
    r"(?: que vem| agora| mesmo)?"
)
_EARLY, _LATE = " antes das 10 ", " no fim da tarde "
_BEGINNING = r"(?:n?[ao]s? |em |de |as? )?primeir[ao]s? hor(?:as?|arios?)"
_END = (
    r"(?:(?:n?o|al?|el|at|by|the) ){0,3}(?:fim|final|finalzinho|finzinho|fimzinho|fin|end)(?: (?:do|del|of))?"
    r"(?: (?:the|seu|meu))?"
)
_WORK = r"(?:expediente|trabalho|servico|turno|work|trabajo)"

_MEANINGS = meanings(
    (r"\b(?:e|esta|fica|ficou|acho|achei) (?:(?:muito|meio|bem|um pouco|tao) )+(?:tarde|cedo)\b", "nao da"),
    (
        rf"\b(?:bem |logo |ja ){{0,2}}{_BEGINNING} (?:d[ao] (?:manha|dia|expediente)|livre d[ao] (?:manha|dia))\b",
        _EARLY,
    ),
    (rf"\b(?:bem|logo) {_BEGINNING}\b(?! d)", _EARLY),
    (r"(?<!opcao )(?<!alternativa )\b(?:n?a |em |a )?primeira hora\b(?! que)", _EARLY),
    (r"\b(?:primera|first) (?:hora|thing)\b", _EARLY),
    (r"\b(?:bem |logo )(?:de|pela) manha(?: bem cedo| cedo)?\b", _EARLY),
    (r"\b(?:de |pela )?manha (?:bem|logo) cedo\b(?! demais)", _EARLY),
    (r"\b(?:de |pela )?manha cedo\b(?! demais)", "de manha"),
    (r"(?<!muito )\b(?:bem|logo) (?:cedo|cedao)\b(?! demais)(?: (?:da|de|pela) manha)?", _EARLY),
    (rf"\b({_DAY}) (?:ai |la )?cedo\b(?! demais)", r"\1 de manha"),
    (rf"\bcedo (?:n[ao] |da )?(?={_DAY}\b)", "de manha "),
    (
        (
            r"\b(?:n?[ao]|em|durante|during|at|in|al|a la|over) (?:o |a |meu |the )?"
            r"(?:(?:hora|horario|intervalo) d[eo]l?(?: meu)? )?(?:almoco|almuerzo|lunch(?: ?(?:time|hour|break))?)\b"
        ),
        " meio dia ",
    ),
    (r"\bultim[ao]s? hor(?:a|ario)s? (?:d[ao]|del?|de la) (?:dia|tarde|expediente)\b", _LATE),
    (rf"\b({_DAY}) (?:n?[ao] |em )?ultima hora\b", rf"\1{_LATE}"),
    (rf"\b{_END} (?:dia|{_WORK})\b", _LATE),
    (rf"\b({_DAY}) {_END} day\b", rf"\1{_LATE}"),
    (rf"\b(?:depois|apos|despues|after)(?: d?[oe]l?)?(?: meu| my)? (?:{_WORK})\b", " depois das 18 "),
    (r"\b(?:de |a |pela )?noitinha\b", " de noite "),
)


def plainly(known: str) -> str:
    """Return the words with such parts of a day in the words of the grammar of slots."""
    return " ".join(reworded(known, _MEANINGS).split())
