"""The letters and words of a search: accents, capitals, i or y, and short forms do not matter."""

import re
import unicodedata
from typing import Final

SHORT_FORMS: Final = {
    "attp": ("an", "toan", "thuc", "pham"),
    "bhtn": ("bao", "hiem", "that", "nghiep"),
    "bhxh": ("bao", "hiem", "xa", "hoi"),
    "bhyt": ("bao", "hiem", "y", "te"),
    "cccd": ("can", "cuoc"),
    "cmnd": ("can", "cuoc"),
    "cmt": ("can", "cuoc"),
    "ct": ("cong", "ty"),
    "dkkd": ("dang", "ky", "kinh", "doanh"),
    "dn": ("doanh", "nghiep"),
    "dtm": ("danh", "gia", "tac", "dong", "moi", "truong"),
    "gcn": ("giay", "chung", "nhan"),
    "gpkd": ("giay", "phep", "kinh", "doanh"),
    "gplx": ("giay", "phep", "lai", "xe"),
    "gpxd": ("giay", "phep", "xay", "dung"),
    "hkd": ("ho", "kinh", "doanh"),
    "htx": ("hop", "tac", "xa"),
    "mst": ("ma", "so", "thue"),
    "nn": ("nuoc", "ngoai"),
    "pccc": ("phong", "chay", "chua", "chay"),
    "qsdd": ("quyen", "su", "dung", "dat"),
    "tnhh": ("trach", "nhiem", "huu", "han"),
    "tncn": ("thu", "nhap", "ca", "nhan"),
    "vsattp": ("an", "toan", "thuc", "pham"),
}
"""What people write short, and the words that procedures have."""
IDLE: Final = frozenset(
    (
        "lam",
        "xin",
        "muon",
        "toi",
        "em",
        "o",
        "dau",
        "nhu",
        "nao",
        "thu",
        "tuc",
        "cua",
        "va",
        "gi",
        "minh",
        "hoi",
        "cach",
        "nhieu",
    )
)
"""Words that say nothing of which procedure it is."""
_WORD = re.compile(r"[0-9a-z]+(?:\.[0-9a-z]+)*")
_FINAL_Y = re.compile(r"\b(qu|[b-df-hj-np-tv-xz]*)y\b")


def plain(text: str) -> str:
    """ "Đăng kí, Đăng ký" is "dang ki, dang ki"."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return _FINAL_Y.sub(r"\1i", letters.encode("ascii", "ignore").decode())


def words_of(text: str) -> list[str]:
    """The plain words of a text in its order, short forms written out."""
    words: list[str] = []
    for word in _WORD.findall(plain(text)):
        words += SHORT_FORMS.get(word, (word,))
    return words
