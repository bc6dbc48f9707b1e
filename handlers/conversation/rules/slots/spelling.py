"""Words that are spelt nearly like others."""


def is_at_most_one_slip_away(word: str, meant: str) -> bool:
    """Return True for the same word, or one letter wrong, missing or too many, or two neighbours swapped."""
    if abs(len(word) - len(meant)) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(word, meant, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, right = word[start:], meant[start:]
    swapped = rest[:2] == right[1::-1] and rest[2:] == right[2:]
    return swapped or right[1:] == rest[1:] or right == rest[1:] or right[1:] == rest
