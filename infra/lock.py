"""`python -m infra.lock`: exports services/<service>/requirements.txt from the locks."""

from infra.places import CLIENTS, LOCKS, ROOT, SERVICES

HEAD = (
    "# Exported from requirements/{}.txt by `make lock`: never edited. "
    "Hashes are checked when the bundle is made.\n"
)


def exported(service: str) -> str:
    """The service's requirements without hashes, as its lock has them."""
    lines = (LOCKS / f"{service}.txt").read_text().splitlines()
    return HEAD.format(service) + "".join(
        line.rstrip(" \\") + "\n" for line in lines if "==" in line
    )


if __name__ == "__main__":
    for name in (*SERVICES, *CLIENTS):
        (ROOT / "services" / name / "requirements.txt").write_text(exported(name))
