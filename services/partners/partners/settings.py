"""The settings of partners' functions."""

from kit.platform.settings import Settings


class PartnersSettings(Settings):
    """`keys_secret`: the name of the secret under which keys are hashed; `public_url`: where the
    service answers, down to /v1, which events name as their source.
    """

    keys_secret: str
    partners_url: str = ""
