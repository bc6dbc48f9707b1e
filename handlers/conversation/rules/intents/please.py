"""The word of courtesy that orders to stop share with every other wish, and that makes none of them an order."""

import re

_PLEASE = re.compile(
    r"[,\s]*\b(?:por\s*favor|pf(?:v|vr)?|por gentileza|por obs[eé]quio|porfa|please|pls|plz)\b", re.IGNORECASE
)


def without(text: str) -> str:
    """Return a text without "por favor" and the like; unchanged if nothing else would be left."""
    left = _PLEASE.sub("", text)
    return left if any(map(str.isalnum, left)) else text
