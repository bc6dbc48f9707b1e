"""The Spanish phrases for days, hours and places in an offer, put into words that the grammar of slots knows.

``said`` is a result of ``portuguese.words`` whose day words are Portuguese already.
"""

from handlers.conversation.rules.phrases import slot_names as names
from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, meanings, reworded

_TEENS = {
    "trece": 13,
    "catorce": 14,
    "quince": 15,
    "dieciseis": 16,
    "diecisiete": 17,
    "dieciocho": 18,
    "diecinueve": 19,
}
_TWENTIES = {
    "veinte": 20,
    "veintiuno": 21,
    "veintidos": 22,
    "veintitres": 23,
    "veinticuatro": 24,
    "veinticinco": 25,
    "veintiseis": 26,
    "veintisiete": 27,
    "veintiocho": 28,
    "veintinueve": 29,
    "treinta": 30,
}
_HOURS = {"cuatro": 4, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12} | _TEENS
_NUMBERS = _HOURS | _TWENTIES
_HOUR = f"(?:{'|'.join(_HOURS)})"
_FEIRA = rf"(?:{WORKDAYS}) feira"
_ENDS = r"(?= ?$| [.,!])"
_SPELT = Phrases(
    rf"(?<=\bel )(?:{'|'.join(_TWENTIES)})\b(?! (?:por ciento|mil|y))"
    rf"|(?<=\bdel )(?:{'|'.join(_TWENTIES)})\b(?! (?:por ciento|mil|y))"
    rf"|(?<=\bdia )(?:{'|'.join(_NUMBERS)})\b(?! y)"
    rf"|(?<=\blas ){_HOUR}(?= (?:y |horas\b|\d\d\b|treinta\b|quince\b)|$)|(?<=\ba las )(?:{'|'.join(_TEENS)})\b"
    rf"|\b{_HOUR}(?= (?:y )?treinta\b)"
    rf"|(?<=\bde ){_HOUR}(?= a (?:{_HOUR}|\d))|(?<=\bde las ){_HOUR}(?= a (?:{_HOUR}|\d))"
    rf"|(?<=feira , ){_HOUR}{_ENDS}"
)
"""A number in words where it is a day or an hour."""
_PORTUGUESE = (
    r"\b(?:pode(?:m|ria)?|quero|fico|ficamos|fica|vou|eu|voces?|obrigad[oa]|entao|com|para mim|boa|bom|otim[ao]|"
    r"muito|mesm[oa]|escolho|tambem|valeu|beleza|prefiro)\b"
)
_MEANINGS = meanings(
    (r"\b(\d{1,2}) (?:y )?treinta\b", r"\1:30"),
    (rf"({_FEIRA}) , (?=([4-9]|1\d){_ENDS})", r"\1 as "),
    # Beside Portuguese words it may be Monday.
    (
        rf"^(?:(?!{_PORTUGUESE}).)*\bla segunda\b(?! feira| {names.OPTION}\b){names.NOT_AN_OPTION}(?!.*{_PORTUGUESE})",
        r"\g<0> alternativa",
    ),
    (rf"\bla segunda\b(?! feira| {names.OPTION}\b| alternativa)", "a segunda"),
    (rf"\bla uno\b|^(?:el )?uno{_ENDS}", "opcao 1"),
    (
        r"\b(?:la|el) (?:de|a) las ([23])\b(?! ?(?:h|:|\d|y\b|e\b|que\b|opc|fech|data|propuest|alternat|horario))",
        r"a das \1",
    ),
    (
        (
            r"\b(las?|sus?|vuestras?|esas?|unas?|ultimas?|primeiras?|otras?|con|por) fecha(s?)\b"
            r"(?! (?:as|cedo|no)\b)"
        ),
        r"\1 data\2",
    ),
    (r"\b(?:de )?hoje en (?:8|ocho)(?: dias)?\b", "daqui 1 semana"),
    (r"\bdentro de (?:(?:una|1) semana|(?:8|ocho) dias)(?: just[ao]s?)?\b", "daqui 1 semana"),
    (r"\b(?:en|dentro de) 24 horas\b", "amanha"),
    (r"\b(?:en|dentro de) 48 horas\b", "depois de amanha"),
    (r"\b(?:a|e)l dia siguiente (?:de|a) (?:manana|amanha)\b", "depois de amanha"),
    (
        (
            r"\b(?:[ae]l )?(?:otro dia|dia (?:siguiente|despues)) (?:del?|al?) "
            r"(?:thanksgiving|accion de gracias)\b"
        ),
        "blackfriday",
    ),
    (r"\b(?:la |el )?ultimo dia de(?:l mes de)? novembro\b", "dia 30 de novembro"),
    (rf"\bultimo ({_FEIRA}) (?:del? )(?:este )?(?:mes|novembro)\b", r"\1 novembro"),
    (r"\ba que (?:entre|empiece|llegue|comience) (?=dezembro)", ""),
    (r"\bprimerisim([ao])\b", r"primeir\1 opcao"),
    (r"\bultimisim([ao])\b", r"ultim\1 opcao"),
    (r"\b(la|el) matutin[ao]\b|\bhorario matutino\b", r"la de manha"),
    (r"\bde enmedio\b|\b(?:horario|opcao|la|el|por la|por el) del centro\b(?! de)", "do meio"),
    (
        r"\b(?:la|el) (?:(?:data|horario|opcao|alternativa) )?mas (?:cercanit[ao])\b",
        "a maiscedo",
    ),
    (
        r"\b(?:la|el) (?:(?:data|horario|opcao|alternativa) )?mas (?:retirad[ao]|lejanit[ao])\b",
        "a maislonge",
    ),
    (r"(?<=maislonge) de las? que (?:\w+ )?(?:mand|envi|propus|propon|ofrec)\w+", ""),
    (
        r"\bantes de (?:comer|almorzar|la comida)\b",
        "de manha",
    ),
    (r"\bdespues de (?:comer|almorzar|la comida)\b", "de tarde"),
    (r"\b(?:dias? )?(2[4-9]|3[01]) (?:y|ni) (?:el |dia )?(?=(?:2[4-9]|3[01])\b)", r"dia \1 y dia "),
    (r"\bsim (?=falta|duda|apuro|particular|mas)", "sem "),
    (
        (
            r"\b(?:suerte|exitos?|ventas?|ofertas?|promos?|promociones|campana|rebajas)(?: \w+){0,4} "
            r"black ?(?:friday|sexta feira)\b"
        ),
        "",
    ),
)


def plainly(said: str) -> str:
    """Return the words with the Spanish phrases in the grammar's own."""
    return reworded(_SPELT.sub(lambda found: str(_NUMBERS[found[0]]), said), _MEANINGS)
