"""The pages of help and of statements: texts, with pictures of our own pages."""

import json
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Final

from front.api_problem import ApiProblem
from front.responses import PageResponse, render
from front.visit import Visit
from portal.public_api import PublicApi

TOPICS: Final = (
    "dang-nhap",
    "nop-ho-so",
    "chup-giay-to",
    "thanh-toan",
    "ma-tra-cuu",
    "bo-sung",
    "khieu-nai",
    "lua-dao",
)
PICTURES: Final = Path(__file__).parents[1] / "pictures"
STATEMENTS: Final = {
    "/kha-nang-tiep-can": "accessibility",
    "/quyen-rieng-tu": "privacy",
    "/ve-trang": "about",
}
"""Path -> the area of its texts."""
PRIVATE: Final = ("/toi", "/nop", "/ho-so", "/thanh-toan", "/bien-lai", "/ket-qua", "/vao", "/ra")
MOST_PARTS: Final = 12


def show_topics(visit: Visit, _: PublicApi) -> PageResponse:
    """Every guide."""
    return render(visit, "help.html", topics=TOPICS)


def show_topic(visit: Visit, _: PublicApi) -> PageResponse:
    """A guide, step by step; raises ApiProblem (404)."""
    topic = visit.path_params["topic"]
    if topic not in TOPICS:
        raise ApiProblem(404, "not_found", "")
    return render(
        visit,
        "help_topic.html",
        topic=topic,
        steps=_parts(visit, f"help.{topic}.step"),
        notes=_parts(visit, f"help.{topic}.note"),
        picture=picture(topic),
    )


def show_statement(visit: Visit, _: PublicApi) -> PageResponse:
    """Accessibility, privacy, or who runs this."""
    area = STATEMENTS[visit.path]
    parts = [
        (visit.translate(f"{area}.heading_{at}"), _parts(visit, f"{area}.{at}"))
        for at in range(1, MOST_PARTS)
        if visit.has_text(f"{area}.heading_{at}")
    ]
    return render(visit, "statement.html", area=area, parts=parts)


def show_robots(visit: Visit, _: PublicApi) -> PageResponse:
    """What search engines may read: public pages only."""
    lines = ["User-agent: *", *(f"Disallow: {visit.site.link(path)}" for path in PRIVATE)]
    return PageResponse("\n".join(lines) + "\n", headers=_public("text/plain; charset=utf-8"))


def show_manifest(visit: Visit, _: PublicApi) -> PageResponse:
    """How a phone shows the site on its first screen; no page is stored for later."""
    icon = {"src": visit.site.link("/tinh/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    manifest = {
        "name": visit.translate("site.purpose"),
        "short_name": visit.translate("site.name"),
        "lang": visit.language,
        "start_url": visit.site.link("/"),
        "scope": visit.site.link("/"),
        "display": "browser",
        "icons": [icon],
    }
    body = json.dumps(manifest, ensure_ascii=False)
    return PageResponse(body, headers=_public("application/manifest+json; charset=utf-8"))


@cache
def picture(topic: str) -> str:
    """A picture of the page that a guide is about, as a `data:` address; "" where there is none."""
    path = PICTURES / f"{topic}.webp"
    if not path.exists():
        return ""
    return f"data:image/webp;base64,{b64encode(path.read_bytes()).decode()}"


def _parts(visit: Visit, key: str) -> list[str]:
    keys = [f"{key}_{at}" for at in range(1, MOST_PARTS)]
    return [visit.translate(each) for each in keys if visit.has_text(each)]


def _public(media_type: str) -> dict[str, str]:
    return {"Content-Type": media_type, "Cache-Control": "public, max-age=3600"}
