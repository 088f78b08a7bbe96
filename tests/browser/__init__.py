"""The pages in a real browser: one for all modules of this package."""
