"""The words of who welcomes messages, or wants to be on the list."""

from handlers.conversation.rules.phrases.notation import any_of, group

_MESSAGES = group(r"""
    (?:envios?|contatos?|contacto|receb\w+|recib\w+|mensage\w+|mensajes?|messages?|emails?|correos?|texts?|novidades)
""")
_THESE = r"(?:(?:o|os|as|a|el|los|las|su|sus|suas|seus|your|the|more|mais|mas|uso|de) )*"
_ALLOW = r"(?<!que )(?<!so )(?:autorizo|autorizamos|aceito|aceitamos|acepto|aceptamos)"
WELCOMES = any_of(rf"""
    {_ALLOW} {_THESE}(?:{_MESSAGES}|(?:meus|mis|nossos) dados|mis datos)\b
    (?:dou|damos|doy) (?:o )?(?:meu|nosso|mi) consent\w+
    (?<!que )(?<!so )(?:quero|queremos|gostaria de|gosto de) (?:sim )?receb(?:er)? {_THESE}{_MESSAGES}
    (?:quiero|queremos|me gusta|acepto) (?:si )?recibir {_THESE}{_MESSAGES}
    (?:podem|pode|pueden|puede) (?:continuar|seguir)(?: me| nos)? (?:mand|envi|escrev|escrib)\w+
    (?:i|we) (?:agree|consent|am happy|m happy)(?: (?:to|estou))? (?:receiv\w+|being contacted|be contacted|get\w*)
    you (?:may|can) (?:contact|text|message|write|email|keep (?:text|messag|writ|email|contact)\w*)\b
    keep (?:the|your|those) {_MESSAGES} coming\b|(?:i|we) (?:don t|do not) object\b
    ^(?:please )?(?:subscribe me|sign me up)\b|^inscrib(?:anme|eme|anos)\b|^(?:me )?inscrevam? (?:na|nessa)\b
    (?:quero|queria|gostaria de) (?:me )?(?:inscrever|cadastrar)\b
""")
"""They stop nothing; a negation before them takes them back."""
