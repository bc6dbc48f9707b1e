"""The parts of a reply to an offer that are no choice: notices, doubts and refusals that name a time.

A reply that holds one of them chooses nothing, whatever else it says. Office hours and what to do in a mishap are left
out before the rest is read. ``said`` is a result of ``vocabulary.known``.
"""

from functools import lru_cache

from handlers.conversation.rules.choices import holds, questions, refusals, taken_times
from handlers.conversation.rules.phrases.calendar_names import MONTHS, WORKDAYS
from handlers.conversation.rules.phrases.choosing import engaged, no_choice, plans
from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.phrases.parts import MEETING
from handlers.conversation.rules.slots import vocabulary

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
    rf"(?:{WORKDAYS}|\d|amanha)[^.,!?]*"
)
_NOT_ABROAD = Phrases(r"\bno (?=(?:l[ao]s?|el|es[ea]|est[ea]) )")
"""A Spanish negation, which is "in the" in Portuguese, before a word that Portuguese has not."""
_OR_AT = Phrases(r"\bo al (?=\d)")
_SO_THAT = Phrases(rf"^(?:asi|assim)\b(?! que)(?!.*(?:{WORKDAYS}|dia \d))")
"""The leave that a choice gives."""

_OFFICE_HOURS = Phrases(
    r"\b(?:(?:atendimento|horario|funcionamento|expediente|hours|abert[oa])(?: de \w+)? )?(?:de )?"
    r"(?:segunda|seg)(?: feira)? (?:a|as|ate|to) (?:sexta|sex|sabado|sab)(?: feira)?(?: ,)?"
    r"(?: (?:(?:das?|de) )?\d\S* (?:as?|ate)(?: as)? \d\S*)?"
)
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
    rf"(?:[ao]s?|meus?|minhas?|nossos?|nossas?) (?:(?!{WORKDAYS})[a-z]+ ){{1,3}}?(?:e|[,.]) "
    r"(?=ficou |ficamos |fechamos |vai ser |escolhemos |decidimos )"
    r"|\b(?:i|we) (?:have |ve )?(?:checked|spoken|talked) (?:with|to|for|estou) (?:[a-z]+ ){1,3}?and (?=(?:i|we|it)\b)"
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
_STREET = Phrases(
    r"\b(?:(?:rua|avenida|av|travessa|alameda|praca|rodovia|r)(?: \.)? \d{1,2} de [a-z]+|"
    rf"n?a \d{{1,2}} de (?:{'|'.join(MONTHS)}))\b[^.!?]*"
)
"""A street that is named after a date, with the number of the house."""
_SLIP = (
    r"(?:(?:ai|ah|ay|eita|opa|ops|epa|alias|na verdade|perdao|perdon|desculp\w+|disculp\w+|nao|no) (?:[.,!] )*)*"
    r"(?:eu |yo )?(?:me )?(?:enganei|confundi|equivoque|errei|corrij?o|corrigindo|correcao|correccion|"
    r"(?:li|vi|olhei|lei|mire|falei|escrevi|digitei) (?:a agenda |o dia )?(?:errado|mal)|troquei as bolas)"
    r"(?: (?:a agenda|(?:de|n?[ao]|el|la) (?:dia|data|hora|horario|opcao|semana)|aqui|agora|feio))*(?= [.,!]|[.,!])"
)
"""The words by which somebody owns up to a slip."""
_CORRECTED = Phrases(
    r"(?:^|(?<=[.!?] ))[^.,!?]* (?:[.,] ){1,3}"
    r"(?:(?:digo|quer dizer|ou melhor|alias|minto|perdao|desculpa|ops|opa|errei|i mean)(?: [.,])* ){1,3}"
    r"(?=(?:e )?(?:n?[ao] |d[aeo] |dia |opcao )*"
    rf"(?:\d|amanha|{WORKDAYS}|primeir|terceir|ultim))"
    r"|^[^.!?]{1,60}(?: [.,!])+ nao (?:[.,!] )*(?:pera|perai|espera|calma)(?: ai)? (?:[.,!] )+"
    rf"(?=.*(?:{WORKDAYS}|\d))"
    rf"|^.*[a-z0-9] (?:[.,!] )+{_SLIP} (?:[.,!] )*(?=.*(?:{WORKDAYS}|primeir|terceir|ultim|\d))"
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
_BEHIND_US = Phrases(
    r"(?:^|(?<=[.,!?] )|\b(?:when|as|since|because|for) )(?:[a-z]+ ){1,4}?"
    r"(?:(?:will|ll|should|is|are|be|all|over and) )*(?:behind (?:us|me)|out of the way"
    r"|(?:over|done|closed) by (?:then|entao))\b[^.,!?]*"
)
"""Something that is over by the time that is chosen."""
_HARD_STOP = Phrases(
    r"\b(?:i|we) (?:(?:will|ll|do) )?(?:have|ve(?: got)?|got) a hard stop "
    r"(?:as|at|by) \d{1,2}(?::\d\d|h)?(?: da (?:manha|tarde|noite))?"
)
"""The hour at which somebody has to leave."""
_BETWEEN = Phrases(
    rf"\b(?:entre|between) (?:n?[ao] |el |la |the )?(?:{WORKDAYS})(?: feira)? (?:e|y|and|o|ou) "
    rf"(?:n?[ao] |el |la |the )?(?:{WORKDAYS})(?: feira)?\b"
)
"""Two days between which somebody wavers."""


def in_known_words(said: str) -> str:
    """Return the words of a reply in those that the grammar knows, without asides.

    ``said`` is a result of ``notation.spoken`` or ``in_sentences``.
    """
    known = refusals.plainly(vocabulary.known(_NOT_ABROAD.sub("nao ", said)))
    return taken_times.plainly(_without_asides(known))


def is_no_choice(said: str) -> bool:
    """Return True if a reply does not choose although it may name a slot."""
    return is_bound(said) or is_nothing_decided(said)


@lru_cache(maxsize=64)
def is_nothing_decided(said: str) -> bool:
    """Return True if a reply puts its choice off, or asks of the slots that it names."""
    decides_nothing = any(each.search(said) for each in no_choice.ALL)
    return decides_nothing or holds.is_held(said) or questions.asks_of_a_slot(said)


def is_bound(said: str) -> bool:
    """Return True if a slot has to keep a bound: "mas só depois das 17h"."""
    return bool(_BOUND.search(said))


def is_of_another_matter(part: str) -> bool:
    """Return True if a segment names the time of something else: "entrega do pallet é sexta 15h"."""
    others = (_ASIDE, _SO_THAT, plans.BESIDE, plans.TOLD, engaged.TOLD)
    return any(each.search(part) for each in others)


def _without_asides(said: str) -> str:
    """Return the words without office hours, counts of meetings and other things, and what to do in a mishap."""
    said = _OR_AT.sub("ou dia ", no_choice.TREATS.sub(" ", said))
    said = _FURTHER.sub("outra ", _STREET.sub(" ", _CORRECTED.sub(" ", _BETWEEN.sub(" ", said))))
    said = _LOCAL_TIME.sub(" ", _CONSULTED.sub(" ", _THINKING.sub(" ", TITLE.sub(r"\1", said))))
    said = _REST.sub(" ", plans.COUNTS.sub(" ", _HARD_STOP.sub(" ", _BEHIND_US.sub(" ", said))))
    return _MISHAP.sub(" ", _OTHER_TIMES.sub(" ", _OFFICE_HOURS.sub(" ", said)))
