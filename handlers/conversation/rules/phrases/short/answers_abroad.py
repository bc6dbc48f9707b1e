"""The yes and no to a check in English and Spanish, over ``portuguese.words``, which makes "it sim" of "it's"."""

from handlers.conversation.rules.phrases.notation import group, one_of

YES = group(r"""
    (?:yess+|yea+|yup|one|uno|opcion 1|option 1|correct|(?:that|it) (?:sim|is) (?:right|correct)|of course
        |absolutely|definitely|exactly|affirmative|si quiero|asi es|exact[oa]|exactamente|por supuesto|desde luego
        |afirmativo|(?:i m |i am )afraid so|me temo que si)
""")
"""The words that say yes to any of the questions."""
NO = group(r"""
    (?:nah|nop|two|dos|opcion 2|option 2|para nada|of course not|absolutely not|not at all|claro que no
        |por supuesto que no|de ninguna manera|(?:just |please )?leave it(?: (?:as (?:it )?(?:sim|is)|alone|there))?
        |(?:mejor )?dej(?:a|e|en|ad|emos)l[ao](?: (?:asi|como esta|estar))?)
""")
"""The words that say no to any of them."""
GO_AHEAD = one_of(r"""
    (?:yes )?(?:please )?(?:do|go ahead)|(?:yes )?(?:please )?do (?:it|so|that)|adelante|hagal[oa]|hagan?lo|si pueden?
    (?:yes )?you (?:can|may)|pueden?(?: hacerlo)?
""")
"""The words that let it be done: whoever may still want messages is not held to them."""
FINE = one_of(r"""
    (?:(?:that|it) (?:sim|is) )?(?:fine|ok|alright|all right|good|perfect|great)(?: (?:by|with|for) (?:me|us))?
    (?:por mi(?: parte)? )?(?:esta bien|no hay problema|vale|perfecto|de acuerdo)|bueno|perfecto|dale|no problem|sure
    sin problemas?|sim problemas?|no worries|no hay problema|cuando quieran?|sure thing|works for me
""")
"""The words that agree to whatever was asked for."""
_IT = r"(?:l[ao]|it|the (?:meeting|call)|la (?:reunion|cita|llamada)|our meeting|that|esa|anything|nada)"
CANCEL = one_of(rf"""
    (?:(?:si|yes) )?(?:quiero |want to |please )?cancel(?:en|ar|ala|enla|arla|o)?(?: {_IT})?(?: please)?|call it off
    (?:i|we) (?:want|need) (?:to|estou) cancel(?: {_IT})?|i m sorry|quiero cancelarla
""")
"""The words that cancel, to the question if that is meant."""
KEEP = one_of(rf"""
    (?:please )?(?:don t|dont|do not) (?:cancel|do (?:it|that))(?: {_IT})?
    no (?:la |lo )?cancel(?:e|es|en|ar|arla|ala)(?: {_IT})?
    (?:yo )?(?:nao|no) quier[oe](?: cancelar(?:la)?(?: {_IT})?)?
    (?:i|we) (?:don t|dont|do not) want (?:to|estou)(?: cancel)?
    (?:please )?keep {_IT}|(?:quiero )?mant(?:ener|en|enga|engan|engamos|enerla)(?:la)?(?: {_IT})?
    (?:mejor|better|rather) (?:no|not)|(?:i de|i would|i will|i ll) (?:rather not|be there|keep it|come)
    (?:la )?(?:mantengo|mantenemos)|(?:no )?la quiero|sigue en pie
""")
"""The words that keep a meeting, to the same."""
ALL = r"(?:all(?: of (?:it|them))?|everything|todo|todas?)"
STOP = one_of(rf"""
    (?:please )?stop(?: (?:it|them|all|sending(?: (?:them|messages))?|the messages|writing|messaging me|everything))*
    (?:please )?no more(?: messages)?|no more please|no (?:me )?(?:escriban|manden|envien) mas|{ALL}
    cancel(?:ala|enla|arla)|cancel {ALL}
""")
"""The words that stop messages, behind a yes to that."""
GO_ON = one_of(r"""
    (?:please )?keep (?:it|them|sending|writing)(?: (?:them|coming|on))?|(?:i|we) want them|sigan(?: escribiendo)?
    pueden? seguir(?: escribiendo| enviando)?|(?:prefiero|quiero) (?:recibir|seguir)(?:los|las)?(?: recibiendo)?
""")
"""The words that have them go on."""
BESIDE_NO = one_of(r"""
    (?:(?:it|that) (?:sim|is) )?(?:ok|fine|alright|all right|good)|esta bien|no hay problema|no problem
    todo bien|tudo bem
""")
"""The words that add nothing behind a no to what a meeting or messages stop by."""
NOT_YET = one_of(r"""
    not yet|todavia no|aun no|ainda nao|(?:mejor|better) (?:no|not)
    (?:please )?(?:don t|dont|do not)(?: (?:end|close)(?: it)?)?|no (?:lo |la )?(?:cierren?|terminen)
""")
"""The words that have a conversation go on."""
