"""A service's Chalice app, with logging left to kit.log."""

from chalice.app import Chalice


def service_app(service: str) -> Chalice:
    """The app of one service; its doors and functions are registered in its app.py."""
    return Chalice(app_name=f"motcua-{service}", configure_logs=False)
