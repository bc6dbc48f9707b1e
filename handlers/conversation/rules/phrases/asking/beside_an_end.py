"""The questions and requests that people put beside a cancellation, a refusal or an opt-out."""

from handlers.conversation.rules.phrases.asking.questions import OF_DATA
from handlers.conversation.rules.phrases.notation import Phrases, any_of

OF_THE_FIRM = any_of(rf"""
    (?:voces?|vcs|ustedes|you) (?:\w+ ){{0,2}}(?:tem|dao|vendem?|fazem|atendem?|trabalham|cobram|entregam|oferecem|ficam
        |have|offer|tienen|venden|hacen|atienden)\b
    {OF_DATA}
""")
"""The questions about the firm, and about the data that it keeps: times and meetings are none beside an end."""

TO_BE_TOLD = any_of(r"""
    (?:saber|dizer|di(?:z|ga|gam)|explicar|expli(?:ca|que|quem)|inform(?:ar|a|e|em)|respond(?:er|a|e|am)|know
        |tell me|explain|saber|decir|diga[n]?me) (?:de |a |do )?(?:onde|como|quem|por que|qual|quais|where|how|who|why
        |which|donde|quien|cual)\b
    (?:quero|queremos|gostaria de|preciso|quiero|want (?:to|estou)) (?:fazer )?(?:uma )?(?:reclam(?:ar|acao)|queixa
        |complain)\b
    (?:me |nos )?(?:pass(?:a|e|em)|mand(?:a|e|em)|inform(?:a|e|em)|di(?:z|ga|gam)|quero|give me) (?:qual )?(?:o |the
        |a |)(?:contato|telefone|numero|whatsapp|email|phone|number) (?:d[aeo]|of) (?!voces?\b)\w+
""")
"""The wish to be told something, or to complain, without a question mark."""

SOMEBODY = any_of(r"""
    (?:quero|queremos|queria|gostaria de|exijo|desejo|quiero|quisiera|(?:want|like|need) (?:to|estou)) (?:falar
        |conversar|tratar|reclamar|hablar|speak|talk|complain) (?:com|con|to|estou|with) (?:o|a|os|as|um|uma|algum
        |alguma|alguem|quem|seu|sua|teu|el|la|su|un|alguien|your|the|some(?:one|body))\b(?! (?:gente|meu|minha
        |senhora?)\b)
""")
"""Somebody with whom a person wants to speak, as who complains does: beside an order to stop it is no interest."""

_TO_MEET = r"(?:conversar|marcar|agendar|conhecer|retomar|talk|meet|chat|hablar|agendar|conocer)"
STAYS_INTERESTED = any_of(rf"""
    (?:continu(?:o|amos|a)|s(?:igo|eguimos)|permaneco|estou|estamos|fiquei|ficamos)(?: \w+)? interes+ad[oa]s?\b
    (?:tenho|temos|mantenho|mantemos|tengo|tenemos)(?: (?!pouc)\w+){{0,2}} interes+e?\b
    (?:quero|queremos|queria|gostaria(?: de)?|gostariamos(?: de)?|pretendo|quiero|quisiera)(?: \w+)? {_TO_MEET}\b
    (?:still|very much) interested\b|(?:would|d|still) (?:like|love|want) to {_TO_MEET}\b
""")
"""The interest that somebody keeps who calls off a meeting."""
INTEREST_NOT_LOST = any_of(r"""
    nao (?:perdi|perdemos) (?:o )?interesse\b
""")
"""The same, in the words of a denial."""

REFERRED = any_of(r"""
    (?:(?:fal[ae]|falem|trat[ae]|tratem) com|procur(?:a|e|em)|lig(?:a|ue|uem) para|cham(?:a|e|em)|contat(?:a|e|em)) (?:o
        |a|meu|minha|nosso|nossa) (?!gente\b)\w+
    (?:talk to|speak (?:to|with)|contact|write to) (?:my|our)\b|hablen con (?:el|la|mi)\b
    quem (?:\w+ ){1,3}(?:agora|hoje) (?:e|sera) (?:[oa]|meu|minha|noss[oa])\b
""")
"""Somebody else who is to be spoken with instead."""

GOT = Phrases(r"\b(?:tir(?:ou|aram)|sac(?:o|aron))\b")
"""The source of a number, in a verb that orders to take it off in its other forms."""

AND = Phrases(
    r" e (?=(?:me|nos|quero|queremos|qual|quais|quem|como|(?:de )?onde|preciso|par(?:a|e|em) de|nao|depois|tir[ae]"
    r"|continu(?:o|amos)|sigo|seguimos|ainda|tenho)\b)"
)
"""The "and" before something that is asked or ordered."""
