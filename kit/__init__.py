"""Plumbing for serverless services: it knows no business word.

Nearly all that a cold start makes lives as long as the process, and looking for garbage among it in vain took a tenth
of a first answer: the collector waits until a hundred thousand objects are new (about 10 MB).
"""

import gc

gc.set_threshold(100_000, 20, 50)
