"""The words of a question that people type without its mark, about a meeting that is booked."""

from handlers.conversation.rules.phrases.notation import Phrases, any_of

FIRST_PERSON = Phrases(r"\b(?:eu|estou|vou|tenho|presenca|estarei|confirmei|marquei|nao)\b")
"""The words of who tells something of their own, or refuses."""

MAY_STAND = any_of(r"""
    de pe\b|(?:confirmad|marcad|agendad|mantid)[oa]\b|valendo\b
    vai (?:ter|rolar|acontecer|ser)\b|teremos\b|tem (?:reuniao|conversa|call)\b
    (?:continua|segue|permanece)\b|(?:a gente )?se (?:fala|ve)\b|nos (?:falamos|vemos|encontramos)\b
    \d{1,2}(?:h\d{0,2}|:\d\d)\b|as \d
""")
"""A statement about a meeting that a "né" leaves to be confirmed."""

WHETHER = any_of(r"""
    (?:me |nos )?(?:confirm|dig|inform|avis)(?:a|e|em|am)(?: (?:me|nos|por favor|para mim))? se (?:(?:a|o|noss[ao]
        |ainda|reuniao|conversa) )*(?:esta|vai|segue|continua|tera|havera|sera|mant)
    (?:quero|queria|gostaria de|preciso|so) (?:saber|confirmar) se (?:(?:a|o|noss[ao]|ainda|reuniao|conversa) )*(?:esta
        |vai|segue|continua|tera|havera|sera|mant)
    (?<![a-z0-9.,!] )ainda (?:esta (?:de pe|valendo|confirmad[oa]|marcad[oa])|vai (?:ter|rolar)|segue
        |vale)\b(?!.* sim\b)
""")
"""The question whether a meeting stands, in the words of a statement."""
