"""Plumbing for serverless services: it knows no business word.

Nearly all that a cold start makes lives as long as the process, and looking for garbage among it in vain took a tenth
of a first answer: the collector waits until 400,000 objects are new (some 60 MB at the most).
"""

import gc

gc.set_threshold(400_000, 20, 50)
