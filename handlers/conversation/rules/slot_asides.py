"""The parts of a reply to an offer that are no choice: notices, doubts, refusals and questions that name a time.

A reply that holds one of the first kinds chooses nothing, whatever else it says. Questions, office hours and what to do
in a mishap are left out before the rest is read. ``said`` is a result of ``slot_vocabulary.known``.
"""

from handlers.conversation.rules import slot_grammar, slot_holds, slot_vocabulary, slot_words
from handlers.conversation.rules.phrases import no_choice, plans, segments
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.parts import MEETING, SENTENCE
from handlers.conversation.rules.slot_names import MONTHS

_THING = (
    r"(?:entregas?|coletas?|retirada|pallets?|palete|cargas?|descarga|frete|carreta|caminhao|motorista|"
    r"pedido|boleto|"
    r"fatura|vencimento|exames?|cirurgia|vacina\w*|sessao|culto|missa|prova|aulas?|jogo|voo|vuelo|flight|"
    r"embarque|"
    r"audiencia|perici\w+|vistoria|plantao|delivery|shipment|truck|pickup|entrega|envio|despacho|"
    r"cita medica|turno|"
    r"aniversario|cumpleanos|casamento|boda|formatura|reuniao de (?:pais|condominio)|assembleia|festa|"
    r"consulta|banho|tosa|corte|mesa|encontro de)"
)
_ASIDE = Phrases(
    rf"^(?:e |a |o |la |el |the |sua |su |your |confirmad[ao]s? |confirmo |confirma |confirming |"
    rf"lembrete |recordatorio |reminder |nossa |meu |minha |mi |my )*{_THING}\b"
    r"|\b(?:confirm\w+|lembr\w+|agendad[ao]|remarc\w+|(?:cancel|desmarc)(?:a|e|em|ar)) "
    rf"(?:a |o |la |el |the |sua |su |your |de |del |da |"
    rf"do )*"
    rf"{_THING}\b"
)
"""Another matter that has its own day and hour."""
_OTHER_TIMES = Phrases(
    rf"(?:^|(?<=[.,!?] ))(?:a |o |la |el |the |sua |su |your |nossa |minha |meu )?{_THING}\b"
    r"(?: (?!e |pode|cancel|desmarc)[^ .,!?]+)* (?:e|vai ser|sera|es|is|fica|ficou|chega|sai|"
    r"cai) (?:n?[ao] |dia )?"
    r"(?:segunda|terca|quarta|quinta|sexta|\d|amanha)[^.,!?]*"
)
_NOT_ABROAD = Phrases(r"\bno (?=(?:l[ao]s?|el|es[ea]|est[ea]) )")
"""A Spanish negation, which is "in the" in Portuguese, before a word that Portuguese has not."""
_OR_AT = Phrases(r"\bo al (?=\d)")
_SO_THAT = Phrases(r"^(?:asi|assim)\b(?! que)(?!.*(?:segunda|terca|quarta|quinta|sexta|dia \d))")
"""The leave that a choice gives."""

_OFFICE_HOURS = Phrases(
    r"\b(?:(?:atendimento|horario|funcionamento|expediente|hours|abert[oa])(?: de \w+)? )?(?:de )?"
    r"(?:segunda|seg)(?: feira)? (?:a|as|ate|to) (?:sexta|sex|sabado|sab)(?: feira)?(?: ,)?"
    r"(?: (?:(?:das?|de) )?\d\S* (?:as?|ate)(?: as)? \d\S*)?"
)
_BEFORE_QUESTION = Phrases(r"(?<=joinha) (?!$|[.,!?])| , (?=(?:mas|but|pero|e) [^.!?]*\?)")
_IDENTITY = Phrases(
    r"^(?:e )?(?:a |o |la |el |opcao )+\d (?:e|seria|cai|es|is|fica) "
    r"(?!boa|bom|otim|melhor|bem|perfeit|excelente|ideal|legal)"
    r"|^(?:e )?(?:ess[ae] |a )?(?:segunda|terca|quarta|quinta|sexta)(?: feira)?(?: agora| que vem)? "
    r"(?:ja )?(?:e|cai|seria|sera|vai ser) (?:n?o )?dia \d"
    r"|\bja e (?:dia \d|segunda|terca|quarta|quinta|sexta)"
    r"|^(?:e |o )?dia \d+(?: de [a-z]+)? (?:ja )?(?:e|cai|sera|vai ser) "
    r"(?:n?[ao] )?(?:segunda|terca|quarta|quinta|sexta)"
)
"""A question which of the slots is which."""
_BEFORE_ASKING = Phrases(
    r"^ ?(?!na opcao|ness[ae]|nest[ae]|en )[^,]* , (?:e |and |y |mas |but )?"
    r"(?:quem|quant[oa]s?|qual|como|onde|posso|pode|podem|da para|tem|vai ser|precisa|preciso|could|can|"
    r"what|how|who|which|cuanto|quien|puedo|vou|ou|por que|e ) ?"
)
"""A slot by itself, before the question begins."""
_LOCAL_TIME = Phrases(
    r"(?:\b(?:que |dai |daqui |as it |it |which |o que |ahi |aca )*(?:sao|is|are|seria|seriam|son) |"
    r"(?<=\dh )|(?<=:\d\d ))(?:as )?"
    r"\d{1,2}(?: ?[.:h] ?(?:as )?\d{2})?h?(?: da (?:tarde|manha|noite))? (?:here|aqui|em|en|in|ca|aca|"
    r"para mim|my)\b[^.,!?]*"
)
"""The slot's hour by another clock."""
_THINKING = Phrases(
    r"^(?:[^.!?]{0,20}[.,] )?(?:a ver|deixa (?:eu )?(?:ver|olhar|conferir)(?: aqui| ai)?|deixe me ver|vamos ver|"
    r"let me see|lets see|dejame ver|"
    r"veamos)(?: [.,])+(?=.*[.,!?] [^.,!?]*\b(?:vai|fica|fico|bota|pode botar|pode marcar|pode ser|fechou|"
    r"fechado|vou|entao|dale|works|go|marca)\b)"
)
"""Thinking aloud, before the choice."""
_REST = Phrases(
    r"(?:(?<=[.,!?] )|(?<=por que )|(?<= que ))(?:e |pois |mas )*n?[ao]s (?:outr[oa]s|demais)(?: 2)?"
    r"(?: dias| datas| horarios| opcoes)? (?:eu |a gente )*"
    r"(?:(?:ja )?tenho|nao|estou (?!livre|disponivel|de boa)|vou|cae?m|batem|tem) ?(?!problema)[^.,!?]*"
)
"""The rest of the offer with a reason against it, beside a choice."""
_CONSULTED = Phrases(
    r"\b(?:falei|conversei|combinei|acertei|reuni|vi|consultei|bati) (?:aqui |ja )?(?:com )?"
    r"(?:[ao]s?|meus?|minhas?|nossos?|nossas?) (?:(?!segunda|terca|quarta|quinta|sexta)[a-z]+ ){1,3}?(?:e|[,.]) "
    r"(?=ficou |ficamos |fechamos |vai ser |escolhemos |decidimos )"
)
"""Somebody who was asked before the choice was made."""
TITLE = Phrases(r"\b(s(?:r|ra|rta|enhor)|d(?:r|ra|ona)|prof|profa|eng|mr|mrs|ms|lic|ing) \.(?= [a-z])")
_BOUND = Phrases(
    r"(?:(?:so|somente|apenas|only|mas|porem|but|pero|que seja|desde que) )"
    r"(?:se for |from |a |(?:it )?(?:needs|has) (?:for|estou) be )?"
    r"(?:apos|depois|a partir|after|despues|antes|before|ate(?! hoje\b)|past|ma[is]s? (?:tarde|temprano|cedo)|later|"
    r"earlier)\b"
    r"|en adelante\b|(?:pero|mas|but) (?:mas (?:hacia|bien)|(?:a|en|de) (?:la )?ou?tr[oa] (?:hora|horario|semana)|"
    r"de la (?:otra|siguiente))\b"
)
"""A bound that the slot has to keep."""
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
    r"^(?:nossa |oi |ue |eita |que )*(?:n?a |el |o )?(?:dia \d+|\d\S*|segunda|terca|quarta|quinta|sexta|"
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
_STREET = Phrases(
    r"\b(?:(?:rua|avenida|av|travessa|alameda|praca|rodovia|r)(?: \.)? \d{1,2} de [a-z]+|"
    rf"n?a \d{{1,2}} de (?:{'|'.join(MONTHS)}))\b[^.!?]*"
)
"""A street that is named after a date, with the number of the house."""
_CORRECTED = Phrases(
    r"(?:^|(?<=[.!?] ))[^.,!?]* (?:[.,] ){1,3}"
    r"(?:(?:digo|quer dizer|ou melhor|alias|minto|perdao|desculpa|ops|opa|errei|i mean)(?: [.,])* ){1,3}"
    r"(?=(?:e )?(?:n?[ao] |d[aeo] |dia |opcao )*"
    r"(?:\d|amanha|segunda|terca|quarta|quinta|sexta|primeir|terceir|ultim))"
    r"|^[^.!?]{1,60}(?: [.,!])+ nao (?:[.,!] )*(?:pera|perai|espera|calma)(?: ai)? (?:[.,!] )+"
    r"(?=.*(?:segunda|terca|quarta|quinta|sexta|\d))"
    r"|\bna?o (?:[^ .,!?]+ ){1,14}?sino (?=(?:la|el|lo|para|en|a) )"
)
"""A slip of the tongue, before it is mended: "a 1, digo, a 3"."""
_MISHAP = Phrases(
    r"\b(?:se|si) (?:eu |yo )?(?:nao |no )?"
    r"(?:entrar|atender|atrasar|cair|demorar|sumir|aparecer|responder|entro|contesto)\b[^.!?]*|"
    r"\bif i (?:m late|am late|drop|don t)\b[^.!?]*|"
    r"\bsi (?:yo |no |me |se )*(?:llego (?:\w+ ){0,4}tarde|demoro|tardo|atraso|retraso|"
    r"(?:cae|corta|va|cuelga|falla) (?:la|el) (?:luz|internet|senal|corriente|conexion|llamada|wifi))\b[^.!?]*|"
    r"\bsi (?:la|el) (?:luz|internet|senal|conexion|wifi)\b[^.!?]{0,40}\b(?:falla|cae|corta|va)\b[^.!?]*"
)
"""Provisions for a person who does not come on time."""
_FURTHER = Phrases(
    rf"\b(?:segunda|terceira|2a|3a)(?: alternativa)? (?={MEETING}|(?:meeting|reunion|llamada|cita)\b)"
    r"(?!\w+ (?:n?[ao]s? |de |em |at |on )*\d)"
)
"""The number of a further meeting, which is no day and none of those on offer, unless its hour follows."""
_BETWEEN = Phrases(
    r"\b(?:entre|between) (?:n?[ao] |el |la |the )?(?:segunda|terca|quarta|quinta|sexta)(?: feira)? (?:e|y|and|o|ou) "
    r"(?:n?[ao] |el |la |the )?(?:segunda|terca|quarta|quinta|sexta)(?: feira)?\b"
)
"""Two days between which somebody wavers."""
_KEEPS_OPEN = Phrases(
    r"\b(?:brasilia|fuso|horario de|hora de|time ?zone|ainda|disponivel|livre|still|available|vale\w*)\b"
)
_A_NUMBER = Phrases(r"\d ?[.,]?")
_ASKED_WORDS = 2
"""The words without a meaning for a slot from which on a question that names one asks for something else."""


def in_known_words(said: str) -> str:
    """Return the words of a reply in those that the grammar knows, without asides.

    ``said`` is a result of ``slot_notation.spoken`` or ``in_sentences``.
    """
    return _without_asides(slot_vocabulary.known(_NOT_ABROAD.sub("nao ", said)))


def without_questions(said: str) -> str | None:
    """Return what names a slot without the questions beside it; ``None`` if nothing is asked beside it."""
    sentences = SENTENCE.findall(_BEFORE_QUESTION.sub(" . ", said))
    kept = [each for each in sentences if not each.endswith("?") or slot_grammar.parse(each).mentions]
    rest = " ".join(kept).strip()
    if len(kept) == len(sentences) or "?" in rest or not rest or _A_NUMBER.fullmatch(rest):
        return None
    asked = [each for each in sentences if each not in kept]
    return None if any(map(_KEEPS_OPEN.search, asked)) else rest


def is_no_choice(said: str) -> bool:
    """Return True if a reply does not choose although it may name a slot."""
    return is_bound(said) or is_nothing_decided(said)


def is_nothing_decided(said: str) -> bool:
    """Return True if a reply puts its choice off, or asks of the slots that it names."""
    decides_nothing = any(each.search(said) for each in no_choice.ALL)
    return decides_nothing or slot_holds.is_held(said) or asks_of_a_slot(said)


def is_bound(said: str) -> bool:
    """Return True if a slot has to keep a bound: "mas só depois das 17h"."""
    return bool(_BOUND.search(said))


def asks_of_a_slot(said: str) -> bool:
    """Return True if slots are named in questions alone, which ask for more than whether one will do."""
    naming = [each for each in SENTENCE.findall(said) if slot_grammar.parse(each).mentions]
    echoes = _ECHOED.search(said) or _REMARK.search(said)
    if any(map(_asks_which, naming)) or (echoes and not _CONSENT.search(said)):
        return True
    asking = [each for each in naming if _asks_more(each)]
    return bool(asking) and all(each in asking or _only_tells(each) for each in naming)


def _only_tells(sentence: str) -> bool:
    rest = slot_grammar.parse(sentence.rstrip(".!? ")).rest
    return not slot_words.FILLERS.issuperset(rest) and not segments.TAKES.search(sentence)


def _asks_which(sentence: str) -> bool:
    return sentence.endswith("?") and bool(_IDENTITY.search(sentence.strip()))


def _asks_more(sentence: str) -> bool:
    if not sentence.endswith("?") or slot_words.NEGATION.search(sentence) or _BEFORE_ASKING.search(sentence):
        return False
    asked = sentence.rstrip("? ")
    if _is_stated(asked):
        return False
    rest = [
        word for word in slot_grammar.parse(asked).rest if word not in slot_words.FILLERS and word.isalpha()
    ]
    asks = _OF_THE_MEETING.search(asked) or _ASKED_OF_IT.search(asked)
    return len(rest) >= _ASKED_WORDS or bool(asks)


def _is_stated(asked: str) -> bool:
    """Return True if a slot is named before the question, which asks of something else: "a 2 é boa, demora muito?"."""
    stated, _, question = asked.rpartition(" , ")
    named, beside = slot_grammar.parse(stated), slot_grammar.parse(question)
    told = named.mentions and slot_words.FILLERS.issuperset(named.rest)
    asks = not beside.mentions and not slot_words.FILLERS.issuperset(beside.rest)
    return bool(told and asks) and not _KEEPS_OPEN.search(asked) and not _OF_THE_MEETING.search(stated)


def is_of_another_matter(part: str) -> bool:
    """Return True if a segment names the time of something else: "entrega do pallet é sexta 15h"."""
    others = (_ASIDE, _SO_THAT, plans.BESIDE, plans.TOLD)
    return any(each.search(part) for each in others)


def _without_asides(said: str) -> str:
    """Return the words without office hours, counts of meetings and other things, and what to do in a mishap."""
    said = _OR_AT.sub("ou dia ", said)
    said = _FURTHER.sub("outra ", _STREET.sub(" ", _CORRECTED.sub(" ", _BETWEEN.sub(" ", said))))
    said = _LOCAL_TIME.sub(" ", _CONSULTED.sub(" ", _THINKING.sub(" ", TITLE.sub(r"\1", said))))
    said = _REST.sub(" ", plans.COUNTS.sub(" ", said))
    return _MISHAP.sub(" ", _OTHER_TIMES.sub(" ", _OFFICE_HOURS.sub(" ", said)))
