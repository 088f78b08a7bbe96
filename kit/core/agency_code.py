"""The code of an agency (mã định danh), and the agencies above that follow from it.

Two orders are in use: the province first (`H49.61.01`, QĐ 20/2020/QĐ-TTg), and before it the
province last in four groups (`000.00.61.H49`, QCVN 102:2016/BTTTT), of which "000.00.00.H49" is the
province itself.
"""

from typing import Final

FIRST_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
EMPTY: Final = ("000", "00", "00")


def parent_code(code: str) -> str | None:
    """The code above; None for that of a province, or of a ministry."""
    if code[:1] in FIRST_LETTERS:
        return code.rpartition(".")[0] or None
    *groups, top = code.split(".")
    filled = [place for place, group in enumerate(groups) if group != EMPTY[place]]
    if len(filled) < 2:
        return top
    groups[filled[0]] = EMPTY[filled[0]]
    return ".".join((*groups, top))


def codes_above(code: str) -> list[str]:
    """The code and those above that follow from it, the province first."""
    codes = [code]
    while above := parent_code(codes[-1]):
        codes.append(above)
    return codes[::-1]


def province_code(code: str) -> str:
    """The code of the province."""
    return codes_above(code)[0]
