"""The words for what is left of an offer, and for all the rest of it, which need no naming."""

from handlers.conversation.rules.phrases import slot_names as names
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group
from handlers.conversation.rules.phrases.parts import END

OTHER = any_of(r"""
    (?:outr[oa]|otr[oa]|restante|remaining|other one|que sobr\w+|que rest\w+|que queda|que zafa
        |(?:me )?queda (?:un[ao]|1)(?: sol[ao])?|que ficou|in between|one left|only leaves one|what is left
        |(?:leaves|left) (?:me |us )?(?:only |just )?(?:the )?one
        |the one that (?:remains|is left)|the other(?= ?(?:$|[.,!])))\b(?! (?:dia|hora|semana|data|opc|compromisso
        |cliente|mes\b))
    (?:fic(?:o|amos) com|quero|prefiro|marca|pode ser|vou (?:de|no|com)) o? ?outro dia
    (?:remanescente|(?:l?[ao]|na|no|el) que falta|pel[ao] eliminacao|por eliminacao|(?:there s|is) my answer)\b
    (?:entre (?:el[ea]s|(?:l?[ao]s )?(?:2|dos|duas|dois))|(?:what s|what is|the one|one) (?:is )?between)\b
    (?:(?:ja )?(?:sabes?|sabem|viu|viram|imagina\w*|adivinh\w+) (?:bem )?(?:qual|cual)
        |guess\w* which|which one (?:is|that) (?:leaves|left))\b
    (?:sobra|resta|queda) (?:qual|cual)\b
    (?:n?a|la) (?:seguinte|siguiente) (?:sim|si|pode|da|serve|consigo|posso)\b
    (?:l?[ao]|el|the) (?:que|one that) (?:nao|no|isn t|is not) (?:e|es|cai|cae)? ?(?=(?:nem|ni|n?a|neither)\b)
    (?:sobr(?:a|ou|ando)|rest(?:a|ou|ando)|ficou) (?:so |apenas |somente )?(?:uma?|1)(?= ?(?:$|[.,!?]|so\b|ne\b|entao\b
        |mesmo\b|e\b|marca|pode|opcao|data|horario))
""")
"""The one that is left of the slots on offer."""

COUNTED_REST = any_of(r"""
    (?<=[.,!?] )(?:e |pois |que )?(?:n?[ao]s )?outr[oa]s(?: 2)? (?:\w+ )?nao(?: (?:posso|da|consigo|servem|dao
        |rolam))?\b
    (?:(?:n?[ao]s|d[ao]s|los|the) )?(?:outr[oa]s|otros|otras|(?<=[aos]s )demais|restantes)(?: (?:2|dos
        |two))?(?: (?:dias
        |opcoes
        |horarios|datas))?\b
""")
"""All the others, which need no naming."""

_TWO_OF_THREE = Phrases(rf"{names.FIRST_TWO}|{names.LAST_TWO}")
"""The first two or the last two, which divide the offer."""


def is_left(said: str) -> bool:
    """Return True for words by which one slot is left: for that one, or for the two others as such."""
    return bool(OTHER.search(said) or _TWO_OF_THREE.search(said))


NOT_THESE = group(rf"""
    (?:ess[ea]s?|est[ea]s?)(?: (?:dias|horarios|3|ai))? (?:(?:tambem |tampouco )nao|nao)(?: (?:me )?(?:serve[m]?|da|dao
        |rola[m]?|posso|consigo|funciona[m]?|encaixa[m]?))?{END}
    |(?<!eu )(?<!voce )tambem nao (?:serve[m]?|da|dao|rola[m]?|posso|consigo|funciona[m]?){END}
    |(?:est[oa]s|es[oa]s) (?:tampoco|no)(?: (?:me |nos )?(?:sirven?|funcionan?|puedo|quedan?))?{END}
    |(?:these|those)(?: (?:don t|won t|do not|will not) (?:work|suit|fit)(?: (?:for )?(?:me|us))?)? (?:either
        |neither){END}
""")
"""The refusal of an offer as a whole, perhaps of a second one: "esses também não"."""
