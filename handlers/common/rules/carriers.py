"""Carrier codes (CSP) that may stand between the trunk 0 and an area code, as in ``0 15 11 98765-4321``.

Source: Anatel, "Códigos de Seleção de Prestadora", the list of long-distance carriers as published since 2010, and
those that the phone library knows. Codes that were given back since stay: numbers written with them are still in
people's lists.
"""

CODES = frozenset(
    str(code)
    for code in (
        *(
            10,
            12,
            13,
            14,
            15,
            17,
            19,
            21,
            22,
            23,
            24,
            25,
            26,
            27,
            28,
            29,
            31,
            32,
            34,
            35,
            36,
            38,
            41,
            42,
            43,
            45,
        ),
        *(
            46,
            47,
            48,
            49,
            51,
            52,
            53,
            54,
            55,
            56,
            57,
            58,
            61,
            62,
            63,
            64,
            65,
            67,
            69,
            71,
            72,
            81,
            84,
            89,
            91,
            95,
        ),
        *(96, 98, 99),
    )
)
"""The two-digit codes; 11, most of all, is none."""
