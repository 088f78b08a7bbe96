"""Queues that fill at once: the real code of their functions, on simulated time."""
