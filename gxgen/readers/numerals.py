"""Numbers as Word and browsers print them in front of list items: 3 → 三, III, ③, 叁."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_PLAIN = ("零一二三四五六七八九", ("", "十", "百", "千"))
_LEGAL = ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"))
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)
_MOST = 9_999
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(number: int, script: tuple[str, tuple[str, ...]] = _PLAIN) -> str:
    """12 → 十二, 20 → 二十, 105 → 一百零五."""
    digits, steps = script
    if not 0 < number <= _MOST:
        return str(number) if number else digits[0]
    text, zero = "", False
    for power, digit in reversed(list(enumerate(map(int, reversed(str(number)))))):
        if not digit:
            zero = True
            continue
        text += (digits[0] if zero and text else "") + digits[digit] + steps[power]
        zero = False
    one_ten = digits[1] + steps[1]
    return text[1:] if script is _PLAIN and text.startswith(one_ten) else text


def digital(number: int) -> str:
    """105 → 一〇五."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(max(number, 0)))


def roman(number: int) -> str:
    """4 → IV."""
    if not 0 < number <= _MOST:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def letters(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA (Word repeats the letter)."""
    if not 0 < number <= _MOST:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _from(first: str, count: int) -> Callable[[int], str]:
    """The signs that Unicode has in a row; plain digits beyond them."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= count else str(number)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "koreanCounting": chinese,
    "ideographDigital": digital,
    "japaneseDigitalTenThousand": digital,
    "taiwaneseDigital": digital,
    "chineseLegalSimplified": lambda number: chinese(number, _LEGAL),
    "ideographLegalTraditional": lambda number: chinese(number, _LEGAL),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "none": lambda _: "",
}
"""Word's names of number formats; an unknown one is printed in plain digits."""
