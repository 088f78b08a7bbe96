"""How often the garbage collector runs in a function."""

import gc


def collect_rarely() -> None:
    """Wait until 400,000 objects are new, some 60 MB at the most; called before anything else.

    Nearly all that a cold start makes lives as long as the process, and looking for garbage among
    it in vain took a tenth of a first answer.
    """
    gc.set_threshold(400_000, 20, 50)
