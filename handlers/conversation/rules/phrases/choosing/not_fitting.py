"""The clauses by which none of the slots on offer fits: "não serve pra mim", "esses não me atendem".

Of a product the same verb has another subject or object ("o serviço não serve pra loja"), so a clause is matched in
full.
"""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group, one_of

_WORDS = group(r"""
    (?:oi+|ola|opa|ixi+|ih|ah|puxa|poxa|putz|nossa|que pena|infelizmente|lamento|entao|olha|bom|hum+|e que|acho que
        |(?:bom|boa) (?:dia|tarde|noite)|ok|certo|beleza|tudo bem|unfortunately|sorry|nao|no)
""")
_BEFORE = rf"(?:{_WORDS} )*?"
BESIDE = Phrases(rf"{_WORDS}(?: {_WORDS})*")
"""A clause, to be matched in full, that adds nothing to them."""
_ME = one_of(r"""
    (?:para|com|a) (?:mim|nos|(?:a )?gente|ca|todos)|comigo|conosco|para mi|for (?:me|us)
    (?:(?:para|com|n)?(?:a)? )?(?:[ao] )?(?:minha|nossa) (?:agenda|rotina|escala)|na agenda
""")
_SLOTS = r"(?:horarios?|datas?|dias?|opcao|opcoes|3)"
_NONE = one_of(rf"""
    (?:em )?(?:nenhum|ningun)[oa]?(?: (?:d?[aeo]s|dess[ea]s|dest[ea]s|del[ea]s|{_SLOTS}))*
""")
_THESE = one_of(rf"""
    (?:n?(?:ess|est)[ea]s|es[oa]s|est[oa]s|[ao]s(?= {_SLOTS}))(?: (?:{_SLOTS}|ai|todos|todas))*
    ess[ae] (?:horario|semana)
    (?:these|those|they)(?: (?:times|dates|slots|days))?
""")
_TIME = one_of(rf"""
    (?:n?[ao] |de |pela |dia |as )*(?:{WORKDAYS}|amanha|hoje|manha|tarde|noite|[1-3](?:[ao])?
        |\d+/\d+|\d{{1,2}}h?(?::?\d\d)?|primeir[ao]|terceir[ao])(?: feira| (?:a|de) (?:tarde|manha|noite)| as \d+h?)?
""")

_SERVES = one_of(r"""
    (?:me |nos |se )?(?:serv(?:e|em|iu|iram|ira|irao|iria|iriam)|encaixam?|batem?|convem|cabem?|atendem)
    (?:me |nos )?(?:vai|vao|iria|iriam) (?:me |nos )?(?:servir|encaixar|bater|caber|atender)
    (?:me|nos) (?:atende|sirven?|convienen?)
""")
"""The verbs that need no more words to be about a time."""
_WORKS = one_of(r"""
    (?:me |nos )?(?:serv(?:e|em)|funcionam?|atendem?|(?:e|sao|fica|ficam|seria|seriam|vai ser|vao ser|vai ficar
        |vao ficar) (?:(?:muito|um|uns) )?(?:bo[mn]s?|boas?|viave(?:l|is))|curti|gostei(?: d[eo]s?)?|agrad(?:ou|aram)
        |rolam?|dao?|combinam?)
    work|suit(?: (?:me|us))?|fit
""")
"""Those that are so only with who or what it is that does not fit."""
_NOT = r"(?:(?:nao|no) ,? ?)?(?:tambem |tampouco )?(?:nao|no|don t|doesn t|do not|does not|won t|will not)"
_AFTER = r"(?: (?:mais|mesmo|nao|viu|bem|muito|infelizmente|either))*"

NONE_FITS = Phrases(
    rf"{_BEFORE}(?:"
    rf"(?:{_ME} ,? ?)?(?:{_THESE} )?{_NOT} {_SERVES}(?: (?:mais|bem))?(?: {_ME})?(?: (?:{_THESE}|{_NONE}))?"
    rf"|{_NOT} {_WORKS}(?: (?:mais|bem))? {_ME}(?: (?:{_THESE}|{_NONE}))?"
    rf"|{_ME} {_NOT} {_WORKS}"
    rf"|{_THESE} (?:{_ME} )?{_NOT} {_WORKS}(?: {_ME})?"
    rf"|{_NOT} {_WORKS}(?: {_ME})? (?:{_THESE}|{_NONE})"
    rf"|{_NONE} (?:{_ME} )?(?:{_SERVES}|{_WORKS})(?: {_ME})?"
    rf"){_AFTER}"
)
"""A clause, to be matched in full, by which no slot on offer fits."""

_TIMES = rf"{_TIME}(?: (?:e|nem) {_TIME})*"
_DOES_NOT = rf"{_NOT} (?:{_SERVES}|{_WORKS})(?: {_ME})?"
A_TIME_DOES_NOT = Phrases(rf"{_BEFORE}(?:{_TIMES} {_DOES_NOT}|{_DOES_NOT} {_TIMES}){_AFTER}")
"""A clause, to be matched in full, by which a time does not fit that it names."""

_ALL = rf"(?:{_THESE}|(?:n[oa]s?|em) (?:{_SLOTS}|tod[oa]s)(?: {_SLOTS})?|(?:tod[oa]s|os 3)(?: (?:os|as) {_SLOTS})?)"
_TAKEN = group(r"""
    (?:ja |eu )?(?:(?:tenho|temos|estou com|tem)(?: outr[oa]s?| um| uma)? (?:compromissos?
        |reuni(?:ao|oes)|(?:a )?agenda (?:cheia|lotada|tomada))|estou (?:ocupad[oa]|em reuniao|sem agenda|de viagem
        |viajando)|(?:vou estar|estarei) (?:ocupad[oa]|fora|viajando|em viagem|de viagem|em reuniao))
""")
_BAD = group(r"""
    (?:(?:e|sao|esta|estao|fica|ficam) )?(?:(?:bem|muito|meio|um pouco) )?(?:ruim|ruins|complicad[oa]s?|dific(?:il|eis)
        |pessim[oa]s|apertad[oa]s?|inviave(?:l|is))
""")
_CANNOT = group(r"""
    nao (?:vai (?:dar|rolar|ser possivel|ter como)|(?:tenho|temos) como)
""")
NO_TIME = Phrases(
    rf"{_BEFORE}(?:"
    rf"(?:{_ALL} )?(?:{_ME} )?{_CANNOT}(?: {_ALL})?"
    rf"|{_TAKEN}(?: {_ALL})?|{_ALL} {_TAKEN}"
    rf"|{_BAD}(?: {_ME})? {_ALL}|{_ALL} {_BAD}(?: {_ME})?"
    rf"|os outros {_NOT} (?:{_SERVES}|{_WORKS})(?: {_ME})?"
    rf")(?: (?:mesmo|nao|viu|infelizmente|tambem))*"
)
"""A clause, to be matched in full, that says so only where it stands alone, as it may refuse or excuse much else."""

FAREWELLS = any_of(r"""
    pel[ao]s? (?:aten[cs]ao|contato|interesse|convite|oportunidade|oferta)\b
    (?:sucesso|boa sorte|bo[na]s (?:negocios|vendas)|felicidades)\b
    (?:nao|nem) (?:(?:se de ao trabalho|percam?(?: seu)? tempo|precisam?|adianta|mandem?|enviem?|proponham?|sugiram?
        |quero|queremos) (?:de |em |com |nem )?)?(?:propor|mandar|enviar|sugerir|oferecer|procurar|receber
        |ver) outr[oa]s\b
    nao vej(?:o|amos|emos)(?: \w+)? (?:utilidade|sentido|necessidade|valor|vantagem|proposito)\b
    no (?:me|nos) (?:manden|propongan|ofrezcan) otr[oa]s\b|don t (?:bother|send|suggest)(?: \w+){0,2} others?\b
""")
"""The words beside them of who takes leave, and may refuse the meeting."""
