"""Normalisation of Brazilian Portuguese texts to words that rules can match.

Misspellings are corrected by an explicit list only: fuzzy matching would turn "ñ quero" into "quero".
"""

import re
import unicodedata
from functools import lru_cache

_EMOJI = {
    "\N{THUMBS UP SIGN}": " joinha ",
    "\N{OK HAND SIGN}": " joinha ",
    "\N{WHITE HEAVY CHECK MARK}": " joinha ",
    "\N{HEAVY CHECK MARK}": " joinha ",
    "\N{THUMBS DOWN SIGN}": " negativo ",
    "\N{CROSS MARK}": " negativo ",
    "\N{NO ENTRY SIGN}": " negativo ",
}

_SPELLINGS = {
    "abraco": "abs",
    "abracos": "abs",
    "agr": "agora",
    "amanh": "amanha",
    "amanhan": "amanha",
    "amnh": "amanha",
    "amnha": "amanha",
    "blz": "beleza",
    "brigada": "obrigada",
    "brigado": "obrigado",
    "cancela": "cancelar",
    "cancele": "cancelar",
    "cancelem": "cancelar",
    "cansela": "cancelar",
    "canselar": "cancelar",
    "clr": "claro",
    "ctz": "certeza",
    "d": "de",
    "desmarca": "desmarcar",
    "desmarque": "desmarcar",
    "dsmarcar": "desmarcar",
    "eh": "e",
    "emails": "email",
    "enteresse": "interesse",
    "flw": "falou",
    "hj": "hoje",
    "horaio": "horario",
    "hr": "hora",
    "hrs": "horas",
    "hs": "horas",
    "interecado": "interessado",
    "interece": "interesse",
    "interesada": "interessada",
    "interesado": "interessado",
    "interese": "interesse",
    "interessse": "interesse",
    "kd": "cade",
    "ker": "quer",
    "kero": "quero",
    "mensagen": "mensagem",
    "mensagm": "mensagem",
    "mensajem": "mensagem",
    "mensajen": "mensagem",
    "mensajens": "mensagens",
    "msg": "mensagem",
    "msgm": "mensagem",
    "msgs": "mensagens",
    "mt": "muito",
    "mto": "muito",
    "n": "nao",
    "naao": "nao",
    "naum": "nao",
    "neh": "ne",
    "nn": "nao",
    "noa": "nao",
    "obg": "obrigado",
    "obgado": "obrigado",
    "obgd": "obrigado",
    "obgda": "obrigada",
    "obrigdo": "obrigado",
    "okay": "ok",
    "okey": "ok",
    "oky": "ok",
    "opcaum": "opcao",
    "opsao": "opcao",
    "orario": "horario",
    "p": "para",
    "pf": "por favor",
    "pfv": "por favor",
    "pfvr": "por favor",
    "porq": "por que",
    "porque": "por que",
    "pq": "por que",
    "pra": "para",
    "pro": "para o",
    "q": "que",
    "qd": "quando",
    "qdo": "quando",
    "qer": "quer",
    "qero": "quero",
    "qeuro": "quero",
    "qria": "queria",
    "qro": "quero",
    "qt": "quanto",
    "qto": "quanto",
    "reagenda": "reagendar",
    "reagende": "reagendar",
    "remarca": "remarcar",
    "remarque": "remarcar",
    "reniao": "reuniao",
    "reunao": "reuniao",
    "reuniaum": "reuniao",
    "s": "sim",
    "saiir": "sair",
    "sin": "sim",
    "ss": "sim",
    "ta": "esta",
    "tb": "tambem",
    "tbm": "tambem",
    "td": "tudo",
    "tdo": "tudo",
    "tmb": "tambem",
    "to": "estou",
    "tou": "estou",
    "vamo": "vamos",
    "vc": "voce",
    "vcs": "voces",
    "vlw": "valeu",
    "vms": "vamos",
    "vose": "voce",
    "whats": "whatsapp",
    "wpp": "whatsapp",
    "zap": "whatsapp",
    "zapp": "whatsapp",
}

_NUMBER_WORDS = {
    "dois": 2,
    "duas": 2,
    "tres": 3,
    "quatro": 4,
    "cinco": 5,
    "seis": 6,
    "sete": 7,
    "oito": 8,
    "nove": 9,
    "dez": 10,
    "onze": 11,
    "doze": 12,
    "treze": 13,
    "quatorze": 14,
    "catorze": 14,
    "quinze": 15,
    "dezesseis": 16,
    "dezasseis": 16,
    "dezessete": 17,
    "dezoito": 18,
    "dezenove": 19,
}
_TENS = {"vinte": 20, "trinta": 30}
_UNITS = {"um": 1, "uma": 1} | {word: value for word, value in _NUMBER_WORDS.items() if value < 10}

_ELONGATED = re.compile(r"([a-z])\1{2,}")
_ROMAN_THREE = re.compile(r"\b(opcao|op|alternativa|item|proposta|hipotese) iii\b")
_SHORTENED = {"s": "sem", "c": "com", "p": "para"}
_SLASHED = re.compile(r"\b([scp])/ ?(?=[a-z])")
_SPELT_OUT = re.compile(r"\b[a-z]([.-])[a-z](?:\1[a-z])+\b")
"""A word whose letters are set apart: "S.A.I.R"."""
_SAINT = re.compile(r"\bs\. ?(?=(?:paulo|jose|bernardo|caetano|luis|vicente|joao|sebastiao|francisco)\b)")
_COMPANY = re.compile(r"\bs[./]a\b")
_SAID_AGAIN = re.compile(r"(?<!\S)((?:\S+ ){1,3}?)\1{3,}")
"""The same one to three words more than three times: the time that a pattern takes may grow with each."""
_TENS_AND_UNITS = re.compile(rf"\b({'|'.join(_TENS)})(?: e ({'|'.join(_UNITS)}))?\b")
_NUMBER = re.compile(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b")
_TOKEN = re.compile(
    r"[0-9]{1,2}(?::[0-9]{2}|h[0-9]{2}|/[0-9]{1,2}(?:/[0-9]{2,4})?)|[0-9]+h\b|[a-z]+|[0-9]+[ao]?|[.,;!?]"
)


@lru_cache(maxsize=64)
def words(text: str) -> str:
    """Return the text as lower-case words without accents; each of ``. , ! ?`` is a word too.

    Line breaks and semicolons become full stops, numbers in words from two to thirty-nine become digits,
    stretched letters shrink ("siiiim"), abbreviations and frequent typing errors are corrected ("s/" is "sem", an "s"
    alone "sim", an "n" alone "nao"), letters set apart are joined ("S.A.I.R"), thumbs become the words "joinha" and
    "negativo". Times ("10:30", "10h") and dates ("25/11") stay one word. Any other letter than those of Latin parts two
    words. What is said more than three times running is there three times.
    """
    for emoji, word in _EMOJI.items():
        text = text.replace(emoji, word)
    text = text.replace("\n", " . ").replace(";", " . ")
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(character for character in decomposed if not unicodedata.combining(character)).lower()
    plain = _ELONGATED.sub(r"\1", _ROMAN_THREE.sub(r"\1 3", plain)).replace("e-mail", "email")
    plain = _COMPANY.sub("sa", _SPELT_OUT.sub(lambda found: found[0].replace(found[1], ""), plain))
    plain = _SAINT.sub("sao ", _SLASHED.sub(lambda found: f"{_SHORTENED[found[1]]} ", plain))
    tokens = [_SPELLINGS.get(token, token) for token in _TOKEN.findall(plain)]
    joined = _SAID_AGAIN.sub(r"\1\1\1", f"{' '.join(tokens)} ").rstrip()
    joined = _TENS_AND_UNITS.sub(lambda found: str(_TENS[found[1]] + _UNITS.get(found[2] or "", 0)), joined)
    return _NUMBER.sub(lambda found: str(_NUMBER_WORDS[found[0]]), joined)


_CLAUSE = re.compile(r"\s*(?:[.,!?]|\b(?:mas|porem|so que|entretanto|contudo)\b)\s*")


def clauses(said: str) -> tuple[str, ...]:
    """Return the clauses of a result of ``words``, without the marks and the "but" between them."""
    return tuple(part for part in _CLAUSE.split(said) if part)
