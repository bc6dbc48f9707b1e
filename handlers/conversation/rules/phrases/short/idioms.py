"""Idioms whose words mean something else than they say, above all negations that deny nothing."""

import re

from handlers.conversation.rules.phrases.notation import Phrases, reworded
from handlers.conversation.rules.phrases.parts import END
from handlers.conversation.rules.phrases.short import consoling, denied_moves

_NOT_MEANT = (
    r"(?:(?:\bit )?(?:(?:sim|is|was) not|isn t|wasn t) (?:just )?(?:that|like|as if|because)"
    r"|(?:not|never|don t|dont|didn t|wouldn t|nobody) (?:want you to )?(?:say|said|saying|think|mean)(?: that)?)"
)
"""The words that take back the negation behind them: "it's not that I don't", "don't think we're not"."""

_MEANINGS = tuple(
    (Phrases(rf"\b(?:{idiom})"), meaning)
    for idiom, meaning in (
        (rf"{consoling.NO_PROBLEM}(?![a-z0-9]){consoling.GOES_ON}", "tudo bem"),
        (rf"{consoling.NO_OFFENCE}(?![a-z0-9]){consoling.GOES_ON}", "acontece"),
        (rf"{consoling.AGREES}(?![a-z0-9])", "claro"),
        (rf"(?:e )?por que nao{END}", "sim"),
        (r"sem (?:sombra de )?duvidas?\b|nao tenho duvidas?\b", "com certeza"),
        (r"nao vejo a hora\b", "quero muito ,"),
        (r"sem (?:ressentimentos?|rancor|magoas?)\b", " "),
        (r"nao (?:atendid|respeitad|cumprid)[oa]s?\b|nao sei o que(?: la| mais)?\b", " "),
        # The second negation closes what the first one began, and "não dá mais" is all that is denied.
        (
            r"(\bnao (?:(?!nao\b)[a-z]+ ){1,7}nao) (?=podem? (?:cancel|desmarc|tirar|parar|excluir|remover))",
            r"\1 . ",
        ),
        (r"(nao (?:da|vai dar|rola|consigo|posso|vou)(?: mais)?) (?=podem? (?:cancel|desmarc))", r"\1 . "),
        # A demand ends where a question about it begins.
        (
            (
                r"(\b(?:excluam?|eliminem?|apagu?[ae]m?|delet[ea]m?|removam?) (?:\w+ ){0,4}dados(?: por favor)?)"
                r" ?,? (?:e )?(?=(?:qual|quando|em quanto|quanto tempo)\b)"
            ),
            r"\1 . ",
        ),
        (r"(?:se )?(?:faz|fizer|faca) (?:o )?favor\b|s ?f ?f\b", "por favor"),
        (r"(sera|sera que)(?: voces?)? nao (?=(?:tem|tinha|teria|da|dava|daria|haveria|pode\w*)\b)", r"\1 "),
        (r"sem problemas?\b|nao (?:tem|ha|vejo) (?:nenhum )?problemas?\b", "tudo bem"),
        (r"nao deixe[m]? de\b|nao (?:se )?esque[cç]\w* de\b", "pode"),
        # What we may use no more is no channel that is offered.
        (
            (
                r"((?:revok|withdr)\w+(?: \w+){0,3} (?:authori[sz]ation|permission|consent))"
                r"(?: for(?: \w+){1,3})? (?:to|estou) use (?:my|our|this) \w+\b"
            ),
            r"\1",
        ),
        (r"num (?=quero|posso|tenho|da\b|vou|preciso|me |mand|lig)", "nao "),
        (r"ne\b", " "),
        (r"(?:wh?asap|guasap|wasa)s?\b", "whatsapp"),
        (r"no tiene (?:caso|sentido)(?= que)", "nao"),
        (
            r"(not|wants?|needs?|like|wish|prefer|going|have|has|asked|please|rather|used|ought|sent|said) estou\b",
            r"\1 to",
        ),
        (
            (
                r"estou (?=(?:be|the|your|you|stop|receive|hear|unsubscribe|contact|send|write|reply|our|us|this|that"
                r"|end|call|text|think|have|erasure)\b)"
            ),
            "to ",
        ),
        (
            r"tampoco (?=(?:me|nos|quier\w+|queremos|deseo|deseamos|le|vuelv\w+|escrib\w+|mand\w+|busqu\w+)\b)",
            "nem ",
        ),
        (
            (
                r"(na?o (?:me |nos )?"
                r"(?:(?:mand|envi)[ae][ns]|escrib\w+|llam\w+|contacten|quiero|queremos|reciba\w*) )mas\b"
            ),
            r"\1mais",
        ),
        (r"dexa(?=\b)", "deixa"),
        (r"kier(?=[oae])", "quier"),
        (r"(?:uds|ud)\b", "ustedes"),
        (r"(?<=quiero )nd\b", "nada"),
        (r"(?:exlc|exlu|ecxl)u?(?=[aei])", "exclu"),
        (r"(?:remvo|reomv|rmeov)(?=[aei])", "remov"),
        (r"(?:apga|paag)(?=[aur])", "apag"),
        (r"(?:mnad|madn|manad)(?=[aeor])", "mand"),
        (r"(?:recbe|reecb|recebre)(?=[er]?\b)", "receb"),
        (r"mensage\b", "mensagem"),
        (r"mensages\b", "mensagens"),
        (r"cm\b", "com"),
        (r"dnt\b", "don t"),
        (r"agn\b", "again"),
        (r"(para|pare|parem|deixa) di\b", r"\1 de"),
        (r"nao (?:e )?que (?:eu |a gente )?nao (?=tenha|queira|me interess|goste)", "sim , "),
        (
            r"nao (?:vou|posso|quero) (?:dizer|falar) que (?:eu |a gente )?nao (?=ten|temos|quer|me inter|gost)",
            "sim , ",
        ),
        (r"(?<![a-z] )(cancelar|desmarcar) (?:por que|para que) \?", r"nao \1 ."),
        (rf"{_NOT_MEANT} (i|we) (?:don t|do not)\b", r"\1 do"),
        (rf"{_NOT_MEANT} (i|we) (?:(?:m|am|re|are|was|were) not|(?:wasn|aren|weren) t)\b", r"\1 am"),
        (
            r"(?:why (?:won|can|don) t|can t|won t) you (?=(?:\w+ ){0,2}(?:leave|stop|take|remove|delete|go)\b)",
            "please ",
        ),
        (
            r"((?:the|my|our) (?!guys|boys|folks|reps|people|messages|bots)\w+s|they) leave (?:me|us) alone\b",
            r"\1 are away",
        ),
        (
            r"(?:stop|quit) calling (?=(?:me|us|it|this) (?:an?|by|mrs?|ms|miss|sir|madam|dr|doctor|boss|dear)\b)",
            "call ",
        ),
        (
            r"(leave|stop|delete|remove|take|lose) [.] (?=(?:me|us|my|texting|contacting|writing|emailing|calling)\b)",
            r"\1 ",
        ),
        (r"(?<=[a-z] )(me|us) [.] (?=(?:alone|off)\b)", r"\1 "),
        (r"how could (?:i|we) say no \?", "sim ."),
        (r"nunca (?:disse|falei) que nao quer\w+", "quero"),
        (r"nao (?:tenho|tem|da|ha) como (?:dizer|falar) (?:que )?nao\b", "sim"),
        (r"nao (vou|quero|preciso|posso|tenho|vai|da) (mais )?nao\b(?! [.,!?])", r"nao \1 \2."),
        (r"mas(?= ?(?:$|[.!?]|(?:por favor|porfa|gracias|mensajes|correos|emails|de|nada)\b))", "mais"),
        (
            (
                r"no (?=(?:me|nos|quiero|queremos|deseo|deseamos|mais|autoric\w+|autoriz\w+|vuelv\w+|necesit\w+"
                r"|les?|se comuni\w+|desea\w*|tiene|jod[ae]\w*|volver|recibir|hay[ao]n?"
                r"|(?:mandar|enviar|escribir|contactar|llamar)\w*|figur\w+"
                r"|mand(?:es|en)|envi(?:es|en)|escrib\w+|llam\w+|contacten?|busqu\w+|molest\w+|insist(?:as|an)|llegu\w+)\b)"
            ),
            "nao ",
        ),
        (r"nao e (?=\?)", " "),
        # The register of numbers that nobody may call, by its name.
        (
            r"((?:n?[oa]|d[oa]|ao|pelo|lista|cadastro|registro|site|servico)) nao (?:me )?perturbe\b",
            r"\1 cadastro",
        ),
        (
            (
                r"nao (?:me |nos )?(?:incomod|molest|atrapalh|aborrec|import)(?:a|o|amos)(?: em nada| nem um pouco"
                r"| para nada)? (?=(?:de )?(?:receber|recibir)\b|(?:que|se) (?:me |nos |voces? )?(?:escrev|escrib|mand"
                r"|envi|llam|lig|cham|contat|contact)\w+)"
            ),
            "tudo bem ",
        ),
        (r"(?:doesn t|does not|didn t|won t) (?:bother|disturb|annoy) (?:me|us)\b", "tudo bem"),
        (r"nao so (nao )?(\w+(?: \w+){0,4}) como\b", r"\1\2 ."),
    )
)


def plainly(said: str) -> str:
    """Return a result of ``portuguese.words`` with its idioms replaced by their meaning."""
    return re.sub(r"\s+", " ", reworded(reworded(said, _MEANINGS), denied_moves.MEANINGS)).strip()
