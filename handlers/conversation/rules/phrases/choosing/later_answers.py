"""The closed grammars of an answer that is promised for later, and of words that may promise one or choose a slot."""

from handlers.conversation.rules.phrases.calendar_names import ANY_WEEKDAY
from handlers.conversation.rules.phrases.notation import Phrases, group, one_of
from handlers.conversation.rules.phrases.parts import MARKS

_DAY = rf"(?:{ANY_WEEKDAY})(?: feira)?"
_PART = group(r"""
    (?:(?:de|a|pela|na|no|en la|por la|amanha|amanha de|amanha a|hoje a|hoje) (?:manha|tarde|noite|manana|noche|almoco))
""")
_SOON = one_of(r"""
    (?:mais|mas|bem mais|um pouco mais) tarde|depois|despues|luego|logo(?: mais)?|em breve|daqui a pouco|ja ja|later
    (?:ainda )?hoje(?: ainda| mesmo)?|amanha(?: cedo)?|(?:na )?(?:semana que vem|proxima semana)
""")
_WEEKDAY = rf"(?:(?:so |apenas )?(?:n?[ao] |em |para [ao] )?(?:proxim[ao] )?{_DAY}(?: que vem)?(?: cedo)?)"
_UNTIL = rf"(?:ate (?:[ao] )?(?:{_DAY}|amanha|o fim d[aeo] (?:dia|tarde|semana)|a noite|mais tarde|logo))"
_AT_END = r"(?:(?:n?o )?(?:fim|final) d[aeo] (?:dia|tarde|semana|expediente))"
_WHEN = rf"(?:{_SOON}|{_UNTIL}|{_AT_END}|{_WEEKDAY}|{_PART})"

_WHO = r"(?:(?:eu|a gente|nos|te|lhe|vos|ja|so|ai|entao|que|e|isso|sim) )*"
_NEWS = r"(?:(?:um|uma|o|a) )?(?:retorno|resposta|posicao|posicionamento|certeza|ok)"
_ANSWER = one_of(rf"""
    respond(?:o|emos|erei|eremos)|avis(?:o|amos|arei)|retorn(?:o|amos|arei)|decid(?:o|imos|irei)|resolvo|defin(?:o|imos)
    (?:fal|dig|olh|escrev|pens|confir)o|(?<!te )(?<!lhe )vejo(?! voces?)|(?:dou|damos|mando|envio|darei) {_NEWS}
    (?:te|lhe) confirm(?:o|amos|arei)|confirmo com voces?
    (?:vou|vamos|posso|consigo|irei|prefiro|preciso) (?:te |lhe )?(?:responder|avisar|retornar|decidir|escolher|ver
        |olhar|confirmar|definir|pensar|dizer|dar {_NEWS})
    a gente (?:ve|decide|responde|avisa|retorna)|nos decidimos
""")
_WITH_US = r"(?: (?:voces?|isso|aqui|com (?:voces?|calma)|sim|sem falta|ta|viu|por favor|direitinho))*"
_CHOICE = r"(?:escolh(?:o|emos|erei)|confirm(?:o|amos|arei)|(?:a gente |nos )(?:se )?(?:fal|convers|escolh|confirm)\w+)"
_LATER = r"(?:(?:bem |um pouco )?mais tarde|mas tarde|depois|daqui a pouco|logo mais|em breve|later)"

PROMISE = Phrases(
    rf"{_WHO}(?:{_ANSWER}{_WITH_US}(?> {_WHEN}(?![a-z]))+|(?>{_WHEN} )+{_WHO}{_ANSWER}"
    rf"|{_CHOICE}{_WITH_US} {_LATER}|{_LATER} {_WHO}{_CHOICE}){_WITH_US}"
)
"""A clause, to be matched in full, that promises an answer: "respondo na sexta", "mais tarde eu escolho"."""

_LEAD = one_of(r"""
    ok|okay|certo|beleza|tranquilo|entendi|entendido|pode deixar|obrigad[oa]|valeu|oi+|ola|opa|bom dia|boa tarde
    boa noite|tudo bem|combinado|esta (?:bom|bem|certo)|agora nao(?: (?:posso|consigo|da))?|hum+|sim|perfeito
    por favor|desculp\w+|claro|deixa|por enquanto nao|hoje nao
""")
LEADS = Phrases(_LEAD)
"""A clause, to be matched in full, that may stand beside a promise and says nothing else."""

_WANTED = group(r"""
    (?:quero|queria|prefiro|preferia|pode|poderia|ser|seria|tem que|teria que|precisa|melhor|so|bem|e|fica|ficaria|esta
        |bom|otimo|para mim|entao)
""")
MAY_PROMISE = Phrases(
    rf"(?:{_LEAD}{MARKS} )*(?:(?:{_WANTED} )*(?:mais|mas) tarde(?: {_WANTED})*"
    rf"|{_WHO}(?:escolho|confirmo|escolhemos|confirmamos) (?:{_PART}|n[ao] {_DAY}|amanha))(?:{MARKS} {_LEAD})*{MARKS}"
)
"""A reply, to be matched in full, that may mean a slot or the time of an answer: "mais tarde", "confirmo na sexta"."""
