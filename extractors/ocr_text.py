"""What the network confuses because shape alone does not tell: signs of full and half width, letters and digits."""

import re

WIDE = dict(zip(",:;!?()", "，：；！？（）", strict=True))
BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
HAN = re.compile("[\u3400-\u9fff]")
DIGIT_LIKE = {"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "|": "1", "丨": "1"}
# A bracket read as a letter: the one that closes it tells.
OPENED = re.compile(r"^[Cc](?=[\u3400-\u9fff]+[)）])")
# Characters taken for their like in words of which only one is a word.
WORDS = (
    (re.compile("(?<![全内])部内(?![容控部设])"), "部门"),
    (re.compile("日标(?!准)"), "目标"),
    (re.compile("项日"), "项目"),
    (re.compile("文出(?=[率数绩预进总])"), "支出"),
)
ALONE = re.compile(r"\s*[OoIl|丨]\s*")
AMID_DIGITS = re.compile(r"(?<=[0-9.])[OoIl|](?=[0-9.%])|^[OoIl|](?=[0-9.]*[0-9][0-9.]*%?$)|(?<=[0-9.])[OoIl|]$")


def settled(text: str) -> str:
    """A line with its signs as wide as its letters, and digits where only digits can be; as many characters as before.

    A number keeps its points and commas as they were read.
    """
    if ALONE.fullmatch(text):
        return "".join(DIGIT_LIKE.get(char, char) for char in text)
    text = OPENED.sub("（", text)
    for taken, meant in WORDS:
        text = taken.sub(meant, text)
    text = AMID_DIGITS.sub(lambda found: DIGIT_LIKE[found.group()], text)
    text = BRACKETS.sub(bracketed, text)
    paired = {at for found in BRACKETS.finditer(text) for at in (found.start(), found.end() - 1)}
    return "".join(
        WIDE[char] if char in WIDE and i not in paired and is_beside_han(text, i) else char
        for i, char in enumerate(text)
    )


def bracketed(found: re.Match[str]) -> str:
    """Brackets that are alike stay as read; of two that differ, both are wide."""
    inner = found.group(1)
    return found.group() if found.group()[0] + found.group()[-1] in ("()", "（）") else f"（{inner}）"


def is_beside_han(text: str, at: int) -> bool:
    """Whether a Chinese character stands right before or right behind a place."""
    before, after = text[:at].rstrip(), text[at + 1 :].lstrip()
    return bool((before and HAN.match(before[-1])) or (after and HAN.match(after[0])))
