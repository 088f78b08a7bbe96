"""What a notice names in quotation marks stands on the page to which the notice leads, as a link, a
button or a heading, in both languages.
"""

import re
from collections.abc import Mapping
from html import unescape
from itertools import chain
from typing import Final

import pytest

from contracts.terms import Language
from notifications.delivery.messages import texts_in
from tests.unit.pages.services_world import ServicesWorld
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import awaiting_supplement, filed

LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
QUOTED = re.compile("“([^”]*)”")
NAMED = re.compile(r"<(a|button|h1|h2)\b[^>]*>(.*?)</\1>", re.DOTALL)
KEY = re.compile(r'class="copy">([0-9A-Z]{10})<')
OWN = ("home", "own dossier")
LEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "dossier.filed": ("home",),
    "case.accepted": ("home",),
    "case.refused": OWN,
    "case.papers_requested": ("home", "dossier with a supplement"),
    "case.extended": OWN,
    "case.stopped": OWN,
    "case.withdrawn": OWN,
    "case.result_corrected": ("home",),
    "fee.due": ("home", "dossier by its key"),
    "contact.reply_ready": ("home", "own pages"),
}
"""A notice that names something, and the pages on the way from its address to the act."""


@pytest.fixture(scope="module", params=LANGUAGES)
def pages(request: pytest.FixtureRequest) -> tuple[Language, dict[str, set[str]]]:
    """The names of links, buttons and headings, by page, in a language."""
    language, world = request.param, ServicesWorld()
    owner = Citizen(world, language=language)
    unpaid = filed(owner)
    shown = {"home": names(owner, "/"), "own dossier": names(owner, f"/toi/ho-so/{unpaid}")}
    shown["own pages"] = names(owner, "/toi")
    owner.get(f"/toi/ho-so/{unpaid}/ma-tra-cuu")
    key = KEY.findall(owner.submit("/ma-tra-cuu").text)[0]
    world.world.settle()
    visitor = Citizen(world, language=language)
    visitor.get("/tra-cuu")
    visitor.submit("/tra-cuu", values={"code": unpaid, "key": key})
    shown["dossier by its key"] = names(visitor, "/ho-so")
    another = Citizen(world, language=language)
    waiting = awaiting_supplement(another)
    shown["dossier with a supplement"] = names(another, f"/toi/ho-so/{waiting}")
    return language, shown


def names(citizen: Citizen, path: str) -> set[str]:
    page = citizen.get(path)
    assert page.status == 200, path
    return {unescape(re.sub(r"<[^>]+>", "", text)).strip() for _, text in NAMED.findall(page.text)}


def quoted(language: Language) -> dict[str, set[str]]:
    """What each notice names."""
    words = {
        event: {
            word
            for text in (notice.sms, notice.subject, *notice.body)
            for word in QUOTED.findall(text)
            if word != "{procedure}"
        }
        for event, notice in texts_in(language).notices.items()
    }
    return {event: each for event, each in words.items() if each}


def test_each_word_that_a_notice_names_is_on_the_pages_to_which_it_leads(
    pages: tuple[Language, dict[str, set[str]]],
) -> None:
    language, shown = pages

    missing = {
        (event, word)
        for event, words in quoted(language).items()
        for word in words - set(chain.from_iterable(shown[page] for page in LEADS[event]))
    }

    assert quoted(language).keys() == LEADS.keys()
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_gives_no_path_behind_the_portals_address(language: Language) -> None:
    """The address is that of the first page, which the other test opens."""
    for event, notice in texts_in(language).notices.items():
        for text in (notice.sms, notice.subject, *notice.body):
            assert not re.search(r"\{portal(_url)?\}/", text), event
