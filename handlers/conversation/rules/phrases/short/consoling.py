"""The words with a "no" in them that refuse nothing: they console, wait, agree, or leave it open."""

from handlers.conversation.rules.phrases.notation import Phrases, group, one_of
from handlers.conversation.rules.phrases.parts import MARKS

NO_PROBLEM = one_of(r"""
    (?:(?:it|that) (?:sim|is) )?no (?:big )?(?:problems?|probs?)(?: (?:at all|here))?
    (?:(?:it|that) (?:sim|is) )?not a(?: big)? problem
    no (?:hay|tengo|tenemos|veo)(?: ning?un)? problemas?|ning?un problema|si[mn] problemas?
    nao (?:tenho|temos) (?:nenhum )?problemas?
""")
"""Words that agree, or take no offence: "no problem"."""
NO_OFFENCE = one_of(r"""
    (?:(?:it|that) (?:sim|is) )?no (?:worries|biggie|big deal|offen[cs]e(?: taken)?)(?: (?:at all|here))?
    (?:(?:it|that) (?:sim|is) )?not a big deal|(?:it |that )?(?:doesn t|does not) matter|no matter
    (?:don t|dont|do not) worry(?: about it)?
    no (?:hay|es)(?: ning?un)? (?:drama|lio|problema)
    no (?:pasa nada|te preocupes|se preocupen?|tiene importancia|fue nada|importa)
    nao (?:se preocupe[m]?|precisa se preocupar|esquenta|tem importancia|foi nada|importa)
""")
"""Words that take no offence, and agree to nothing: "no pasa nada", "no te preocupes"."""
CONSOLES = rf"(?:{NO_PROBLEM}|{NO_OFFENCE})"
"""Either."""
GOES_ON = r"(?! ?(?:who|what|when|which|how|if|where|que|quien|quem|cual|qual|cuando|quando|como|si\b|se\b))"
"""The words behind them that would make a sentence of it: "no importa cuál" chooses."""

WAITS = one_of(r"""
    no (?:hay|tengo|tenemos) (?:ningun[a]? )?(?:prisa|apuro|urgencia)|si[mn] (?:prisa|apuro|urgencia)
    (?:(?:it|that) (?:sim|is) )?no (?:rush|hurry)(?: (?:at all|here|whatsoever))?
    (?:(?:it|that) (?:sim|is) |it isn t )?not (?:that )?urgent|isn t urgent|no (?:(?:es|era) (?:nada )?urgente|urge)
    nao (?:tem|ha|tenho|temos|estou com) (?:(?:nenhuma|muita) )?(?:pressa|urgencia)|nao (?:e|era) (?:nada )?urgente
    whenever (?:you can|suits you)|when you can|cuando (?:puedan?|puedas)
""")
"""Words of no hurry."""
_THANKS = r"(?:obrigad[oa]|valeu|thanks|thank you|gracias|ok|vale|sure|claro)"
NO_HURRY = Phrases(rf"(?:{_THANKS}{MARKS} )*{WAITS}(?:{MARKS} (?:{WAITS}|{_THANKS}))*{MARKS}")
"""A reply, to be matched in full, that says no more than that."""

AGREES = one_of(r"""
    como no|no faltaba mas|(?:(?:i|we) (?:have|see) )?no objections?(?: (?:here|at all))?
    no (?:hay|tengo|tenemos|veo)(?: ning?un)? (?:inconvenientes?|objecion|objeciones|reparos?)|ning?un inconveniente
    (?:there (?:sim|is) )?nothing (?:to|estou) lose|no (?:pierdo|perdemos|se pierde) nada
    no (?:me|nos) (?:vendria|vendra|caeria) (?:nada )?mal|no estaria (?:nada )?mal|no doubts?
    nao custa nada|nao (?:tenho|temos|ha|vejo)(?: nenhuma)? (?:objec(?:ao|oes)|inconvenientes?)|nao (?:me|nos) oponho
""")
"""Words that agree: "cómo no", "nothing to lose"."""

_SAID = r"(?:didn t|did not|haven t|have not|never) (?:say|said) (?:no|(?:i|we) (?:wasn t|weren t|am not) interested)"
LEAVES_OPEN = Phrases(
    one_of(rf"""
        (?:(?:it|that) (?:sim|is) )?not (?:too |so |half )?bad(?: at all)?
        no (?:esta|suena|es|pinta) (?:nada |tan )?mal(?: idea)?
        nao (?:e|parece|esta|seria) (?:nada )?(?:mal|ruim|ma ideia|uma ma ideia)
        (?:(?:i|we) )?{_SAID}|(?:yo )?(?:nao|no) (?:he dicho|dije|dijimos) que no
    """)
    + MARKS
)
"""A reply, to be matched in full, that says neither yes nor no."""

_APOLOGY = r"(?:sorry|so sorry|apologies|perdon|disculp\w+|desculp\w+|lo siento(?: mucho)?|perdao)"
_HELLO = r"(?:hi|hello|hey|hola|buen[oa]s(?: (?:dias|tardes|noches))?|good (?:morning|afternoon)|oi|ola)"
_PLEASE = r"(?:please|pls|plz|por favor|porfa|thanks|thank you|gracias)"
_TONGUE = r"(?:portugues[ea]?|portugese|brazilian|english|ingles|spanish|espanol|castellano)"
_ANY = group(r"""
    (?:(?:any|much|very|good|well|that|your|the|language|muy|mucho|bien|nada|de|ni|el|su|tu|muito|bem|o|i|only|solo
        |just|but|pero|idioma|a little|un poco))
""")
_DOES_NOT = r"(?:(?:i|we|yo) )?(?:don t|dont|do not|can t|cant|cannot|no|nao)(?: (?:puedo|se))?"
_UNDERSTAND = r"(?:understand|entiendo|entendemos|entender|comprendo|comprendemos|entendo)"
_CANNOT = group(rf"""
    (?:{_DOES_NOT} (?:{_UNDERSTAND}|speak|talk|read|know|write|hablo|hablamos|hablar|leo|leer|se|manejo|domino|falo
        |falamos|leio))
""")
_LANGUAGE = one_of(rf"""
    {_CANNOT}(?: {_ANY})*(?: {_TONGUE}(?: (?:or|ni|and|y) {_TONGUE})*)(?: {_ANY})*
    {_DOES_NOT} {_UNDERSTAND}(?: {_ANY})*
    no {_TONGUE}(?: here)?|(?:(?:only|just|solo|in|en|em) )?{_TONGUE}(?: only)?
    (?:(?:i|we|yo) )?(?:only |just |solo |solamente )?(?:speak|hablo|hablamos) (?:only |solo )?{_TONGUE}
""")
NO_PORTUGUESE = Phrases(
    rf"(?:(?:{_APOLOGY}|{_HELLO}|{_PLEASE}){MARKS} )*{_LANGUAGE}"
    rf"(?:(?: ?[.,!?])* (?:{_LANGUAGE}|{_APOLOGY}|{_PLEASE}|but|pero|and|y))*(?: ?[.,!?])*"
)
"""A reply, to be matched in full, of who does not understand us: "sorry, no portuguese"."""
