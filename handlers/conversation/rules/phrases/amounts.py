"""The amounts of time that people write in words; Portuguese ones are digits already in ``portuguese.words``."""

NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "a an um uma un una one",
            "two dos couple",
            "three tres",
            "four cuatro",
            "five cinco",
            "six seis",
            "seven siete",
            "eight ocho",
            "nine nueve",
            "ten diez",
        ),
        1,
    )
    for word in words.split()
} | {"quince": 15, "treinta": 30}
"""The number of each word, in three languages."""

DAYS = {"dia": 1, "day": 1, "sem": 7, "wee": 7, "mes": 30, "mon": 30}
"""The days of a unit, by its first three letters."""
