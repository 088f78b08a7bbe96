"""A month of payments on simulated time, in one process: payers, providers, officials, and what
goes wrong."""
