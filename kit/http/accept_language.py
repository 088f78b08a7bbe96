"""Which of our two languages a caller prefers (RFC 9110, 12.5.4)."""


def language(accept: str) -> str:
    """ "en" if the caller prefers English over Vietnamese, else "vi"."""
    best, chosen = 0.0, "vi"
    for part in accept.lower().split(","):
        tag, *parameters = (p.strip() for p in part.split(";"))
        weight = next((p.partition("=")[2] for p in parameters if p.startswith("q=")), "1")
        try:
            quality = float(weight)
        except ValueError:
            quality = 0.0
        spoken = tag.partition("-")[0]
        if spoken in ("vi", "en") and quality > best:
            best, chosen = quality, spoken
    return chosen
