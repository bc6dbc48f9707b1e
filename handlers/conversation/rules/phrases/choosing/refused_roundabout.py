"""The roundabout words that refuse a slot: "só a 2 que não dá", "imprevisto na sexta", "a pior é a 2"."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, group, meanings, one_of
from handlers.conversation.rules.phrases.parts import MARKS

NAME = group(rf"""
    (?:(?:[ao]|d[aeo]|la|el|the|que|opcao|dia) ){{0,4}}(?:(?:{WORKDAYS})(?: feira| opcao| alternativa)?
        |[1-3][ao]?\b(?!h|:)|ordinal[1-3]|(?:primeir|terceir|ultim)[ao](?: opcao| alternativa)?|amanha|dia \d{{1,2}})
        (?: (?:as |at |a )?\d{{1,2}}(?:h\d{{0,2}}|:\d\d)| (?:as|at) \d{{1,2}})?(?: (?:de|a|pela) (?:manha|tarde))?\b
""")
"""The name of a slot, in the words of ``vocabulary.known``."""

_ONE = r"(?:(?:one|day|time|dia|horario|data|opcao|hora|d[ea]l[ea]s|de todos|de todas) )?"
_ME = r"(?:(?:eu|a gente|me|nos|te|se|para mim|i|we|que|that|which) )*+"
_HARMLESS = (
    r"(?!atrapalh|choc|bate com|conflit|coincid|complic|incomod|estorb|cruz|molest|tem\b|ha\b|problem)"
)
_NOT_GOOD = one_of(rf"""
    (?:nao|no) {_ME}{_HARMLESS}[a-z]+(?: (?:para (?:mim|nos)|ir|fazer|mesmo))?
    nao(?= ?(?:$|[.,!]))
    (?:can|doesn|don|won|isn) t(?: (?:do|make|work|suit|be|good|fit))*
    (?:cannot|does not|is not|will not)(?: (?:do|make|work|suit|be|good|fit))*
    (?:(?:e|esta|fica|ficou|seria|is|es) )?(?:(?:muito|meio|bem|mais) )?(?:ruim|pessim[oa]|complicad[oa]|dificil
        |apertad[oa]|ocupad[oa]|chei[oa]|lotad[oa]|inviavel|impossivel|mal[oa]?|bad|busy|taken)
    {_ME}(?:atrapalha|complica|pega|aperta|choca|conflita|desfavorece|quebra)
    menos (?:{_ME})?(?:serve|da|gost[oae]\w*|quero|convem|encaixa|rola|agrada|conviene|sirve|atende)
""")
_ONLY = r"(?:[ao]|la|el|the) (?:unic[ao]|only)"
_IS = r"(?:(?:e|es|is|seria|sera|would be) )"
_TROUBLE = group(r"""
    (?:imprevistos?|problemas?|impediment[oa]s?|complicac(?:ao|ion)|contratempos?|impossibilidade|dificul(?:dade|tad)
        |empecilhos?|obstaculos?|conflito|conflicto|abacaxi|pepino|perrengue|transtorno|inconvenientes?|problems?|trouble
        |issues?|conflict|difficulty|impedid[oa])
""")
_HAS = r"(?:(?:tive|tenho|tem|teve|temos|deu|surgiu|apareceu|estou com|com|tengo|hay|i have|there is|got|have) )?"

_BUSY = r"(?:e|esta|fica) (?:grande|intens|fort|chei|lotad)[a-z]*|enche|lota|bomba"
_OUR_PLACE = r"(?:o movimento|a (?:loja|clinica|rua)|o (?:consultorio|restaurante|salao))"
_OF_US = rf"(?:reuniao|conversa|call|video|opcao|hora|data|{WORKDAYS}|primeir|terceir|ultim|certeza|segund|mim|nos)"
_MY_OWN = r"(?:meu|minha) (?:voo|treino|curso|plantao|exame|turno|terapia|aula|consulta|medico|dentista)"

MEANINGS = meanings(
    (rf"\b(?:so|solo|somente|apenas|only) ({NAME}) (?:e )?{_ME}{_NOT_GOOD}\b", r"\1 nao da"),
    (rf"\b({NAME}) {_IS}{_ONLY} {_ONE}{_ME}{_NOT_GOOD}\b", r"\1 nao da"),
    (rf"\b{_ONLY} {_ONE}{_ME}{_NOT_GOOD} {_IS}({NAME})", r"\1 nao da"),
    (rf"^(?:[ao]|la|el|the one) {_ONE}(?:que|that) {_ME}{_NOT_GOOD} {_IS}({NAME})", r"\1 nao da"),
    (rf"\b({NAME}) {_IS}(?:[ao]|la|el) (?:dia )?que menos {_ME}[a-z]+\b", r"\1 nao da"),
    (
        (
            rf"\b(?:(?:[ao]|la|el|the) )?(?:pior|peor|worst) {_ONE}(?:para (?:mim|nos) )?(?:{_IS}|[.,] )?({NAME})"
            rf"(?= ?(?:$|[.,!]))"
        ),
        r"\1 nao da",
    ),
    (
        (
            rf"\b({NAME}) (?:(?:me|nos|para mim) )?(?:cai|vai|pega|fica|ficou|queda|vem|viene|va|cae|esta)"
            r" (?:(?:muito|bem|tao|muy) )?(?:mal|pessim[oa]|horrivel|terrivel|fatal)\b(?! (?:posso|consigo|da)\b)"
        ),
        r"\1 nao da",
    ),
    (
        rf"\b({NAME}) (?:e )?(?:meio|um pouco|um pouquinho|a bit|un poco|medio) (?:cedo|tarde|early|late)\b",
        r"\1 nao da",
    ),
    (
        rf"\b({NAME}) (?:me )?cai n[ao] (?:(?:hora|horario|dia|intervalo) d|(?:meu|minha) (?!melhor|preferi))[a-z]*",
        r"\1 nao da",
    ),
    (rf"\b({NAME}) {_IS}quando (?!(?:eu )?(?:posso|consigo|estou|da|fico)\b)", r"\1 nao da , "),
    (rf"\b({NAME}) {_IS}(?:o )?dia de (?!reuniao|falar|conversar)[a-z]+", r"\1 nao da"),
    (
        rf"\b({NAME}) (?:o movimento|a (?:loja|clinica|rua)|o (?:consultorio|restaurante|salao)) (?:{_BUSY})",
        r"\1 nao da",
    ),
    (
        rf"\b({NAME}) (?:eu |a gente )?(?:vou|vamos|vai) (?:ao|no|na|para(?: [ao])?) (?!{_OF_US})[a-z]+",
        r"\1 nao da",
    ),
    (
        (
            rf"\b({NAME}) (?:(?:eu )?pego (?:[ao] )?(?:aviao|voo|onibus|estrada|trem|barco)"
            rf"|(?:tenho |e )?(?:[ao] )?{_MY_OWN})\b"
        ),
        r"\1 nao da",
    ),
    (
        rf"\b({NAME}) (?:conflicts|clashes|choca|se cruza|collides|interferes)(?: (?:with|con|com))?\b",
        r"\1 nao da",
    ),
    (rf"\b({NAME}) (?:[.,] )?(?:um |uma )?{_TROUBLE}(?= ?(?:$|[.!]))", r"\1 nao da"),
)
"""Refusals of one slot, in words that the grammar of slots knows."""

_NONE = group(r"""
    (?:sem|nenhum|algum|any|no|zero|nada de|resolv\w+ [ao]|nao (?:tem|ha|tenho|vejo|teria)|not an?|se houver)
        (?: (?:nenhum|mais|um|o))?
""")
TROUBLE = Phrases(
    rf"(?P<none>\b{_NONE} )?\b{_HAS}(?:(?:uma?|an?) )?(?:(?:pequen[oa]|grande) )?{_TROUBLE}"
    rf"(?: (?:n[ao]|com|para|with|on|en|con|em|about|for))?(?: \.)? (?P<name>{NAME})(?![^.!]*\?)"
)
"""Trouble with a slot, unless right before it stands that there is none, or somebody asks."""

ONE = Phrases(
    rf"(?:(?:oi|ola|infelizmente|que pena|entao|ah|olha|e que|todas servem|o resto esta ok){MARKS} )*{NAME} nao da"
    rf"(?: (?:para mim|para nos|nao|viu|infelizmente|por favor|obrigad[oa]))*{MARKS}"
)
"""A reply in those words, to be matched in full, that refuses one slot and says no more."""
OPTION = Phrases(rf"(?:(?:[ao]|opcao) )*[1-3] (?:nao|no){MARKS}")
"""An option that is refused by its number alone, to be matched in full: "2 não"."""
