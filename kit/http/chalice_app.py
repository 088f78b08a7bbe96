"""An app of Chalice, as services and clients have it, without what only routes need."""

from chalice.app import Chalice

from kit.platform import log


def service_app(service: str) -> Chalice:
    """The app of one service; its routes and functions are registered in its app.py.

    Libraries' loggers are silent from here on.
    """
    log.mute_libraries()
    return Chalice(app_name=f"motcua-{service}", configure_logs=False)
