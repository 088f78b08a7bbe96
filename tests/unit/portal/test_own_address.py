"""The portal finds its own URL."""

import pytest

from tests.unit.portal.browser import SETTINGS, portal_of
from tests.unit.portal.world import World


@pytest.mark.parametrize(
    ("public_url", "context", "origin", "prefix"),
    [
        ("https://motcua.vn/portal", {"path": "/portal/ho-so"}, "https://motcua.vn", "/portal"),
        ("https://motcua.vn", {"path": "/ho-so"}, "https://motcua.vn", ""),
        ("", {"path": "/api/ho-so"}, "https://x.example", "/api"),
        ("", {}, "https://x.example", ""),
    ],
)
def test_the_portal_finds_its_own_url(
    public_url: str, context: dict[str, str], origin: str, prefix: str
) -> None:
    settings = SETTINGS.model_copy(update={"public_url": public_url})
    headers = {"host": "x.example", "x-forwarded-proto": "https"}

    site = portal_of(World(), settings).site(context, headers, "/ho-so")

    assert (site.origin, site.prefix) == (origin, prefix)
