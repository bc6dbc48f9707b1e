"""The closed grammars of who merely says who they are, or takes note, before any offer."""

from handlers.conversation.rules.phrases.notation import Phrases, group
from handlers.conversation.rules.phrases.parts import MARKS

_BEFORE = group(r"""
    (?:sim|si|yes|isso|ok|certo|oi+|ola|opa|alo|(?:bom|boa) (?:dia|tarde|noite)|hi|hello|hola|pois nao|exato|claro)
""")
_NAMED = group(r"""
    (?:(?!caso|que|melhor|momento|certo|mesmo|ideal|minimo|seguinte|reuniao|proposta
        |conversa)[a-z]{2,}(?: (?!nao|mas)[a-z]{2,})?)
""")
_WHO = group(rf"""
    (?:sou eu(?: mesm[ao])?|(?:e )?eu mesm[ao]|sou (?:o|a) {_NAMED}|(?:aqui )?e (?:d?[ao]) {_NAMED}
        |e el[ae](?: mesm[ao])?|(?:esta )?falando(?: com (?:el[ae]|[ao] {_NAMED}))?|pois nao
        |this (?:sim|is) (?:he|she|him|her)|speaking|soy yo|(?:con )?(?:el|ella) habla)
""")
_ASKS = group(r"""
    (?:quem (?:fala|e|seria|gostaria)|com quem (?:falo|estou falando)|who (?:sim|is) this|quien habla
        |em que posso ajudar)
""")
IS_THERE = Phrases(
    rf"(?>{_BEFORE}{MARKS} )*{_WHO}(?: (?:sim|aqui|mesm[ao]|yes))*{MARKS}(?: {_ASKS}(?: ?[?.!])*)?"
)
"""A reply, to be matched in full, of who says only who they are: "sim, sou eu", "pois não"."""

_THANKS = (
    r"(?:(?:muito )?obrigad[oa]|grat[oa]|valeu|thanks|thank you|gracias|att|atenciosamente|agradeco|abs)"
)
_NOTED = group(r"""
    (?:(?:estou |estamos )?cientes?|anotad[oa]|(?:mensagem |email )?recebid[oa]|(?:ja )?(?:recebi|recebemos)|noted
        |(?:message )?received|recibid[oa]|tom(?:ei|o|amos) nota|acus(?:o|amos|o de)(?: o)? (?:recebimento|recibo)
        |(?:agradeco|agradecemos) (?:o|pelo|seu|o seu) (?:contato|email)|tom(?:ei|o) conhecimento)
""")
TAKES_NOTE = Phrases(
    rf"(?>(?:{_BEFORE}|{_THANKS}){MARKS} )*{_NOTED}{MARKS}(?> (?:{_NOTED}|{_THANKS}|{_BEFORE}){MARKS})*"
)
"""A reply, to be matched in full, of who only takes note: "ciente", "acuso o recebimento"."""
