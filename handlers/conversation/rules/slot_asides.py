"""The parts of a reply to an offer that are no choice: notices, doubts, refusals and questions that name a time.

A reply that holds one of the first kinds chooses nothing, whatever else it says. Questions, office hours and what to do
in a mishap are left out before the rest is read. ``said`` is a result of ``slot_vocabulary.known``.
"""

from handlers.conversation.rules import slot_grammar, slot_words
from handlers.conversation.rules.phrases.notation import Phrases, any_of, pattern

IRONY = any_of(r"""
    (?:so que nao|ate parece|quem (?:me )?dera|que sonho|nem sonhando|nem morto|nem pensar (?:nisso|em)
        |ta doid[oa]|esta doid[oa]|ficou (?:doid|maluc|louc)[oa]|you kidding|estas loc[oa]|ni loc[oa]
        |ni en suenos|ojala|in your
        |dream on|i wish|as if)\b(?! quinta| sexta)
""")
"""The opposite of what is said, or a mere dream."""

DEFERRED = any_of(r"""
    (?:(?:lo |la |todavia |aun )*(?:tengo|tenemos|hay|falta|necesito|debo|habria) (?:que )?(?:confirmar
        |consultar
        |preguntar|revisar|verificar|chequear|checar|hablar))\b
    (?:dejame|dejeme|dejanos|dejenme|permitame|permiteme|deja que|deja) (?:lo |la |me )?(?:ver|revis\w+
        |confirm\w+
        |consult\w+|chec\w+|chequ\w+|pens\w+|mir\w+|pregunt\w+|valid\w+)\b
    (?:dame|deme|denme|give me|gimme|me da|me de|me deem|me dao|me deixa|preciso de|so) (?:un|uma?|so um|a
        |another|1
        |mais um|mais 1) (?:momento|momentinho|rato|ratito|minut\w*|segund(?:o|inho)|dia|dias|tempo|tempinho
        |bit|moment
        |sec\w*|mins?|while|couple|few|instante|hora|hour|day)\b
    (?:let me|lemme|need to|have to|got to|gotta|must|want to|going to|gonna|i ll|we ll|will
        |should) (?:just |first
        |quickly |double )*(?:check|see (?:if|how|what|with)|look|ask|think|run it|run this|talk|speak|consult
        |verify
        |confirm (?:with|later|tomorrow|tonight|by|after|asap)|get back|come back|let you know)\b
    looking at my (?:calendar|diary|schedule)
    (?:provavelmente|probably|probablemente|possivelmente|possibly|posiblemente|perhaps|might|puede que
        |a lo mejor|tal vez
        |talvez|tentativ\w+|pencil\w*|to be confirmed|tbc|not sure|no (?:lo )?se (?:si|aun|todavia)
        |no estoy segur[oa])\b
    (?:quem|quien) (?:manda|decide|define|resolve|bate o martelo|da a palavra|da o ok|autoriza)\b
    (?:voy|vamos) a (?:ver|consultar|confirmar|preguntar|revisar|chequear|pensar)\b
    te (?:lo )?(?:confirmo|aviso|digo)(?: luego| manana| amanha| mas| en| despues| depois| mais| hoje| ate
        | ya)* ?(?:$|[.,!?])
""")
"""The choice is put off, or is somebody else's."""

UNDECIDED = any_of(r"""
    (?:desde que|contanto|com a condicao|as long as|provided|siempre que|siempre y cuando|con tal
        |a condicion)\b
    if (?:my|the|our|his|her|i|we|they|he|she) (?!can|could|may|possible)
    se (?:voces|vcs|o preco|o valor|o custo) \w
    (?:se|si) (?:nao|no) (?:der|rolar|puder|tiver|conseguir|for possivel|se puede
        |hay)(?: mais)? ?,? ?(?:a |na |o |no |pode
        |ser |entao |vai |la |el )*(?:\d|segunda|terca|quarta|quinta|sexta|primeir|terceir|opcao)
    (?:es|e|me e|esta) (?:todo )?(?:igual|indiferente)\b(?! a| que| ao)
    (?:(?:me|nos) )?(?:da|dan) (?:igual|lo mismo|no mesmo)\b
    (?:any of (?:them|these|those|the)|whichever (?:works|suits|you|one|is (?:best|easi))|whatever suits
        |cualquier\w*|no matter|all (?:three|3) work)\b
""")
"""Any slot would do, or none is cared for, or only on a condition."""

DECLINED = any_of(r"""
    (?:no|nao) (?:vamos?|voy|vou|queremos|quero|querem|pretend\w+|pens\w+) (?:a )?(?:comprar|contratar
        |adquirir|gastar
        |investir|invertir)\b
    no (?:me|nos|le) interes\w+
    (?:not|no longer|aren t|isn t) (?:\w+ )?(?:interested|buying|looking to buy)\b
    (?:ja )?(?:fechei|fechamos|contratei|contratamos|assinei|assinamos) (?:com|c) (?:um )?(?:outr[oa]s?
        |concorr\w+)\b
    (?:ya )?(?:contrate|contratamos|firmamos|cerramos) con (?:un )?otr[oa]
""")
"""The thing itself is refused."""

NOTICES = pattern(r"""
    ^(?:oi |ola |hi |hola |bom dia )?(?:amor|mae|pai|mozao|grupo|mom|dad|honey|babe|mama|papa|mami) ?[,.]
    \b(?:ooo|o (?:until|till)|out of (?:the )?office|annual leave|automatic reply|auto ?reply
        |resposta automatica
        |respuesta automatica|mensagem automatica|fuera de la oficina|fora do escritorio|delayed response
        |limited access|no momento nao est\w+|recesso|receso)\b
    \b(?:out|away|off|fora|fuera|ausente|viajando|de (?:viagem|viaje|ferias|vacaciones|folga|licenca
        |atestado)
        |on leave)(?: \w+){0,3} (?:until|till|ate|hasta|through)\b
    ^(?:(?:oi|ola|hi|hello|hola|bom dia|boa tarde) [,.!] )?(?:eu |so )*(?:volto|volvo|vuelvo|regreso|retorno
        |back|estarei de volta
        |estare de vuelta|i m back|i am back)\b
    \b(?:your|su|tu|sua|seu|vosso) (?:appointment|booking|reservation|order|package|parcel|delivery|flight
        |cita|turno|reserva
        |pedido|consulta|encomenda|compra|exame
        |horario) (?:is |esta |foi |sera |con |de |for |n |no |numero |ha sido |has )
    \b(?:reminder|lembrete|recordatorio)\b(?! me)
    \b(?:estara|estaremos|estarei|ficara|ficaremos|estaran) (?:fechad|cerrad)
    \b(?:reabr\w+|reopen\w*|reabierto)\b
    \b(?:chamado|ticket|protocolo|solicitacao|ocorrencia|incidente|case|pedido
        |orden) (?:n |no |numero |number )?\d{3}
    \b(?:prioridade|priority|prioridad) (?:baixa|media|alta|low|high|medium|normal|urgente)\b
    \b(?:assunto|subject|asunto) \w+
    \bfyi\b
    \b(?:consegue|pode|podes|puedes|puede|poderia|can you|could you|da para voce) (?:me )?(?:cobrir|cubrir
        |cover
        |substituir|sustituir)\b
    \b(?:you|voce|voces|vc|ustedes|usted|tu) (?:wrote|said|offered|proposed|suggested|escreveu|escreveram
        |disse|disseram
        |propos|escribio|dijo|dijeron|escribieron)\b(?! (?:que )?(?:podia|pode|could))
    \b\d{1,2} , \d{1,2} (?:e|y|and) \d{1,2}\b
    \b(?:passei|mandei|repassei|encaminhei|reenviei|repasse|reenvie|pase|forwarded
        |passed) (?:as |los |las |the |tudo|it
        |isso|sua|seu|su |this|para (?:o|a|ele|ela)\b)
    \bdel? \d{1,2} (?:a|al|ate) \d{1,2} de [a-z]
    \b(?:from|between) (?:dia )?\d{1,2} (?:to|and|until) (?:dia )?\d{1,2}\b
""")
"""A program's or an absentee's notice, a word to a colleague, the offer told again."""

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
    rf"|\b(?:confirm\w+|lembr\w+|agendad[ao]|remarc\w+) (?:a |o |la |el |the |sua |su |your |de |del |da |"
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
_SO_THAT = Phrases(r"^(?:asi|assim)\b(?! que)(?!.*(?:segunda|terca|quarta|quinta|sexta|dia \d))")
"""The leave that a choice gives."""

_OFFICE_HOURS = Phrases(
    r"\b(?:(?:atendimento|horario|funcionamento|expediente|hours|abert[oa])(?: de \w+)? )?(?:de )?"
    r"(?:segunda|seg)(?: feira)? (?:a|as|ate|to) (?:sexta|sex|sabado|sab)(?: feira)?(?: ,)?"
    r"(?: (?:(?:das?|de) )?\d\S* (?:as?|ate)(?: as)? \d\S*)?"
)
_BEFORE_QUESTION = Phrases(r"(?<=joinha) (?!$|[.,!?])| , (?=(?:mas|but|pero|e) [^.!?]*\?)")
_IDENTITY = Phrases(r"^(?:e )?(?:a |o |la |el |opcao )+\d (?:e|seria|cai|es|is|fica) ")
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
    r"^(?:[^.!?]{0,20}[.,] )?(?:a ver|deixa (?:eu )?ver(?: aqui| ai)?|deixe me ver|vamos ver|let me see|"
    r"let s see|dejame ver|"
    r"veamos)(?: [.,])+(?=.*[.,!?] [^.,!?]*\b(?:vai|fica|fico|bota|pode botar|pode marcar|vou|entao|dale|"
    r"works|go|marca)\b)"
)
"""Thinking aloud, before the choice."""
_TITLE = Phrases(r"\b(s(?:r|ra|rta|enhor)|d(?:r|ra|ona)|prof|profa|eng|mr|mrs|ms|lic|ing) \.(?= [a-z])")
_BOUND = Phrases(
    r"(?:(?:so|somente|apenas|only|mas|porem|but|pero|que seja|desde que) )(?:se for |from |a )?"
    r"(?:apos|depois|a partir|after|despues|antes|before|ate|past|ma[is]s? (?:tarde|temprano|cedo)|later|"
    r"earlier)\b"
)
"""A bound that the slot has to keep."""
_OF_THE_MEETING = Phrases(
    r" (?:e|seria|sera|es|is|is it) (?:online|on line|por video|presencial|remot[ao]|gratis|de graca|"
    r"video|virtual|dia \d|"
    r"(?:de|a|pela) (?:manha|tarde))\b"
)
_ECHOED = Phrases(
    r"^(?:nossa |oi |ue |eita |que )*(?:n?a |el |o )?(?:dia \d+|\d+\S*|segunda|terca|quarta|quinta|sexta|"
    r"amanha)(?: feira)?"
    r"(?: (?:as )?\d\S*| (?:de|da|a) (?:tarde|manha))?(?: \?)+ [\w.]"
)
_CONSENT = Phrases(
    r"\b(?:pode|podem|bora|fech\w+|ok|sim|si|yes|perfeito|perfecto|serve|otim[oa]|claro|dale|combinado|"
    r"topo|marc\w+|beleza|"
    r"bom|boa|good|great|works|fine|sure|obrigad[oa]|certo|funciona|joinha|consig\w+|posso|da)\b"
)
"""A slot said again in surprise, and the words without which it is no more than that."""
_MISHAP = Phrases(
    r"\b(?:se|si) (?:eu |yo )?(?:nao |no )?"
    r"(?:entrar|atender|atrasar|cair|demorar|sumir|aparecer|responder|entro|contesto)\b[^.!?]*|"
    r"\bif i (?:m late|am late|drop|don t)\b[^.!?]*"
)
"""Provisions for a person who does not come on time."""
_KEEPS_OPEN = Phrases(
    r"\b(?:brasilia|fuso|horario de|hora de|time ?zone|ainda|disponivel|livre|still|available|vale\w*)\b"
)
_A_NUMBER = Phrases(r"\d ?[.,]?")
_SENTENCE = Phrases(r"[^.!?]+[.!?]?")
_ASKED_WORDS = 2
"""The words without a meaning for a slot from which on a question that names one asks for something else."""


def without_questions(said: str) -> str | None:
    """Return what names a slot without the questions beside it; ``None`` if nothing is asked beside it."""
    sentences = _SENTENCE.findall(_BEFORE_QUESTION.sub(" . ", said))
    kept = [each for each in sentences if not each.endswith("?") or slot_grammar.parse(each).mentions]
    rest = " ".join(kept).strip()
    if len(kept) == len(sentences) or "?" in rest or not rest or _A_NUMBER.fullmatch(rest):
        return None
    asked = [each for each in sentences if each not in kept]
    return None if any(map(_KEEPS_OPEN.search, asked)) else rest


def asks_of_a_slot(said: str) -> bool:
    """Return True if slots are named in questions alone, which ask for more than whether one will do."""
    naming = [each for each in _SENTENCE.findall(said) if slot_grammar.parse(each).mentions]
    if any(map(_asks_which, naming)) or (_ECHOED.search(said) and not _CONSENT.search(said)):
        return True
    return bool(naming) and all(map(_asks_more, naming))


def _asks_which(sentence: str) -> bool:
    return sentence.endswith("?") and bool(_IDENTITY.search(sentence.strip()))


def _asks_more(sentence: str) -> bool:
    if not sentence.endswith("?") or slot_words.NEGATION.search(sentence) or _BEFORE_ASKING.search(sentence):
        return False
    asked = sentence.rstrip("? ")
    rest = [
        word for word in slot_grammar.parse(asked).rest if word not in slot_words.FILLERS and word.isalpha()
    ]
    return len(rest) >= _ASKED_WORDS or bool(_OF_THE_MEETING.search(asked))


def is_no_choice(said: str) -> bool:
    """Return True if a reply does not choose although it may name a slot."""
    return any(each.search(said) for each in (IRONY, DEFERRED, UNDECIDED, DECLINED, NOTICES, _BOUND))


def is_of_another_matter(part: str) -> bool:
    """Return True if a segment names the time of something else: "entrega do pallet é sexta 15h"."""
    return bool(_ASIDE.search(part) or _SO_THAT.search(part))


def without_asides(said: str) -> str:
    """Return the words without office hours and without what is to be done in a mishap."""
    said = _LOCAL_TIME.sub(" ", _THINKING.sub(" ", _TITLE.sub(r"\1", said)))
    return _MISHAP.sub(" ", _OTHER_TIMES.sub(" ", _OFFICE_HOURS.sub(" ", said)))
