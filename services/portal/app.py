"""The portal's Chalice app: its pages and static files."""

from collections.abc import Callable
from datetime import datetime

from chalice.app import Chalice

from front.chalice_pages import register
from front.sign_in.pages import SignInPages
from front.sign_in.signed_in import SignedIn
from front.visit import Visit
from kit.core.time import system_clock
from kit.http.chalice_app import service_app
from portal.bootstrap import Bootstrap
from portal.presentation import PRESENTATION
from portal.public_api import PublicApi
from portal.routes import pages


def create_app(portal: Bootstrap, now: Callable[[], datetime] = system_clock) -> Chalice:
    """The app over one portal; `now` is the time of each request."""
    app = service_app("portal")
    sign_in = SignInPages(portal.provider, home="/toi", arrival=_arrival)
    register(app, portal, pages(sign_in), PRESENTATION, now)
    return app


def _arrival(visit: Visit, api: PublicApi, signed_in: SignedIn, back: str) -> str:
    from portal.account.profile import arrival

    return arrival(visit, api, signed_in, back)


portal = Bootstrap()
portal.prepare()
app = create_app(portal)
