"""The settings of partners' functions."""

from typing import Final

from kit.platform.settings import Settings, is_protected

LOCAL: Final = "local"


class PartnersSettings(Settings):
    """`keys_secret`: the name of the secret under which keys are hashed; `public_url`: where the
    service answers, down to /v1, which events name as their source. `hooks_queue`: the URL of the
    queue of endpoints. `local_endpoints`: whether endpoints may be on this machine.
    `sandbox`: whether programs may advance dossiers that nobody filed.
    `mail_from`: a verified address. `training`: officials practise here, and no mail leaves.
    """

    keys_secret: str
    partners_url: str = ""
    hooks_queue: str = ""
    local_endpoints: bool = False
    sandbox: bool = False
    mail_from: str = ""
    training: bool = False

    @property
    def allows_sandbox(self) -> bool:
        """Whatever the environment says: never on a stage of citizens."""
        return self.sandbox and not is_protected()

    @property
    def allows_local_endpoints(self) -> bool:
        """Whatever the environment says: only the local stage's, and nobody is served there."""
        return self.local_endpoints and self.stage == LOCAL
