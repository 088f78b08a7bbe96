"""Plans by which a process dies."""

from kit.platform.fault_injection import Plan


class DyingPlan(Plan):
    """The process dies at a point, at its nth pass."""

    def __init__(self, death: tuple[str, int]) -> None:
        super().__init__()
        self.point, self.left = death

    def reach(self, name: str) -> None:
        """A named point is passed, or is where the process dies."""
        if name != self.point or self.left == 0:
            return
        self.left -= 1
        if self.left == 0:
            self._die(name)
