"""The questions of a reply to an offer: those beside a choice, which are left out, and those that ask of a slot.

``said`` is a result of ``vocabulary.known``.
"""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.choosing import segments
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.parts import SENTENCE
from handlers.conversation.rules.slots import grammar, slot_words
from handlers.conversation.rules.slots.mentions import Mention

_BEFORE_QUESTION = Phrases(r"(?<=joinha) (?!$|[.,!?])| , (?=(?:mas|but|pero|e) [^.!?]*\?)")
_IDENTITY = Phrases(
    r"^(?:e )?(?:a |o |la |el |opcao )+\d (?:e|seria|cai|es|is|fica) "
    r"(?!boa|bom|otim|melhor|bem|perfeit|excelente|ideal|legal)"
    rf"|^(?:e )?(?:ess[ae] |a )?(?:{WORKDAYS})(?: feira)?(?: agora| que vem)? "
    r"(?:ja )?(?:e|cai|seria|sera|vai ser) (?:n?o )?dia \d"
    rf"|\bja e (?:dia \d|{WORKDAYS})"
    r"|^(?:e |o )?dia \d+(?: de [a-z]+)? (?:ja )?(?:e|cai|sera|vai ser) "
    rf"(?:n?[ao] )?(?:{WORKDAYS})"
)
"""A question which of the slots is which."""
_OF_THE, _HALF = "(?:d[ae]|na|a|pela|de la|por la)", "(?:manha|tarde|noite|madrugada)"
_WHICH_HALF = Phrases(
    rf"\d{{1,2}}(?::\d\d|h\d{{0,2}})?(?: horas?)?(?: (?:e|es|seria))? {_OF_THE} {_HALF} "
    rf"(?:ou|o)(?: (?:{_OF_THE}|as \d{{1,2}} d[ae]))? {_HALF}(?: mesmo)? ?\?"
    r"|\d{1,2}(?::\d\d|h\d{0,2})? (?:ou|o) (?:as )?\d{1,2}h? d[ae] (?:manha|noite|madrugada) ?\?"
)
"""A question if an hour is of the one half of the day or of the other."""
_HALVES = Phrases(rf"(?: {_OF_THE})? {_HALF}\b")
_BEFORE_ASKING = Phrases(
    r"^ ?(?!na opcao|no dia |ness[ae]|nest[ae]|en )[^,]* , (?:e |and |y |mas |but )?"
    r"(?:quem|quant[oa]s?|qual|como|onde|posso|pode|podem|da para|tem|vai ser|precisa|preciso|could|can|"
    r"what|how|who|which|cuanto|quien|puedo|vou|ou|por que|e ) ?"
)
"""A slot by itself, before the question begins."""
_WHEN = Phrases(r"^ ?no dia \d")
"""The beginning of a question about a day: "no dia 27, quem participa?"."""
_OF_THE_MEETING = Phrases(
    r" (?:e|seria|sera|es|is|is it) (?:online|on line|por video|presencial|remot[ao]|gratis|de graca|"
    r"video|virtual|dia \d|"
    r"(?:de|a|pela) (?:manha|tarde))\b"
)
_ASKED_OF_IT = Phrases(
    r"\b(?:por que(?! nao)|que horas?|para que|como assim|mais (?:gente|pessoas?|alguem)|"
    r"dura(?:m)? quanto|quanto dura|ate que|(?:para|por) (?:voces?|ele|ela|o senhor|a senhora))\b"
)
_ECHOED = Phrases(
    rf"^(?:nossa |oi |ue |eita |que )*(?:n?a |el |o )?(?:dia \d+|\d\S*|{WORKDAYS}|"
    r"amanha|dezembro)(?: feira)?(?: de blackfriday)?"
    r"(?: (?:as )?\d\S*| (?:de|da|a) (?:tarde|manha))?(?: \?)+ [\w.]"
)
_CONSENT = Phrases(
    r"\b(?:pode|podem|bora|fech\w+|ok|sim|si|yes|perfeito|perfecto|serve|otim[oa]|claro|dale|combinado|"
    r"topo|marc\w+|beleza|"
    r"bom|boa(?! sorte)|good|great|works|fine|sure|obrigad[oa]|certo|funciona|joinha|consig\w+|posso|da)\b"
)
"""A slot said again in surprise, and the words without which it is no more than that."""
_REMARK = Phrases(
    r"\b(?:[oe]|esse|este) (?:ano|mes|tempo) (?:ja )?(?:voou|voa|passou|passa|acabou|ja foi)\b"
    r"|\bja e (?:quase )?(?:natal|fim de ano|ano novo)\b|\bquase natal\b"
)
"""Remarks on how the time flies, which a date brings to mind."""
_KEEPS_OPEN = Phrases(
    r"\b(?:brasilia|fuso|horario de|hora de|time ?zone|ainda|disponivel|livre|still|available|vale\w*)\b"
)
_A_NUMBER = Phrases(r"\d ?[.,]?")
_ASKED_WORDS = 2
"""The words without a meaning for a slot from which on a question that names one asks for something else."""


def without_questions(said: str) -> str | None:
    """Return what names a slot without the questions beside it; ``None`` if nothing is asked beside it."""
    sentences = SENTENCE.findall(_BEFORE_QUESTION.sub(" . ", said))
    kept = [each for each in sentences if not each.endswith("?") or grammar.parse(each).mentions]
    rest = " ".join(kept).strip()
    if len(kept) == len(sentences) or "?" in rest or not rest or _A_NUMBER.fullmatch(rest):
        return None
    asked = [each for each in sentences if each not in kept]
    return None if any(map(_KEEPS_OPEN.search, asked)) else rest


def asks_of_a_slot(said: str) -> bool:
    """Return True if slots are named in questions alone, which ask for more than whether one will do."""
    naming = [each for each in SENTENCE.findall(said) if grammar.parse(each).mentions]
    echoes = _ECHOED.search(said) or _REMARK.search(said)
    if any(map(_asks_which, naming)) or (echoes and not _CONSENT.search(said)):
        return True
    asking = [each for each in naming if _asks_more(each)]
    return bool(asking) and all(each in asking or _only_tells(each) for each in naming)


def named(known: str) -> list[Mention]:
    """Return what is asked of: the hour, where parts of the day are named only to ask of which one it is."""
    half = _WHICH_HALF.search(known)
    asked = known if half is None else "as " + _HALVES.sub(" ", half[0])
    mentions = grammar.parse(asked).mentions
    return list(mentions if half is None else mentions[:1])


def _only_tells(sentence: str) -> bool:
    rest = grammar.parse(sentence.rstrip(".!? ")).rest
    return not slot_words.FILLERS.issuperset(rest) and not segments.TAKES.search(sentence)


def _asks_which(sentence: str) -> bool:
    asked = _IDENTITY.search(sentence.strip()) or _WHICH_HALF.search(sentence)
    return sentence.endswith("?") and bool(asked)


def _asks_more(sentence: str) -> bool:
    if not sentence.endswith("?") or slot_words.NEGATION.search(sentence) or _BEFORE_ASKING.search(sentence):
        return False
    asked = sentence.rstrip("? ")
    if _is_stated(asked):
        return False
    rest = [word for word in grammar.parse(asked).rest if word not in slot_words.FILLERS and word.isalpha()]
    asks = _OF_THE_MEETING.search(asked) or _ASKED_OF_IT.search(asked)
    return len(rest) >= _ASKED_WORDS or bool(asks)


def _is_stated(asked: str) -> bool:
    """Return True if a slot is named before the question, which asks of something else: "a 2 é boa, demora muito?"."""
    if _WHEN.search(asked):
        return False
    stated, _, question = asked.rpartition(" , ")
    named, beside = grammar.parse(stated), grammar.parse(question)
    told = named.mentions and slot_words.FILLERS.issuperset(named.rest)
    asks = not beside.mentions and not slot_words.FILLERS.issuperset(beside.rest)
    return bool(told and asks) and not _KEEPS_OPEN.search(asked) and not _OF_THE_MEETING.search(stated)
