"""The pages of the exchange with the National Portal in each of their states."""

from tests.browser.desk_states.album import Album


def record(album: Album) -> None:
    """Before anything was sent."""
    album.open("national-portal", album.official("supervisor"), "/giam-sat/cong-quoc-gia")
