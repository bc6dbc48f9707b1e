"""The notices that companies and programs add to every mail, which are nobody's words: found and cut.

A notice is known by how it begins and by two of the phrases that such notices consist of, so that "Este e-mail chegou
por engano" stays. Known are those in Portuguese, English and Spanish.
"""

import re
from itertools import islice


def _any_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_STARTS_SENTENCE = r"(?:^|(?<=[.!?…]\s)|(?<=\n))[\W_]{0,6}"

_TITLED = re.compile(
    rf"{_STARTS_SENTENCE}(?:"
    r"(?:aviso|nota|termo|declaração|cláusula|informação)\s+(?:legal|jurídic[ao]|de\s+(?:confidencialidade|privacidade|"
    r"sigilo|responsabilidade)|importante)|aviso de (?:confidencialidad|privacidad)|cláusula de confidencialidad|"
    r"confidentiality (?:notice|note|statement)|legal (?:notice|disclaimer)|privacy notice|disclaimer|"
    r"isenção de responsabilidade|descargo de responsabilidad"
    r")[*_ ]*(?:[:.\u2013\u2014-]|\n|$)",
    re.IGNORECASE,
)
_ABOUT_THE_MAIL = re.compile(
    rf"{_STARTS_SENTENCE}(?:"
    r"(?:esta|essa|a presente) (?:mensagem|comunicação|transmissão)|(?:este|esse|o presente) (?:e-?mail|correio)|"
    r"a[s]? informaç(?:ão|ões) (?:contidas?|constantes?|desta|deste|nesta|neste)|"
    r"o conteúdo (?:deste|desta|dest[ea])|mensagem confidencial|os e-?mails enviados|"
    r"th(?:is|e) (?:e-?mail|message|communication|transmission)|"
    r"the (?:information|contents?) (?:contained |transmitted )?(?:in|of|with) this|"
    r"este (?:mensaje|correo)|esta comunicación|la información (?:contenida|de este)|el contenido de este|"
    r"(?:se|caso) (?:você |v\. ?s\.? |o sr\.? )?não (?:é|for|seja) o (?:real )?destinatário|"
    r"if you (?:are not|have received|received)|si (?:usted )?(?:no es el|ha recibido)|"
    r"(?:atenção|aviso|cuidado|importante|important|warning|caution|notice|atención|confidencial|confidential|lgpd|gdpr)"
    r"\s*[:!\u2013-]|(?:(?:external|externo)(?: e-?mail)?|e-?mail externo)\s*[\]:]"
    r")",
    re.IGNORECASE,
)
_PHRASES = (
    _any_of(r"confiden[ct]ia", r"sigilos", r"privileged", r"privilegiad"),
    _any_of(
        r"(?:se|caso)\b.{0,30}\b(?:recebeu|recebido|receber)\b",
        r"recebid[ao] (?:esta mensagem |este e-?mail )?por engano",
        r"received this .{0,30}in error",
        r"ha recibido .{0,40}por error",
    ),
    _any_of(
        r"(?:não|nao) (?:seja|for|é) o .{0,20}destinat",
        r"not the (?:intended|named)",
        r"no es el .{0,15}destinatario",
    ),
    _any_of(
        r"destinad[ao]s? .{0,30}(?:exclusiv|apenas|somente|únic|ao? |à )",
        r"dirigid[ao] .{0,20}(?:exclusiv|únic)",
        r"uso exclusivo",
        r"intended (?:only|solely|recipient|for)",
        r"solely for",
        r"for the use of",
    ),
    _any_of(r"proibid", r"vedad[ao]", r"prohibited", r"prohibid", r"n[ãa]o autorizad", r"unauthori[sz]ed"),
    _any_of(r"(?:apague|elimine|exclua|destrua|delet[ea]|elimínelo|bórrelo|borre|destroy)\b"),
    _any_of(
        r"(?:notifique|avise|informe|comunique|notify|inform|advise) .{0,20}(?:remetente|sender|remitente)",
        r"(?:responda|respondendo|replying|return) .{0,30}e-?mail",
    ),
    _any_of(
        r"podem? conter",
        r"may contain",
        r"puede contener",
        r"contém informaç",
        r"contains? (?:information|confidential)",
        r"contiene información",
    ),
    _any_of(r"(?:vírus|virus|malware)\b"),
    _any_of(r"(?:ser|são|be|are) monitor(?:ad[oa]s|ed)\b"),
    _any_of(
        r"(?:remetente|usuário|origem|sender|remitente) .{0,25}extern[oa]",
        r"(?:e-?mail|correo) externo",
        r"external (?:e-?mail|sender)",
        r"(?:outside|fuera|fora) .{0,25}(?:organi[sz]ation|organização|organización|company|empresa)",
    ),
    _any_of(
        r"n[ãa]o clique em", r"do not click", r"no haga clic", r"abrir anexos", r"open(?:ing)? attachments"
    ),
    _any_of(r"(?:opini(?:ões|ones|ons|ão|on)|views)\b.{0,80}(?:autor|author|empresa|company)"),
    _any_of(
        r"dados pessoais .{0,60}(?:são|serão) tratad",
        r"personal data .{0,60} processed",
        r"datos personales .{0,60} tratad",
    ),
    _any_of(r"lei (?:n[º°o.]* ?)?13\.?709", r"2016/679"),
)
"""The first one, secrecy, counts twice."""
_FIRST_PERSON = re.compile(
    r"\?|\b(?:eu|meus?|minhas?|mim|me|sou|quero|não sou|recebi|gostaria|i|i'm|my|me|yo|mi|quiero|soy)\b",
    re.IGNORECASE,
)
_FOOTERS = re.compile(
    r"(?im)^[^\n]{0,12}(?:"
    r"antes de imprimir[^\n]*(?:pense|lembre|avalie|verifique|considere|meio ambiente|piense)[^\n]*|"
    r"[^\n]{0,20}(?:pense|imprima|consider|piense)[^\n]{0,60}(?:meio ambiente|environment|medio ambiente)[^\n]*|"
    r"[^\n]{0,40}(?:evite imprimir|think before (?:you )?print)[^\n]*|"
    r"(?:só |somente )?imprima (?:este|esta|apenas|somente|só)[^\n]{0,40}necess[áa]ri[^\n]*|"
    r"<?https?://[^\s>]{0,80}(?:avast|avg|google\.com/gmail/about)[^\s>]{0,200}>?\.?|"
    r"(?:livre de vírus|não contém vírus|virus-free|sin virus|libre de virus)\b[^\n]*|sem vírus\.\s?www\.[^\n]*|"
    r"[^\n]{0,60}verificad[ao] (?:quanto|pelo)[^\n]{0,40}(?:vírus|antivírus)[^\n]*(?:\n[^\n]+){0,2}|"
    r"(?:est[ea]|this) (?:e-?mail|mensagem|message|mensaje|correo)[^\n]{0,20} (?:escanead|verificad|analisad|analizad|"
    r"scanned|checked)[ao]? (?:pel[oa]|por (?:software|antiv)|contra|quanto|by|for|con)\b[^\n]{0,30}\b(?:avast|avg|"
    r"antiv[ií]rus|v[ií]rus(?:es)?|e-?mail protegido|security)\b[^\n]*(?:\n[^\n]+){0,2}|"
    r"classifica(?:ção|tion)[^\n:]{0,20}: ?(?:uso )?(?:intern|p[úu]blic|confiden|restrit|restricted)[ \w]{0,20}|"
    r"[^\n]{1,80} (?:reagiu|reacted|reaccionó|ha reaccionado) (?:via|a través de) gmail|"
    r"[^\n]{0,120}(?:clique aqui|click here|haga clic|acesse o link|responda (?:com|a este)|reply with)"
    r"[^\n]{0,120}(?:receb|receive|recibir|descadastr|unsubscribe|inscrição|lista|sair\b|stop\b)[^\n]*|"
    r"[^\n]{0,120}(?:não (?:deseja|desejar|quer|quiser)|don't want|wish to stop|no desea)[^\n]{0,20} (?:mais )?"
    r"(?:receber|to receive|receiving|recibir)[^\n]{0,80}(?:clique|click|clic|acesse|responda|reply)[^\n]*"
    r")$"
)
_OF_A_SERVER = re.compile(r"(?:extern|outside|fora da).*[.!]\s*$", re.IGNORECASE)
_RULER_AT_END = re.compile(r"(?:^|\n)[ \t]*[-_=*~#]{3,}[ \t]*\s*\Z")
_OWN = re.compile(
    r"\b(?:eu|me|nos|quero|queremos|desejo|desejamos|gostar[ií]a|não (?:funciona|consigo)|cliquei|clicamos|tirem|"
    r"removam|retirem|vocês|i|i'm|doesn't|yo|quiero)\b",
    re.IGNORECASE,
)
"""The words of somebody who complains of such a footer, or asks for what it offers."""
_MOST_CANDIDATES = 100
_WINDOW = 1_500
"""Characters behind the beginning of a notice in which its phrases are looked for."""
_BANNER = re.compile(
    r"(?:\[?externo?\]?|external|e-?mail externo|atenção|caution|cuidado|aviso|warning|atención)\b",
    re.IGNORECASE,
)


def without(text: str) -> str:
    """Return a text without the notices in it.

    A notice reaches to the end, as it is appended; but a warning that a server has put above the words to its own end.
    """
    kept = _FOOTERS.sub(lambda found: found[0] if _OWN.search(found[0]) else "", text)
    for _ in range(3):
        start = _first(kept)
        if start is None:
            break
        above = kept[:start].rstrip()
        line, end, others = kept[start:].partition("\n")
        if not above and end and _OF_A_SERVER.search(line):
            notice, blank, below = line, end, others
        else:
            notice, blank, below = kept[start:].partition("\n\n")
        is_banner = not above and blank and _BANNER.match(notice.lstrip(" *_[-"))
        kept = below if is_banner else above
    return kept.strip("\n") if kept == text else _RULER_AT_END.sub("", kept).strip("\n")


def _first(text: str) -> int | None:
    """Return the place at which the first notice begins."""
    titled = _TITLED.search(text)
    places = [titled.start()] if titled and _phrases(text, titled.start()) >= 1 else []
    for found in islice(_ABOUT_THE_MAIL.finditer(text), _MOST_CANDIDATES):
        if places and found.start() >= places[0]:
            break
        sentence = re.split(r"[.\n]", text[found.end() : found.end() + _WINDOW], maxsplit=1)[0]
        if not _FIRST_PERSON.search(sentence) and _phrases(text, found.start()) >= _needed(
            text, found.start()
        ):
            places = [found.start()]
            break
    return min(places, default=None)


def _needed(text: str, start: int) -> int:
    """Return the phrases that make a notice: more where nothing stands above it, which may be all that was said."""
    is_below = text[:start].strip() or _BANNER.match(text[start:].lstrip(" *_[-\n"))
    return 2 if is_below else 3


def _phrases(text: str, start: int) -> int:
    """Return how many of the phrases of notices stand behind ``start``."""
    window = " ".join(text[start : start + _WINDOW].split())
    found = [phrase.search(window) is not None for phrase in _PHRASES]
    return sum(found) + found[0]
