"""A journalist goes from the first page to a figure of the province, and counts it again."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from front.http_client import Request
from status.recount.check import check
from tests.browser.walks.human_time import MOUSE
from tests.browser.walks.person import Person
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.pages.public_figures import publish_for_pages
from tests.unit.pages.services_world import API, ServicesWorld

if TYPE_CHECKING:
    from playwright.sync_api import Route

SLUG = "journalist"
ROUTES = re.compile(f"^{re.escape(API)}/")
FILES = ("month.json", "leaves.jsonl.gz", "figures.json", "root.json")


def walk(walking: Walking) -> Walk:
    """From the first page to the lines of the program."""
    world = walking.site.world
    publish_for_pages(world)
    with walking.person(SLUG, MOUSE, phone=False) as lan:
        lan.page.context.route(ROUTES, lambda route: send_file(route, world))
        lan.open(walking.site.origin + "/")
        lan.click("số liệu", "thống kê")
        lan.choose("tháng", option="tháng 10 năm 2026")
        lan.click("xem")
        assert "100,0%" in lan.read("đúng hạn")
        lan.picture()
        lan.click("đếm lại", "kiểm chứng")
        lan.read("chạy lệnh", "chương trình")
        lan.picture()
        lines = recount(lan, walking.files)
        assert lines[0] == "2026-10: 12 leaves, every figure is right", lines
        lan.take("the share on time of October, and the line that says that every figure is right")
    return lan.walk


def recount(lan: Person, folder: Path) -> list[str]:
    """The files of the page under the names that it shows, and what the program prints of them."""
    for name in FILES:
        link = next(part for part in lan.reading().content if part.name.endswith(name)).name
        (folder / link).write_bytes(lan.download(link))
    return list(check(folder))


def send_file(route: "Route", world: ServicesWorld) -> None:
    """What a public route answers, and the store where it leads to a file."""
    stored = world.world.objects.stored
    if route.request.url.endswith("/leaves"):
        body = next(each.body for key, each in stored.items() if key.endswith(".jsonl.gz"))
    else:
        body = world.send(Request("GET", route.request.url, {})).body
    route.fulfill(status=200, headers={"Content-Disposition": "attachment"}, body=body)
