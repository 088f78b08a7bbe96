"""An official at the desk without scripts: signs in with both factors, follows links."""

from desk.bootstrap import Bootstrap
from desk.settings import DeskSettings
from infra.apps import app_module
from kit.security.staff_directory import Staff
from local.doubles.issuer.tokens import subject
from tests.unit.pages.page_browser import PageBrowser
from tests.unit.pages.page_view import PageView
from tests.unit.pages.page_weight import Scales
from tests.unit.pages.services_world import AGENCY, API, ServicesWorld, shared_world
from tests.unit.portal.browser import SECRET, VISITORS

SERVICES = (
    "casework",
    "intake",
    "documents",
    "payments",
    "notifications",
    "status",
    "exchange",
    "partners",
    "voice",
    "letters",
)
SETTINGS = DeskSettings(
    **{f"{name}_api": f"{API}/{name}/v1" for name in SERVICES},
    desk_secret="motcua/test/desk",
    visitor_secret="motcua/test/visitor",
    client_secret="motcua/test/sign-in-desk",
    upload_origins="http://127.0.0.1",
)
SECRETS = {
    "desk": SECRET,
    "visitor": VISITORS,
    "sign-in-desk": '{"client_secret": "desk_local"}',
}


def settings_of(world: ServicesWorld, **changes: object) -> DeskSettings:
    """The settings of a desk before a world."""
    own: dict[str, object] = {
        "issuer": world.issuers["staff"],
        "public_url": world.desk,
        "portal_url": world.portal,
    }
    return SETTINGS.model_copy(update=own | changes)


def desk_of(world: ServicesWorld, **changes: object) -> Bootstrap:
    """The desk over a world, with changed settings."""
    settings = settings_of(world, **changes)
    return Bootstrap(
        lambda: settings,
        http_client=world,
        read_secret=lambda name: SECRETS[name.rpartition("/")[2]],
        clock=lambda: world.seconds_passed,
    )


class Officer(PageBrowser):
    """One browser of an official with these roles at an agency; the last page is `page`."""

    def __init__(
        self,
        *roles: str,
        world: ServicesWorld | None = None,
        agency: str = AGENCY,
        desks: tuple[str, ...] = (),
        language: str = "vi",
        training: bool = False,
    ) -> None:
        world = world or shared_world()
        app = app_module("desk").create_app(desk_of(world, training=training), world.clock)
        super().__init__(world, app, world.desk, "staff", language, scales=Scales("desk"))
        parts = [*sorted(roles), agency.lower().replace(".", "-"), *map(_slug, desks)]
        self.username = "-".join(part.replace("_", "-") for part in parts) or "nobody"
        self.roles, self.agency, self.desks = roles, agency, desks
        if roles:
            self._enter_directory()

    @property
    def subject(self) -> str:
        """What the provider calls them."""
        return subject(self.world.issuers["staff"], self.username)

    def sign_in(self, back: str = "/") -> PageView:
        """Sign in with both factors, and come back."""
        return self.sign_in_as(self.username, back)

    def _enter_directory(self) -> None:
        official = Staff(
            sub=self.subject,
            name=f"Cán bộ {self.username}",
            roles=self.roles,
            agencies=(self.agency,),
            desks=self.desks,
        )
        self.world.world.directory.put_staff(official)


def _slug(text: str) -> str:
    return "".join(each for each in text.lower() if each.isascii() and each.isalnum())
