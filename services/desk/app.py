"""The desk's Chalice app: its pages and static files."""

from collections.abc import Callable
from datetime import datetime

from chalice.app import Chalice

from desk.bootstrap import Bootstrap
from desk.presentation import PRESENTATION
from desk.routes import pages
from front.chalice_pages import register
from front.sign_in.pages import SignInPages
from kit.core.time import system_clock
from kit.http.chalice_app import service_app


def create_app(desk: Bootstrap, now: Callable[[], datetime] = system_clock) -> Chalice:
    """The app over one desk; `now` is the time of each request."""
    app = service_app("desk")
    register(app, desk, pages(SignInPages(desk.provider)), PRESENTATION, now)
    return app


desk = Bootstrap()
desk.prepare()
app = create_app(desk)
