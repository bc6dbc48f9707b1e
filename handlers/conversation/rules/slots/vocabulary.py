"""The words for days, hours and options that the grammar of slots does not know, put into those that it knows.

English and Spanish become Portuguese, a weekday with one wrong, missing, doubled or swapped letter becomes the
weekday, and phrases that mean a place in the offer become one word. ``said`` is a result of ``portuguese.words``.
"""

from functools import lru_cache

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.day_words import DAY_WORDS
from handlers.conversation.rules.phrases.notation import Phrases, meanings, reworded
from handlers.conversation.rules.slots import languages, numbers, places, spelling
from handlers.conversation.rules.slots.numbers import DAY_ALONE

_NAMES = (
    "segunda",
    "terca",
    "quarta",
    "quinta",
    "sexta",
    "sabado",
    "domingo",
    "primeira",
    "terceira",
    "ultima",
    "amanha",
)
_OTHER_WORD_LIST = """
    cerca domingos perca primeiras primeiro primeiros quanta quante quartas quarte quarto quartos quarts
    quintal quintas quinto quintos quita sabados seguida segundas segundo segundos serca sesta sextas sexte
    sexto tercas terceiras terceiro terceiros tercera terco terna terra texta ultimas ultimo ultimos
"""
_OTHER_WORDS = frozenset(_OTHER_WORD_LIST.split())
"""Words that are one letter away from a name and mean something else; the plurals are known anyway."""
_NEARLY = Phrases(r"\b[qstdxawgrpu][a-z]{3,8}\b")

_COUNTED = "(?:(?<=as )|(?<=numero )|(?<=opcao )|(?<=horario ))"
_SPANISH_HOUR = r"(?:las )?(\d{1,2}|una|dos|cuatro|cinco|nueve|diez|once)"
_OF_THE_OFFER = (
    r"((?:primeir|segund|terceir|ultim|[1-3])[ao](?: (?:opcao|data|horario|alternativa|sugestao))?|"
    rf"(?:item|opcao|data|horario|alternativa|numero|letra) [1-3abc]|(?:{WORKDAYS})(?: feira)?|"
    r"dia \d{1,2})"
)
"""A part of the offer, before a reply says whose it is: "a primeira que você mandou"."""
_ARTICLE = "(?:a|o|na|no|d[aeo]|pela|pelo|the|la|el|horario|opcao|data)"
_LIES = "(?:(?:que )?(?:esta|fica|cai|e|vem|for|ficar|cair|vier|vem) )"
_COURTESY = r"(?:joinha|please|pls|plz|porfa|por favor|thanks|thank you|thx|obrigad[oa]|gracias)"
_NO_MORE = rf"(?: it is)?(?=(?: ?[.,!]| {_COURTESY})*$)"
"""Behind a number in letters nothing but courtesies, or a thumb: "two 👌"."""
_PHRASES = meanings(
    (
        (
            r"\b[ao] (?:d[aeo]|n[ao]|em|en) (?:a |la )?(?:meio|meados|medio|mitad|mediados) (?:da|de|de la) semana\b"
            r"|\b(?:el|la) (?:del|de(?: a| la)?) (?:medio|mitad|mediados) de (?:la )?semana\b"
        ),
        "a domeiodasemana",
    ),
    (r"\b(?:[dn]o )?miolo\b|(?<=\ba )central(?= ?$| [.,!])|(?<=opcao )central\b", "do meio"),
    (
        rf"\b[ao] {_LIES}?mais (?:pert(?:o|inho)|proxim[ao]|em cima)(?: d[aeo] (?:hoje|hora|agora))?\b",
        "a maiscedo",
    ),
    (rf"\b[ao] {_LIES}antes d(?:e tod[ao]s|[ao]s (?:outr[ao]s|demais))\b", "a maiscedo"),
    (
        rf"\b[ao] {_LIES}?mais (?:longe|distante|tardi[ao]|para frente)(?: d(?:e hoje|e todas|as 3))?\b",
        "a maislonge",
    ),
    (r"\b[ao] (?:mais |la )(?:de )?(?=(?:cima|baixo)\b(?! d[ao] (?!lista)))", "a de "),
    (rf"\b([ao]) {_LIES}n?[ao] (?=(?:[12]\d|3[01])\b(?! ?[h:]))", r"\1 do dia "),
    (
        rf"\b({WORKDAYS})((?: feira)?) [.,] (?=(?:[4-9]|[12]\d|3[01])(?= ?$| [.,!]))",
        r"\1\2 ",
    ),
    (r"(?<=\bentao )segunda (?=(?:as )?\d{1,2}(?:h|:))", "segunda feira "),
    (
        r"(?<!\ba )(?<!\bpela )\bsegunda (?=(?:e (?:feriado|folga)|eu|estou|tenho|viajo|recebo|trabalho)\b)",
        "segunda feira ",
    ),
    (
        rf"\bso (?=(?:n?[ao] )?(?:{WORKDAYS})(?: feira)? (?:e )?que nao\b)",
        "nao da ",
    ),
    (r"\b(fico|ficamos|vou|vamos) , (?:portanto|entao|pois|assim) ,", r"\1"),
    (
        r"\b(?:ja que|como|visto que) nao (?:tem|tinha|ha|rola|deu)(?: mais| ela| esse dia)?(?: ,)? (?=[a-z])",
        ", ",
    ),
    (r"\bnao (?:gosto|curto) (?:muito )?de\b", "detesto"),
    (r"\bamanha , (?=(?:[4-9]|1\d|2[0-3])(?= ?$| [.,!]))", "amanha as "),
    (rf"\bnem (?:n?[ao] )?(?={DAY_ALONE}(?: ?$| [.,!]| nem\b))", "nem dia "),
    (rf"\b(?:dias? |o )?({DAY_ALONE}) (e|nem) (?:[ao] |dia )?(?={DAY_ALONE}\b)", r"dia \1 \2 dia "),
    (r"\bopc(?= \d)|\bn (?=[1-3]$)", "opcao "),
    (r"\b(\d{1,2}) \. [oa] (?=de )", r"\1 "),
    (r"\b(amanha|hoje|dia \d{1,2}) (nem|e|y) (?:na )?segunda\b(?! (?:opcao|feira))", r"\1 \2 segunda feira"),
    (r"\bfirst (?:opcao|horario)\b", "primeira opcao"),
    (
        r"^(?:das|dos|de las|de los|of the|of those) (?:3|2|three|two|dos)(?: opcoes| datas| horarios)? ,",
        "",
    ),
    (r"(?<=primeira|.segunda|terceira|..ultima) (?:das|dos|de las|of the) (?:3|three)\b", " opcao"),
    (r"\bsim (?=senal|tiempo|internet|agenda|cita|espacio|problema)", "sem "),
    (r"(?<=that )sim\b|(?<=what )sim\b|(?<=\bit )sim\b", "is"),
    (
        r"(?<=feira )sim (?=good|great|fine|best|perfect|ok|out|no|not|taken|full|bad|impossible|a |the |my |when)",
        "is ",
    ),
    (r"\bfirst (?=thing)", "de manha "),
    (r"\bfirst (?=one|opcao|horario|is|works|please)|\bthe first\b|^first\b", "primeira opcao "),
    (r"(?<!\bo )(?<!\bno )(?<!\bdia )\bprimeiro , (?!por favor|obrigad|pode|valeu)", ""),
    (r"^(?:joinha (?:[,.] )?)+(?=(?:one|two|three|uma?|1|2|3)\b)", ""),
    (rf"^(?:um|uma|one|uno){_NO_MORE}", "1 "),
    (r"\b(?:a|na) um\b", "a 1"),
    (
        (
            r"\bdeus me livre\b|\bnem (?:a pau|ferrando|fudendo)\b|\bja era\b|\bfora de (?:questao|cogitacao)\b|"
            r"(?<=esta )(?:osso|foda|punk|tenso|embacado)\b|\bsuspens[oa]\b"
        ),
        "nao da",
    ),
    (r"(?<=[aeo\d]) nem (?:sonhando|pensar|morto)\b(?! (?:em|nisso|d)\b)", " nao da"),
    (r"\b(plantao|turno|escala|jornada) (?:de )?(?:12|24|36|48) ?h(?:oras)?\b", r"\1"),
    (r"\ba que (?:ficou|fica|esta|cai|vem) no meio\b", "a do meio"),
    (
        r"(?<=\b[ao] )de segunda(?=$| [,.!]| (?:as |\d|feira|mesmo|por que|entao|que|e))(?! feira)",
        "de segunda feira",
    ),
    (r"\bsemana seguinte\b", "proxima semana"),
    (
        r"\b(opcao|horario|hora|primeira|primeiro) e (?:muito |meio |bem )?cedo(?: demais)?\b",
        r"\1 nao da",
    ),
    (r"\b[ao] (?:opcao |data |horario )?de cima\b", "a primeira opcao"),
    (r"\b[ao] (?:opcao |data |horario )?de baixo\b", "a ultima opcao"),
    (
        (
            r"\b(1[3-9]|2\d|3[01]) (?:\. )?(1[0-2]|0[1-9])"
            r"(?= ?$| (?:as|de|a|esta|ok|confirm\w+|pode|serve|[,.])(?: |$))"
        ),
        r"\1/\2",
    ),
    (rf"^(?:two|dos|(?:opcao |numero )?ii)(?:{_NO_MORE}|(?= works))", "2 "),
    (rf"^(?:three|(?:opcao |numero )?iii)(?:{_NO_MORE}|(?= works))", "3 "),
    (r"\ba mais (?:cedo|proxima|perto) possivel\b", "a maiscedo"),
    (r"\ba mais (?:distante|longe) possivel\b", "a maislonge"),
    (rf"\b{_ARTICLE} mais (?:cedo|proxim[ao]|perto|imediat[ao])\b(?! possivel)", "a maiscedo"),
    (
        (
            rf"\b{_ARTICLE} (?:earliest|soonest|nearest|closest|(?:earlier|sooner)(?= one| horario| option)|"
            r"mas (?:temprano|(?:cercan[ao]|proxim[ao])(?! (?:del|al|(?:de|a) (?:tu|su|mi|la|fin)|a el)\b)"
            r"|pronto))\b"
        ),
        "a maiscedo",
    ),
    (r"\b[ao] (?:su[ao] |de voces )mais cedo\b", "a maiscedo"),
    (r"\b[ao] que (?:vier|vem|vir|for|cair|venga|sea) (?:primeiro|antes)\b", "a maiscedo"),
    (
        r"\b(?:a|o|na|no|d[ao]|pela|pelo) mais (?:distante|longe|tarde|para (?:a )?frente)\b(?! possivel)",
        "a maislonge",
    ),
    (r"\bprimeirona\b", "primeira opcao"),
    (r"\b[ao] que (?:cair|cai|vier|vem|for|fica) mais cedo\b", "a maiscedo"),
    (r"\b(\d{1,2}) \. (00|15|30|45)\b(?= ?(?:$|[,.!]))", r"\1:\2"),
    (
        rf"\b{_ARTICLE} (?:furthest(?: out)?|farthest|later(?= one| horario)|mas (?:lejan[ao]|tarde))\b",
        "a maislonge",
    ),
    (
        r"\b(?:middle|del medio|de en medio(?! de)|in between|intermedi(?:ari)?[ao])(?: (?:one|horario|opcao))?\b",
        "do meio",
    ),
    (
        (
            rf"\b(?<!foi [ao] ){_OF_THE_OFFER} (?:(?:que|como) (?:voces?|o senhor|a senhora) (?:me |nos |ja )?"
            r"(?:falou|falaram|disse|disseram|mandou|mandaram|passou|passaram|ofereceu|ofereceram|citou|"
            r"sugeriu|sugeriram|propos|enviou|enviaram|indicou|mencionou|listou|deu|deram)(?: primeiro)?|"
            r"d[ao] (?:sua|seu|vossa) (?:mensagem|email|lista|proposta|oferta|convite))\b"
        ),
        r"\1",
    ),
    (
        (
            r"\b[ao] unic[ao] (?!coisa|pessoa)(\w+ )?(?:livre |vag[ao] )?que (?:ainda |me )?"
            r"(?:sobr\w+|rest\w+|tenho|fic\w+)(?: livre| vag[ao])?\b"
        ),
        r"a unica \1",
    ),
    (
        r"\b(?:la|el|a|o) unic[ao] (?:que )?(?:e|es|is|fica|cai|in)? ?(?=d[ae] |na |a |the |por )",
        "a unica ",
    ),
    (r"\b(?:the )?only (?=manha|tarde)", "a unica de "),
    (r"\bque nao (?:e|cai|fica|seja) (?:de|da|na|a) manha\b", "que e de tarde"),
    (r"\bque nao (?:e|cai|fica|seja) (?:de|da|na|a) tarde\b", "que e de manha"),
    (r"\bblack (?:sexta feira|sexta|fraid[ae]y?|fryday)\b", "blackfriday"),
    (
        r"\b(?:no |n?o |do |el |on the |the )?(?:ultimo|last|ultima) (?:dia|day) d[oe]l? (?:the )?mes\b(?! que)",
        "no fimdomes",
    ),
    (r"\b(?:no |do |o )?(?:fim|final|finalzinho|finzinho) d[oe]l? mes\b", "no fimdomes"),
    (r"\bthe (?:last day|end) of (?:the )?month\b|\b(?:a )?fin(?:al)?(?:es)? de mes\b", "no fimdomes"),
    (r"\bque vien[ea]\b", "que vem"),
    (r"\bpasado amanha\b|\bpasado manana\b|\bday after amanha\b", "depois de amanha"),
    (
        rf"\b({WORKDAYS}) (?:fera|fiera|feria|fra|feir|feiar|freira|f)\b",
        r"\1 feira",
    ),
    (r"\bdepois (?:do|de) almoco\b|\bafter lunch\b|\bdespues del? almuerzo\b", "de tarde"),
    (r"\b(?:no |na )?(?:mes que vem|proximo mes|next month|mes proximo)\b", "no mesquevem"),
    (r"\bhalf (?:past )?(\d{1,2}|one|two|three|four|five|nine|ten|eleven)\b", r"as \1 e meia"),
    (rf"^{_SPANISH_HOUR} y media\b", r"as \1 e meia"),
    (r"\b(?:(?:a |de )?las )?(\d{1,2}(?::\d\d)?) ?(?:pm|p m)\b", r"as \1 da tarde"),
    (r"\b(?:(?:a |de )?las )?(\d{1,2}(?::\d\d)?) ?(?:am|a m)\b", r"as \1 da manha"),
    (r"\bat (?=\d|one|two|three|four|nine|ten|eleven)", "as "),
    (r"\b(?:a|de) las (?=\d|una|dos|cuatro|cinco|nueve|diez|once)", "as "),
    (r"(?<=\d) y media\b|(?<=dos) y media\b|(?<=nueve) y media\b|(?<=diez) y media\b", " e meia"),
    (r"(?<=once) y media\b|(?<=cuatro) y media\b|(?<=una) y media\b", " e meia"),
    (r"\b(?:the |el )?(\d{1,2}) ?(?:th|st|nd|rd)\b", r"dia \1"),
    (r"\bel (?=\d)", "dia "),
    (r"\b(el|la|lo) de manana\b", r"\1 de amanha"),
    (r"\b(?:by|de|en|por|a) la (?=tarde|noite|manana)", "de "),
    (r"\bde manana\b|\bla manana\b", "de manha"),
    (r"\bmanana\b", "amanha"),
    (r"\bn o (?=[1-3]\b)|\bn (?=[1-3]\b)|\bno (?=[1-3]\b)", "opcao "),
    (rf"{_COUNTED}(?:one|una|uno)\b", "1"),
    (rf"{_COUNTED}(?:two|dos)\b", "2"),
    (rf"{_COUNTED}three\b", "3"),
    (r"(?<=as )(?:four|cuatro)\b", "4"),
    (r"(?<=as )(?:five|cinco)\b", "5"),
    (r"(?<=as )(?:nine|nueve)\b", "9"),
    (r"(?<=as )(?:ten|diez)\b", "10"),
    (r"(?<=as )(?:eleven|once)\b", "11"),
    (r"(?<![\d/:])\b([01]?\d|2[0-3]) (00|15|30|45)\b(?! (?:de|dias?|minutos?|min|reais|anos))", r"\1:\2"),
)


@lru_cache(maxsize=64)
def known(said: str) -> str:
    """Return the words with those for slots in the grammar's own."""
    said = " ".join(DAY_WORDS.get(word, word) for word in said.split())
    said = reworded(places.plainly(numbers.plainly(languages.plainly(said))), _PHRASES)
    return _NEARLY.sub(lambda found: _weekday(found[0]), " ".join(said.split()))


@lru_cache(maxsize=1_000)
def _weekday(word: str) -> str:
    if word in _NAMES or word in _OTHER_WORDS:
        return word
    meant = [day for day in _NAMES if spelling.is_at_most_one_slip_away(word, day)]
    return meant[0] if len(meant) == 1 else word
