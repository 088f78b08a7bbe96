"""Vietnamese on English pages, marked for screen readers (WCAG 3.1.2 Language of Parts).

Names of procedures, agencies, papers and people have no English: the State publishes none. Whatever
stands on a page outside an element with a language of its own is marked here, in one place.
"""

import re
from collections.abc import Iterator
from typing import Final

VIETNAMESE: Final = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
TAG: Final = re.compile(r"(<[^>]*>)")
NAME: Final = re.compile(r"</?([a-z0-9]+)")
LANGUAGE: Final = re.compile(r'\slang="?([a-z]+)')
READ_ALOUD: Final = re.compile(r'\s(?:alt|aria-label|placeholder)="([^"]*)"')
VOID: Final = frozenset(("base", "br", "hr", "img", "input", "link", "meta"))
WHOLE: Final = frozenset(("title", "option", "textarea"))
"""Elements without elements inside: they say their language themselves."""
PLAIN: Final = "-"
"""In place of a language: no element stands there."""
SITE: Final = "Một Cửa"
"""The end of every title, in both languages."""
CLAUSE: Final = re.compile(r"([^.;:,()“”×=+/·\n]+)")
WORD: Final = re.compile(r"\S+")
SYLLABLE: Final = re.compile(
    r"(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?",
    re.IGNORECASE,
)
"""One that may be Vietnamese although it bears no sign: kinh, doanh, An."""
ENGLISH: Final = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "for", "has"),
        *("he", "her", "his", "how", "i", "if", "in", "is", "it", "its", "me", "my"),
        *("no", "not", "of", "on", "or", "our", "so", "that", "the", "then", "this", "to"),
        *("up", "us", "was", "we", "who", "you"),
    )
)


def mark_vietnamese(html: str) -> str:
    """The page, with its Vietnamese in elements of `lang="vi"`."""
    return "".join(_marked(html)) if VIETNAMESE.search(html) else html


def _marked(html: str) -> Iterator[str]:
    languages: list[str] = ["en"]
    parts = TAG.split(html)
    for place, part in enumerate(parts):
        if not part.startswith("<"):
            is_text = languages[-1] not in ("vi", PLAIN) and VIETNAMESE.search(part)
            yield CLAUSE.sub(_clause, part) if is_text else part
            continue
        match = NAME.match(part)
        name = match[1] if match else ""
        if not name or name in VOID:
            yield _with_language(part) if languages[-1] != "vi" and _reads_aloud(part) else part
        elif part.startswith("</"):
            languages.pop()
            yield part
        else:
            own = LANGUAGE.search(part)
            language = own[1] if own else languages[-1]
            speaks = name in WHOLE and language != "vi" and _is_vietnamese(parts[place + 1])
            languages.append("vi" if speaks else PLAIN if name in WHOLE else language)
            yield _with_language(part) if speaks else part


def _is_vietnamese(text: str) -> bool:
    return VIETNAMESE.search(text.replace(SITE, "")) is not None


def _reads_aloud(tag: str) -> bool:
    return not LANGUAGE.search(tag) and any(map(VIETNAMESE.search, READ_ALOUD.findall(tag)))


def _with_language(tag: str) -> str:
    return f'{tag[:-1]} lang="vi">'


def _clause(match: re.Match[str]) -> str:
    """From its first Vietnamese word to its last, and those beside them that may be Vietnamese."""
    clause = match[0]
    words = list(WORD.finditer(clause))
    signed = [place for place, word in enumerate(words) if VIETNAMESE.search(word[0])]
    if not signed:
        return clause
    first, last = signed[0], signed[-1]
    while first and _may_be_vietnamese(words[first - 1][0].lower()):
        first -= 1
    while last + 1 < len(words) and _may_be_vietnamese(words[last + 1][0]):
        last += 1
    start, end = words[first].start(), words[last].end()
    return f'{clause[:start]}<span lang="vi">{clause[start:end]}</span>{clause[end:]}'


def _may_be_vietnamese(word: str) -> bool:
    """Behind a name also An, which is no article."""
    return SYLLABLE.fullmatch(word) is not None and word not in ENGLISH
